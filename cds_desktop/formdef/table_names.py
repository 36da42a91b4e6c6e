"""Resolve the labels of a table against the communes, targets and questions that there are."""

from collections.abc import Mapping
from dataclasses import dataclass

from cds_desktop.formdef.label_words import Nature, label_key, period_of
from cds_desktop.formdef.org_unit_catalog import short_name
from cds_desktop.formdef.question_labels import (
    LabelMatch,
    QuestionLabels,
    columns_of,
    plain_questions,
)
from cds_desktop.formdef.table_plan import Kind, TableContext
from cds_desktop.formdef.unit_names import DOUBT_SENTENCES, Doubt, Resolution, resolve
from cds_desktop.model.form import QuestionType
from cds_desktop.vietnamese import search_key

_MOST_ALIKE = 500  # different labels for which something alike is looked for
_MOST_LOOKUPS = 3_000  # different labels that are looked at closely; no unit has so many communes


@dataclass(frozen=True, slots=True)
class Found:
    """What a label means: certain, or candidates and the reason to ask."""

    best: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""


class TableNames:
    """Everything that labels of a table may name; what was found is remembered."""

    def __init__(self, context: TableContext) -> None:
        form = context.form
        self.context = context
        self.roster = QuestionLabels(form, columns_of(form, QuestionType.ROSTER))
        self.of_targets = QuestionLabels(form, columns_of(form, QuestionType.TARGETS))
        self.plain = QuestionLabels(form, plain_questions(form))
        self.lists = {
            table.name: QuestionLabels(form, table.questions)
            for table in form.all_questions()
            if table.type is QuestionType.LIST
        }
        everything = {**self.plain.questions, **self.roster.questions}
        self.any_question = QuestionLabels(form, everything.values())
        self._areas: dict[str, Found] = {}
        self._questions: dict[tuple[str, Nature], Found] = {}
        self._known: dict[str, Found] = {}
        self._codes = {unit.code for unit in context.areas}
        self._own_names = tuple(search_key(short_name(unit)) for unit in context.areas)
        self._targets = _target_keys(context)

    def find(self, kind: Kind, text: str) -> Found:
        """Return what a label of some kind means."""
        match kind:
            case "area":
                return self.area(text)
            case "question":
                return self.question(text)
            case "target":
                return self.target(text)
            case "period":
                period = period_of(text, self.context.period.year)
                return Found(period.iso) if period else Found()
            case _:
                return Found()

    def area(self, text: str) -> Found:
        """Return the commune that a label names, by code or by name."""
        if text not in self._areas:
            if len(self._areas) > _MOST_LOOKUPS:
                return Found(reason=DOUBT_SENTENCES[Doubt.NOT_FOUND])
            self._areas[text] = self._area(text)
        return self._areas[text]

    def question(self, text: str, nature: Nature = Nature.ANY) -> Found:
        """Return the question outside tables, or of a roster, that a label names."""
        place = (text, nature)
        if place not in self._questions:
            if len(self._questions) > _MOST_ALIKE:
                return self.known_question(text) if nature is Nature.ANY else Found()
            match = self.plain.find([text], nature=nature)
            if not match.is_certain:
                wider = self.any_question.find([text], nature=nature)
                match = wider if wider.is_certain or not match.candidates else match
            self._questions[place] = _found(match)
        return self._questions[place]

    def known_question(self, text: str) -> Found:
        """Return what a label means by its own words: cheap, for finding the table."""
        if text not in self._known:
            match = self.plain.find_known([text])
            if not match.is_certain:
                wider = self.any_question.find_known([text])
                match = wider if wider.is_certain or not match.candidates else match
            self._known[text] = _found(match)
        return self._known[text]

    def target(self, text: str) -> Found:
        """Return the plan target that a label names, by id or wording."""
        key = label_key(text)
        if key in self._targets:
            return Found(self._targets[key])
        close = [name for words, name in self._targets.items() if key and _share(key, words)]
        return Found(candidates=tuple(dict.fromkeys(close))) if close else Found()

    def may_be_area(self, text: str) -> bool:
        """Say cheaply whether a label may name one of the unit's communes."""
        if text in self._codes:
            return True
        key = search_key(text)
        return len(text) <= 80 and any(name in key for name in self._own_names)

    def _area(self, text: str) -> Found:
        plain = text.strip()
        if plain in self._codes:
            return Found(plain)
        context = self.context
        resolution = resolve(
            text, context.units, parent=context.org_unit.code, day=context.period.end_date
        )
        own = tuple(unit.code for unit in resolution.candidates if unit.code in self._codes)
        if resolution.best is not None and resolution.is_certain:
            best = resolution.best.code
            return Found(best) if best in self._codes else self._foreign(resolution)
        return Found(candidates=own, reason=DOUBT_SENTENCES[resolution.doubt])

    def _foreign(self, resolution: Resolution) -> Found:
        name = resolution.best.name if resolution.best else ""
        return Found(reason=f"{name} không thuộc {self.context.org_unit.name}.")


def _found(match: LabelMatch) -> Found:
    return Found(match.question, match.candidates)


def _target_keys(context: TableContext) -> Mapping[str, str]:
    keys: dict[str, str] = {}
    for target in context.form.targets:
        keys[label_key(target.wording)] = target.id
        keys[label_key(target.id)] = target.id
    return keys


def _share(one: str, other: str) -> bool:
    """Say whether two wordings share most of their words."""
    words, more = set(one.split()), set(other.split())
    return len(words) >= 3 and len(words & more) >= 0.6 * len(words | more)
