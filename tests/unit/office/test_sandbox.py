"""Template code can look fields up, loop and compare: nothing else, on paper and at run time."""

from collections.abc import Mapping

import pytest

from cds_desktop.office.sandbox import CodeFault, render
from cds_desktop.office.template_code import Shape, inspect

_SHAPE: Mapping[str, Shape] = {
    "subject": "Trích yếu",
    "lines": ["Một dòng"],
    "parts": [{"heading": "Tiêu đề", "blocks": [{"text": "Nội dung"}]}],
    "annexes": [{"title": "Tên"}],
}
_CONTEXT = {
    "subject": "A & B <c> \"d\" 'e'",
    "lines": ["một", "hai"],
    "parts": [{"heading": "I", "blocks": [{"text": "x"}, {"text": "y"}]}],
    "annexes": [],
}

# Code that reaches for more than the data; each has been used against such templates.
_ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ subject.__class__ }}",
    "{{ subject['__class__'] }}",
    "{{ lines.append('x') }}",
    "{{ lines.__len__() }}",
    "{{ self }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace(a=1) }}",
    "{{ range(10) }}",
    "{{ parts[0].items() }}",
    "{{ parts[0]['keys'] }}",
    "{{ subject|attr('__class__') }}",
    "{{ subject|map('upper') }}",
    "{{ subject|upper('x') }}",
    "{{ subject.upper() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 99999 }}",
    "{{ subject ~ subject }}",
    "{{ '%s' % subject }}",
    "{{ [1, 2] }}",
    "{{ lines }}",
    "{{ subject if subject else '' }}",
    "{% set x = 1 %}",
    "{% macro a() %}{% endmacro %}",
    "{% include 'a' %}",
    "{% import 'a' as b %}",
    "{% extends 'a' %}",
    "{% call subject() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% for a in lines %}{% for b in lines %}{{ b }}{% endfor %}{% endfor %}",
    "{% for a in range(9) %}{% endfor %}",
    "{% for a in subject %}{{ a }}{% endfor %}",
    "{% for a in lines if a %}{{ a }}{% endfor %}",
    "{% for a, b in lines %}{% endfor %}",
    "{% for a in lines %}{{ loop.cycle('x', 'y') }}{% endfor %}",
    "{% for a in lines %}{{ loop.previtem }}{% endfor %}",
    "{% if subject is defined %}{% endif %}",
    "{% if 'a' in subject %}{% endif %}",
    "{% if subject.isupper() %}{% endif %}",
]


@pytest.mark.parametrize("code", _ESCAPES)
def test_code_that_wants_more_than_the_data_is_seen_before_it_runs(code: str):
    found = inspect(code, _SHAPE)

    assert found.refused or any(not use.path for use in found.fields)


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__ }}",
        "{{ subject.__class__ }}",
        "{{ subject['__class__'] }}",
        "{{ subject|attr('__class__') }}",
        "{{ lines.append }}",
        "{{ lines.append('x') }}",
        "{{ parts[0].items }}",
        "{{ parts[0].keys() }}",
        "{{ subject.upper() }}",
        "{{ self.__init__ }}",
        "{{ cycler }}",
        "{{ range(10) }}",
        "{{ lines }}",
        "{{ parts[0] }}",
        "{{ lines[0][0] }}",
        "{{ lines['0'] }}",
        "{{ annexes[0].title }}",
        "{% for a in lines %}{{ loop.cycle('x') }}{% endfor %}",
        "{% for a in lines %}{{ loop.__class__ }}{% endfor %}",
        "{% if subject is defined %}{% endif %}",
    ],
)
def test_the_sandbox_alone_stops_it_too(code: str):
    with pytest.raises(CodeFault):
        render(code, _CONTEXT)


def test_texts_are_escaped_for_xml():
    rendered = render("<w:t>{{ subject }}</w:t>", _CONTEXT)

    assert rendered == "<w:t>A &amp; B &lt;c&gt; &#34;d&#34; &#39;e&#39;</w:t>"


def test_a_text_that_looks_like_code_stays_a_text():
    assert render("{{ subject }}", {"subject": "{{ 1 }}{% x %}"}) == "{{ 1 }}{% x %}"


def test_loops_conditions_and_capitals_are_there():
    code = (
        "{% for part in parts %}{{ part.heading }}:"
        "{% for block in part.blocks %}{{ block.text|upper }}"
        "{% if loop.last %}.{% elif loop.index == 1 %};{% endif %}{% endfor %}{% endfor %}"
        "{% if lines|length > 1 and not annexes %}{{ lines[1] }}{% endif %}"
    )

    assert not inspect(code, _SHAPE).refused
    assert render(code, _CONTEXT) == "I:X;Y.hai"


def test_each_use_of_a_field_has_its_full_path_and_line():
    code = (
        "{% for p in parts %}\n{{ p.heading }}{{ p.headng }}\n"
        "{% if p.blocks %}{% endif %}{% endfor %}"
    )

    uses = inspect(code, _SHAPE).fields

    assert [(use.name, use.path, use.line, use.is_printed) for use in uses] == [
        ("parts", "parts", 1, False),
        ("p.heading", "parts.heading", 2, True),
        ("p.headng", "", 2, True),
        ("p.blocks", "parts.blocks", 3, False),
    ]


def test_code_that_is_no_code_names_its_line():
    with pytest.raises(CodeFault) as caught:
        inspect("a\n{% for %}", _SHAPE)

    assert caught.value.line == 2
