"""Make the own key known elsewhere: the file to mail and the paper form with the 30 digits."""

from pathlib import Path

from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.labels import label, set_tone
from cds_desktop.gui.widgets.opening import open_folder
from cds_desktop.gui.widgets.signing_dialog import SigningDialog
from cds_desktop.operations import enrolment, signing
from cds_desktop.operations.enrolment import SignedEnrolment
from cds_desktop.operations.practice import PRACTICE_PASSPHRASE


class EnrolmentPanel(Card):
    """The button, and where the two files lie."""

    def __init__(self, context: AppContext, purpose: str) -> None:
        super().__init__("Đăng ký khóa", "key-round", purpose)
        self._context = context
        self._folder: Path | None = None
        self.button = button("Lập tệp và phiếu đăng ký...", self.make, icon_name="file-text")
        self._open_button = button("Mở thư mục", self._open, icon_name="folder-open")
        self._open_button.hide()
        self._said = label("", wraps=True)
        self.add(row_of(self.button, self._open_button), self._said)

    @property
    def said(self) -> str:
        """What was made."""
        return self._said.text()

    def refresh(self, *, has_key: bool) -> None:
        """Let the button be pressed when there is a key to enrol."""
        self.button.setEnabled(has_key)
        if not has_key:
            self._say("Cần tạo khóa ký trước.", "muted")
        elif self._folder is None:
            self._say("", "")

    def make(self) -> None:
        """Ask for the passphrase, then sign the enrolment."""
        workspace = self._context.workspace
        try:
            plan = enrolment.plan_enrolment(workspace)
            key_file = signing.read_key_file(workspace.key_file)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        given = SigningDialog(
            self,
            "Lập tệp và phiếu đăng ký khóa",
            more="Tệp DK_ gửi qua thư; phiếu in ra, ký, đóng dấu và gửi bản giấy.",
            yes="Ký tệp đăng ký",
            practice_passphrase=PRACTICE_PASSPHRASE if workspace.is_practice else "",
        ).ask()
        if given is not None:
            start_job(
                self,
                self._context,
                lambda progress: enrolment.sign(plan, key_file, given.passphrase),
                done=lambda signed: self._on_signed(signed, given.folder),
                show_busy=self.button.setDisabled,
            )

    def _on_signed(self, signed: SignedEnrolment, folder: Path) -> None:
        workspace = self._context.workspace
        try:
            enrolment.record(workspace, signed)
            file = enrolment.save_copy(signed, folder)
            form = enrolment.save_form(enrolment.enrolment_form(workspace), folder)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._folder = folder
        self._open_button.show()
        self._say(f"Đã lập {file.name} (gửi qua thư) và {form.name} (in, ký, đóng dấu).", "success")

    def _open(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    def _say(self, text: str, tone: str) -> None:
        self._said.setText(text)
        set_tone(self._said, tone)
        self._said.setVisible(bool(text))
