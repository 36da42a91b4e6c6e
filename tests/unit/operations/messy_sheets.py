"""Sheets as people send them, each with the truth: what every cell means, or that it must be asked.

A sheet is made from the same clean table of communes and figures and one or two habits of people.
"""

import csv
import io
import random
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from cds_desktop.legacy_text import Encoding
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.submission import CellKey
from cds_desktop.vietnamese import search_key
from tests.unit.test_legacy_text import to_tcvn3, to_vni

DOUBT = "must be asked or refused"

Truth = dict[CellKey, object]
Cell = object  # what openpyxl takes


@dataclass
class Messy:
    """A sheet to write: rows of values, and what the cells mean."""

    name: str
    rows: list[list[Cell]]
    truth: Truth
    encoding: Encoding | None = None
    has_history: bool = False
    merges: list[str] = field(default_factory=list[str])
    hidden_rows: list[int] = field(default_factory=list[int])
    hidden_columns: list[str] = field(default_factory=list[str])
    font: str = ""
    formats: dict[str, str] = field(default_factory=dict[str, str])
    start: tuple[int, int] = (1, 1)
    sheets_before: int = 0
    csv_encoding: str = ""
    csv_delimiter: str = ";"

    @property
    def file(self) -> str:
        return "bao_cao.csv" if self.csv_encoding else "bao_cao.xlsx"

    def data(self) -> bytes:
        """Return the file's bytes."""
        return self._csv() if self.csv_encoding else self._xlsx()

    def _csv(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.csv_delimiter, lineterminator="\r\n")
        writer.writerows([["" if v is None else str(v) for v in row] for row in self.rows])
        if self.csv_encoding == "legacy":
            return text.getvalue().encode("latin-1", errors="replace")
        return text.getvalue().encode(self.csv_encoding)

    def _xlsx(self) -> bytes:
        book: Any = Workbook()
        for number in range(self.sheets_before):
            book.active.title = f"Bìa {number}"
            book.active["A1"] = "BÁO CÁO THÁNG 9 NĂM 2023"
            book.active = book.index(book.create_sheet("Số liệu"))
        sheet = book.active
        top, left = self.start
        for row, values in enumerate(self.rows, start=top):
            for column, value in enumerate(values, start=left):
                _write(sheet.cell(row, column), value, self.font)
        for merge in self.merges:
            sheet.merge_cells(merge)
        for row in self.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for letters in self.hidden_columns:
            sheet.column_dimensions[letters].hidden = True
        for place, number_format in self.formats.items():
            sheet[place].number_format = number_format
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()


def _write(cell: Any, value: Cell, font: str) -> None:
    if value is None:
        return
    cell.value = value
    if isinstance(value, str) and value in ("#REF!", "#N/A", "#DIV/0!"):
        cell.data_type = "e"
    elif isinstance(value, str) and not value.startswith("="):
        cell.data_type = "s"
    if font and isinstance(value, str):
        cell.font = Font(name=font)


class Maker:
    """Makes messy sheets from one form and its communes."""

    def __init__(self, form: Form, areas: Sequence[OrgUnit], unit: str, seed: int) -> None:
        self.random = random.Random(seed)
        self.form = form
        self.areas = list(areas)
        self.unit = unit
        self.rosters = [q for q in form.all_questions() if q.type is QuestionType.ROSTER]

    def clean(self, name: str, roster: str = "ha_tang_xa") -> Messy:
        """The plain table: STT, commune, one column a question."""
        table = next(q for q in self.rosters if q.name == roster)
        questions = list(table.questions)
        truth: Truth = {}
        rows: list[list[Cell]] = [["STT", "Đơn vị", *(q.label for q in questions)]]
        for number, area in enumerate(self.areas, start=1):
            row: list[Cell] = [number, area.name]
            for question in questions:
                value = self.random.randint(2, 9_800)
                row.append(value)
                truth[CellKey(area.code, question.name)] = Decimal(value)
            rows.append(row)
        return Messy(name, rows, truth)

    def questions(self, roster: str = "ha_tang_xa") -> list[Question]:
        return list(next(q for q in self.rosters if q.name == roster).questions)

    def with_figures(
        self,
        messy: Messy,
        change: Callable[[int], Cell],
        *,
        share: float = 1.0,
        doubt: bool = False,
    ) -> Messy:
        """Write figures in another way; with `doubt` the changed ones must be asked."""
        places = {self._key(r, c): (r, c) for r, c in self._figure_places(messy)}
        truth = dict(messy.truth)
        for key, (row, column) in places.items():
            value = messy.rows[row][column]
            if isinstance(value, int) and self.random.random() < share:
                messy.rows[row][column] = change(value)
                if doubt:
                    truth[key] = DOUBT
        messy.truth = truth
        return messy

    def with_names(self, messy: Messy, change: Callable[[str], str]) -> Messy:
        for row in messy.rows[1:]:
            row[1] = change(str(row[1]))
        return messy

    def with_headings(self, messy: Messy, change: Callable[[str, Question], str]) -> Messy:
        for place, question in enumerate(self.questions(), start=2):
            messy.rows[0][place] = change(question.label, question)
        return messy

    def _figure_places(self, messy: Messy) -> Iterable[tuple[int, int]]:
        for row in range(1, len(messy.rows)):
            for column in range(2, len(messy.rows[row])):
                yield row, column

    def _key(self, row: int, column: int) -> CellKey:
        return CellKey(self.areas[row - 1].code, self.questions()[column - 2].name)

    # --- the habits ----------------------------------------------------------------------------

    def all(self) -> list[Messy]:
        """Every messy sheet."""
        return [
            *self._frames(), *self._headings(), *self._names(), *self._figures(), *self._doubts(),
            *self._shapes(), *self._letters(), *self._other_tables(),
        ]  # fmt: skip

    def _frames(self) -> Iterable[Messy]:
        yield self.clean("plain")
        for roster in self.rosters[1:]:
            yield self.clean(f"plain {roster.name}", roster.name)
        made = self.clean("titles and column numbers")
        width = len(made.rows[0])
        numbers: list[Cell] = [f"({n})" for n in range(1, width + 1)]
        frame: list[list[Cell]] = [
            ["UBND HUYỆN THÁP MƯỜI", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 12/BC-UBND", None, None, "Độc lập - Tự do - Hạnh phúc"],
            [None, None, None, "Tháp Mười, ngày 05 tháng 10 năm 2023"],
            ["BÁO CÁO HẠ TẦNG SỐ THÁNG 9 NĂM 2023"],
            ["(Kèm theo Báo cáo số 12/BC-UBND ngày 05/10/2023)"],
            [],
            made.rows[0],
            numbers,
            *made.rows[1:],
        ]
        made.rows = frame
        yield made
        made = self.clean("total below, footnote, signature")
        sums: list[Cell] = [None, "Tổng cộng"]
        sums += [sum(int(str(r[c])) for r in made.rows[1:]) for c in range(2, width)]
        below: list[list[Cell]] = [
            sums, [], ["Ghi chú: số liệu do các xã cung cấp, trong đó có 2 xã báo cáo chậm."],
            [None, None, "Người lập biểu", None, "TRƯỞNG PHÒNG"],
        ]  # fmt: skip
        made.rows += below
        yield made
        made = self.clean("total on top")
        made.rows.insert(1, [None, "Toàn huyện", *(999 for _ in range(width - 2))])
        yield made
        made = self.clean("total named after the unit")
        made.rows.append(["", "Huyện Tháp Mười", *(9 for _ in range(width - 2))])
        yield made
        made = self.clean("table starts at D10")
        made.start = (10, 4)
        yield made
        made = self.clean("table on the second sheet")
        made.sheets_before = 1
        yield made
        made = self.clean("empty rows between")
        made.rows = [row for one in made.rows for row in (one, list[Cell]())]
        yield made
        made = self.clean("hidden rows and columns")
        made.hidden_rows, made.hidden_columns = [4, 5], ["E"]
        yield made
        made = self.clean("group rows")
        made.rows.insert(1, ["I", "Cụm phía Bắc"])
        made.rows.insert(7, ["II", "Cụm phía Nam"])
        yield made
        made = self.clean("remarks with commune names")
        made.rows[0].append("Ghi chú")
        for row in made.rows[1:]:
            row.append("Số liệu cùng kỳ của xã Mỹ Đông" if self.random.random() < 0.3 else None)
        yield made

    def _headings(self) -> Iterable[Messy]:
        ways: Mapping[str, Callable[[str, Question], str]] = {
            "headings without tones": lambda label, q: search_key(label),
            "headings in capitals": lambda label, q: label.upper(),
            "headings with units": lambda label, q: f"{label} ({q.unit_of_measure})",
            "headings with units on a new line": lambda label, q: (
                f"{label}\n(ĐVT: {q.unit_of_measure})"
            ),
            "headings with numbers": lambda label, q: f"{q.code[-1]}. {label}",
            "headings with codes": lambda label, q: f"{q.code} {label}",
            "codes as headings": lambda label, q: q.code,
            "names as headings": lambda label, q: q.name,
            "headings decomposed": lambda label, q: unicodedata.normalize("NFD", label),
            "headings with spaces": lambda label, q: f"  {label.replace(' ', '   ')} ",
            "headings with số": lambda label, q: f"Số {label[0].lower()}{label[1:]}",
        }
        for name, change in ways.items():
            yield self.with_headings(self.clean(name), change)
        made = self.clean("two rows of headings, merged")
        width = len(made.rows[0])
        made.rows.insert(0, ["STT", "Đơn vị", "Hạ tầng số", *(None for _ in range(width - 3))])
        made.rows[1][0] = made.rows[1][1] = None
        made.merges = ["A1:A2", "B1:B2", f"C1:{'ABCDEFGHIJ'[width - 1]}1"]
        yield made
        made = self.clean("two rows of headings, not merged")
        made.rows.insert(0, ["STT", "Đơn vị", "Hạ tầng số"])
        made.rows[1][0] = made.rows[1][1] = None
        yield made
        made = self.clean("last month beside")
        made.rows.insert(0, [None, None, "Tháng này", *(None,) * 4, "Tháng trước", *(None,) * 4])
        made.rows[1] += [q.label for q in self.questions()]
        for row in made.rows[2:]:
            row += [1 for _ in self.questions()]
        made.merges = ["C1:G1", "H1:L1"]
        yield made
        made = self.clean("shuffled columns")
        order = [0, 1, *self.random.sample(range(2, width), width - 2)]
        made.rows = [[row[place] for place in order] for row in made.rows]
        yield made
        made = self.clean("a column of nghìn hộ must be asked")
        made.rows[0][4] = "Hộ gia đình (nghìn hộ)"
        made.truth = {k: DOUBT if k.question == "ht_ho" else v for k, v in made.truth.items()}
        yield made

        made = self.clean("figures of another year must be asked")
        made.rows.insert(0, [None, None, "Năm 2022", *(None,) * 4])
        made.merges = ["C1:G1"]
        made.truth = dict.fromkeys(made.truth, DOUBT)
        yield made
        made = self.clean("one group of last month is left out")
        made.rows.insert(0, [None, None, "Tháng trước", *(None,) * 4])
        made.merges = ["C1:G1"]
        made.truth = dict.fromkeys(made.truth, DOUBT)
        yield made
        made = self.clean("a title of another quarter must be confirmed")
        made.rows = [["BÁO CÁO QUÝ II NĂM 2023"], [], *made.rows]
        made.truth = dict.fromkeys(made.truth, DOUBT)
        yield made
        made = self.clean("a unit above the table must be asked")
        made.rows = [["Đơn vị tính: nghìn"], [], *made.rows]
        made.truth = dict.fromkeys(made.truth, DOUBT)
        yield made

    def _names(self) -> Iterable[Messy]:
        ways: Mapping[str, Callable[[str], str]] = {
            "names without tones": search_key,
            "names in capitals": str.upper,
            "names decomposed": lambda name: unicodedata.normalize("NFD", name),
            "names with UBND": lambda name: f"UBND {name.lower()}",
            "names with short kinds": lambda n: n.replace("Xã", "X.").replace("Thị trấn", "TT."),
            "names with numbers": lambda name: f"1. {name}",
            "names with the district": lambda name: f"{name}, huyện Tháp Mười",
            "names with spaces": lambda name: f"  {name.replace(' ', '  ')}\u00a0",
            "old tone marks": lambda name: name.replace("òa", "oà").replace("úy", "uý"),
        }
        for name, change in ways.items():
            yield self.with_names(self.clean(name), change)
        made = self.clean("codes beside names")
        for number, row in enumerate(made.rows):
            row.insert(1, "Mã" if number == 0 else self.areas[number - 1].code)
        yield made
        made = self.clean("codes only")
        for area, row in zip(self.areas, made.rows[1:], strict=True):
            row[1] = area.code
        yield made
        made = self.clean("codes that contradict names must be asked")
        for number, row in enumerate(made.rows):
            wrong = self.areas[number % len(self.areas)].code
            row.insert(1, "Mã" if number == 0 else wrong)
        made.truth = dict.fromkeys(made.truth, DOUBT)
        yield made
        made = self.clean("a commune of another district must be asked")
        made.rows[3][1] = "Xã Ba Sao"
        gone = self.areas[2].code
        made.truth = {k: v for k, v in made.truth.items() if k.area != gone}
        yield made
        made = self.clean("a commune twice must be asked")
        made.rows[3][1] = made.rows[2][1]
        gone, twice = self.areas[2].code, self.areas[1].code
        made.truth = {
            k: DOUBT if k.area == twice else v for k, v in made.truth.items() if k.area != gone
        }
        yield made

    def _figures(self) -> Iterable[Messy]:
        ways: Mapping[str, Callable[[int], Cell]] = {
            "texts": str,
            "dots": lambda value: f"{value:,}".replace(",", "."),
            "spaces": lambda value: f"{value:,}".replace(",", " "),
            "hard spaces": lambda value: f"{value:,}".replace(",", "\u00a0"),
            "floats": float,
            "float dust": lambda value: value + 1e-12,
            "comma zero": lambda value: f"{value},0",
            "apostrophe": lambda value: f"'{value}",
            "surrounding spaces": lambda value: f"  {value}\n",
        }
        for name, change in ways.items():
            yield self.with_figures(self.clean(f"figures as {name}"), change, share=0.7)
        made = self.clean("figures with their unit")
        for row in range(1, len(made.rows)):
            made.rows[row][4] = f"{made.rows[row][4]} hộ"
        yield made
        made = self.clean("empty cells")
        for row, column in list(self._figure_places(made)):
            if self.random.random() < 0.3:
                made.rows[row][column] = None
                del made.truth[self._key(row, column)]
        yield made

    def _doubts(self) -> Iterable[Messy]:
        ways: Mapping[str, Callable[[int], Cell]] = {
            "a dash": lambda value: "-",
            "a cross": lambda value: "x",
            "three dots": lambda value: "...",
            "as above": lambda value: "như trên",
            "an error": lambda value: "#REF!",
            "no value": lambda value: "#N/A",
            "a formula that was never calculated": lambda value: f"={value}+1",
            "a day": lambda value: date(2023, 9, 18),
            "a written day": lambda value: "18/9/2023",
            "an English thousand": lambda value: f"{value + 1000:,}",
            "a true value": lambda value: True,
            "about": lambda value: f"khoảng {value}",
            "more than": lambda value: f">{value}",
            "a footnote mark": lambda value: f"{value} (1)",
            "words": lambda value: "chưa báo cáo",
            "a thousand typed into an English Excel": lambda value: 1 + (value % 998 + 1) / 1000,
            "a percentage": lambda value: f"{value % 100},5%",
            "two figures": lambda value: f"{value}/{value + 3}",
            "a huge figure": lambda value: 1e30,
        }
        for name, change in ways.items():
            yield self.with_figures(
                self.clean(f"now and then {name}"), change, share=0.12, doubt=True
            )
        made = self.clean("merged figures")
        made.merges = ["C3:C4"]
        key, below = self._key(2, 2), self._key(3, 2)
        made.rows[3][2] = None
        made.truth = {k: DOUBT if k == key else v for k, v in made.truth.items() if k != below}
        yield made

    def _shapes(self) -> Iterable[Messy]:
        made = self.clean("communes across")
        across: list[list[Cell]] = [["Chỉ tiêu", *(row[1] for row in made.rows[1:])]]
        for c in range(2, len(made.rows[0])):
            across.append([made.rows[0][c], *(row[c] for row in made.rows[1:])])
        made.rows = across
        yield made
        made = self.clean("one line a figure")
        lines: list[list[Cell]] = [["Đơn vị", "Chỉ tiêu", "Số liệu"]]
        for row in made.rows[1:]:
            lines += [[row[1], made.rows[0][c], row[c]] for c in range(2, len(row))]
        made.rows = lines
        yield made
        for encoding, delimiter in (("utf-8-sig", ";"), ("utf-8", ","), ("utf-16", "\t")):
            made = self.clean(f"csv {encoding}")
            yield replace(made, csv_encoding=encoding, csv_delimiter=delimiter)
        made = self.with_figures(
            self.clean("csv with dots"), lambda value: f"{value:,}".replace(",", ".")
        )
        yield replace(made, csv_encoding="utf-8")

    def _letters(self) -> Iterable[Messy]:
        for name, write, font, encoding in (
            ("TCVN3 by font", to_tcvn3, ".VnTime", Encoding.TCVN3),
            ("VNI by font", to_vni, "VNI-Times", Encoding.VNI),
            ("TCVN3 by letters", to_tcvn3, "", Encoding.TCVN3),
            ("VNI by letters", to_vni, "", Encoding.VNI),
        ):
            made = self.clean(name)
            made.rows = [[write(v) if isinstance(v, str) else v for v in r] for r in made.rows]
            made.font, made.encoding = font, encoding
            yield made
            if not font:
                yield replace(made, name=f"csv {name}", csv_encoding="legacy")
        made = self.clean("csv Windows-1258")
        made.rows = [
            [_decomposed_1258(v) if isinstance(v, str) else v for v in r] for r in made.rows
        ]
        yield replace(made, csv_encoding="cp1258")
        yield self.with_names(
            self.clean("Icelandic letters"), lambda name: name.replace("Đ", "Ð").replace("đ", "ð")
        )

    def _other_tables(self) -> Iterable[Messy]:
        months = {
            q.name: q for q in self.form.all_questions() if q.name + "_lk" in self._names_of()
        }
        made = Messy("month and running sum", [["STT", "Chỉ tiêu", "Trong kỳ", "Lũy kế"]], {})
        for number, question in enumerate(list(months.values()), start=1):
            if question.is_calculated or question.is_group:
                continue
            one, total = self.random.randint(1, 90), self.random.randint(100, 900)
            label = question.label.removesuffix(" trong kỳ")
            made.rows.append([number, label, one, total])
            made.truth[CellKey(self.unit, question.name)] = Decimal(one)
            made.truth[CellKey(self.unit, f"{question.name}_lk")] = Decimal(total)
        yield made
        stocks = [
            q
            for s in self.form.sections
            for q in s.questions
            if q.is_figure and not q.is_calculated and not q.is_group
        ]
        made = Messy("labels and figures", [["Chỉ tiêu", "Đơn vị tính", "Kết quả"]], {})
        for question in stocks:
            value = self.random.randint(1, 9_000)
            made.rows.append([question.label, question.unit_of_measure, value])
            made.truth[CellKey(self.unit, question.name)] = Decimal(value)
        yield made
        units = replace(made, name="units of another scale must be asked", truth={**made.truth})
        units.rows = [list(row) for row in made.rows]
        for question, row in list(zip(stocks, units.rows[1:], strict=True))[::5]:
            row[1] = f"nghìn {question.unit_of_measure}"
            units.truth[CellKey(self.unit, question.name)] = DOUBT
        yield units
        by_code = replace(made, name="codes and figures", rows=[["Mã số", "Tên", "Số liệu"]])
        for question, row in zip(stocks, made.rows[1:], strict=True):
            by_code.rows.append([question.code, question.label, row[2]])
        yield by_code
        made = Messy("targets", [["Mã", "Chỉ tiêu", "Kết quả đến cuối kỳ", "Tình trạng"]], {})
        for target in self.form.targets:
            made.rows.append([target.id, target.wording, 71.25, "Khó hoàn thành"])
            made.truth[CellKey(self.unit, "chi_tieu_ket_qua", target.id)] = Decimal("71.25")
            made.truth[CellKey(self.unit, "chi_tieu_trang_thai", target.id)] = "kho"
        yield made

    def _names_of(self) -> set[str]:
        return {question.name for question in self.form.all_questions()}


def _decomposed_1258(text: str) -> str:
    """Return text as Windows-1258 can hold it: some letters with a tone behind."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            letter.encode("cp1258")
            out.append(letter)
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next((m for m in marks if m in "\u0300\u0309\u0303\u0301\u0323"), "")
            out.append(unicodedata.normalize("NFC", marks.replace(tone, "")) + tone)
    return "".join(out)
