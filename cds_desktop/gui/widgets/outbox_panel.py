"""Every signed bundle and where it stands; the mail for the chosen one; withdrawing the report."""

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.labels import label, set_tone
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.months_model import local_time
from cds_desktop.gui.widgets.plain_table import PlainRow, PlainTableModel
from cds_desktop.gui.widgets.receipt_panel import LOOKS
from cds_desktop.gui.widgets.signing_dialog import Given, SigningDialog
from cds_desktop.model.changes import Changes
from cds_desktop.operations import bundle_export, outbox, retraction, signing
from cds_desktop.operations.bundle_export import SignedBundle
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.outbox import OutboxLine
from cds_desktop.operations.practice import PRACTICE_PASSPHRASE
from cds_desktop.operations.retraction import RetractionPlan

_HEADS = ("Kỳ báo cáo", "Bản", "Ký lúc", "Tình trạng")
_MOST_ROWS = 5


class OutboxPanel(Card):
    """The outbox truth, and what can be done with a bundle."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            "Các gói đã gửi",
            "send",
            "Gói đã ký được giữ mãi. Gửi lại là gửi đúng gói đã ký, không phải ký lại.",
        )
        self._context = context
        self.lines = PlainTableModel(_HEADS, icon_column=3)
        self.table = ListTable(self.lines, "Các gói đã gửi", stretched=3)
        for column, width in enumerate((152, 88, 168)):
            self.table.setColumnWidth(column, width)
        self._nothing = label("Chưa có gói nào được ký.", "muted")
        self.recipient = QLineEdit()
        self.recipient.setAccessibleName("Địa chỉ thư của nơi nhận")
        self.recipient.setPlaceholderText("Địa chỉ thư của nơi nhận, có thể để trống")
        self._make_buttons()
        self._said = label("", wraps=True)
        self._actions = (self.recipient, *self._buttons)
        self.add(self.table, self._nothing, self.recipient)
        self.add(row_of(self.draft_button, self.save_button))
        self.add(row_of(*self.copy_buttons), row_of(self.retract_button), self._said)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)

    @property
    def said(self) -> str:
        """What was done last, or why it could not be."""
        return self._said.text()

    def refresh(self, session: EntrySession) -> None:
        """Show the outbox; the open month's newest bundle is chosen."""
        lines = list(outbox.list_outbox(self._context.workspace))
        self.lines.show_rows([_row(line) for line in lines])
        self.table.fit_rows(most=_MOST_ROWS)
        for part in (self.table, *self._actions):
            part.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        periods = [line.period for line in lines]
        if lines:
            is_here = session.period in periods
            self.table.selectRow(periods.index(session.period) if is_here else 0)
        self.retract_button.setVisible(session.period in periods)

    @property
    def chosen(self) -> OutboxLine | None:
        """The bundle that the cursor is on."""
        row = self.table.currentIndex().row()
        item = self.lines.row_at(row).item if row >= 0 else None
        return item if isinstance(item, OutboxLine) else None

    # --- verbs ---------------------------------------------------------------------------------

    def save_draft(self) -> None:
        """Write the mail with the bundle attached."""
        line = self.chosen
        folder = self._ask_folder("Chọn thư mục lưu thư nháp") if line else None
        if line is None or folder is None:
            return
        to = self.recipient.text().strip()
        try:
            path = outbox.save_draft(self._context.workspace, line.sent, folder, recipient=to)
        except CdsError as error:
            self._say(str(error), "error")
            return
        self._say(f"Đã lập thư nháp {path.name}: mở bằng chương trình thư rồi bấm gửi.", "success")

    def save_bundle(self) -> None:
        """Copy the bundle to a folder or a stick, read back."""
        line = self.chosen
        folder = self._ask_folder("Chọn thư mục hoặc USB để lưu gói") if line else None
        if line is None or folder is None:
            return
        try:
            path = outbox.save_bundle(self._context.workspace, line.sent, folder)
        except CdsError as error:
            self._say(str(error), "error")
            return
        self._say(f"Đã lưu {path.name}, đọc lại đúng từng byte.", "success")

    def retract(self) -> None:
        """Withdraw the open month by a signed bundle, after asking why."""
        session = self._context.session
        if session is None:
            return
        dialog = SigningDialog(
            self,
            f"Rút báo cáo {session.period.label}",
            more="Tỉnh sẽ không tính số liệu của kỳ này cho đến khi đơn vị gửi bản mới. "
            "Số liệu trên máy vẫn còn nguyên. Gói rút phải được gửi cho tỉnh.",
            yes="Ký gói rút báo cáo",
            reason_name="Lý do rút báo cáo",
            practice_passphrase=PRACTICE_PASSPHRASE if session.workspace.is_practice else "",
        )
        given = dialog.ask()
        if given is not None:
            self._sign_retraction(session, given)

    def _sign_retraction(self, session: EntrySession, given: Given) -> None:
        try:
            plan = retraction.plan_retraction(session, reason=given.reason)
            key_file = signing.read_key_file(self._context.workspace.key_file)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        start_job(
            self,
            self._context,
            lambda progress: bundle_export.sign(plan.export, key_file, given.passphrase),
            done=lambda bundle: self._on_retracted(session, plan, bundle, given.folder),
            show_busy=self.retract_button.setDisabled,
        )

    def _on_retracted(
        self, session: EntrySession, plan: RetractionPlan, bundle: SignedBundle, folder: Path
    ) -> None:
        try:
            retraction.record_retraction(session, plan, bundle)
            path = bundle_export.save_copy(bundle, folder)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._context.announce(Changes(submissions=True, bundles=True))
        self._say(f"Đã lưu gói rút báo cáo {path.name}; xin gửi tệp này cho tỉnh.", "success")

    # --- inside --------------------------------------------------------------------------------

    def _ask_folder(self, title: str) -> Path | None:
        return dialogs.pick_folder(self, title, paths.documents())

    def _copy(self, part: str, name: str) -> None:
        line = self.chosen
        if line is None:
            return
        draft = outbox.draft_for(
            self._context.workspace, line.sent, recipient=self.recipient.text().strip()
        )
        QGuiApplication.clipboard().setText(str(getattr(draft, part)))
        self._say(f"Đã chép {name}; xin dán vào thư.", "success")

    def _on_chosen(self, _: QModelIndex) -> None:
        self._said.clear()

    def _say(self, text: str, tone: str) -> None:
        self._said.setText(text)
        set_tone(self._said, tone)

    def _make_buttons(self) -> None:
        self.draft_button = button("Lập thư nháp (.eml)", self.save_draft, icon_name="mail-check")
        self.save_button = button("Lưu gói vào thư mục, USB", self.save_bundle, icon_name="send")
        self.copy_buttons = tuple(
            button(f"Chép {name}", lambda p=part, n=name: self._copy(p, n), icon_name="copy")
            for part, name in (
                ("recipient", "địa chỉ"),
                ("subject", "tiêu đề"),
                ("body", "nội dung thư"),
            )
        )
        self.retract_button = button(
            "Rút báo cáo của kỳ này...", self.retract, icon_name="x", role="quiet"
        )
        self._buttons = (
            self.draft_button,
            self.save_button,
            *self.copy_buttons,
            self.retract_button,
        )


def _row(line: OutboxLine) -> PlainRow:
    label_text = line.period.label
    what = f"Rút (bản {line.sent.revision})" if line.is_retraction else f"Bản {line.sent.revision}"
    state = line.state_text
    texts = (
        label_text[0].upper() + label_text[1:],
        what,
        local_time(line.sent.created.replace("Z", "+00:00")),
        state[0].upper() + state[1:],
    )
    return PlainRow(texts, LOOKS[line.state], line, tip=line.text)
