"""Khóa đơn vị: the keys that the province believes; its own key and its enrolment."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.enrolment_panel import EnrolmentPanel
from cds_desktop.gui.widgets.exchange_cards import KeyCard
from cds_desktop.gui.widgets.intake import Intake
from cds_desktop.gui.widgets.keys_panel import KeysPanel
from cds_desktop.gui.widgets.labels import label
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.model.changes import Changes
from cds_desktop.operations.signing import key_info, new_key_file, save_key_file


class UnitKeysPage(QWidget):
    """The list at the left, the own key at the right."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.keys = KeysPanel(
            context,
            "Khóa của các đơn vị",
            "Tệp đăng ký (DK_...zip) nhận ở Hộp nhận như gói báo cáo; khóa chỉ được tin khi "
            "30 chữ số trên phiếu giấy có dấu khớp với tệp.",
        )
        self.key_card = KeyCard(self._make_key)
        self.enrolment = EnrolmentPanel(
            context, "Để các đơn vị tin biên nhận của tỉnh: gửi tệp và phiếu giấy cho từng đơn vị."
        )
        self.intake = Intake(context, self)
        self._waiting = label("", wraps=True, tone="success")
        self._moved = 0
        self._lay_out()
        self.keys.confirmed.connect(self._on_confirmed)
        self.intake.taken.connect(self._on_taken)
        self.intake.finished.connect(self._on_finished)
        self.intake.failed.connect(self._on_failed)
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Show the keys as they stand now."""
        self._waiting.clear()
        self._refresh()
        self.keys.table.setFocus()

    def commit(self) -> None:
        """Nothing is typed here that must be kept."""

    @property
    def waiting_text(self) -> str:
        """What became of the bundles that waited for a key."""
        return self._waiting.text()

    # --- slots ---------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.bundles:
            self._refresh()

    def _on_confirmed(self) -> None:
        self._moved = 0
        self.intake.reconsider()

    def _on_taken(self, _: object) -> None:
        self._moved += 1

    def _on_finished(self) -> None:
        if self._moved:
            self._waiting.setText(f"{self._moved} gói đang chờ khóa này vừa được xét lại.")
        self._context.announce(Changes(bundles=True))

    def _on_failed(self, error: CdsError) -> None:
        dialogs.show_error(self, error)

    def _make_key(self, passphrase: str) -> None:
        start_job(
            self,
            self._context,
            lambda progress: new_key_file(passphrase),
            done=self._on_key_made,
            show_busy=self.key_card.show_busy,
        )

    def _on_key_made(self, data: bytes) -> None:
        try:
            save_key_file(self._context.workspace, data)
        except CdsError as error:
            dialogs.show_error(self, error)
        self._refresh()

    # --- inside --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        info = key_info(self._context.workspace)
        self.keys.refresh()
        self.key_card.show_key(info.fingerprint if info else "", info.spoken_form if info else "")
        self.enrolment.refresh(has_key=info is not None)

    def _lay_out(self) -> None:
        self.keys.table.setMinimumHeight(320)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, parts in (
            (left, (self.keys, self._waiting)),
            (right, (self.key_card, self.enrolment)),
        ):
            column.setSpacing(16)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, 5)
        columns.addLayout(right, 3)
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        outer.addWidget(label("Khóa đơn vị", "title"))
        outer.addLayout(columns, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolled(content))
