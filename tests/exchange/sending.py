"""Districts that sign bundles without a workspace of their own: quick, and any bundle they like."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from cds_desktop import paths
from cds_desktop.bundle.document_writer import Envelope, write_enrolment
from cds_desktop.bundle.enrolment import Enrolment
from cds_desktop.bundle.keys import SigningKey, signing_key_from_seed
from cds_desktop.bundle.manifest import NO_HASH, RETRACTED, AppVersion, PackVersion
from cds_desktop.bundle.public_key import fingerprint, spoken_form
from cds_desktop.bundle.tables import FigureRow, TextRow
from cds_desktop.bundle.writer import SubmissionContent, WrittenBundle, write_submission
from cds_desktop.formdef.answers import apply, compile_rules
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.formdef.reading import value_text
from cds_desktop.formdef.report_data import ReportData
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.operations import key_list, receiving
from cds_desktop.operations.receiving import ReceivedFile
from cds_desktop.operations.workspace import (
    Workspace,
    create_workspace,
    settings_for,
    workspace_org_units,
)
from tests.synthetic import areas

PROVINCE = "87"
APP = AppVersion("cds-desktop", "0.1.0")
NO_PACK = PackVersion(0, NO_HASH)
CREATED = datetime(2023, 10, 3, 1, 2, 3, tzinfo=UTC)
SHORT_FIGURES = {"bcd_hop": 3, "tin_bai": 12}


def a_province(root: Path) -> Workspace:
    """Make the workspace of the province of 2023."""
    unit = next(one for one in workspace_org_units() if one.code == PROVINCE)
    return create_workspace(root, org_unit=unit, settings=settings_for(unit))


@dataclass
class Sender:
    """A district with a key; every bundle takes the next number."""

    unit: str
    folder: Path
    epoch: str = "0123456789abcdef"
    seq: int = 0
    prev: str = NO_HASH
    seed: str = ""
    sids: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])

    @property
    def key(self) -> SigningKey:
        """The district's key, always the same."""
        return signing_key_from_seed((self.seed or f"key of {self.unit}").encode().ljust(32, b"."))

    @property
    def digits(self) -> str:
        """The 30 digits on the district's paper form."""
        return spoken_form(self.key.public)

    def enrolment(self) -> Path:
        """Write the bundle that enrols the key."""
        envelope = Envelope(
            unit=self.unit,
            epoch=self.epoch,
            seq=self.seq + 1,
            prev=self.prev,
            to=(PROVINCE,),
            created=CREATED,
            app=APP,
            pack=NO_PACK,
        )
        enrolment = Enrolment(
            unit=self.unit,
            unit_name=f"Huyện {self.unit}",
            fingerprint=fingerprint(self.key.public),
            made_on="2023-10-01",
            prepared_by="Người lập mẫu",
        )
        written = write_enrolment(envelope, enrolment, self.key)
        self._sent(written.bundle_id)
        return self._saved(written.file_name, written.data)

    def content(
        self, figures: Mapping[str, int] | None = None, *, revision: int = 1, iso: str = "202309"
    ) -> SubmissionContent:
        """Return a small submission: few figures of the district itself."""
        named = SHORT_FIGURES if figures is None else figures
        rows = [FigureRow(self.unit, name, "", str(value), "A") for name, value in named.items()]
        return SubmissionContent(
            unit=self.unit,
            epoch=self.epoch,
            seq=self.seq + 1,
            prev=self.prev,
            to=(PROVINCE,),
            created=CREATED,
            app=APP,
            pack=NO_PACK,
            form="huyen_cds",
            form_version=1,
            period=iso,
            revision=revision,
            summary="Bản thử",
            supersedes=self.sids.get((iso, revision - 1)),
            reason="Điều chỉnh số liệu" if revision > 1 else "",
            prepared_by="Người lập mẫu",
            figures=tuple(rows),
        )

    def send(self, content: SubmissionContent) -> Path:
        """Sign a submission and write its file; a retraction has no figures."""
        if content.state == RETRACTED:
            content = replace(content, figures=(), texts=())
        written = write_submission(content, self.key)
        self.sids[content.period, content.revision] = written.sid
        self._sent(written.bundle_id)
        return self._saved(written.file_name, written.data)

    def send_month(self, answers: Mapping[CellKey, Answer], period: Period) -> Path:
        """Sign a whole month of generated answers, computed figures too."""
        figures, texts = month_rows(with_computed(self.unit, answers, period))
        whole = replace(self.content({}, iso=period.iso), figures=figures, texts=texts)
        return self.send(whole)

    def written(self, content: SubmissionContent) -> WrittenBundle:
        """Sign a submission without using up its number."""
        return write_submission(content, self.key)

    def _sent(self, bundle_id: str) -> None:
        self.seq += 1
        self.prev = bundle_id

    def _saved(self, name: str, data: bytes) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / name
        path.write_bytes(data)
        return path


def month_rows(
    answers: Mapping[CellKey, Answer],
) -> tuple[tuple[FigureRow, ...], tuple[TextRow, ...]]:
    """Return answers as a bundle holds them; texts are told by their type in the form."""
    figures: list[FigureRow] = []
    texts: list[TextRow] = []
    for key, answer in sorted(answers.items()):
        if isinstance(answer.value, str) and not _is_choice(key.question):
            texts.append(TextRow(*key, text=answer.value))
        else:
            figures.append(
                FigureRow(*key, value=value_text(answer.value), status=answer.status.value)
            )
        if answer.qualifier:
            place = (key.area, f"{key.question}.qualifier", key.row)
            texts.append(TextRow(*place, text=answer.qualifier))
    return tuple(figures), tuple(texts)


def with_computed(
    unit: str, answers: Mapping[CellKey, Answer], period: Period
) -> dict[CellKey, Answer]:
    """Return answers as they are frozen: with the figures that the form computes."""
    catalog = Catalog((paths.FORMS,))
    form = catalog.form("huyen_cds", 1, level=Level.DISTRICT, year=period.year)
    data = ReportData(unit, period, areas(unit), answers, level=Level.DISTRICT)
    outcome = apply(compile_rules(form), data)
    computed = {
        key: Answer(key, value) for key, value in outcome.calculated.items() if value is not None
    }
    return {**answers, **computed}


def _is_choice(question: str) -> bool:
    return question in ("ke_hoach_nam", "ngay_cds", "vb_loai") or question.endswith("_trang_thai")


def enrolled(province: Workspace, folder: Path, unit: str = "866") -> Sender:
    """Return a district whose key the province believes."""
    sender = Sender(unit, folder)
    assert outcomes(receive(province, sender.enrolment())) == ["ACCEPTED"]
    key_list.confirm_key(province, unit, digits=sender.digits, letter_no="12/PVHTT")
    return sender


def receive(province: Workspace, *paths: Path) -> list[ReceivedFile]:
    """Take files in."""
    return list(receiving.receive(province, paths))


def outcomes(results: list[ReceivedFile]) -> list[str]:
    """Return what became of each file."""
    return [str(one.outcome) for one in results]


def total(figures: Mapping[str, int]) -> Decimal:
    """Return the control sum of small figures."""
    return sum((Decimal(value) for value in figures.values()), Decimal(0))
