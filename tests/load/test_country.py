"""The code of a country is one that ISO 3166-1 has; another gets a hint."""

from __future__ import annotations

import pytest
from babel import Locale

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.countries import COUNTRY_CODES, country_hint

MEANT = {
    "UK": "GB", "uk": "GB", "gb": "GB", "GBR": "GB", "United Kingdom": "GB", "EL": "GR", "Belarus": "BY", "Bellarus": "BY",
    "RUS": "RU", "SU": "RU", "us": "US",
}  # fmt: skip


@pytest.mark.parametrize(("written", "code"), MEANT.items())
def test_what_was_meant(written, code):
    assert country_hint(written) == f"did you mean '{code}'?"


@pytest.mark.parametrize("written", ["ZZ", "XX", "", "Ruritania", "x" * 500])
def test_nothing_was_meant(written):
    assert country_hint(written) == "use the two letters of ISO 3166-1: `GB`, `BY`"


def test_every_code_has_a_name():
    assert set(Locale("en").territories) >= COUNTRY_CODES


@pytest.mark.parametrize(("written", "code"), [("UK", "GB"), ("Belarus", "BY")])
def test_it_is_said_where_it_stands(write_desk, written, code):
    settings = write_desk({"outlets": {"sb": {"name": "SB", "country": written}}})
    (found,) = pipeline.gather(settings).diagnostics
    assert found.code == "wrong-value"
    assert f"'{written}'" in found.message
    assert "'country'" in found.message
    assert found.hint == f"did you mean '{code}'?"
