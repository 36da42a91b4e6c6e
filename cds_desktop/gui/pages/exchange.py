"""Sign the completed month, save the bundle for the province, verify one, show the unit's key."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.jobs import Callbacks
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.fact_grid import FactGrid
from cds_desktop.gui.widgets.folder_field import FolderField
from cds_desktop.gui.widgets.labels import label, set_tone
from cds_desktop.gui.widgets.opening import open_folder
from cds_desktop.gui.widgets.passphrase_fields import NewPassphrase, passphrase_field
from cds_desktop.model.changes import Changes
from cds_desktop.model.submission import STATE_NAMES, SubmissionState
from cds_desktop.operations.bundle_export import (
    SignedBundle,
    plan_export,
    record,
    save_copy,
    sent_bundle,
    sign,
)
from cds_desktop.operations.bundle_import import Verification, verify_file
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.signing import key_info, new_key_file, read_key_file, save_key_file

_TWO_COLUMNS_FROM = 1000


class ExchangePage(QWidget):
    """The last three steps of the month."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._sign_card = SignCard(self._sign, lambda: context.visit(Page.CHECK))
        self._send_card = SendCard(self._save_copy)
        self._receipt_card = Card(
            "Biên nhận",
            "mail-check",
            "Khi tỉnh nhận gói, tỉnh gửi lại một tệp biên nhận có chữ ký.",
        )
        self._receipt = label("", wraps=True)
        self._receipt_card.add(self._receipt)
        self._key_card = KeyCard(self._make_key)
        self._verify_card = VerifyCard(self._verify)
        self._lay_out()
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Show the step asked for."""
        self._refresh()
        card = {"send": self._send_card, "receipt": self._receipt_card}.get(
            destination.place, self._sign_card
        )
        self._scroll.ensureWidgetVisible(card, 0, 16)
        if card is self._sign_card:
            self._sign_card.focus_passphrase()

    def commit(self) -> None:
        """Nothing is typed here that must be kept."""

    # --- verbs ---------------------------------------------------------------------------------

    def _sign(self, passphrase: str) -> None:
        try:
            plan = plan_export(self._session)
            key_file = read_key_file(self._context.workspace.key_file)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._start(
            lambda: sign(plan, key_file, passphrase), self._on_signed, self._sign_card.show_busy
        )

    def _on_signed(self, bundle: SignedBundle) -> None:
        try:
            record(self._session, bundle)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._context.announce(Changes(submissions=True, bundles=True))
        self._refresh()

    def _save_copy(self) -> None:
        bundle = sent_bundle(self._session)
        if bundle is None:
            return
        try:
            path = save_copy(bundle, self._send_card.folder.folder)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._send_card.show_saved(
            f"Đã lưu {path.name} ({len(bundle.data) / 1024:.0f} KB), đọc lại đúng từng byte."
        )

    def _make_key(self, passphrase: str) -> None:
        self._start(lambda: new_key_file(passphrase), self._on_key_made, self._key_card.show_busy)

    def _on_key_made(self, data: bytes) -> None:
        try:
            save_key_file(self._context.workspace, data)
        except CdsError as error:
            dialogs.show_error(self, error)
        self._refresh()

    def _verify(self) -> None:
        path = dialogs.pick_file(
            self, "Chọn gói cần kiểm tra", paths.documents(), "Gói dữ liệu (*.zip)"
        )
        if path is None:
            return
        info = key_info(self._context.workspace)
        own = info.public if info else None
        self._start(
            lambda: verify_file(path, own_public=own),
            self._verify_card.show_verification,
            self._verify_card.show_busy,
            failed=self._verify_card.show_error,
        )

    # --- inside --------------------------------------------------------------------------------

    @property
    def _session(self) -> EntrySession:
        assert self._context.session is not None, "the window opens a month before this page"
        return self._context.session

    def _start(
        self,
        work: Callable[[], object],
        done: Callable[..., None],
        show_busy: Callable[[bool], None],
        *,
        failed: Callable[[CdsError], None] | None = None,
    ) -> None:
        def finish(result: object) -> None:
            show_busy(False)
            done(result)

        def fail(error: CdsError) -> None:
            show_busy(False)
            if failed is not None:
                failed(error)
            else:
                dialogs.show_error(self, error)

        show_busy(True)
        callbacks = Callbacks(done=finish, failed=fail, stopped=lambda: show_busy(False))
        self._context.jobs.start(lambda progress: work(), callbacks)

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.submissions or changes.bundles):
            self._refresh()

    def _refresh(self) -> None:
        session = self._session
        is_draft = session.submission.state is SubmissionState.DRAFT
        bundle = None if is_draft else sent_bundle(session)
        info = key_info(self._context.workspace)
        self._sign_card.show_state(
            is_draft=is_draft, is_signed=bundle is not None, has_key=info is not None
        )
        self._send_card.show_bundle(bundle)
        self._key_card.show_key(info.fingerprint if info else "", info.spoken_form if info else "")
        state = STATE_NAMES[session.submission.state]
        self._receipt.setText(f"Chưa có biên nhận. Báo cáo đang ở tình trạng: {state}.")

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("scrolled")
        outer = QVBoxLayout(content)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        outer.addWidget(label("Ký và gửi tỉnh", "title"))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        for cards, stretch in (
            ((self._sign_card, self._send_card, self._receipt_card), 5),
            ((self._key_card, self._verify_card), 4),
        ):
            column = QVBoxLayout()
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, stretch)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where the window is narrow."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = self.width() >= _TWO_COLUMNS_FROM
        self._columns.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)


class SignCard(Card):
    """The passphrase and the button that signs; what is missing before that."""

    def __init__(self, sign_with: Callable[[str], None], go_check: Callable[[], object]) -> None:
        super().__init__(
            "Ký", "signature", "Chữ ký số của đơn vị bảo đảm gói không bị sửa trên đường đi."
        )
        self._sign_with = sign_with
        self._state = label("", wraps=True)
        self._field = passphrase_field("Mật khẩu khóa ký")
        self._field.setPlaceholderText("Mật khẩu khóa ký của đơn vị")
        self._field.textChanged.connect(self._on_text_changed)
        self._field.returnPressed.connect(self._on_wanted)
        self._button = button(
            "Ký và đóng gói", self._on_wanted, icon_name="signature", role="primary"
        )
        self._button.setDisabled(True)
        self._check = button("Đến bước Kiểm tra", go_check)
        self.add(self._state, self._field, row_of(self._button, self._check))

    def show_state(self, *, is_draft: bool, is_signed: bool, has_key: bool) -> None:
        """Show what can be done now."""
        text, tone = _sign_state(is_draft=is_draft, is_signed=is_signed, has_key=has_key)
        self._state.setText(text)
        set_tone(self._state, tone)
        can_sign = not is_draft and not is_signed and has_key
        self._field.setVisible(can_sign)
        self._button.setVisible(can_sign)
        self._check.setVisible(is_draft)

    def focus_passphrase(self) -> None:
        """Put the cursor into the field."""
        self._field.setFocus()

    def show_busy(self, is_busy: bool) -> None:
        """Keep the button away while the worker signs; forget the passphrase afterwards."""
        self._button.setDisabled(is_busy)
        self._field.setDisabled(is_busy)
        if not is_busy:
            self._field.clear()

    def _on_text_changed(self, text: str) -> None:
        self._button.setEnabled(bool(text))

    def _on_wanted(self) -> None:
        if self._field.text():
            self._sign_with(self._field.text())


class SendCard(Card):
    """The signed bundle: its name, where to save a copy, what to do with it."""

    def __init__(self, save: Callable[[], object]) -> None:
        super().__init__(
            "Gửi tỉnh",
            "send",
            "Gửi tệp qua thư điện tử công vụ hoặc chép ra USB. Không sửa, không nén lại tệp.",
        )
        self._name = label("", wraps=True)
        self.folder = FolderField("Thư mục lưu gói", paths.documents())
        self._saved = label("", tone="success", wraps=True)
        self._button = button("Lưu gói", save, icon_name="send", role="primary")
        self._open = button(
            "Mở thư mục", lambda: open_folder(self.folder.folder), icon_name="folder-open"
        )
        self.add(self._name, self.folder, row_of(self._button, self._open), self._saved)

    def show_bundle(self, bundle: SignedBundle | None) -> None:
        """Show the bundle of the present revision, if it was signed."""
        has_bundle = bundle is not None
        self._name.setText(
            bundle.file_name if bundle else "Chưa có gói: cần chốt số liệu và ký trước."
        )
        for part in (self.folder, self._button, self._open, self._saved):
            part.setVisible(has_bundle)
        if not has_bundle:
            self._saved.clear()

    def show_saved(self, text: str) -> None:
        """Say that a copy was saved."""
        self._saved.setText(text)


class KeyCard(Card):
    """The unit's key: fingerprint and the digits read by telephone; or the fields to make one."""

    def __init__(self, make: Callable[[str], None]) -> None:
        super().__init__(
            "Khóa ký của đơn vị",
            "key-round",
            "Chứng tỏ gói là của đơn vị. Tỉnh ghi nhận khóa bằng mã đọc qua điện thoại.",
        )
        self._facts = FactGrid()
        self._copy = button("Sao chép dấu vân tay", self._copy_fingerprint, icon_name="copy")
        self._fingerprint = ""
        self._fields = NewPassphrase()
        self._make = button(
            "Tạo khóa ký",
            lambda: make(self._fields.passphrase),
            icon_name="key-round",
            role="primary",
        )
        self._fields.changed.connect(self._on_changed)
        self._on_changed()
        self.add(self._facts, self._fields, row_of(self._copy, self._make))

    def show_key(self, fingerprint: str, spoken: str) -> None:
        """Show the key; without one, the fields to make it."""
        self._fingerprint = fingerprint
        self._facts.show_facts(
            (("Mã đọc qua điện thoại", spoken), ("Dấu vân tay", fingerprint)) if fingerprint else ()
        )
        self._copy.setVisible(bool(fingerprint))
        self._fields.setVisible(not fingerprint)
        self._make.setVisible(not fingerprint)

    def show_busy(self, is_busy: bool) -> None:
        """Keep the button away while the worker makes the key; forget the passphrase afterwards."""
        self._make.setDisabled(is_busy)
        if not is_busy:
            self._fields.clear()

    def _on_changed(self) -> None:
        self._make.setEnabled(bool(self._fields.passphrase))

    def _copy_fingerprint(self) -> None:
        QGuiApplication.clipboard().setText(self._fingerprint)


class VerifyCard(Card):
    """Choose a bundle file; what it says of itself, or why it is not genuine."""

    def __init__(self, verify: Callable[[], object]) -> None:
        super().__init__(
            "Kiểm tra một gói",
            "shield-check",
            "Xem một tệp gói có nguyên vẹn không, do đơn vị nào ký và chứa gì.",
        )
        self._button = button("Chọn gói...", verify, icon_name="folder-open")
        self._result = label("", wraps=True)
        self._facts = FactGrid()
        self.add(row_of(self._button), self._result, self._facts)
        self._result.hide()
        self._facts.hide()

    def show_verification(self, verified: Verification) -> None:
        """Show what a genuine bundle says."""
        self._say(verified.file_name, "success")
        self._facts.show_facts(verified.facts)

    def show_error(self, error: CdsError) -> None:
        """Show why the file is not a genuine bundle."""
        self._say(str(error), "error")
        self._facts.show_facts(())

    def show_busy(self, is_busy: bool) -> None:
        """Keep the button away while the worker reads."""
        self._button.setDisabled(is_busy)

    def _say(self, text: str, tone: str) -> None:
        self._result.setText(text)
        set_tone(self._result, tone)
        self._result.show()


def _sign_state(*, is_draft: bool, is_signed: bool, has_key: bool) -> tuple[str, str]:
    if is_draft:
        return "Cần chốt số liệu trước khi ký.", "warning"
    if is_signed:
        return "Đã ký bản này. Gửi lại là gửi đúng gói đã ký.", "success"
    if not has_key:
        return "Đơn vị chưa có khóa ký. Xin tạo khóa ở bên cạnh.", "warning"
    return "Số liệu đã chốt, sẵn sàng để ký.", ""
