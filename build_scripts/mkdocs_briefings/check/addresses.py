"""What is wrong with an address, and which addresses are one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NEVER = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")


def fault(url: str) -> str:
    """Why a web page must not link there; empty for an address of RFC 3986 with http or https and a host."""
    if match := _NEVER.search(url):
        return "holds a space" if match[0].isspace() else "holds a character that addresses cannot have"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "is malformed"
    if not parts.scheme:
        return "does not start with https:// or http://"
    if parts.scheme not in {"http", "https"}:
        return f"starts with '{parts.scheme}:', not with https:// or http://"
    if not parts.hostname:
        return "names no host"
    return "carries a user name" if "@" in parts.netloc else ""


def alike(url: str) -> str:
    """What two addresses of one page have in common: no scheme, no `www.`, no last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    tail = "".join(f"{mark}{part}" for mark, part in (("?", parts.query), ("#", parts.fragment)) if part)
    return f"{host}{parts.path.rstrip('/')}{tail}"
