"""Read and write XML strictly: the border to lxml, which comes without types.

Nothing is recovered or repaired: lxml's recovery swallows letters (TECH.md 0). A document type is
refused, so no entity is ever expanded.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Protocol, cast

from lxml import etree as _untyped  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]

_etree = cast(Any, _untyped)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class BrokenXml(Exception):
    """These bytes are not the well-formed, plain XML that is allowed here."""


class Element(Protocol):
    """The part of lxml's element that this package uses."""

    tag: str
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> dict[str, str]: ...
    def __iter__(self) -> Iterator["Element"]: ...
    def __len__(self) -> int: ...
    def get(self, key: str, default: str | None = None) -> str | None: ...
    def set(self, key: str, value: str) -> None: ...
    def find(self, path: str) -> "Element | None": ...
    def findall(self, path: str) -> "list[Element]": ...
    def iter(self, *tags: str) -> "Iterator[Element]": ...
    def itertext(self, *tags: str) -> Iterator[str]: ...
    def iterancestors(self, *tags: str) -> "Iterator[Element]": ...
    def append(self, element: "Element") -> None: ...
    def insert(self, index: int, element: "Element") -> None: ...
    def remove(self, element: "Element") -> None: ...
    def index(self, child: "Element") -> int: ...
    def getparent(self) -> "Element | None": ...
    def getnext(self) -> "Element | None": ...
    def getprevious(self) -> "Element | None": ...
    def addnext(self, element: "Element") -> None: ...
    def addprevious(self, element: "Element") -> None: ...


def parse(data: bytes) -> Element:
    """Parse one part; raises BrokenXml when it is not well formed or declares a document type."""
    if _DOCTYPE.search(data):
        raise BrokenXml("document type")
    try:
        root = _etree.fromstring(data, _strict_parser())
    except _etree.XMLSyntaxError as error:
        raise BrokenXml(str(error)) from error
    if root.getroottree().docinfo.doctype:  # in an encoding that the pattern does not read
        raise BrokenXml("document type")
    return cast(Element, root)


def serialise(root: Element) -> bytes:
    """Return the part's bytes: UTF-8 with the declaration that Office writes."""
    return cast(
        bytes, _etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    )


def to_text(root: Element) -> str:
    """Return the XML as text without a declaration."""
    return cast(str, _etree.tostring(root, encoding="unicode"))


def make(tag: str, **attributes: str) -> Element:
    """Make an element of WordprocessingML, attributes too: `make("jc", val="center")`."""
    element = cast(Element, _etree.Element(W + tag, nsmap={"w": W[1:-1]}))
    for name, value in attributes.items():
        element.set(W + name, value)
    return element


def copy_of(element: Element) -> Element:
    """Return a copy of the element with everything in it, without the text that follows it."""
    copied = cast(Element, deepcopy(cast(Any, element)))
    copied.tail = None
    return copied


def value_of(parent: Element | None, path: str, attribute: str = "val") -> str | None:
    """Return the attribute of the first element at `path`; None when there is no such element."""
    element = None if parent is None else parent.find(path)
    return None if element is None else element.get(W + attribute)


def _strict_parser() -> Any:
    return _etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
