"""The command line speaks Vietnamese, and every verb shows an example."""

import re
from collections.abc import Iterator

import click
import pytest

from cds_desktop.cli.main import main
from cds_desktop.cli.program import program

_ENGLISH = re.compile(
    r"\b(usage|options|commands?|arguments?|error|missing|required|default|invalid|show|version"
    r"|message|exit|text|path|file|args)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"cds-desktop[^\n]*|--[a-z-]+|area,question[a-z,]*|^  [a-z-]+ ", re.MULTILINE)


def verbs(group: click.Group = program, *before: str) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from verbs(command, *before, name)
        else:
            yield (*before, name)


def help_of(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    assert main([*words, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("words", list(verbs()), ids=" ".join)
def test_a_verbs_help_shows_an_example(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = help_of(words, capsys)

    assert "Ví dụ:" in shown
    assert f" {words[-1]}" in shown.partition("Ví dụ:")[2]


@pytest.mark.parametrize("words", [(), *verbs()], ids=" ".join)
def test_help_has_no_english_word(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = _CODE.sub("", help_of(words, capsys))

    assert not _ENGLISH.findall(shown)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["khong-co"], "Không có lệnh", id="unknown verb"),
        pytest.param(["check"], "Thiếu tùy chọn", id="missing option"),
        pytest.param(["check", "--la"], "Không có tùy chọn", id="unknown option"),
        pytest.param(["verify", "a", "b"], "Thừa tham số", id="one argument too many"),
    ],
)
def test_a_mistyped_command_gets_a_vietnamese_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2

    shown = capsys.readouterr().err
    assert said in shown
    assert not re.search(r"\b(Usage|Error|Missing|No such)\b", shown)
