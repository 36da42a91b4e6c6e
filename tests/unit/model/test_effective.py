"""Which of several submissions counts: the rule of BUNDLE.md 9."""

from itertools import permutations

import pytest

from cds_desktop.model.effective import Candidate, Effective, effective_submission


def one(sid: str, revision: int, content: str = "", *, is_retracted: bool = False) -> Candidate:
    return Candidate(sid, revision, content or f"content of {sid}", is_retracted)


CASES = [
    pytest.param([one("a", 1)], "", Effective("a", "OK"), id="one"),
    pytest.param([one("a", 1), one("b", 2)], "", Effective("b", "OK"), id="the highest"),
    pytest.param([one("a", 1), one("c", 3)], "", Effective("c", "OK"), id="a revision is missing"),
    pytest.param(
        [one("a", 1), one("b", 2), one("c", 2)], "", Effective("a", "CONFLICT"), id="a fork"
    ),
    pytest.param([one("b", 1), one("c", 1)], "", Effective("", "CONFLICT"), id="a fork at first"),
    pytest.param(
        [one("a", 1), one("b", 2), one("c", 2)], "c", Effective("c", "OK"), id="a fork, decided"
    ),
    pytest.param(
        [one("b", 2), one("c", 2), one("d", 3)],
        "c",
        Effective("d", "OK"),
        id="resolved by the unit",
    ),
    pytest.param(
        [one("a", 1), one("b", 2), one("c", 2), one("d", 3), one("e", 3)],
        "b",
        Effective("a", "CONFLICT"),
        id="a decision on an older fork does not count for a newer one",
    ),
    pytest.param(
        [one("b", 1, "same"), one("a", 1, "same")], "", Effective("a", "OK"), id="same content"
    ),
    pytest.param(
        [one("a", 1), one("b", 2, is_retracted=True)],
        "",
        Effective("", "RETRACTED"),
        id="withdrawn",
    ),
    pytest.param(
        [one("a", 1), one("b", 2, is_retracted=True), one("c", 2)],
        "",
        Effective("a", "CONFLICT"),
        id="withdrawn and amended at once",
    ),
    pytest.param(
        [one("a", 1, is_retracted=True), one("b", 2), one("c", 2)],
        "",
        Effective("", "CONFLICT"),
        id="a fork over a withdrawal",
    ),
]


@pytest.mark.parametrize(("candidates", "decided", "expected"), CASES)
def test_the_rule_in_every_order(candidates: list[Candidate], decided: str, expected: Effective):
    for order in permutations(candidates):
        assert effective_submission(order, decided=decided) == expected
        assert effective_submission([*order, *order], decided=decided) == expected


def test_without_candidates_nothing_is_said():
    assert effective_submission([]) is None
