"""settings.toml: read, mended, written back with what else it holds."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from cds_desktop.errors import SettingsError
from cds_desktop.settings import (
    EnterMoves,
    Issuer,
    Settings,
    Signer,
    Theme,
    WindowSettings,
    load_settings,
    save_settings,
)

SETTINGS = Settings(
    issuer=Issuer(
        parent_body="UBND HUYỆN THÁP MƯỜI",
        issuing_body="PHÒNG VĂN HÓA VÀ THÔNG TIN",
        place="Tháp Mười",
        symbol="BC-PVHTT",
        drafting_unit="PVHTT",
    ),
    signer=Signer(lines=("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), name="Người ký mẫu"),
    addressees=("Sở Thông tin và Truyền thông",),
    recipients=("Như trên", 'UBND huyện ("để báo cáo")', "Lưu: VT, PVHTT"),
    prepared_by="Người lập mẫu",
    window=WindowSettings(theme=Theme.DARK, scale=125, enter_moves=EnterMoves.RIGHT),
)


def write(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_was_saved_is_loaded_again(tmp_path: Path):
    path = tmp_path / "settings.toml"
    save_settings(path, SETTINGS)
    assert load_settings(path) == SETTINGS


def test_a_missing_file_gives_the_defaults(tmp_path: Path):
    assert load_settings(tmp_path / "settings.toml") == Settings()


def test_a_file_that_holds_a_part_leaves_the_rest_at_its_defaults(tmp_path: Path):
    path = write(tmp_path, '[issuer]\nplace = "Tháp Mười"\n')
    assert load_settings(path) == Settings(issuer=Issuer(place="Tháp Mười"))


def test_what_this_version_does_not_know_is_kept(tmp_path: Path):
    path = write(
        tmp_path, 'holiday_file = "nghi.csv"\n[window]\nscale = 150\nfont = "x"\n[later]\na = 1\n'
    )
    save_settings(path, replace(load_settings(path), prepared_by="Người lập mẫu"))
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    assert kept["holiday_file"] == "nghi.csv"
    assert kept["later"] == {"a": 1}
    assert kept["window"] == {"scale": 150, "font": "x", "theme": "system", "enter_moves": "down"}
    assert load_settings(path).prepared_by == "Người lập mẫu"


def test_text_in_decomposed_form_and_with_a_byte_order_mark_is_read_in_nfc(tmp_path: Path):
    path = tmp_path / "settings.toml"
    path.write_bytes('\ufeff[issuer]\nplace = "Tha\u0301p Mu\u031bo\u031b\u0300i "\n'.encode())
    assert load_settings(path).issuer.place == "Tháp Mười"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('[issuer]\nplace = "Tháp Mười\n', 2, id="a quote is not closed"),
        pytest.param('[issuer]\nplace = "a"\nplace = "b"\n', 3, id="a key stands twice"),
        pytest.param('[issuer]\nplace = "a"\nplace2 =', 3, id="the file ends too early"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int):
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert (caught.value.code, caught.value.params["line"]) == ("settings_broken", line)
    assert f"dòng {line}" in str(caught.value)


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path):
    path = tmp_path / "settings.toml"
    path.write_bytes(b'[issuer]\nplace = "Th\xb8p"\n')
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert (caught.value.code, caught.value.params["line"]) == ("settings_broken", 2)


@pytest.mark.parametrize(
    ("text", "setting", "line"),
    [
        pytest.param('[window]\ntheme = "pink"\n', "window.theme", 2, id="an unknown theme"),
        pytest.param("[window]\n\nscale = 900\n", "window.scale", 3, id="a scale too large"),
        pytest.param("[window]\nscale = true\n", "window.scale", 2, id="a truth for a number"),
        pytest.param("[issuer]\nplace = 1\n", "issuer.place", 2, id="a number for a text"),
        pytest.param('recipients = "Như trên"\n', "recipients", 1, id="a text for a list"),
        pytest.param('prepared_by = ""\nissuer = 1\n', "issuer", 2, id="a number for a table"),
        pytest.param("[signer]\nlines = [1]\n", "signer.lines", 2, id="a number in a list"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(
    tmp_path: Path, text: str, setting: str, line: int
):
    with pytest.raises(SettingsError) as caught:
        load_settings(write(tmp_path, text))
    error = caught.value
    assert error.code == "settings_value_wrong"
    assert (error.params["setting"], error.params["line"]) == (setting, line)


def test_a_broken_file_is_not_overwritten(tmp_path: Path):
    path = write(tmp_path, "[issuer\n")
    with pytest.raises(SettingsError):
        save_settings(path, SETTINGS)
    assert path.read_text(encoding="utf-8") == "[issuer\n"


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path):
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path / "settings.toml")
    assert caught.value.code == "settings_unreadable"
