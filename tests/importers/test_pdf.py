"""PDFs that were made from text: paragraphs, headings, lists, footnotes and raised signs, by where they stand."""

from __future__ import annotations

import io

import pikepdf
import pytest
import typst

from mkdocs_briefings.importers import read_pdf
from mkdocs_briefings.importers.article import Refusal
from mkdocs_briefings.importers.file_format import UnreadableError

TOWNS = "Riga Oslo Rome Cairo Lima Quito Accra Minsk Kyiv Doha Bonn Baku Sofia Tunis Paris Delhi".split()
TEXTS = [
    f"In {town} the council met and spoke of the harbour of {town} for days, as it had been asked to."
    for town in TOWNS
]
WORDS = TEXTS[0]
PARAGRAPH = " ".join(TEXTS[:4])
PAGE = '#set page(paper: "a5", margin: 2cm{extra})\n#set text(size: 10pt, lang: "en")\n#show heading: set text(size: 12pt)\n'
TITLE = '#text(size: 20pt, weight: "bold")[The Locks]\n\nApril 13, 2026\n\n'


def pdf(text, extra=""):
    """A PDF that Typst sets."""
    return typst.compile(f"{PAGE.format(extra=extra)}{text}".encode())


def blocks(text, extra=""):
    """The blocks of a PDF."""
    return read_pdf.read(pdf(text, extra)).blocks


@pytest.mark.parametrize(
    "rules",
    [
        "#set par(justify: true)\n",
        "#set par(justify: false)\n",
        "#set par(first-line-indent: 1.5em, spacing: 0.65em, justify: true)\n",
    ],
    ids=["even", "ragged", "indented"],
)
@pytest.mark.parametrize("extra", ["", ", columns: 2"], ids=["one column", "two columns"])
def test_paragraphs_headings_and_lists(rules, extra):
    parts = [" ".join(TEXTS[at : at + 4]) for at in range(0, 16, 4)]
    text = f"{rules}{TITLE}{parts[0]}\n\n{parts[1]}\n\n== Who pays\n\n{parts[2]}\n\n- One item.\n- Another.\n\n{parts[3]}"
    assert blocks(text, extra) == (
        "# The Locks", "April 13, 2026", parts[0], parts[1], "## Who pays", parts[2], "- One item.\n- Another.", parts[3],
    )  # fmt: skip


def test_running_heads_and_page_numbers_are_set_apart_and_a_paragraph_runs_through_pages():
    extra = ", height: 9cm, header: [Harbour Review], footer: context [#counter(page).display()]"
    towns = "Riga Oslo Rome Cairo Lima Quito Accra Minsk Kyiv Doha Bonn Baku Sofia Tunis Paris Delhi".split()
    text = " ".join(
        f"In {town} the council met and spoke of the harbour of {town} for days." for town in towns
    )
    raw = read_pdf.read(pdf(f"{TITLE}{text}", extra))
    assert raw.blocks == ("# The Locks", "April 13, 2026", text)
    (words,) = raw.left_out
    assert words.text.startswith("Harbour Review 1 Harbour Review 2")


def test_a_title_that_the_pages_repeat_stays_the_title():
    extra = ", height: 9cm, header: context { if counter(page).get().first() > 1 [The Locks] }"
    assert blocks(TITLE + " ".join(TEXTS), extra)[0] == "# The Locks"


def test_footnotes_are_paired_with_the_numbers_that_refer_to_them():
    text = f"{TITLE}{PARAGRAPH}\n\nIt leaks#footnote[Tide, May 3, 2019.], they say#footnote[{WORDS}].\n\n#pagebreak()\n\nMore#footnote[Tide, May 4, 2019.]."
    raw = read_pdf.read(pdf(text))
    assert raw.blocks[3:] == ("It leaks[^1], they say[^2].", "More[^3].")
    assert [(note.label, note.text) for note in raw.notes] == [
        ("1", "Tide, May 3, 2019."), ("2", WORDS), ("3", "Tide, May 4, 2019."),
    ]  # fmt: skip


def test_footnotes_that_begin_anew_on_each_page_stay_apart():
    anew = "#counter(footnote).update(0)\n"
    raw = read_pdf.read(
        pdf(
            f"{TITLE}{PARAGRAPH}\n\nOne#footnote[Tide, May 3, 2019.].\n\n#pagebreak()\n\n{anew}Two#footnote[Tide, May 4, 2019.]."
        )
    )
    assert raw.blocks[3:] == ("One[^1].", "Two[^1-p2].")
    assert [note.label for note in raw.notes] == ["1", "1-p2"]


@pytest.mark.parametrize("drawn", ["true", "false"], ids=["figures of the font", "small figures"])
def test_raised_and_lowered_signs_keep_their_meaning(drawn):
    rules = f"#set sub(typographic: {drawn})\n#set super(typographic: {drawn})\n"
    assert blocks(f"{rules}{TITLE}Of H#sub[2]O there are 10#super[10] litres.")[2] == (
        "Of H<sub>2</sub>O there are 10<sup>10</sup> litres."
    )


def test_signs_of_markdown_read_as_they_stand():
    assert blocks(f"{TITLE}It costs \\*5 and \\_more\\_ <b>.")[2].startswith("It costs \\*5 and \\_more\\_")


def test_a_whole_import_loses_no_word(read):
    text = f"{TITLE}By Ilka Brandt\n\n== Executive Summary\n\n- They leak (Tide, May 3, 2019).\n\n== Background\n\n{PARAGRAPH}"
    result = read("locks.pdf", pdf(text, ", header: [Harbour Review]"))
    briefing = result.draft.briefing
    assert (briefing.title, str(briefing.date), briefing.authors) == (
        "The Locks",
        "2026-04-13",
        ("ilka-brandt",),
    )
    assert [point.text for point in briefing.executive_points] == ["They leak [@tide-2019-05-03]."]
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


def test_the_author_in_the_properties_is_to_be_looked_at():
    raw = read_pdf.read(pdf(f'#set document(title: "Stale", author: "Jane Doe")\n{TITLE}{PARAGRAPH}'))
    assert raw.metadata.authors == ("Jane Doe",)
    assert raw.metadata.title == ""
    assert [field for field, _ in raw.remarks] == ["authors"]


def protected():
    """A PDF that asks for a password."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(PARAGRAPH))) as document:
        document.save(file, encryption=pikepdf.Encryption(user="a", owner="b"))
    return file.getvalue()


SCAN = "#rect(width: 80%, height: 60%, fill: black)"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nnothing", "is a broken PDF"),
        (lambda: pdf(PARAGRAPH)[:900], "is a broken PDF"),
        (protected, "is protected by a password"),
        (lambda: pdf(SCAN), "is a scan"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        read_pdf.read(data if isinstance(data, bytes) else data())


def test_a_pdf_is_known_by_its_first_bytes(read):
    assert isinstance(read("a.txt", b"%PDF-1.7\nnothing"), Refusal)
    assert read("a.txt", pdf(f"{TITLE}{PARAGRAPH}")).draft.briefing.title == "The Locks"
