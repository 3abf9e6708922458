"""A text that is too long is cut where a word ends, in scripts without spaces where a letter ends with its marks."""

from __future__ import annotations

import pytest

from mkdocs_briefings.render.texts import cut_at_word

CASES = {
    "short": ("One two.", 8, "One two."),
    "at a word": ("One two, three.", 10, "One two …"),
    "one long word": ("abcdefgh", 4, "abcd …"),
    "Chinese": ("粮船自十一月以来首次离港", 6, "粮船自十一月 …"),
    "Chinese after a name": ("Grain 公司粮船自十一月以来", 10, "Grain 公司粮船 …"),
    "no line begins with the comma": ("粮船离港，低水位", 4, "粮船离 …"),
    "Thai, before a vowel that is written first": ("เรือเรือ", 5, "เรือ …"),
    "Thai, with a tone": ("น้ำต่ำ", 4, "น้ำ …"),
    "Arabic": ("قال مدير الميناء", 9, "قال مدير …"),
}


@pytest.mark.parametrize("case", CASES)
def test_where_a_text_is_cut(case: str) -> None:
    text, most, expected = CASES[case]
    assert cut_at_word(text, most) == expected
