"""Metadata in the head of a page: true to the briefing, in terms of schema.org, and safe for any text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.person_names import parse_name
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.site import CitedText, LinkedBriefing, LinkedPoint, LinkedSource, Ref
from mkdocs_briefings.render.context import RenderSettings
from mkdocs_briefings.render.export.csl import briefing_item, source_items
from mkdocs_briefings.render.export.head import head_html
from mkdocs_briefings.render.export.registry_entries import RegistryEntries

URL = "https://example.org/briefings/a/"
THING = {"name", "description", "alternateName", "sameAs", "url", "mainEntityOfPage"}
WORK = THING | {
    "about", "archivedAt", "author", "citation", "correction", "dateModified", "datePublished", "headline",
    "inLanguage", "isAccessibleForFree", "isPartOf", "publisher", "text",
}  # fmt: skip
TERMS = {
    "AnalysisNewsArticle": WORK,
    "NewsArticle": WORK,
    "Article": WORK,
    "Book": WORK,
    "CreativeWork": WORK,
    "Report": WORK,
    "SocialMediaPosting": WORK,
    "WebPage": WORK,
    "CorrectionComment": WORK,
    "PublicationIssue": WORK | {"issueNumber"},
    "PublicationVolume": WORK | {"volumeNumber"},
    "Periodical": WORK | {"issn"},
    "Organization": THING,
    "Person": THING,
    "Place": THING,
    "Thing": THING,
}
"""Properties by type, from the pages of schema.org, as far as a briefing uses them."""
FULL = {
    "title": 'Ties & <talks> "again"',
    "publication": "edm",
    "volume": 21,
    "issue": 19,
    "authors": ["ioffe", "The sample desk"],
    "topics": ["history"],
    "entities": ["putin", "minsk", "nowhere"],
    "summary": "They **met** [@a]. And </script> spoke.",
    "corrections": [
        {"date": "2024-02-09", "text": "Not *three* [@a]."},
        {"date": "2024-03-01", "text": "Nor four."},
    ],
    "sources": [
        {"id": "a", "outlet": "sb", "title": "A; B", "authors": ["Ann Doe"], "date": "2024-01-27", "language": "ru",
         "url": "https://sb.example/1", "archive_url": "https://copy.example/1"},
        {"id": "b", "date": "2024-01-27"},
        {"id": "c", "kind": "book", "title": "Book", "outlet": "P", "date": "2008"},
    ],
}  # fmt: skip
FIRST = {"@type": "NewsArticle", "datePublished": "2024-01-27"}


def data(page: Any) -> Any:
    """The JSON-LD of a page, as a crawler finds it."""
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert scripts == [{"type": "application/ld+json"}]
    return json.loads(next(word for word in page.words if word.strip()))


def metas(page: Any) -> list[tuple[str, str]]:
    return [
        (attributes["name"].removeprefix("citation_"), attributes["content"])
        for tag, attributes in page.tags
        if tag == "meta" and attributes["name"] != "citation_reference"
    ]


def contents(page: Any, name: str) -> list[str]:
    return [attributes["content"] for _, attributes in page.tags if attributes.get("name") == name]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def head(briefing: LinkedBriefing, url: str, site_name: str, **further: Any) -> str:
    registry = further.setdefault("registry", RegistryEntries())
    item, sources = briefing_item(briefing, url, site_name, registry), source_items(briefing, registry)
    return head_html(briefing, item, sources, site_name, **further)


def check_terms(node: dict[str, Any]) -> None:
    """Every type and property is one of schema.org's, and none is empty."""
    for inner in nodes(node):
        properties = inner.keys() - {"@type", "@context"}
        assert properties <= TERMS[inner["@type"]], inner
        assert all(inner.values()), inner


def test_tags(briefing_with_entries, seen) -> None:
    briefing, entries = briefing_with_entries(FULL)
    page = seen(head(briefing, URL, "Briefings", pdf_url="https://example.org/a.pdf", registry=entries))
    assert metas(page) == [
        ("title", 'Ties & <talks> "again"'),
        ("author", "Ioffe, Grigory"),
        ("author", "The sample desk"),
        ("publication_date", "2024/02/05"),
        ("journal_title", "Eurasia Daily Monitor"),
        ("publisher", "The Jamestown Foundation"),
        ("volume", "21"),
        ("issue", "19"),
        ("issn", "1234-567X"),
        ("language", "en"),
        ("public_url", URL),
        ("fulltext_html_url", URL),
        ("pdf_url", "https://example.org/a.pdf"),
    ]
    assert contents(page, "citation_reference") == [
        "citation_title=A, B; citation_author=Doe, Ann; citation_journal_title=SB. Belarus Segodnya; citation_publication_date=2024/01/27",
        "citation_title=Book; citation_publisher=P; citation_publication_date=2008",
    ]


def test_linked_data(briefing_with_entries, seen) -> None:
    briefing, entries = briefing_with_entries(FULL)
    node = data(seen(head(briefing, URL, "Briefings", registry=entries)))
    check_terms(node)
    assert node == {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "headline": 'Ties & <talks> "again"',
        "description": "They met. And spoke.",
        "author": [
            {"@type": "Person", "name": "Grigory Ioffe", "sameAs": "https://orcid.org/0000-0001-2345-6789"},
            {"@type": "Organization", "name": "The sample desk"},
        ],
        "datePublished": "2024-02-05",
        "dateModified": "2024-03-01",
        "inLanguage": "en",
        "url": URL,
        "mainEntityOfPage": URL,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "The Jamestown Foundation"},
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "19",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "21",
                "isPartOf": {
                    "@type": "Periodical",
                    "name": "Eurasia Daily Monitor",
                    "alternateName": "EDM",
                    "issn": "1234-567X",
                    "url": "https://example.org/edm",
                },
            },
        },
        "about": [
            {"@type": "Thing", "name": "History policy"},
            {"@type": "Person", "name": "Vladimir Putin", "sameAs": "https://www.wikidata.org/entity/Q7747"},
            {"@type": "Place", "name": "Minsk"},
            {"@type": "Thing", "name": "nowhere"},
        ],
        "citation": [
            {
                "@type": "NewsArticle",
                "name": "A; B",
                "author": [{"@type": "Person", "name": "Ann Doe"}],
                "publisher": {"@type": "Organization", "name": "SB. Belarus Segodnya"},
                "datePublished": "2024-01-27",
                "url": "https://sb.example/1",
                "archivedAt": "https://copy.example/1",
                "inLanguage": "ru",
            },
            FIRST,
            {
                "@type": "Book",
                "name": "Book",
                "publisher": {"@type": "Organization", "name": "P"},
                "datePublished": "2008",
            },
        ],
        "correction": [
            {"@type": "CorrectionComment", "text": "Not three.", "datePublished": "2024-02-09"},
            {"@type": "CorrectionComment", "text": "Nor four.", "datePublished": "2024-03-01"},
        ],
    }


def test_least(briefing_with_entries, seen) -> None:
    """Where nothing is known, no field is empty, and the first executive point is the description."""
    briefing, entries = briefing_with_entries({"date": "2024-02"})
    page = seen(head(briefing, "", "Briefings", registry=entries))
    assert metas(page) == [
        ("title", "A visit"),
        ("publication_date", "2024"),
        ("publisher", "Briefings"),
        ("language", "en"),
    ]
    assert data(page) == {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "headline": "A visit",
        "description": "They met.",
        "datePublished": "2024-02",
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "Briefings"},
    }


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--",
    "-->",
    "]]>",
    '" onload="x',
    "a\u2028b\u2029c",
    "\\u003c/script>",
)
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map("a{}".format) | st.sampled_from(
    HOSTILE
)


@settings(deadline=None)
@given(TEXT, TEXT, TEXT)
def test_no_content_gets_out(seen, title: str, name: str, url: str) -> None:
    written = Briefing.model_validate({
        "title": title, "date": "2024", "executive_points": [name], "body": "", "authors": [name],
        "sources": [{"id": "a", "title": title, "authors": [name], "url": "https://example.org/" + " ".join(url.splitlines()), "outlet": name}],
    })  # fmt: skip
    cited = CitedText(name)
    source = LinkedSource(
        written.sources[0], 1, Ref(name, Kind.OUTLET, "o"), name, authors=(parse_name(name),)
    )
    named = {Kind.AUTHOR: name, Kind.TOPIC: title, Kind.PUBLICATION: name}
    briefing = LinkedBriefing(
        "a", written, "", "en", (LinkedPoint(written.executive_points[0], cited),), CitedText(""), cited, (), (),
        (source,),
        {**dict.fromkeys(Kind, ()), **{kind: (Ref(text, kind, "x"),) for kind, text in named.items()}},
        author_names=(parse_name(name),) if one_line(name) else (),
    )  # fmt: skip
    html = head(briefing, url, name, pdf_url=url)
    script = html[html.index('<script type="application/ld+json">') + 35 : -len("</script>\n")]
    assert not set(script) & set("<>&\u2028\u2029")
    page = seen(html)
    assert {tag for tag, _ in page.tags} == {"meta", "script"}
    assert all(attributes.keys() <= {"name", "content", "type"} for _, attributes in page.tags)
    check_terms(data(page))


def test_page_names_its_pdf(made, seen) -> None:
    for pdf, named in ((True, ["https://example.org/briefings/x/x.pdf"]), (False, [])):
        render = RenderSettings(site_url="https://example.org/", site_name="Briefings", pdf=pdf)
        page = seen(made({"briefings/2024/x": {}}, render)["briefings/x.md"].head)
        assert contents(page, "citation_pdf_url") == named
