"""The documents of an office by the command line: made, checked, edited by hand, made again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cds_desktop.cli import documents
from cds_desktop.cli.main import main
from tests.unit.office.office_files import DOCUMENT, WORD_TEMPLATE, edited, saved, text_of

Run = Callable[..., str]
DRAFT, COMPLETED = "202309", "202308"


def no_program(name: str) -> None:
    """Stand in for shutil.which on a machine without LibreOffice and Word."""


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice workspace, made once."""
    root = tmp_path_factory.mktemp("practice")
    assert main(["--data-dir", str(root), "--practice", "practice"]) == 0
    return root


@pytest.fixture
def run(practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a verb on a copy of the practice workspace; return what it printed."""
    root = tmp_path / "data"
    shutil.copytree(practice, root)

    def run_verb(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(["--data-dir", str(root), "--practice", *words]) == code
        shown = capsys.readouterr()
        return shown.out + shown.err

    return run_verb


def test_a_report_is_made_checked_and_told_by_its_code(run: Run, tmp_path: Path) -> None:
    run("report", "--period", COMPLETED, "--folder", str(tmp_path))
    (docx,) = tmp_path.glob("BC_*.docx")

    findings = json.loads(run("check-document", str(docx), "--json", code=1))
    code = text_of(docx.read_bytes(), "word/footer1.xml").split("Mã nội dung: ")[1][:8]

    assert [finding["rule"] for finding in findings] == ["signer"]  # practice names no signer
    assert set(findings[0]) >= {"element", "place", "found", "required", "paragraph"}
    assert "tháng 8 năm 2023, bản 1" in run("which-revision", code.lower())
    run("which-revision", "ABCDEFGH", code=1)
    assert "8 chữ cái" in run("which-revision", "ABC", code=2)


def test_edits_by_hand_are_told_and_kept(run: Run, tmp_path: Path) -> None:
    report = ("report", "--period", DRAFT, "--folder", str(tmp_path))
    run(*report)
    (docx,) = tmp_path.glob("BC_*.docx")
    docx.write_bytes(edited(docx.read_bytes(), DOCUMENT, "Kính gửi: ", "Kính gửi (khẩn): "))

    said = run(*report, "--keep-edits")

    assert "Giữ chỗ sửa tay" in said and "ban_sua_tay.docx" in said
    assert "Kính gửi (khẩn): " in text_of(docx.read_bytes())


def test_all_months_are_made_in_one_run(run: Run, tmp_path: Path) -> None:
    said = run("report", "--all", "--folder", str(tmp_path))

    assert len(list(tmp_path.glob("BC_*.docx"))) == len(list(tmp_path.glob("PL_*.xlsx"))) == 3
    assert "Đang lập báo cáo 3/3" in said
    assert "Đã lập 3 báo cáo, 0 báo cáo chưa lập được." in said


def test_stopping_all_months_tells_how_many_are_done(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(documents, "_tell_progress", interrupt)

    assert "đã lập 2 trên 3" in run("report", "--all", "--folder", str(tmp_path), code=1)
    assert len(list(tmp_path.glob("BC_*.docx"))) == 2


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_pdf_is_made_too(run: Run, tmp_path: Path) -> None:
    run("report", "--period", COMPLETED, "--folder", str(tmp_path), "--pdf")

    (pdf,) = tmp_path.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_missing_pdf_program_is_told_after_the_documents_are_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", no_program)

    said = run("report", "--period", COMPLETED, "--folder", str(tmp_path), "--pdf", code=5)

    assert "không có LibreOffice hay Word" in said
    assert list(tmp_path.glob("BC_*.docx"))


def test_an_own_template_is_checked_used_and_given_up(run: Run, tmp_path: Path) -> None:
    words = ("report", "--period", COMPLETED, "--folder", str(tmp_path))
    spoiled = saved(
        tmp_path, edited(WORD_TEMPLATE.read_bytes(), DOCUMENT, "{{ lead }}", "{{ dan }}"), "a.docx"
    )
    own = saved(
        tmp_path, edited(WORD_TEMPLATE.read_bytes(), DOCUMENT, "Kính gửi: ", "Gửi: "), "b.docx"
    )

    assert "“dan”" in run("templates", "check", str(spoiled), code=1)
    run("templates", "use", str(spoiled), code=2)
    run("templates", "use", str(own))
    run(*words)
    (docx,) = tmp_path.glob("BC_*.docx")
    assert "Gửi: Sở" in text_of(docx.read_bytes())
    assert "đã trở về mẫu gốc" in run("templates", "reset", "word")
    run(*words)
    assert "Kính gửi: " in text_of(docx.read_bytes())
    assert "{{ subject }}" in run("templates", "fields", "--period", DRAFT)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("report",), "cần một kỳ báo cáo", id="neither a period nor all"),
        pytest.param(("report", "--all", "--period", DRAFT), "cần một kỳ", id="both"),
        pytest.param(("templates", "check", "x.txt"), "không phải mẫu", id="no template"),
        pytest.param(("templates", "reset", "pdf"), "không thuộc", id="an unknown template"),
    ],
)
def test_a_wrong_command_gets_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    assert said in run(*words, code=2)
