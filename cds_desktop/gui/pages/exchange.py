"""Sign the completed month, save the bundle for the province, verify one, show the unit's key."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.jobs import Callbacks
from cds_desktop.gui.widgets.enrolment_panel import EnrolmentPanel
from cds_desktop.gui.widgets.exchange_cards import KeyCard, SendCard, SignCard, VerifyCard
from cds_desktop.gui.widgets.keys_panel import KeysPanel
from cds_desktop.gui.widgets.labels import label
from cds_desktop.gui.widgets.outbox_panel import OutboxPanel
from cds_desktop.gui.widgets.receipt_panel import ReceiptPanel
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.model.changes import Changes
from cds_desktop.model.submission import SubmissionState
from cds_desktop.operations.bundle_export import (
    SignedBundle,
    plan_export,
    record,
    save_copy,
    sent_bundle,
    sign,
)
from cds_desktop.operations.bundle_import import verify_file
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.practice import PRACTICE_PASSPHRASE
from cds_desktop.operations.signing import key_info, new_key_file, read_key_file, save_key_file

_TWO_COLUMNS_FROM = 1000


class ExchangePage(QWidget):
    """The last three steps of the month."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.sign_card = SignCard(self._sign, lambda: context.visit(Page.CHECK))
        self.send_card = SendCard(self._save_copy)
        self.outbox = OutboxPanel(context)
        self.receipt = ReceiptPanel(context)
        self.key_card = KeyCard(self._make_key)
        self.enrolment = EnrolmentPanel(
            context, "Để tỉnh tin khóa của đơn vị: gửi tệp qua thư và gửi phiếu giấy có dấu."
        )
        self.province_keys = KeysPanel(
            context,
            "Khóa của tỉnh",
            "Biên nhận chỉ được tin khi khóa của tỉnh đã đối chiếu với phiếu giấy.",
            is_short=True,
        )
        self.verify_card = VerifyCard(self._verify)
        self._lay_out()
        if context.workspace.is_practice:
            self.sign_card.tell_practice_passphrase(PRACTICE_PASSPHRASE)
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Show the step asked for."""
        self._refresh()
        card = {"send": self.send_card, "receipt": self.receipt}.get(
            destination.place, self.sign_card
        )
        self._scroll.ensureWidgetVisible(card, 0, 16)
        if card is self.sign_card:
            self.sign_card.focus_passphrase()

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
            lambda: sign(plan, key_file, passphrase), self._on_signed, self.sign_card.show_busy
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
            path = save_copy(bundle, self.send_card.folder.folder)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self.send_card.show_saved(
            f"Đã lưu {path.name} ({len(bundle.data) / 1024:.0f} KB), đọc lại đúng từng byte."
        )

    def _make_key(self, passphrase: str) -> None:
        self._start(lambda: new_key_file(passphrase), self._on_key_made, self.key_card.show_busy)

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
            self.verify_card.show_verification,
            self.verify_card.show_busy,
            failed=self.verify_card.show_error,
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
        self.sign_card.show_state(
            is_draft=is_draft, is_signed=bundle is not None, has_key=info is not None
        )
        self.send_card.show_bundle(bundle)
        self.key_card.show_key(info.fingerprint if info else "", info.spoken_form if info else "")
        self.enrolment.refresh(has_key=info is not None)
        self.outbox.refresh(session)
        self.receipt.refresh(session)
        self.province_keys.refresh()

    def _lay_out(self) -> None:
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        outer.addWidget(label("Ký và gửi tỉnh", "title"))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        for cards, stretch in (
            ((self.sign_card, self.send_card, self.receipt, self.outbox), 5),
            ((self.key_card, self.enrolment, self.province_keys, self.verify_card), 4),
        ):
            column = QVBoxLayout()
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, stretch)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        self._scroll = scrolled(content)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where the window is narrow."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = self.width() >= _TWO_COLUMNS_FROM
        self._columns.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
