"""What the rules say about a cell (lỗi, cảnh báo, lưu ý)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cds_desktop.messages import Message, explain
from cds_desktop.model.submission import CellKey


class Severity(StrEnum):
    """Errors block completion, warnings ask for an explanation, notices only inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


SEVERITY_NAMES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTICE: "Lưu ý"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one cell; `params` fill the sentence of `code`, numbers already formatted.

    `is_explained` is True for a warning whose value has an accepted explanation.
    """

    code: str
    severity: Severity
    key: CellKey
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    is_explained: bool = False

    @property
    def message(self) -> Message:
        """The Vietnamese sentence and its way out."""
        return explain(self.code, self.params)

    @property
    def is_blocking(self) -> bool:
        """Say whether the report cannot be completed while this stands."""
        unexplained = self.severity is Severity.WARNING and not self.is_explained
        return self.severity is Severity.ERROR or unexplained
