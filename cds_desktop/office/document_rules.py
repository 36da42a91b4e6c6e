"""Judge a Word document by NĐ 30/2020/NĐ-CP: ours, or one that was edited by hand.

Only what a machine can see is judged. Each rule's sentence, with the paragraph of the decree,
stands in `messages` under "nd30_" and the rule's code.
"""

from collections.abc import Iterable

from cds_desktop.office.content_rules import content_findings
from cds_desktop.office.document_elements import find_elements
from cds_desktop.office.document_pages import page_findings
from cds_desktop.office.document_reader import read_document
from cds_desktop.office.letterhead_rules import letterhead_findings
from cds_desktop.office.rule_finding import RuleFinding
from cds_desktop.office.signature_rules import annex_findings, signature_findings

__all__ = ["RULES", "RuleFinding", "check"]

RULES = (
    "page_size", "page_orientation", "margin_top_bottom", "margin_left", "margin_right", "font",
    "font_color", "unicode", "page_number", "page_number_size", "page_number_first",
    "page_number_start", "national_title", "national_title_looks", "motto", "motto_looks",
    "motto_rule", "issuing_body", "issuing_body_looks", "parent_body_looks", "issuing_body_rule",
    "number", "number_looks", "date", "date_looks", "number_beside_date", "document_kind",
    "document_kind_looks", "subject", "subject_looks", "subject_rule", "addressee",
    "addressee_looks", "addressee_marks", "heading_looks", "body_looks", "body_alignment",
    "body_indent", "body_line_spacing", "body_gap", "point_order", "end_mark", "signer",
    "signer_looks", "signer_name_looks", "signer_title", "recipients_word",
    "recipients_word_looks", "recipients_looks", "recipients_marks", "recipients_file",
    "annex_number", "annex_number_looks", "annex_title", "annex_title_looks", "annex_note_looks",
    "annex_page_number", "annex_reference",
)  # fmt: skip


def check(data: bytes, *, file: str = "") -> list[RuleFinding]:
    """Return every breach, page rules first; raises DocumentError `document_unreadable`.

    What is wrong in the same way in many places is one finding that says how many.
    """
    document = read_document(data, file=file)
    elements = find_elements(document)
    return _merged(
        [
            *page_findings(document),
            *letterhead_findings(elements, document),
            *content_findings(elements),
            *signature_findings(elements),
            *annex_findings(elements, document),
        ]
    )


def _merged(findings: Iterable[RuleFinding]) -> list[RuleFinding]:
    alike: dict[tuple[str, str, str], list[RuleFinding]] = {}
    for finding in findings:
        key = (finding.rule, finding.found, finding.required)
        alike.setdefault(key, []).append(finding)
    return [_one(group) for group in alike.values()]


def _one(group: list[RuleFinding]) -> RuleFinding:
    first = group[0]
    if len(group) == 1:
        return first
    place = f"{first.place} và {len(group) - 1} chỗ khác"
    return RuleFinding(first.rule, place, first.found, first.required)
