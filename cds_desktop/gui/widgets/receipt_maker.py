"""Sign a receipt for every unit about which there is news, in one go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.signing_dialog import Given, SigningDialog
from cds_desktop.operations import receipts, signing
from cds_desktop.operations.receipts import SignedReceipt


class ReceiptMaker(QWidget):
    """A button; `made` says how many receipts lie where."""

    made = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.button = button("Lập biên nhận cho các đơn vị...", self.make, icon_name="signature")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.button)

    def make(self) -> None:
        """Plan, ask for the passphrase, sign in the worker."""
        workspace = self._context.workspace
        try:
            plans = receipts.plan_receipts(workspace)
            key_file = signing.read_key_file(workspace.key_file)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        given = SigningDialog(
            self,
            f"Lập biên nhận cho {len(plans)} đơn vị",
            more="Mỗi đơn vị một tệp BN_; xin gửi lại cho từng đơn vị.",
            yes="Ký các biên nhận",
        ).ask()
        if given is not None:
            start_job(
                self,
                self._context,
                lambda progress: receipts.sign(plans, key_file, given.passphrase),
                done=lambda signed: self._on_signed(signed, given),
                show_busy=self.button.setDisabled,
            )

    def _on_signed(self, signed: tuple[SignedReceipt, ...], given: Given) -> None:
        try:
            receipts.record(self._context.workspace, signed)
            saved = receipts.save_copies(signed, given.folder)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self.made.emit(f"Đã lưu {len(saved)} biên nhận vào thư mục {given.folder}.")
