"""Edits on their way to the disk: in order, none forgotten; what cannot be stored is kept.

On a full or vanished disk a banner stays with the way out, what was typed stays in its cell, and
storing is tried again, by the button and by itself.
"""

from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from cds_desktop.errors import CdsError, InputError
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.later import Later
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import Saved

_RETRY_MS = 15_000

Edit = Callable[[], Saved]


class EditQueue(QObject):
    """Does one edit after those that could not be stored before."""

    def __init__(
        self,
        parent: QObject,
        banner: Banner,
        *,
        on_saved: Callable[[Saved], None],
        on_kept: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._banner = banner
        self._on_saved = on_saved
        self._on_kept = on_kept
        self._waiting: deque[Edit] = deque()
        self.typed: dict[CellKey, str] = {}
        self._retry_later = Later(self, self.retry, after_ms=_RETRY_MS)

    @property
    def count(self) -> int:
        """How many edits are not on the disk."""
        return len(self._waiting)

    def save(self, edit: Edit, typed: Mapping[CellKey, str] | None = None) -> None:
        """Do `edit`; `typed` are the texts that it stores, to be kept in their cells meanwhile.

        An edit must know its own month: it may be stored when another one is open.
        """
        self._waiting.append(edit)
        self.typed.update(typed or {})
        self.retry()

    def retry(self) -> None:
        """Store what waits, in order."""
        while self._waiting:
            try:
                saved = self._waiting[0]()
            except CdsError as error:
                self._on_not_saved(error)
                return
            self._waiting.popleft()
            self._forget_typed()
            self._on_saved(saved)

    def _on_not_saved(self, error: CdsError) -> None:
        if isinstance(error, InputError):  # it can never be stored: say so and forget it
            self._waiting.popleft()
            self._forget_typed()
            self._banner.show_text(str(error), tone="error")
            return
        text = (
            f"Chưa lưu được {len(self._waiting)} thay đổi; nội dung vừa gõ vẫn còn trong ô. {error}"
        )
        self._banner.show_text(text, tone="error", way_out="Thử lại", act=self.retry)
        self._retry_later.ask()
        self._on_kept()

    def _forget_typed(self) -> None:
        if not self._waiting:
            self.typed.clear()
