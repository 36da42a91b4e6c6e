"""Reports and bundles come from frozen revisions; a bundle is signed once and copied ever after."""

from dataclasses import replace
from pathlib import Path

import pytest

from cds_desktop.bundle.document_types import PRACTICE
from cds_desktop.bundle.reader import read
from cds_desktop.errors import BundleError, DocumentError, InputError, StoreError
from cds_desktop.model.submission import CellKey, SubmissionState
from cds_desktop.operations import bundle_export, bundle_import, reporting, signing
from cds_desktop.operations.bundle_export import SignedBundle
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.practice import PRACTICE_PASSPHRASE

UNIT = "872"


def signed(session: EntrySession) -> SignedBundle:
    key_file = signing.read_key_file(session.workspace.key_file)
    plan = bundle_export.plan_export(session)
    return bundle_export.sign(plan, key_file, PRACTICE_PASSPHRASE)


def sent(session: EntrySession) -> SignedBundle:
    bundle = signed(session)
    bundle_export.record(session, bundle)
    return bundle


def test_a_draft_cannot_be_exported(draft: EntrySession) -> None:
    with pytest.raises(InputError) as caught:
        bundle_export.plan_export(draft)

    assert caught.value.code == "export_needs_completion"


def test_a_wrong_passphrase_is_refused_and_uses_up_no_number(completed: EntrySession) -> None:
    plan = bundle_export.plan_export(completed)

    with pytest.raises(BundleError) as caught:
        key_file = signing.read_key_file(completed.workspace.key_file)
        bundle_export.sign(plan, key_file, "mat khau khac")

    assert caught.value.code == "key_passphrase_wrong"
    assert bundle_export.plan_export(completed).sequence == plan.sequence
    assert completed.submission.state is SubmissionState.COMPLETE


def test_a_recorded_bundle_is_sent_and_exporting_again_copies_it(completed: EntrySession) -> None:
    bundle = sent(completed)

    assert completed.submission.state is SubmissionState.SENT
    assert bundle_export.sent_bundle(completed) == bundle


def test_a_plan_made_before_another_bundle_was_recorded_is_refused(completed: EntrySession) -> None:
    first, second = signed(completed), signed(completed)
    bundle_export.record(completed, first)

    with pytest.raises(StoreError) as caught:
        bundle_export.record(completed, second)

    assert caught.value.code == "store_sequence_used"


def test_the_bundle_holds_every_frozen_figure_and_text(completed: EntrySession) -> None:
    key, note = CellKey(UNIT, "tin_bai"), "Gồm cả bài trên mạng xã hội"
    completed.reopen()
    completed.set_note(key, note)
    completed.complete(reason="Bổ sung ghi chú")

    (submission,) = read(signed(completed).data, known_critical={PRACTICE}).submissions

    figures = {(row.area, row.question): row.value for row in submission.figures}
    texts = {(row.question, row.text) for row in submission.texts}
    assert figures[UNIT, "tin_bai"] == str(completed.answer(key).value)
    assert ("tin_bai.note", note) in texts
    assert submission.entry.revision == 2


def test_an_amendment_names_the_submission_that_it_supersedes(completed: EntrySession) -> None:
    first = read(sent(completed).data, known_critical={PRACTICE}).submissions[0]
    completed.reopen()
    completed.complete(reason="Sửa một số liệu")

    second = read(signed(completed).data, known_critical={PRACTICE}).submissions[0]

    assert second.entry.supersedes == first.sid
    assert second.entry.reason == "Sửa một số liệu"


def test_a_practice_bundle_is_named_as_practice(completed: EntrySession, tmp_path: Path) -> None:
    path = bundle_export.save_copy(sent(completed), tmp_path)

    result = bundle_import.verify_file(
        path, own_public=signing.own_public_key(completed.workspace.root)
    )

    assert result.is_practice
    assert result.standing == "khóa của chính đơn vị này"
    assert path.name.startswith("TAP_")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "G101", id="empty file"),
        pytest.param(b"<html>virus found</html>", "G200", id="a page of the mail gateway"),
        pytest.param(b"PK\x03\x04" + b"\0" * 50, "G202", id="cut off"),
    ],
)
def test_what_is_no_bundle_is_refused_with_its_code(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "BC_872.zip"
    path.write_bytes(data)

    with pytest.raises(BundleError) as caught:
        bundle_import.verify_file(path, own_public=None)

    assert caught.value.code == code


def test_the_same_data_gives_the_same_documents(completed: EntrySession) -> None:
    snapshot = reporting.take_snapshot(completed)

    assert reporting.render_word(snapshot) == reporting.render_word(snapshot)
    assert reporting.render_excel(snapshot) == reporting.render_excel(snapshot)


def test_the_content_code_changes_with_any_figure(completed: EntrySession) -> None:
    snapshot = reporting.take_snapshot(completed)
    key, answer = next(iter(snapshot.data.answers.items()))
    answers = {**snapshot.data.answers, key: replace(answer, note=f"{answer.note}.")}
    other = replace(snapshot, data=replace(snapshot.data, answers=answers))

    assert len(snapshot.content_code) == 8
    assert other.content_code != snapshot.content_code


def test_a_draft_has_no_content_code_and_its_own_file_names(
    draft: EntrySession, tmp_path: Path
) -> None:
    files = reporting.make_report(reporting.take_snapshot(draft), tmp_path)

    assert reporting.take_snapshot(draft).content_code == ""
    assert files.docx.name == "BC_872_202309_du_thao.docx"


def test_a_folder_that_cannot_be_written_gives_one_sentence(
    completed: EntrySession, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError) as caught:
        reporting.make_report(reporting.take_snapshot(completed), tmp_path / "khong-co")

    assert caught.value.code == "output_folder_unwritable"
    assert list(tmp_path.glob("**/.~*")) == []


def test_a_file_open_elsewhere_is_left_alone_and_another_name_is_used(
    completed: EntrySession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "BC_872_202308_ban_1.docx"
    taken.write_bytes(b"open in Word")
    _refuse_to_replace(monkeypatch, taken)

    files = reporting.make_report(reporting.take_snapshot(completed), tmp_path)

    assert files.is_renamed
    assert files.docx.name == "BC_872_202308_ban_1 (2).docx"
    assert taken.read_bytes() == b"open in Word"


def _refuse_to_replace(monkeypatch: pytest.MonkeyPatch, taken: Path) -> None:
    """Let `taken` behave as a file that Word holds open on Windows."""
    import os

    real = os.replace

    def replace_unless_open(source: Path, target: Path) -> None:
        if Path(target) == taken:
            error = PermissionError(13, "in use")
            error.winerror = 32  # pyright: ignore[reportAttributeAccessIssue]
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace_unless_open)
