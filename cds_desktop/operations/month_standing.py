"""Where the open month stands with the province: its newest bundle, remarks on its cells.

What reads bundles is imported for reports that were completed only: a start with a draft open does
without it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cds_desktop.model.finding import Finding, Severity
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.month_view import place_name

if TYPE_CHECKING:
    from cds_desktop.operations.outbox import OutboxLine

WHOLE_REPORT = "Cả báo cáo"


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One remark of the province; `key` is None when it is on the whole report."""

    key: CellKey | None
    place: str
    text: str


def newest_sent(session: EntrySession) -> "OutboxLine | None":
    """Return the outbox line of the month's newest bundle; None when nothing was signed yet."""
    if not session.submission.revision:
        return None
    from cds_desktop.operations import outbox

    instance_id = session.submission.instance_id
    lines = outbox.list_outbox(session.workspace)
    return next((line for line in lines if line.sent.instance_id == instance_id), None)


def remarks(session: EntrySession) -> tuple[RemarkLine, ...]:
    """Return what the province said of the newest sent revision, in the order of the form."""
    if not session.submission.revision:
        return ()
    from cds_desktop.operations import taking_receipts

    said = taking_receipts.remarks_of(session.workspace, session.submission)
    names = {question.name: number for number, question in enumerate(session.form.all_questions())}
    lines = [_line(session, key, text, names) for key, texts in said.items() for text in texts]
    return tuple(sorted(lines, key=lambda line: names.get(line.key.question, 0) if line.key else 0))


def remark_findings(session: EntrySession) -> tuple[Finding, ...]:
    """Return the remarks on cells as notices, to stand beside what the rules say."""
    return tuple(
        Finding("province_remark", Severity.NOTICE, line.key, {"text": line.text})
        for line in remarks(session)
        if line.key is not None
    )


def _line(session: EntrySession, key: CellKey, text: str, names: dict[str, int]) -> RemarkLine:
    """Return a remark; one on a question that the form does not have is on the whole."""
    if key.question not in names:
        return RemarkLine(None, WHOLE_REPORT, text)
    return RemarkLine(key, place_name(session, key), text)
