"""Addresses that no page may lead to or fetch from, as a browser reads them (WHATWG URL Standard, section 4.4)."""

from __future__ import annotations

import re
from collections.abc import Container

WEB = frozenset({"http", "https"})
"""Schemes of the addresses in fields: sources, archived copies, outlets ..."""
IN_TEXT = frozenset({*WEB, "mailto", "briefing"})
"""Schemes of the links in texts."""

_LONGEST = 80
_SKIPPED = re.compile(r"^[\x00-\x20]+|[\t\r\n]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def unsafe(address: str, schemes: Container[str] = WEB) -> str:
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


def quoted(address: str) -> str:
    """The address inside a message: one line, not endless."""
    line = " ".join(address.split())
    return f"'{line}'" if len(line) <= _LONGEST else f"'{line[:_LONGEST]} …'"
