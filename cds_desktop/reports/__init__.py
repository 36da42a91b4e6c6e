"""The meaning of a report: indicators, sentences, contexts; no file formats."""
