"""Hostile conditions: crashes, power cuts, full and sick disks, damage, wrong clocks (TORTURE.md)."""
