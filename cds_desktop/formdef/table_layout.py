"""Find the table in a foreign sheet: which columns hold labels, which rows are its heading.

Titles above, footnotes below, rows of column numbers and merged headings are expected.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cds_desktop.formdef.block import Block, BlockCell
from cds_desktop.formdef.label_words import is_numbering
from cds_desktop.formdef.table_names import TableNames
from cds_desktop.formdef.table_plan import Kind

_LABEL_COLUMNS = 15
_SAMPLE_ROWS = 200
_HEADER_DEPTH = 4
_LIST_ROWS = 40
_HEADER_HITS = 3
_GROUP_CHARS = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table's labels, headings and data are; `list_table` is set for a free list."""

    label_columns: Mapping[int, Kind]
    header_rows: tuple[int, ...]
    first_row: int
    list_table: str = ""


def find_layout(block: Block, names: TableNames, header_row: int = 0) -> Layout | None:
    """Return the layout of the table; None when there is nothing that the form knows.

    `header_row` is the last row of headings where the user said so.
    """
    labels = _label_columns(block, names)
    if not labels:
        return _list_layout(block, names, header_row)
    first = header_row + 1 if header_row else _first_data_row(block, names, labels)
    if not first:
        return None
    headings = header_rows(block, first, labels)
    return Layout(labels, headings, max(headings) + 1 if headings else first)


def header_rows(block: Block, first: int, labels: Collection[int]) -> tuple[int, ...]:
    """Return the heading rows above the first row of data."""
    found: list[int] = []
    for row in range(first - 1, 0, -1):
        texts = [block.text(row, column) for column in block.columns]
        filled = [text for text in texts if text]
        if not filled and found:
            break
        if not filled or is_numbering(filled) or _is_data(block, row):
            continue
        is_title = len(set(filled)) < 2 and bool(found) and not _is_group(block, row, labels)
        if is_title or len(found) == _HEADER_DEPTH or _is_letterhead(filled):
            break
        found.append(row)
    return tuple(reversed(found))


def _is_group(block: Block, row: int, labels: Collection[int]) -> bool:
    """Say whether the one text of a row stands over figures only ("Tháng trước"): no title."""
    place = min(block.rows.get(row, {}), default=0)
    merge = block.merge_of.get((row, place))
    is_right = place > max(labels)
    return is_right and (merge is not None or len(block.text(row, place)) <= _GROUP_CHARS)


def _is_data(block: Block, row: int) -> bool:
    """Say whether most cells of a row beside its labels are figures: no heading."""
    cells = list(block.rows.get(row, {}).values())
    figures = sum(not cell.is_words for cell in cells)
    return figures >= 2 and 2 * figures >= len(cells)


def is_filled_with_figures(cells: Mapping[int, BlockCell], but: int) -> bool:
    """Say whether a row holds something that is no heading beside one column."""
    others = (cell for column, cell in cells.items() if column != but)
    return any(not cell.is_words or len(cell.text.strip()) <= 2 for cell in others)


def _is_letterhead(filled: list[str]) -> bool:
    whole = " ".join(filled).casefold()
    return "độc lập - tự do" in whole or "cộng hòa xã hội" in whole or "cộng hoà xã hội" in whole


def _label_columns(block: Block, names: TableNames) -> dict[int, Kind]:
    samples = {column: list(_sample(block, column)) for column in block.columns[:_LABEL_COLUMNS]}
    header_hits = _rows_of_headings(samples, names)
    found: dict[int, Kind] = dict.fromkeys(_area_columns(block, samples, names), "area")
    has_areas = bool(found)
    for column, sample in samples.items():
        if column in found:
            continue
        texts = [text for row, text in sample if row not in header_hits]
        if _are_targets(texts, names):
            found[column] = "target"
        elif _are_periods(texts, names):
            found[column] = "period"
        elif _are_questions(
            block, column, names, rows=_but(sample, header_hits), of=len(sample) * has_areas
        ):
            found[column] = "question"
    return _without_doubles(found)


def _sample(block: Block, column: int) -> Iterator[tuple[int, str]]:
    for row, cells in list(block.rows.items())[:_SAMPLE_ROWS]:
        cell = cells.get(column)
        if cell is not None and cell.kind in ("text", "number"):
            yield row, block.text(row, column)


def _area_columns(
    block: Block, samples: Mapping[int, list[tuple[int, str]]], names: TableNames
) -> list[int]:
    """Return the column of commune names, and that of their codes."""
    hits = {column: _area_hits(block, sample, names) for column, sample in samples.items()}
    side_by_side = _rows_of_several(hits.values())
    scores: dict[int, int] = {}
    for column, sample in samples.items():
        own = hits[column].keys() - side_by_side
        words = [row for row, text in sample if row not in side_by_side and not text.isdigit()]
        if own and len(own) >= 0.4 * len(words):
            scores[column] = len(own)
    best = sorted(scores, key=lambda column: (-scores[column], column))[:2]
    return [column for column in best if 2 * scores[column] >= scores[best[0]]]


def _area_hits(block: Block, sample: list[tuple[int, str]], names: TableNames) -> dict[int, str]:
    """Return the rows with figures in which a column names a commune."""
    hits: dict[int, str] = {}
    for row, text in sample:
        found = names.area(text) if names.may_be_area(text) else None
        if found and (found.best or found.candidates):
            others = [c for c in block.rows[row].values() if " ".join(c.text.split()) != text]
            if any(not c.is_words or len(c.text.strip()) <= 2 for c in others):
                hits[row] = found.best or found.candidates[0]
    return hits


def _rows_of_several(hits: Iterable[Mapping[int, str]]) -> set[int]:
    """Return the rows that name different communes side by side: those are headings."""
    named: dict[int, set[str]] = {}
    for found in hits:
        for row, area in found.items():
            named.setdefault(row, set()).add(area)
    return {row for row, areas in named.items() if len(areas) > 1}


def _rows_of_headings(
    samples: Mapping[int, list[tuple[int, str]]], names: TableNames
) -> frozenset[int]:
    """Return the rows that name several questions side by side."""
    hits: dict[int, set[str]] = {}
    for sample in samples.values():
        for row, text in sample:
            if not text.isdigit() and (name := names.known_question(text).best):
                hits.setdefault(row, set()).add(name)
    return frozenset(row for row, found in hits.items() if len(found) >= _HEADER_HITS)


def _are_targets(texts: list[str], names: TableNames) -> bool:
    hits = sum(bool(names.target(text).best) for text in texts)
    return hits >= 1 and hits >= 0.3 * len(texts)


def _are_periods(texts: list[str], names: TableNames) -> bool:
    hits = sum(bool(names.find("period", text).best) for text in texts if not text.isdigit())
    return hits >= 2 and hits >= 0.6 * len(texts)


def _but(sample: list[tuple[int, str]], rows: frozenset[int]) -> list[tuple[int, str]]:
    return [(row, text) for row, text in sample if row not in rows and not text.isdigit()]


def _are_questions(
    block: Block,
    column: int,
    names: TableNames,
    *,
    rows: list[tuple[int, str]],
    of: int,
) -> bool:
    """Say whether a column names questions; beside communes (`of` cells in all) nearly all must."""
    hits = [
        row for row, text in rows if (found := names.known_question(text)).best or found.candidates
    ]
    figures = [row for row in hits if is_filled_with_figures(_right_of(block, row, column), column)]
    if of:
        certain = [row for row, text in rows if names.known_question(text).best]
        return len(figures) >= 2 and len(certain) >= 0.6 * of
    return len(figures) >= 1 and len(hits) >= 0.25 * len(rows)


def _right_of(block: Block, row: int, column: int) -> Mapping[int, BlockCell]:
    return {c: cell for c, cell in block.rows[row].items() if c > column}


def _without_doubles(found: dict[int, Kind]) -> dict[int, Kind]:
    """Keep at most two columns of a kind: the codes and the names."""
    kept: dict[int, Kind] = {}
    for column, kind in sorted(found.items()):
        if list(kept.values()).count(kind) < 2:
            kept[column] = kind
    return kept


def _first_data_row(block: Block, names: TableNames, labels: Mapping[int, Kind]) -> int:
    for is_strict in (True, False):
        for row, cells in block.rows.items():
            for column, kind in labels.items():
                text = block.text(row, column)
                if not text or column not in cells or (text.isdigit() and kind != "area"):
                    continue
                is_question = kind == "question"
                found = names.known_question(text) if is_question else names.find(kind, text)
                has_data = len(cells) > 1 and (
                    not is_strict or is_filled_with_figures(cells, column)
                )
                if (
                    has_data
                    and (found.best or found.candidates)
                    and not _is_heading(row, block, names)
                ):
                    return row
    return 0


def _is_heading(row: int, block: Block, names: TableNames) -> bool:
    texts = [" ".join(cell.text.split()) for cell in block.rows[row].values() if cell.is_words]
    hits = {name for text in texts if (name := names.known_question(text).best)}
    return len(hits) >= _HEADER_HITS


def _list_layout(block: Block, names: TableNames, header_row: int) -> Layout | None:
    """Return the layout of a free list: the row whose headings fit most columns of one list."""
    best: tuple[int, int, str] | None = None
    rows = [header_row] if header_row else list(block.rows)[:_LIST_ROWS]
    for row in rows:
        for table, labels in names.lists.items():
            texts = [block.text(row, column) for column in block.columns]
            hits = len({name for text in texts if text and (name := labels.find([text]).question)})
            if hits and hits >= min(2, len(labels.questions)) and (not best or hits > best[0]):
                best = (hits, row, table)
    return Layout({}, (best[1],), best[1] + 1, best[2]) if best else None
