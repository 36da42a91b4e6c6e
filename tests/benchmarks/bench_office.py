"""Word and Excel of the size of a province, over docxtpl, matplotlib and openpyxl in the same run.

The floors do what TECH.md 3 measured: the same 8 tables and 4 charts, the same 12 sheets; without
charts of their own, letterhead, checks and reading back. matplotlib is no dependency of ours: where
it is not installed its part of the floor is left out, which makes the floor lower.
"""

import importlib.util
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from cds_desktop import paths
from cds_desktop.office.docx import render_report
from cds_desktop.office.xlsx import render_annex
from tests.benchmarks.measuring import head, milliseconds, show
from tests.unit.office.report_sample import report
from tests.unit.office.workbook_sample import column, workbook

TABLES, ROWS, COLUMNS, CHARTS = 8, 143, 8, 4
SHEETS, SHEET_COLUMNS = 12, 30
_WORD, _EXCEL = "bao_cao_huyen.docx", "phu_luc_huyen.xlsx"
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63"
    "f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def main() -> None:
    """Print the times of both documents and of their floors."""
    head(f"Word: {TABLES} tables x {ROWS} rows x {COLUMNS}, {CHARTS} charts")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _word(folder)
        head(f"Excel: {SHEETS} sheets x {ROWS} x {SHEET_COLUMNS}")
        _excel(folder)


def _word(folder: Path) -> None:
    context = _report()
    ours = milliseconds(lambda: render_report(paths.REPORT_TEMPLATES / _WORD, context), runs=5)
    template = folder / "floor.docx"
    _make_word_template(template)
    pictures = [folder / f"{n}.png" for n in range(CHARTS)]
    for picture in pictures:
        picture.write_bytes(_PIXEL)
    bare = milliseconds(lambda: _fill_word(template, pictures, folder), runs=5)
    show("docxtpl alone, pictures ready", bare)
    floor = bare
    if importlib.util.find_spec("matplotlib"):
        drawn = milliseconds(lambda: _draw(pictures), runs=3)
        show("matplotlib, 4 charts", drawn)
        floor += drawn
    show("report with native charts, read back", ours, floor=floor, target="<= 1.2 x, <= 3 s")
    show("  the same over docxtpl alone", ours, floor=bare)


def _excel(folder: Path) -> None:
    context = _workbook()
    ours = milliseconds(lambda: render_annex(paths.REPORT_TEMPLATES / _EXCEL, context), runs=3)
    template = folder / "floor.xlsx"
    _make_workbook(template)
    floor = milliseconds(lambda: _fill_workbook(template, folder), runs=3)
    show("annex, formulas with values, read back", ours, floor=floor, target="<= 1.5 x")


# --- ours -----------------------------------------------------------------------------------------


def _report() -> dict[str, Any]:
    columns = [{"title": f"Cột {n}", "align": "right", "width_mm": 25} for n in range(COLUMNS)]
    annexes: list[dict[str, Any]] = [
        {
            "number": f"Phụ lục {n}",
            "title": f"BIỂU SỐ {n}",
            "note": "(Kèm theo Báo cáo)",
            "columns": columns,
            "rows": _rows(),
            "total_row": False,
        }
        for n in range(1, TABLES + 1)
    ]
    empty: dict[str, Any] = {**annexes[0], "columns": [], "rows": []}
    return report(annexes=[*annexes, {**empty, "charts": [_chart(n) for n in range(CHARTS)]}])


def _rows() -> list[list[str]]:
    figures = [f"{1000 + n * 37:,}".replace(",", ".") for n in range(ROWS)]
    return [[str(n + 1), f"Xã Mỹ Hòa {n}", *[figures[n]] * (COLUMNS - 2)] for n in range(ROWS)]


def _chart(number: int) -> dict[str, Any]:
    names = [f"Đơn vị {n}" for n in range(10)]
    values = [Decimal(10 + n * number % 7) for n in range(10)]
    return {
        "kind": "bar",
        "title": f"Biểu đồ {number}",
        "unit": "%",
        "decimals": 1,
        "categories": names,
        "series": [{"name": "Tỷ lệ", "values": values}],
        "description": "Biểu đồ",
    }


def _workbook() -> dict[str, Any]:
    columns = [
        column("STT", width=6),
        column("Đơn vị", width=26),
        *(column(f"Cột {n}", "decimal", total="sum") for n in range(2, SHEET_COLUMNS)),
    ]
    rows = [
        [str(n), f"Xã Mỹ Hòa {n}", *(Decimal(n * c) * Decimal("1.5") for c in range(2, 30))]
        for n in range(1, ROWS + 1)
    ]
    sheet = {"name": "Biểu", "title": "BIỂU", "subtitle": "", "columns": columns, "rows": rows}
    return workbook(sheets=[{**sheet, "name": f"Biểu {n}"} for n in range(1, SHEETS + 1)])


# --- floors ---------------------------------------------------------------------------------------


def _make_word_template(path: Path) -> None:
    import docx

    document: Any = docx.Document()
    for number in range(TABLES):
        table = document.add_table(rows=4, cols=COLUMNS)
        table.style = "Table Grid"
        for place in range(COLUMNS):
            table.rows[0].cells[place].text = f"Cột {place}"
            table.rows[2].cells[place].text = f"{{{{ r[{place}] }}}}"
        table.rows[1].cells[0].text = f"{{%tr for r in bieu{number} %}}"
        table.rows[3].cells[0].text = "{%tr endfor %}"
        if number < CHARTS:
            document.add_paragraph(f"{{{{ anh{number} }}}}")
    document.save(path)


def _fill_word(template: Path, pictures: list[Path], folder: Path) -> None:
    from docx.shared import Cm
    from docxtpl import DocxTemplate, InlineImage

    document: Any = DocxTemplate(template)
    image: Any = InlineImage
    context: dict[str, Any] = {f"bieu{n}": _rows() for n in range(TABLES)}
    context |= {f"anh{n}": image(document, str(p), width=Cm(15)) for n, p in enumerate(pictures)}
    document.render(context, autoescape=True)
    document.save(folder / "out.docx")


def _draw(pictures: list[Path]) -> None:
    figures: Any = importlib.import_module("matplotlib.figure")
    agg: Any = importlib.import_module("matplotlib.backends.backend_agg")
    for number, picture in enumerate(pictures):
        chart = _chart(number)
        figure = figures.Figure(figsize=(6.3, 3.4), dpi=150)
        agg.FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.bar(chart["categories"], [float(v) for v in chart["series"][0]["values"]])
        axes.set_title(chart["title"])
        axes.tick_params(axis="x", rotation=35)
        figure.tight_layout()
        figure.savefig(picture)


def _make_workbook(path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Border, Font, Side

    book: Any = Workbook()
    book.remove(book.active)
    line = Side(style="thin")
    border, font = Border(line, line, line, line), Font(name="Times New Roman", size=12)
    for number in range(SHEETS):
        sheet = book.create_sheet(f"Biểu {number}")
        for row in range(1, ROWS + 3):
            for place in range(1, SHEET_COLUMNS + 1):
                cell = sheet.cell(row, place)
                cell.font, cell.border, cell.number_format = font, border, "#,##0.00"
    book.save(path)


def _fill_workbook(template: Path, folder: Path) -> None:
    from openpyxl import load_workbook

    book: Any = load_workbook(io.BytesIO(template.read_bytes()))
    for sheet in book:
        for row in range(ROWS):
            sheet.cell(3 + row, 1).value = row + 1
            sheet.cell(3 + row, 2).value = f"Xã Mỹ Hòa {row}"
            for place in range(2, SHEET_COLUMNS):
                sheet.cell(3 + row, 1 + place).value = row * place * 1.5
    book.save(folder / "out.xlsx")
