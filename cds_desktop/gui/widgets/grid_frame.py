"""A GridView with its frozen headers, column widths and the totals row underneath."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cds_desktop.gui.widgets.grid_model import GridModel, column_title
from cds_desktop.gui.widgets.grid_view import GridView
from cds_desktop.gui.widgets.totals_model import TotalsModel
from cds_desktop.model.form import Question, QuestionType

_ROW_HEIGHT, _TALL_ROW_HEIGHT, _TARGET_ROW_HEIGHT = 32, 56, 76
_HEADER_PADDING = 20
_HEADER_LINES = 4
_FIGURE_WIDTHS = (104, 120, 136, 152, 176)
_WIDTHS = {
    QuestionType.TEXT: 160,
    QuestionType.LONG_TEXT: 240,
    QuestionType.DATE: 112,
}
_TEXTS = (QuestionType.TEXT, QuestionType.LONG_TEXT)
_SHORT_TEXT, _SHORT_WIDTH = 60, 136
_MOST_CHOICE_WIDTH = 224
_NAME_WIDTHS = {QuestionType.ROSTER: 176, QuestionType.LIST: 48, QuestionType.TARGETS: 300}
_NARROW_NAME_WIDTHS = {QuestionType.ROSTER: 136, QuestionType.LIST: 48, QuestionType.TARGETS: 220}


class GridFrame(QWidget):
    """The table as it stands on the page."""

    def __init__(self, model: GridModel, *, goes_down: bool) -> None:
        super().__init__()
        self._model = model
        self.view = GridView(model, goes_down=goes_down)
        self.view.setAccessibleName(model.table.label)
        self._totals = _totals_view(TotalsModel(model, self)) if _has_totals(model.table) else None
        self._scroll_gap = QWidget()
        self._lay_out()
        self._dress_view()
        self._set_widths()
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a narrower first column where the page is narrow; share out the room."""
        super().resizeEvent(event)
        self._share_room(self._set_name_width())

    # --- building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.view, 1)
        if self._totals is None:
            return
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(self._totals, 1)
        foot.addWidget(self._scroll_gap)
        outer.addLayout(foot)

    def _dress_view(self) -> None:
        is_target = self._model.table.type is QuestionType.TARGETS
        is_tall = any(_is_long(question) for question in self._model.columns)
        height = _TARGET_ROW_HEIGHT if is_target else _TALL_ROW_HEIGHT if is_tall else _ROW_HEIGHT
        rows = self.view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(height)
        wrap = Qt.TextFlag.TextWordWrap if is_target else Qt.AlignmentFlag.AlignLeft
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | wrap)
        rows.setHighlightSections(True)
        self.view.setWordWrap(is_tall)
        self.view.horizontalHeader().setMinimumSectionSize(72)

    def _set_widths(self) -> None:
        metrics = QFontMetrics(self.view.font())
        questions = self._model.columns
        self._natural_widths = [self._natural_width(question, metrics) for question in questions]
        sized = zip(questions, self._natural_widths, strict=True)
        tallest = max(_title_height(question, width, metrics) for question, width in sized)
        for column, width in enumerate(self._natural_widths):
            self.view.setColumnWidth(column, width)
        self.view.horizontalHeader().setFixedHeight(tallest + _HEADER_PADDING)

    def _natural_width(self, question: Question, metrics: QFontMetrics) -> int:
        if question.type is not QuestionType.CHOICE:
            return _column_width(question, metrics)
        labels = [choice.label for choice in self._model.book.choices(question)]
        longest = max((metrics.horizontalAdvance(text) for text in labels), default=0)
        return min(_MOST_CHOICE_WIDTH, longest + 48)

    def _set_name_width(self) -> int:
        """Set the width of the first column; return what is left for the others."""
        widths = _NARROW_NAME_WIDTHS if self.width() < 800 else _NAME_WIDTHS
        width = widths[self._model.table.type]
        for view in (self.view, self._totals):
            if view is not None and view.verticalHeader().width() != width:
                view.verticalHeader().setFixedWidth(width)
        return self.width() - width - self.view.verticalScrollBar().sizeHint().width() - 4

    def _share_room(self, available: int) -> None:
        """Give long texts what room is left; without texts the figures share it, in bounds."""
        natural = self._natural_widths
        room = max(0, available - sum(natural))
        texts = [n for n, question in enumerate(self._model.columns) if _is_long(question)]
        takers = texts or range(len(natural))
        most = available if texts else _FIGURE_WIDTHS[-1]
        more = room // len(takers)
        widths = [
            max(width, min(width + more, most)) if column in takers else width
            for column, width in enumerate(natural)
        ]
        for column, width in enumerate(widths):
            self.view.setColumnWidth(column, width)

    def _follow(self) -> None:
        if self._totals is None:
            return
        totals, header = self._totals, self.view.horizontalHeader()
        for column in range(len(self._model.columns)):
            totals.setColumnWidth(column, self.view.columnWidth(column))
        header.sectionResized.connect(self._on_section_resized)
        self.view.horizontalScrollBar().valueChanged.connect(totals.horizontalScrollBar().setValue)
        self.view.verticalScrollBar().rangeChanged.connect(self._leave_gap)
        self._leave_gap(0, 0)

    def _on_section_resized(self, column: int, _: int, width: int) -> None:
        if self._totals is not None:
            self._totals.setColumnWidth(column, width)

    def _leave_gap(self, _: int, most: int) -> None:
        width = self.view.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._scroll_gap.setFixedWidth(width)


def _totals_view(model: TotalsModel) -> QTableView:
    view = QTableView()
    view.setProperty("role", "totals")
    view.setAccessibleName("Dòng cộng")
    view.setModel(model)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.horizontalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    view.verticalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    view.setFixedHeight(_ROW_HEIGHT + 2)
    return view


def _has_totals(table: Question) -> bool:
    return table.type is QuestionType.ROSTER and any(
        question.is_figure for question in table.questions
    )


def _is_long(question: Question) -> bool:
    return question.type in _TEXTS and not 0 < question.max_length <= _SHORT_TEXT


def _column_width(question: Question, metrics: QFontMetrics) -> int:
    if not question.is_figure:
        is_short = 0 < question.max_length <= _SHORT_TEXT
        return _SHORT_WIDTH if is_short else _WIDTHS[question.type]
    line = metrics.height()
    fitting = (
        width
        for width in _FIGURE_WIDTHS
        if _title_height(question, width, metrics) <= _HEADER_LINES * line
    )
    return next(fitting, _FIGURE_WIDTHS[-1])


def _title_height(question: Question, width: int, metrics: QFontMetrics) -> int:
    room = QRect(0, 0, width - 24, 1000)
    return metrics.boundingRect(
        room, int(Qt.TextFlag.TextWordWrap), column_title(question)
    ).height()
