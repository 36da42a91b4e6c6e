"""Hostile conditions: crashes, power cuts, full disks, damage, wrong clocks (TORTURE.md)."""
