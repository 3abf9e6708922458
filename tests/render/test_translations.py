"""Catalogues are complete and keep the markup of their messages, and each language finds the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator

import jinja2
import pytest
from jinja2 import nodes

from mkdocs_briefings.render import context
from mkdocs_briefings.render.translations import catalogue, catalogue_language, languages, translator

_TEMPLATES = context.Path(context.__file__).parents[1] / "templates"
_PYTHON = ("How to read this site", "What the parts, marks, terms and grades of the briefings mean.")
_KEPT = re.compile(r"<[^>]*>|\{\w*\}")


def messages() -> Iterator[str]:
    """Yield every message of the templates, and those of the code."""
    yield from _PYTHON
    for path in sorted(_TEMPLATES.rglob("*.jinja")):
        for call in (
            jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call)
        ):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                yield call.args[0].value


def test_languages() -> None:
    assert languages() == ("ar", "be", "de", "es", "fr", "pl", "ru", "uk", "zh-Hans")


@pytest.mark.parametrize("language", languages())
def test_every_message_is_translated_and_no_other(language: str) -> None:
    assert catalogue(language).keys() == set(messages())


@pytest.mark.parametrize("language", languages())
def test_markup_and_placeholders_are_kept(language: str) -> None:
    translations = catalogue(language)
    differing = [
        text
        for text, said in translations.items()
        if sorted(_KEPT.findall(text)) != sorted(_KEPT.findall(said))
    ]
    assert differing == []


NEAREST = {
    "de": "de",
    "de-AT": "de",
    "DE_at": "de",
    "en-GB": "en",
    "he": "en",
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-Hans-HK": "zh-Hans",
    "zh-TW": "en",
    "zh-Hant": "en",
    "be-tarask": "be",
}


@pytest.mark.parametrize("language", NEAREST)
def test_nearest(language: str) -> None:
    assert catalogue_language(language) == NEAREST[language]


def test_english_says_the_message_itself() -> None:
    message = '<a href="{search}">it</a>'
    assert translator("en")(message, search="../x/") == '<a href="../x/">it</a>'
