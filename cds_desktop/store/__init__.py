"""The only place with SQL: one SQLite file, one connection, one thread."""
