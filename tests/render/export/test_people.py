"""Parsing of names, with cases in names.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefings.render.export.people import PersonName, parse_name

CASES = yaml.load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["written"].strip())
def test_name(case: dict[str, str]) -> None:
    expected = {key: value for key, value in case.items() if key != "written"}
    assert parse_name(case["written"]) == PersonName(**expected)


@given(st.text(" ,.-JrIV'éÅвА中a", max_size=30) | st.text(max_size=30))
def test_no_word_is_lost(written: str) -> None:
    name = parse_name(written)
    letters = sorted(written.replace(",", " ").split())
    assert sorted(name.inverted.replace(",", " ").split()) == letters or name.literal == " ".join(
        written.split()
    )
    assert not name.literal or not name.family
