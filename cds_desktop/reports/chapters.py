"""The chapters of a report: each section of the form becomes headings, paragraphs and lists.

Nothing is claimed that no answer says: what is missing is called missing, and "không phát sinh" is
printed only where somebody entered it.
"""

from collections.abc import Sequence
from math import ceil

from cds_desktop.model.form import Question, QuestionType, ReportPart, Section
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.reports.definition import (
    NOT_KNOWN,
    NOTHING_HAPPENED,
    PARTS,
    Block,
    BlockKind,
    Chapter,
    part_title,
    roman,
)
from cds_desktop.reports.printing import prose_value
from cds_desktop.reports.sentences import sentence
from cds_desktop.reports.source import ReportSource, has_value
from cds_desktop.reports.status_sentences import groups, status_sentence, target_states
from cds_desktop.reports.wording import capitalised, ended, inline, lines_of

PARAGRAPH_CHARS = 600
"""Sentences are joined into one paragraph up to about this length."""

_SILENT = (QuestionType.TARGETS, QuestionType.LONG_TEXT)


def chapters(source: ReportSource, annex_note: str) -> tuple[Chapter, ...]:
    """Return the chapters of the report; `annex_note` closes the first one.

    The report ends with "./." (NĐ 30/2020 PL III).
    """
    found: list[Chapter] = []
    for part in PARTS:
        sections = [section for section in source.form.sections if section.part is part]
        if not sections:
            continue
        blocks = _part_blocks(source, part, sections)
        if annex_note and not found:
            blocks.append(Block(BlockKind.PARAGRAPH, annex_note))
        heading = f"{roman(len(found) + 1)}. {part_title(part, source.period)}"
        found.append(Chapter(heading, tuple(blocks)))
    return _closed(found)


def section_blocks(source: ReportSource, section: Section) -> list[Block]:
    """Return what a section says: sentences and lists, what is missing, narratives, its closing."""
    blocks = _said(source, section)
    blocks += join_paragraphs(_missing(source, section))
    for question in section.questions:
        if question.type is QuestionType.LONG_TEXT:
            blocks += _narrative(source, question)
    if closing := sentence(source, section.sentence):
        blocks.append(Block(BlockKind.PARAGRAPH, closing))
    blocks += _group_standing(source, section.target_group)
    return blocks or [Block(BlockKind.PARAGRAPH, _why_empty(source, section))]


def target_blocks(source: ReportSource, table: Question) -> list[Block]:
    """Return the status sentence of all targets and, when there are several groups, of each."""
    states = target_states(source, table)
    year = source.period.year
    if not states or all(s.status is None and not s.is_not_applicable for s in states):
        return []
    by_group = groups(states)
    told = {section.target_group for section in source.form.sections}
    if told >= by_group.keys():  # each group's standing ends its own part of the report
        return [Block(BlockKind.PARAGRAPH, status_sentence(states, year=year, is_named=False))]
    if len(by_group) == 1:
        return [Block(BlockKind.PARAGRAPH, status_sentence(states, year=year))]
    overall = status_sentence(states, year=year, is_named=False)
    return [
        Block(BlockKind.PARAGRAPH, overall.removesuffix(".") + ". Cụ thể:"),
        *(
            Block(BlockKind.ITEM, f"- {group}: {inline(status_sentence(found))}.")
            for group, found in by_group.items()
        ),
    ]


def join_paragraphs(sentences: Sequence[str]) -> list[Block]:
    """Join sentences into paragraphs of about the same length, about PARAGRAPH_CHARS at most."""
    length = sum(len(said) for said in sentences)
    goal = length / max(1, ceil(length / PARAGRAPH_CHARS))
    paragraphs: list[str] = []
    for said in sentences:
        if paragraphs and len(paragraphs[-1]) + len(said) / 2 <= goal:
            paragraphs[-1] += f" {said}"
        else:
            paragraphs.append(said)
    return [Block(BlockKind.PARAGRAPH, text) for text in paragraphs]


def _group_standing(source: ReportSource, group: str) -> list[Block]:
    """Return the fixed status sentence of a group of targets, once somebody has assessed it."""
    tables = [q for q in source.form.all_questions() if q.type is QuestionType.TARGETS]
    if not group or not tables:
        return []
    states = groups(target_states(source, tables[0])).get(group, ())
    if not any(state.status or state.is_not_applicable for state in states):
        return []
    said = status_sentence(states, year=source.period.year)
    return [Block(BlockKind.PARAGRAPH, said)]


# --- parts ----------------------------------------------------------------------------------------


def _part_blocks(
    source: ReportSource, part: ReportPart, sections: Sequence[Section]
) -> list[Block]:
    """Number the sections of a part; outside the results a single one needs no heading."""
    is_numbered = part is ReportPart.RESULTS or len(sections) > 1
    blocks: list[Block] = []
    for number, section in enumerate(sections, start=1):
        if is_numbered:
            blocks.append(Block(BlockKind.HEADING, f"{number}. {section.heading}"))
        blocks += section_blocks(source, section)
    return blocks


def _closed(found: list[Chapter]) -> tuple[Chapter, ...]:
    if not found or not found[-1].blocks:
        return tuple(found)
    *before, last = found[-1].blocks
    end = Block(last.kind, last.text.rstrip(" ./;,") + "./.")
    return (*found[:-1], Chapter(found[-1].heading, (*before, end)))


# --- sections -------------------------------------------------------------------------------------


def _said(source: ReportSource, section: Section) -> list[Block]:
    """Return sentences joined into paragraphs; a list stands after what was said before it."""
    blocks: list[Block] = []
    pending: list[str] = []
    for question in section.questions:
        if question.type is QuestionType.TARGETS:
            blocks += [*join_paragraphs(pending), *target_blocks(source, question)]
            pending = []
        elif question.type is QuestionType.LIST:
            items = _items(source, question)
            blocks += [*join_paragraphs(pending), *items] if items else []
            pending = [] if items else pending
        elif question.type not in _SILENT and (said := sentence(source, question.sentence)):
            pending.append(said)
    return blocks + join_paragraphs(pending)


def _items(source: ReportSource, table: Question) -> list[Block]:
    """Return a list's rows as lines; the last one ends with a full stop, the others with ";"."""
    lines = [_row_text(source, table, row) for row in source.rows(table)]
    lines = [line.rstrip(" .;,") for line in lines if line]
    return [
        Block(BlockKind.ITEM, f"- {line}{';' if number < len(lines) else '.'}")
        for number, line in enumerate(lines, start=1)
    ]


def _row_text(source: ReportSource, table: Question, row: str) -> str:
    """Return a row in the words of its table; without a sentence, its texts one after the other."""
    if said := sentence(source, table.sentence, row=row):
        return said
    answers = [(column, source.answer(source.own(column.name, row))) for column in table.questions]
    texts = [prose_value(source, column, answer) for column, answer in answers]
    return capitalised("; ".join(text for text in texts if text))


def _narrative(source: ReportSource, question: Question) -> list[Block]:
    answer = source.answer(source.own(question.name))
    if not isinstance(answer.value, str):
        return []
    return [
        Block(BlockKind.ITEM, ended(f"- {text}", ";" if is_followed else "."))
        if is_item
        else Block(BlockKind.PARAGRAPH, ended(text))
        for (is_item, text), is_followed in _with_following(lines_of(answer.value))
    ]


def _with_following(
    lines: list[tuple[bool, str]],
) -> list[tuple[tuple[bool, str], bool]]:
    """Pair each line with whether another line of the same list follows it."""
    following = [is_item for is_item, _ in lines[1:]] + [False]
    return list(zip(lines, following, strict=True))


# --- what is missing ------------------------------------------------------------------------------


def _missing(source: ReportSource, section: Section) -> list[str]:
    """Name what was declared as not happened or not collected; silent when it is everything."""
    declared = _declared(source, section)
    nothing = [label for label, status in declared if status is AnswerStatus.NOT_APPLICABLE]
    unknown = [label for label, status in declared if status is AnswerStatus.NOT_COLLECTED]
    said: list[str] = []
    if nothing and not _is_all_declared(source, section, AnswerStatus.NOT_APPLICABLE):
        said.append(f"Nội dung không phát sinh tại đơn vị: {'; '.join(map(inline, nothing))}.")
    if unknown and not _is_all_declared(source, section, AnswerStatus.NOT_COLLECTED):
        said.append(f"Đến kỳ báo cáo chưa có số liệu: {'; '.join(map(inline, unknown))}.")
    return said


def _declared(source: ReportSource, section: Section) -> list[tuple[str, AnswerStatus]]:
    return [
        (question.label, source.answer(key).status)
        for key, question in _own_cells(source, section)
        if question.type is not QuestionType.LONG_TEXT
    ]


def _why_empty(source: ReportSource, section: Section) -> str:
    if _is_all_declared(source, section, AnswerStatus.NOT_APPLICABLE):
        return NOTHING_HAPPENED[section.part]
    if any(has_value(source.answer(key)) for key, _ in _all_cells(source, section)):
        return "Số liệu chi tiết tại Phụ lục kèm theo Báo cáo này."
    return NOT_KNOWN[section.part]


def _is_all_declared(source: ReportSource, section: Section, status: AnswerStatus) -> bool:
    """Say whether every question that can be answered here was answered with `status`."""
    visible = [
        source.answer(key)
        for key, question in _all_cells(source, section)
        if not question.is_calculated and key not in source.outcome.irrelevant
    ]
    return bool(visible) and all(answer.status is status for answer in visible)


def _own_cells(source: ReportSource, section: Section) -> list[tuple[CellKey, Question]]:
    return [(source.own(q.name), q) for q in section.questions if not q.is_group]


def _all_cells(source: ReportSource, section: Section) -> list[tuple[CellKey, Question]]:
    cells = _own_cells(source, section)
    for table in section.questions:
        if table.type is QuestionType.ROSTER:
            places = [(area, "") for area in source.data.areas]
        else:
            places = [(source.data.org_unit, row) for row in source.rows(table)]
        cells += [
            (CellKey(area, column.name, row), column)
            for area, row in places
            for column in table.questions
        ]
    return cells
