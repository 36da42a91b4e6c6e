"""The styles of the shipped Word template: what officials see in Word's list of styles.

Lengths: twentieths of a point; sizes: half-points.
"""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "urn:schemas-microsoft-com:office"
SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml"'
    f' xmlns:o="{_OFFICE}:office" xmlns:w10="{_OFFICE}:word"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONTS = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
    ' w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
)

_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_KEEP, _TOGETHER = "<w:keepNext/>", "<w:contextualSpacing/>"


def _size(size: int) -> str:
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _spacing(before: int = 0, after: int = 0, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _rule(indent: int) -> str:
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
    exact = '<w:spacing w:before="50" w:after="0" w:line="80" w:lineRule="exact"/>'
    return f'{border}{exact}<w:ind w:left="{indent}" w:right="{indent}"/>'


def _indent(left: int, hanging: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


_TEXT = _spacing(120, line=276) + '<w:ind w:firstLine="720"/><w:jc w:val="both"/>'
_LINE = _spacing() + _CENTRE
_TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_GREY = '<w:color w:val="808080"/>'

# id, name that Word shows, paragraph properties, letters, size
STYLES = [
    ("QuocHieu", "Quốc hiệu", _LINE, _BOLD, 24),
    ("TieuNgu", "Tiêu ngữ", _LINE, _BOLD, 26),
    ("CoQuanChuQuan", "Cơ quan chủ quản", _LINE, "", 24),
    ("CoQuanBanHanh", "Cơ quan ban hành", _LINE, _BOLD, 24),
    ("SoKyHieu", "Số, ký hiệu", _spacing(120) + _CENTRE, "", 26),
    ("DiaDanhNgay", "Địa danh, ngày tháng", _spacing(120) + _CENTRE, _ITALIC, 26),
    ("KeBangChu", "Đường kẻ dài bằng chữ", _rule(1200), "", 4),
    ("KeNgan", "Đường kẻ ngắn", _rule(1200), "", 4),
    ("TenLoai", "Tên loại", _spacing(360) + _CENTRE, _BOLD, 28),
    ("TrichYeu", "Trích yếu", _LINE, _BOLD, 28),
    ("KinhGui", "Kính gửi", _spacing(280, 120) + _CENTRE, "", 28),
    # "Kính gửi" is 999 wide: the dashes of the list stand under its colon.
    ("KinhGuiDau", "Kính gửi nhiều nơi", _spacing(280) + _indent(1985), "", 28),
    ("KinhGuiNoi", "Kính gửi từng nơi", _spacing(60) + _indent(3147, 163), "", 28),
    ("NoiDung", "Nội dung", _TEXT, "", 28),
    ("Muc", "Mục", _KEEP + _TEXT + _outline(0), _BOLD, 28),
    ("Khoan", "Khoản có tiêu đề", _KEEP + _TEXT + _outline(1), _BOLD, 28),
    ("Y", "Ý gạch đầu dòng", _TEXT, "", 28),
    ("NoiNhan", "Nơi nhận", _spacing(270), _BOLD + _ITALIC, 24),
    ("NoiNhanDong", "Nơi nhận từng dòng", _spacing() + _indent(128, 128), "", 22),
    ("QuyenHan", "Quyền hạn, chức vụ", _spacing(240) + _TOGETHER + _CENTRE, _BOLD, 28),
    ("HoTen", "Họ tên người ký", _spacing(1500) + _CENTRE, _BOLD, 28),
    ("PhuLucSo", "Số phụ lục", _LINE + _outline(0), _BOLD, 28),
    ("PhuLucTen", "Tên phụ lục", _LINE, _BOLD, 28),
    ("PhuLucKem", "Phụ lục kèm theo", _LINE, _ITALIC, 26),
    ("BangTieuDe", "Bảng: tiêu đề", _spacing(40, 40) + _CENTRE, _BOLD, 24),
    ("BangO", "Bảng: ô", _spacing(40, 40), "", 24),
    ("BangTong", "Bảng: dòng cộng", _spacing(40, 40), _BOLD, 24),
    ("CachBang", "Khoảng cách trước bảng", _spacing(0, 120), "", 12),
    ("SoTrang", "Số trang", _LINE, "", 26),
    ("ChanTrang", "Chân trang", _spacing() + _RIGHT, "", 18),
    ("HetPhan", "Hết phần", _TINY, "", 2),
    ("DongLenh", "Dòng lệnh của mẫu (không in)", _spacing(), _GREY, 18),
]


def styles_part() -> str:
    """Return the XML of the part that holds the styles."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:color w:val="auto"/>{_size(28)}'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:rPr>{_FONTS}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    own = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}{_size(size)}</w:rPr></w:style>"
        for style_id, name, paragraph, letters, size in STYLES
    )
    return f"{HEAD}<w:styles {SPACES}>{defaults}{normal}{own}</w:styles>"
