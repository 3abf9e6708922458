"""Prints of languages that are read from the right: labels at the right, parts of another direction apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.print.briefing import briefing_document

from printed import RENDER  # isort: skip

ARABIC: Mapping[str, Any] = {
    "title": "سفن الحبوب تغادر",
    "language": "ar",
    "date": "2024-02-05",
    "publication": "edm",
    "volume": 21,
    "issue": 1,
    "authors": ["Ada Lee", "محمد عبد الله"],
    "executive_points": ["غادرت سفينتان."],
    "body": "قال المدير [@lee; @agency].",
    "sources": [
        {"id": "lee", "kind": "book", "authors": ["Lee, Ada"], "title": "Ports", "publisher": "OUP", "place": "Oxford", "date": "2019", "pages": "12-34"},
        {"id": "agency", "outlet": "وكالة", "title": "سفينتان", "date": "2024-01-27", "url": "https://example.org/a/"},
    ],
}  # fmt: skip
ENGLISH = {
    **ARABIC,
    "title": "Grain ships leave",
    "language": "en",
    "issue": 2,
    "executive_points": ["Two left."],
    "body": "They said [@lee; @agency].",
}
DESK = {"publications": {"edm": {"name": "Monitor"}}, "briefings/2024/a": ARABIC, "briefings/2024/b": ENGLISH}
_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def texts(value: Any) -> Iterator[str]:
    """Every text of a document for the press."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def document(printer, id: str) -> dict[str, Any]:
    """What the press is told of a briefing."""
    found = briefing_document(addresses.briefing_uri(id), printer.inputs[id], printer.context)
    return json.loads(found.text)["briefings"][0]


@pytest.fixture
def printers(write_desk, printer_for):
    """The printer of a desk with an Arabic and an English briefing, by the language of its site."""
    settings = write_desk(DESK)
    return lambda language: printer_for(
        replace(settings, language=language), replace(RENDER, language=language)
    )


def test_what_has_another_direction_stands_apart(printers) -> None:
    """No letter or figure that is read from the left stands in a line by itself."""
    values = document(printers("ar"), "a")
    names = [values[key] for key in ("line", "authors", "when", "typed-address")]
    sources = [[source["what"][1:], source["more"]] for source in values["sources"]]
    bare = [_ISOLATED.sub("", text) for text in texts([names, sources])]
    kinds = {"link", "strong", "quiet", "em", "lang", "en"}
    is_told_to_the_press = re.compile(r"https?://|" + "|".join(map("{}$".format, kinds)))
    left = [text for text in bare if re.search("[A-Za-z0-9]", text) and not is_told_to_the_press.match(text)]
    assert left == []


def test_a_line_of_one_direction_has_no_isolates(printers) -> None:
    values = document(printers("en"), "b")
    apart = [text for text in texts(values) if _ISOLATED.search(text)]
    assert sorted({_ISOLATED.search(text)[0][1:-1] for text in apart}) == [
        "سفينتان",
        "محمد عبد الله",
        "وكالة",
    ]


Box = tuple[float, float, float, float]


def boxes(content: bytes, word: str) -> Iterator[tuple[Box, list[Box]]]:
    """Each place of a word in a PDF, and the letters besides it that are level with it."""
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            text = page.get_textpage()
            search = text.search(word, match_case=True, match_whole_word=True)
            letters = [text.get_charbox(number) for number in range(text.count_chars())]
            while (match := search.get_next()) is not None:
                first, length = match
                own = letters[first : first + length]
                left, bottom, right, top = (
                    pick(box[side] for box in own) for side, pick in enumerate((min, min, max, max))
                )
                others = letters[:first] + letters[first + length :]
                yield (
                    (left, bottom, right, top),
                    [box for box in others if box[1] < top and box[3] > bottom and box[0] < box[2]],
                )


@pytest.mark.parametrize("site", ["en", "ar"])
def test_labels_stand_beside_the_text_on_the_side_where_lines_start(printers, site: str) -> None:
    """In a volume of either language, for each briefing by its own."""
    printer = printers(site)
    (uri,) = (uri for uri, collection in printer.collections.items() if len(collection.ids) > 1)
    content = printer.collection(uri)
    [(label, level)] = boxes(content, "التحليل")
    assert max(right for _, _, right, _ in level) < label[0]
    [(label, level)] = boxes(content, "Analysis")
    assert min(left for left, *_ in level) > label[2]


def test_executive_points_of_a_volume_go_by_the_language_of_each(printers) -> None:
    """In a list of several languages a number stands before the text that it counts."""
    printer = printers("ar")
    (uri,) = (uri for uri, collection in printer.collections.items() if len(collection.ids) > 1)
    first, level = next(boxes(printer.collection(uri), "Two"))
    number = min(level)
    assert number[2] < first[0] - 4
