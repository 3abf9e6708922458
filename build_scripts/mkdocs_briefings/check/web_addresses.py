"""Find addresses that no page may lead to: in fields, and in Markdown those of links, pictures and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs_briefings.model.safe_text import TEXT_SCHEMES, WEB_SCHEMES, address_problem

_NEVER = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")
_LINK = re.compile(
    r"""\]\(\s*<?(?P<inline>(?:[^()>]|\([^()]*\))*)                  # [words](address "title")
    | ^[ ]{0,3}\[[^\[\]\n]*\]:[ \t]*\n?[ \t]*<?(?P<reference>\S+)  # [words]: address
    | <(?P<auto>(?:javascript|vbscript|data|file|ftp):[^<>\s]*)>""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:href|src|action|formaction|data|poster|background|cite|ping|longdesc|srcset|manifest|xlink:href)
    \s*=\s*(?:"(?P<double>[^"]*)|'(?P<single>[^']*)|(?P<plain>[^\s"'<>`}]+))
    | http-equiv\s*=[^>]*url\s*=\s*["']?(?P<refresh>[^\s"'>]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_CODE = re.compile(
    r"""^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)|\Z)  # fenced
    | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)     # in a line
    | (?:(?<=\n\n)|\A)(?:(?:[ ]{4}|\t)[^\n]*\n?)+                            # indented""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


class UnsafeLink(NamedTuple):
    """An address in a text that no page may lead to."""

    offset: int
    """Offset of its first character in the text."""
    address: str
    """The address as written."""
    problem: str
    """What is wrong with it, as the end of a sentence."""


def web_address_problem(url: str) -> str:
    """Return why no page may link there; empty for an address of RFC 3986 with http or https and a host."""
    if match := _NEVER.search(url):
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


def unsafe_links(text: str) -> Iterator[UnsafeLink]:
    """Yield the dangerous addresses of a Markdown text, in order; code is left alone, for it leads nowhere."""
    links = sorted(_unsafe_links(text), key=lambda link: link.offset)
    code = [match.span() for match in _CODE.finditer(text)] if links else ()
    for link in links:
        if not any(start <= link.offset < end for start, end in code):
            yield link


def _unsafe_links(text: str) -> Iterator[UnsafeLink]:
    """Yield the dangerous addresses, whether or not they stand in code."""
    patterns = (_LINK, _ATTRIBUTE) if "=" in text and ("<" in text or "{" in text) else (_LINK,)
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        if match.lastgroup is None:
            continue
        address = match[match.lastgroup]
        if problem := address_problem(unescape(address), TEXT_SCHEMES):
            yield UnsafeLink(match.start(match.lastgroup), address.strip(), problem)
