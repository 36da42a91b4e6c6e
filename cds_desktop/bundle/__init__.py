"""The signed container of a sync bundle: files and keys, never forms."""
