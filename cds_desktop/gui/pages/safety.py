"""The safety of the data: backups and going back to one, check, drill, the last ways out."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, ClosedWork, Destination
from cds_desktop.gui.jobs import Callbacks
from cds_desktop.gui.widgets.backups_model import BackupsModel, moment_text
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.labels import label, set_tone
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.opening import open_folder
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.operations import maintenance, rescue, safety_texts
from cds_desktop.operations.maintenance import Backup

_TABLE_HEIGHT = 152
_TWO_COLUMNS_FROM = 1000
_WIDTHS = (168, 152, 88, 104, 0)


class SafetyPage(QWidget):
    """What is kept where, and what to do when something went wrong."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.banner = Banner()
        self.backups = BackupsModel()
        self.table = ListTable(self.backups, "Các bản sao lưu", stretched=len(_WIDTHS) - 1)
        self._newest = label("", "strong", wraps=True)
        self._unsaved = label("", "muted", wraps=True)
        self._outside = label("", wraps=True)
        self._health = label("", wraps=True)
        self._progress = QProgressBar()
        self._drill = label("", wraps=True)
        self._lay_out()
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentChanged.connect(self._on_chosen)
        if context.watch is not None:
            context.watch.told.connect(self._on_told)

    def arrive(self, destination: Destination) -> None:
        """Show how things stand."""
        if self._context.watch is not None:
            self._context.watch.done = ""
        self._refresh()
        self.back_up_button.setFocus()

    def commit(self) -> None:
        """Nothing is typed here."""

    @property
    def text(self) -> str:
        """Everything that is said in sentences."""
        said = (self._newest, self._unsaved, self._outside, self._health, self._drill)
        return "\n".join(one.text() for one in said)

    # --- verbs ---------------------------------------------------------------------------------

    def restore(self, backup: Backup) -> None:
        """Go back to a backup after one question; what is here now is kept as a backup too."""
        text = f"Quay về bản sao lưu lúc {moment_text(backup.made_at)}?"
        more = "Số liệu hiện có được sao lưu trước, nên vẫn quay lại được."
        if dialogs.ask(self, text, more=more, yes="Quay về bản này"):
            number = backup.number
            self._do_closed("Đang quay về bản sao lưu", partial(_restored, number))

    def _restore_file(self) -> None:
        kinds = "Bản sao lưu (*.db);;Mọi tệp (*)"
        file = dialogs.pick_file(self, "Chọn tệp sao lưu", paths.documents(), kinds)
        more = "Số liệu hiện có được sao lưu trước, nên vẫn quay lại được."
        text = f"Quay về số liệu trong tệp {file.name if file else ''}?"
        if file is not None and dialogs.ask(self, text, more=more, yes="Quay về tệp này"):
            self._do_closed("Đang đọc tệp sao lưu", partial(_restored_file, file))

    def _back_up(self) -> None:
        if self._context.watch is not None:
            self._context.watch.back_up()

    def _choose_outside(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi giữ bản sao lưu thứ hai", paths.documents())
        if folder is None:
            return
        try:
            maintenance.choose_outside_folder(self._root, folder)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._back_up()

    def _check(self) -> None:
        if self._context.watch is not None:
            self._context.watch.start_check()
            self._refresh()

    def _run_drill(self) -> None:
        if self._context.watch is not None:
            self._context.watch.drill()

    def _rescue(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi lưu tệp cứu hộ", paths.documents())
        if folder is not None:
            self._do_closed("Đang xuất cứu hộ", partial(_rescued, folder))

    def _diagnose(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi lưu gói chẩn đoán", paths.documents())
        if folder is None:
            return
        root = self._root
        health = self._context.watch.health if self._context.watch else None
        self._context.jobs.start(
            lambda progress: rescue.diagnose(root, folder, health=health),
            Callbacks(done=self._on_diagnosed, failed=self._on_failed),
        )

    # --- slots ---------------------------------------------------------------------------------

    def _on_told(self) -> None:
        if self.isVisible():
            self._refresh()

    def _on_opened(self, row: int) -> None:
        self.restore(self.backups.backup_at(row))

    def _on_chosen(self) -> None:
        index = self.table.currentIndex()
        is_good = index.isValid() and self.backups.backup_at(index.row()).is_verified
        self.restore_button.setEnabled(is_good)

    def _on_restore_clicked(self) -> None:
        if self.table.currentIndex().isValid():
            self.restore(self.backups.backup_at(self.table.currentIndex().row()))

    def _on_diagnosed(self, file: Path) -> None:
        text = f"Đã lưu gói chẩn đoán {file.name}; gói không chứa số liệu."
        act = partial(open_folder, file.parent)
        self.banner.show_text(text, tone="success", way_out="Mở thư mục", act=act)

    def _on_failed(self, error: CdsError) -> None:
        dialogs.show_error(self, error)

    # --- Qt ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where the window is narrow."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = self.width() >= _TWO_COLUMNS_FROM
        self._columns.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    # --- inside --------------------------------------------------------------------------------

    @property
    def _root(self) -> Path:
        return self._context.workspace.root

    def _do_closed(self, title: str, run: partial[str]) -> None:
        if self._context.do_closed is not None:
            self._context.do_closed(ClosedWork(title, run))

    def _refresh(self) -> None:
        root = self._root
        self.backups.show_backups(maintenance.list_backups(root))
        self._newest.setText(safety_texts.backup_sentence(root))
        unsaved = safety_texts.unsaved_sentence(self._context.workspace)
        self._unsaved.setText(f"{unsaved} Nơi giữ: {root / 'backups'}.")
        outside = safety_texts.outside_sentence(root)
        self._outside.setText(outside)
        self._drill.setText(safety_texts.drill_sentence(maintenance.last_drill(root)))
        self._on_chosen()
        self._show_health()
        self._show_failure()

    def _show_health(self) -> None:
        watch = self._context.watch
        health = watch.health if watch else None
        is_running = bool(watch and watch.is_checking)
        self._progress.setVisible(is_running)
        self.check_button.setDisabled(is_running)
        if health is None:
            self._health.setText("Chưa kiểm tra từ khi mở phần mềm.")
            return
        self._progress.setRange(0, max(1, health.total))
        self._progress.setValue(health.done)
        self._health.setText(safety_texts.health_sentence(health))
        tone = "error" if health.damages else "success" if health.is_sound else ""
        set_tone(self._health, tone)

    def _show_failure(self) -> None:
        done = self._context.watch.done if self._context.watch else ""
        danger = self._context.watch.danger if self._context.watch else ""
        room = safety_texts.room_sentence(self._root)
        notices = safety_texts.opening_notices(self._context.workspace)
        if danger:
            act = partial(self._do_closed, "Đang khôi phục số liệu", partial(_recovered))
            self.banner.show_text(danger, tone="error", way_out="Khôi phục số liệu", act=act)
        elif room or notices:
            self.banner.show_text(" ".join((room, *notices)).strip(), tone="warning")
        elif done:
            self.banner.show_text(done, tone="success")
        else:
            self.banner.hide()

    def _lay_out(self) -> None:
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        outer.addWidget(label("An toàn dữ liệu", "title"))
        outer.addWidget(self.banner)
        columns = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(16)
        columns.addWidget(self._backups_card(), 5)
        right = QVBoxLayout()
        right.setSpacing(16)
        for card in (self._check_card(), self._drill_card(), self._help_card()):
            right.addWidget(card)
        right.addStretch(1)
        columns.addLayout(right, 3)
        outer.addLayout(columns, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolled(content))

    def _backups_card(self) -> Card:
        card = Card("Sao lưu", "shield-check")
        self.back_up_button = button("Sao lưu ngay", self._back_up, role="primary")
        outside = button("Chọn nơi giữ bản thứ hai...", self._choose_outside)
        card.add(self._newest, self._unsaved, self._outside, row_of(self.back_up_button, outside))
        for column, width in enumerate(_WIDTHS):
            if width:
                self.table.setColumnWidth(column, width)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.restore_button = button(
            "Quay về bản đang chọn", self._on_restore_clicked, icon_name="archive-restore"
        )
        file = button("Quay về một tệp khác...", self._restore_file, role="quiet")
        foot: QHBoxLayout = row_of(self.restore_button, file)
        card.add(self.table, foot)
        return card

    def _check_card(self) -> Card:
        card = Card("Kiểm tra số liệu", "list-checks")
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Tiến độ kiểm tra số liệu")
        self.check_button = button("Kiểm tra lại", self._check)
        card.add(self._health, self._progress, row_of(self.check_button))
        return card

    def _drill_card(self) -> Card:
        card = Card("Diễn tập khôi phục", "archive-restore")
        self.drill_button = button("Diễn tập ngay", self._run_drill)
        card.add(self._drill, row_of(self.drill_button))
        return card

    def _help_card(self) -> Card:
        purpose = (
            "Xuất cứu hộ ghi ra tệp mọi số liệu còn đọc được. "
            "Gói chẩn đoán gửi bộ phận hỗ trợ, không chứa số liệu."
        )
        card = Card("Khi có sự cố", "life-buoy", purpose)
        self.rescue_button = button("Xuất cứu hộ...", self._rescue)
        self.diagnose_button = button("Gói chẩn đoán...", self._diagnose)
        card.add(row_of(self.rescue_button, self.diagnose_button))
        return card


def _restored(number: int, root: Path) -> str:
    backup = maintenance.restore(root, number)
    return f"Đã quay về bản sao lưu lúc {moment_text(backup.made_at)}."


def _restored_file(file: Path, root: Path) -> str:
    maintenance.restore_file(root, file)
    return f"Đã quay về số liệu trong tệp {file.name}."


def _rescued(folder: Path, root: Path) -> str:
    saved = rescue.rescue(root, folder)
    return f"Đã ghi {saved.cells} ô còn đọc được vào {len(saved.files)} tệp trong {folder}."


def _recovered(root: Path) -> str:
    return safety_texts.recovery_sentence(maintenance.recover(root))
