"""The work of an import grows with the text, and no faster, whatever it repeats and whatever format it comes in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape

import pytest
from steps import steps_of

N = 16
Paragraphs = Callable[[int], list[str]]


def _each(*forms: str) -> Paragraphs:
    """Return paragraphs, each a form repeated with running numbers."""
    return lambda n: ["".join(form.format(i) for i in range(n)) for form in forms]


def _lines(*forms: str) -> Paragraphs:
    """Return a paragraph for each number and form."""
    return lambda n: [form.format(i) for form in forms for i in range(n)]


REPEATED: dict[str, Paragraphs] = {
    "citations": _each(
        "It leaks (Tide, May 3, 2{:03}). ", "It leaks (see Tide, May 3, 2019, p. {}). ", "(Lynch et al., 2{:03}) ",
        "It leaks (Paper{} Radio, May 3). ", "(, January 27) ", "Tide said so (5 February). ", "(Tide radio) ",
    ),
    "parentheses": _each("(a) ", "((a {})) ", "(Ibid., p. {}) ", "(202) 555-0{:03} ", "(born May {}) "),
    "links": _each(
        "A [word](https://x.example/{}) ", "A [word](https://x.example/) ", "https://x.example/{} ",
        "<https://x.example/{}> ", "[![a](b)](https://x.example/{}) ", '<a href="https://x.example/{}">w</a> ',
    ),
    "addresses of links": lambda n: [
        *(f"A [word][{i}]." for i in range(n)), *(f"[{i}]: https://x.example/{i}" for i in range(n)),
    ],
    "beginnings without end": _each(
        "[a](", "![a](b", "[@a", "(Ibid", "“a ", '"a ', "``a ", "<!-- ", "{{{{< ", "<a href='", "*a _b ", "[[a] ",
        '[a](b "c ',
    ),
    "dashes and marks": _each("- ", "— ", "* ", "# ", "> ", ". ", ", ", "| ", "1. ", "= ", "~ ", "\\["),
    "comments": _each("<!-- {} --> ", "[@a{}] ", "a@b{}.example ", "&amp; ", "`a` ", "<b>{}</b> "),
    "letters and digits": _each("a", "1", "河", "A b. ", "U.S. ", "2{:03} ", "Abc ", "May 3, "),
    "headings": _lines("# Part {}", "Text."),
    "headings of one title": _lines("## Outlook", "Text."),
    "lists": lambda n: ["\n".join("- a" for _ in range(n)), "\n".join(f"{i}. a" for i in range(n))],
    "quotations": lambda n: ["\n".join("> a" for _ in range(n))],
    "tables": lambda n: ["\n".join(["| a | b |", "|---|---|", *("| 1 | 2 |" for _ in range(n))])],
    "footnotes": lambda n: [
        *(f"Text {i}.[^{i}]" for i in range(n)), *(f"[^{i}]: Tide, 3 March 2020, p. {i}." for i in range(n)),
    ],
    "footnotes of one paragraph": lambda n: [
        "".join(f"Text.[^{i}] " for i in range(n)), *(f"[^{i}]: Tide, 3 March 2020." for i in range(n)),
    ],
    "notes": lambda n: [
        *(f"Text [{i}]." for i in range(1, n)), "Notes",
        "\n".join(f"[{i}] Tide, 3 March 2020, p. {i}." for i in range(1, n)),
    ],
    "points": lambda n: ["Executive Summary:", "\n".join("- A point." for _ in range(20 + n))],
    "wrapped lines": lambda n: ["\n".join("The river rose in spring and fell again, and the town" for _ in range(n))],
}  # fmt: skip


def _docx(paragraphs: list[str]) -> bytes:
    """Return a Word document with each line as a paragraph."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    runs = (
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for paragraph in paragraphs
        for line in paragraph.split("\n")
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{document}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{"".join(runs)}</w:body></w:document>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _html(paragraphs: list[str]) -> bytes:
    return "".join(["<h1>Title</h1>", *(f"<p>{escape(text)}</p>" for text in paragraphs)]).encode()


def _raw_html(paragraphs: list[str]) -> bytes:
    return "".join(["<h1>Title</h1>", *(f"<div>{text}</div>" for text in paragraphs)]).encode()


def _text(paragraphs: list[str]) -> bytes:
    return "\n\n".join(["Title", *paragraphs]).encode()


FORMATS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "text": ("a.txt", _text),
    "markdown": ("a.md", _text),
    "html": ("a.html", _html),
    "raw html": ("a.html", _raw_html),
    "docx": ("a.docx", _docx),
}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_work_is_linear(read, form) -> None:
    name, encode = FORMATS[form]
    quadratic = {}
    for repeated, paragraphs in REPEATED.items():

        def steps(times: int, paragraphs: Paragraphs = paragraphs) -> int:
            data = encode(paragraphs(times))
            return steps_of(lambda: read(name, data))

        read(name, encode(paragraphs(3 * N)))  # fills what is cached
        largest, smallest, middle = steps(3 * N), steps(N), steps(2 * N)
        if largest - 2 * middle + smallest >= 3 * N**2:
            quadratic[repeated] = (smallest, middle, largest)
    assert quadratic == {}
