"""Read and write the binary fields of OpenSSH formats (RFC 4251, section 5)."""

import struct

_LENGTH = struct.Struct(">I")


class WireError(ValueError):
    """The bytes are not what an OpenSSH format says; translated by whoever reads them."""


def pack_number(number: int) -> bytes:
    """Return a uint32."""
    return _LENGTH.pack(number)


def pack_string(data: bytes) -> bytes:
    """Return a string: its length, then its bytes."""
    return _LENGTH.pack(len(data)) + data


class WireReader:
    """Walk over the fields of one blob, in their order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def take(self, size: int) -> bytes:
        """Return the next `size` bytes."""
        end = self._position + size
        if end > len(self._data):
            raise WireError("a field ends behind its blob")
        taken = self._data[self._position : end]
        self._position = end
        return taken

    def number(self) -> int:
        """Return the next uint32."""
        (number,) = _LENGTH.unpack(self.take(_LENGTH.size))
        return number

    def string(self) -> bytes:
        """Return the next string's bytes."""
        return self.take(self.number())

    def expect(self, data: bytes) -> None:
        """Step over bytes that can only be these."""
        if self.take(len(data)) != data:
            raise WireError("a fixed field has another value")

    def expect_end(self) -> None:
        """Refuse bytes behind the last field."""
        if self._position != len(self._data):
            raise WireError("bytes behind the last field")
