"""The shipped templates are what `make_templates.py` builds, and what the program accepts."""

from cds_desktop import paths
from cds_desktop.office import docx_template, xlsx_template
from cds_desktop.office.package import read_package
from cds_desktop.office.report_fields import report_fields
from tests.make_templates import EXCEL, WORD, excel_template
from tests.word_template import word_template


def test_the_word_template_is_the_one_that_the_script_builds():
    shipped = read_package((paths.REPORT_TEMPLATES / WORD).read_bytes(), file=WORD)

    # Parts, not bytes: another zlib may pack the same parts otherwise.
    assert shipped.parts == read_package(word_template(), file=WORD).parts


def test_the_excel_template_is_the_one_that_the_script_builds():
    shipped = read_package((paths.REPORT_TEMPLATES / EXCEL).read_bytes(), file=EXCEL)

    assert shipped.parts == read_package(excel_template(), file=EXCEL).parts


def test_both_templates_are_without_fault():
    assert docx_template.check_template(paths.REPORT_TEMPLATES / WORD) == []
    assert xlsx_template.check_template(paths.REPORT_TEMPLATES / EXCEL) == []


def test_the_word_template_names_one_font_only():
    parts = read_package((paths.REPORT_TEMPLATES / WORD).read_bytes(), file=WORD).parts

    styles = parts["word/styles.xml"].decode()
    assert "Theme" not in styles
    assert "word/theme/theme1.xml" not in parts
    assert styles.count("Times New Roman") == 2 * 4  # defaults and Normal, four kinds of letters


def test_the_guide_lists_every_field_with_its_meaning():
    guide = (paths.REPORT_TEMPLATES / "README.md").read_text(encoding="utf-8")

    for field in report_fields():
        needed = "có" if field.is_required else "không"
        assert f"| `{field.path}` | {field.meaning} | {needed} |" in guide
