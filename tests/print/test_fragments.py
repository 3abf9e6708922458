"""The HTML of a page, read into the tree of its print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from mkdocs_briefings.model.messages import DeskWords, words_of
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.render.print.text import (
    absolute_url,
    allow_breaks,
    has_long_word,
    language_codes,
    strip_unprintable,
    tie_numbers,
)
from mkdocs_briefings.render.print.tree import resolve_anchors

WORDS = words_of("en", "en", DeskWords())
CASES = yaml.load((Path(__file__).parent / "fragments.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def reader(*, rtl: bool = False) -> HtmlReader:
    return HtmlReader(
        lambda href: absolute_url(href, ""),
        lambda source: source if source == "files/x.png" else "",
        {},
        rtl=rtl,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["html"][:40] for case in CASES])
def test_fragment(case) -> None:
    assert json.loads(json.dumps(reader(rtl=case.get("rtl", False)).blocks(case["html"]))) == case["tree"]


def test_ways_lead_somewhere_or_are_none() -> None:
    tree = [("p", [("jump", "a", ["x"]), ("jump", "b", ["y"]), ("at", "a"), ("at", "c")])]
    kept, places = resolve_anchors(tree, WORDS)
    assert json.loads(json.dumps(kept)) == [["p", [["jump", "a", ["x"]], "y", ["at", "a"]]]]
    assert places == [("a", "Place", "in the text")]


def test_places_say_what_they_are() -> None:
    tree = {
        "body": [
            ("jump", "h", ["x"]),
            ("h", "h", 2, "", ["Of ", ("em", ["some"]), ("br",), ("code", " use")]),
            ("p", [("jump", "n", ["y"]), ("foot", "n", 3, ["z"])]),
        ],
        "sources": [("at", "s", "Source", "1")],
    }
    said = [("h", "Section", "Of some use"), ("n", "Note", "3"), ("s", "Source", "1")]
    assert resolve_anchors(tree, WORDS)[1] == said


@pytest.mark.parametrize(
    ("href", "base", "whole"),
    [
        ("../y/", "https://example.org/x/", "https://example.org/y/"),
        ("../y/", "", ""),
        ("javascript:alert(1)", "https://example.org/", ""),
        ("http://[bad", "https://example.org/", ""),
        ("https://example.org/" + "a" * 3000, "", ""),
        ("mailto:a@example.org", "", "mailto:a@example.org"),
    ],
)
def test_address(href, base, whole) -> None:
    assert absolute_url(href, base) == whole


def test_text() -> None:
    assert strip_unprintable("a\x00b\x0bc\ufeffd\ufffe") == "ab c\u2060d"
    assert allow_breaks("x" * 10, 4) == "xxxx\u200bxxxx\u200bxx"
    assert allow_breaks("short words stay", 8) == "short words stay"
    assert allow_breaks("粮船自十一月" * 9, 8) == "粮船自十一月" * 9
    assert allow_breaks("เรือสองลำ" * 9, 8) == "เรือสองลำ" * 9
    assert not has_long_word("粮船自十一月以来首次离港" * 9, 8)
    assert has_long_word("of incomprehensibilities", 20)
    assert allow_breaks("example.org/a-longer/way", 10) == "example.\u200borg/\u200ba-\u200blonger/\u200bway"
    assert tie_numbers("on January 27, 2024, p. 58 of 3") == "on January\u00a027, 2024, p.\u00a058 of 3"
    assert [language_codes(tag) for tag in ("en", "pt-BR", "zh-Hant-TW", "x-own", "")] == [
        ("en", ""), ("pt", "BR"), ("zh", "TW"), ("", ""), ("", ""),
    ]  # fmt: skip
