"""Divide whole numbers exactly, and noise that is the same on every machine."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b


@cache
def noise(low: int, high: int, *seed: str) -> int:
    """Return a number from `low` to `high`, always the same for the same seed."""
    digest = blake2b("|".join(seed).encode(), digest_size=8).digest()
    return low + int.from_bytes(digest, "big") % (high - low + 1)


def apportion(
    total: int, weights: Sequence[int], *, most: Sequence[int] | None = None
) -> list[int]:
    """Divide `total` by `weights` (largest remainder), no part above its place in `most`.

    The parts add up to `total` exactly. A weight of 0 gets nothing.
    """
    if most is not None and total > sum(most):
        raise ValueError(f"{total} do not fit under {sum(most)}")
    if total and not any(weights):
        raise ValueError(f"{total} cannot be divided by weights of 0")
    parts = _largest_remainder(total, weights)
    if most is None:
        return parts
    return _capped(parts, most)


def _largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    whole = sum(weights) or 1
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place)
    )
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def _capped(parts: list[int], most: Sequence[int]) -> list[int]:
    """Move what is above the caps to the places with most room, one by one."""
    capped = [min(part, cap) for part, cap in zip(parts, most, strict=True)]
    for _ in range(sum(parts) - sum(capped)):
        room = [cap - part for part, cap in zip(capped, most, strict=True)]
        capped[room.index(max(room))] += 1
    return capped
