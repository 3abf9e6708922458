"""Wording that messages share: numbers with their nouns, and suggestions for mistyped words."""

from __future__ import annotations

import pytest

from mkdocs_briefings.diagnostics.messages import SpellingHints, counted, did_you_mean, not_utf8


def test_counted() -> None:
    assert [counted(number, "page") for number in (0, 1, 1200)] == ["0 pages", "1 page", "1,200 pages"]
    assert [counted(number, "entity", "entities") for number in (1, 2)] == ["1 entity", "2 entities"]


def test_did_you_mean() -> None:
    assert did_you_mean("tlp-clera", ["tlp-clear", "tlp-red"]) == "did you mean 'tlp-clear'?"
    assert did_you_mean("minsk", ["talks"]) == ""
    assert did_you_mean("REUTER", ["Reuters"]) == "did you mean 'Reuters'?"
    assert did_you_mean("x" * 10_000, ["x" * 10_000]) == ""


def test_bytes_count_from_one() -> None:
    with pytest.raises(UnicodeDecodeError) as error:
        b"\xff".decode()
    assert not_utf8(error.value) == "not UTF-8 (byte 1)"


def test_many_mistyped_words_cost_no_more_than_a_few() -> None:
    others = (f"{number:040}" for number in range(20_000))
    near = SpellingHints((*others, *(f"briefing-{number}" for number in range(8))))
    hints = [near.hint(f"briefin-{number}") for number in range(8)]
    assert [bool(hint) for hint in hints] == [True] * 5 + [False] * 3
    assert near.hint("briefin-0") == hints[0]
