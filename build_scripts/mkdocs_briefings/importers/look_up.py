"""Items looked up on the network, only when somebody asks for them: a DOI, an ISBN, the address of a page.

DOIs: content negotiation of doi.org (https://citation.doi.org/docs.html). ISBNs: the books API of Open Library
(https://openlibrary.org/dev/docs/api/books).
"""

from __future__ import annotations

import http.client
import json
import os
import re
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote, urlencode

from lxml import etree
from lxml.html import HTMLParser, document_fromstring
from pydantic import TypeAdapter, ValidationError

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.importers.bibliography_item import BibliographyItem, month_number, plain, read_date
from mkdocs_briefings.importers.page_metadata import meta_elements, page_metadata
from mkdocs_briefings.importers.read_csl import read_csl
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.field_types import Doi, Isbn
from mkdocs_briefings.model.person_names import parse_name
from mkdocs_briefings.model.vocabulary import SourceKind

DOI_SERVER = "BRIEFINGS_DOI_SERVER"
"""Variable of the environment with another address than https://doi.org/."""
ISBN_SERVER = "BRIEFINGS_ISBN_SERVER"
"""Variable of the environment with another address than https://openlibrary.org/."""
_CSL = "application/vnd.citationstyles.csl+json"
_PAGE = "text/html, application/xhtml+xml"
_PATIENCE = 20
"""Seconds to wait for an answer."""
_LONGEST_ANSWER = 5_000_000
_GONE = 404
_OF_WORKS = frozenset(
    "type title subtitle container-title collection-title collection-number publisher publisher-place volume issue number page "
    "DOI ISBN ISSN URL language issued author editor translator director edition genre event-title abstract".split()
)
"""Variables that say something of a work; registries of DOIs add dozens that say something of their record."""
_DOI = TypeAdapter(Doi)
_ISBN = TypeAdapter(Isbn)


class NoAnswerError(Exception):
    """A server that cannot be asked, or does not know; the message says which."""


def doi_of(text: str) -> str:
    """Return a DOI without the address of its resolver; empty for anything else."""
    try:
        return _DOI.validate_python(text.strip())
    except ValidationError:
        return ""


def isbn_of(text: str) -> str:
    """Return an ISBN whose digits are right; empty for anything else."""
    try:
        return _ISBN.validate_python(re.sub(r"^ISBN[:\s]*", "", text.strip(), flags=re.IGNORECASE))
    except ValidationError:
        return ""


def is_looked_up(text: str) -> bool:
    """Return whether a text is a DOI, an ISBN or a web address."""
    return bool(doi_of(text) or isbn_of(text) or re.match(r"https?://\S+$", text))


def look_up(text: str, today: PartialDate) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    """Return the item that a DOI, an ISBN or an address means, and what is wrong.

    Args:
        text: what somebody asks for.
        today: the day on which a page is read.
    """
    span = Span(text)
    try:
        if doi := doi_of(text):
            return _by_doi(doi, span)
        if isbn := isbn_of(text):
            return [_by_isbn(isbn, span)], []
        return [_by_address(text, span, today)], []
    except NoAnswerError as error:
        hint = "export it from a reference manager, or write the source by hand"
        return [], [Diagnostic(span, Severity.ERROR, "no-answer", str(error), hint)]


def _ask(url: str, accept: str) -> tuple[bytes, str]:
    """Return an answer, and the name of its encoding where the server says it."""
    # No other protocols than these, also after a redirection.
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler, urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler, urllib.request.HTTPErrorProcessor,
    ):  # fmt: skip
        opener.add_handler(handler())
    try:
        request = urllib.request.Request(  # noqa: S310 - the opener has no other protocols
            url, headers={"Accept": accept, "User-Agent": "mkdocs-briefings"}
        )
        answer = opener.open(request, timeout=_PATIENCE)
        with answer:
            return answer.read(_LONGEST_ANSWER), answer.headers.get_content_charset() or ""
    except urllib.error.HTTPError as error:
        error.close()
        unknown = "its server does not know it" if error.code == _GONE else ""
        raise NoAnswerError(unknown or f"its server answers with the status {error.code}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswerError("its server cannot be reached, or does not answer") from error


def _base(variable: str, usual: str) -> str:
    return (os.environ.get(variable) or usual).rstrip("/")


def _data(url: str, accept: str) -> Any:
    try:
        return json.loads(_ask(url, accept)[0])
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("its server answers with something else than data on it") from error


def _by_doi(doi: str, span: Span) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    row = _data(f"{_base(DOI_SERVER, 'https://doi.org')}/{quote(doi, safe='/:;(),._-')}", _CSL)
    if not isinstance(row, dict):
        raise NoAnswerError("its server answers with something else than data on it")
    held = {name: value for name, value in row.items() if name in _OF_WORKS}
    return read_csl(json.dumps({**held, "DOI": doi}), span.path)


def _by_isbn(isbn: str, span: Span) -> BibliographyItem:
    key = f"ISBN:{re.sub('[- ]', '', isbn)}"
    query = urlencode({"bibkeys": key, "format": "json", "jscmd": "data"})
    rows = _data(f"{_base(ISBN_SERVER, 'https://openlibrary.org')}/api/books?{query}", "application/json")
    book = rows.get(key) if isinstance(rows, dict) else None
    if not isinstance(book, dict):
        raise NoAnswerError("Open Library does not know it")
    title = ": ".join(filter(None, (_line(book.get("title")), _line(book.get("subtitle")))))
    texts = {
        "title": title,
        "publisher": next(iter(_names(book.get("publishers"))), ""),
        "place": next(iter(_names(book.get("publish_places"))), ""),
        "isbn": isbn,
    }
    written = _line(book.get("publish_date"))
    date = _date_in_words(written)
    return BibliographyItem(
        span,
        "",
        SourceKind.BOOK,
        {name: text for name, text in texts.items() if text},
        tuple(parse_name(name) for name in _names(book.get("authors"))),
        date,
        not_held=(("publish_date", written),) if written and date is None else (),
    )


def _line(value: Any) -> str:
    return plain(str(value)) if isinstance(value, (str, int)) else ""


def _names(rows: Any) -> list[str]:
    named = (
        [_line(row.get("name")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    )
    return [name for name in named if name]


def _date_in_words(text: str) -> PartialDate | None:
    """Return a date such as `1994`, `March 1994`, `March 1, 1994` or `1994-03-01`."""
    if date := read_date(text):
        return date
    years = re.findall(r"\b(?:1[4-9]|20)\d\d\b", text)
    if len(years) != 1:
        return None
    month = next((number for word in re.findall(r"[A-Za-z]{3,}", text) if (number := month_number(word))), "")
    day = re.search(r"\b\d{1,2}\b", text) if month else None
    return read_date("-".join(filter(None, (years[0], month, day[0] if day else ""))))


def _by_address(url: str, span: Span, today: PartialDate) -> BibliographyItem:
    content, encoding = _ask(url, _PAGE)
    try:
        page = document_fromstring(content, parser=HTMLParser(encoding=encoding or _encoding(content)))
    except (etree.LxmlError, LookupError, ValueError) as error:
        raise NoAnswerError("it is no page of HTML") from error
    given, meta = page_metadata(page, page), dict(meta_elements(page))
    heading = next(("".join(map(str, element.itertext())) for element in page.iter("h1")), "")
    title = given.title or plain(heading) or plain(page.findtext("head/title") or "")
    if not title:
        raise NoAnswerError("the page has no title")
    texts = {
        "title": title,
        "container": given.publication or meta.get("og:site_name", ""),
        "volume": str(given.volume or ""),
        "issue": str(given.issue or ""),
        "doi": doi_of(meta.get("citation_doi", "")),
        "url": url,
        "language": given.language,
    }
    return BibliographyItem(
        span,
        "",
        SourceKind.ARTICLE if given.date or given.publication else SourceKind.WEBPAGE,
        {name: text for name, text in texts.items() if text},
        tuple(parse_name(name) for name in given.authors),
        given.date,
        today,
    )


def _encoding(content: bytes) -> str | None:
    """Return UTF-8 if the content is that; None lets the page say what it is."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"
