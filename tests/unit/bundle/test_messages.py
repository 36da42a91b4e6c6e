"""Every code of BUNDLE.md 18 has its sentence and its way out."""

import re
import string

import pytest

from cds_desktop.messages import explain
from cds_desktop.messages.tables import MESSAGES

# Where and what, way out: every row of the table in BUNDLE.md 18.
_CONTAINER = (100, 101, *range(200, 211), 220, 221, 299)
_CONTENT = (*range(300, 309), 310, 311, *range(320, 326), 330)
_TRUST = (*range(400, 408), *range(500, 510))
_ADMISSION = (600, 601, 602, *range(610, 617), 620, 630, 700, 701)
_KEYS = ("key_passphrase_wrong", "key_passphrase_short", "key_file_broken", "key_missing")
_OTHERS = ("trust_list_broken", "bundle_too_large", "bundle_self_check_failed")
_NUMBERS = (*_CONTAINER, *_CONTENT, *_TRUST, *_ADMISSION)
CODES = [*(f"G{number}" for number in _NUMBERS), *_KEYS, *_OTHERS]

# What a raiser has to tell; all other codes need nothing, so that anybody may raise them.
_WITH_PLACE = (209, 300, *range(302, 309), *range(320, 326), 330, 403)
PARAMETERS = {f"G{number}": {"place"} for number in _WITH_PLACE} | {
    "G100": {"file"},
    "G200": {"looks_like"},
    "G311": {"feature"},
    "trust_list_broken": {"line"},
    "bundle_self_check_failed": {"rule"},
}


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_sentence_and_a_way_out(code: str):
    message = explain(code, {name: "x" for name in PARAMETERS.get(code, set())})
    for sentence in (message.text, message.way_out):
        assert sentence[0].isupper() and sentence.endswith(".")
        assert not re.search(r"[{}]|G\d{3}|JSON|CSV|None", sentence)


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_asks_for_no_other_values(code: str):
    message = MESSAGES[code]
    fields = string.Formatter().parse(message.text + message.way_out)
    assert {name for _, name, _, _ in fields if name} == PARAMETERS.get(code, set())


def test_no_two_refusals_read_the_same():
    texts = [MESSAGES[code].text for code in CODES]
    assert len(set(texts)) == len(texts)
