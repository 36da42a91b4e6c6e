"""One page a step of the month; pages know nothing of each other."""
