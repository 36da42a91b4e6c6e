"""Offline desktop program for the monthly digital-transformation report of a Vietnamese province."""

__version__ = "0.1.0"
