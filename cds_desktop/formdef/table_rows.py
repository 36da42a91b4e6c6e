"""Say what each row of a foreign table is: data of a commune, question, target or month; a total;
a title or footnote; or something to ask about."""

from collections.abc import Callable, Iterator, Sequence

from cds_desktop.formdef.block import Block
from cds_desktop.formdef.label_words import (
    Nature,
    is_numbering,
    is_total_label,
    is_value_heading,
    label_key,
    nature_of,
    scale_of,
)
from cds_desktop.formdef.org_unit_catalog import short_name
from cds_desktop.formdef.table_columns import known_meaning
from cds_desktop.formdef.table_layout import Layout
from cds_desktop.formdef.table_names import TableNames
from cds_desktop.formdef.table_plan import IGNORE, Kind, Line, Meaning, TableDecisions
from cds_desktop.vietnamese import search_key

_STEP = 500
_UNIT_HEADINGS = frozenset(["don vi tinh", "dvt", "don vi"])

Progress = Callable[[int, int], None]


def plan_rows(
    block: Block,
    layout: Layout,
    names: TableNames,
    *,
    columns: Sequence[Line],
    decisions: TableDecisions,
    progress: Progress,
) -> Iterator[Line]:
    """Yield every row below the headings that holds something."""
    reader = _RowReader(block, layout, names, columns=columns)
    rows = [row for row in block.rows if row >= layout.first_row]
    for count, row in enumerate(rows):
        if count % _STEP == 0:
            progress(count, len(rows))
        yield reader.read(row, decisions)


class _RowReader:
    def __init__(
        self, block: Block, layout: Layout, names: TableNames, *, columns: Sequence[Line]
    ) -> None:
        self._block = block
        self._layout = layout
        self._names = names
        self._data = [line.number for line in columns if line.role in ("data", "asked")]
        self._natures = {line.meaning.nature for line in columns if line.number in self._data}
        units = (line.number for line in columns if label_key(line.text) in _UNIT_HEADINGS)
        self._unit_column = next(units, 0)
        self._own_name = search_key(short_name(names.context.org_unit))
        self._parent = ""

    def read(self, row: int, decisions: TableDecisions) -> Line:
        texts = self._texts(row)
        shown = " | ".join(text for _, text in texts)
        if decided := decisions.rows.get(row):
            meaning = Meaning() if decided == IGNORE else known_meaning(self._names, decided)
            return Line(row, shown, "data" if meaning else "ignored", meaning)
        has_data = any((row, column) in self._block.cells for column in self._data)
        if not has_data:
            self._parent = texts[-1][1] if texts else self._parent
            return Line(row, shown, "text")
        if is_numbering([cell.text for cell in self._block.rows[row].values()]):
            return Line(row, shown, "text")
        if self._layout.list_table:
            return Line(row, shown, "data")
        return self._resolved(row, texts, shown)

    def _texts(self, row: int) -> list[tuple[Kind, str]]:
        labels = self._layout.label_columns.items()
        return [
            (kind, text)
            for column, kind in sorted(labels)
            if (text := self._block.text(row, column))
        ]

    def _resolved(self, row: int, texts: list[tuple[Kind, str]], shown: str) -> Line:
        if self._is_total(row, texts):
            return Line(row, shown, "total")
        meaning = Meaning()
        for kind in dict.fromkeys(self._layout.label_columns.values()):
            own = [text for text_kind, text in texts if text_kind == kind]
            found = self._found(kind, own)
            if len(found) > 1:
                return self._asked(row, shown, "row_contradiction", tuple(found))
            if not found or not found[0]:
                return self._unknown(row, shown, kind, own)
            meaning = _joined(meaning, kind, found[0])
        if "question" in self._layout.label_columns.values():
            self._parent = texts[-1][1]
        if problem := self._other_scale(row, meaning):
            known: dict[str, object] = {"place": row, "text": shown[:80], **problem}
            return Line(row, shown, "asked", meaning, "row_scale", known, (meaning.question,))
        return Line(row, shown, "data", meaning)

    def _other_scale(self, row: int, meaning: Meaning) -> dict[str, object]:
        """Return the unit beside a question's label when its scale is not the question's."""
        unit = self._block.text(row, self._unit_column) if self._unit_column else ""
        if not unit or not meaning.question:
            return {}
        question = self._names.context.form.question(meaning.question)
        own = f"{question.unit_of_measure} {question.label}"
        if scale_of(unit) == scale_of(own) or not question.is_figure:
            return {}
        return {"found": unit, "expected": question.unit_of_measure or "đơn vị"}

    def _found(self, kind: Kind, texts: list[str]) -> list[str]:
        """Return what the label columns of a kind name: one when they agree."""
        natures = self._natures if kind == "question" else {Nature.ANY}
        found: dict[str, None] = {}
        for text in texts:
            if text.isdigit() and kind != "area":
                continue
            if kind == "question" and is_value_heading(text) and self._parent:
                best = self._names.question(self._parent, nature_of(text)).best
            elif kind == "question":
                bests = [self._names.question(text, nature).best for nature in natures]
                best = next((best for best in bests if best), "")
            else:
                best = self._names.find(kind, text).best
            if best:
                found[best] = None
        return list(found)

    def _is_total(self, row: int, texts: list[tuple[Kind, str]]) -> bool:
        """Say whether the row is a total; questions may be totals themselves ("Tổng số hộ")."""
        if "question" in self._layout.label_columns.values():
            return False
        cells = self._block.rows[row]
        first = min(self._data, default=0)
        labels = [text for _, text in texts]
        labels += [cell.text for column, cell in cells.items() if column < first and cell.is_words]
        return any(is_total_label(text) or self._names_own_unit(text) for text in labels)

    def _names_own_unit(self, text: str) -> bool:
        words = search_key(text)
        kinds = ("huyen", "thanh pho", "thi xa", "tinh")
        return words in {f"{kind} {self._own_name}" for kind in kinds} | {
            f"tong {kind} {self._own_name}" for kind in kinds
        }

    def _unknown(self, row: int, shown: str, kind: Kind, texts: list[str]) -> Line:
        looked = [self._names.find(kind, text) for text in texts if not text.isdigit()]
        candidates = tuple(dict.fromkeys(c for found in looked for c in found.candidates))
        if kind == "question":
            return self._asked(row, shown, "row_question_unknown", candidates)
        reason = next((found.reason for found in looked if found.reason), _no_name(kind))
        return self._asked(row, shown, "row_unknown", candidates, reason=reason)

    def _asked(
        self, row: int, shown: str, code: str, candidates: tuple[str, ...], *, reason: str = ""
    ) -> Line:
        params: dict[str, object] = {"place": row, "text": shown[:80], "reason": reason}
        return Line(row, shown, "asked", Meaning(), code, params, candidates)


def _no_name(kind: Kind) -> str:
    return {
        "area": "Không có tên xã, phường, thị trấn.",
        "target": "Không khớp chỉ tiêu nào của kế hoạch.",
        "period": "Không rõ tháng nào.",
    }.get(kind, "Không rõ là chỉ tiêu nào.")


def _joined(meaning: Meaning, kind: Kind, name: str) -> Meaning:
    return Meaning(
        area=name if kind == "area" else meaning.area,
        question=name if kind == "question" else meaning.question,
        target=name if kind == "target" else meaning.target,
        period=name if kind == "period" else meaning.period,
    )
