"""The first page: what is due, how complete it is, what is wrong, what was sent; every month."""

from datetime import date

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.gui.widgets.labels import figure_label, frame, label, plain_tip, set_tone
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.month_picker import MonthPicker
from cds_desktop.gui.widgets.months_model import MonthsModel
from cds_desktop.gui.widgets.progress import counts_text, deadline_text, progress_of
from cds_desktop.gui.widgets.safety_line import SafetyLine
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.model.changes import Changes
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey, SubmissionState
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.months import list_months

_KEY_FIGURES = 6
_TABLE_HEIGHT = 160
_NEXT = {
    SubmissionState.DRAFT: ("Tiếp tục nhập số liệu", Page.ENTRY),
    SubmissionState.COMPLETE: ("Ký và gửi tỉnh", Page.EXCHANGE),
    SubmissionState.SENT: ("Xem gói đã gửi", Page.EXCHANGE),
    SubmissionState.RETURNED: ("Xem nội dung trả lại", Page.EXCHANGE),
    SubmissionState.ACCEPTED: ("Xem số liệu", Page.ENTRY),
}


class HomePage(QWidget):
    """What a clerk wants to know in the morning."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.months = MonthsModel()
        self.table = ListTable(self.months, "Các kỳ báo cáo", stretched=0)
        self.month_card = MonthCard(self._go_on)
        self._figures_card = _FiguresCard()
        self.start_button = button("Bắt đầu kỳ tiếp theo", self._start_next, icon_name="plus")
        self.safety_line = SafetyLine(lambda: context.visit(Page.SAFETY))
        self._lay_out()
        self.table.opened.connect(self._open_row)
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Show the months as they are now."""
        self._refresh()
        self.table.setFocus()

    def commit(self) -> None:
        """Nothing is typed here."""

    # --- slots ---------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.submissions or changes.bundles):
            self._refresh()

    def _go_on(self) -> None:
        if session := self._context.session:
            is_returned = session.submission.state is SubmissionState.RETURNED
            self._context.visit(_next(session)[1], place="receipt" if is_returned else "")

    def _open_row(self, row: int) -> None:
        self._context.visit(Page.ENTRY, period=self.months.month_at(row).period)

    def _start_next(self) -> None:
        self._context.visit(Page.ENTRY, period=self._next_period())

    def _open_other(self) -> None:
        period = MonthPicker.ask(self, self._next_period())
        if period is not None:
            self._context.visit(Page.ENTRY, period=period)

    # --- inside --------------------------------------------------------------------------------

    def _next_period(self) -> Period:
        if self.months.rowCount():
            return self.months.month_at(0).period.next()
        return Period(f"{date.today():%Y%m}").previous()

    def _refresh(self) -> None:
        workspace, session = self._context.workspace, self._context.session
        try:
            self.months.show_months(list_months(workspace, session=session))
        except CdsError as error:
            dialogs.show_error(self, error)
        if self.months.rowCount():
            self.table.selectRow(0)
        self.safety_line.show_state(workspace.root)
        following = self._next_period()
        self.start_button.setText(f"Bắt đầu {following.label}")
        self.start_button.setAccessibleName(self.start_button.text())
        if session is not None:
            self.month_card.show_month(session)
            self._figures_card.show_figures(session)

    def _lay_out(self) -> None:
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self.month_card, 5)
        cards.addWidget(self._figures_card, 4)
        outer.addLayout(cards)
        outer.addWidget(self._months_card(), 1)
        outer.addWidget(self.safety_line)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolled(content))

    def _months_card(self) -> QWidget:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 12, 1, 1)
        inside.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.setSpacing(8)
        top.addWidget(label("Các kỳ báo cáo", "heading"), 1)
        top.addWidget(button("Kỳ khác...", self._open_other, role="quiet"))
        top.addWidget(self.start_button)
        inside.addLayout(top)
        for column, width in enumerate((0, 168, 128, 128, 200)):
            if width:
                self.table.setColumnWidth(column, width)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        inside.addWidget(self.table, 1)
        return card


class MonthCard(QWidget):
    """The open month: when it is due, how far it is, the next thing to do."""

    def __init__(self, go_on: object) -> None:
        super().__init__()
        self._title = label("", "title")
        self._deadline = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Mức độ nhập số liệu")
        self._filled = label("", "muted")
        self._counts = label("")
        self.button = button("", go_on, role="primary")  # pyright: ignore[reportArgumentType]
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(8)
        for part in (self._title, self._deadline, self._bar):
            inside.addWidget(part)
        line = QHBoxLayout()
        line.addWidget(self._filled, 1)
        line.addWidget(self._counts)
        inside.addLayout(line)
        inside.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch(1)
        inside.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    @property
    def filled_text(self) -> str:
        """How much is filled, in words."""
        return self._filled.text()

    @property
    def counts_text(self) -> str:
        """What is wrong, in words."""
        return self._counts.text()

    def show_month(self, session: EntrySession) -> None:
        """Show how this month stands."""
        progress = progress_of(session)
        title = session.period.label
        self._title.setText(title[0].upper() + title[1:])
        text, tone = deadline_text(session, date.today())
        self._deadline.setText(text)
        set_tone(self._deadline, tone)
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.filled)
        share = round(100 * progress.filled / max(1, progress.total))
        self._filled.setText(f"Đã nhập {progress.filled}/{progress.total} ô ({share} %)")
        self._counts.setText(counts_text(progress).capitalize())
        set_tone(
            self._counts,
            "error" if progress.errors else "warning" if progress.warnings else "success",
        )
        self.button.setText(_next(session)[0])
        self.button.setAccessibleName(self.button.text())


def _next(session: EntrySession) -> tuple[str, Page]:
    """Return what comes next and where; a province sends to nobody."""
    state = session.submission.state
    if session.workspace.org_unit.level is Level.PROVINCE and state is not SubmissionState.DRAFT:
        return "Xem báo cáo của tỉnh", Page.REPORT
    return _NEXT[state]


class _FiguresCard(QWidget):
    """The key figures of the month and how they changed."""

    def __init__(self) -> None:
        super().__init__()
        card = frame("card")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(8)
        inside.addWidget(label("Số liệu chính", "heading"))
        inside.addLayout(self._grid)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_figures(self, session: EntrySession) -> None:
        """Show the figures that the form calls key figures."""
        book, own = CellBook(session), session.workspace.org_unit.code
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item and (widget := item.widget()):
                widget.deleteLater()
        chosen = [question for question in session.form.all_questions() if question.is_key_figure]
        for row, question in enumerate(chosen[:_KEY_FIGURES]):
            state = book.state(CellKey(own, question.name), question)
            name = label(question.label)
            name.setToolTip(plain_tip(question.code))
            unit = (
                "%"
                if question.unit_of_measure == "" and question.is_calculated
                else question.unit_of_measure
            )
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(figure_label(state.text or "–", "strong"), row, 1)
            self._grid.addWidget(label(unit, "muted"), row, 2)
            self._grid.addWidget(figure_label(state.difference, "muted"), row, 3)
