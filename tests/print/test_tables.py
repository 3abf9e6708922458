"""Tables on paper: no cell is printed over another, and none leaves the page, whatever the columns hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest

YEARS = [f"Production {year}" for year in range(2011, 2031)]
COUNTRY = [["Turkmenistan", *(f"{9_000 + number}" for number in range(20))]]
LONG = "Verantwortungsbewusst"
ADDRESS = "https://example.org/a/long/address/of/a/page/that/nobody/types"


def table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *(row[: len(heads)] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_list(text: str) -> str:
    return "- An item\n\n" + "\n".join(f"    {line}" for line in text.splitlines())


TABLES = {
    "two columns, one with a long word": table(["A", "B"], [["x" * 40, "They met again. " * 20]]),
    "a date beside much text": table(["When", "Where", "What"], [["2024-02-05", "Minsk", "A visit. " * 60]]),
    "eleven columns": table(["Country", *YEARS[:10]], COUNTRY),
    "fourteen columns": table(["Country", *YEARS[:13]], COUNTRY),
    "fourteen columns in a list": in_list(table(["Country", *YEARS[:13]], COUNTRY)),
    "twenty long words": table([f"{LONG}{number}" for number in range(20)], [[LONG] * 20]),
    "code": table(["`a`", *["b"] * 7], [["`a_name_of_forty_letters_in_a_program`", *[ADDRESS] * 7]]),
    "CJK": table(["日付", *["日本語の見出し"] * 11], [["二〇二四年", *["長い文章が入る欄" * 3] * 11]]),
}


def lines_of(pdf: bytes) -> Iterator[tuple[float, list[tuple[float, float, str]]]]:
    """Yield the width of a page and the letters of each line on it: left, right, letter."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            letters, lines = page.get_textpage(), dict[int, list[tuple[float, float, str]]]()
            for number in range(letters.count_chars()):
                letter = letters.get_text_range(number, 1)
                left, bottom, right, _ = letters.get_charbox(number, loose=True)
                if letter.strip("\u200b \r\n") and right > left:
                    lines.setdefault(round(bottom), []).append((left, right, letter))
            yield from ((page.get_width(), sorted(line)) for line in lines.values())


@pytest.mark.parametrize("body", TABLES.values(), ids=TABLES)
def test_no_letter_is_printed_over_another_or_beyond_the_page(print_one, body: str) -> None:
    pdf = print_one({"body": f"Before.\n\n{body}\n\nAfter."})
    for width, line in lines_of(pdf):
        for (_, right, letter), (left, _, _) in pairwise(line):
            is_ligature = letter == "f"
            assert is_ligature or right - left < 1.5, "".join(each[2] for each in line)
        assert line[-1][1] < width - 30


def widths(pdf: bytes) -> list[int]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [round(page.get_width()) for page in document]


def test_only_a_table_that_fits_in_no_other_way_has_a_turned_page(print_one) -> None:
    upright, turned = 595, 842
    assert widths(print_one({"body": TABLES["eleven columns"]})) == [upright]
    assert widths(print_one({"body": f"Before.\n\n{TABLES['fourteen columns']}\n\nAfter."})) == [
        upright,
        turned,
        upright,
    ]


@pytest.mark.parametrize("language", ["en", "fa", "he"])
def test_a_label_stands_beside_its_text(print_one, language: str) -> None:
    """The label of a section has its column for itself, also where lines start at the right."""
    pdf = print_one(
        {"language": language, "body": "Text " * 200, "sources": [{"id": "a", "outlet": "Agency"}]}
    )
    for label in ("Analysis", "Sources", "Permanent"):
        assert label in {"".join(part) for line in lines_of(pdf) for part in columns(line[1])}


def columns(line: list[tuple[float, float, str]]) -> Iterator[list[str]]:
    """Yield the letters of a line in pieces with some room between them."""
    piece: list[str] = []
    for number, (left, _, letter) in enumerate(line):
        if number and left - line[number - 1][1] > 1:
            yield piece
            piece = []
        piece.append(letter)
    yield piece


def test_a_word_longer_than_a_title_is_broken(print_one) -> None:
    for title in ("W" * 70, "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente bezahlt"):
        for width, line in lines_of(print_one({"title": title, "publication": "A"})):
            assert line[-1][1] < width - 30


def test_the_end_of_a_print_keeps_the_last_sources(print_one) -> None:
    """However long the text is, the last page has more than what closes a print."""
    sources = [{"id": f"s{number}", "outlet": "Agency", "title": f"Report{number}"} for number in range(4)]
    for paragraphs in (21, 24, 58):
        body = "\n\n".join(
            ["They met again in the capital of the country, and they spoke for hours."] * paragraphs
        )
        with pypdfium2.PdfDocument(print_one({"body": body, "sources": sources})) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
        last = next(text for text in texts if "Cite this" in text)
        assert "Report3" in last
        assert "Permanent address" in last


def test_a_heading_that_begins_a_text_stands_on_the_line_of_its_label(print_one) -> None:
    pdf = print_one({"body": "## First heading\n\nThey met."})
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        (label,), (heading,) = (
            [text.get_charbox(text.get_text_range().index(word))[1]] for word in ("Analysis", "First heading")
        )
    assert abs(label - heading) < 3


@pytest.mark.parametrize(("language", "parts"), [("de", True), ("en", False), ("th", False)])
def test_words_of_a_text_part_at_syllables_where_the_language_has_long_ones(
    print_one, language: str, *, parts: bool
) -> None:
    text = (
        "Die Rüstungsexportgenehmigungen und die Wettbewerbsbeschränkungen der Energieversorgungsunternehmen. "
        * 4
    )
    ends = [
        line[-1][2] for _, line in lines_of(print_one({"language": language, "title": "x", "body": text}))
    ]
    assert any(end in "-\u00ad\u2010\x02\ufffe" for end in ends) is parts
