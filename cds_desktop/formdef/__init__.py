"""Form definitions as data: load, check and apply the rules of forms/*.toml."""
