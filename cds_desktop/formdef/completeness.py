"""How far a section is filled in."""

from dataclasses import dataclass

from cds_desktop.formdef.answers import Outcome
from cds_desktop.formdef.report_data import ReportData, is_filled, question_cells
from cds_desktop.model.finding import Severity
from cds_desktop.model.form import Section


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts over the relevant cells of a section that people fill in.

    `warnings` are those without an explanation; both counts include what computed cells draw.
    """

    filled: int
    total: int
    errors: int
    warnings: int


def progress(section: Section, data: ReportData, outcome: Outcome) -> Progress:
    """Return how far a section is."""
    form = outcome.board.rules.form
    keys = [
        key
        for question in section.questions
        for key, cell in question_cells(question, form, data)
        if not cell.is_calculated and key not in outcome.irrelevant
    ]
    names = {question.name for question in section.all_questions()}
    blocking = [
        finding
        for finding in outcome.findings
        if finding.is_blocking and finding.key.question in names
    ]
    errors = sum(finding.severity is Severity.ERROR for finding in blocking)
    return Progress(
        filled=sum(is_filled(data.answers.get(key)) for key in keys),
        total=len(keys),
        errors=errors,
        warnings=len(blocking) - errors,
    )
