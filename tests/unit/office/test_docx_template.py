"""Faults of a Word template are named by field and place before anything is written."""

from pathlib import Path

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.messages import explain
from cds_desktop.office.docx_template import check_template, load_template
from cds_desktop.office.report_fields import report_fields
from tests.unit.office.office_files import (
    DOCUMENT,
    EXCEL_TEMPLATE,
    WORD_TEMPLATE,
    edited,
    saved,
    with_part,
)

_WORD = WORD_TEMPLATE.read_bytes()


def test_the_shipped_template_has_no_fault():
    assert check_template(WORD_TEMPLATE) == []


def test_every_field_of_the_list_is_used_by_the_shipped_template():
    template = load_template(WORD_TEMPLATE)

    fields = {field.path for field in report_fields()} - {"parts.blocks.kind"}
    rows = {"annexes.columns", "annexes.rows", "annexes.total"}
    assert fields - rows == template.printed


def test_every_field_of_the_list_has_a_meaning_and_says_whether_it_must_be_there():
    fields = {field.path: field for field in report_fields()}

    assert all(field.meaning for field in fields.values())
    assert fields["parts.blocks.text"].is_required
    assert not fields["content_code"].is_required


@pytest.mark.parametrize(
    ("part", "old", "new", "code", "said"),
    [
        pytest.param(
            DOCUMENT, "{{ addressee }}", "{{ adresse }}", "template_field_unknown",
            ["“adresse”", "phần thân, trang 1, đoạn ", "“- {{ adresse }}{% if loop.last %}"],
            id="a field misspelt",
        ),
        pytest.param(
            DOCUMENT, "{{ part.heading }}", "{{ part.headng }}", "template_field_unknown",
            ["“part.headng”", "“{{ part.headng }}”"],
            id="a part of a list misspelt",
        ),
        pytest.param(
            "word/header1.xml", "{{ draft_mark }}", "{{ du_thao }}", "template_field_unknown",
            ["“du_thao”", "đầu trang"],
            id="a field in the header misspelt",
        ),
        pytest.param(
            "word/footer1.xml", "{{ content_code }}", "{{ ma }}", "template_field_unknown",
            ["“ma”", "chân trang, đoạn 1"],
            id="a field in the footer misspelt",
        ),
        pytest.param(
            DOCUMENT, "{{ signer_name }}", "Người ký", "template_field_missing",
            ["“signer_name”"],
            id="a field taken out",
        ),
        pytest.param(
            DOCUMENT, "{{ annex.columns }}", "Đơn vị", "template_field_missing",
            ["“annexes.columns”"],
            id="no header row",
        ),
        pytest.param(
            DOCUMENT, "{{ subject }}", "{{ annexes[0].rows }}", "template_row_misplaced",
            ["“annexes[0].rows”", "“{{ annexes[0].rows }}”"],
            id="a row outside a table",
        ),
        pytest.param(
            DOCUMENT, "{{ subject }}", "{{ subject.__class__ }}", "template_field_unknown",
            ["“subject.__class__”"],
            id="an attribute",
        ),
        pytest.param(
            DOCUMENT, "{{ subject }}", "{{ ''.__class__.__mro__ }}", "template_unsafe",
            ["câu lệnh không được phép"],
            id="an escape from the sandbox",
        ),
        pytest.param(
            DOCUMENT, "{{ subject }}", "{% set a = 1 %}", "template_unsafe",
            ["(assign)", "“{% set a = 1 %}”"],
            id="an assignment",
        ),
        pytest.param(
            DOCUMENT, "{{ subject }}", "{{ subject", "template_broken",
            ["câu lệnh viết sai", "phần thân"],
            id="a field that is not closed",
        ),
        pytest.param(
            DOCUMENT, "{%p for recipient in recipients %}", "{%p for recipient %}",
            "template_broken",
            ["câu lệnh viết sai", "phần thân, trang 1, đoạn ", "“{% for recipient %}”"],
            id="a loop that is none",
        ),
    ],
)  # fmt: skip
def test_each_fault_names_the_field_and_the_place(
    part: str, old: str, new: str, code: str, said: list[str], tmp_path: Path
):
    template = saved(tmp_path, edited(_WORD, part, old, new))

    first = check_template(template)[0]

    sentence = explain(first.code, first.params).text
    assert first.code == code
    assert all(words in sentence for words in ["mau.docx", *said]), sentence
    with pytest.raises(DocumentError) as caught:
        load_template(template)
    assert caught.value.code == code


def test_all_faults_are_found_at_once(tmp_path: Path):
    data = edited(_WORD, DOCUMENT, "{{ lead }}", "{{ mo_dau }}")
    data = edited(data, "word/footer1.xml", "{{ content_code }}", "{{ ma }}")
    faults = check_template(saved(tmp_path, data))

    assert [(fault.code, fault.params["field"]) for fault in faults] == [
        ("template_field_unknown", "mo_dau"),
        ("template_field_unknown", "ma"),
        ("template_field_missing", "lead"),
    ]


def test_a_field_that_word_has_cut_into_runs_is_still_one_field(tmp_path: Path):
    cut = '{{ le</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">ad }}'
    template = saved(tmp_path, edited(_WORD, DOCUMENT, "{{ lead }}", cut))

    assert check_template(template) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"x" * 10, "template_broken", id="no office file"),
        pytest.param(EXCEL_TEMPLATE.read_bytes(), "template_broken", id="a workbook"),
        pytest.param(with_part(_WORD, "word/vbaProject.bin", b"1"), "template_unsafe", id="macros"),
        pytest.param(
            edited(_WORD, DOCUMENT, "<w:body>", "<w:bdy>"), "template_broken", id="broken XML"
        ),
    ],
)
def test_a_file_that_is_no_template_is_refused(data: bytes, code: str, tmp_path: Path):
    template = saved(tmp_path, data)

    assert [fault.code for fault in check_template(template)] == [code]
    with pytest.raises(DocumentError) as caught:
        load_template(template)
    assert caught.value.code == code


def test_a_template_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(DocumentError, match=r"mau_khac\.docx") as caught:
        load_template(tmp_path / "mau_khac.docx")

    assert caught.value.code == "template_missing"
