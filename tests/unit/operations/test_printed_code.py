"""The code in the footer tells which revision a paper is (O12)."""

from collections.abc import Callable
from datetime import datetime

import pytest

from cds_desktop.errors import InputError
from cds_desktop.operations import reporting
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.printed_code import which_revision


def code_of(session: EntrySession) -> str:
    return reporting.take_snapshot(session).content_code


def amended(session: EntrySession, number: int) -> str:
    session.reopen()
    session.complete(reason=f"Điều chỉnh lần {number} theo yêu cầu của Sở.")
    return code_of(session)


def test_every_one_of_five_amendments_is_told_apart(completed: EntrySession) -> None:
    """Also amendments that change no figure at all."""
    first = completed.submission.revision
    codes = {first: code_of(completed)}
    for number in range(1, 6):
        codes[first + number] = amended(completed, number)

    found = {
        revision: which_revision(completed.workspace, code) for revision, code in codes.items()
    }

    assert len(set(codes.values())) == 6
    assert {revision: one.revision for revision, one in found.items() if one} == {
        revision: revision for revision in codes
    }
    newest = found[first + 5]
    assert newest is not None and newest.is_newest
    assert newest.reason == "Điều chỉnh lần 5 theo yêu cầu của Sở."
    assert newest.period == completed.period
    assert isinstance(newest.completed_at, datetime)
    former = found[first]
    assert former is not None and not former.is_newest


def in_small_letters(code: str) -> str:
    return code.lower()


def in_groups(code: str) -> str:
    return f" {code[:4]}-{code[4:]} "


def misread(code: str) -> str:
    return code.replace("O", "0").replace("I", "1").replace("B", "8")


@pytest.mark.parametrize("typed", [in_small_letters, in_groups, misread])
def test_a_code_is_found_however_it_is_typed(
    completed: EntrySession, typed: Callable[[str], str]
) -> None:
    found = which_revision(completed.workspace, typed(code_of(completed)))

    assert found is not None and found.period == completed.period


def test_a_code_of_another_paper_is_not_found(completed: EntrySession) -> None:
    assert which_revision(completed.workspace, "ABCDEFGH") is None


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDEFGHI", "ABCD9FGH", "ĐBCDEFGH"])
def test_what_is_no_code_gets_a_sentence(completed: EntrySession, typed: str) -> None:
    with pytest.raises(InputError) as caught:
        which_revision(completed.workspace, typed)

    assert caught.value.code == "printed_code_malformed"
