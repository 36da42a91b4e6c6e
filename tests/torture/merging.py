"""M1: whatever the order in which submissions arrive, and however often, the same one counts.

Three revisions of a report, a fork, a retraction and a late one in every order, with repetitions,
against a reference that looks at them as a set.
"""

import itertools
import random
import sys
from pathlib import Path

from cds_desktop.model.effective import Candidate, effective_submission
from tests.torture import tier

_ARRIVALS = (
    Candidate("a1", 1, "c1", False),
    Candidate("a2", 2, "c2", False),
    Candidate("a3", 3, "c3", False),
    Candidate("b3", 3, "c4", False),  # a fork of the third
    Candidate("a2", 2, "c2", False),
    Candidate("d3", 3, "c3", False),  # the third once more, from another bundle
    Candidate("r4", 4, "", True),  # the withdrawal
)


def work(options: tier.Options, _folder: Path, report: tier.Report) -> None:
    """Try `runs` orders of every beginning of the arrivals."""
    rng = random.Random(options.seed)
    orders = list(itertools.permutations(_ARRIVALS))
    rng.shuffle(orders)
    for order in orders[: options.runs]:
        report.runs += 1
        for count in range(1, len(order) + 1):
            arrived = [*order[:count], *rng.choices(order[:count], k=rng.randint(0, 2))]
            decided = rng.choice(("", "a3", "b3", "zz"))
            found = effective_submission(arrived, decided=decided)
            counted = found.sid if found else None
            if counted != _expected(set(arrived), decided):
                report.fault(f"{[one.sid for one in arrived]} {decided}: {counted} counts")
                if options.stop_early:
                    return


def _expected(arrived: set[Candidate], decided: str) -> str:
    """Return what counts: the highest revision that has one content or was decided."""
    highest = max(one.revision for one in arrived)
    for revision in sorted({one.revision for one in arrived}, reverse=True):
        same = {one for one in arrived if one.revision == revision}
        named = {one for one in same if one.sid == decided and revision == highest}
        if len({one.content for one in same}) == 1 or named:
            chosen = named if len({one.content for one in same}) > 1 else same
            first = min(chosen, key=lambda one: one.sid)
            return "" if first.is_retracted else first.sid
    return ""


if __name__ == "__main__":
    sys.exit(tier.main("merging", work))
