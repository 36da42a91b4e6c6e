"""Hand edits survive a report that is made again: kept, or listed; never lost (O19)."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.office.docx import render_report
from cds_desktop.office.docx_identity import identity_of
from cds_desktop.office.docx_merge import Merged, merge
from tests.unit.office.office_files import (
    DOCUMENT,
    WORD_TEMPLATE,
    edited,
    parts_of,
    text_of,
    with_part,
    words_of,
)
from tests.unit.office.report_sample import small_annex, small_report

Script = Callable[[bytes], bytes]

SENTENCES = [
    "Tiếp nhận 1.205 hồ sơ, trong đó trực tuyến 573 hồ sơ.",
    "Hạ tầng số: có 48 trạm BTS, phủ sóng 4G đến 100% khóm, ấp.",
    "Tuyên truyền 07 cuộc với 365 lượt người tham dự.",
    "Tổ công nghệ số cộng đồng hỗ trợ 1.024 lượt người.",
    "Kinh tế số: 12 sản phẩm OCOP được đưa lên sàn thương mại điện tử.",
    "Tình hình an toàn thông tin ổn định./.",
]
ROWS = [["Xã Mỹ Hòa", "1.205"], ["Xã Mỹ Quý", "865"], ["Cộng", "2.070"]]
OTHER_FIGURES = {"1.205": "1.377", "365": "402", "2.070": "2.242", "12 sản": "15 sản"}


def a_report(*, has_other_figures: bool = False, lacks: int = -1, **changes: Any) -> bytes:
    """Return a report of six paragraphs and a table, with the figures of then or of now."""

    def figured(text: str) -> str:
        if has_other_figures:
            for old, new in OTHER_FIGURES.items():
                text = text.replace(old, new)
        return text

    said = [text for n, text in enumerate(SENTENCES) if n != lacks]
    blocks = [{"kind": "paragraph", "text": figured(text)} for text in said]
    annex = small_annex(rows=[[figured(cell) for cell in row] for row in ROWS])
    parts = [{"heading": "I. KẾT QUẢ THỰC HIỆN", "blocks": blocks}]
    return render_report(WORD_TEMPLATE, small_report(parts=parts, annexes=[annex], **changes))


BASE, SAME, NOW = a_report(), a_report(), a_report(has_other_figures=True)


def replaced(old: str, new: str) -> Script:
    return lambda data: edited(data, DOCUMENT, old, new, count=1)


def paragraph_of(data: bytes, words: str) -> str:
    found = [p for p in re.findall(r"<w:p>.*?</w:p>", text_of(data), re.DOTALL) if words in p]
    assert found, words
    return found[0]


def with_paragraph_after(words: str, text: str) -> Script:
    def script(data: bytes) -> bytes:
        paragraph = paragraph_of(data, words)
        added = re.sub(r"(<w:t[^>]*>)[^<]*(</w:t>)", rf"\g<1>{text}\2", paragraph)
        return edited(data, DOCUMENT, paragraph, paragraph + added, count=1)

    return script


def without_paragraph(words: str) -> Script:
    return lambda data: edited(data, DOCUMENT, paragraph_of(data, words), "", count=1)


def in_bold(words: str) -> Script:
    def script(data: bytes) -> bytes:
        paragraph = paragraph_of(data, words)
        bold = paragraph.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>", 1)
        return edited(data, DOCUMENT, paragraph, bold, count=1)

    return script


def split_into_runs(words: str, text: str) -> Script:
    """As Word writes it: the paragraph in three runs, one of them changed."""

    def script(data: bytes) -> bytes:
        paragraph = paragraph_of(data, words)
        run = re.search(r"<w:r>.*</w:r>", paragraph)
        assert run is not None
        pieces = "".join(
            f'<w:r w:rsidR="00A1"><w:t xml:space="preserve">{piece}</w:t></w:r>'
            for piece in (text[:9], text[9:20], text[20:])
        )
        return edited(data, DOCUMENT, paragraph, paragraph.replace(run[0], pieces), count=1)

    return script


def both(first: Script, second: Script) -> Script:
    return lambda data: second(first(data))


# Words that people wrote; each must be in the new document or in the list of conflicts.
REWORDED = [
    (SENTENCES[n], f"{SENTENCES[n][:-1]} (đơn vị bổ sung {n}).") for n in range(len(SENTENCES) - 1)
]
KEPT = [
    *(pytest.param(replaced(old, new), f"(đơn vị bổ sung {n}).", id=f"a sentence lengthened {n}")
      for n, (old, new) in enumerate(REWORDED)),
    *(pytest.param(replaced(text, f"Viết lại hoàn toàn đoạn số {n} theo ý lãnh đạo."),
                   f"Viết lại hoàn toàn đoạn số {n}", id=f"a sentence rewritten {n}")
      for n, text in enumerate(SENTENCES[:5])),
    *(pytest.param(with_paragraph_after(text[:20], f"Đoạn thêm tay số {n}."),
                   f"Đoạn thêm tay số {n}.", id=f"a paragraph added {n}")
      for n, text in enumerate(SENTENCES)),
    *(pytest.param(split_into_runs(text[:20], f"Sửa trong Word {n}: {text}"),
                   f"Sửa trong Word {n}:", id=f"split into runs by Word {n}")
      for n, text in enumerate(SENTENCES[:5])),
    pytest.param(replaced("Xã Mỹ Hòa", "Xã Mỹ Hoà Đông"), "Xã Mỹ Hoà Đông", id="a cell of a table"),
    pytest.param(replaced(">865<", ">866<"), "866", id="a figure of a table"),
    pytest.param(replaced("Như trên", "Như trên; Huyện ủy"), "Huyện ủy", id="a recipient"),
    pytest.param(replaced("Người Ký Mẫu", "Người Ký Khác"), "Người Ký Khác", id="the signer"),
    pytest.param(replaced("Số:      /BC", "Số: 15/BC"), "Số: 15/BC", id="the number given"),
    pytest.param(replaced("ngày      tháng", "ngày 05 tháng"), "ngày 05 tháng", id="the day"),
    pytest.param(replaced("Kính gửi: ", "Kính gửi (hỏa tốc): "), "hỏa tốc", id="the addressee"),
    pytest.param(replaced("I. KẾT QUẢ", "I. TÓM TẮT KẾT QUẢ"), "TÓM TẮT", id="a heading"),
    pytest.param(
        both(replaced("ổn định", "rất ổn định"), with_paragraph_after("Tuyên", "Thêm hai.")),
        "rất ổn định", id="two edits",
    ),
]  # fmt: skip
FATES = [pytest.param(SAME, id="figures as then"), pytest.param(NOW, id="figures changed")]


def all_words(merged: Merged) -> str:
    return words_of(text_of(merged.data))


def conflicts(merged: Merged) -> str:
    return "\n".join(edit.edited for edit in merged.edits if not edit.is_kept)


def test_there_are_fifty_scripts_and_more() -> None:
    assert len(KEPT) * len(FATES) >= 50


@pytest.mark.parametrize("now", FATES)
@pytest.mark.parametrize(("script", "words"), KEPT)
def test_what_people_wrote_is_kept_or_listed(script: Script, words: str, now: bytes) -> None:
    merged = merge(BASE, script(BASE), now, file="bc.docx")

    assert merged.edits
    assert (words in all_words(merged)) != (words in conflicts(merged))


@pytest.mark.parametrize(("script", "words"), KEPT)
def test_every_edit_is_kept_while_the_figures_are_the_same(script: Script, words: str) -> None:
    merged = merge(BASE, script(BASE), SAME, file="bc.docx")

    assert words in all_words(merged)
    assert all(edit.is_kept for edit in merged.edits)


def test_new_figures_and_an_edit_elsewhere_in_the_sentence_are_both_there() -> None:
    hand = replaced("trong đó trực tuyến", "trong số này nộp trực tuyến")(BASE)

    merged = merge(BASE, hand, NOW, file="bc.docx")

    assert "Tiếp nhận 1.377 hồ sơ, trong số này nộp trực tuyến 573 hồ sơ." in all_words(merged)


def test_a_figure_changed_by_hand_and_by_the_data_is_a_conflict() -> None:
    merged = merge(BASE, replaced("nhận 1.205 hồ", "nhận 1.300 hồ")(BASE), NOW, file="bc.docx")

    (edit,) = merged.edits
    assert not edit.is_kept
    assert ("1.300" in edit.edited, "1.377" in edit.now) == (True, True)
    assert "1.377" in all_words(merged)


def test_a_paragraph_taken_out_stays_out_unless_its_figures_changed() -> None:
    kept = merge(BASE, without_paragraph("BTS")(BASE), NOW, file="bc.docx")
    lost = merge(BASE, without_paragraph("365 lượt")(BASE), NOW, file="bc.docx")

    assert "BTS" not in all_words(kept)
    assert [edit.is_kept for edit in kept.edits] == [True]
    assert "402 lượt" in all_words(lost)
    assert [edit.is_kept for edit in lost.edits] == [False]


def test_an_edit_of_a_paragraph_that_is_no_longer_generated_is_listed() -> None:
    hand = replaced("48 trạm BTS", "48 trạm BTS của ba nhà mạng")(BASE)

    merged = merge(BASE, hand, a_report(lacks=1), file="bc.docx")

    assert "ba nhà mạng" in conflicts(merged)


def test_letters_made_bold_stay_bold() -> None:
    merged = merge(BASE, in_bold("Tuyên")(BASE), SAME, file="bc.docx")

    assert "<w:b/>" in paragraph_of(merged.data, "Tuyên truyền")
    assert [edit.is_kept for edit in merged.edits] == [True]


def test_bold_letters_of_a_sentence_with_new_figures_are_listed() -> None:
    merged = merge(BASE, in_bold("Tuyên")(BASE), NOW, file="bc.docx")

    assert [(edit.is_kept, "kiểu chữ" in edit.edited) for edit in merged.edits] == [(False, True)]


def test_a_footer_changed_by_hand_is_listed() -> None:
    hand = edited(BASE, "word/footer1.xml", "Mã nội dung", "Mã số nội dung")

    assert "Mã số nội dung" in conflicts(merge(BASE, hand, NOW, file="bc.docx"))


def test_margins_changed_by_hand_are_listed() -> None:
    hand = edited(BASE, DOCUMENT, 'w:left="1701"', 'w:left="1985"')

    (edit,) = merge(BASE, hand, NOW, file="bc.docx").edits
    assert (edit.place, edit.is_kept) == ("khổ giấy, lề trang", False)


def test_a_picture_put_in_by_hand_is_listed() -> None:
    picture = "<w:r><w:pict/></w:r></w:p>"

    def script(data: bytes) -> bytes:
        paragraph = paragraph_of(data, "Tuyên")
        return edited(data, DOCUMENT, paragraph, paragraph.replace("</w:p>", picture))

    (edit,) = merge(BASE, script(BASE), SAME, file="bc.docx").edits
    assert (edit.is_kept, "[hình]" in edit.edited) == (False, True)


def test_a_document_without_edits_is_the_one_generated_now() -> None:
    assert merge(BASE, BASE, NOW, file="bc.docx") == Merged(NOW, ())


def test_empty_paragraphs_are_no_edits() -> None:
    hand = edited(BASE, DOCUMENT, paragraph_of(BASE, "BTS"), "<w:p/>" + paragraph_of(BASE, "BTS"))

    assert merge(BASE, hand, NOW, file="bc.docx").edits == ()


def test_renumbered_styles_are_matched_by_their_names() -> None:
    """LibreOffice and Word give styles other ids when they save."""
    hand = with_paragraph_after("Tuyên", "Đoạn thêm.")(BASE)
    hand = edited(hand, DOCUMENT, 'w:pStyle w:val="NoiDung"', 'w:pStyle w:val="Style7"')
    hand = edited(hand, "word/styles.xml", 'w:styleId="NoiDung"', 'w:styleId="Style7"')

    merged = merge(BASE, hand, NOW, file="bc.docx")

    assert 'w:pStyle w:val="NoiDung"' in paragraph_of(merged.data, "Đoạn thêm.")


def test_the_same_edit_made_by_the_data_is_no_edit() -> None:
    hand = a_report(has_other_figures=True)

    assert merge(BASE, hand, NOW, file="bc.docx").edits == ()


def test_a_document_that_is_none_gets_a_sentence() -> None:
    with pytest.raises(DocumentError) as caught:
        merge(BASE, b"PK\x03\x04", NOW, file="bc.docx")

    assert caught.value.code == "document_unreadable"


def test_the_identity_survives_other_properties_and_is_of_the_content() -> None:
    assert identity_of(BASE, file="") == identity_of(SAME, file="")
    assert identity_of(BASE, file="") != identity_of(NOW, file="")
    assert identity_of(with_part(BASE, "docProps/custom.xml", "<x"), file="") == ""
    assert "docProps/custom.xml" in parts_of(BASE)


def test_kept_and_lost_edits_are_told_apart() -> None:
    hand = both(replaced("nhận 1.205 hồ", "nhận 1.300 hồ"), replaced("ổn định", "tốt"))(BASE)

    fates = {edit.is_kept for edit in merge(BASE, hand, NOW, file="bc.docx").edits}

    assert fates == {True, False}
