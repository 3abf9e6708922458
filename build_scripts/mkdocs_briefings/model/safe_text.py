"""What addresses and texts must not hold to be published, and which addresses are the same."""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import urlsplit

WEB_SCHEMES = frozenset({"http", "https"})
"""Schemes of the addresses in fields: sources, archived copies, outlets ..."""
TEXT_SCHEMES = frozenset({*WEB_SCHEMES, "mailto", "briefing"})
"""Schemes of the links in texts."""

_LONGEST_QUOTE = 80
_IGNORED_BY_BROWSERS = re.compile(r"^[\x00-\x20]+|[\t\r\n]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SEPARATORS = "\x0b\x0c\x1c\x1d\x1e\x1f"


def address_problem(address: str, schemes: Container[str] = WEB_SCHEMES) -> str:
    """Return why a page must not link to an address, to stand after it in a message; empty when it may.

    The address is read as browsers read it (WHATWG URL Standard, section 4.4): they skip blanks before it and line
    breaks and tabs in it, and take a backslash for a slash.
    """
    stripped = _IGNORED_BY_BROWSERS.sub("", address)
    if stripped[:2].replace("\\", "/") == "//":
        return "names a host without https:// or http:// before it"
    scheme = _SCHEME.match(stripped)
    if scheme is None or scheme[1].lower() in schemes:
        return ""
    return f"starts with '{scheme[1]}:', not with https:// or http://"


def quote_address(address: str) -> str:
    """Return an address in quotation marks for a message: on one line, cut after 80 characters."""
    line = " ".join(address.split())
    return f"'{line}'" if len(line) <= _LONGEST_QUOTE else f"'{line[:_LONGEST_QUOTE]} …'"


def address_key(url: str, *, fragment: bool = False) -> str:
    """Return what all spellings of one address share: no scheme, no `www.`, no slash at the end.

    Args:
        url: an address; one that cannot be parsed is its own key.
        fragment: whether what follows `#` belongs to the key.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    anchor = f"#{parts.fragment}" if parts.fragment and fragment else ""
    return f"{host}{parts.path.rstrip('/')}{query}{anchor}"


def strip_forbidden(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids (section 2.2) and DEL; separators become blanks."""
    return _FORBIDDEN_IN_XML.sub(lambda match: " " if match[0] in _SEPARATORS else "", text)


def one_line(text: str | None) -> str:
    """Return a text on one line, without control characters; empty for None."""
    if not text:
        return ""
    if not text.isprintable():
        text = "".join(character for character in text if character.isprintable() or character.isspace())
    return " ".join(text.split())
