"""Plain text by its lines: wrapped, indented, one a paragraph, and all of these in one file."""

from __future__ import annotations

import pytest

from mkdocs_briefings.importers import read_text

CABLE = """\
SUMMARY
                            Seeking to exploit a rift, the president has
presented the council with a virtual ultimatum on the sanctions that
threatens to end all talks.
   In a 13 March speech, which the media played up as an ultimatum
of the two towns, the president demanded that it act.
   Media Highlight
   Tightly controlled media began to portray the speech as a
last chance.  For example:
   -- The daily Dawn said that the speech "defined the contents of
the confrontation" with the council.
   -- The daily Dusk claimed the speech gave the council a chance.
   Earlier Signs
   The president warned "all evildoers, masters and satellites"
- and especially "some evildoers from the two towns" -- not to
"miscalculate" again.
"""
WRAPPED = """\
The ministers of the two river towns met on Monday
and agreed on a common harbour office, which will
open in the spring and is to have forty people from
both of the towns, as the mayor of the larger one
said after the meeting.
"""
ADDRESS = f"https://www.example.org/{'long-address/' * 9}\nCopyright."
ROWS = f"A line that is a paragraph{' and another clause' * 6}, for as long as its author wished.\nShort.\n"


def test_indented_first_lines_part_paragraphs_headings_and_lists():
    assert read_text.read(CABLE).blocks == (
        "## SUMMARY",
        (
            "Seeking to exploit a rift, the president has presented the council with a virtual ultimatum on the sanctions "
            "that threatens to end all talks."
        ),
        (
            "In a 13 March speech, which the media played up as an ultimatum of the two towns, the president demanded "
            "that it act."
        ),
        "## Media Highlight",
        "Tightly controlled media began to portray the speech as a last chance. For example:",
        (
            '- The daily Dawn said that the speech "defined the contents of the confrontation" with the council.\n'
            "- The daily Dusk claimed the speech gave the council a chance."
        ),
        "## Earlier Signs",
        (
            'The president warned "all evildoers, masters and satellites" - and especially "some evildoers from the two '
            'towns" -- not to "miscalculate" again.'
        ),
    )


@pytest.mark.parametrize("beside", ["", ADDRESS, ROWS * 9], ids=["alone", "an address", "lines of their own"])
def test_wrapped_lines_are_a_paragraph_whatever_stands_beside_them(beside):
    (paragraph,) = [" ".join(WRAPPED.split())]
    assert read_text.read(f"{WRAPPED}\n{beside}").blocks[0] == paragraph


def test_lines_of_their_own_stay_paragraphs_beside_wrapped_ones():
    blocks = read_text.read(f"{ROWS}{ROWS * 8}\n{WRAPPED}").blocks
    assert blocks[:2] == tuple(ROWS.splitlines())
    assert len(blocks) == 19


PAGES = [
    ["The Harbour Review", "", *WRAPPED.splitlines()[:3], "", "Page 1 of 3"],
    ["The Harbour Review", "", *WRAPPED.splitlines()[3:], "", "Page 2 of 3"],
    ["The Harbour Review", "", "The towns will pay.", "", "Page 3 of 3"],
]


def test_running_heads_and_page_numbers_are_set_apart_and_a_paragraph_runs_through_the_page_break():
    raw = read_text.read("\f".join("\n".join(page) for page in PAGES))
    assert raw.blocks == (" ".join(WRAPPED.split()), "The towns will pay.")
    (words,) = raw.left_out
    assert words.text == " ".join(f"The Harbour Review Page {page} of 3" for page in (1, 2, 3))


def test_a_line_that_only_one_page_begins_with_is_text():
    raw = read_text.read("A first page.\n\n1\fAnother page.\n\n2")
    assert raw.blocks == ("A first page.", "Another page.")


def test_two_columns_are_read_one_after_the_other():
    left, right = WRAPPED.splitlines() * 2, [line.upper() for line in WRAPPED.splitlines() * 2]
    page = "\n".join(f"{a:55}{b}" for a, b in zip(left, right, strict=True))
    text = " ".join(WRAPPED.split())
    assert read_text.read(page).blocks == (text, text, text.upper(), text.upper())


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("the govern-\nment", "the government"),
        ("a well-\nknown, well-known", "a well-known, well-known"),
        ("harbour and office, a harbour-\noffice", "harbour and office, a harbour-office"),
        ("the inter\u00ad\nnal", "the internal"),
        ("from 1990-\n1995", "from 1990-1995"),
        ("S-\n400", "S-400"),
    ],
)
def test_words_torn_at_the_end_of_a_line_are_made_whole(torn, whole):
    rest = "of both towns said on Monday that it would open an office in spring."
    start = "A line that is as long as lines of this page are, of"
    first, second = torn.split("\n")
    page = f"{start} {first}\n{second} {rest[:50]}\n{rest[50:]}"
    assert read_text.read(page).blocks == (f"{start} {whole} {rest[:50].strip()} {rest[50:].strip()}",)


def test_a_paragraph_ends_where_the_next_word_would_have_fitted():
    text = f"{WRAPPED}{WRAPPED}"
    assert read_text.read(text).blocks == (" ".join(WRAPPED.split()),) * 2


@pytest.mark.parametrize("heading", ["The way ahead", "3. Who pays", "Who pays?"])
def test_a_short_line_alone_before_text_is_a_heading(heading):
    assert read_text.read(f"{WRAPPED}\n{heading}\n\n{WRAPPED}").blocks[1] == f"## {heading}"


@pytest.mark.parametrize(
    "line", ["It was so.", "Jane Roe, chair,", "Read: the treaty", "April 9, 2026", "and so on", "- an item"]
)
def test_other_short_lines_are_none(line):
    assert not read_text.read(f"{WRAPPED}\n{line}\n\n{WRAPPED}").blocks[1].startswith("#")


def test_a_blank_line_parts_paragraphs_though_the_first_ends_without_a_stop():
    first = WRAPPED.strip().removesuffix("said after the meeting.").strip()
    assert read_text.read(f"{first}\n\n{WRAPPED}").blocks == (
        " ".join(first.split()),
        " ".join(WRAPPED.split()),
    )
