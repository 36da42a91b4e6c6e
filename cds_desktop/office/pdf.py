"""Turn a Word document into PDF by LibreOffice or Word, whichever the machine has.

The program works without both: `find_converter` then returns None. The converter gets a copy in a
temporary folder and a profile of its own, so a running LibreOffice is not disturbed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.errors import DocumentError

_SECONDS = 180.0
_LOOK_SECONDS = 0.1
_NAMES = ("soffice", "libreoffice", "soffice.com")
_PROGRAM_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)")
_PDF_MAGIC = b"%PDF-"
# Word by its own automation; the names travel in the environment, so nothing has to be quoted.
_WORD_SCRIPT = (
    "$word = New-Object -ComObject Word.Application; $word.Visible = $false;"
    " try { $document = $word.Documents.Open($env:CDS_DOCX, $false, $true);"
    " $document.ExportAsFixedFormat($env:CDS_PDF, 17); $document.Close($false) }"
    " finally { $word.Quit() }"
)


@dataclass(frozen=True, slots=True)
class Converter:
    """A program of this machine that makes PDF files: its name for people and its executable."""

    name: str
    executable: str
    is_word: bool = False


def find_converter() -> Converter | None:
    """Return LibreOffice, else Word (Windows only), else None."""
    found = next(filter(None, map(shutil.which, _NAMES)), None) or _installed_on_windows()
    if found:
        return Converter("LibreOffice", found)
    powershell = shutil.which("powershell") if _has_word() else None
    return Converter("Word", powershell, is_word=True) if powershell else None


def convert(
    converter: Converter,
    document: bytes,
    *,
    file: str,
    still_wanted: Callable[[], None] = lambda: None,
) -> bytes:
    """Return the document as PDF.

    `still_wanted` is called several times a second; what it raises ends the converter too. Raises
    DocumentError `pdf_failed`.
    """
    with tempfile.TemporaryDirectory(prefix="cds-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "bao_cao.docx", folder / "bao_cao.pdf"
        source.write_bytes(document)
        is_done = _run(
            _command(converter, source, target), _environment(source, target), still_wanted
        )
        data = target.read_bytes() if is_done and target.is_file() else b""
    if not data.startswith(_PDF_MAGIC):
        raise DocumentError("pdf_failed", file=file, program=converter.name)
    return data


def _command(converter: Converter, source: Path, target: Path) -> list[str]:
    if converter.is_word:
        flags = ["-NoProfile", "-NonInteractive", "-Command"]
        return [converter.executable, *flags, _WORD_SCRIPT]
    profile = (target.parent / "profile").as_uri()
    return [
        *(converter.executable, f"-env:UserInstallation={profile}", "--headless", "--norestore"),
        *("--convert-to", "pdf", "--outdir", str(target.parent), str(source)),
    ]


def _environment(source: Path, target: Path) -> Mapping[str, str]:
    return {**os.environ, "CDS_DOCX": str(source), "CDS_PDF": str(target)}


def _run(
    command: Sequence[str], environment: Mapping[str, str], still_wanted: Callable[[], None]
) -> bool:
    """Run to the end; False when it cannot start, fails or takes too long."""
    try:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    deadline = time.monotonic() + _SECONDS
    try:
        while process.poll() is None and time.monotonic() < deadline:
            still_wanted()
            time.sleep(_LOOK_SECONDS)
        return process.poll() == 0
    finally:
        process.kill()
        process.wait()


def _installed_on_windows() -> str:
    folders = [os.environ[name] for name in _PROGRAM_FOLDERS if name in os.environ]
    places = [Path(folder) / "LibreOffice" / "program" / "soffice.exe" for folder in folders]
    return next((str(place) for place in places if place.is_file()), "")


def _has_word() -> bool:
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Word.Application"))
    except OSError:
        return False
    return True
