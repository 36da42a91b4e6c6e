"""Say what each column of a foreign table means, from its headings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cds_desktop.formdef.block import Block, column_name
from cds_desktop.formdef.label_words import (
    Nature,
    is_other_heading,
    is_value_heading,
    nature_of,
    other_span,
    period_of,
    scale_of,
    unit_in_heading,
    unit_in_title,
)
from cds_desktop.formdef.question_labels import LabelMatch, QuestionLabels, fits
from cds_desktop.formdef.table_layout import Layout
from cds_desktop.formdef.table_names import TableNames
from cds_desktop.formdef.table_plan import IGNORE, Line, Meaning, TableDecisions
from cds_desktop.model.period import Period
from cds_desktop.vietnamese import search_key

_ROW_NUMBERS = frozenset(["stt", "tt", "so tt", "so thu tu", "#"])


def plan_columns(
    block: Block, layout: Layout, names: TableNames, decisions: TableDecisions
) -> tuple[Line, ...]:
    """Return what every column means; what is asked about carries its candidates."""
    reader = _ColumnReader(block, layout, names)
    lines = [reader.read(column, decisions) for column in block.columns]
    return tuple(_with_doubles_asked(lines, decisions))


def known_meaning(names: TableNames, code: str) -> Meaning:
    """Return what a decision names: a question, a commune, a target or a period."""
    context = names.context
    if any(question.name == code for question in context.form.all_questions()):
        return Meaning(question=code)
    if any(unit.code == code for unit in context.areas):
        return Meaning(area=code)
    if any(target.id == code for target in context.form.targets):
        return Meaning(target=code)
    if code in ("flow", "cumulative", "value"):
        nature = Nature.ANY if code == "value" else Nature(code)
        return Meaning(nature=nature, is_value=True)
    try:
        return Meaning(period=Period(code).iso, is_value=True)
    except ValueError:
        return Meaning()


class _ColumnReader:
    def __init__(self, block: Block, layout: Layout, names: TableNames) -> None:
        self._block = block
        self._layout = layout
        self._names = names
        self._kinds = set(layout.label_columns.values())
        self._title_unit = _title_unit(block, layout)

    def read(self, column: int, decisions: TableDecisions) -> Line:
        texts = header_texts(self._block, self._layout.header_rows, column)
        shown = " / ".join(texts)
        if column in self._layout.label_columns:
            return Line(column, shown, "label")
        if decided := decisions.columns.get(column):
            meaning = Meaning() if decided == IGNORE else known_meaning(self._names, decided)
            return Line(column, shown, "data" if meaning else "ignored", meaning)
        if not texts or search_key(texts[-1]).strip(". ") in _ROW_NUMBERS:
            return Line(column, shown, "ignored")
        return self._from_texts(column, texts, shown)

    def _from_texts(self, column: int, texts: list[str], shown: str) -> Line:
        if any(is_other_heading(text) for text in texts[:-1]):
            return Line(column, shown, "ignored")
        period = self._period(texts)
        found = self._meaning(texts, has_period=bool(period))
        if isinstance(found, LabelMatch):
            if not found.candidates or is_other_heading(texts[-1]):
                return Line(column, shown, "ignored")
            code = "column_several" if self._is_several(found) else "column_similar"
            return self._asked(column, shown, code, candidates=found.candidates)
        if period and period != self._names.context.period and not self._names.context.has_history:
            labels = {"found": period.label, "expected": self._names.context.period.label}
            return self._asked(column, shown, "column_other_period", params=labels)
        spans = (other_span(text, self._names.context.period) for text in texts)
        if span := next((span for span in spans if span and not period), ""):
            labels = {"found": span, "expected": self._names.context.period.label}
            return self._asked(column, shown, "column_other_period", params=labels)
        meaning = _with_period(found, period)
        if problem := self._other_scale(meaning, shown):
            asked = self._asked(column, shown, "column_scale", params=problem)
            named = (meaning.question or meaning.nature or "value",)
            return replace(asked, meaning=meaning, candidates=named)
        return Line(column, shown, "data", meaning)

    def _meaning(self, texts: list[str], *, has_period: bool) -> Meaning | LabelMatch:
        """Return what a heading means beside the labels of the rows, or what it resembles."""
        whole = " ".join(texts)
        if "question" in self._kinds:
            return self._beside_questions(texts, has_period=has_period)
        labels = self._labels()
        if "target" in self._kinds and is_value_heading(texts[-1]):
            name = next((name for name in labels.questions if name.endswith("_ket_qua")), "")
            return Meaning(question=name) if name else LabelMatch()
        match = labels.find(_without_periods(texts, self._year), nature=nature_of(whole))
        if match.is_certain and fits(labels.questions[match.question], nature_of(whole)):
            return Meaning(question=match.question)
        return LabelMatch(match.candidates)

    def _beside_questions(self, texts: list[str], *, has_period: bool) -> Meaning | LabelMatch:
        own = texts[-1]
        if "area" not in self._kinds and self._names.may_be_area(own):
            area = self._names.area(own)
            if area.best:
                return Meaning(area=area.best)
            if area.candidates:
                return LabelMatch(area.candidates)
        if has_period or is_value_heading(own) or is_value_heading(" ".join(texts)):
            if is_other_heading(own):
                return LabelMatch()
            return Meaning(nature=nature_of(" ".join(texts)), is_value=True)
        return LabelMatch()

    def _labels(self) -> QuestionLabels:
        if self._layout.list_table:
            return self._names.lists[self._layout.list_table]
        if "target" in self._kinds:
            return self._names.of_targets
        return self._names.roster if "area" in self._kinds else self._names.any_question

    @property
    def _year(self) -> int:
        return self._names.context.period.year

    def _period(self, texts: Sequence[str]) -> Period | None:
        found = (period_of(text, self._year) for text in reversed(texts))
        return next((period for period in found if period), None)

    def _is_several(self, match: LabelMatch) -> bool:
        return len(match.candidates) > 1

    def _other_scale(self, meaning: Meaning, shown: str) -> Mapping[str, object]:
        """Return the unit of a heading and that of its question when their scales differ."""
        unit = unit_in_heading(shown) or self._title_unit
        if meaning.is_value and scale_of(unit):
            return {"found": unit, "expected": "đơn vị tính của từng chỉ tiêu"}
        if not meaning.question:
            return {}
        question = self._names.context.form.question(meaning.question)
        if not question.is_figure:
            return {}
        own = question.unit_of_measure
        if not unit or scale_of(unit) == scale_of(f"{own} {question.label}"):
            return {}
        return {"found": unit, "expected": own or "đơn vị"}

    def _asked(
        self,
        column: int,
        shown: str,
        code: str,
        *,
        params: Mapping[str, object] | None = None,
        candidates: tuple[str, ...] = (),
    ) -> Line:
        known = {"place": column_name(column), "text": shown[:80], **(params or {})}
        return Line(column, shown, "asked", Meaning(), code, known, candidates)


def header_texts(block: Block, rows: Sequence[int], column: int) -> list[str]:
    """Return the headings over a column from the outermost to its own, each once."""
    texts: list[str] = []
    for row in rows:
        text = block.text(row, column)
        if not text and row != rows[-1]:
            text = _text_on_the_left(block, row, column)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    own = [block.text(row, column) for row in rows if block.text(row, column)]
    return texts if own else []


def _text_on_the_left(block: Block, row: int, column: int) -> str:
    """Return the heading that an unmerged group began further left."""
    left = [c for c in block.rows.get(row, {}) if c < column]
    return block.text(row, max(left)) if left else ""


def _without_periods(texts: list[str], year: int) -> list[str]:
    kept = [text for text in texts if not period_of(text, year)]
    return kept or texts


def _with_period(meaning: Meaning, period: Period | None) -> Meaning:
    if period is None:
        return meaning
    return Meaning(
        area=meaning.area,
        question=meaning.question,
        period=period.iso,
        nature=meaning.nature,
        is_value=meaning.is_value,
    )


def _title_unit(block: Block, layout: Layout) -> str:
    above = (row for row in block.rows if row < layout.first_row)
    texts = (" ".join(cell.text for cell in block.rows[row].values()) for row in above)
    return next((unit for text in texts if (unit := unit_in_title(text))), "")


def _with_doubles_asked(lines: list[Line], decisions: TableDecisions) -> Iterator[Line]:
    """Ask about columns that would fill the same cells."""
    seen: dict[Meaning, list[int]] = {}
    for line in lines:
        if line.role == "data":
            seen.setdefault(line.meaning, []).append(line.number)
    for line in lines:
        others = [number for number in seen.get(line.meaning, []) if number != line.number]
        is_decided = line.number in decisions.columns
        if line.role != "data" or not others or is_decided:
            yield line
            continue
        params: dict[str, object] = {
            "place": column_name(line.number),
            "text": line.text[:80],
            "other": column_name(others[0]),
        }
        named = line.meaning.question or line.meaning.area
        candidates = (named,) if named else ("value",)
        yield Line(
            line.number, line.text, "asked", line.meaning, "column_duplicate", params, candidates
        )
