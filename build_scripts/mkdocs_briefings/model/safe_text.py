"""Addresses that no page may lead to or fetch from, as a browser reads them (WHATWG URL Standard, section 4.4)."""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import urlsplit

WEB_SCHEMES = frozenset({"http", "https"})
"""Schemes of the addresses in fields: sources, archived copies, outlets ..."""
TEXT_SCHEMES = frozenset({*WEB_SCHEMES, "mailto", "briefing"})
"""Schemes of the links in texts."""

_LONGEST = 80
_SKIPPED = re.compile(r"^[\x00-\x20]+|[\t\r\n]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def address_problem(address: str, schemes: Container[str] = WEB_SCHEMES) -> str:
    """Why nobody may be led there: its scheme, or that it names a host without one; empty when nothing forbids it.

    Browsers pass over blanks before the address and over line breaks and tabs in it, and take a backslash for a slash.
    """
    read = _SKIPPED.sub("", address)
    if read[:2].replace("\\", "/") == "//":
        return "names a host without https:// or http:// before it"
    scheme = _SCHEME.match(read)
    if scheme is None or scheme[1].lower() in schemes:
        return ""
    return f"starts with '{scheme[1]}:', not with https:// or http://"


def quote_address(address: str) -> str:
    """The address inside a message: one line, not endless."""
    line = " ".join(address.split())
    return f"'{line}'" if len(line) <= _LONGEST else f"'{line[:_LONGEST]} …'"


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
    tail = (f"?{parts.query}" if parts.query else "") + (
        f"#{parts.fragment}" if parts.fragment and fragment else ""
    )
    return f"{host}{parts.path.rstrip('/')}{tail}"


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile("[\x0b\x0c\x1c-\x1f]")


def strip_forbidden(text: str) -> str:
    """The text without what XML 1.0 forbids (section 2.2) and nobody sees; separators among it become blanks."""
    if not _FORBIDDEN.search(text):
        return text
    return _FORBIDDEN.sub("", _BLANK.sub(" ", text))
