"""A unit's own template is checked first, known by its hash, and run in a limited child."""

from pathlib import Path

import pytest

from cds_desktop import paths
from cds_desktop.errors import DocumentError, InputError
from cds_desktop.operations import reporting, templates
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.template_fields import template_fields
from cds_desktop.operations.templates import TEMPLATE_NAMES, TemplateKind, used_template
from cds_desktop.operations.workspace import Workspace
from tests.unit.office.office_files import (
    DOCUMENT,
    EXCEL_TEMPLATE,
    WORD_TEMPLATE,
    edited,
    saved,
    text_of,
    with_part,
)

WORD, EXCEL = WORD_TEMPLATE.read_bytes(), EXCEL_TEMPLATE.read_bytes()
OWN_WORDS = "Kính gửi quý cơ quan: "


@pytest.fixture
def own_word(tmp_path: Path) -> Path:
    """A Word template with a wording of the unit's own."""
    return saved(tmp_path, edited(WORD, DOCUMENT, "Kính gửi: ", OWN_WORDS), "mau.docx")


def test_the_shipped_templates_are_sound() -> None:
    for name in TEMPLATE_NAMES.values():
        assert templates.check_template(paths.REPORT_TEMPLATES / name).issues == ()


def test_an_own_template_makes_the_report_after_it_was_checked(
    completed: EntrySession, own_word: Path
) -> None:
    templates.use_template(completed.workspace, own_word)

    report = reporting.render_word(reporting.take_snapshot(completed))

    assert OWN_WORDS in text_of(report)


def test_an_own_excel_template_makes_the_annex(completed: EntrySession, tmp_path: Path) -> None:
    own = saved(
        tmp_path, edited(EXCEL, "xl/worksheets/sheet1.xml", "{{ title }}", "Mẫu: {{ title }}")
    )

    templates.use_template(completed.workspace, own.rename(own.with_suffix(".xlsx")))

    annex = reporting.render_excel(reporting.take_snapshot(completed))
    assert "Mẫu: BẢNG TỔNG HỢP" in text_of(annex, "xl/worksheets/sheet1.xml")


def test_a_file_put_into_the_folder_without_a_check_is_not_used(workspace: Workspace) -> None:
    folder = workspace.root / templates.OWN_FOLDER
    folder.mkdir()
    (folder / TEMPLATE_NAMES[TemplateKind.WORD]).write_bytes(b"anything")

    assert used_template(workspace, TemplateKind.WORD).path == WORD_TEMPLATE


@pytest.mark.parametrize("is_gone", [False, True], ids=["changed", "deleted"])
def test_an_own_template_that_was_touched_after_its_check_is_not_run(
    completed: EntrySession, own_word: Path, is_gone: bool
) -> None:
    templates.use_template(completed.workspace, own_word)
    used = used_template(completed.workspace, TemplateKind.WORD).path
    if is_gone:
        used.unlink()
    else:
        used.write_bytes(WORD)

    with pytest.raises(DocumentError) as caught:
        reporting.render_word(reporting.take_snapshot(completed))

    assert caught.value.code == "template_changed"


def test_going_back_uses_the_shipped_template(completed: EntrySession, own_word: Path) -> None:
    workspace = completed.workspace
    templates.use_template(workspace, own_word)

    assert templates.reset_template(workspace, TemplateKind.WORD)
    assert not templates.reset_template(workspace, TemplateKind.WORD)
    assert used_template(workspace, TemplateKind.WORD).path == WORD_TEMPLATE


def test_a_template_with_a_fault_is_not_used_and_the_former_stays(
    workspace: Workspace, own_word: Path, tmp_path: Path
) -> None:
    templates.use_template(workspace, own_word)
    before = used_template(workspace, TemplateKind.WORD)
    spoiled = saved(tmp_path, edited(WORD, DOCUMENT, "{{ lead }}", "{{ mo_dau }}"), "hong.docx")

    with pytest.raises(InputError) as caught:
        templates.use_template(workspace, spoiled)

    assert caught.value.code == "template_has_faults"
    assert used_template(workspace, TemplateKind.WORD) == before


def test_a_part_that_would_be_lost_is_named_and_only_lost_when_accepted(
    workspace: Workspace, tmp_path: Path
) -> None:
    own = saved(tmp_path, with_part(EXCEL, "xl/threadedComments/a.xml", "<x/>"), "mau.xlsx")

    checked = templates.check_template(own)
    assert checked.lost_parts == ("xl/threadedComments/a.xml",)
    assert (checked.faults, checked.issues[0].is_loss) == ((), True)
    with pytest.raises(InputError) as caught:
        templates.use_template(workspace, own)
    assert "xl/threadedComments/a.xml" in caught.value.message.text

    templates.use_template(workspace, own, accept_loss=True)
    assert used_template(workspace, TemplateKind.EXCEL).is_own


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        pytest.param("mau.txt", b"x", "template_kind_unknown", id="another kind of file"),
        pytest.param("khong-co.docx", None, "template_missing", id="not there"),
    ],
)
def test_what_is_no_template_gets_a_sentence(
    name: str, data: bytes | None, code: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)

    with pytest.raises((InputError, DocumentError)) as caught:
        templates.check_template(path)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        pytest.param("mau.docx", b"x", "template_broken", id="no zip"),
        pytest.param("mau.docx", EXCEL, "template_broken", id="Excel called Word"),
        pytest.param("mau.xlsx", WORD, "template_broken", id="Word called Excel"),
        pytest.param(
            "mau.docm", with_part(WORD, "word/vbaProject.bin", b"x"), "template_unsafe", id="macros"
        ),
        pytest.param(
            "mau.docx", edited(WORD, DOCUMENT, "{{ lead }}", "{{ ''.__class__ }}"),
            "template_unsafe", id="an escape from the sandbox",
        ),
    ],
)  # fmt: skip
def test_a_bad_template_is_an_issue(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    first = templates.check_template(saved(tmp_path, data, name)).issues[0]

    assert (first.code, name in first.text, bool(first.way_out)) == (code, True, True)


def test_a_bomb_of_a_template_is_stopped(tmp_path: Path) -> None:
    loops = "{% for a in parts %}" + "{% for b in parts %}x{% endfor %}" * 3 + "{% endfor %}"
    bomb = saved(tmp_path, edited(WORD, DOCUMENT, "{{ lead }}", loops + "{{ lead }}"), "bom.docx")

    assert templates.check_template(bomb).faults[0].code == "template_unsafe"


def test_each_field_is_listed_with_its_present_value(draft: EntrySession) -> None:
    listed = {(field.kind, field.path): field for field in template_fields(draft)}

    subject = listed[TemplateKind.WORD, "subject"]
    assert subject.is_required
    assert subject.value == "Kết quả thực hiện công tác chuyển đổi số tháng 9 năm 2023"
    assert listed[TemplateKind.WORD, "annexes.title"].value.startswith("BẢNG TỔNG HỢP CHỈ TIÊU")
    assert " | " in listed[TemplateKind.WORD, "recipients"].value
    assert listed[TemplateKind.WORD, "annexes.rows"].value == ""
    assert listed[TemplateKind.EXCEL, "title"].value.startswith("BẢNG TỔNG HỢP")
    assert all(field.meaning for field in listed.values())
