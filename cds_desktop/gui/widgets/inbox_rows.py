"""The rows of the inbox's two tables: bundles that are there, files that were just offered."""

from collections.abc import Iterable

from cds_desktop.gui.widgets.months_model import local_time
from cds_desktop.gui.widgets.plain_table import PlainRow
from cds_desktop.gui.widgets.report_detail import STATE_LOOKS
from cds_desktop.operations.inbox_view import InboxRow
from cds_desktop.operations.receiving import OUTCOME_NAMES, Outcome, ReceivedFile

_OUTCOME_LOOKS = {
    Outcome.REJECTED: ("circle-x", "error"),
    Outcome.HELD: ("lock", "warning"),
    Outcome.ACCEPTED: ("circle-check", "success"),
    Outcome.DUPLICATE: ("copy", "muted"),
    Outcome.SKIPPED: ("circle", "muted"),
}
_BY_NEED = list(_OUTCOME_LOOKS)


def bundle_row(row: InboxRow) -> PlainRow:
    """Return a bundle as its table shows it."""
    report = row.report[0].upper() + row.report[1:]
    texts = (row.unit_name, report, str(row.revision or ""), row.state_name)
    when = local_time(row.bundle.created.replace("Z", "+00:00"))
    tip = f"{row.unit_name} ({row.unit}): {report}, ký lúc {when}. {row.state_name}."
    return PlainRow(texts, STATE_LOOKS[row.state], row, tip=tip)


def result_rows(results: Iterable[ReceivedFile]) -> list[PlainRow]:
    """Return the verdicts on files, those that need somebody's eye at the top."""
    found = sorted(results, key=lambda result: _BY_NEED.index(result.outcome))
    return [_result_row(one) for one in found]


def _result_row(result: ReceivedFile) -> PlainRow:
    why = " ".join(f"{one.text} {one.way_out}".strip() for one in result.messages)
    name = OUTCOME_NAMES[result.outcome]
    return PlainRow((result.name, name, why), _OUTCOME_LOOKS[result.outcome], result, tip=why)
