"""Find the question that a heading means: by code, by name, by label without tone marks.

What only resembles a label, or fits several, is offered and asked about.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cds_desktop.formdef.label_words import Nature, label_key, nature_of
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.form import Nature as FormNature

_CODE = re.compile(r"\s*\(?(\d{1,2}(?:\.\d{1,2}){1,2})\)?(?:[.:)\s-]+|$)(.*)", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NATURE_WORDS = re.compile(
    r"\b(?:phat sinh )?(?:trong|cua) (?:ky|thang)\b|\bluy ke(?: (?:tu dau nam|den nay))?\b"
    r"|\btu dau nam\b|\bcong don\b|\bthang nay\b|\bky nay\b"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_UNIT_WORDS = frozenset(
    [
        "dvt", "don", "vi", "tinh", "so", "nghin", "ngan", "trieu", "ty", "ti", "tram", "chuc",
        "phan", "nguoi", "cai", "ho", "dong", "luot", "trong", "ky", "thang", "luy", "ke", "cot",
    ]
)  # fmt: skip
_ALIKE = 0.72
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """The questions that a heading may mean, best first; one certain, or several to choose from."""

    candidates: tuple[str, ...] = ()
    is_certain: bool = False

    @property
    def question(self) -> str:
        """The one question that it certainly means; "" when there is none."""
        return self.candidates[0] if self.is_certain else ""


class QuestionLabels:
    """The labels of some questions of a form."""

    def __init__(self, form: Form, questions: Iterable[Question]) -> None:
        self.questions = {question.name: question for question in questions}
        self._codes = {question.code: name for name, question in self.questions.items()}
        self._keys: dict[str, list[str]] = {}
        self._bases: dict[str, list[str]] = {}
        for name, question in self.questions.items():
            key = label_key(question.label)
            self._keys.setdefault(key, []).append(name)
            self._bases.setdefault(base_key(key), []).append(name)
        self._sums = _running_sums(form)

    def find(self, texts: Sequence[str], *, nature: Nature = Nature.ANY) -> LabelMatch:
        """Return what a heading means; `texts` are its lines from the outermost to its own.

        `nature` is what the crossing heading says ("Lũy kế").
        """
        if not texts:
            return LabelMatch()
        found = self.find_known(texts, nature=nature)
        return found if found.candidates else self._alike(" ".join(texts), nature)

    def find_known(self, texts: Sequence[str], *, nature: Nature = Nature.ANY) -> LabelMatch:
        """Return what a heading means by its own words, without looking for what resembles it."""
        for text in dict.fromkeys((texts[-1], " ".join(texts))):
            found = self._exact(text, nature)
            if found.is_certain and self._has_foreign_words(text, found.question):
                found = LabelMatch(found.candidates)
            if found.candidates:
                return found
        return LabelMatch()

    def partner(self, name: str, nature: Nature) -> str:
        """Return the figure of the month, or its running sum, that belongs to a question."""
        if nature is Nature.CUMULATIVE:
            return self._sums.get(name, name)
        months = {total: month for month, total in self._sums.items()}
        return months.get(name, name) if nature is Nature.FLOW else name

    def _exact(self, text: str, nature: Nature) -> LabelMatch:
        plain = text.strip()
        if _NAME.fullmatch(plain) and plain in self.questions:
            return LabelMatch((plain,), True)
        if found := _CODE.fullmatch(plain):
            return self._by_code(found[1], found[2], nature)
        names = self._keys.get(label_key(plain), [])
        if len(names) == 1:
            wanted = nature or nature_of(plain)
            return LabelMatch((self.partner(names[0], wanted),), True)
        return self._by_base(label_key(plain), nature or nature_of(plain))

    def _by_code(self, code: str, rest: str, nature: Nature) -> LabelMatch:
        name = self._codes.get(code, "")
        words = label_key(rest)
        others = self._keys.get(words, []) if words else []
        if not name:
            return self._exact(rest, nature) if words else LabelMatch()
        if not words or name in others or _likeness(words, label_key(self._label(name))) >= _ALIKE:
            return LabelMatch((self.partner(name, nature),), True)
        return LabelMatch(tuple(dict.fromkeys((name, *others))))

    def _by_base(self, key: str, nature: Nature) -> LabelMatch:
        """Match a label without "trong kỳ"; the pair of month and running sum needs a nature."""
        names = self._bases.get(base_key(key), [])
        if not names:
            return LabelMatch()
        meant = {self.partner(name, nature) for name in names} & set(names)
        if len(meant) == 1 and (nature is not Nature.ANY or len(names) == 1):
            return LabelMatch((meant.pop(),), True)
        return LabelMatch(tuple(names[:_MOST_CANDIDATES]))

    def _alike(self, text: str, nature: Nature) -> LabelMatch:
        key = label_key(text)
        if len(key) < 4:
            return LabelMatch()
        scored = [
            (max(_likeness(key, label), _part(key, label)), names)
            for label, names in self._keys.items()
        ]
        close = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
        names = [self.partner(name, nature) for _, names in close for name in names]
        return LabelMatch(tuple(dict.fromkeys(names))[:_MOST_CANDIDATES])

    def _has_foreign_words(self, text: str, name: str) -> bool:
        """Say whether brackets hold more than a unit: "Hộ gia đình (hộ nghèo)"."""
        question = self.questions[name]
        known = label_key(f"{question.unit_of_measure} {question.label}").split()
        inside = " ".join(_BRACKETS.findall(text))
        words = label_key(inside.replace("(", " ").replace(")", " ")).split()
        more = {word for word in words if word not in known and word not in _UNIT_WORDS}
        return any(not word.isdigit() for word in more) and question.code not in inside

    def _label(self, name: str) -> str:
        return self.questions[name].label


def fits(question: Question, nature: Nature) -> bool:
    """Say whether a heading "trong kỳ" or "lũy kế" can stand over a question's figures."""
    wrong = {Nature.FLOW: FormNature.CUMULATIVE, Nature.CUMULATIVE: FormNature.FLOW}
    return wrong.get(nature) is not question.nature


def base_key(key: str) -> str:
    """Return a label's key without the words that tell month and running sum apart."""
    return " ".join(_NATURE_WORDS.sub(" ", key).split())


def columns_of(form: Form, *types: QuestionType) -> tuple[Question, ...]:
    """Return the columns of the form's tables of some types."""
    tables = (question for question in form.all_questions() if question.type in types)
    return tuple(column for table in tables for column in table.questions)


def plain_questions(form: Form) -> tuple[Question, ...]:
    """Return the questions that stand outside tables."""
    return tuple(
        question
        for section in form.sections
        for question in section.questions
        if not question.is_group
    )


def _running_sums(form: Form) -> dict[str, str]:
    """Return the running sum of each monthly figure."""
    questions = {q.name: q for q in form.all_questions() if not q.is_group}
    sums = {q.cumulates: name for name, q in questions.items() if q.cumulates}
    totals = [name for name in questions if name.endswith("_lk")]
    named = {name[:-3]: name for name in totals} | {f"{name[:-3]}_ky": name for name in totals}
    return {month: total for month, total in (named | sums).items() if month in questions}


def _likeness(one: str, other: str) -> float:
    words, more = set(one.split()), set(other.split())
    if 3 * len(words & more) < len(words | more):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0


def _part(one: str, other: str) -> float:
    """Say how far one label's words are all among the other's."""
    words, more = set(one.split()), set(other.split())
    smaller, larger = sorted((words, more), key=len)
    return 0.75 if len(smaller) >= 2 and smaller <= larger else 0.0
