"""Work out how a paragraph or run of a Word file really looks: defaults, styles, own format.

Sizes are half-points, lengths twentieths of a point (Word's own units): nothing is rounded.
Conditional formats of table styles are left out; office templates do not rest on them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cds_desktop.office.xml_tree import Element, W, to_text, value_of

_OFF = {"0", "false", "off", "none"}
_FONT_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_THEME_SLOTS = {slot: f"{slot}Theme" for slot in _FONT_SLOTS} | {"cs": "cstheme"}
_RULERS = ("top", "bottom")


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How the letters of one run look; `fonts`: ascii, hAnsi, cs, eastAsia ("" if unset)."""

    fonts: tuple[str, ...]
    size: int
    is_bold: bool
    is_italic: bool
    is_caps: bool
    color: str


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How one paragraph is set: alignment, indents, gaps, rules drawn above and below it."""

    style_id: str
    alignment: str
    first_line: int
    left: int
    right: int
    before: int
    after: int
    line: int
    line_rule: str
    rules: tuple[str, str]


class Styles:
    """The styles of one document; answers for its paragraphs and runs."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._known_runs: dict[tuple[str, str, str], RunFormat] = {}
        self._known_paragraphs: dict[tuple[str, str], ParagraphFormat] = {}

    def paragraph(self, paragraph: Element) -> ParagraphFormat:
        """Return the effective format of a `w:p`."""
        own = paragraph.find(W + "pPr")
        key = ("" if own is None else to_text(own), _table_style(paragraph))
        if key not in self._known_paragraphs:
            self._known_paragraphs[key] = self._paragraph(paragraph)
        return self._known_paragraphs[key]

    def run(self, run: Element, paragraph: Element) -> RunFormat:
        """Return the effective format of a `w:r` in its `w:p`."""
        own = run.find(W + "rPr")
        styled = "" if own is None else to_text(own)
        key = (self._style_id(paragraph), _table_style(paragraph), styled)
        if key not in self._known_runs:
            self._known_runs[key] = self._run(own, paragraph)
        return self._known_runs[key]

    def name(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style as Word shows it; Word may renumber the ids."""
        style = self._by_id.get(self._style_id(paragraph))
        return value_of(style, W + "name") or ""

    def id_of(self, name: str) -> str:
        """Return the id of the style that Word shows by this name; "" when there is none."""
        known = self._by_id.items()
        return next((key for key, style in known if value_of(style, W + "name") == name), "")

    def _paragraph(self, paragraph: Element) -> ParagraphFormat:
        layers = list(self._paragraph_layers(paragraph))
        rules = (_rule(layers, _RULERS[0]), _rule(layers, _RULERS[1]))
        hanging = _length(layers, "ind", "hanging")
        return ParagraphFormat(
            style_id=self._style_id(paragraph),
            alignment=_last(layers, "jc", "val") or "left",
            first_line=-hanging if hanging else _length(layers, "ind", "firstLine"),
            left=_length(layers, "ind", "left") or _length(layers, "ind", "start"),
            right=_length(layers, "ind", "right") or _length(layers, "ind", "end"),
            before=_length(layers, "spacing", "before"),
            after=_length(layers, "spacing", "after"),
            line=int(_last(layers, "spacing", "line") or 240),
            line_rule=_last(layers, "spacing", "lineRule") or "auto",
            rules=rules,
        )

    def _run(self, own: Element | None, paragraph: Element) -> RunFormat:
        character = self._chain(value_of(own, W + "rStyle") or "", "rPr")
        base = list(self._base_run_layers(paragraph))
        layers = [*base, *character, *([own] if own is not None else [])]
        return RunFormat(
            fonts=tuple(_font(layers, slot) for slot in _FONT_SLOTS),
            size=int(_last(layers, "sz", "val") or 20),
            is_bold=_toggle(base, character, own, "b"),
            is_italic=_toggle(base, character, own, "i"),
            is_caps=_toggle(base, character, own, "caps"),
            color=_last(layers, "color", "val") or "auto",
        )

    def _style_id(self, paragraph: Element) -> str:
        named = value_of(paragraph, f"{W}pPr/{W}pStyle")
        return named if named in self._by_id else self._default_paragraph

    def _paragraph_layers(self, paragraph: Element) -> Iterator[Element]:
        yield from self._defaults("pPr")
        yield from self._table_layers(paragraph, "pPr")
        yield from self._chain(self._style_id(paragraph), "pPr")
        own = paragraph.find(W + "pPr")
        if own is not None:
            yield own

    def _base_run_layers(self, paragraph: Element) -> Iterator[Element]:
        yield from self._defaults("rPr")
        yield from self._table_layers(paragraph, "rPr")
        yield from self._chain(self._style_id(paragraph), "rPr")

    def _table_layers(self, paragraph: Element, kind: str) -> list[Element]:
        return self._chain(_table_style(paragraph), kind)

    def _chain(self, style_id: str, kind: str) -> list[Element]:
        """Return the properties of a style and of those it is based on, the eldest first."""
        layers: list[Element] = []
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            style = self._by_id[style_id]
            properties = style.find(W + kind)
            if properties is not None:
                layers.insert(0, properties)
            style_id = value_of(style, W + "basedOn") or ""
        return layers

    def _defaults(self, kind: str) -> list[Element]:
        path = f"{W}docDefaults/{W}{kind}Default/{W}{kind}"
        found = None if self._root is None else self._root.find(path)
        return [] if found is None else [found]

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        styles = [] if self._root is None else self._root.findall(W + "style")
        return {style.get(W + "styleId") or "": style for style in styles}

    @cached_property
    def _default_paragraph(self) -> str:
        for style_id, style in self._by_id.items():
            is_default = (style.get(W + "default") or "0") not in _OFF
            if is_default and style.get(W + "type") == "paragraph":
                return style_id
        return ""


def _table_style(paragraph: Element) -> str:
    table = next(paragraph.iterancestors(W + "tbl"), None)
    return value_of(table, f"{W}tblPr/{W}tblStyle") or ""


def _last(layers: list[Element], name: str, attribute: str) -> str | None:
    for properties in reversed(layers):
        if (value := value_of(properties, W + name, attribute)) is not None:
            return value
    return None


def _length(layers: list[Element], name: str, attribute: str) -> int:
    return round(float(_last(layers, name, attribute) or 0))


def _font(layers: list[Element], slot: str) -> str:
    """Return the font's name of a slot; a theme font is another name and shown as such."""
    for properties in reversed(layers):
        fonts = properties.find(W + "rFonts")
        if fonts is None:
            continue
        if theme := fonts.get(W + _THEME_SLOTS[slot]):
            return f"theme:{theme}"
        if name := fonts.get(W + slot):
            return name
    return ""


def _rule(layers: list[Element], side: str) -> str:
    """Return the kind of line at a side ("single", ...); "" when there is none."""
    for properties in reversed(layers):
        borders = properties.find(W + "pBdr")
        if borders is not None:
            kind = value_of(borders, W + side) or ""
            return "" if kind in ("nil", "none") else kind
    return ""


def _toggle(base: list[Element], character: list[Element], own: Element | None, name: str) -> bool:
    """Direct formatting decides; between paragraph and character style the switch toggles."""
    if (direct := _switch([own] if own is not None else [], name)) is not None:
        return direct
    return bool(_switch(base, name)) != bool(_switch(character, name))


def _switch(layers: list[Element], name: str) -> bool | None:
    for properties in reversed(layers):
        element = properties.find(W + name)
        if element is not None:
            return (element.get(W + "val") or "1") not in _OFF
    return None
