"""The files of a report: Word and Excel as made, PDF on request, each with its way to open it."""

from collections.abc import Callable
from pathlib import Path

from cds_desktop.errors import DocumentError
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.labels import label
from cds_desktop.gui.widgets.opening import open_file
from cds_desktop.operations.pdf_export import make_pdf, pdf_program

_NOT_MADE = "Chưa làm"
_PRINTING = "Mở bản PDF (chưa có thì báo cáo Word) bằng phần mềm của máy để in."


class FileCard(Card):
    """One file: what it is, where it is, open it."""

    def __init__(self, icon_name: str, title: str, purpose: str) -> None:
        super().__init__(title, icon_name, purpose)
        self.purpose_text = purpose
        self._path: Path | None = None
        self._name = label(_NOT_MADE, "muted", wraps=True)
        self._open = button("Mở tệp", self._open_file)
        self._open.setAccessibleName(f"Mở {title}")
        self._open.setDisabled(True)
        self._foot = row_of(self._open)
        self._inside.addStretch(1)
        self.add(self._name, self._foot)

    @property
    def file_text(self) -> str:
        """The name of the file as shown."""
        return self._name.text()

    @property
    def path(self) -> Path | None:
        """The file that was made."""
        return self._path

    def show_file(self, path: Path | None) -> None:
        """Show the file that was made, or that there is none yet."""
        self._path = path
        self._name.setText(path.name if path else _NOT_MADE)
        self._open.setEnabled(path is not None)

    def _open_file(self) -> None:
        if self._path is not None:
            self._open_or_tell(self._path)

    def _open_or_tell(self, path: Path) -> None:
        if not open_file(path):
            self._name.setText(
                f"{path.name}: không mở được, tệp đã được chuyển đi "
                "hoặc máy chưa có phần mềm để mở."
            )


class PdfCard(FileCard):
    """The PDF of the Word report, where a program of this machine can make it; and the printing."""

    def __init__(self, context: AppContext) -> None:
        program = pdf_program()
        super().__init__("file-text", "PDF và bản in", _purpose(program))
        self._context = context
        self._word: Path | None = None
        self.make_button = button("Làm PDF", self._make)
        self.print_button = button("In", self._print, tip=_PRINTING)
        self._foot.insertWidget(0, self.make_button)
        self._foot.insertWidget(2, self.print_button)
        self.make_button.setVisible(bool(program))
        self._show_buttons(is_busy=False)

    def show_word(self, word: Path | None) -> None:
        """Take this Word report; the PDF of a former one is no longer shown."""
        self._word = word
        self.show_file(None)
        self._show_buttons(is_busy=False)

    def _make(self) -> None:
        word = self._word
        if word is None:
            return
        start_job(
            self,
            self._context,
            lambda progress: make_pdf(word, still_wanted=lambda: progress(0, 1)),
            done=self._made_from(word),
            show_busy=lambda is_busy: self._show_buttons(is_busy=is_busy),
        )

    def _made_from(self, word: Path) -> Callable[[Path], None]:
        def show(pdf: Path) -> None:
            if word == self._word:
                self.show_file(pdf)

        return show

    def _print(self) -> None:
        path = self.path or self._word
        if path is not None:
            self._open_or_tell(path)

    def _show_buttons(self, *, is_busy: bool) -> None:
        self.make_button.setEnabled(self._word is not None and not is_busy)
        self.make_button.setText("Đang làm PDF..." if is_busy else "Làm PDF")
        self.print_button.setEnabled(self._word is not None)


def _purpose(program: str) -> str:
    if program:
        return f"Bản để gửi xem hoặc in, làm từ báo cáo Word bằng {program}."
    message = DocumentError("pdf_converter_missing").message
    return f"{message.text} {message.way_out}"
