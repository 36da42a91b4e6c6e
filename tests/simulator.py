"""A province and its districts that exchange bundles by a mail that loses, doubles and forges.

Districts are `Sender`s: they sign what they report, amend, withdraw, and send again what a receipt
says is missing. The province is a real workspace. What must come out is known from the start.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cds_desktop.bundle import reader
from cds_desktop.bundle.keys import make_key
from cds_desktop.bundle.manifest import RETRACTED
from cds_desktop.bundle.reader import Opened
from cds_desktop.model.period import Period
from cds_desktop.operations import key_list, receipts, receiving, signing
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import effective, received
from tests.exchange.sending import Sender, a_province
from tests.synthetic import DISTRICTS

PASSPHRASE = "mat khau cua tinh"
QUESTIONS = ("bcd_hop", "tin_bai", "pano")


@dataclass
class District:
    """A district: what it signed, and what is true of each month now."""

    sender: Sender
    sent: dict[int, Path] = field(default_factory=dict[int, Path])
    truth: dict[str, dict[str, int] | None] = field(
        default_factory=dict[str, dict[str, int] | None]
    )
    revisions: dict[str, int] = field(default_factory=dict[str, int])

    def report(self, iso: str, figures: dict[str, int]) -> Path:
        """Sign a month, or an amendment of it."""
        self.revisions[iso] = self.revisions.get(iso, 0) + 1
        self.truth[iso] = figures
        content = self.sender.content(figures, revision=self.revisions[iso], iso=iso)
        return self._signed(self.sender.send(content))

    def withdraw(self, iso: str) -> Path:
        """Sign the withdrawal of a month."""
        self.revisions[iso] += 1
        self.truth[iso] = None
        content = self.sender.content({}, revision=self.revisions[iso], iso=iso)
        return self._signed(self.sender.send(replace(content, state=RETRACTED)))

    def enrol(self) -> Path:
        """Sign the enrolment of the key."""
        return self._signed(self.sender.enrolment())

    def missing(self, receipt: Opened) -> Iterator[Path]:
        """Yield the bundles that a receipt says have not come, and those after the last."""
        assert receipt.receipt is not None
        there: set[int] = set()
        for one in receipt.receipt.senders:
            there |= set(range(1, one.highest + 1)) - set(one.missing)
        yield from (path for seq, path in sorted(self.sent.items()) if seq not in there)

    def _signed(self, path: Path) -> Path:
        self.sent[self.sender.seq] = path
        return path


@dataclass
class Mail:
    """Carries files to the province: some are lost, doubled, late, or forged on the way."""

    chance: random.Random
    bag: list[Path] = field(default_factory=list[Path])
    lost: int = 0
    forged: int = 0

    def post(self, path: Path) -> None:
        """Send a file."""
        fate = self.chance.random()
        if fate < 0.15:
            self.lost += 1
            return
        self.bag.append(path)
        if fate < 0.35:
            self.bag.append(path)
        if fate > 0.9:
            self.bag.append(self._forgery(path))

    def arrivals(self) -> list[Path]:
        """Return what arrives now, in any order; some of it stays in the bag."""
        self.chance.shuffle(self.bag)
        late = [one for one in self.bag if self.chance.random() < 0.2]
        now = [one for one in self.bag if one not in late]
        self.bag = late
        return now

    def _forgery(self, path: Path) -> Path:
        """Change a figure in a copy, or any bit."""
        self.forged += 1
        data = bytearray(path.read_bytes())
        data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        forged = path.with_name(f"forged_{self.forged:03}_{path.name}")
        forged.write_bytes(bytes(data))
        return forged


class Simulation:
    """Twelve districts over some months; everything follows from the seed."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        self.chance = random.Random(seed)
        self.mail = Mail(self.chance)
        self.province: Workspace = a_province(folder / "province")
        signing.save_key_file(self.province, make_key(PASSPHRASE))
        self.districts = {
            code: District(Sender(code, folder / "mail" / code)) for code in DISTRICTS
        }

    def run(self, months: int) -> None:
        """Let the months pass; then the mail calms down until everything has come."""
        period = Period("202301")
        for district in self.districts.values():
            self.mail.post(district.enrol())
        for _ in range(months):
            self._month(period)
            self._work_of_province()
            period = period.next()
        for _ in range(40):
            if not self._send_again() and not self.mail.bag:
                break
            self._work_of_province()

    def _month(self, period: Period) -> None:
        for district in self.districts.values():
            self.mail.post(district.report(period.iso, self._figures()))
            fate = self.chance.random()
            if fate < 0.25:
                self.mail.post(district.report(period.iso, self._figures()))
            elif fate < 0.32:
                self.mail.post(district.withdraw(period.iso))

    def _figures(self) -> dict[str, int]:
        return {name: self.chance.randrange(100) for name in QUESTIONS}

    def _work_of_province(self) -> None:
        for _ in receiving.receive(self.province, self.mail.arrivals()):
            pass
        for key in key_list.list_keys(self.province):
            if key.status == "pending":
                digits = self.districts[key.unit].sender.digits
                key_list.confirm_key(self.province, key.unit, digits=digits)
        for _ in receiving.reconsider(self.province):
            pass

    def _send_again(self) -> bool:
        """Let every district read its receipt and send again what is missing."""
        key_file = signing.read_key_file(self.province.key_file)
        plans = receipts.plan_receipts(self.province, is_for_all=True)
        answered: set[str] = set()
        is_anything_missing = False
        for signed in receipts.sign(plans, key_file, PASSPHRASE):
            unit = signed.plan.receipt.to_unit
            answered.add(unit)
            for path in self.districts[unit].missing(reader.read(signed.data)):
                is_anything_missing = True
                self.mail.post(path)
        for unit in self.districts.keys() - answered:
            is_anything_missing = True
            for path in self.districts[unit].sent.values():
                self.mail.post(path)
        return is_anything_missing

    # --- what must come out ---------------------------------------------------------------------

    def true_totals(self) -> dict[tuple[str, str], int]:
        """Return the sums of what the districts last reported, by period and question."""
        totals: dict[tuple[str, str], int] = {}
        for district in self.districts.values():
            for iso, figures in district.truth.items():
                for name, value in (figures or {}).items():
                    totals[iso, name] = totals.get((iso, name), 0) + value
        return totals

    def found_totals(self) -> dict[tuple[str, str], int]:
        """Return the sums of what counts at the province."""
        totals: dict[tuple[str, str], int] = {}
        for row in effective.all_effective(self.province.store):
            head = received.find_submission(self.province.store, row.sid) if row.sid else None
            for one in received.figures(self.province.store, head.content) if head else ():
                place = (row.period, one.question)
                totals[place] = totals.get(place, 0) + int(one.value)
        return totals
