"""Files for people: Word and Excel from plain values."""
