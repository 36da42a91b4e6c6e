"""Receipts: made by the province for all units, taken in by the unit, remarks on the very cells."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cds_desktop.bundle.document_writer import write_receipt
from cds_desktop.bundle.keys import SigningKey, make_key, signing_key_from_seed, unlock
from cds_desktop.bundle.receipt import Receipt
from cds_desktop.errors import BundleError, CdsError, InputError
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey, SubmissionState
from cds_desktop.operations import (
    bundle_export,
    enrolment,
    key_list,
    outbox,
    receipts,
    receiving,
    restoring,
    retraction,
    reviewing,
    signing,
    taking_receipts,
)
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.months import open_month
from cds_desktop.operations.practice import PRACTICE_PASSPHRASE
from cds_desktop.operations.receipts import SignedReceipt
from cds_desktop.operations.workspace import (
    Workspace,
    close_workspace,
    create_workspace,
    open_workspace,
    settings_for,
    workspace_org_units,
)
from cds_desktop.store import integrity, submissions
from cds_desktop.store.admissions import RemarkRow
from tests.exchange.sending import PROVINCE

SECRET = "mat khau cua tinh"
COMPLETED = Period("202308")
CELL = CellKey("872", "tin_bai")


@pytest.fixture(scope="session")
def partners(practice_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a practice district and a practice province that believe each other."""
    folder = tmp_path_factory.mktemp("partners")
    shutil.copytree(practice_folder, folder / "unit")
    unit = open_workspace(folder / "unit")
    org_unit = next(one for one in workspace_org_units() if one.code == PROVINCE)
    province = create_workspace(
        folder / "province", org_unit=org_unit, settings=settings_for(org_unit), is_practice=True
    )
    signing.save_key_file(province, make_key(SECRET))
    signed = enrolment.sign(enrolment.plan_enrolment(unit), key_file(unit), PRACTICE_PASSPHRASE)
    enrolment.record(unit, signed)
    list(receiving.receive(province, [enrolment.save_copy(signed, folder)]))
    confirm(province, unit)
    theirs = enrolment.sign(enrolment.plan_enrolment(province), key_file(province), SECRET)
    enrolment.record(province, theirs)
    taking_receipts.take_enrolment(unit, enrolment.save_copy(theirs, folder))
    confirm(unit, province)
    close_workspace(unit)
    close_workspace(province)
    return folder


@pytest.fixture
def province(partners: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The province's practice workspace: it takes the practice district's bundles."""
    shutil.copytree(partners / "province", tmp_path / "province")
    opened = open_workspace(tmp_path / "province")
    yield opened
    opened.store.close()


@pytest.fixture
def session(partners: Path, tmp_path: Path) -> Iterator[EntrySession]:
    """A completed month of a district that the province and that knows the province."""
    shutil.copytree(partners / "unit", tmp_path / "unit")
    opened = open_workspace(tmp_path / "unit")
    yield open_month(opened, COMPLETED)
    opened.store.close()


def key_file(workspace: Workspace) -> bytes:
    return signing.read_key_file(workspace.key_file)


def confirm(here: Workspace, there: Workspace) -> None:
    """Type the digits of the other's paper form."""
    form = enrolment.enrolment_form(there)
    key_list.confirm_key(here, there.org_unit.code, digits=form.spoken_form)


def send(session: EntrySession, province: Workspace, folder: Path) -> Path:
    plan = bundle_export.plan_export(session)
    bundle = bundle_export.sign(plan, key_file(session.workspace), PRACTICE_PASSPHRASE)
    bundle_export.record(session, bundle)
    path = bundle_export.save_copy(bundle, folder)
    [result] = receiving.receive(province, [path])
    assert str(result.outcome) == "ACCEPTED", result
    return path


def answer(province: Workspace, folder: Path) -> Path:
    """Make the receipt of the one unit and return its file."""
    signed = receipts.sign(receipts.plan_receipts(province), key_file(province), SECRET)
    receipts.record(province, signed)
    [path] = receipts.save_copies(signed, folder)
    return path


def send_back(province: Workspace, text: str = "Xin kiểm tra lại") -> None:
    report = reviewing.effective_report(province, "872", COMPLETED)
    reviewing.return_report(province, report, [RemarkRow("872", "tin_bai", "", text)])


def state(session: EntrySession) -> SubmissionState:
    session.refresh_submission()
    return session.submission.state


def code_of(error: pytest.ExceptionInfo[CdsError]) -> str:
    assert error.value.message.text
    return error.value.code


# --- the way of a receipt -------------------------------------------------------------------------


def test_a_receipt_says_that_the_province_has_the_report(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    [before] = outbox.list_outbox(session.workspace)
    assert (before.state, before.days) == ("waiting", 0)
    assert "chưa có biên nhận" in before.text
    taken = taking_receipts.take_receipt(session.workspace, answer(province, tmp_path))
    [line] = outbox.list_outbox(session.workspace)
    assert (taken.receipt_no, taken.is_new, taken.alarms, taken.missing) == (1, True, (), ())
    assert line.state == "received" and "Tỉnh đã nhận (biên nhận số 1)" in line.text
    assert state(session) is SubmissionState.SENT


def test_a_returned_report_carries_its_remarks_on_the_cells(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    send_back(province, "Số tin, bài\ntăng nhiều, vì sao?")
    taken = taking_receipts.take_receipt(session.workspace, answer(province, tmp_path))
    assert [one.state for one in taken.changed] == [SubmissionState.RETURNED]
    assert state(session) is SubmissionState.RETURNED
    remarks = taking_receipts.remarks_of(session.workspace, session.submission)
    assert remarks == {CELL: ("Số tin, bài\ntăng nhiều, vì sao?",)}
    assert integrity.check(session.workspace.store).is_sound
    assert integrity.check(province.store).is_sound


def test_an_amendment_after_a_return_is_approved(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    send_back(province)
    taking_receipts.take_receipt(session.workspace, answer(province, tmp_path))
    session.reopen()
    session.complete(reason="Đã đối chiếu lại")
    send(session, province, tmp_path)
    reviewing.approve(province, reviewing.effective_report(province, "872", COMPLETED))
    taking_receipts.take_receipt(session.workspace, answer(province, tmp_path))
    assert state(session) is SubmissionState.ACCEPTED
    newest, former = outbox.list_outbox(session.workspace)
    assert (newest.state, newest.sent.revision) == ("approved", 2)
    assert former.sent.revision == 1
    assert taking_receipts.remarks_of(session.workspace, session.submission) == {}
    assert taking_receipts.highest_revision(session.workspace, "huyen_cds", "202308") == 2


def test_receipts_in_any_order_say_what_the_newest_says(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    first = answer(province, tmp_path)
    send_back(province)
    second = answer(province, tmp_path)
    for path in (second, first, first):
        taking_receipts.take_receipt(session.workspace, path)
    assert state(session) is SubmissionState.RETURNED


def test_a_receipt_taken_twice_changes_nothing(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    path = answer(province, tmp_path)
    taking_receipts.take_receipt(session.workspace, path)
    before = session.workspace.store.select("SELECT n FROM events")
    assert not taking_receipts.take_receipt(session.workspace, path).is_new
    assert session.workspace.store.select("SELECT n FROM events") == before


def test_without_news_there_is_no_receipt_but_on_demand(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    answer(province, tmp_path)
    with pytest.raises(InputError) as caught:
        receipts.plan_receipts(province)
    assert caught.value.code == "nothing_to_receipt"
    assert [
        one.receipt.receipt_no for one in receipts.plan_receipts(province, is_for_all=True)
    ] == [2]


def test_a_draft_that_is_being_amended_is_not_moved_by_a_receipt(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    send_back(province)
    session.reopen()
    taking_receipts.take_receipt(session.workspace, answer(province, tmp_path))
    assert state(session) is SubmissionState.DRAFT
    assert CELL in taking_receipts.remarks_of(session.workspace, session.submission)


def test_a_return_needs_a_remark_on_a_cell_that_exists(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    report = reviewing.effective_report(province, "872", COMPLETED)
    for remarks, code in (
        ([], "remarks_missing"),
        ([RemarkRow("872", "tin_bai", "", " ")], "remarks_missing"),
        ([RemarkRow("872", "khong_co", "", "x")], "remark_place_unknown"),
        ([RemarkRow("866", "tin_bai", "", "x")], "remark_place_unknown"),
        ([RemarkRow("872", "tin_bai", "", "x" * 1001)], "remark_too_long"),
    ):
        with pytest.raises(InputError) as caught:
            reviewing.return_report(province, report, remarks)
        assert caught.value.code == code


# --- receipts that are not to be believed ---------------------------------------------------------


def forged(
    province: Workspace, folder: Path, *, key: SigningKey | None = None, **changes: object
) -> Path:
    """Return a receipt that says something else, signed by the province or by another key."""
    [plan] = receipts.plan_receipts(province, is_for_all=True)
    receipt: Receipt = replace(plan.receipt, **changes)  # pyright: ignore[reportArgumentType]
    written = write_receipt(plan.envelope, receipt, key or unlock(key_file(province), SECRET))
    path = folder / "forged.zip"
    path.write_bytes(written.data)
    return path


def test_a_receipt_signed_by_a_stranger_is_refused(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    path = forged(province, tmp_path, key=signing_key_from_seed(b"s" * 32))
    with pytest.raises(BundleError) as caught:
        taking_receipts.take_receipt(session.workspace, path)
    assert code_of(caught) == "G500"


def test_a_receipt_for_another_unit_is_refused(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    path = forged(province, tmp_path, to_unit="866")
    with pytest.raises(BundleError) as caught:
        taking_receipts.take_receipt(session.workspace, path)
    assert code_of(caught) == "G504"


def test_a_receipt_signed_by_a_unit_has_the_wrong_role(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    own = unlock(key_file(session.workspace), PRACTICE_PASSPHRASE)
    [plan] = receipts.plan_receipts(province, is_for_all=True)
    envelope = replace(plan.envelope, unit="872", to=(PROVINCE,))
    path = tmp_path / "unit.zip"
    path.write_bytes(write_receipt(envelope, plan.receipt, own).data)
    [result] = receiving.receive(province, [path])
    assert result.codes == ("G509",)


def test_a_report_is_not_a_receipt(session: EntrySession, province: Workspace, tmp_path: Path):
    with pytest.raises(BundleError) as caught:
        taking_receipts.take_receipt(session.workspace, send(session, province, tmp_path))
    assert code_of(caught) == "receipt_expected"


def test_a_bundle_that_was_never_sent_here_is_an_alarm(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    [plan] = receipts.plan_receipts(province)
    strange = replace(plan.receipt.items[-1], bundle_id="ab" * 32)
    path = forged(province, tmp_path, items=(*plan.receipt.items, strange))
    taken = taking_receipts.take_receipt(session.workspace, path)
    assert ["abababab" in one.text for one in taken.alarms] == [True]


def test_a_ledger_that_was_written_anew_is_an_alarm(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    taking_receipts.take_receipt(session.workspace, forged(province, tmp_path))
    path = forged(province, tmp_path, receipt_no=9, ledger_head="c" * 64)
    taken = taking_receipts.take_receipt(session.workspace, path)
    assert ["sổ" in one.text for one in taken.alarms] == [True]


# --- what a unit does besides ---------------------------------------------------------------------


def test_a_withdrawn_report_leaves_nothing_at_the_province_and_can_be_sent_again(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    with pytest.raises(InputError):
        retraction.plan_retraction(session, reason="  ")
    plan = retraction.plan_retraction(session, reason="Gửi nhầm kỳ")
    bundle = bundle_export.sign(plan.export, key_file(session.workspace), PRACTICE_PASSPHRASE)
    retraction.record_retraction(session, plan, bundle)
    [result] = receiving.receive(province, [bundle_export.save_copy(bundle, tmp_path)])
    assert (str(result.outcome), result.codes) == ("ACCEPTED", ())
    with pytest.raises(InputError, match="Chưa nhận"):
        reviewing.effective_report(province, "872", COMPLETED)
    assert retraction.is_retracted(session.workspace, session.submission)
    newest, _ = outbox.list_outbox(session.workspace)
    assert newest.is_retraction and "Rút báo cáo" in newest.text
    with pytest.raises(InputError):
        retraction.plan_retraction(session, reason="Lần nữa")
    session.reopen()
    session.complete(reason="Đúng kỳ rồi")
    send(session, province, tmp_path)
    assert reviewing.effective_report(province, "872", COMPLETED).revision == 3
    assert integrity.check(session.workspace.store).is_sound


def test_a_report_that_was_not_sent_needs_no_withdrawal(session: EntrySession):
    with pytest.raises(InputError) as caught:
        retraction.plan_retraction(session, reason="x")
    assert caught.value.code == "retract_needs_sent"


def test_a_mail_draft_holds_the_bundle_and_is_read_again_as_mail(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    [line] = outbox.list_outbox(session.workspace)
    path = outbox.save_draft(
        session.workspace, line.sent, tmp_path, recipient="so.tttt@dongthap.gov.vn"
    )
    data = path.read_bytes()
    assert data.startswith(b"X-Unsent: 1\r\n") and b"To: so.tttt@dongthap.gov.vn\r\n" in data
    assert (
        path.read_bytes()
        == outbox.save_draft(
            session.workspace, line.sent, tmp_path, recipient="so.tttt@dongthap.gov.vn"
        ).read_bytes()
    )
    [result] = receiving.receive(province, [path])
    assert (str(result.outcome), result.bundle_id) == ("DUPLICATE", line.sent.bundle_id)


def test_a_mail_draft_refuses_a_wrong_address(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    [line] = outbox.list_outbox(session.workspace)
    for address in ("a@b\nBcc: c@d.vn", "khong phai", "a b@c.vn"):
        with pytest.raises(CdsError) as caught:
            outbox.save_draft(session.workspace, line.sent, tmp_path, recipient=address)
        assert caught.value.code == "mail_address_wrong"


def test_a_unit_comes_back_from_its_own_sent_bundles(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    session.reopen()
    session.complete(reason="Bổ sung")
    send(session, province, tmp_path)
    unit = session.workspace.org_unit
    fresh = create_workspace(
        tmp_path / "fresh", org_unit=unit, settings=session.workspace.settings, is_practice=True
    )
    restored = restoring.restore(fresh, [tmp_path])
    assert (restored.bundles, restored.periods) == (2, (COMPLETED,))
    again = open_month(fresh, COMPLETED)
    assert (again.submission.revision, again.submission.state) == (2, SubmissionState.SENT)
    kept = {key: one.value for key, one in session.data.answers.items() if one.value is not None}
    back = {key: one.value for key, one in again.data.answers.items() if one.value is not None}
    assert back == kept
    assert [one.sent.bundle_id for one in outbox.list_outbox(fresh)] == [
        one.sent.bundle_id for one in outbox.list_outbox(session.workspace)
    ]
    assert integrity.check(fresh.store).is_sound
    with pytest.raises(InputError):
        restoring.restore(fresh, [tmp_path])
    fresh.store.close()


def test_the_paper_form_has_what_is_signed_and_stamped(session: EntrySession, tmp_path: Path):
    form = enrolment.enrolment_form(session.workspace)
    text = enrolment.save_form(form, tmp_path).read_text("utf-8-sig")
    assert "PHIẾU ĐĂNG KÝ KHÓA" in text and form.spoken_form in text
    assert form.fingerprint in text and "ssh-ed25519 AAAA" in text and "Huyện Tháp Mười" in text


def test_signed_receipts_name_the_one_before(
    session: EntrySession, province: Workspace, tmp_path: Path
):
    send(session, province, tmp_path)
    plans = receipts.plan_receipts(province)
    signed: tuple[SignedReceipt, ...] = receipts.sign(plans, key_file(province), SECRET)
    receipts.record(province, signed)
    later = receipts.plan_receipts(province, is_for_all=True)
    assert later[0].envelope.prev == signed[-1].bundle_id
    assert later[0].envelope.seq == signed[-1].sequence.seq + 1
    assert submissions.list_submissions(province.store) == ()
