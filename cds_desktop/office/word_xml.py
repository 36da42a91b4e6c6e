"""Set a property of a Word element where the schema wants it: Word refuses another order."""

from cds_desktop.office.xml_tree import Element, W, make

_ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
        " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
        " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
        " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
        " rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
        " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u"
        " effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
        " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
        " tblDescription tblPrChange"
    ),
    "trPr": (
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader"
        " tblCellSpacing jc hidden"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
        " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter"
        " docGrid printerSettings"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
        " vAlign hideMark"
    ),
}
_FIRST_CHILDREN = {"tblGrid": 1}
_RANKS = {
    W + owner: {W + name: rank for rank, name in enumerate(order.split())}
    for owner, order in _ORDERS.items()
}


def order_of(owner: str) -> list[str]:
    """Return the names that `w:pPr`, `w:rPr`, ... may hold, in the order of the schema."""
    return _ORDERS[owner].split()


def set_property(properties: Element, element: Element) -> None:
    """Put `element` into a `w:pPr`, `w:rPr`, ..., in place of one of the same name."""
    drop_property(properties, element.tag)
    ranks = _RANKS[properties.tag]
    rank = ranks[element.tag]
    earlier = [other for other in properties if ranks.get(other.tag, len(ranks)) < rank]
    properties.insert(len(earlier), element)


def drop_property(properties: Element, tag: str) -> None:
    """Take the property out, however often it is there."""
    for old in properties.findall(tag):
        properties.remove(old)


def child(parent: Element, name: str) -> Element:
    """Return the parent's properties element (`pPr`, `tblPr`, ...), made when it is not there."""
    found = parent.find(W + name)
    if found is None:
        found = make(name)
        parent.insert(_FIRST_CHILDREN.get(name, 0), found)
    return found
