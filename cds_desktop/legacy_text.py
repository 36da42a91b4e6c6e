"""TCVN3, VNI and damaged Unicode: recognise, convert, say what is lost (domain/conventions.md 5).

Give it text as it was read, before `text_rules.clean`: TCVN3 writes ư as the soft hyphen, which
cleaning takes away. Nothing is stored here: `convert` returns the text before and after, and the
caller shows both. VPS is not read: its plain letters are those of Unicode, so that as a third
reading it would only make ties.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from string import ascii_letters
from typing import NamedTuple

# --- public -------------------------------------------------------------------------------------


class Encoding(StrEnum):
    """How the letters of a text are written."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    UNKNOWN = "unknown"


class Loss(StrEnum):
    """What a conversion could not know, or had to guess."""

    CAPITALS = "capitals"
    SOFT_HYPHEN = "soft_hyphen"
    UNKNOWN_LETTER = "unknown_letter"
    ALREADY_UNICODE = "already_unicode"


LOSS_SENTENCES = {
    Loss.CAPITALS: "Bảng mã TCVN3 không có chữ hoa mang dấu thanh: cần kiểm tra lại chữ hoa.",
    Loss.SOFT_HYPHEN: (
        "Tệp gốc đã mất một số chữ “ư”: chữ suy ra được đã điền lại, các chữ khác cần kiểm tra."
    ),
    Loss.UNKNOWN_LETTER: "Có ký tự không thuộc bảng mã này: các ký tự đó được giữ nguyên.",
    Loss.ALREADY_UNICODE: "Nội dung này đã là Unicode: được giữ nguyên, không chuyển mã.",
}


@dataclass(frozen=True, slots=True)
class Detection:
    """What a column or file was recognised as.

    `votes` counts the texts that speak for each encoding; under UNKNOWN stand those with accented
    letters that fit several encodings or none. Text without accents has no vote. `is_certain` is
    False when the user should choose with the preview before him.
    """

    encoding: Encoding
    votes: Mapping[Encoding, int]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Converted:
    """A text before and after, and what the conversion could not know."""

    before: str
    text: str
    lost: tuple[Loss, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Say whether there is something to show to the user."""
        return self.text != self.before


def detect(texts: Sequence[str], *, font: str = "") -> Detection:
    """Recognise the encoding of a column or file: by its font, else by majority, ties open."""
    voices = [voice for text in texts if (voice := _voice(text))]
    votes = Counter(voice.vote for voice in voices)
    if named := font_encoding(font):
        return Detection(named, dict(votes), _is_certain(named, voices))
    decided = Counter({key: votes[key] for key in votes if key is not Encoding.UNKNOWN})
    if not decided:
        is_plain = not votes
        return Detection(Encoding.UNICODE if is_plain else Encoding.UNKNOWN, dict(votes), is_plain)
    (best, most), *rest = decided.most_common()
    if rest and rest[0][1] == most:
        return Detection(Encoding.UNKNOWN, dict(votes), False)
    is_weak = best is not Encoding.UNICODE and sum(voice.words for voice in voices) < _FEWEST_WORDS
    return Detection(best, dict(votes), not is_weak and _is_certain(best, voices))


def font_encoding(font: str) -> Encoding | None:
    """Return what the name of a font says about its letters; None when it says nothing."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni-") else None


def has_only_capitals(font: str) -> bool:
    """Say whether a font shows its lower-case letters as capitals (.VnTimeH)."""
    return font_encoding(font) is Encoding.TCVN3 and font.rstrip().endswith("H")


def convert(text: str, encoding: Encoding, *, is_capital_font: bool = False) -> Converted:
    """Return `text` in Unicode; Unicode itself is mended (see `_mend`), the unknown stays as it is.

    A legacy text that holds a letter which only Unicode has is mended too, and never converted.
    """
    if encoding is Encoding.UNKNOWN:
        return Converted(text, text)
    if encoding is Encoding.UNICODE:
        return Converted(text, _mend(text))
    if _UNICODE_SIGN.search(text):
        return Converted(text, _mend(text), (Loss.ALREADY_UNICODE,))
    lost = [Loss.UNKNOWN_LETTER] if _has_unknown_letter(text, encoding) else []
    if encoding is Encoding.VNI:
        return Converted(text, _from_vni(text).replace("\u00a0", " "), tuple(lost))
    plain, more = _without_gaps(text)
    if is_capital_font:
        return Converted(text, plain.upper(), (*more, *lost))
    cased, is_guess = _with_case(plain)
    return Converted(text, cased, (*([Loss.CAPITALS] if is_guess else []), *more, *lost))


# --- which encoding -----------------------------------------------------------------------------

# Letters and marks that no legacy text can hold once it was read as Windows text.
_UNICODE_SIGN = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9\u0300-\u0303\u0306\u0309\u031b\u0323]")
_WORD = re.compile("[A-Za-zµ\u00a1-\u00ff]+")
_FEWEST_WORDS = 2  # one word alone may be foreign ("où")
_FEW = 50  # of so many clear texts one may speak for another encoding by chance


class _Voice(NamedTuple):
    """What one text says: the encodings that read most of its accented words as syllables."""

    fits: tuple[Encoding, ...]
    words: int

    @property
    def vote(self) -> Encoding:
        return self.fits[0] if len(self.fits) == 1 else Encoding.UNKNOWN


def _voice(text: str) -> _Voice | None:
    """Return what `text` speaks for; None when it has no accents."""
    if text.isascii():
        return None
    if _UNICODE_SIGN.search(text):
        return _Voice((Encoding.UNICODE,), 1)
    words = [word for word in _WORD.findall(text) if _is_accented(word)]
    if not words:
        return None
    valid = {
        key: sum(_is_syllable(read(word)) for word in words) for key, read in _READINGS.items()
    }
    best = max(valid.values())
    return _Voice(tuple(key for key, count in valid.items() if count == best and best), best)


def _is_accented(word: str) -> bool:
    """Say whether a word can bear witness: not "m²", "£" or "×", which stand in any text."""
    has_mark = not word.isascii() and any(letter in _legacy_letters() for letter in word)
    return has_mark and any(letter.isalpha() for letter in word)


@cache
def _legacy_letters() -> frozenset[str]:
    return frozenset("".join((*_tcvn3(), *_vni()))) - frozenset(ascii_letters)


def _is_certain(encoding: Encoding, voices: Sequence[_Voice]) -> bool:
    """Say whether hardly a text speaks clearly against `encoding`, and most can be read in it."""
    opposed = sum(voice.vote not in (encoding, Encoding.UNKNOWN) for voice in voices)
    fitting = sum(encoding in voice.fits for voice in voices)
    return _FEW * opposed <= fitting and 2 * fitting >= len(voices)


_ONSETS = "ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p q r s t v x"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec"
    " em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im"
    " in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt"
    " oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u"
    " ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya"
    " uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y"
    " yêm yên yêng yêt yêu uyn uêu oem"
)
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_STOPPED_TONES = "\u0301\u0323"  # c, ch, p, t at the end: only sắc and nặng


@lru_cache(maxsize=8192)
def _is_syllable(word: str) -> bool:
    """Say whether `word` can be a Vietnamese syllable with its marks."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    if len(tones) > 1:
        return False
    letters = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    if letters.endswith(("c", "ch", "p", "t")) and (not tones or tones[0] not in _STOPPED_TONES):
        return False
    return letters in _syllables()


@cache
def _syllables() -> frozenset[str]:
    rimes = _RIMES.split()
    return frozenset(onset + rime for onset in ["", *_ONSETS.split()] for rime in rimes)


# --- TCVN3 --------------------------------------------------------------------------------------

_TCVN3_LETTERS = "àáâầấẫẩãăằắẵẳảạậặèéêềếễểẽẻẹệìíĩỉịòóôồốỗổõỏơờớỡởợọộùúũủưừứữửựụỳýỹỷỵđÂĂÊÔƠƯĐ"
_TCVN3_BYTES = "µ¸©ÇÊÉÈ·¨»¾½¼¶¹ËÆÌÐªÒÕÔÓÏÎÑÖ×ÝÜØÞßã«åèçæâá¬êíìëîäéïóòñ\u00adõø÷öùôúýüûþ®¢¡£¤¥¦§"
# 1½ and 3 × 4 are no letters; everything else from ¡ on may be one.
_TCVN3_PARTS = re.compile(r"((?<=\d)[¼½¾]|(?<=\d)\s?[×÷]\s?(?=\d))|([\u00a1-\u00ff\u03bc])")
_TONED = "àáảãạầấẩẫậằắẳẵặèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_CAPITAL_AND_TONE = re.compile(f"([AEIOUYÂĂÊÔƠƯ])([{_TONED}])")

_WORD_IN_CAPITALS = re.compile(r"\b[^\Wa-z\d_]*[A-Z][^\Wa-z\d_]*[A-Z][^\Wa-z\d_]*\b")
# A word that begins so may have begun with a capital ("Ủy ban").
_LOW_START = re.compile(rf"\b[{_TONED}]")


@cache
def _tcvn3() -> dict[str, str]:
    # An editor that folds compatibility letters makes Greek μ of the micro sign.
    return {**dict(zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True)), "\u03bc": "à"}


def _from_tcvn3(text: str) -> str:
    def read(part: re.Match[str]) -> str:
        return part[1] or _tcvn3().get(part[2], part[2])

    return _TCVN3_PARTS.sub(read, text).replace("\u00a0", " ")


def _without_gaps(text: str) -> tuple[str, list[Loss]]:
    """Convert TCVN3; where a program dropped every soft hyphen, put back the ư of "ươ"."""
    plain = _from_tcvn3(text)
    if "\u00ad" in text:
        return plain, []
    filled = re.sub(r"[^\W\d_]+", lambda word: _with_dropped_letter(word[0]), plain)
    return filled, [Loss.SOFT_HYPHEN] if filled != plain else []


def _with_dropped_letter(word: str) -> str:
    """Return "được" for "đợc", which is no syllable; what could be a syllable stays."""
    found = re.search("[ơờớởỡợƠ]", word)
    if not found or _is_syllable(word):
        return word
    letter = "Ư" if word.isupper() else "ư"
    filled = word[: found.start()] + letter + word[found.start() :]
    return filled if _is_syllable(filled) else word


def _with_case(plain: str) -> tuple[str, bool]:
    """Write words and lines in capitals whole ("BáO CáO"); say whether any capital is a guess."""
    cased = _CAPITAL_AND_TONE.sub(_join_capital, plain)
    cased = _WORD_IN_CAPITALS.sub(lambda word: word[0].upper(), cased)
    if _WORD_IN_CAPITALS.search(cased) and not re.search("[a-z]", cased):
        cased = cased.upper()
    return cased, cased != plain or bool(_LOW_START.search(cased))


def _join_capital(pair: re.Match[str]) -> str:
    """Return "À" for "Aà": some typed the capital, then the letter with its tone."""
    low = pair[2].upper()
    marks = unicodedata.normalize("NFD", low)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return low if bare == pair[1] else pair[0]


# --- VNI ----------------------------------------------------------------------------------------

_VNI_PLAIN = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HAT = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE = dict(zip("ìíæóòîñôö", "ìíỉĩịỵđơư", strict=True))


@cache
def _vni() -> dict[str, str]:
    """Return every VNI letter of one or two characters; the first character gives the case."""
    bases = {**{letter: letter for letter in "aeouy"}, "ô": "ơ", "ö": "ư"}
    pairs = {
        base + mark: into + tone
        for base, into in bases.items()
        for mark, tone in _VNI_PLAIN.items()
    }
    pairs |= {
        base + mark: f"{base}\u0302{tone}" for base in "aeo" for mark, tone in _VNI_HAT.items()
    }
    pairs |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _VNI_BREVE.items()}
    small = {key: unicodedata.normalize("NFC", into) for key, into in (pairs | _VNI_SINGLE).items()}
    large = {key.upper(): into.upper() for key, into in small.items()}
    mixed = {key[0].upper() + key[1:]: into.upper() for key, into in small.items()}
    return small | large | mixed


@cache
def _vni_letter() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_vni(), key=len, reverse=True)))


def _from_vni(text: str) -> str:
    return _vni_letter().sub(lambda found: _vni()[found[0]], text)


def _has_unknown_letter(text: str, encoding: Encoding) -> bool:
    known = _vni_letter().sub("", text) if encoding is Encoding.VNI else text
    left = {letter for letter in known if letter > "\u00a0" and letter.isalpha()}
    return bool(left - _tcvn3().keys()) if encoding is Encoding.TCVN3 else bool(left)


# --- Unicode that was typed or carried badly ----------------------------------------------------

_LATIN_TWINS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXIJSaeopcyxijshdABEZHIKMNOPTYXo"
)
_TWIN_LETTER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_TWIN_WORD = re.compile(f"(?:{_TWIN_LETTER.pattern}[\u0300-\u036f]*){{2,}}")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTERS = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")


def _mend(text: str) -> str:
    """Compose letters, plain the spaces, write Đ for Ð and Latin for look-alikes."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u202f", " "))
    if _TWIN_LETTER.search(composed):
        composed = unicodedata.normalize("NFC", _with_latin_twins(composed))
    if not re.search("[Ðð]", composed):
        return composed
    return _LETTERS.sub(lambda word: _with_vietnamese_d(word[0]), composed)


def _with_latin_twins(text: str) -> str:
    """Write Latin in words that mix the scripts, and for a letter alone ("Mỹ An Hưng А")."""
    has_foreign_word = any(_TWIN_WORD.fullmatch(word) for word in _LETTERS.findall(text))
    is_latin = bool(_LATIN_LETTER.search(text)) and not has_foreign_word

    def replaced(word: re.Match[str]) -> str:
        latin = word[0].translate(_LATIN_TWINS)
        is_meant = _LATIN_LETTER.search(word[0]) or (is_latin and len(word[0]) == 1)
        return latin if is_meant and not _TWIN_LETTER.search(latin) else word[0]

    return _LETTERS.sub(replaced, text)


def _with_vietnamese_d(word: str) -> str:
    """Write Đ for the Icelandic letter in a Vietnamese syllable or an abbreviation (QÐ, HÐND)."""
    written = word.replace("Ð", "Đ").replace("ð", "đ")
    is_abbreviation = word.isupper() and word.replace("Ð", "").isascii()
    return written if is_abbreviation or word == "ð" or _is_syllable(written) else word


def _strictly(encoding: Encoding, read: Callable[[str], str]) -> Callable[[str], str]:
    """Return a reading that gives "" for a word with letters foreign to the encoding."""
    return lambda word: "" if _has_unknown_letter(word, encoding) else read(word)


_READINGS: dict[Encoding, Callable[[str], str]] = {
    Encoding.UNICODE: _mend,
    Encoding.TCVN3: _strictly(Encoding.TCVN3, _from_tcvn3),
    Encoding.VNI: _strictly(Encoding.VNI, _from_vni),
}
