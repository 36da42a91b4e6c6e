"""Offline desktop program for a Vietnamese province's monthly digital-transformation report."""

__version__ = "0.1.0"
