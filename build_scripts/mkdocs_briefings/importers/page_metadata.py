"""What the head of a web page says of its article: `<meta>` elements, JSON-LD, Highwire and Dublin Core names.

Sources: https://schema.org/Article, https://scholar.google.com/intl/en/scholar/inclusion.html (Highwire Press tags),
https://ogp.me/, https://www.dublincore.org/specifications/dublin-core/dcq-html/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from mkdocs_briefings.importers.article import Metadata
from mkdocs_briefings.importers.front_matter import read_date, whole_number
from mkdocs_briefings.importers.head_lines import names_of
from mkdocs_briefings.importers.language_words import alternatives
from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.importers.restrictions import restriction_in_meta_elements
from mkdocs_briefings.model.facets import Kind

META_NAMES: Mapping[str, str] = {
    "title": "citation_title og:title dc.title twitter:title headline",
    "authors": "citation_author citation_authors author article:author dc.creator dcterms.creator byl parsely-author",
    "date": """citation_publication_date citation_date citation_online_date article:published_time datepublished dc.date.issued
        dcterms.issued dc.date dcterms.date date pubdate publish-date publication_date parsely-pub-date""",
    "publication": "citation_journal_title citation_series_title citation_conference_title prism.publicationname",
    "volume": "citation_volume prism.volume",
    "issue": "citation_issue prism.number",
    "topics": "citation_keywords article:tag keywords news_keywords dc.subject",
    "summary": "description og:description dc.description dcterms.abstract citation_abstract twitter:description",
    "language": "dc.language citation_language og:locale inlanguage",
}
"""Names of `<meta>` elements that fill a field, the first choice first; blanks part them."""
JSON_LD_NAMES: Mapping[str, str] = {
    "title": "headline name",
    "authors": "author creator",
    "date": "datePublished dateCreated",
    "publication": "isPartOf",
    "volume": "volumeNumber",
    "issue": "issueNumber",
    "topics": "keywords about articleSection",
    "summary": "description abstract",
    "language": "inLanguage",
}
"""Properties of schema.org that fill a field."""
_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Report|\w*NewsArticle|CreativeWork|DigitalDocument)$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_BY = re.compile(rf"(?:{alternatives('byline')})\s*[:：]?\s+", re.IGNORECASE)
_MOST_TOPICS = 12


def page_metadata(page: HtmlElement, main: HtmlElement) -> Metadata:
    """Return what a page says of its article: in JSON-LD, else in `<meta>` elements, else in `<time>`.

    Args:
        page: the whole page.
        main: its main content.
    """
    meta = list(meta_elements(page))
    held = {
        name: [*_in_json_ld(page, names), *_in_meta(meta, META_NAMES[name])]
        for name, names in JSON_LD_NAMES.items()
    }
    dates = [text for text in (*held["date"], *_times(main)) if read_date(text)]
    topics = list(dict.fromkeys(held["topics"]))
    return Metadata(
        title=next(iter(held["title"]), ""),
        date=read_date(dates[0]) if dates else None,
        date_text=dates[0] if dates else "",
        authors=tuple(_authors(page, meta)),
        publication=next(iter(held["publication"]), ""),
        volume=next(filter(None, map(whole_number, held["volume"])), None),
        issue=next(filter(None, map(whole_number, held["issue"])), None),
        language=_language(page, main, held["language"]),
        filed={Kind.TOPIC: tuple(topics)} if 0 < len(topics) <= _MOST_TOPICS else {},
        summary=next(iter(_in_meta(meta, META_NAMES["summary"])), "") or next(iter(held["summary"]), ""),
        restriction=restriction_in_meta_elements(meta),
    )


def meta_elements(page: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield name and content of each `<meta>` element."""
    for meta in page.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        yield name, one_line(meta.get("content") or "")


def _in_meta(meta: list[tuple[str, str]], names: str) -> list[str]:
    """Return the contents under the first of these names that has any; lists in one content are parted."""
    for name in names.split():
        contents = [content for key, content in meta if key.casefold() == name and content]
        if contents and name in META_NAMES["topics"].split():
            return [
                part.strip()
                for content in contents
                for part in re.split("[,;،、；]", content)
                if part.strip()
            ]
        if contents:
            return contents
    return []


def _authors(page: HtmlElement, meta: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the names of people; what is an address, or names an organisation, is none."""
    written = _in_json_ld(page, JSON_LD_NAMES["authors"]) or _in_meta(meta, META_NAMES["authors"])
    for text in dict.fromkeys(written):
        if not text.startswith(("http", "@")):
            yield from names_of(_BY.sub("", text, count=1))


def _in_json_ld(page: HtmlElement, names: str) -> list[str]:
    """Return the texts of the first of these properties that the article in JSON-LD has."""
    articles = [node for node in _nodes(page) if any(map(_ARTICLES.match, _types(node)))]
    for article in articles:
        for name in names.split():
            if texts := list(_named(article.get(name), is_list=names == JSON_LD_NAMES["topics"])):
                return texts
    return []


def _nodes(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD of a page; what is damaged is passed over."""
    for script in page.iter("script"):
        if (script.get("type") or "").casefold().strip() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        waiting = data if isinstance(data, list) else [data]
        for node in (row for row in waiting if isinstance(row, dict)):
            graph = node.get("@graph")
            yield from (
                row for row in (graph if isinstance(graph, list) else [node]) if isinstance(row, dict)
            )


def _types(node: Mapping[str, Any]) -> list[str]:
    types = node.get("@type")
    return [kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)]


def _named(value: Any, *, is_list: bool) -> Iterator[str]:
    """Yield the texts in a value: itself, or the names of the things that it lists; organisations are no authors."""
    for row in value if isinstance(value, list) else [value]:
        text = row.get("name") if isinstance(row, dict) and "Organization" not in _types(row) else row
        if isinstance(text, (str, int)) and not isinstance(text, bool) and (line := one_line(str(text))):
            yield from (part.strip() for part in line.split(",") if part.strip()) if is_list else (line,)


def _times(main: HtmlElement) -> Iterator[str]:
    """Yield the moments of `<time>` in the main content that say when it was published; the only one says so, too."""
    times = [time for time in main.iter("time") if time.get("datetime")]
    marked = [
        time for time in times if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
    ]
    yield from (str(time.get("datetime")) for time in (marked or (times if len(times) == 1 else [])))


def _language(page: HtmlElement, main: HtmlElement, named: list[str]) -> str:
    """Return the language that the article, its page or a `<meta>` element declares; the nearest counts."""
    holders = [main, *main.iterancestors(), page]
    languages = [holder.get("lang") or holder.get("xml:lang") or "" for holder in holders]
    headers = [
        meta.get("content") or ""
        for meta in page.iter("meta")
        if (meta.get("http-equiv") or "").casefold() == "content-language"
    ]
    declared = (text.strip().replace("_", "-") for text in (*languages, *headers, *named))
    return next((tag for tag in declared if _LANGUAGE.fullmatch(tag)), "")
