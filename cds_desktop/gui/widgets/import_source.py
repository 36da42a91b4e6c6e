"""Where figures come from: one file, the filled workbooks of communes, or the clipboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.formdef.reading import read_answer
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.operations import block_paste, commune_workbook, import_report, sheet_import
from cds_desktop.operations.commune_workbook import PlannedWorkbook
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.sheet_import import Applied, ImportContext, OpenedFile
from cds_desktop.operations.sheet_preview import ImportDecisions, Preview, PreviewCell

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PasteSource:
    """A block from the clipboard and the cells that it may fill."""

    text: str
    target: tuple[tuple[CellKey, ...], ...]

    names = ("Vùng dán",)

    def understand(
        self, context: ImportContext, decisions: Sequence[ImportDecisions], progress: Progress
    ) -> list[Preview]:
        """Return its preview."""
        progress(0, 1)
        return [block_paste.understand_paste(self.text, context, self.target, decisions[0])]

    def apply(
        self, session: EntrySession, previews: Sequence[Preview], *, only_correct: bool, sender: str
    ) -> Applied:
        """Write it in one step."""
        return sheet_import.apply(session, previews[0], only_correct=only_correct)


@dataclass(frozen=True, slots=True)
class FileSource:
    """Any workbook or CSV file."""

    opened: OpenedFile

    @property
    def names(self) -> tuple[str, ...]:
        """There is one."""
        return (self.opened.file,)

    def understand(
        self, context: ImportContext, decisions: Sequence[ImportDecisions], progress: Progress
    ) -> list[Preview]:
        """Return the preview of its best or chosen sheet."""
        opened = self.opened
        return [sheet_import.understand_file(opened, context, decisions[0], progress=progress)]

    def apply(
        self, session: EntrySession, previews: Sequence[Preview], *, only_correct: bool, sender: str
    ) -> Applied:
        """Write it in one step; the decisions are remembered for the sender."""
        return sheet_import.apply(session, previews[0], only_correct=only_correct, sender=sender)


@dataclass(frozen=True, slots=True)
class WorkbookSource:
    """Workbooks that were made for communes, filled and sent back."""

    opened: tuple[OpenedFile, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The files."""
        return tuple(one.file for one in self.opened)

    def understand(
        self, context: ImportContext, decisions: Sequence[ImportDecisions], progress: Progress
    ) -> list[Preview]:
        """Return the preview of each."""
        previews: list[Preview] = []
        for number, (one, decided) in enumerate(zip(self.opened, decisions, strict=True)):
            progress(number, len(self.opened))
            previews.append(commune_workbook.understand(one, context, decided))
        return previews

    def apply(
        self, session: EntrySession, previews: Sequence[Preview], *, only_correct: bool, sender: str
    ) -> Applied:
        """Write all of them in one step."""
        return commune_workbook.apply_all(session, previews, only_correct=only_correct)


Source = PasteSource | FileSource | WorkbookSource


def read_source(paths: Sequence[Path], progress: Progress) -> Source:
    """Read files in a job: all as workbooks of communes, or the first as any workbook."""
    opened: list[OpenedFile] = []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        opened.append(sheet_import.read_file(path))
    if all(commune_workbook.is_commune_workbook(one) for one in opened):
        return WorkbookSource(tuple(opened))
    return FileSource(opened[0])


def write_workbooks(
    plans: Sequence[PlannedWorkbook], folder: Path, progress: Progress
) -> list[Path]:
    """Write the workbooks of the communes; a job."""
    written: list[Path] = []
    for path in commune_workbook.write_workbooks(plans, folder):
        written.append(path)
        progress(len(written), len(plans))
    return written


def save_report(opened: OpenedFile, preview: Preview, folder: Path, _: Progress) -> Path:
    """Save the report of a preview; a job."""
    return import_report.save_import_report(opened, preview, folder)


def answer_typed(session: EntrySession, cell: PreviewCell, text: str) -> Answer | None:
    """Return what a user typed for a cell of the sheet; None when it is not understood."""
    if cell.key is None:
        return None
    question = session.question(cell.key.question)
    choices = session.form.choices.get(question.choices, ())
    answer = read_answer(question, cell.key, text, choices=choices)
    return None if answer.raw else answer


def names_of(session: EntrySession) -> dict[str, str]:
    """Return the words for what a row or column may be: questions, communes, targets."""
    questions = {
        asked.name: f"{asked.code} {asked.label}"
        for question in session.form.all_questions()
        for asked in (question.questions or (question,))
    }
    areas = {unit.code: unit.name for unit in session.areas}
    targets = {target.id: f"{target.id} {target.wording}" for target in session.form.targets}
    return areas | questions | targets
