"""The command line: every verb of the program, for scripts, tests and those who like a prompt."""
