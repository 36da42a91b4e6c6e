"""Check the month: every finding in one list, explanations in place, and completing (chốt)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.finding_box import FindingBox
from cds_desktop.gui.widgets.finding_list import FindingList
from cds_desktop.gui.widgets.labels import frame, label, set_tone
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.model.changes import Changes
from cds_desktop.model.finding import Finding, Severity
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.month_view import place_name

_FILTERS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTICE: "Lưu ý"}


class CheckPage(QWidget):
    """What blocks, what must be explained, what is only said."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._summary = label("", "muted", wraps=True)
        self.filters = {severity: self._filter(name) for severity, name in _FILTERS.items()}
        self.complete_button = button(
            "Chốt số liệu", self.complete, icon_name="lock", role="primary"
        )
        self._reopen_button = button("Mở lại để sửa", self._reopen, icon_name="square-pen")
        self.finding_list = FindingList()
        self._empty = label("", "muted", wraps=True)
        self.detail = _Detail()
        self._lay_out()
        self.finding_list.chosen.connect(self._on_chosen)
        self.finding_list.opened.connect(self._on_opened)
        self.detail.go_wanted.clicked.connect(self._go_to_current)
        self.detail.box.explained.connect(self._explain)
        self._make_shortcuts()
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Show the findings as they are now."""
        self._refresh()
        self.finding_list.setFocus()

    @property
    def summary_text(self) -> str:
        """What is said of the whole month."""
        return self._summary.text()

    def commit(self) -> None:
        """Save an explanation that is being typed."""
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit):
            focused.clearFocus()

    # --- verbs ---------------------------------------------------------------------------------

    def complete(self) -> None:
        """Freeze the figures as the next revision, asking for the reason of a second one."""
        session = self._session
        reason = ""
        if session.submission.revision:
            more = (
                f"Bản {session.submission.revision} đã chốt trước đây được giữ nguyên. "
                "Lý do được gửi kèm cho tỉnh."
            )
            reason = dialogs.ask_text(self, "Lý do chốt lại số liệu", more=more, yes="Chốt số liệu")
            if not reason:
                return
        try:
            session.complete(reason=reason)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._context.announce(Changes(submissions=True))
        self._context.visit(Page.REPORT)

    def _reopen(self) -> None:
        self._session.reopen()
        self._context.announce(Changes(submissions=True))
        self._refresh()

    def _explain(self, key: CellKey, text: str) -> None:
        try:
            saved = self._session.explain(key, text)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._context.announce(Changes(submissions=True), saved_at=saved.saved_at)

    # --- slots ---------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.submissions:
            self._refresh()

    def _on_chosen(self, finding: Finding | None) -> None:
        explanation = self._session.explanation(finding.key) if finding else None
        text = explanation.text if explanation else ""
        place = place_name(self._session, finding.key) if finding else ""
        self.detail.show_finding(finding, place, text, is_read_only=self._session.is_read_only)

    def _on_opened(self, finding: Finding) -> None:
        self._context.visit(Page.ENTRY, key=finding.key)

    def _go_to_current(self) -> None:
        if finding := self.finding_list.current():
            self._on_opened(finding)

    # --- inside --------------------------------------------------------------------------------

    @property
    def _session(self) -> EntrySession:
        assert self._context.session is not None, "the window opens a month before this page"
        return self._context.session

    def _refresh(self) -> None:
        session = self._session
        findings = session.outcome.findings
        counts = {severity: sum(f.severity is severity for f in findings) for severity in _FILTERS}
        for severity, made in self.filters.items():
            made.setText(f"{_FILTERS[severity]}  {counts[severity]}")
        wanted = [finding for finding in findings if self.filters[finding.severity].isChecked()]
        self.finding_list.show_findings(wanted, lambda key: place_name(session, key))
        self.finding_list.setVisible(bool(wanted))
        self._empty.setVisible(not wanted)
        self._empty.setText(
            "Không có mục nào trong các loại đang chọn."
            if findings
            else "Không có lỗi, không có cảnh báo."
        )
        self.detail.setVisible(bool(wanted))
        self._show_summary(findings)

    def _show_summary(self, findings: tuple[Finding, ...]) -> None:
        blocking = [finding for finding in findings if finding.is_blocking]
        errors = sum(finding.severity is Severity.ERROR for finding in blocking)
        is_locked = self._session.is_read_only
        text, tone = _summary(
            errors,
            len(blocking) - errors,
            revision=self._session.submission.revision if is_locked else 0,
        )
        self._summary.setText(text)
        set_tone(self._summary, tone)
        self.complete_button.setVisible(not is_locked)
        self.complete_button.setEnabled(not blocking)
        self._reopen_button.setVisible(is_locked)

    def _filter(self, name: str) -> QPushButton:
        made = button(name, self._refresh, role="filter", tip=f"Hiện hoặc ẩn: {name}")
        made.setCheckable(True)
        made.setChecked(True)
        return made

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label("Kiểm tra và chốt số liệu", "title"))
        words.addWidget(self._summary)
        top.addLayout(words, 1)
        top.addWidget(self._reopen_button)
        top.addWidget(self.complete_button)
        outer.addLayout(top)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for made in self.filters.values():
            filters.addWidget(made)
        filters.addStretch(1)
        outer.addLayout(filters)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self.finding_list)
        inside.addWidget(self._empty)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(card, 3)
        both.addWidget(self.detail, 2)
        outer.addLayout(both, 1)

    def _make_shortcuts(self) -> None:
        shortcut = QShortcut(QKeySequence("F5"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._go_to_current)


class _Detail(QWidget):
    """One finding in full, with the field for its explanation."""

    def __init__(self) -> None:
        super().__init__()
        self._place = label("", "heading", wraps=True)
        self.box = FindingBox(is_open=True)
        self.go_wanted = button(
            "Đến ô này",
            lambda: None,
            icon_name="chevron-right",
            tip="F5 hoặc Enter trong danh sách",
        )
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(12)
        inside.addWidget(self._place)
        inside.addWidget(self.box)
        foot = QHBoxLayout()
        foot.addWidget(self.go_wanted)
        foot.addStretch(1)
        inside.addLayout(foot)
        inside.addStretch(1)
        card = frame("card")
        edge = QVBoxLayout(card)
        edge.setContentsMargins(1, 1, 1, 1)
        edge.addWidget(scrolled(content))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_finding(
        self, finding: Finding | None, place: str, explanation: str, *, is_read_only: bool
    ) -> None:
        """Show this finding, or nothing."""
        self._place.setText(place)
        findings = (finding,) if finding else ()
        explanations = {finding.key: explanation} if finding and explanation else {}
        self.box.show_findings(findings, explanations, is_read_only=is_read_only)
        self.go_wanted.setEnabled(finding is not None)


def _summary(errors: int, warnings: int, *, revision: int) -> tuple[str, str]:
    if revision:
        return (
            f"Số liệu đã chốt (bản {revision}) và được giữ nguyên. "
            "Có thể xuất báo cáo, ký và gửi tỉnh.",
            "success",
        )
    if not errors and not warnings:
        return "Không còn gì ngăn việc chốt số liệu.", "success"
    counts = [f"{errors} lỗi phải sửa"] if errors else []
    if warnings:
        counts.append(f"{warnings} cảnh báo phải giải trình")
    return f"Chưa chốt được: còn {' và '.join(counts)}.", "error" if errors else "warning"
