"""An address cannot be linked to.

Addresses start with `https://` or `http://` and name a host. Anything else either leads nowhere (`www.sb.by` would
be a page of this site) or is dangerous to click (`javascript:`, `data:`). Spaces and other characters that addresses
cannot have come from copying; copy the address again from the browser. Links, pictures and HTML in texts are looked
at too; there `mailto:`, `briefing:<id>`, `files/<name>` and `#...` are good as well. Whatever the severity, no page
ever shows a dangerous address.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27, url: "javascript:alert(1)"}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27, url: "https://www.sb.by/visit"}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from mkdocs_briefings.check.code_spans import CodeSpans
from mkdocs_briefings.check.context import CheckContext, texts
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.model.desk import Located
from mkdocs_briefings.model.safe_text import TEXT_SCHEMES, WEB_SCHEMES, address_problem, quote_address

SEVERITY = Severity.ERROR

_FORBIDDEN_SIGN = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")
_LINK = re.compile(
    r"""\]\(\s*<?(?P<inline>(?:[^()>]|\([^()]*\))*)                  # [words](address "title")
    | ^[ ]{0,3}\[[^\[\]\n]*\]:[ \t]*+\n?[ \t]*+<?(?P<reference>\S+)  # [words]: address
    | <(?P<auto>(?:javascript|vbscript|data|file|ftp):[^<>\s]*)>""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_SIGNS_OF_LINKS = ("](", "]:", "<")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:href|src|action|formaction|data|poster|background|cite|ping|longdesc|srcset|manifest|xlink:href)
    \s*=\s*(?:"(?P<double>[^"]*)|'(?P<single>[^']*)|(?P<plain>[^\s"'<>`}]+))
    | http-equiv\s*=[^>]{0,300}?url\s*=\s*["']?(?P<refresh>[^\s"'>]+)""",
    re.VERBOSE | re.IGNORECASE,
)


class _UnsafeLink(NamedTuple):
    """An address in a text that no page may lead to."""

    offset: int
    """Offset of its first character in the text."""
    address: str
    """The address as written."""
    problem: str
    """What is wrong with it, as the end of a sentence."""


def check(context: CheckContext) -> Iterator[Finding]:
    """Report addresses that are not http or https, or malformed: of sources, of registry entries, and in texts.

    Loading has refused those of fields that are dangerous.
    """
    for url, place in _addresses(context):
        if problem := _field_problem(url):
            hint = "copy it again from the browser; it starts with https:// or http://"
            yield Finding(place, "bad-address", f"the address {quote_address(url)} {problem}", hint)
    for briefing in context.briefings:
        for keys, cited in texts(briefing):
            for link in _unsafe_links(cited.text):
                place = briefing.at(*keys, offset=link.offset, length=max(1, len(link.address)))
                hint = "texts lead to https:, http:, mailto:, briefing:<id>, files/<name> or #..."
                message = f"the address {quote_address(link.address)} {link.problem}"
                yield Finding(place, "bad-address", message, hint)


def _addresses(context: CheckContext) -> Iterator[tuple[str, Place]]:
    for briefing in context.briefings:
        for index, source in enumerate(briefing.briefing.sources):
            for key, url in (("url", source.url), ("archive_url", source.archive_url)):
                if url is not None:
                    yield url, briefing.at("sources", index, key)
    registries = context.registries
    entries: Iterator[Located[Any]] = chain(
        registries.publications.values(),
        registries.authors.values(),
        registries.outlets.values(),
        registries.notices,
    )
    for entry in entries:
        for key in ("url", "archive_url"):
            url = getattr(entry.value, key, None)
            if url is not None:
                yield url, entry.at(key)


def _field_problem(url: str) -> str:
    """Return why no page may link there; empty for an address of RFC 3986 with http or https and a host."""
    if match := _FORBIDDEN_SIGN.search(url):
        return "holds a space" if match[0].isspace() else "holds a character that addresses cannot have"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "is malformed"
    if not parts.scheme:
        return "does not start with https:// or http://"
    if parts.scheme not in WEB_SCHEMES:
        return f"starts with '{parts.scheme}:', not with https:// or http://"
    if not parts.hostname:
        return "names no host"
    return "carries a user name" if "@" in parts.netloc else ""


def _unsafe_links(text: str) -> Iterator[_UnsafeLink]:
    """Yield the dangerous addresses of a Markdown text, in order; code is left alone, for it leads nowhere."""
    links = sorted(_unsafe_links_anywhere(text), key=lambda link: link.offset)
    code = CodeSpans(text) if links else None
    yield from (link for link in links if code and not code.hold(link.offset))


def _unsafe_links_anywhere(text: str) -> Iterator[_UnsafeLink]:
    """Yield the dangerous addresses, whether or not they stand in code."""
    patterns = (_LINK,) if any(map(text.__contains__, _SIGNS_OF_LINKS)) else ()
    if "=" in text and ("<" in text or "{" in text):
        patterns = (*patterns, _ATTRIBUTE)
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        if match.lastgroup is None:
            continue
        address = match[match.lastgroup]
        if problem := address_problem(unescape(address), TEXT_SCHEMES):
            yield _UnsafeLink(match.start(match.lastgroup), address.strip(), problem)
