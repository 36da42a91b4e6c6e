"""Commune names as people type them: found, or asked about, never silently another commune."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_desktop.formdef.name_reading import is_one_edit
from cds_desktop.formdef.org_unit_catalog import load_org_units, short_name
from cds_desktop.formdef.unit_names import (
    DOUBT_SENTENCES,
    Doubt,
    Resolution,
    resolve,
)
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.vietnamese import search_key

UNITS = load_org_units()
IN_2023, IN_2025 = date(2023, 9, 30), date(2025, 9, 30)
NAMES = {unit.code: unit.name for unit in UNITS}


def in_2023(text: str, *, parent: str = "") -> Resolution:
    return resolve(text, UNITS, parent=parent, day=IN_2023)


def in_2025(text: str) -> Resolution:
    return resolve(text, UNITS, day=IN_2025)


# --- what is certain ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("Xã Mỹ Hòa", "30052", id="as it is"),
        pytest.param("my hoa", "30052", id="without tones and kind"),
        pytest.param("Mỹ Hoà", "30052", id="the other place of the tone"),
        pytest.param("xã Mĩ Quí", "30055", id="i for y"),
        pytest.param("MỸ  HÒA", "30052", id="capitals, spaces"),
        pytest.param("X. Mỹ Hòa", "30052", id="x."),
        pytest.param("TT Mỹ An", "30037", id="TT: the town, not the commune"),
        pytest.param("T.T. Mỹ An", "30037", id="T.T."),
        pytest.param("xã Mỹ An", "30064", id="the commune, not the town"),
        pytest.param("Phường 11", "29863", id="the only ward 11"),
        pytest.param("P11", "29863", id="P and the number joined"),
        pytest.param("P. 011", "29863", id="a zero before the number"),
        pytest.param("P.1, TP Sa Đéc", "29905", id="the city behind a comma"),
        pytest.param("Phường 1 (Cao Lãnh)", "29866", id="the city in brackets"),
        pytest.param("Phường 1 Sa Đéc", "29905", id="the city behind the number"),
        pytest.param("xã Bình Thạnh huyện Cao Lãnh", "30127", id="the district without a comma"),
        pytest.param("Bình Thạnh - TP Hồng Ngự", "29959", id="the city behind a dash"),
        pytest.param("Mỹ Hòa, H. Tháp Mười, tỉnh Đồng Tháp", "30052", id="district and province"),
        pytest.param("UBND xã Mỹ Hòa", "30052", id="UBND"),
        pytest.param("Ủy ban nhân dân xã Đốc Binh Kiều", "30061", id="the committee in full"),
        pytest.param("7. Xã Mỹ Hòa", "30052", id="number of the row"),
        pytest.param("12/ Mỹ Hòa", "30052", id="number of the row before a stroke"),
        pytest.param("1. TP Cao Lãnh", "866", id="number of the row, with a full stop"),
        pytest.param("II. Mỹ Hòa", "30052", id="Roman number of the row"),
        pytest.param("- Mỹ Hòa", "30052", id="dash of a list"),
        pytest.param("Long Hưng - A", "30184", id="the letter set off"),
        pytest.param("Thường Phước1", "29956", id="the number stuck to the name"),
        pytest.param("MyHoa", "30052", id="no spaces"),
        pytest.param("XãMỹHòa", "30052", id="no spaces, the kind too"),
        pytest.param("TTMỹ An", "30037", id="TT stuck to the name"),
        pytest.param("Phuong Thinh", "30082", id="a name that begins like phường"),
        pytest.param("tinh thoi", "29899", id="a name that begins like tỉnh"),
        pytest.param("Ðốc Binh Kiều", "30061", id="the Icelandic letter"),
        pytest.param("Tân Thành", "30226", id="written with tones, and only one is written so"),
        pytest.param("TP Cao Lãnh", "866", id="the city"),
        pytest.param("huyen Hong Ngu", "870", id="the district"),
    ],
)
def test_a_name_is_found(typed: str, code: str) -> None:
    found = in_2023(typed)
    assert found.best is not None
    assert (found.best.code, found.doubt) == (code, Doubt.NONE)
    assert found.is_certain


def test_the_decomposed_name_is_the_same_name() -> None:
    assert in_2023(unicodedata.normalize("NFD", "Xã Mỹ Hòa")) == in_2023("Xã Mỹ Hòa")


def test_the_parent_decides_between_homonyms() -> None:
    assert [in_2023("P.1", parent=code).best for code in ("866", "867")] == [
        unit for unit in UNITS if unit.code in ("29866", "29905") and unit.name == "Phường 1"
    ]
    assert in_2023("tan thanh", parent="876").is_certain


# --- what is asked ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "doubt", "best", "offered"),
    [
        pytest.param("P. 1", Doubt.SEVERAL, "", {"29866", "29905"}, id="a ward of two cities"),
        pytest.param("Bình Thạnh", Doubt.SEVERAL, "", {"29959", "30127"}, id="two districts"),
        pytest.param("Mỹ An", Doubt.SEVERAL, "", {"30037", "30064"}, id="town or commune"),
        pytest.param("Cao Lãnh", Doubt.SEVERAL, "", {"866", "873"}, id="city or district"),
        pytest.param("hong ngu", Doubt.SEVERAL, "", {"868", "870"}, id="city or district, bare"),
        pytest.param("Tan Thanh", Doubt.SEVERAL, "", {"30226", "30157"}, id="tones would tell"),
        pytest.param("Tân Thanh", Doubt.SEVERAL, "", {"30226", "30157"}, id="half the tones"),
        pytest.param("Long Hưng", Doubt.SEVERAL, "", {"30184", "30190"}, id="A or B"),
        pytest.param("Mỹ Hào", Doubt.SPELLING, "30052", {"30052"}, id="letters swapped"),
        pytest.param("Mỹ Hóa", Doubt.MARKS, "30052", {"30052"}, id="another tone"),
        pytest.param("Phường Mỹ Hòa", Doubt.KIND, "30052", {"30052"}, id="another kind"),
        pytest.param(
            "1 - TP Cao Lãnh", Doubt.SEVERAL, "", {"866", "29866"}, id="first row, or ward 1"
        ),
        pytest.param("Phưng 11", Doubt.WORDS, "29863", {"29863"}, id="the kind misspelt"),
        pytest.param("11", Doubt.KIND, "29863", {"29863"}, id="perhaps the number of the row"),
        pytest.param("Công an xã Mỹ Hòa", Doubt.WORDS, "30052", {"30052"}, id="another body"),
        pytest.param("Mỹ Hòa năm 2023", Doubt.WORDS, "30052", {"30052"}, id="words after it"),
        pytest.param("Mỹ Hòa, tỉnh An Giang", Doubt.PLACE, "30052", {"30052"}, id="elsewhere"),
        pytest.param("Mỹ Hòa, huyện Lấp Vò", Doubt.PLACE, "30052", {"30052"}, id="not there"),
        pytest.param("xã Mỹ Hòa, xã Mỹ Đông", Doubt.PLACE, "30052", {"30052"}, id="two communes"),
        pytest.param("Phường 1, huyện Lấp Vò", Doubt.PLACE, "", {"29866"}, id="no ward there"),
        pytest.param("Tổng cộng", Doubt.NOT_FOUND, "", set[str](), id="no name"),
        pytest.param("", Doubt.NOT_FOUND, "", set[str](), id="nothing"),
    ],
)
def test_a_doubtful_name_is_asked_about(
    typed: str, doubt: Doubt, best: str, offered: set[str]
) -> None:
    found = in_2023(typed)
    assert (found.doubt, found.best.code if found.best else "") == (doubt, best)
    assert offered <= {unit.code for unit in found.candidates}
    assert not found.is_certain


def test_a_name_of_another_district_is_asked_about() -> None:
    found = in_2023("Tân Thành", parent="874")  # Thanh Bình has Tân Thạnh
    assert found.doubt is Doubt.MARKS
    assert [unit.code for unit in found.candidates[:2]] == ["30157", "30226"]


def test_a_place_that_is_not_among_the_units_is_asked_about() -> None:
    wards_of_one_city = [unit for unit in UNITS if unit.parent == "866"]
    assert resolve("Phường 1", wards_of_one_city).is_certain
    assert resolve("Phường 1, TP Sa Đéc", wards_of_one_city).doubt is Doubt.PLACE


@pytest.mark.parametrize(
    ("typed", "best", "offered"),
    [
        pytest.param("Xã Mỹ Hòa", "Xã Tháp Mười", {"Xã Tháp Mười"}, id="merged"),
        pytest.param("Phường 3", "", {"Phường Cao Lãnh", "Phường Sa Đéc"}, id="in two cities"),
        pytest.param("xã Gáo Giồng", "", {"Xã Phú Cường", "Xã Phong Mỹ"}, id="divided"),
        pytest.param("Phường 11", "", set[str](), id="ended before, successor not known"),
        pytest.param(
            "Xã Tân Phú",
            "Xã Tân Phú",
            {"Xã Tân Phú", "Xã Thanh Bình", "Xã Tân Phú Trung"},
            id="the name lives on elsewhere",
        ),
    ],
)
def test_a_former_name_is_asked_about_and_offers_the_successors(
    typed: str, best: str, offered: set[str]
) -> None:
    found = in_2025(typed)
    assert (found.doubt, found.best.name if found.best else "") == (Doubt.FORMER, best)
    assert {unit.name for unit in found.candidates} == offered
    assert all(unit.is_open_on(IN_2025) for unit in found.candidates)


def test_a_name_that_stayed_with_its_commune_is_found() -> None:
    assert [in_2025(name).is_certain for name in ("Đốc Binh Kiều", "Phường Cao Lãnh")] == [
        True,
        True,
    ]


def test_every_doubt_but_none_has_a_sentence() -> None:
    assert {doubt for doubt in Doubt if not DOUBT_SENTENCES[doubt]} == {Doubt.NONE}


@given(st.text(max_size=60) | st.text("PpXxHhTtAaUuBbNnDđ.,-1 2()ãườòưởệ\u0300", max_size=40))
def test_any_text_is_answered(text: str) -> None:
    found = in_2023(text)
    assert found.is_certain <= (found.best in found.candidates)


@pytest.mark.parametrize(
    ("one", "other", "is_edit"),
    [
        pytest.param("mihoa", "mihao", True, id="swapped"),
        pytest.param("mihoa", "miho", True, id="dropped at the end"),
        pytest.param("mihoa", "ihoa", True, id="dropped at the start"),
        pytest.param("mihoa", "mihooa", True, id="added"),
        pytest.param("mihoa", "miboa", True, id="changed"),
        pytest.param("mihoa", "mihoa", False, id="same"),
        pytest.param("mihoa", "mihato", False, id="two edits"),
        pytest.param("mihoa", "mi", False, id="too short"),
    ],
)
def test_one_edit(one: str, other: str, *, is_edit: bool) -> None:
    assert (is_one_edit(one, other), is_one_edit(other, one)) == (is_edit, is_edit)


# --- every commune, disturbed -------------------------------------------------------------------

_OTHER_PLACE = {"òa": "oà", "óa": "oá", "úy": "uý", "ủy": "uỷ", "oà": "òa", "ý": "í", "ỹ": "ĩ"}
_SHORT_KINDS = {"Phường ": "P.", "Xã ": "X. ", "Thị trấn ": "TT "}
_WRONG_TONES = {"à": "á", "ò": "ó", "ì": "í", "ạ": "ả", "ị": "ỉ", "ú": "ù", "ộ": "ổ", "ỹ": "ỷ"}


def _replaced(text: str, pairs: dict[str, str]) -> str:
    found = next((old for old in pairs if old in text), "")
    return text.replace(found, pairs[found], 1) if found else text


def _place_of_typo(unit: OrgUnit) -> int:
    """Return where to damage a name: always the same letter, of the kind when the name is a number.

    Another number is another ward, which nobody could tell.
    """
    word = short_name(unit)
    start, size = (0, 6) if word.isdigit() else (len(unit.name) - len(word), len(word))
    return start + int(unit.code) % (size - 1)


def _swapped(unit: OrgUnit) -> str:
    name, at = unit.name, _place_of_typo(unit)
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _dropped(unit: OrgUnit) -> str:
    name, at = unit.name, _place_of_typo(unit)
    return name[:at] + name[at + 1 :]


def _doubled(unit: OrgUnit) -> str:
    name, at = unit.name, _place_of_typo(unit)
    return name[:at] + name[at] + name[at:]


PERTURBATIONS: dict[str, Callable[[OrgUnit], str]] = {
    "as written": lambda unit: unit.name,
    "no tones": lambda unit: search_key(unit.name),
    "no kind": short_name,
    "no kind, no tones": lambda unit: search_key(short_name(unit)),
    "tone placed otherwise": lambda unit: _replaced(unit.name, _OTHER_PLACE),
    "kind shortened": lambda unit: _replaced(unit.name, _SHORT_KINDS),
    "capitals, decomposed": lambda unit: unicodedata.normalize("NFD", unit.name.upper()),
    "more words": lambda unit: f"{int(unit.code) % 20 + 1}. UBND  {unit.name}\u00a0:",
    "its district": lambda unit: f"{unit.name}, {NAMES[unit.parent]}",
    "no kind, its district": lambda unit: f"{short_name(unit)} - {NAMES[unit.parent]}",
    "no spaces": lambda unit: unit.name.replace(" ", ""),
    "a wrong tone": lambda unit: _replaced(unit.name, _WRONG_TONES),
    "letters swapped": _swapped,
    "letter dropped": _dropped,
    "letter doubled": _doubled,
}


def _outcome(found: Resolution, unit: OrgUnit) -> str:
    if found.is_certain:
        return "right" if found.best == unit else "WRONG"
    if found.best == unit:
        return "asked, first"
    return "asked, offered" if unit in found.candidates else "asked, missed"


@pytest.mark.parametrize("has_parent", [False, True], ids=["anywhere", "parent given"])
@pytest.mark.parametrize("day", [IN_2023, IN_2025], ids=["143 of 2023", "102 of 2025"])
def test_no_disturbed_name_is_taken_for_another(day: date, *, has_parent: bool) -> None:
    communes = [unit for unit in UNITS if unit.level is Level.COMMUNE and unit.is_open_on(day)]
    total: Counter[str] = Counter()
    for name, disturb in PERTURBATIONS.items():
        outcomes = Counter(
            _outcome(
                resolve(disturb(unit), UNITS, parent=unit.parent if has_parent else "", day=day),
                unit,
            )
            for unit in communes
        )
        print(f"{name:24}", dict(sorted(outcomes.items())))
        total += outcomes
    print(f"{total.total()} names:", dict(sorted(total.items())))
    assert total.total() == len(communes) * len(PERTURBATIONS)
    assert total["WRONG"] == 0
    assert total["asked, missed"] <= total.total() // 100
