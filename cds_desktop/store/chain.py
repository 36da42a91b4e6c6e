"""Hashes of rows and of the history chain (STORE.md 6).

Every row carries the first 16 bytes of a SHA-256 over its columns. Every history row carries the
hash of the row before it, and a digest: the sum of the hashes of all rows of its submission after
the change. So a changed row is found by its own hash, a row that was taken away or put back in an
older state by the digest, and a changed history by the chain.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

HASH_BYTES = 16
CHAIN_START = bytes(32)
_DIGEST_RANGE = 1 << (8 * HASH_BYTES)

Column = str | int | None


@dataclass(slots=True)
class Chain:
    """The end of the history as remembered between two saves; forgotten at every rollback."""

    seq: int | None = None
    hash: bytes = CHAIN_START
    digests: dict[int | None, int] = field(default_factory=dict[int | None, int])

    def forget(self) -> None:
        """Read the end of the history from the disk again next time."""
        self.seq = None
        self.digests.clear()


def row_hash(columns: Sequence[Column]) -> bytes:
    """Return the hash that a row carries: 16 bytes of SHA-256 over its columns as ASCII JSON."""
    return sha256(_line(columns)).digest()[:HASH_BYTES]


def chain_hash(previous: bytes, columns: Sequence[Column]) -> bytes:
    """Return the hash of a history row, made from the row before and its own columns."""
    return sha256(previous + _line(columns)).digest()


def content_hash(rows: Sequence[Sequence[Column]]) -> bytes:
    """Return the hash of many rows in their order."""
    return sha256(b"\n".join(map(_line, rows))).digest()


def as_number(hash_bytes: bytes | None) -> int:
    """Return a row's hash as a number to add up; 0 for no row."""
    return int.from_bytes(hash_bytes or b"", "big")


def as_digest(total: int) -> bytes:
    """Return the sum of row hashes as the 16 bytes that are stored."""
    return (total % _DIGEST_RANGE).to_bytes(HASH_BYTES, "big")


def _line(columns: Sequence[Column]) -> bytes:
    try:
        return json.dumps(columns).encode()
    except TypeError:  # damage can make a text column a blob: then any other hash will do
        return json.dumps(columns, default=repr).encode()
