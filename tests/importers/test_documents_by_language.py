"""Whole documents in other languages, in each format: title, date, authors, summary, points, sources and language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from forms import Post, as_document, rendered

from mkdocs_briefings.importers.language_words import languages

DOCUMENTS = yaml.load(
    Path(__file__).with_name("articles").joinpath("by_language.yaml").read_text(encoding="utf-8"),
    yaml.CSafeLoader,
)


def body(document, heading):
    """The document below its title as Markdown; `heading` stands before headings."""
    name, *points = document["points"]
    summary, text = document["summary"]
    references, note = document["references"]
    lines = (
        document["byline"], document["dateline"],
        f"{heading}{summary}", text, f"{heading}{name}", "\n".join(f"- {point}" for point in points),
        document["body"].strip().replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n"),
        f"{heading}{references}", f"[1] {note}",
    )  # fmt: skip
    return "\n\n".join(lines)


def forms(document):
    """The document in each format, by the name of its file."""
    text, title = body(document, "## "), document["title"]
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{rendered(text)}</body></html>"
    return {
        "a.md": f"# {title}\n\n{text}\n",
        "a.txt": f"{title}\n\n{body(document, '')}\n",
        "a.html": page,
        "a.docx": as_document(Post(title, text)),
    }


CASES = [(tag, name) for tag in DOCUMENTS for name in ("a.md", "a.txt", "a.html", "a.docx")]


@pytest.mark.parametrize(("tag", "name"), CASES, ids=[f"{tag}-{name}" for tag, name in CASES])
def test_a_document_comes_out_right(tag, name, read):
    document = DOCUMENTS[tag]
    result = read(name, forms(document)[name])
    briefing = result.draft.briefing
    assert briefing.title == document["title"]
    assert str(briefing.date) == str(document["date"])
    assert list(briefing.authors) == document["authors"]
    assert briefing.summary == document["summary"][1]
    assert [point.text for point in briefing.executive_points] == document["points"][1:]
    assert [[source.outlet, str(source.date)] for source in briefing.sources] == [
        [outlet, str(date)] for outlet, date in document["sources"]
    ]
    assert briefing.language == tag
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


def test_every_language_with_words_has_a_document():
    assert {tag for tag, words in languages().items() if "title" in words} == {"en", *DOCUMENTS}
