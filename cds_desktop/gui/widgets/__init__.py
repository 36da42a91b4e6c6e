"""One widget a question type."""
