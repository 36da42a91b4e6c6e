"""Binary fields of OpenSSH formats."""

import pytest

from cds_desktop.bundle.ssh_wire import WireError, WireReader, pack_number, pack_string


def test_fields_are_read_as_they_were_written():
    reader = WireReader(b"MAGIC" + pack_number(7) + pack_string(b"text") + pack_string(b""))
    reader.expect(b"MAGIC")
    assert reader.number() == 7
    assert reader.string() == b"text"
    assert reader.string() == b""
    reader.expect_end()


def test_a_length_beyond_the_blob_is_refused():
    with pytest.raises(WireError):
        WireReader(pack_number(2**32 - 1) + b"x").string()


def test_bytes_behind_the_last_field_are_refused():
    with pytest.raises(WireError):
        WireReader(b"x").expect_end()


def test_another_fixed_field_is_refused():
    with pytest.raises(WireError):
        WireReader(b"abc").expect(b"abd")
