"""The verbs of the program: the only place where the rooms below meet."""
