"""Whatever comes first, twice or late: the province ends with the same (TORTURE.md M1, M3, M8)."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from cds_desktop.bundle.manifest import RETRACTED
from cds_desktop.operations import inbox_files, rebuilding, receiving
from cds_desktop.operations.inbox_files import ParsedFile
from cds_desktop.operations.rebuilding import Dump
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import effective, integrity
from tests.exchange.sending import Sender, a_province, enrolled, receive

SEED = 20_231_003
ALL = list(permutations(range(7)))


class Undo(Exception):
    """Takes back what one order did."""


def seven_bundles(sender: Sender) -> list[Path]:
    """Return three revisions with a fork and a retraction, a gap, and another life of the key."""
    first = sender.send(sender.content({"bcd_hop": 3}))
    second = sender.content({"bcd_hop": 4}, revision=2)
    clone = replace(sender, folder=sender.folder / "clone", sids=dict(sender.sids))
    fork = clone.send(clone.content({"bcd_hop": 5}, revision=2))  # same number, other content
    files = [
        first,
        sender.send(second),
        fork,
        sender.send(sender.content({"bcd_hop": 6}, revision=3)),
    ]
    sender.seq += 1  # the gap: a bundle that was signed and never sent
    gone = sender.content({"tin_bai": 1}, iso="202310")
    files.append(sender.send(gone))
    retraction = replace(sender.content({}, revision=2, iso="202310"), state=RETRACTED)
    files.append(sender.send(retraction))
    other_life = replace(sender, epoch="f" * 16, seq=0, prev="0" * 64)
    files.append(other_life.send(other_life.content({"pano": 7}, iso="202311")))
    return files


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Workspace]:
    workspace = a_province(tmp_path / "province")
    yield workspace
    workspace.store.close()


@pytest.fixture
def parsed(province: Workspace, tmp_path: Path) -> list[ParsedFile]:
    sender = enrolled(province, tmp_path / "mail")
    files = seven_bundles(sender)
    archive = receiving.archive_of(province)
    found = list(inbox_files.parse_files(files, archive=archive))
    assert [one.error for one in found] == [None] * 7
    return found


def state_after(province: Workspace, order: Sequence[ParsedFile]) -> Dump:
    """Return what the ledger holds after files in an order; the ledger is then as before."""
    found: Dump = {}
    try:
        with province.store.atomic():
            for one in order:
                receiving.take_in(province, one)
            found = rebuilding.dump(province.store)
            assert effective.stale_tables(province.store) == ()
            raise Undo
    except Undo:
        return found


def in_order(parsed: list[ParsedFile], order: Sequence[int], pattern: int) -> list[ParsedFile]:
    """Return the files in an order: once, each twice, or all again at the end."""
    once = [parsed[place] for place in order]
    if pattern == 1:
        return [one for one in once for _ in range(2)]
    return once if pattern == 0 else [*once, *once]


def test_500_orders_with_doubles_give_one_state(province: Workspace, parsed: list[ParsedFile]):
    chosen = random.Random(SEED).sample(ALL, 500)
    reference = state_after(province, parsed)
    for number, order in enumerate(chosen):
        assert state_after(province, in_order(parsed, order, number % 3)) == reference, order


@pytest.mark.torture
def test_all_5040_orders_with_three_patterns_give_one_state(
    province: Workspace, parsed: list[ParsedFile]
):
    reference = state_after(province, parsed)
    for order in ALL:
        for pattern in range(3):
            assert state_after(province, in_order(parsed, order, pattern)) == reference, order


def test_the_state_is_what_the_rule_says(province: Workspace, parsed: list[ParsedFile]):
    for one in parsed:
        receiving.take_in(province, one)
    found = {
        row.period: (row.status, bool(row.sid)) for row in effective.all_effective(province.store)
    }
    assert found == {
        "202309": ("OK", True),  # revision 3 ends the fork of revision 2
        "202310": ("RETRACTED", False),
        "202311": ("OK", True),
    }
    assert integrity.check(province.store).is_sound


def test_a_replay_changes_no_row_but_the_list_of_files(
    province: Workspace, parsed: list[ParsedFile]
):
    for one in parsed:
        receiving.take_in(province, one)
    before = province.store.select("SELECT n FROM events")
    results = [receiving.take_in(province, one) for one in parsed * 20]
    assert {str(one.outcome) for one in results} == {"DUPLICATE"}
    assert {one.codes[0] for one in results} == {"G616"}
    assert province.store.select("SELECT n FROM events") == before


def test_a_rebuild_from_the_archived_bundles_gives_the_same(
    province: Workspace, parsed: list[ParsedFile]
):
    for one in reversed(parsed):
        receiving.take_in(province, one)
    rebuilt = rebuilding.rebuild(province)
    assert rebuilt == rebuilding.Rebuilt(bundles=8, differing=())


def test_a_rebuild_finds_what_was_changed_in_the_ledger(
    province: Workspace, parsed: list[ParsedFile]
):
    receive(province)
    for one in parsed:
        receiving.take_in(province, one)
    with province.store.atomic():
        province.store.execute("UPDATE effective SET sid = NULL WHERE period = '202309'")
    assert rebuilding.rebuild(province).differing == ("effective",)
    assert [one.kind for one in integrity.check(province.store).damages] == ["cache"]
