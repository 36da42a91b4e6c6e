"""Legacy text: recognised by the column, converted without a wrong letter, losses said.

`legacy_letters.csv` is the table of the 134 letters as the papers have it; the program builds its
own. `legacy_sentences.txt` is a report in our own words. CDS_DOMAIN_SOURCES may name a folder of
further texts (*.txt) that the detector is then measured on as well.
"""

import csv
import os
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.legacy_text import (
    LOSS_SENTENCES,
    Detection,
    Encoding,
    Loss,
    convert,
    detect,
    font_encoding,
    has_only_capitals,
)
from cds_desktop.text_rules import clean

HERE = Path(__file__).parent
LETTERS = list(csv.DictReader((HERE / "legacy_letters.csv").read_text("utf-8").splitlines()))
TCVN3_BYTES = {row["unicode"]: bytes.fromhex(row["tcvn3_hex"]).decode("latin-1") for row in LETTERS}
# A capital with a tone has no byte: the font .Vn...H shows the small letter as a capital.
TCVN3 = {letter: code or TCVN3_BYTES[letter.lower()] for letter, code in TCVN3_BYTES.items()}
VNI = {row["unicode"]: row["vni"] for row in LETTERS}


def to_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter, letter) for letter in text)


def to_vni(text: str) -> str:
    return "".join(VNI.get(letter, letter) for letter in text)


WRITERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.UNICODE: str,
    Encoding.TCVN3: to_tcvn3,
    Encoding.VNI: to_vni,
}
LEGACY = [Encoding.TCVN3, Encoding.VNI]


def _corpora() -> dict[str, list[str]]:
    files = [HERE / "legacy_sentences.txt"]
    if folder := os.environ.get("CDS_DOMAIN_SOURCES"):
        files += sorted(Path(folder).glob("*.txt"))
    texts = {file.stem: file.read_text("utf-8-sig") for file in files}
    return {
        name: [
            unicodedata.normalize("NFC", line.strip()) for line in text.splitlines() if line.strip()
        ]
        for name, text in texts.items()
    }


CORPORA = _corpora()


def cells(lines: list[str]) -> list[str]:
    """Cut lines into cells of four words."""
    split = [line.split() for line in lines]
    return [" ".join(words[at : at + 4]) for words in split for at in range(0, len(words), 4)]


# --- the letters --------------------------------------------------------------------------------


def test_the_table_has_the_134_letters() -> None:
    assert len({row["unicode"] for row in LETTERS}) == 134


@pytest.mark.parametrize("letter", [row["unicode"] for row in LETTERS])
def test_every_letter_survives_both_encodings(letter: str) -> None:
    is_capital = letter.isupper()
    tcvn3 = convert(TCVN3[letter], Encoding.TCVN3, is_capital_font=is_capital)
    vni = convert(VNI[letter], Encoding.VNI)
    assert (tcvn3.text, vni.text) == (letter, letter)
    assert Loss.UNKNOWN_LETTER not in (*tcvn3.lost, *vni.lost)


@pytest.mark.parametrize("name", CORPORA)
def test_whole_texts_survive_vni_in_both_cases(name: str) -> None:
    for line in CORPORA[name]:
        assert convert(to_vni(line), Encoding.VNI).text == line.replace("\u00a0", " ")


@pytest.mark.parametrize("name", CORPORA)
def test_whole_texts_survive_tcvn3_but_for_capitals_which_is_said(name: str) -> None:
    for line in CORPORA[name]:
        found = convert(to_tcvn3(line), Encoding.TCVN3)
        plain = line.replace("\u00a0", " ")
        if found.text != plain:
            assert found.text.casefold() == plain.casefold()
            assert Loss.CAPITALS in found.lost
        assert convert(to_tcvn3(line.lower()), Encoding.TCVN3).text == plain.lower()


# --- recognising --------------------------------------------------------------------------------


def votes_of(texts: list[str]) -> Counter[Encoding]:
    """Return what each text alone is recognised as (plain text apart)."""
    single = [detect([text]) for text in texts]
    return Counter(vote for found in single for vote in found.votes)


@pytest.mark.parametrize("encoding", WRITERS)
@pytest.mark.parametrize("name", CORPORA)
def test_no_line_and_no_cell_votes_for_a_wrong_encoding(name: str, encoding: Encoding) -> None:
    for size, texts in (("lines", CORPORA[name]), ("cells", cells(CORPORA[name]))):
        written = [WRITERS[encoding](text) for text in texts]
        votes = votes_of(written)
        print(f"{name} {size} {encoding}: {dict(votes)} of {len(texts)}")
        assert set(votes) <= {encoding, Encoding.UNKNOWN}
        assert votes[Encoding.UNKNOWN] <= len(texts) * 0.05
        found = detect(written)
        assert (found.encoding, found.is_certain) == (encoding, True)


@pytest.mark.parametrize("encoding", WRITERS)
@pytest.mark.parametrize("parent", ["866", "869", "871", "874", "877", "82"])
def test_a_column_of_commune_names_is_recognised(parent: str, encoding: Encoding) -> None:
    names = [unit.name for unit in load_org_units() if unit.parent == parent]
    found = detect([WRITERS[encoding](name) for name in names])
    assert (found.encoding, found.is_certain) == (encoding, True)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("25 % of 1,205 households, KPI #3 (DTI)", id="English and numbers"),
        pytest.param("UBND, HDND, CNTT, DVC, TTHC", id="abbreviations"),
        pytest.param("47,54%", id="a figure"),
        pytest.param("120 m², 25 °C, ±3, 5×4, 1½, © 2023, £100, §5", id="signs"),
        pytest.param("“trích” – ‘dẫn’ …", id="smart quotes"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_legacy_text_is_left_alone(text: str) -> None:
    found = detect([text])
    assert (found.encoding, found.is_certain) == (Encoding.UNICODE, True)
    assert not convert(text, found.encoding).is_changed


@pytest.mark.parametrize("encoding", LEGACY)
def test_plain_letters_stay_in_a_legacy_column(encoding: Encoding) -> None:
    text = "VNeID, LGSP 19/23, e-mail: huyen@example.vn; 1.205.780 (47,54%) UBND-VX"
    assert convert(text, encoding).text == text
    assert convert(text, encoding).lost == ()


@pytest.mark.parametrize("text", ["café", "résumé", "naïve Müller", "Öl für Straße", "là où"])
def test_foreign_words_are_no_proof(text: str) -> None:
    found = detect([text])
    assert (found.encoding, found.is_certain) == (Encoding.UNKNOWN, False)
    assert not convert(text, found.encoding).is_changed


def test_a_tie_stays_undecided() -> None:
    assert detect(["có"]) == Detection(Encoding.UNKNOWN, {Encoding.UNKNOWN: 1}, False)
    both = [to_tcvn3("Huyện Tháp Mười"), to_vni("Huyện Tháp Mười")]
    assert detect(both).encoding is Encoding.UNKNOWN


def test_a_mixed_column_is_recognised_by_its_majority_but_not_certain() -> None:
    found = detect([*map(to_tcvn3, ["Xã Mỹ Hòa", "Xã Phú Điền", "Láng Biển"]), "Xã Đốc Binh Kiều"])
    assert (found.encoding, found.is_certain) == (Encoding.TCVN3, False)
    assert found.votes == {Encoding.TCVN3: 3, Encoding.UNICODE: 1}


def test_one_legacy_word_alone_is_not_certain() -> None:
    assert detect([to_vni("Mười")]) == Detection(Encoding.VNI, {Encoding.VNI: 1}, False)


@pytest.mark.parametrize(
    ("font", "encoding", "is_capital"),
    [
        pytest.param(".VnTime", Encoding.TCVN3, False, id="TCVN3"),
        pytest.param(".VnTimeH", Encoding.TCVN3, True, id="TCVN3 capitals"),
        pytest.param(".vnarial narrowH", Encoding.TCVN3, True, id="small letters"),
        pytest.param("VNI-Times", Encoding.VNI, False, id="VNI"),
        pytest.param("VNI-Helve-H", Encoding.VNI, False, id="VNI has no font of capitals"),
        pytest.param("Times New Roman", None, False, id="says nothing"),
        pytest.param("", None, False, id="unknown"),
    ],
)
def test_the_font_is_the_first_sign(
    font: str, encoding: Encoding | None, *, is_capital: bool
) -> None:
    assert (font_encoding(font), has_only_capitals(font)) == (encoding, is_capital)
    if encoding:
        assert detect(["Ba Sao"], font=font) == Detection(encoding, {}, True)


def test_a_font_against_its_letters_is_not_certain() -> None:
    found = detect(["Xã Đốc Binh Kiều"], font=".VnTime")
    assert (found.encoding, found.is_certain) == (Encoding.TCVN3, False)
    assert not detect([to_vni("Huyện Tháp Mười")], font=".VnTime").is_certain


# --- what is lost -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        pytest.param("chuyÓn ®æi sè", "chuyển đổi số", (), id="nothing"),
        pytest.param("§iÒu hµnh", "Điều hành", (), id="Đ has a capital"),
        pytest.param("CéNG HßA X· HéI", "CỘNG HÒA XÃ HỘI", (Loss.CAPITALS,), id="in capitals"),
        pytest.param("ñy ban nh©n d©n", "ủy ban nhân dân", (Loss.CAPITALS,), id="first letter"),
        pytest.param("cña ñy ban", "của ủy ban", (Loss.CAPITALS,), id="first letter of a word"),
        pytest.param("HäC tËp", "HỌC tập", (Loss.CAPITALS,), id="one word in capitals"),
        pytest.param("X· Tõ C¬", "Xã Từ Cơ", (), id="words of one plain letter"),
        pytest.param("AµN", "ÀN", (Loss.CAPITALS,), id="capital and letter with the tone"),
        pytest.param("®­îc ng­êi", "được người", (), id="every soft hyphen is there"),
        pytest.param("®îc ngêi", "được ngời", (Loss.SOFT_HYPHEN,), id="soft hyphens dropped"),
        pytest.param("PH¦¥NG H¦íNG", "PHƯƠNG HƯỚNG", (Loss.CAPITALS,), id="ư has a capital"),
        pytest.param("tæng À", "tổng À", (Loss.UNKNOWN_LETTER,), id="no letter of TCVN3"),
        pytest.param("cá đẹp", "cá đẹp", (Loss.ALREADY_UNICODE,), id="Unicode in the column"),
        pytest.param("3 × 4, 1½ giê", "3 × 4, 1½ giờ", (), id="signs beside figures"),
        pytest.param("tØnh\u00a0ta", "tỉnh ta", (), id="hard space"),
        pytest.param("“tØnh” – ta", "“tỉnh” – ta", (), id="smart quotes stay"),
    ],
)
def test_tcvn3_says_what_it_cannot_know(before: str, after: str, lost: tuple[Loss, ...]) -> None:
    found = convert(before, Encoding.TCVN3)
    assert (found.before, found.text, found.lost) == (before, after, lost)


def test_a_font_of_capitals_gives_capitals() -> None:
    found = convert(to_tcvn3("tháp mười"), Encoding.TCVN3, is_capital_font=True)
    assert (found.text, found.lost) == ("THÁP MƯỜI", ())


def test_vni_says_which_letters_it_does_not_know() -> None:
    assert convert("Thaùp ø", Encoding.VNI).lost == (Loss.UNKNOWN_LETTER,)
    assert convert("THAÙP Möôøi", Encoding.VNI).text == "THÁP Mười"
    assert convert("Ñaëc AØ Aø", Encoding.VNI).text == "Đặc À À"


def test_cleaning_first_would_lose_letters_which_is_then_said() -> None:
    kept, cleaned = to_tcvn3("được hưởng"), clean(to_tcvn3("được hưởng")).text
    assert convert(kept, Encoding.TCVN3).lost == ()
    assert Loss.SOFT_HYPHEN in convert(cleaned, Encoding.TCVN3).lost


def test_every_loss_has_a_sentence() -> None:
    assert set(LOSS_SENTENCES) == set(Loss)


# --- damaged Unicode ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(unicodedata.normalize("NFD", "Huyện Tháp Mười"), "Huyện Tháp Mười", id="NFD"),
        pytest.param("Huyê\u0323n Tha\u0301p", "Huyện Tháp", id="base letter and tone"),
        pytest.param("Ðó chính là", "Đó chính là", id="Ð in a syllable"),
        pytest.param("HÐND, QÐ-UBND, mục ð)", "HĐND, QĐ-UBND, mục đ)", id="Ð in abbreviations"),
        pytest.param("Davíð Guðmundur", "Davíð Guðmundur", id="Icelandic stays"),
        pytest.param("Хã Mỹ Нòa", "Xã Mỹ Hòa", id="Cyrillic look-alikes"),
        pytest.param("bа con Mỹ Họ\u0441", "ba con Mỹ Học", id="a look-alike in a word"),
        pytest.param("Mỹ An Hưng А", "Mỹ An Hưng A", id="a letter alone"),
        pytest.param("Αn Bình", "An Bình", id="Greek look-alike"),
        pytest.param("Москва là thủ đô", "Москва là thủ đô", id="a Russian word stays"),
        pytest.param("Δ = 5 μm", "Δ = 5 μm", id="Greek signs stay"),
        pytest.param("1\u00a0205\u202f780 hộ", "1 205 780 hộ", id="hard spaces"),
        pytest.param("“Hòa” – hoà…", "“Hòa” – hoà…", id="quotes and both places of the tone stay"),
    ],
)
def test_damaged_unicode_is_mended(before: str, after: str) -> None:
    found = convert(before, Encoding.UNICODE)
    assert (found.before, found.text, found.lost) == (before, after, ())
    assert found.is_changed is (before != after)


@given(st.text(max_size=60))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = convert(text, Encoding.UNICODE).text
    assert convert(once, Encoding.UNICODE).text == once


@given(
    st.text("aAêđ Ðð.µ©Ç\u00ad\u00a0øùûõïâö°½×5\u0300\u0301ñ", max_size=40),
    st.sampled_from(Encoding),
)
def test_any_text_is_answered(text: str, encoding: Encoding) -> None:
    assert detect([text]).encoding in Encoding
    assert convert(text, encoding).before == text
