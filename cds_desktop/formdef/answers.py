"""Apply a form's rules to the answers of a report: what is relevant, computed, wrong.

Pure functions on Decimal. `apply` does it from cold; `reapply` redoes only what depends on the
cells that changed and gives the same outcome.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from heapq import heappop, heappush
from operator import itemgetter

from cds_desktop.formdef.board import Board, all_cells
from cds_desktop.formdef.checks import check
from cds_desktop.formdef.past import Past
from cds_desktop.formdef.report_data import ReportData, cells, in_row_order, is_filled
from cds_desktop.formdef.rules import CompiledQuestion, FormRules, Link, compile_rules
from cds_desktop.model.finding import Finding
from cds_desktop.model.form import QuestionType
from cds_desktop.model.submission import CellKey, Value

__all__ = [
    "FormRules",
    "Outcome",
    "ReportData",
    "apply",
    "cells",
    "compile_rules",
    "is_filled",
    "reapply",
]

Order = tuple[int, int, str, int]
"""Where a cell stands in the form: its question or table, its row, its column."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules make of a report.

    `irrelevant` holds the hidden cells, and for a hidden table its own key too. `calculated` has
    every relevant computed cell, None where it cannot be computed. `findings` are in form order.
    """

    irrelevant: frozenset[CellKey]
    calculated: Mapping[CellKey, Decimal | None]
    findings: tuple[Finding, ...]
    board: Board = field(compare=False, repr=False)
    found: Mapping[Order, tuple[Finding, ...]] = field(compare=False, repr=False)

    @property
    def inapplicable(self) -> frozenset[CellKey]:
        """The irrelevant cells that the unit does not have in this period, whatever is entered."""
        return self.board.inapplicable

    def value(self, key: CellKey) -> Value:
        """Return what a cell holds: entered or computed; None when it is empty or not relevant."""
        compiled = self.board.rules.questions.get(key.question)
        if compiled is None:
            return None
        row = _row(compiled, key)
        is_its_key = self.board.key(compiled, row) == key
        return self.board.values[key.question].get(row) if is_its_key else None


def apply(rules: FormRules, data: ReportData) -> Outcome:
    """Return the outcome of all rules, from cold."""
    board = Board(rules, data, Past(data, rules.old_names))
    for name in rules.ranks:
        compiled = rules.questions[name]
        for row in board.rows_of(compiled):
            board.settle(compiled, row)
    found: dict[Order, tuple[Finding, ...]] = {}
    for compiled, row in all_cells(rules, board):
        if findings := check(board, compiled, row):
            found[_order(board, compiled, row)] = findings
    return _outcome(board, found)


def reapply(
    rules: FormRules, data: ReportData, outcome: Outcome, changed: Collection[CellKey]
) -> Outcome:
    """Return the outcome after the answers or explanations of `changed` have changed.

    The unit, the period, the communes and the history must be those of `outcome`; where they are
    not, everything is applied anew.
    """
    if not _is_same_report(rules, data, outcome.board):
        return apply(rules, data)
    return _Change(outcome, data).run(changed)


def _is_same_report(rules: FormRules, data: ReportData, board: Board) -> bool:
    before = board.data
    return (
        rules is board.rules
        and data.history is before.history
        and (data.org_unit, data.period, data.areas, data.level)
        == (before.org_unit, before.period, before.areas, before.level)
    )


class _Change:
    """One run over what depends on some changed cells, on a copy of the board."""

    def __init__(self, outcome: Outcome, data: ReportData) -> None:
        self._before = outcome
        self._board = outcome.board.copy()
        self._board.data = data
        self._rules = outcome.board.rules
        self._found = dict(outcome.found)
        self._waiting: dict[str, set[str]] = {}
        self._heap: list[tuple[int, str]] = []
        self._to_check: set[tuple[str, str]] = set()

    def run(self, changed: Collection[CellKey]) -> Outcome:
        self._start(changed)
        while self._heap:
            _, name = heappop(self._heap)
            compiled = self._rules.questions[name]
            for row in self._waiting.pop(name):
                self._to_check.add((name, row))
                if self._board.settle(compiled, row):
                    self._spread(name, row)
        for name, row in self._to_check:
            compiled = self._rules.questions[name]
            if row in self._board.rows_of(compiled):
                self._check(compiled, row)
        return _outcome(self._board, self._found, before=self._before)

    def _start(self, changed: Collection[CellKey]) -> None:
        for key in changed:
            compiled = self._rules.questions.get(key.question)
            if compiled is None:
                continue
            row = _row(compiled, key)
            if self._board.key(compiled, row) != key:
                continue
            if compiled.table_type is QuestionType.LIST:
                self._start_list_row(compiled, row)
            if row in self._board.rows_of(compiled):
                self._wait(key.question, row)

    def _start_list_row(self, compiled: CompiledQuestion, row: str) -> None:
        """Add or remove the row of a list when its first answer has come or its last one gone."""
        rows, columns = self._board.rows[compiled.table], self._rules.columns[compiled.table]
        keys = [self._board.key(self._rules.questions[name], row) for name in columns]
        answers = [self._board.data.answers.get(key) for key in keys]
        is_there = bool(row) and any(answer and not answer.is_empty for answer in answers)
        if is_there == (row in rows):
            return
        new_rows = set(rows) | {row} if is_there else set(rows) - {row}
        self._board.rows[compiled.table] = in_row_order(new_rows)
        self._to_check.add((compiled.table, ""))
        self._spread(compiled.table, "")
        for name in columns:
            if is_there:
                self._wait(name, row)
            else:
                self._drop(self._rules.questions[name], row)

    def _drop(self, compiled: CompiledQuestion, row: str) -> None:
        name = compiled.question.name
        self._board.drop(compiled, row)
        self._found.pop(_order(self._board, compiled, row), None)
        self._waiting.get(name, set()).discard(row)
        self._spread(name, row)

    def _spread(self, name: str, row: str) -> None:
        """Let everything wait, or be checked again, that depends on a cell."""
        for link in self._rules.value_links[name]:
            for dependent in self._rows(link, row):
                self._wait(link.question, dependent)
        for link in self._rules.check_links[name]:
            self._to_check.update((link.question, other) for other in self._rows(link, row))

    def _rows(self, link: Link, row: str) -> tuple[str, ...]:
        rows = self._board.rows_of(self._rules.questions[link.question])
        if not link.is_same_row:
            return rows
        return (row,) if row in rows else ()

    def _wait(self, name: str, row: str) -> None:
        if name not in self._waiting:
            heappush(self._heap, (self._rules.ranks[name], name))
            self._waiting[name] = set()
        self._waiting[name].add(row)

    def _check(self, compiled: CompiledQuestion, row: str) -> None:
        order = _order(self._board, compiled, row)
        if findings := check(self._board, compiled, row):
            self._found[order] = findings
        else:
            self._found.pop(order, None)


def _outcome(
    board: Board, found: dict[Order, tuple[Finding, ...]], before: Outcome | None = None
) -> Outcome:
    if before is not None and found == before.found:
        findings = before.findings
    else:
        ordered = sorted(found.items(), key=itemgetter(0))
        findings = tuple(finding for _, group in ordered for finding in group)
    return Outcome(frozenset(board.hidden), board.calculated, findings, board, found)


def _row(compiled: CompiledQuestion, key: CellKey) -> str:
    return key.area if compiled.table_type is QuestionType.ROSTER else key.row


def _order(board: Board, compiled: CompiledQuestion, row: str) -> Order:
    place, column = compiled.position
    if compiled.table_type is QuestionType.LIST:
        return place, len(row), row, column
    return place, board.places[compiled.table][row], "", column
