"""Everything the Word template prints, as a plain dict: words and figures ready to be set.

The keys are the fields that a template may use; office/docx.py knows them and nothing of the form.
"""

from collections.abc import Mapping
from datetime import date

from cds_desktop.formdef.answers import Outcome, ReportData
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.reports.annexes import Annex, word_annexes
from cds_desktop.reports.chapters import chapters
from cds_desktop.reports.definition import Chapter, OfficeWords
from cds_desktop.reports.letterhead import (
    annex_note,
    data_window_line,
    lead,
    letterhead,
    number_line,
    place_and_date,
    subject,
)
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.wording import capitalised, joined


def build(
    form: Form,
    data: ReportData,
    *,
    outcome: Outcome,
    settings: OfficeWords,
    org_unit: OrgUnit,
    area_names: Mapping[str, str],
    revision: int,
    is_draft: bool,
    is_practice: bool,
    report_date: date | None = None,
    content_code: str = "",
) -> dict[str, object]:
    """Return the report's context; without `report_date` the day is left open for the signature."""
    source = ReportSource(form, data, outcome, org_unit, area_names)
    annexes = word_annexes(source, note=annex_note(source, settings, report_date=report_date))
    return {
        **letterhead(settings, is_draft=is_draft, is_practice=is_practice),
        "number_line": number_line(settings),
        "place_and_date": place_and_date(source, settings, report_date=report_date),
        "document_type": "BÁO CÁO",
        "subject": subject(source),
        "addressees": list(settings.addressees),
        "lead": lead(source, settings),
        "data_window_line": data_window_line(source, revision=0 if is_draft else revision),
        "parts": [_plain_part(chapter) for chapter in chapters(source, _reference(annexes))],
        "recipients": list(settings.recipients),
        "content_code": content_code,
        "annexes": [annex.as_context() for annex in annexes],
    }


def _plain_part(chapter: Chapter) -> dict[str, object]:
    blocks = [{"kind": str(block.kind), "text": block.text} for block in chapter.blocks]
    return {"heading": chapter.heading, "blocks": blocks}


def _reference(annexes: list[Annex]) -> str:
    """Return the sentence that refers to each annex (NĐ 30/2020 PL I, III.1)."""
    subjects: dict[str, list[str]] = {}
    for annex in annexes:
        subjects.setdefault(annex.subject, []).append(annex.number)
    named = [f"{subject} tại {joined(numbers)}" for subject, numbers in subjects.items()]
    return capitalised("; ".join(named)) + " kèm theo Báo cáo này." if named else ""
