"""What a file says of its article outside the text: `<meta>` elements, JSON-LD, styles and properties of Word, front matter."""

from __future__ import annotations

import io
import json

import docx
import pytest

from mkdocs_briefings.importers import read_docx, read_html
from mkdocs_briefings.importers.docx_head import CLASS_OF_STYLE
from mkdocs_briefings.importers.page_metadata import JSON_LD_NAMES, META_NAMES
from mkdocs_briefings.model.facets import Kind

TEXT = "<p>They leak every spring, as all of the locks along this river do, and nobody pays.</p>" * 4
VALUES = {
    "title": ("The Locks", "The Locks"),
    "authors": ("Ilka Brandt", ("Ilka Brandt",)),
    "date": ("2026-04-13T10:00:00Z", "2026-04-13"),
    "publication": ("River Letters", "River Letters"),
    "volume": ("3", 3),
    "issue": ("12", 12),
    "topics": ("rivers, locks", {Kind.TOPIC: ("rivers", "locks")}),
    "summary": ("They leak.", "They leak."),
    "language": ("de", "de"),
}


def page(head="", body=TEXT):
    """The metadata of a page without a heading."""
    return read_html.read(f"<html><head>{head}</head><body><article>{body}</article></body></html>").metadata


def held(metadata, field):
    """The value of a field as it is compared."""
    value = getattr(metadata, "filed" if field == "topics" else field)
    return str(value) if field == "date" else value


def json_ld(**properties):
    """An article in JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **properties})}</script>'


def test_every_name_of_a_meta_element_fills_its_field():
    assert META_NAMES.keys() == VALUES.keys() == JSON_LD_NAMES.keys()
    for field, names in META_NAMES.items():
        value, expected = VALUES[field]
        for name in names.split():
            given = page(f'<meta name="{name}" content="{value}">')
            assert held(given, field) == expected, name


def test_every_property_of_json_ld_fills_its_field():
    for field, names in JSON_LD_NAMES.items():
        value, expected = VALUES[field]
        for name in names.split():
            assert held(page(json_ld(**{name: value})), field) == expected, name


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Jane Doe"}, ("Jane Doe",)),
        ([{"name": "Jane Doe"}, {"name": "Max Roe"}], ("Jane Doe", "Max Roe")),
        ({"@type": "Organization", "name": "The Tide"}, ()),
        ("https://tide.example/jane", ()),
        (["By Jane Doe and Max Roe"], ("Jane Doe", "Max Roe")),
        ({"name": ["no", "name"]}, ()),
        (7, ("7",)),
    ],
)
def test_authors_in_json_ld(author, names):
    assert page(json_ld(author=author)).authors == names


def test_several_authors_in_the_names_of_google_scholar_begin_with_the_family_name():
    head = "".join(f'<meta name="citation_author" content="{name}">' for name in ("Doe, Jane", "Roe, Max"))
    assert page(head).authors == ("Jane Doe", "Max Roe")


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 100_000,
        '"text"',
        "[1, null]",
        '{"@graph": 7, "@type": 5}',
        '{"@type": "Article", "author": null}',
    ],
)
def test_json_ld_that_is_damaged_says_nothing(script):
    assert page(f'<script type="application/ld+json">{script}</script>').authors == ()


def test_an_article_in_a_graph_is_found_and_a_page_about_something_else_is_none():
    graph = {"@graph": [{"@type": "WebSite", "name": "Tide"}, {"@type": ["Report"], "headline": "The Locks"}]}
    assert page(f'<script type="application/ld+json">{json.dumps(graph)}</script>').title == "The Locks"
    assert page(json_ld(**{"@type": "Product", "name": "A lock"})).title == ""


@pytest.mark.parametrize(
    ("times", "date"),
    [
        ('<time datetime="2026-04-13">Monday</time>', "2026-04-13"),
        (
            '<time datetime="2026-04-13" itemprop="datePublished">M</time><time datetime="2026-05-01">T</time>',
            "2026-04-13",
        ),
        ('<time datetime="2026-04-13">M</time><time datetime="2026-05-01">T</time>', "None"),
    ],
)
def test_the_time_in_an_article(times, date):
    assert str(page(body=f"{TEXT}<p>{times}</p>").date) == date


def test_what_stands_above_the_text_once_more_is_no_text(read):
    head = '<title>The Locks</title><meta name="author" content="Jane Doe"><meta name="date" content="2026-04-13">'
    body = f"<h1>The Locks</h1><p>By Jane Doe</p><p>April 13, 2026</p>{TEXT}"
    result = read("a.html", f"<html><head>{head}</head><body><article>{body}</article></body></html>")
    assert result.draft.briefing.body.startswith("They leak")
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


def word_file(paragraphs, **properties):
    """A Word document of paragraphs, each with its style."""
    document = docx.Document()
    for style, text in paragraphs:
        if style not in {style.name for style in document.styles}:
            document.styles.add_style(style, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph(text, style=style)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


STYLED = [
    ("Title", "The Locks"), ("Subtitle", "Old and deep"), ("Author", "Jane Doe"), ("Author", "Max Roe"),
    ("Date", "April 13, 2026"), ("Abstract", "They leak."), ("Normal", "They leak every spring."),
]  # fmt: skip


def test_every_style_of_a_title_page_fills_its_field(read):
    result = read("a.docx", word_file(STYLED))
    briefing = result.draft.briefing
    assert CLASS_OF_STYLE.keys() == {style for style, _ in STYLED[1:-1]}
    assert (briefing.title, briefing.subtitle, str(briefing.date)) == (
        "The Locks",
        "Old and deep",
        "2026-04-13",
    )
    assert (briefing.authors, briefing.summary) == (("Jane Doe", "Max Roe"), "They leak.")
    assert briefing.body == "They leak every spring.\n"
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


@pytest.mark.parametrize(
    ("creator", "authors"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("python-docx", ()),
        ("Windows User", ()),
        ("jdoe", ()),
        ("Microsoft Office User", ()),
    ],
)
def test_the_properties_of_the_file_name_the_author_and_the_draft_says_so(creator, authors):
    raw = read_docx.read(word_file(STYLED[-1:], author=creator, keywords="rivers; locks"))
    assert raw.metadata.authors == authors
    assert raw.metadata.filed == {Kind.TOPIC: ("rivers", "locks")}
    assert bool(raw.remarks) is bool(authors)


def test_a_style_goes_before_the_properties():
    raw = read_docx.read(word_file(STYLED, author="Somebody Else"))
    assert (raw.metadata.authors, raw.remarks) == (("Jane Doe", "Max Roe"), ())
