"""Small words of official Vietnamese: names and typed texts set into running sentences."""

import re

_UNIT_KINDS = ("Thành phố", "Thị xã", "Thị trấn", "Huyện", "Phường", "Xã", "Tỉnh")

# A body's name as letterheads print it (capitals) and as sentences do (NĐ 30/2020 PL II).
_BODY_WORDS = (
    "Ủy ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND", "Văn phòng", "Phòng", "Sở", "Trung tâm",
    "Văn hóa và Thông tin", "Văn hóa - Thông tin", "Văn hóa - Xã hội", "Văn hóa",
    "Thông tin và Truyền thông", "Khoa học và Công nghệ", "Thông tin", "Truyền thanh",
    "Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường", "Tài nguyên và Môi trường",
    "Giáo dục và Đào tạo", "Lao động - Thương binh và Xã hội", "Tài chính - Kế hoạch", "Tài chính",
    "Kinh tế và Hạ tầng", "Kinh tế, Hạ tầng và Đô thị", "Kinh tế", "Nội vụ", "Tư pháp", "Y tế",
    "Công Thương", "Xây dựng", "Giao thông vận tải", "Ngoại vụ", "Du lịch", "Thanh tra", "và",
    "huyện", "thành phố", "thị xã", "thị trấn", "xã", "phường", "tỉnh",
)  # fmt: skip
_BODY_PATTERN = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(word.upper())}(?!\w)" for word in sorted(_BODY_WORDS, key=len)[::-1]
    )
)
_IN_SENTENCE = {word.upper(): word for word in _BODY_WORDS}

# First words that keep their capital inside a sentence.
_NAMES = (
    "Bộ", "Sở", "Cục", "Tỉnh", "Huyện ủy", "Tỉnh ủy", "Thành ủy", "Đảng", "Đoàn", "Chính phủ",
    "Quốc hội", "Thủ tướng", "Trung ương", "Nhà nước", "Nhân dân", "Ủy ban", "Hội đồng",
    "Ban Chỉ đạo", "Tổ công nghệ số", "Tổ Công nghệ số", "Tổ CNSCĐ", "Đề án", "Internet", "Zalo",
    "Ngày Chuyển đổi",
)  # fmt: skip
_PROPER = re.compile(f"({'|'.join(_NAMES)})" + r"(?!\w)")
# Common words that a name may follow: "Tại Trung tâm" gets a small letter, "Tháp Mười" none.
_COMMON_FIRST_WORDS = frozenset({
    "Tại", "Do", "Ở", "Của", "Theo", "Từ", "Vì", "Và", "Về", "Với", "Cho", "Các", "Những", "Một",
    "Mỗi", "Chưa", "Không", "Có", "Đã", "Sẽ", "Đang", "Được", "Bị", "Khi", "Nếu", "Để", "Việc",
    "Số", "Trên", "Trong", "Qua", "Cùng", "Nhiều", "Gửi", "Giao", "Hỗ",
})  # fmt: skip
_LIST_MARK = re.compile(r"^\s*[-–—+*•]\s*")


def unit_in_text(name: str) -> str:
    """Return a unit's name as sentences print it: huyện Tháp Mười, but Phường 1."""
    kind = next((kind for kind in _UNIT_KINDS if name.startswith(f"{kind} ")), "")
    is_numbered = name.removeprefix(kind).strip().isdigit()
    return name if not kind or is_numbered else kind.lower() + name.removeprefix(kind)


def unit_kind(name: str) -> str:
    """Return what a unit is: huyện, thành phố, xã ...; "" when its name does not say."""
    return next((kind.lower() for kind in _UNIT_KINDS if name.startswith(f"{kind} ")), "")


def body_in_text(name: str) -> str:
    """Return a body's name as sentences print it: Phòng Văn hóa và Thông tin huyện Tháp Mười."""
    if name != name.upper():
        return name
    words = _BODY_PATTERN.split(name)
    known = _BODY_PATTERN.findall(name)
    pieces = [_titled(words[0])]
    for found, rest in zip(known, words[1:], strict=True):
        pieces += [_IN_SENTENCE[found], _titled(rest)]
    return capitalised("".join(pieces))


def inline(text: str) -> str:
    """Return a typed text for use inside a sentence: one line, small first letter, no full stop.

    Names and abbreviations keep their capital: "Bộ TT&TT chưa công bố", "Tháp Mười chưa có".
    """
    bare = re.sub(r"^[Vv]/v\b\.?\s*", "về việc ", " ".join(text.split()).strip(" .;,:"))
    return bare if _starts_with_name(bare) else bare[:1].lower() + bare[1:]


def capitalised(text: str) -> str:
    """Return `text` with a capital first letter; words like "e-Dongthap" stay as they are."""
    return text if text[1:2] == "-" else text[:1].upper() + text[1:]


def ended(text: str, mark: str = ".") -> str:
    """Return `text` with `mark` at its end unless it has an end of its own."""
    bare = text.rstrip()
    return bare if not bare or bare[-1] in ".;:!?…" else bare + mark


def joined(pieces: list[str]) -> str:
    """Join as prose does: “a”, “b” và “c”."""
    if len(pieces) < 2:
        return "".join(pieces)
    return f"{', '.join(pieces[:-1])} và {pieces[-1]}"


def quoted(text: str) -> str:
    """Return `text` in Vietnamese quotation marks."""
    return f"“{text}”"


def lines_of(text: str) -> list[tuple[bool, str]]:
    """Split a typed narrative into (is it a line of a list, its text without mark)."""
    found = [(bool(_LIST_MARK.match(line)), _LIST_MARK.sub("", line)) for line in text.splitlines()]
    return [(is_item, " ".join(line.split())) for is_item, line in found if line.strip()]


def _starts_with_name(text: str) -> bool:
    if _PROPER.match(text):
        return True
    first, _, rest = text.partition(" ")
    if len(first) > 1 and not first[1].islower():
        return True
    return rest[:1].isupper() and rest[1:2].islower() and first not in _COMMON_FIRST_WORDS


def _titled(text: str) -> str:
    return re.sub(r"\w+", lambda word: word.group().capitalize(), text)
