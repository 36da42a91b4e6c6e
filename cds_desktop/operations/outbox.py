"""The outbox truth: what was signed when, and what the province has said of it since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.bundle.receipt import APPROVED, RETURNED
from cds_desktop.errors import BundleError, InputError
from cds_desktop.messages import explain
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Submission
from cds_desktop.office.mail_draft import MailDraft, draft_bytes
from cds_desktop.operations import retraction, taking_receipts
from cds_desktop.operations.taking_receipts import Standing
from cds_desktop.operations.workspace import Workspace, parent_name
from cds_desktop.store import ledger, submissions
from cds_desktop.store.ledger import SentBundle


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One signed bundle and where it stands; `days` since it was signed, by this machine's clock.

    `state`: waiting, received, held, returned, approved, refused.
    """

    sent: SentBundle
    period: Period
    is_retraction: bool
    state: str
    days: int
    standing: Standing | None

    @property
    def text(self) -> str:
        """The line in words: "Đã gửi bản 2 lúc ...; chưa có biên nhận, 6 ngày"."""
        what = "Rút báo cáo, bản" if self.is_retraction else "Bản"
        when = _local(self.sent.created)
        head = f"{what} {self.sent.revision}, {self.period.label}, ký lúc {when:%H:%M %d/%m/%Y}"
        return f"{head}: {self.state_text}"

    @property
    def state_text(self) -> str:
        """Where the bundle stands, in words."""
        if self.standing is None:
            since = f"{self.days} ngày" if self.days else "trong hôm nay"
            return f"chưa có biên nhận ({since})"
        number = f"biên nhận số {self.standing.receipt_no}"
        words = {
            "received": f"Tỉnh đã nhận ({number})",
            "held": f"Tỉnh đang giữ lại ({number})",
            "returned": f"Tỉnh trả lại, {len(self.standing.remarks)} ý kiến ({number})",
            "approved": f"Tỉnh đã duyệt ({number})",
            "refused": f"Tỉnh không nhận ({number})",
        }
        reasons = [explain(code, {}).text for code in self.standing.codes]
        return " ".join([words[self.state] + ".", *reasons]).strip()


def list_outbox(workspace: Workspace) -> Iterator[OutboxLine]:
    """Yield every signed bundle, newest first."""
    known = taking_receipts.standings(workspace)
    reports = {one.instance_id: one for one in submissions.list_submissions(workspace.store)}
    now = datetime.now(UTC)
    for sent in reversed(ledger.outbox(workspace.store)):
        report = reports[sent.instance_id]
        standing = known.get(sent.bundle_id)
        yield OutboxLine(
            sent=sent,
            period=report.period,
            is_retraction=_is_retraction(workspace, report, sent),
            state=_state(standing),
            days=max((now - _local(sent.created)).days, 0),
            standing=standing,
        )


def find_sent(workspace: Workspace, text: str) -> SentBundle:
    """Return the sent bundle whose id begins so; InputError `bundle_unknown`."""
    wanted = text.strip().lower()
    found = [one for one in ledger.outbox(workspace.store) if one.bundle_id.startswith(wanted)]
    if len(found) != 1 or len(wanted) < 4:
        raise InputError("bundle_unknown", bundle=text)
    return found[0]


def draft_for(workspace: Workspace, sent: SentBundle, *, recipient: str) -> MailDraft:
    """Return the mail for a bundle: shown to copy into webmail, or saved by `save_draft`."""
    report = submissions.submission_by_id(workspace.store, sent.instance_id)
    if report is None:
        raise BundleError("key_missing")
    unit = workspace.org_unit.name
    subject = f"[CDS] {unit}: báo cáo {report.period.label}, bản {sent.revision}"
    lines = [
        f"Kính gửi: {'; '.join(workspace.settings.addressees) or 'Quý cơ quan'}.",
        "",
        f"{unit} gửi kèm gói báo cáo chuyển đổi số {report.period.label}, bản {sent.revision}.",
        f"Tệp: {sent.file_name}",
        f"Mã gói (8 ký tự đầu): {sent.bundle_id[:8]}",
        "",
        "Đề nghị giữ nguyên tệp đính kèm, không giải nén, không đổi nội dung; nhận xong xin gửi "
        "lại biên nhận.",
        "",
        workspace.settings.prepared_by or unit,
        parent_name(workspace.org_unit),
    ]
    return MailDraft(
        recipient=recipient,
        subject=subject,
        body="\n".join(lines).rstrip() + "\n",
        attachment_name=sent.file_name,
    )


def save_draft(
    workspace: Workspace, sent: SentBundle, folder: Path, *, recipient: str = ""
) -> Path:
    """Write the e-mail draft with the bundle attached; raises DocumentError."""
    draft = draft_for(workspace, sent, recipient=recipient)
    data = draft_bytes(draft, ledger.bundle_bytes(workspace.store, sent.bundle_id))
    target = folder / f"{Path(sent.file_name).stem}.eml"
    write_atomically(target, data)
    return target


def save_bundle(workspace: Workspace, sent: SentBundle, folder: Path) -> Path:
    """Write a copy of a sent bundle, read back and compared; raises DocumentError."""
    target = folder / sent.file_name
    write_atomically(target, ledger.bundle_bytes(workspace.store, sent.bundle_id))
    return target


def _state(standing: Standing | None) -> str:
    if standing is None:
        return "waiting"
    if standing.decision != "ACCEPTED":
        return "held" if standing.decision == "HELD" else "refused"
    review = standing.submission.review if standing.submission else ""
    return {APPROVED: "approved", RETURNED: "returned"}.get(review, "received")


def _is_retraction(workspace: Workspace, report: Submission, sent: SentBundle) -> bool:
    is_newest = sent.revision == report.revision
    return is_newest and retraction.is_retracted(workspace, report)


def _local(moment: str) -> datetime:
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone()
