"""Lasting addresses of paragraphs: none moves when something else is edited, and the numbers lead where they did."""

from __future__ import annotations

import re

import pytest

from mkdocs_briefings.link.citations import find_citations
from mkdocs_briefings.render.markdown import MarkdownRenderer

PLAIN = MarkdownRenderer(["tables", "footnotes", "attr_list"], {})
PARSED = MarkdownRenderer(["tables", "footnotes", "attr_list", "smarty", "abbr"], {})
"""With an extension that may change any line, so that plain prose is parsed, too."""
FIRST = 'Ships left the port on Monday, as "two" officials don\'t deny [@x]; more may follow in the course of the month.'
SECOND = "The price of grain fell by a tenth."
LATER = "All of it was sold."


def addresses(text: str, renderer: MarkdownRenderer = PLAIN) -> list[tuple[str, str]]:
    """Number and lasting address of every paragraph, as its links have it."""
    cited = find_citations(text, {"x", "y"})
    html = renderer.block(cited, lambda citation: f"<i>(SB, {citation.number})</i>", {}, {}).html
    numbers = re.findall(r'<p[^>]* id="(p:\d+)">', html)
    return list(zip(numbers, re.findall(r'class="permalink" href="#([^"]+)" id="\1"', html), strict=True))


def lasting(text: str, renderer: MarkdownRenderer = PLAIN) -> list[str]:
    return [address for _, address in addresses(text, renderer)]


EDITS = {
    "a paragraph in front": f"{LATER}\n\n{FIRST}\n\n{SECOND}",
    "a paragraph between": f"{FIRST}\n\n{LATER}\n\n{SECOND}",
    "a table in front": f"| a |\n| - |\n| b |\n\n{FIRST}\n\n{SECOND}",
    "a heading, a list and a fence": f"## A\n\n- b\n\n```\nc\n```\n\n{FIRST}\n\n{SECOND}",
    "another source in front": f"So it was [@y].\n\n{FIRST}\n\n{SECOND}",
    "a source added": f"{FIRST}\n\n{SECOND}".replace("[@x]", "[@y; @x, p. 2]"),
    "a footnote": f"It began.[^1]\n\n{FIRST}\n\n{SECOND}[^2]\n\n[^1]: A.\n\n[^2]: B.",
    "emphasis": f"{FIRST}\n\n{SECOND}".replace("port", "*port*").replace(
        "grain", "[grain](https://example.org/)"
    ),
    "an end": f"{FIRST} It said so.\n\n{SECOND}",
    "capitals and signs": f"{FIRST}\n\n{SECOND}".replace("Ships", "SHIPS —").replace('"two"', "“two”"),
    "other line breaks": f"{FIRST}\n\n{SECOND}".replace(" ", "\n", 3),
}


@pytest.mark.parametrize("text", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("renderer", [PLAIN, PARSED], ids=["plain", "parsed"])
def test_no_address_moves(text: str, renderer: MarkdownRenderer) -> None:
    first, second = lasting(f"{FIRST}\n\n{SECOND}")
    after = lasting(text, renderer)
    assert {first, second} <= set(after)
    assert len(set(after)) == len(after)


def test_numbers_lead_where_they_did() -> None:
    text = f"{LATER}\n\n{FIRST}\n\n{SECOND}"
    assert [number for number, _ in addresses(text)] == ["p:1", "p:2", "p:3"]
    assert all(re.fullmatch(r"p:[0-9a-f]{8}", address) for address in lasting(text))


def test_equal_paragraphs_are_told_apart() -> None:
    first, second, third = lasting(f"{SECOND}\n\n{SECOND}\n\n{LATER}")
    assert second == f"{first}-2"
    assert third not in {first, second}


def test_a_paragraph_without_a_letter_has_its_number() -> None:
    html = PLAIN.block(find_citations("So.\n\n...\n\n[@x]", {"x"}), lambda citation: "<i>SB</i>", {}, {}).html
    assert re.findall(r'href="#(p:\d)"', html) == ["p:2", "p:3"]
    assert re.findall(r'id="(p:\d)"', html) == ["p:1", "p:2", "p:3"]
