"""The Word template that is shipped, as text: letterhead, body, signature, annexes.

The measures are those of NĐ 30/2020 (Phụ lục I). Lengths: twentieths of a point; sizes:
half-points. The styles stand in `word_template_styles.py`; `make_templates.py` writes the file.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from cds_desktop.office.package import core_properties, write_package
from tests.word_template_styles import HEAD, SPACES, styles_part

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

# A4 less margins of 30 and 15 mm leaves 9354.
LETTERHEAD = (3990, 5364)
SIGNATURE = (4390, 4964)

# --- pieces of a page ---------------------------------------------------------------------------


def p(style: str, text: str = "") -> str:
    """Make a paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def code(command: str) -> str:
    """Make a paragraph that only holds a command; it does not print."""
    return p("DongLenh", f"{{%p {command} %}}")


def cell(width: int, content: Iterable[str]) -> str:
    """Make a cell of the letterhead or the signature block."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(content)}</w:tc>'


def block(widths: tuple[int, int], rows: Iterable[tuple[list[str], list[str]]]) -> str:
    """Make a table without borders: what stands left and right on the page."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell(widths[0], left)}"
        f"{cell(widths[1], right)}</w:tr>"
        for left, right in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def _annex_table() -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    width = 14286
    rows = "".join(
        f"<w:tr>{row}<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/><w:vAlign w:val='center'/>"
        f"</w:tcPr>{p(style, text)}</w:tc></w:tr>"
        for row, style, text in (
            ("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "BangTieuDe", "{{ annex.columns }}"),
            ("<w:trPr><w:cantSplit/></w:trPr>", "BangO", "{{ annex.rows }}"),
            ("<w:trPr><w:cantSplit/></w:trPr>", "BangTong", "{{ annex.total }}"),
        )
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _section(references: str, *, width: int, height: int, orient: str) -> str:
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567"'
        ' w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


_REFERENCES = (
    '<w:headerReference w:type="default" r:id="rId3"/>'
    '<w:headerReference w:type="first" r:id="rId4"/>'
    '<w:footerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="first" r:id="rId6"/>'
)
_PORTRAIT = _section(_REFERENCES, width=11906, height=16838, orient="")
_LANDSCAPE = _section("", width=16838, height=11906, orient=' w:orient="landscape"')


def _end_of_section(section: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="HetPhan"/>{section}</w:pPr></w:p>'


# --- the letter ---------------------------------------------------------------------------------

_LETTERHEAD = block(
    LETTERHEAD,
    [
        (
            [
                code("if parent_body"),
                p("CoQuanChuQuan", "{{ parent_body }}"),
                code("endif"),
                p("CoQuanBanHanh", "{{ issuing_body }}"),
                p("KeNgan"),
            ],
            [
                p("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                p("TieuNgu", "Độc lập - Tự do - Hạnh phúc"),
                p("KeBangChu"),
            ],
        ),
        ([p("SoKyHieu", "{{ number_line }}")], [p("DiaDanhNgay", "{{ place_and_date }}")]),
    ],
)

_ADDRESSEES = [
    code("if addressees|length == 1"),
    p("KinhGui", "Kính gửi: {{ addressees[0] }}."),
    code("elif addressees|length > 1"),
    p("KinhGuiDau", "Kính gửi:"),
    code("for addressee in addressees"),
    p("KinhGuiNoi", "- {{ addressee }}{% if loop.last %}.{% else %};{% endif %}"),
    code("endfor"),
    code("endif"),
]

_CONTENT = [
    p("NoiDung", "{{ lead }}"),
    code("if data_window_line"),
    p("NoiDung", "{{ data_window_line }}"),
    code("endif"),
    code("for part in parts"),
    p("Muc", "{{ part.heading }}"),
    code("for block in part.blocks"),
    code("if block.kind == 'heading'"),
    p("Khoan", "{{ block.text }}"),
    code("elif block.kind == 'item'"),
    p("Y", "{{ block.text }}"),
    code("else"),
    p("NoiDung", "{{ block.text }}"),
    code("endif"),
    code("endfor"),
    code("endfor"),
]

_SIGNATURE = block(
    SIGNATURE,
    [
        (
            [
                p("NoiNhan", "Nơi nhận:"),
                code("for recipient in recipients"),
                p("NoiNhanDong", "- {{ recipient }}{% if loop.last %}.{% else %};{% endif %}"),
                code("endfor"),
            ],
            [
                code("for line in signer_lines"),
                p("QuyenHan", "{{ line }}"),
                code("endfor"),
                p("HoTen", "{{ signer_name }}"),
            ],
        )
    ],
)

_ANNEXES = [
    code("for annex in annexes"),
    p("PhuLucSo", "{{ annex.number }}"),
    p("PhuLucTen", "{{ annex.title }}"),
    code("if annex.note"),
    p("PhuLucKem", "{{ annex.note }}"),
    code("endif"),
    p("KeNgan"),
    p("CachBang"),
    _annex_table(),
    _end_of_section(_LANDSCAPE),
    code("endfor"),
]


def _document() -> str:
    body = [
        _LETTERHEAD,
        p("TenLoai", "{{ document_type }}"),
        p("TrichYeu", "{{ subject }}"),
        p("KeNgan"),
        *_ADDRESSEES,
        *_CONTENT,
        _SIGNATURE,
        _end_of_section(_PORTRAIT),
        *_ANNEXES,
        _LANDSCAPE,
    ]
    return f"{HEAD}<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>"


# --- top and foot of the page -------------------------------------------------------------------


def _watermark(number: int) -> str:
    """Make the mark that lies across the page; it vanishes when `draft_mark` is empty."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:400pt;height:110pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return (
        '<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" '
        'coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
        '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
        '<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
        '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
        'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
        f'</v:shapetype><v:shape id="DauBanThao{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" style="{style}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        '<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;'
        'font-weight:bold" string="{{ draft_mark }}"/>'
        '<w10:wrap anchorx="margin" anchory="margin"/></v:shape>'
        "</w:pict></w:r>"
    )


def _header(number: int, *, has_page_number: bool) -> str:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    shown = field if has_page_number else ""
    content = f'<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{shown}{_watermark(number)}</w:p>'
    return f"{HEAD}<w:hdr {SPACES}>{content}</w:hdr>"


def _footer() -> str:
    line = p("ChanTrang", "{% if content_code %}Mã nội dung: {{ content_code }}{% endif %}")
    return f"{HEAD}<w:ftr {SPACES}>{line}</w:ftr>"


# --- the file -----------------------------------------------------------------------------------

_WORD_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
    "footer2": "footer",
}
_RELATIONS = ["styles", "settings", "header1", "header2", "footer1", "footer2"]


def _settings() -> str:
    return (
        f'{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def _content_types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}{part}+xml"/>'
        for name, part in _WORD_PARTS.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" ContentType='
        '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{_RELS}">{listed}</Relationships>'


def word_template() -> bytes:
    """Return the bytes of the Word template."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            [(f"{_R}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")]
        ),
        "word/_rels/document.xml.rels": _relationships(
            (f"{_R}/{name.rstrip('12')}", f"{name}.xml") for name in _RELATIONS
        ),
        "word/document.xml": _document(),
        "word/styles.xml": styles_part(),
        "word/settings.xml": _settings(),
        "word/header1.xml": _header(1, has_page_number=True),
        "word/header2.xml": _header(2, has_page_number=False),
        "word/footer1.xml": _footer(),
        "word/footer2.xml": _footer(),
    }
    encoded = {name: text.encode() for name, text in parts.items()}
    encoded["docProps/core.xml"] = core_properties(title="Mẫu báo cáo tháng", creator="cds_desktop")
    return write_package(encoded)
