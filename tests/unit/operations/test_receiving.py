"""Bundles taken in at the province: every code that an import can meet, and what follows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cds_desktop.bundle.manifest import RETRACTED
from cds_desktop.bundle.tables import FigureRow, TextRow
from cds_desktop.errors import InputError, StoreError
from cds_desktop.model.period import Period
from cds_desktop.operations import key_list, receiving, reviewing
from cds_desktop.operations.workspace import (
    Workspace,
    create_workspace,
    settings_for,
    workspace_org_units,
)
from cds_desktop.store import admissions, effective, integrity, received
from tests.exchange.sending import Sender, a_province, enrolled, outcomes, receive
from tests.unit.bundle.hostile_archives import CASES


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Workspace]:
    workspace = a_province(tmp_path / "province")
    yield workspace
    workspace.store.close()


@pytest.fixture
def sender(province: Workspace, tmp_path: Path) -> Sender:
    return enrolled(province, tmp_path / "mail")


def codes(province: Workspace, *paths: Path) -> list[tuple[str, ...]]:
    return [one.codes for one in receive(province, *paths)]


def rows_of(province: Workspace) -> list[int]:
    """Count the rows that a rejected file must not touch."""
    tables = ("received_bundles", "received_submissions", "received_answers", "effective")
    return [province.store.select(f"SELECT count(*) FROM {name}")[0][0] for name in tables]


def counting(province: Workspace, iso: str = "202309") -> list[tuple[str, int]]:
    """Return status and revision of what counts."""
    rows = effective.effective_of(province.store, form="huyen_cds", period=iso)
    heads = [received.find_submission(province.store, row.sid) for row in rows]
    return [
        (row.status, head.revision if head else 0) for row, head in zip(rows, heads, strict=True)
    ]


# --- the way of a bundle --------------------------------------------------------------------------


def test_a_genuine_bundle_of_a_known_key_is_accepted_and_counts(
    province: Workspace, sender: Sender
):
    assert codes(province, sender.send(sender.content())) == [()]
    assert counting(province) == [("OK", 1)]
    assert integrity.check(province.store).is_sound


def test_the_figures_come_back_as_they_were_sent(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content({"bcd_hop": 3, "tin_bai": 12})))
    [head] = received.all_submissions(province.store)
    figures = received.figures(province.store, head.content)
    assert [(one.question, one.value) for one in figures] == [("bcd_hop", "3"), ("tin_bai", "12")]
    assert (head.rows, head.filled, head.control_sum) == (2, 2, "15")


def test_a_preview_stores_nothing(province: Workspace, sender: Sender):
    path = sender.send(sender.content())
    before = province.store.select("SELECT n FROM events")
    assert [str(one.outcome) for one in receiving.preview(province, [path])] == ["ACCEPTED"]
    assert province.store.select("SELECT n FROM events") == before
    assert rows_of(province) == [1, 0, 0, 0]  # the enrolment
    assert not list(receiving.archive_of(province).glob(f"*/{'0' * 64}"))


def test_an_offered_file_is_kept_under_its_hash_also_when_it_is_refused(
    province: Workspace, sender: Sender
):
    path = sender.send(sender.content())
    path.write_bytes(path.read_bytes()[:-1])
    receive(province, path)
    kept = [one.read_bytes() for one in receiving.archive_of(province).glob("*/*")]
    assert path.read_bytes() in kept


def test_a_renamed_and_a_zipped_again_bundle_is_known(
    province: Workspace, sender: Sender, tmp_path: Path
):
    path = sender.send(sender.content())
    receive(province, path)
    other = tmp_path / "thu.zip.txt"
    other.write_bytes(path.read_bytes())
    assert codes(province, other) == [("G616",)]


def test_a_unit_has_no_inbox(tmp_path: Path):
    unit = next(one for one in workspace_org_units() if one.code == "872")
    workspace = create_workspace(tmp_path / "unit", org_unit=unit, settings=settings_for(unit))
    with pytest.raises(InputError, match="tỉnh"):
        list(receiving.receive(workspace, [tmp_path]))
    workspace.store.close()


# --- refused: nothing is stored -------------------------------------------------------------------


def test_a_folder_of_hostile_archives_stores_no_row(province: Workspace, tmp_path: Path):
    hostile = {name: make for name, (make, code) in CASES.items() if code}
    expected = {name: CASES[name][1] for name in hostile}
    for number, make in enumerate(hostile.values()):
        (tmp_path / f"{number:03}.zip").write_bytes(make())
    before = rows_of(province)
    files = sorted(tmp_path.glob("*.zip"))
    found = dict(zip(hostile, [one.codes[0] for one in receive(province, *files)], strict=True))
    assert found == expected
    assert rows_of(province) == before


def _wrong_addressee(sender: Sender) -> Path:
    return sender.send(replace(sender.content(), to=("82",)))


def _another_unit(sender: Sender) -> Path:
    figures = (FigureRow("867", "bcd_hop", "", "3", "A"),)
    return sender.send(replace(sender.content(), unit="867", figures=figures))


def _unknown_key(sender: Sender) -> Path:
    return replace(sender, seed="thief").send(sender.content())


def _practice(sender: Sender) -> Path:
    return sender.send(replace(sender.content(), is_practice=True))


def _altered(sender: Sender) -> Path:
    path = sender.send(sender.content())
    data = path.read_bytes()
    path.write_bytes(data.replace(b"bcd_hop,,3", b"bcd_hop,,9"))
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(_unknown_key, "G500", id="unknown key"),
        pytest.param(_another_unit, "G503", id="signed for another unit"),
        pytest.param(_wrong_addressee, "G504", id="for another province"),
        pytest.param(_practice, "G311", id="practice bundle"),
        pytest.param(_altered, "G210", id="altered on the way"),
    ],
)
def test_a_bundle_that_may_not_come_in_is_refused(
    province: Workspace, sender: Sender, make: Callable[[Sender], Path], code: str
):
    before = rows_of(province)
    [result] = receive(province, make(sender))
    assert (str(result.outcome), result.codes[0]) == ("REJECTED", code)
    assert rows_of(province) == before
    assert [one.code for one in admissions.rejections(province.store)] == [code]
    assert result.messages[0].text and result.messages[0].way_out


# --- held: stored, but nothing counts -------------------------------------------------------------


def test_a_bundle_waits_for_the_paper_of_its_key_and_comes_in_by_itself(
    province: Workspace, tmp_path: Path
):
    sender = Sender("866", tmp_path / "mail")
    receive(province, sender.enrolment())
    [held] = receive(province, sender.send(sender.content()))
    assert (str(held.outcome), held.codes) == ("HELD", ("G501",))
    assert counting(province) == []
    key_list.confirm_key(province, "866", digits=sender.digits)
    assert outcomes(list(receiving.reconsider(province))) == ["ACCEPTED"]
    assert counting(province) == [("OK", 1)]


def test_a_bundle_that_came_before_its_enrolment_comes_in_after_it(
    province: Workspace, tmp_path: Path
):
    sender = Sender("866", tmp_path / "mail")
    enrolment = sender.enrolment()
    assert codes(province, sender.send(sender.content())) == [("G500",)]
    assert outcomes(receive(province, enrolment)) == ["ACCEPTED", "HELD"]
    key_list.confirm_key(province, "866", digits=sender.digits)
    assert outcomes(list(receiving.reconsider(province))) == ["ACCEPTED"]
    assert counting(province) == [("OK", 1)]


def test_wrong_digits_from_the_paper_are_refused(province: Workspace, tmp_path: Path):
    sender = Sender("866", tmp_path / "mail")
    receive(province, sender.enrolment())
    with pytest.raises(InputError) as caught:
        key_list.confirm_key(province, "866", digits="1" + sender.digits[1:].replace("1", "2"))
    assert caught.value.code == "key_digits_wrong"
    assert [key.status for key in key_list.list_keys(province)] == ["pending"]


def test_a_revoked_key_keeps_what_came_before_and_holds_the_rest(
    province: Workspace, sender: Sender
):
    receive(province, sender.send(sender.content()))
    key_list.revoke_key(province, "866", reason="Mất máy")
    [held] = receive(province, sender.send(sender.content({"bcd_hop": 9}, revision=2)))
    assert (str(held.outcome), held.codes[0]) == ("HELD", "G502")
    assert counting(province) == [("OK", 1)]


def test_a_retired_key_is_good_up_to_its_last_number(province: Workspace, sender: Sender):
    key_list.retire_key(province, "866", last_seq=2, reason="Đổi máy")
    assert codes(province, sender.send(sender.content())) == [()]
    [held] = receive(province, sender.send(sender.content(revision=2)))
    assert (str(held.outcome), held.codes[0]) == ("HELD", "G508")


def test_a_locked_period_holds_what_comes_later(province: Workspace, sender: Sender):
    reviewing.lock_period(province, "huyen_cds", Period("202309"), is_locked=True)
    [held] = receive(province, sender.send(sender.content()))
    assert (str(held.outcome), held.codes) == ("HELD", ("G600",))
    reviewing.lock_period(province, "huyen_cds", Period("202309"), is_locked=False)
    assert outcomes(list(receiving.reconsider(province))) == ["ACCEPTED"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"form": "mau_la"}, "G601", id="unknown form"),
        pytest.param({"form_version": 9}, "G601", id="unknown version"),
        pytest.param(
            {"figures": (FigureRow("866", "khong_co", "", "1", "A"),)}, "G602", id="question"
        ),
        pytest.param(
            {"figures": (FigureRow("29869", "tin_bai", "", "1", "A"),)}, "G602", id="place"
        ),
        pytest.param(
            {"figures": (FigureRow("866", "tin_bai", "", "co", "A"),)}, "G602", id="kind of value"
        ),
        pytest.param(
            {"figures": (FigureRow("866", "ngay_cds", "", "co_le", "A"),)}, "G602", id="choice"
        ),
        pytest.param({"texts": (TextRow("866", "tin_bai", "", "x"),)}, "G602", id="text"),
        pytest.param({"texts": (TextRow("866", "tin_bai.la", "", "x"),)}, "G602", id="suffix"),
    ],
)
def test_what_the_form_does_not_know_is_held(
    province: Workspace, sender: Sender, changes: dict[str, Any], code: str
):
    [held] = receive(province, sender.send(replace(sender.content(), **changes)))
    assert (str(held.outcome), held.codes) == ("HELD", (code,))
    assert counting(province) == []


def test_a_person_releases_a_held_bundle_with_a_reason(province: Workspace, sender: Sender):
    [held] = receive(province, sender.send(replace(sender.content(), form_version=9)))
    bundle = reviewing.find_bundle(province, held.bundle_id[:8])
    with pytest.raises(InputError):
        reviewing.release(province, bundle, reason="  ")
    reviewing.release(province, bundle, reason="Đã gọi xác minh")
    assert counting(province) == [("OK", 1)]
    reviewing.hold(province, bundle, reason="Chờ công văn")
    assert counting(province) == []
    assert list(receiving.reconsider(province)) == []  # what a person held, only a person releases


# --- warnings: figures count all the same ---------------------------------------------------------


def test_a_gap_is_told_and_closed_by_what_was_missing(province: Workspace, sender: Sender):
    lost = sender.send(sender.content(iso="202308"))
    assert codes(province, sender.send(sender.content())) == [("G610",)]
    assert codes(province, lost) == [()]
    assert [line.codes for line in reviewing.list_inbox(province)] == [(), (), ()]


def test_two_bundles_of_one_number_are_an_alarm(province: Workspace, sender: Sender):
    clone = replace(sender, folder=sender.folder / "clone")
    receive(province, sender.send(sender.content()))
    [result] = receive(province, clone.send(clone.content({"bcd_hop": 9}, iso="202310")))
    assert result.codes == ("G611",)
    assert counting(province, "202310") == [("OK", 1)]


def test_two_contents_of_one_revision_never_mix_and_a_decision_settles_them(
    province: Workspace, sender: Sender
):
    receive(province, sender.send(sender.content()))
    clone = replace(sender, folder=sender.folder / "clone", sids=dict(sender.sids))
    receive(province, sender.send(sender.content({"bcd_hop": 4}, revision=2)))
    [fork] = receive(province, clone.send(clone.content({"bcd_hop": 5}, revision=2)))
    assert fork.codes == ("G611", "G612")
    assert counting(province) == [("CONFLICT", 1)]
    reviewing.settle(province, fork.submissions[0], reason="Đơn vị xác nhận qua điện thoại")
    assert counting(province) == [("OK", 2)]
    [row] = effective.effective_of(province.store, form="huyen_cds", period="202309")
    assert row.sid == fork.submissions[0].sid
    assert codes(province, sender.send(sender.content({"bcd_hop": 6}, revision=3))) == [()]
    assert counting(province) == [("OK", 3)]
    with pytest.raises(InputError):
        reviewing.settle(province, fork.submissions[0], reason="Muộn rồi")


def test_the_same_content_under_another_name_is_harmless(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content()))
    other = replace(sender.content(), prepared_by="Người khác")
    [result] = receive(province, sender.send(other))
    assert result.codes == ("G613",)
    assert counting(province) == [("OK", 1)]


def test_an_amendment_of_something_unknown_is_told(province: Workspace, sender: Sender):
    amended = replace(sender.content(revision=2), supersedes="a" * 64)
    assert codes(province, sender.send(amended)) == [("G614",)]


def test_an_older_revision_is_only_kept(province: Workspace, sender: Sender):
    first = sender.send(sender.content())
    receive(province, sender.send(sender.content({"bcd_hop": 4}, revision=2)))
    assert codes(province, first) == [("G615",)]
    assert counting(province) == [("OK", 2)]


def test_a_wrong_clock_is_only_told(province: Workspace, sender: Sender):
    ahead = replace(sender.content(), created=datetime.now(UTC) + timedelta(days=400))
    assert codes(province, sender.send(ahead)) == [("G620",)]
    assert counting(province) == [("OK", 1)]


def test_a_retraction_leaves_nothing_that_counts(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content()))
    receive(province, sender.send(replace(sender.content({}, revision=2), state=RETRACTED)))
    assert counting(province) == [("RETRACTED", 0)]


def test_rules_of_the_form_run_again_and_differences_are_named(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content({"hs_tiep_nhan": 10, "hs_toan_trinh": 4})))
    [second] = receive(
        province, sender.send(sender.content({"hs_tiep_nhan": 10, "hs_toan_trinh": 14}, revision=2))
    )
    inspection = reviewing.inspect(province, second.submissions[0])
    [(key, old, new)] = inspection.differences
    assert (key.question, str(old.value), str(new.value)) == ("hs_toan_trinh", "4", "14")
    assert inspection.has_broken_rule


# --- the world is wrong ---------------------------------------------------------------------------


@pytest.mark.expects_log
@pytest.mark.parametrize(
    ("store_code", "code"),
    [
        pytest.param("store_disk_full", "G700", id="disk full"),
        pytest.param("store_io_error", "G700", id="input/output error"),
        pytest.param("store_locked", "G701", id="locked"),
    ],
)
def test_a_sick_disk_imports_nothing_and_says_so(
    province: Workspace,
    sender: Sender,
    monkeypatch: pytest.MonkeyPatch,
    store_code: str,
    code: str,
):
    path = sender.send(sender.content())
    before = rows_of(province)

    def fail(*arguments: object, **keywords: object) -> None:
        raise StoreError(store_code, path="cds.db")

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "check_stored", fail)
        [result] = receive(province, path)
    assert (str(result.outcome), result.codes) == ("REJECTED", (code,))
    assert rows_of(province) == before
    assert codes(province, path) == [()]


def no_figures(store: object, content: str) -> tuple[()]:
    return ()


def test_figures_that_come_back_otherwise_are_not_stored(
    province: Workspace, sender: Sender, monkeypatch: pytest.MonkeyPatch
):
    path = sender.send(sender.content())
    before = rows_of(province)
    monkeypatch.setattr(received, "figures", no_figures)
    with pytest.raises(StoreError):
        receive(province, path)
    assert rows_of(province) == before


def test_only_units_of_the_province_enrol(province: Workspace, tmp_path: Path):
    stranger = Sender("29869", tmp_path / "mail")
    [result] = receive(province, stranger.enrolment())
    assert result.codes == ("G503",)


def test_a_key_that_is_enrolled_twice_stays_as_it_is(province: Workspace, sender: Sender):
    receive(province, sender.enrolment())
    assert [key.status for key in key_list.list_keys(province)] == ["active"]
