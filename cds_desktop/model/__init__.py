"""The concepts of the field as frozen dataclasses: no I/O, no outside library."""
