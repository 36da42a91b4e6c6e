"""After an edit only what depends on it is done again, with the same outcome as from cold."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.formdef import answers, board
from cds_desktop.formdef.answers import Outcome, ReportData, apply, compile_rules, reapply
from cds_desktop.formdef.loader import load_form
from cds_desktop.formdef.rules import CompiledQuestion
from cds_desktop.model.finding import Finding
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey, Explanation, Value
from cds_desktop.model.target import Target
from tests.unit.formdef.forms import AREAS, FIXTURES, SEPTEMBER, UNIT, a_form, a_report, key_of

TARGETS = tuple(
    Target(name, "kh", "nhóm", "lời", ">=", None, "", (Level.DISTRICT,), "")
    for name in ("T01", "T02")
)
FIXTURE = replace(load_form(FIXTURES / "mau_thu_v1.toml"), targets=TARGETS)

# Chains, tables that hide, totals that feed columns, rules over everything.
KNOTTED = a_form("""
[[sections.questions]]
name = "chon"
type = "select_one"
choices = "co_khong"
[[sections.questions]]
name = "a"
type = "integer"
relevant = "chon = 'co'"
required = true
[[sections.questions]]
name = "xa"
type = "roster"
relevant = "is_missing(a) or a > 1"
warnings = [
  { condition = "sum(ap) <= tong + 3", message = "{sum(ap)}", missing_values = "never_skip" },
]
[[sections.questions.questions]]
name = "ap"
type = "integer"
required = true
constraint = "ap <= a"
constraint_message = "{ap} > {a}"
[[sections.questions.questions]]
name = "phan"
type = "ratio"
numerator = "ap"
denominator = "tong_ap"
[[sections.questions.questions]]
name = "mang"
type = "integer"
relevant = "phan > 20"
notices = [{ condition = "mang < ap + count(mang)", message = "{mang} {count(mang)}" }]
[[sections.questions]]
name = "tong_ap"
type = "integer"
calculation = "sum(ap)"
[[sections.questions]]
name = "tong"
type = "integer"
calculation = "coalesce(sum(mang), 0) + rows(ds) + rows(xa) + coalesce(ytd(a), 0)"
warnings = [{ condition = "tong < 9", message = "{tong}" }]
[[sections.questions]]
name = "ds"
type = "repeat"
required = true
relevant = "tong_ap != 4"
[[sections.questions.questions]]
name = "ten"
type = "select_one"
choices = "co_khong"
required = true
[[sections.questions.questions]]
name = "so"
type = "integer"
relevant = "ten = 'co'"
[[sections.questions.questions]]
name = "gap"
type = "integer"
calculation = "so * tong_ap"
""")
# Rules declared by name: pairs, running sums, column totals, what applies to whom.
DECLARED = a_form("""
[[sections.questions]]
name = "lop"
type = "integer"
nature = "flow"
compulsory_with = ["nguoi"]
[[sections.questions]]
name = "nguoi"
type = "integer"
nature = "flow"
exclusive_with = ["khong_hop"]
[[sections.questions]]
name = "khong_hop"
type = "select_one"
choices = "co_khong"
[[sections.questions]]
name = "lop_lk"
type = "integer"
nature = "cumulative"
cumulates = "lop"
[[sections.questions]]
name = "xa"
type = "roster"
[[sections.questions.questions]]
name = "ho"
type = "integer"
compulsory_with = ["mang"]
applies_to = "area() != '30002'"
[[sections.questions.questions]]
name = "mang"
type = "integer"
[[sections.questions]]
name = "so_ho"
type = "integer"
column_total = "ho"
[[sections.questions]]
name = "ca_nam"
type = "integer"
calculation = "ytd(lop)"
""")
ROWS = ("r0001", "r0002", "r0003")


def _keys(form: Form) -> list[CellKey]:
    keys: list[CellKey] = []
    for section in form.sections:
        for question in section.questions:
            if not question.is_group:
                keys.append(CellKey(UNIT, question.name))
            for column in question.questions:
                keys += _column_keys(question, column)
    return keys


def _column_keys(table: Question, column: Question) -> list[CellKey]:
    if table.type is QuestionType.ROSTER:
        return [CellKey(area, column.name) for area in AREAS]
    rows = ROWS if table.type is QuestionType.LIST else [target.id for target in TARGETS]
    return [CellKey(UNIT, column.name, row) for row in rows]


def _values(question: Question) -> st.SearchStrategy[Value]:
    if question.is_figure:
        return st.integers(0, 6).map(Decimal)
    if question.type is QuestionType.CHOICE:
        return st.sampled_from(["co", "khong", "ke_hoach", "ht", "kho", "pt"])
    return st.just("văn bản") if question.type is not QuestionType.DATE else st.none()


@st.composite
def _answers(draw: st.DrawFn, form: Form, key: CellKey) -> Answer:
    match draw(st.sampled_from(["value", "value", "value", "empty", "raw", "status"])):
        case "value":
            return Answer(key, draw(_values(form.question(key.question))))
        case "raw":
            return Answer(key, raw="khoảng 5")
        case "status":
            statuses = [AnswerStatus.NOT_APPLICABLE, AnswerStatus.NOT_COLLECTED]
            return Answer(key, status=draw(st.sampled_from(statuses)))
        case _:
            return Answer(key)


def _report(history: dict[CellKey, Answer]) -> ReportData:
    past = {SEPTEMBER.previous(): history, Period("202301"): {}}
    return ReportData(UNIT, SEPTEMBER, AREAS, {}, {}, past)


Edit = tuple[list[Answer], list[CellKey]]


@st.composite
def _stories(draw: st.DrawFn, form: Form) -> tuple[ReportData, list[Edit]]:
    """Return a report and edits to it: some cells each, some of them merely explained."""
    keys = st.sampled_from(_keys(form))
    past = [draw(_answers(form, key)) for key in draw(st.lists(keys, max_size=6))]
    edits: list[Edit] = []
    for _ in range(draw(st.integers(1, 6))):
        changed = draw(st.lists(keys, min_size=1, max_size=5, unique=True))
        explained = draw(st.lists(keys, max_size=2))
        edits.append(([draw(_answers(form, key)) for key in changed], explained))
    return _report({answer.key: answer for answer in past}), edits


def _edited(data: ReportData, edit: Edit) -> tuple[ReportData, list[CellKey]]:
    changed, explained = edit
    cells = {**data.answers, **{answer.key: answer for answer in changed}}
    notes = {key: Explanation(key, "3", "đã kiểm tra") for key in explained}
    newer = replace(data, answers=cells, explanations={**data.explanations, **notes})
    return newer, [*(answer.key for answer in changed), *explained]


@pytest.mark.parametrize(
    "form", [KNOTTED, DECLARED, FIXTURE], ids=["knotted", "declared", "fixture"]
)
@settings(max_examples=150, deadline=None)
@given(story=st.data())
def test_reapplying_gives_what_applying_gives(form: Form, story: st.DataObject):
    rules = compile_rules(form)
    data, edits = story.draw(_stories(form))
    outcome = apply(rules, data)
    for edit in edits:
        data, changed = _edited(data, edit)
        outcome = reapply(rules, data, outcome, changed)
        assert outcome == apply(rules, data)
        cold = apply(rules, data)
        assert all(outcome.value(key) == cold.value(key) for key in _keys(form))


def test_an_outcome_stays_as_it_was_when_the_next_one_is_made():
    rules = compile_rules(KNOTTED)
    data = a_report(KNOTTED, {"chon": "co", "a": "2", "ap@1": "3"})
    before = apply(rules, data)
    again = apply(rules, data)
    newer = a_report(KNOTTED, {"chon": "khong", "ap@1": "1", "ten@r0001": "co"})
    keys = [key_of(KNOTTED, cell) for cell in ("chon", "a", "ap@1", "ten@r0001")]
    assert reapply(rules, replace(newer, history=data.history), before, keys) != before
    assert before == again
    assert before.value(key_of(KNOTTED, "ap@1")) == 3


def test_two_edits_can_be_tried_from_the_same_outcome():
    rules = compile_rules(KNOTTED)
    data = a_report(KNOTTED, {"chon": "co", "a": "2"})
    before = apply(rules, data)
    key = key_of(KNOTTED, "chon")
    hiding = replace(data, answers={**data.answers, key: Answer(key, "khong")})
    assert key_of(KNOTTED, "a") in reapply(rules, hiding, before, [key]).irrelevant
    assert reapply(rules, data, before, [key]) == before


def test_findings_are_the_same_object_when_none_has_changed():
    rules = compile_rules(KNOTTED)
    data = a_report(KNOTTED, {"chon": "co", "a": "6", "ap@1": "3"})
    before = apply(rules, data)
    key = key_of(KNOTTED, "ap@1")
    newer = replace(data, answers={**data.answers, key: Answer(key, Decimal(5))})
    after = reapply(rules, newer, before, [key])
    assert after.value(key) == 5
    assert after.findings is before.findings


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Collect the cells that are settled or checked."""
    cells: list[tuple[str, str]] = []
    settle, check = board.Board.settle, answers.check

    def counting_settle(self: board.Board, compiled: CompiledQuestion, row: str) -> bool:
        cells.append((compiled.question.name, row))
        return settle(self, compiled, row)

    def counting_check(
        on: board.Board, compiled: CompiledQuestion, row: str
    ) -> tuple[Finding, ...]:
        cells.append((compiled.question.name, row))
        return check(on, compiled, row)

    monkeypatch.setattr(board.Board, "settle", counting_settle)
    monkeypatch.setattr(answers, "check", counting_check)
    return cells


def _after(form: Form, data: ReportData, cell: str, text: str) -> Callable[[], Outcome]:
    rules = compile_rules(form)
    outcome = apply(rules, data)
    newer = a_report(form, {cell: text})
    merged = replace(data, answers={**data.answers, **newer.answers})
    return lambda: reapply(rules, merged, outcome, list(newer.answers))


def test_an_edit_in_a_roster_touches_its_row_and_the_totals_only(counted: list[tuple[str, str]]):
    typed = {f"{column}@{row}": "5" for column in ("ap", "ap_cap_quang") for row in (1, 2, 3)}
    change = _after(FIXTURE, a_report(FIXTURE, typed), "ap@2", "9")
    counted.clear()
    change()
    assert set(counted) == {
        ("ap", AREAS[1]),
        ("ap_cap_quang", AREAS[1]),
        ("ap_ty_le", AREAS[1]),
        ("tong_ap", ""),
        ("ty_le_cap_quang", ""),
        ("ap_bao_cao", ""),
    }


def test_a_total_that_stays_the_same_spreads_no_further(counted: list[tuple[str, str]]):
    change = _after(FIXTURE, a_report(FIXTURE, {"ap@1": "5"}), "ap@1", "5,0")
    counted.clear()
    change()
    assert set(counted) == {("ap", AREAS[0])}


ANOTHER_REPORT: list[Callable[[ReportData], ReportData]] = [
    lambda data: replace(data, areas=AREAS[:2]),
    lambda data: replace(data, period=Period("202310")),
    lambda data: replace(data, org_unit="866"),
    lambda data: replace(data, level=Level.COMMUNE),
    lambda data: replace(data, history={}),
]


@pytest.mark.parametrize(
    "change", ANOTHER_REPORT, ids=["communes", "period", "unit", "level", "history"]
)
def test_another_report_is_applied_from_cold(change: Callable[[ReportData], ReportData]):
    rules = compile_rules(FIXTURE)
    typed = {"ap@1": "5", "hs_tiep_nhan": "4", "hs_luy_ke": "3"}
    data = a_report(FIXTURE, typed, history={"202308": {"hs_luy_ke": "9", "ap@1": "9"}})
    other = change(data)
    assert reapply(rules, other, apply(rules, data), []) == apply(rules, other)
