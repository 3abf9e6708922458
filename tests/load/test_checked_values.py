"""DOI and ISBN are checked, and a key in the wrong place or under another word gets a hint."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_briefings.diagnostics.diagnostic import Finding, Place
from mkdocs_briefings.load.key_hints import _OTHER_WORDS
from mkdocs_briefings.load.validate import validate
from mkdocs_briefings.model.content import Author, Briefing, Source
from mkdocs_briefings.model.content_model import LeadImage

BRIEFING = {"title": "A visit", "date": "2024", "executive_points": ["They met."], "body": "Talks."}


def findings(
    source: dict[str, Any], briefing: dict[str, Any] | None = None
) -> tuple[Source | None, list[Finding]]:
    """A source as it is read, and what is wrong."""
    data = {**BRIEFING, **(briefing or {}), "sources": [{"id": "x", **source}]}
    read, problems = validate(Briefing, data, Place("a.yaml"))
    return read.sources[0] if read is not None and read.sources else None, problems


@pytest.mark.parametrize(
    ("written", "doi", "url"),
    [
        ("10.1000/182", "10.1000/182", "https://doi.org/10.1000/182"),
        ("doi:10.1000/182", "10.1000/182", "https://doi.org/10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182", "https://doi.org/10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182", "https://doi.org/10.1000/182"),
        ("doi.org/10.1000/182", "10.1000/182", "https://doi.org/10.1000/182"),
        (
            "https://doi.org/10.1002/(SICI)1097(1998)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
            "10.1002/(SICI)1097(1998)49:8<693::AID-ASI4>3.0.CO;2-O",
            "https://doi.org/10.1002/(SICI)1097(1998)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
        ),
    ],
)
def test_a_doi_is_read_in_every_form(written: str, doi: str, url: str) -> None:
    source, problems = findings({"doi": written})
    assert problems == []
    assert source is not None
    assert (source.doi, source.doi_url) == (doi, url)


@pytest.mark.parametrize(
    "written", ["10.1000", "182", "https://example.org/10.1000/182", "10.1000/a b", "11.1000/1"]
)
def test_what_is_no_doi_is_reported(written: str) -> None:
    source, (problem,) = findings({"doi": written})
    assert source is not None
    assert source.doi is None
    assert (problem.code, problem.place.keys) == ("wrong-value", ("sources", 0, "doi"))
    assert "10.1000/182" in problem.hint


@pytest.mark.parametrize(
    "written", ["978-0-306-40615-7", "9780306406157", "0-306-40615-2", "0 8044 2957 X", "080442957x"]
)
def test_an_isbn_is_read_in_every_form(written: str) -> None:
    source, problems = findings({"isbn": written})
    assert problems == []
    assert source is not None
    assert source.isbn == written


@pytest.mark.parametrize(
    "written", ["978-0-306-40615-8", "0-306-40615-3", "978030640615X", "12345", "979-0-306-40615"]
)
def test_an_isbn_with_a_wrong_digit_is_reported(written: str) -> None:
    _, (problem,) = findings({"isbn": written})
    assert (problem.code, problem.place.keys) == ("wrong-value", ("sources", 0, "isbn"))
    assert problem.hint


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("cc-by-4.0", "CC-BY-4.0"),
        ("All rights reserved", "All rights reserved"),
        ("https://a.example/", "https://a.example/"),
    ],
)
def test_a_license_is_an_id_or_a_sentence(written: str, read: str) -> None:
    briefing, problems = validate(Briefing, {**BRIEFING, "license": written}, Place("a.yaml"))
    assert problems == []
    assert briefing is not None
    assert briefing.license == read


def test_a_license_of_one_word_that_is_no_id_is_reported() -> None:
    _, (problem,) = validate(Briefing, {**BRIEFING, "license": "CC-BY"}, Place("a.yaml"))
    assert (problem.code, problem.place.keys) == ("wrong-value", ("license",))
    assert "CC-BY-4.0" in problem.hint


@pytest.mark.parametrize(
    "written", ["ada", "ada@example", "a b@example.org", "ada@example.org, bo@example.org"]
)
def test_what_is_no_address_for_mail_is_reported(written: str) -> None:
    _, (problem,) = validate(Author, {"name": "Ada", "email": written}, Place("a.yaml"))
    assert (problem.code, problem.place.keys) == ("wrong-value", ("email",))


@pytest.mark.parametrize(
    ("source", "briefing", "hint"),
    [
        ({"journal": "x"}, {}, "did you mean 'container'?"),
        ({"Author": "x"}, {}, "did you mean 'authors'?"),
        ({"pubisher": "x"}, {}, "did you mean 'publisher'?"),
        ({"topics": []}, {}, "'topics' stands at the top of the file, not here"),
        ({}, {"doi": "10.1000/182"}, "'doi' belongs to an item of `sources`, not here"),
        ({}, {"journal": "x"}, "'journal' belongs to an item of `sources`, not here"),
        ({}, {"likelihood": "likely"}, "'likelihood' belongs to an item of `executive_points`, not here"),
        ({}, {"tags": []}, "did you mean 'topics'?"),
        ({}, {"licence": "MIT"}, "did you mean 'license'?"),
        ({}, {"image": "x"}, "did you mean 'lead_image'?"),
        ({"qwertz": "x"}, {}, ""),
    ],
)
def test_an_unknown_key_gets_a_hint(source: dict[str, Any], briefing: dict[str, Any], hint: str) -> None:
    _, (problem,) = findings(source, briefing)
    assert (problem.code, problem.hint) == ("unknown-key", hint)


def test_every_hint_names_a_key() -> None:
    keys = {key for model in (Briefing, Source, Author, LeadImage) for key in model.model_fields}
    assert set(_OTHER_WORDS.values()) <= keys
    assert not keys & _OTHER_WORDS.keys()
