"""Hostile and broken spreadsheets, generated: bombs, lies, foreign formats, active content."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
WORKBOOK = (
    '<?xml version="1.0"?><workbook xmlns="urn:x" xmlns:r="urn:r"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
)
WORKBOOK_RELATIONS = (
    '<?xml version="1.0"?><Relationships><Relationship Id="r1" Type="http://x/worksheet"'
    ' Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings"'
    ' Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://x/styles"'
    ' Target="styles.xml"/></Relationships>'
)
SHEET_PLACE = "xl/worksheets/sheet1.xml"
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'

Parts = Mapping[str, str | bytes]


def sheet_xml(rows: str, *, before: str = "", after: str = "", head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{head}<worksheet xmlns="urn:x">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def package(parts: Parts | None = None, *, without: str = "") -> bytes:
    """Return a small sound workbook, with parts replaced or added."""
    sound: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS,
        SHEET_PLACE: sheet_xml(ROW),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**sound, **(parts or {})}.items():
            if name != without:
                archive.writestr(name, content)
    return buffer.getvalue()


def sheet(rows: str, **more: str) -> bytes:
    return package({SHEET_PLACE: sheet_xml(rows, **more)})


def real_workbook(fill: Callable[[Any], None] | None = None) -> bytes:
    book: Any = Workbook()
    book.active.append(["Đơn vị", "Khóm, ấp"])
    book.active.append(["Xã Mỹ Đông", 5])
    if fill:
        fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cell(body: str, **attributes: str) -> str:
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<row r="1"><c r="A1"{given}>{body}</c></row>'


BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
EXTERNAL_ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def _strings(body: str) -> Parts:
    return {"xl/sharedStrings.xml": f'<?xml version="1.0"?><sst>{body}</sst>'}


def _damaged(seed: int) -> bytes:
    data = bytearray(real_workbook())
    chance = random.Random(seed)
    for _ in range(12):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _many_entries() -> bytes:
    return package({f"xl/media/{number}.xml": "<a/>" for number in range(600)})


def _doubled() -> bytes:
    buffer = io.BytesIO(package())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(SHEET_PLACE.upper(), sheet_xml(ROW))
    return buffer.getvalue()


def _encrypted_flag() -> bytes:
    data = bytearray(package())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def _lying_size() -> bytes:
    data = bytearray(package())
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = (0x7FFFFFFF).to_bytes(4, "little")
    return bytes(data)


def _big(megabytes: int) -> str:
    return sheet_xml(f"<row><c><v>{'9' * (megabytes * 1024 * 1024)}</v></c></row>")


def _filled_rows(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, count + 1))


# name -> (bytes, the code of the refusal; "" when it is to be read)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "sheet_empty_file"),
    "only spaces": (lambda: b"  \r\n ", "sheet_empty_file"),
    "over 20 MB": (lambda: b"a;b\n" * 6_000_000, "sheet_too_large"),
    "a file under a password or .xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
        "sheet_old_format",
    ),
    "Excel 5 without container": (
        lambda: b"\x09\x08\x10\x00\x00\x06\x05\x00abc",
        "sheet_old_format",
    ),
    "XML of Excel 2003": (
        lambda: (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
        ),
        "sheet_old_format",
    ),
    "a web page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "sheet_is_web_page"),
    "a web page with a mark": (
        lambda: b"\xef\xbb\xbf \n<!DOCTYPE html><p>virus</p>",
        "sheet_is_web_page",
    ),
    "a bare web table": (
        lambda: b"<table border=1><tr><td>1</td></tr></table>",
        "sheet_is_web_page",
    ),
    "some XML": (lambda: b'<?xml version="1.0"?><a/>', "sheet_not_a_workbook"),
    "a PDF": (lambda: b"%PDF-1.7 abc", "sheet_not_a_workbook"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0", "sheet_not_a_workbook"),
    "RAR": (lambda: b"Rar!\x1a\x07\x00", "sheet_not_a_workbook"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00", "sheet_not_a_workbook"),
    "an empty zip": (lambda: b"PK\x05\x06" + b"\0" * 18, "sheet_not_a_workbook"),
    "a program": (lambda: b"MZ\x90\0\x03\0\0\0", "sheet_not_a_workbook"),
    "binary named csv": (lambda: bytes(range(1, 32)) * 40, "sheet_not_a_workbook"),
    "zeros": (lambda: b"\0" * 10_000, "sheet_not_a_workbook"),
    "a zip of something else": (
        lambda: package({"a.txt": "x"}, without="[Content_Types].xml"),
        "sheet_not_a_workbook",
    ),
    "Word named xlsx": (lambda: package({"word/document.xml": "<a/>"}), "sheet_not_a_workbook"),
    "PowerPoint named xlsx": (
        lambda: package({"ppt/presentation.xml": "<a/>"}),
        "sheet_not_a_workbook",
    ),
    "xlsb": (lambda: package({"xl/workbook.bin": b"x"}), "sheet_binary_format"),
    "ods": (
        lambda: package({"mimetype": "application/vnd.oasis", "content.xml": "<a/>"}),
        "sheet_open_document",
    ),
    "macros": (lambda: package({"xl/vbaProject.bin": b"x"}), "sheet_has_macros"),
    "macros in capitals": (lambda: package({"XL/VBAPROJECT.BIN": b"x"}), "sheet_has_macros"),
    "macro sheets of Excel 4": (
        lambda: package({"xl/macrosheets/sheet1.xml": "<a/>"}),
        "sheet_has_macros",
    ),
    "billion laughs in a sheet": (lambda: sheet(ROW, head=BILLION_LAUGHS), "sheet_has_entities"),
    "an external entity": (lambda: sheet(ROW, head=EXTERNAL_ENTITY), "sheet_has_entities"),
    "a DTD in the strings": (
        lambda: package({"xl/sharedStrings.xml": f"{BILLION_LAUGHS}<sst/>"}),
        "sheet_has_entities",
    ),
    "a DTD in a part that nobody reads": (
        lambda: package({"customXml/item1.xml": "<!DOCTYPE a><a/>"}),
        "sheet_has_entities",
    ),
    "a DTD in UTF-16": (
        lambda: package({SHEET_PLACE: f"{BILLION_LAUGHS}{sheet_xml(ROW)[21:]}".encode("utf-16")}),
        "sheet_has_entities",
    ),
    "a DTD in a relation": (
        lambda: package({"xl/_rels/workbook.xml.rels": f"<!DOCTYPE a>{WORKBOOK_RELATIONS[21:]}"}),
        "sheet_has_entities",
    ),
    "an inflate bomb": (lambda: package({SHEET_PLACE: _big(40)}), "sheet_inflates_too_much"),
    "a part over 50 MB": (
        lambda: package({"xl/media/a.bin": b"\0" * 60_000_000}),
        "sheet_inflates_too_much",
    ),
    "over 100 MB in all": (
        lambda: package({f"xl/media/{n}.bin": b"\0" * 30_000_000 for n in range(4)}),
        "sheet_inflates_too_much",
    ),
    "600 parts": (_many_entries, "sheet_broken"),
    "a part twice": (_doubled, "sheet_broken"),
    "an encrypted part": (_encrypted_flag, "sheet_broken"),
    "a lying size": (_lying_size, "sheet_inflates_too_much"),
    "cut in half": (lambda: package()[:300], "sheet_broken"),
    "cut at the end": (lambda: package()[:-10], "sheet_broken"),
    "no workbook part": (lambda: package(without="xl/workbook.xml"), "sheet_not_a_workbook"),
    "no relations of the workbook": (
        lambda: package(without="xl/_rels/workbook.xml.rels"),
        "sheet_broken",
    ),
    "no sheet part": (lambda: package(without=SHEET_PLACE), "sheet_broken"),
    "no sheets listed": (lambda: package({"xl/workbook.xml": "<workbook/>"}), "sheet_broken"),
    "a broken sheet": (lambda: package({SHEET_PLACE: "<worksheet><sheetData>"}), "sheet_broken"),
    "an unknown encoding": (
        lambda: package({SHEET_PLACE: '<?xml version="1.0" encoding="x-none"?><worksheet/>'}),
        "sheet_broken",
    ),
    "a sheet that lies outside": (
        lambda: package(
            {
                "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS.replace(
                    "worksheets/", "../../../etc/"
                )
            }
        ),
        "sheet_broken",
    ),
    "a linked sheet": (
        lambda: package(
            {
                "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS.replace(
                    ' Target="worksheets', ' TargetMode="External" Target="http://evil/worksheets'
                )
            }
        ),
        "sheet_broken",
    ),
    "a string that does not exist": (lambda: sheet(cell("<v>99</v>", t="s")), "sheet_broken"),
    "a string number that is none": (lambda: sheet(cell("<v>x</v>", t="s")), "sheet_broken"),
    "a reference that is none": (
        lambda: sheet('<row><c r="!!"><v>1</v></c></row>'),
        "sheet_broken",
    ),
    "a row number that is none": (
        lambda: sheet('<row r="x"><c><v>1</v></c></row>'),
        "sheet_broken",
    ),
    "a style that does not exist": (lambda: sheet(cell("<v>1</v>", s="9999")), ""),
    "a cell at the far corner": (
        lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "",
    ),
    "a giant dimension": (lambda: sheet(ROW, before='<dimension ref="A1:XFD1048576"/>'), ""),
    "all columns hidden": (
        lambda: sheet(ROW, before='<cols><col min="1" max="16384" hidden="1"/></cols>'),
        "",
    ),
    "a merge of everything": (
        lambda: sheet(ROW, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "",
    ),
    "a merge that is none": (
        lambda: sheet(ROW, after='<mergeCells><mergeCell ref="??"/></mergeCells>'),
        "sheet_broken",
    ),
    "30,000 rows": (lambda: sheet(_filled_rows(30_000)), ""),
    "101 sheets": (
        lambda: package(
            {"xl/workbook.xml": "<workbook>" + '<sheet name="a" id="r1"/>' * 101 + "</workbook>"}
        ),
        "sheet_too_many_sheets",
    ),
    "deep nesting": (lambda: sheet("<a>" * 100_000 + "</a>" * 100_000), ""),
    "a text of 40,000 letters": (
        lambda: sheet(cell(f"<is><t>{'x' * 40_000}</t></is>", t="inlineStr")),
        "sheet_broken",
    ),
    "a text of 32,767 letters": (
        lambda: sheet(cell(f"<is><t>{'x' * 32_767}</t></is>", t="inlineStr")),
        "",
    ),
    "an endless number": (lambda: sheet(cell(f"<v>{'9' * 5_000}</v>")), ""),
    "a number that is none": (lambda: sheet(cell("<v>NaN</v>")), ""),
    "serial 60": (
        lambda: package(
            {
                "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
                SHEET_PLACE: sheet_xml(cell("<v>60</v>", s="0")),
            }
        ),
        "",
    ),
    "a negative day": (
        lambda: package(
            {
                "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
                SHEET_PLACE: sheet_xml(cell("<v>-5</v>", s="0")),
            }
        ),
        "",
    ),
    "a day in the year 10000": (
        lambda: package(
            {
                "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
                SHEET_PLACE: sheet_xml(cell("<v>9999999999</v>", s="0")),
            }
        ),
        "",
    ),
    "formulas that call programs": (
        lambda: sheet(cell("<f>cmd|'/c calc'!A0</f><v>5</v>")),
        "",
    ),
    "a formula over the network": (
        lambda: sheet(cell('<f>WEBSERVICE("http://evil")</f><v></v>')),
        "",
    ),
    "links, connections, embeddings, ActiveX": (
        lambda: package(
            {
                "xl/externalLinks/externalLink1.xml": "<externalLink/>",
                "xl/connections.xml": "<connections/>",
                "xl/embeddings/oleObject1.bin": b"\xd0\xcf",
                "xl/activeX/activeX1.xml": "<ocx/>",
                "xl/queryTables/queryTable1.xml": "<queryTable/>",
            }
        ),
        "",
    ),
    "phonetic hints": (
        lambda: package(
            {
                **_strings("<si><t>Xã</t><rPh><t>xa</t></rPh></si>"),
                SHEET_PLACE: sheet_xml(cell("<v>0</v>", t="s")),
            }
        ),
        "",
    ),
    "a name with NUL": (
        lambda: package({"xl/workbook.xml": WORKBOOK.replace('"S"', '"S&#1;"')}),
        "sheet_broken",
    ),
    "csv with NUL": (lambda: b"a;b\n1;\0\n", "sheet_not_a_workbook"),
    "csv with one endless field": (lambda: b'"' + b"x" * 100_000, "sheet_csv_broken"),
    "csv with an open quote": (lambda: b'a;b\n1;"2', "sheet_csv_broken"),
    "csv of 25,000 rows": (lambda: b"1;2\n" * 25_000, ""),
    "csv of 2,000 columns": (lambda: b";".join([b"1"] * 2_000), ""),
    "csv with formulas": (lambda: b"a;b\n=cmd|' /C calc'!A0;@SUM(1)\n", ""),
    "csv with lone surrogates in UTF-16": (lambda: b"\xff\xfe" + b"\x00\xd8a\x00;\x00", ""),
    **{f"flipped bits {seed}": ((lambda seed=seed: _damaged(seed)), "any") for seed in range(12)},
}
