"""The one style sheet: palette(...) and the theme's named status colours, on a grid of 4 and 8."""

# ruff: noqa: E501 - one rule a line reads better than wrapped rules

from collections.abc import Mapping
from string import Template

_SHEET = Template(
    """
QWidget { outline: 0; }
QMainWindow, QDialog, QWidget#page { background: palette(window); }
QToolTip { background: palette(text); color: palette(base); border: 0; padding: 4px 8px; }

QLabel[role="title"] { font-size: 16pt; font-weight: 600; }
QLabel[role="heading"] { font-size: 11.5pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="figure"] { font-size: 20pt; font-weight: 600; }
QLabel[role="muted"] { color: palette(placeholder-text); }
QLabel[role="small"] { color: palette(placeholder-text); font-size: 9pt; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="success"] { color: $success; }
QLabel[tone="notice"] { color: $notice; }
QLabel[tone="accent"] { color: $accent; }

QFrame[role="card"] { background: palette(base); border: 1px solid palette(midlight); border-radius: 8px; }
QFrame[role="bar"] { background: palette(base); border: 0; border-bottom: 1px solid palette(midlight); }
QFrame[role="side"] { background: palette(alternate-base); border: 0; border-right: 1px solid palette(midlight); }
QFrame[role="panel"] { background: palette(base); border: 0; border-left: 1px solid palette(midlight); }
QFrame[role="foot"] { background: palette(alternate-base); border: 0; border-top: 1px solid palette(midlight);
    border-bottom-left-radius: 8px; border-bottom-right-radius: 8px; }
QFrame[role="line"] { background: palette(midlight); border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="bubble"] { background: palette(text); border: 0; border-radius: 6px; }
QFrame[role="bubble"] QLabel { color: palette(base); }
QFrame[role="practice"] { background: $warning_tint; border: 0; border-bottom: 1px solid $warning; }
QFrame[role="drop"] { background: palette(alternate-base); border: 1px dashed palette(mid); border-radius: 8px; }
QFrame[role="drop"][tone="accent"] { background: $accent_tint; border: 1px dashed $accent; }
QFrame[role="banner"] { background: $error_tint; border: 0; border-bottom: 1px solid $error; }
QFrame[role="note"][tone="error"] { background: $error_tint; border: 0; border-radius: 6px; }
QFrame[role="note"][tone="warning"] { background: $warning_tint; border: 0; border-radius: 6px; }
QFrame[role="note"][tone="success"] { background: $success_tint; border: 0; border-radius: 6px; }
QFrame[role="note"][tone="accent"] { background: $accent_tint; border: 0; border-radius: 6px; }

QLineEdit, QPlainTextEdit, QComboBox { background: palette(base); border: 1px solid palette(mid);
    border-radius: 6px; padding: 5px 9px; min-height: 20px;
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text); }
QPlainTextEdit { padding: 4px 7px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid palette(highlight); padding: 4px 8px; }
QPlainTextEdit:focus { padding: 3px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $locked;
    border-color: palette(midlight); }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $locked; border-color: palette(midlight); }
QLineEdit[state="carried"], QPlainTextEdit[state="carried"], QComboBox[state="carried"] {
    background: $accent_tint; border: 1px dashed $accent; font-style: italic; }
QLineEdit[state="carried"]:focus, QPlainTextEdit[state="carried"]:focus, QComboBox[state="carried"]:focus {
    border: 2px solid palette(highlight); }
QLineEdit[state="warning"], QPlainTextEdit[state="warning"], QComboBox[state="warning"] {
    border: 1px solid $warning; background: $warning_tint; }
QLineEdit[state="error"], QPlainTextEdit[state="error"], QComboBox[state="error"] {
    border: 1px solid $error; background: $error_tint; }
QLineEdit[state="warning"]:focus, QPlainTextEdit[state="warning"]:focus, QComboBox[state="warning"]:focus {
    border: 2px solid $warning; }
QLineEdit[state="error"]:focus, QPlainTextEdit[state="error"]:focus, QComboBox[state="error"]:focus {
    border: 2px solid $error; }
QLineEdit[state="locked"] { background: $locked; border: 1px solid $locked; }
QLineEdit[state="locked"]:focus { border: 2px solid palette(highlight); }
QLineEdit[inside="table"], QComboBox[inside="table"] { border: 2px solid palette(highlight); border-radius: 0;
    padding: 0 6px; min-height: 0; }
QComboBox { padding-left: 11px; padding-right: 24px; }
QComboBox:focus { padding-left: 10px; padding-right: 23px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox QAbstractItemView { background: palette(base); border: 1px solid palette(mid); padding: 4px;
    selection-background-color: $accent_tint; selection-color: palette(text); outline: 0; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }

QPushButton { background: palette(base); border: 1px solid palette(mid); border-radius: 6px;
    padding: 6px 15px; min-height: 20px; }
QPushButton:hover { background: $locked; }
QPushButton:pressed { background: palette(midlight); }
QPushButton:focus { border: 2px solid palette(highlight); padding: 5px 14px; }
QPushButton:disabled { color: palette(placeholder-text); background: $locked; border-color: palette(midlight); }
QPushButton[role="primary"] { background: palette(highlight); color: palette(highlighted-text);
    border: 1px solid palette(highlight); font-weight: 600; }
QPushButton[role="primary"]:hover { border-color: palette(text); }
QPushButton[role="primary"]:focus { border: 2px solid palette(text); }
QPushButton[role="primary"]:disabled { background: $locked; color: palette(placeholder-text);
    border: 1px solid palette(midlight); }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; padding: 6px 9px;
    text-align: left; }
QPushButton[role="quiet"]:hover { background: $locked; }
QPushButton[role="quiet"]:checked { background: $accent_tint; }
QPushButton[role="quiet"]:focus { border: 2px solid palette(highlight); padding: 5px 8px; }
QPushButton[role="fold"] { background: transparent; border: 1px solid transparent; padding: 4px 9px;
    text-align: left; font-size: 11.5pt; font-weight: 600; }
QPushButton[role="fold"]:hover { background: $locked; }
QPushButton[role="fold"]:focus { border: 2px solid palette(highlight); padding: 3px 8px; }
QPushButton[role="large"] { background: palette(highlight); color: palette(highlighted-text);
    border: 1px solid palette(highlight); padding: 9px 27px; font-size: 12pt; font-weight: 600; }
QPushButton[role="large"]:hover { border-color: palette(text); }
QPushButton[role="large"]:focus { border: 2px solid palette(text); padding: 8px 26px; }
QPushButton[role="large"]:disabled { background: $locked; color: palette(placeholder-text);
    border: 1px solid palette(midlight); }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent;
    padding: 1px 3px; min-height: 16px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid palette(highlight); }
QPushButton[role="filter"] { border-radius: 15px; padding: 4px 13px; border-color: palette(midlight); }
QPushButton[role="filter"]:checked { background: $accent_tint; border-color: $accent; }
QPushButton[role="filter"]:focus { border: 2px solid palette(highlight); padding: 3px 12px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; }
QToolButton:hover { background: $locked; }
QToolButton:checked { background: $accent_tint; }
QToolButton:focus { border: 2px solid palette(highlight); padding: 4px; }
QToolButton::menu-indicator { image: none; }

QMenu { background: palette(base); border: 1px solid palette(mid); border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; min-width: 160px; }
QMenu::item:selected { background: $accent_tint; color: palette(text); }
QMenu::item:disabled { color: palette(placeholder-text); }
QMenu::separator { height: 1px; background: palette(midlight); margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QListView, QTableView, QTreeView { background: palette(base); border: 0; outline: 0;
    alternate-background-color: palette(alternate-base); gridline-color: palette(midlight);
    selection-background-color: $accent_tint; selection-color: palette(text); }
QFrame[role="side"] QListView { background: transparent; }
QListView[role="choices"] { border: 1px solid palette(mid); border-radius: 6px; padding: 4px; }
QListView[role="choices"]:focus { border: 2px solid palette(highlight); padding: 3px; }
QListView[role="choices"]::item { min-height: 32px; padding: 0 8px; border-radius: 4px; }
QListView[role="choices"]::item:selected { background: $accent_tint; color: palette(text); }
QListView[role="choices"]::item:hover:!selected { background: $locked; }
QTableView::item { padding: 0 8px; }
QTableView[role="list"]::item { padding: 0 8px; border-bottom: 1px solid palette(midlight); }
QHeaderView { background: palette(alternate-base); border: 0; }
QHeaderView::section { background: palette(alternate-base); border: 0; padding: 4px 8px; }
QHeaderView::section:horizontal { border-bottom: 1px solid palette(mid);
    border-right: 1px solid palette(midlight); color: palette(text); font-weight: 600; }
QTableView[role="list"] QHeaderView::section:horizontal { border-right: 0; color: palette(placeholder-text);
    padding: 4px 11px; font-weight: 400; }
QHeaderView::section:vertical { border-right: 1px solid palette(mid);
    border-bottom: 1px solid palette(midlight); }
QTableView[role="totals"] { background: palette(alternate-base); border-top: 1px solid palette(mid);
    font-weight: 600; }
QTableView[role="totals"] QHeaderView::section:vertical { font-weight: 600; border-bottom: 0; }
QTableCornerButton::section { background: palette(alternate-base); border: 0;
    border-bottom: 1px solid palette(mid); border-right: 1px solid palette(mid); }

QScrollArea { background: transparent; border: 0; }
QWidget#scrolled { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; }
QScrollBar::handle:hover { background: palette(placeholder-text); }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QProgressBar { background: palette(midlight); border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: palette(highlight); border-radius: 3px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 4px 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid palette(highlight); }
QSplitter::handle { background: palette(midlight); }
QSplitter[role="gap"]::handle { background: transparent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
"""
)


def style_sheet(colors: Mapping[str, str]) -> str:
    """Return the style sheet with a theme's status colours filled in."""
    return _SHEET.substitute(colors)
