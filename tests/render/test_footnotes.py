"""Footnotes are counted at once, and come out as Python-Markdown has them."""

from __future__ import annotations

import random
import sys

import markdown
import pytest

from mkdocs_briefings.render.footnotes import count_footnotes
from mkdocs_briefings.render.markdown import MarkdownRenderer

CONFIGS = [
    {},
    {"UNIQUE_IDS": True},
    {"USE_DEFINITION_ORDER": False},
    {"SEPARATOR": "-"},
    {"PLACE_MARKER": "X"},
]
LABELS = ["a", "2", "note 1", "ref2", "a-b", "x:y"]


def text(chance: random.Random) -> str:
    """References, some of them to one note or to none, and notes that refer to others."""
    labels = [chance.choice(LABELS) for _ in range(chance.randrange(9))]
    body = " ".join(f"Word[^{label}]" + chance.choice(["", "\n\n"]) for label in labels)
    notes = [label for label in dict.fromkeys(labels) if chance.random() < 0.9]
    return (
        body
        + "\n\n"
        + "\n".join(f"[^{label}]: Note" + chance.choice(["", " [^a]", " [^2]"]) for label in notes)
    )


def calls(written: str) -> int:
    """Count the functions that are called, Python's own as well, to parse a text."""
    parser = markdown.Markdown(extensions=["footnotes"])
    count_footnotes(parser)
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        parser.convert(written)
    finally:
        sys.setprofile(before)
    return count


def test_a_note_to_which_much_refers_takes_no_longer() -> None:
    small, middle, large = (calls("Word[^1]. " * size + "\n\n[^1]: Note.") for size in (20, 40, 60))
    assert large - 2 * middle + small < 20 * 20 * 2


def test_texts_of_briefings_are_parsed_so() -> None:
    (extension,) = MarkdownRenderer(["footnotes"], {})._markdown.registeredExtensions
    assert type(extension).__module__ == count_footnotes.__module__


@pytest.mark.parametrize("config", CONFIGS, ids=str)
def test_the_html_is_the_same(config) -> None:
    chance = random.Random(3)  # noqa: S311
    theirs, ours = (
        markdown.Markdown(extensions=["footnotes"], extension_configs={"footnotes": config}) for _ in range(2)
    )
    count_footnotes(ours)
    for _ in range(40):
        written = text(chance)
        for parser in (theirs, ours):
            parser.reset()
        assert ours.convert(written) == theirs.convert(written)
