"""What stands around a report's text: bodies, number, date, title, lead, signature, draft mark."""

from datetime import date, timedelta

from cds_desktop.reports.definition import HOW_OFTEN, OfficeWords
from cds_desktop.reports.sentences import sentence
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.wording import (
    body_in_text,
    capitalised,
    inline,
    unit_in_text,
    unit_kind,
)
from cds_desktop.vietnamese import format_date, format_signing_date

DRAFT_MARK, PRACTICE_MARK = "DỰ THẢO", "TẬP NHẬP - KHÔNG GỬI"
BLANK = " " * 6
"""Room for what is written by hand: the number that văn thư gives, the day of signing."""


def letterhead(settings: OfficeWords, *, is_draft: bool, is_practice: bool) -> dict[str, object]:
    """Return what the report and its workbook share: bodies, signature block, draft mark."""
    draft_mark = DRAFT_MARK if is_draft else ""
    return {
        "parent_body": settings.issuer.parent_body.upper(),
        "issuing_body": settings.issuer.issuing_body.upper(),
        "signer_lines": [line.upper() for line in settings.signer.lines],
        "signer_name": settings.signer.name,
        "draft_mark": PRACTICE_MARK if is_practice else draft_mark,
    }


def number_line(settings: OfficeWords) -> str:
    """Return "Số:      /BC-PVHTT", the number open."""
    return f"Số:{BLANK}/{settings.issuer.symbol}"


def place_and_date(source: ReportSource, settings: OfficeWords, *, report_date: date | None) -> str:
    """Return "Tháp Mười, ngày      tháng 10 năm 2023", the day open when there is none."""
    place, dated = settings.issuer.place, _dated(source, report_date)
    return f"{place}, {dated}" if place else capitalised(dated)


def subject(source: ReportSource) -> str:
    """Return the report's title line: "Kết quả ... tháng 9 năm 2023"."""
    return sentence(source, source.form.report_title).removesuffix(".")


def lead(source: ReportSource, settings: OfficeWords) -> str:
    """Return the opening sentence, which names the body that reports."""
    kind = unit_kind(source.org_unit.name)
    where = f" trên địa bàn {kind}" if kind else ""
    how_often = HOW_OFTEN[source.period.period_type]
    return (
        f"Thực hiện chế độ báo cáo định kỳ {how_often}, {body(source, settings)} báo cáo "
        f"{inline(subject(source))}{where} như sau:"
    )


def data_window_line(source: ReportSource, *, revision: int) -> str:
    """Return which days the figures cover; from the second revision on also which one this is."""
    first, last = source.period.window(source.form.data_window)
    closing = f"; số liệu chốt lần {revision}" if revision > 1 else ""
    return f"(Số liệu tính từ ngày {format_date(first)} đến ngày {format_date(last)}{closing})"


def annex_note(source: ReportSource, settings: OfficeWords, *, report_date: date | None) -> str:
    """Return the line under an annex's title; its number stays open (NĐ 30/2020 PL I, III.1)."""
    dated = _dated(source, report_date)
    symbol = settings.issuer.symbol
    return f"(Kèm theo Báo cáo số{BLANK}/{symbol} {dated} của {body(source, settings)})"


def body(source: ReportSource, settings: OfficeWords) -> str:
    """Name the issuing body so that it cannot be taken for another unit's."""
    name, unit = body_in_text(settings.issuer.issuing_body), unit_in_text(source.org_unit.name)
    if not name:
        return f"UBND {unit}"
    return name if unit.lower() in name.lower() else f"{name} {unit}"


def _dated(source: ReportSource, report_date: date | None) -> str:
    """Return the date of signing, its day open when it is not known yet."""
    if report_date is not None:
        return format_signing_date(report_date)
    month = source.period.end_date.replace(day=1)
    for _ in range(source.form.deadline_months_after):
        month = (month + timedelta(days=31)).replace(day=1)
    return format_signing_date(month).replace("ngày 01 ", f"ngày{BLANK}", 1)
