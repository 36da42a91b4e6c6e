"""The menu of a cell: 0, không phát sinh, chưa có số liệu, trống; how firm; a word before it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from cds_desktop.gui.widgets.cells import QUALIFIERS, CellState
from cds_desktop.model.submission import AnswerStatus


@dataclass(frozen=True, slots=True)
class StatusActions:
    """What the menu's choices do."""

    enter: Callable[[str], None]
    set_status: Callable[[AnswerStatus], None]
    set_qualifier: Callable[[str], None]


def status_menu(parent: QWidget, state: CellState, actions: StatusActions) -> QMenu:
    """Return the menu for one cell, its present state ticked."""
    menu = QMenu(parent)
    menu.setAccessibleName("Tình trạng số liệu")
    group = QActionGroup(menu)
    for text, is_chosen, action in _kinds(state, actions):
        _add(menu, group, text, is_chosen, action)
    if state.question.is_figure and state.text:
        menu.addSeparator()
        _add_firmness(menu, state, actions)
        menu.addSeparator()
        _add_qualifiers(menu, state, actions)
    return menu


def _kinds(state: CellState, actions: StatusActions) -> list[tuple[str, bool, Callable[[], None]]]:
    status, question = state.answer.status, state.question
    zero = (
        [("Bằng 0\t0", state.text == "0", lambda: actions.enter("0"))] if question.is_figure else []
    )
    return [
        *zero,
        (
            "Không phát sinh ở đơn vị\t-",
            status is AnswerStatus.NOT_APPLICABLE,
            lambda: actions.set_status(AnswerStatus.NOT_APPLICABLE),
        ),
        (
            "Chưa có số liệu\t...",
            status is AnswerStatus.NOT_COLLECTED,
            lambda: actions.set_status(AnswerStatus.NOT_COLLECTED),
        ),
        ("Để trống\tDelete", not state.is_filled, lambda: actions.enter("")),
    ]


def _add_firmness(menu: QMenu, state: CellState, actions: StatusActions) -> None:
    group = QActionGroup(menu)
    firmness = {
        AnswerStatus.REPORTED: "Số liệu chính thức",
        AnswerStatus.PROVISIONAL: "Số liệu sơ bộ",
        AnswerStatus.ESTIMATED: "Số liệu ước tính",
    }
    for status, text in firmness.items():
        _add(
            menu, group, text, state.answer.status is status, lambda s=status: actions.set_status(s)
        )


def _add_qualifiers(menu: QMenu, state: CellState, actions: StatusActions) -> None:
    words = menu.addMenu("Từ đứng trước số liệu")
    group = QActionGroup(words)
    for word in ("", *QUALIFIERS):
        is_chosen = state.answer.qualifier == word
        _add(words, group, word or "(không có)", is_chosen, lambda w=word: actions.set_qualifier(w))


def _add(
    menu: QMenu, group: QActionGroup, text: str, is_chosen: bool, action: Callable[[], None]
) -> None:
    made = QAction(text, menu)
    made.setCheckable(True)
    made.setChecked(is_chosen)
    made.triggered.connect(lambda: action())
    group.addAction(made)
    menu.addAction(made)
