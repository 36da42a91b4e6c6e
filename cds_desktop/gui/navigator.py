"""Fills the window: which month is open, which page is shown, how the steps stand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, ClosedWork, Destination, Page
from cds_desktop.gui.jobs import JobRunner
from cds_desktop.gui.main_window import MainWindow
from cds_desktop.gui.month_steps import STEPS, steps_of
from cds_desktop.gui.safety_watch import SafetyWatch
from cds_desktop.gui.widgets.keys_dialog import KeysDialog
from cds_desktop.gui.widgets.later import Later
from cds_desktop.gui.widgets.progress import deadline_text, progress_of
from cds_desktop.model.changes import Changes
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.operations.months import last_cursor, month_to_open, open_month
from cds_desktop.operations.safety_texts import opening_notices
from cds_desktop.operations.workspace import Workspace


class PageWidget(Protocol):
    """What is asked of every page."""

    def arrive(self, destination: Destination) -> None:
        """Show what the destination asks for."""
        ...

    def commit(self) -> None:
        """Save what is being typed."""
        ...


class Navigator(QObject):
    """Takes the user about one workspace in one window."""

    restyle_wanted = Signal()
    switch_wanted = Signal()
    closed_work_wanted = Signal(ClosedWork)

    def __init__(self, window: MainWindow, workspace: Workspace, jobs: JobRunner) -> None:
        super().__init__(window)
        self._window = window
        self.context = AppContext(workspace, jobs)
        self._page = Page.HOME
        self._place = ""
        self._pages: dict[Page, PageWidget] = {}
        self._keys: KeysDialog | None = None
        self._count_later = Later(self, self._show_steps, after_ms=200)
        self._watch = SafetyWatch(self, workspace, jobs)
        self.context.watch = self._watch
        self.context.do_closed = self._do_closed
        self._is_province = workspace.org_unit.level is Level.PROVINCE
        self._steps, self._states_of = STEPS, steps_of
        if self._is_province:
            self._take_province_steps()
        self._connect()
        if workspace.is_practice:
            window.mark_as_practice(self._leave_workspace)
        if workspace.is_read_only:
            window.mark_as_read_only(_NEWER)
        if notices := opening_notices(workspace):
            window.show_notice(" ".join(notices))
        self._open_first_page()

    @property
    def workspace(self) -> Workspace:
        """The open workspace with its present settings."""
        return self.context.workspace

    @property
    def window(self) -> MainWindow:
        """The window that is filled."""
        return self._window

    @property
    def page_name(self) -> Page:
        """Which page is shown."""
        return self._page

    @property
    def built_pages(self) -> set[Page]:
        """Which pages have been shown so far."""
        return set(self._pages)

    def commit(self) -> None:
        """Save what is being typed on the page that is shown; nothing is asked of it later."""
        if page := self._pages.get(self._page):
            page.commit()
        self._count_later.do_now()

    def stop(self) -> None:
        """Touch the workspace no more: it is handed on or closed."""
        self._watch.stop()

    def page(self, page: Page) -> PageWidget:
        """Return a page, made when it is first wanted."""
        if page not in self._pages:
            self._pages[page] = cast(PageWidget, _MAKERS[page](self.context))
        return self._pages[page]

    # --- slots ---------------------------------------------------------------------------------

    @Slot(Destination)
    def _on_go_to(self, destination: Destination) -> None:
        if destination.page is Page.PRACTICE:
            QTimer.singleShot(0, self.switch_wanted.emit)
            return
        if destination.page is Page.EXCHANGE and self._is_province:
            destination = replace(destination, page=Page.REPORT)  # it sends to nobody
        self.commit()
        if destination.period is not None and not self._open_month(destination.period):
            return
        self._show_page(destination)

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if changes.submissions or changes.bundles:
            self._count_later.ask()
        self._show_saved()
        if changes.settings:
            QTimer.singleShot(0, self.restyle_wanted.emit)

    @Slot()
    def _on_leaving(self) -> None:
        self.commit()

    def _may_close(self) -> bool:
        """Ask before what could not be stored is lost."""
        count = self.context.waiting
        if not count:
            return True
        text = f"Còn {count} thay đổi chưa lưu được vào ổ đĩa."
        more = "Đóng bây giờ sẽ mất các thay đổi này. Xin giải phóng dung lượng ổ đĩa rồi thử lại."
        return dialogs.ask(self._window, text, more=more, yes="Vẫn đóng", no="Ở lại")

    def _do_closed(self, work: ClosedWork) -> None:
        QTimer.singleShot(0, lambda: self.closed_work_wanted.emit(work))

    def _on_safety_told(self) -> None:
        self._window.header.show_danger(self._watch.danger)

    def _on_step_chosen(self, number: int) -> None:
        self.context.visit(self._steps[number].page, place=self._steps[number].place)

    def _on_save_wanted(self) -> None:
        self.commit()
        self._show_saved()

    def _go_home(self) -> None:
        self.context.visit(Page.HOME)

    def _go_to_check(self) -> None:
        self.context.visit(Page.CHECK)

    def _go_to_report(self) -> None:
        self.context.visit(Page.REPORT)

    def _go_to_safety(self) -> None:
        self.context.visit(Page.SAFETY)

    def _go_to_settings(self) -> None:
        self.context.visit(Page.SETTINGS)

    def _leave_workspace(self) -> None:
        self.context.visit(Page.PRACTICE)

    def _show_keys(self) -> None:
        self._keys = self._keys or KeysDialog(self._window)
        self._keys.show()
        self._keys.raise_()

    # --- inside --------------------------------------------------------------------------------

    def _connect(self) -> None:
        window = self._window
        self.context.signals.go_to.connect(self._on_go_to)
        self.context.signals.changed.connect(self._on_changed)
        window.leaving.connect(self._on_leaving)
        window.may_close = self._may_close
        self._watch.told.connect(self._on_safety_told)
        window.header.safety_wanted.connect(self._go_to_safety)
        window.steps.chosen.connect(self._on_step_chosen)
        window.header.home_wanted.connect(self._go_home)
        window.header.settings_wanted.connect(self._go_to_settings)
        window.header.keys_wanted.connect(self._show_keys)
        window.add_key("F9", self._go_to_check)
        window.add_key("Ctrl+S", self._on_save_wanted)
        window.add_key("Ctrl+P", self._go_to_report)

    def _take_province_steps(self) -> None:
        from cds_desktop.gui.province_steps import PROVINCE_STEPS, province_steps_of

        self._steps, self._states_of = PROVINCE_STEPS, province_steps_of
        self._window.use_steps([step.name for step in PROVINCE_STEPS])

    def _open_first_page(self) -> None:
        """Open where the clerk stopped, on the very cell; else the home page."""
        cursor = last_cursor(self.workspace)
        if not self._open_month(month_to_open(self.workspace, date.today())):
            self._show_page(Destination(Page.SETTINGS))
            return
        page = Page.INBOX if self._is_province else Page.ENTRY if cursor else Page.HOME
        self._show_page(Destination(page, key=cursor.key if cursor else None))

    def _open_month(self, period: Period) -> bool:
        try:
            self.context.session = open_month(self.workspace, period)
        except CdsError as error:
            dialogs.show_error(self._window, error)
            return False
        return True

    def _show_page(self, destination: Destination) -> None:
        if self.context.session is None and destination.page is not Page.SETTINGS:
            return
        page = self.page(destination.page)
        self._page, self._place = destination.page, destination.place
        self._window.show_page(cast(QWidget, page))
        is_home, is_settings = self._page is Page.HOME, self._page is Page.SETTINGS
        self._window.header.show_place(
            is_home=is_home, is_settings=is_settings, is_safety=self._page is Page.SAFETY
        )
        self._show_steps()
        page.arrive(destination)

    def _show_month(self) -> None:
        session = self.context.session
        if session is None:
            return
        title = session.period.label
        self._window.header.show_month(self.workspace.org_unit.name, title[0].upper() + title[1:])
        self._window.header.show_deadline(*deadline_text(session, date.today()))
        self._window.setWindowTitle(f"{self.workspace.org_unit.name}, {title}")

    def _show_steps(self) -> None:
        session = self.context.session
        if session is None:
            return
        self._show_month()
        places = (
            number
            for number, step in enumerate(self._steps)
            if step.page is self._page and (self._is_province or self._place in ("", step.place))
        )
        steps = self._states_of(session, progress_of(session))
        self._window.steps.show_steps(steps, next(places, -1))

    def _show_saved(self) -> None:
        if self.context.saved_at is not None:
            self._window.header.show_saved(f"Đã lưu {self.context.saved_at:%H:%M:%S}")


# A page's module is imported when it is first shown, to start quickly.


def _home(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.home import HomePage

    return HomePage(context)


def _entry(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.entry import EntryPage

    return EntryPage(context)


def _check(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.check import CheckPage

    return CheckPage(context)


def _report(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.report import ReportPage

    return ReportPage(context)


def _exchange(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.exchange import ExchangePage

    return ExchangePage(context)


def _settings(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.settings import SettingsPage

    return SettingsPage(context)


def _import(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.sheet_import import ImportPage

    return ImportPage(context)


def _safety(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.safety import SafetyPage

    return SafetyPage(context)


def _inbox(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.inbox import InboxPage

    return InboxPage(context)


def _board(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.board import BoardPage

    return BoardPage(context)


def _totals(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.totals import TotalsPage

    return TotalsPage(context)


def _unit_keys(context: AppContext) -> QWidget:
    from cds_desktop.gui.pages.unit_keys import UnitKeysPage

    return UnitKeysPage(context)


_NEWER = (
    "Tệp dữ liệu do bản phần mềm mới hơn tạo ra nên ở máy này chỉ xem được. "
    "Xin cập nhật phần mềm trên máy này để nhập tiếp."
)
_MAKERS: dict[Page, Callable[[AppContext], QWidget]] = {
    Page.HOME: _home,
    Page.ENTRY: _entry,
    Page.CHECK: _check,
    Page.REPORT: _report,
    Page.EXCHANGE: _exchange,
    Page.SETTINGS: _settings,
    Page.IMPORT: _import,
    Page.SAFETY: _safety,
    Page.INBOX: _inbox,
    Page.BOARD: _board,
    Page.TOTALS: _totals,
    Page.KEYS: _unit_keys,
}
