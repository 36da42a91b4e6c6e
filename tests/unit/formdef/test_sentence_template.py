"""The language of sentence templates: fields, styles, optional pieces, and what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_desktop.formdef.sentence_template import (
    Field,
    OptionalPiece,
    SentenceTemplateError,
    parse_template,
    template_fields,
)
from cds_desktop.messages import explain


def test_a_template_is_text_fields_and_optional_pieces():
    assert parse_template("Tiếp nhận {hs} hồ sơ[, trực tuyến {tt.nonzero}].") == (
        "Tiếp nhận ",
        Field("hs"),
        " hồ sơ",
        OptionalPiece((", trực tuyến ", Field("tt", "nonzero"))),
        ".",
    )


def test_pieces_may_hold_pieces():
    assert parse_template("[a {x}[ b {y}]]") == (
        OptionalPiece(("a ", Field("x"), OptionalPiece((" b ", Field("y"))))),
    )


def test_the_questions_of_a_template_are_listed_once_and_without_its_words():
    template = "{org_unit} có {hs} hồ sơ[ ({hs.change}; {tt})] trong {period}, năm {year}."
    assert template_fields(template) == ("hs", "tt")


def test_a_template_without_fields_names_no_question():
    assert template_fields("Đã hoàn thành.") == ()


@pytest.mark.parametrize(
    ("template", "code", "position"),
    [
        pytest.param("có {hs hồ sơ", "sentence_not_closed", 4, id="a brace stays open"),
        pytest.param("có[, {hs}", "sentence_not_closed", 3, id="a bracket stays open"),
        pytest.param("có hs} hồ sơ", "sentence_not_opened", 6, id="a brace closes nothing"),
        pytest.param("có {hs}] hồ sơ", "sentence_not_opened", 8, id="a bracket closes nothing"),
        pytest.param("[có {hs}} hồ sơ]", "sentence_not_opened", 9, id="a brace closes a bracket"),
        pytest.param("{Hồ sơ}", "sentence_field_unreadable", 1, id="a label for a name"),
        pytest.param("{}", "sentence_field_unreadable", 1, id="an empty field"),
        pytest.param("{hs.}", "sentence_field_unreadable", 1, id="a dot without a style"),
        pytest.param("{hs.__class__}", "sentence_style_unknown", 1, id="an attribute of Python"),
        pytest.param("{hs.tang}", "sentence_style_unknown", 1, id="an unknown style"),
        pytest.param("a[ luôn in]", "sentence_piece_fixed", 2, id="a piece that never drops"),
        pytest.param("[" * 5 + "{x}" + "]" * 5, "sentence_too_deep", 5, id="five pieces deep"),
    ],
)
def test_a_template_that_cannot_be_read_names_its_fault(template: str, code: str, position: int):
    with pytest.raises(SentenceTemplateError) as caught:
        parse_template(template)
    error = caught.value
    assert (error.code, error.position) == (code, position)
    message = explain(error.code, {"file": "x.toml", "line": 7, **error.params})
    assert str(position) in message.text
    assert message.way_out


@given(st.text(alphabet="ab{}[].x_1 đ"))
def test_any_text_is_read_or_refused_with_a_place(template: str):
    try:
        parts = parse_template(template)
    except SentenceTemplateError as error:
        assert 1 <= error.position <= len(template)
    else:
        assert unparsed(parts) == template


def unparsed(parts: tuple[object, ...]) -> str:
    written = ""
    for part in parts:
        match part:
            case Field(name, style):
                written += f"{{{name}.{style}}}" if style else f"{{{name}}}"
            case OptionalPiece(inner):
                written += f"[{unparsed(inner)}]"
            case _:
                written += str(part)
    return written
