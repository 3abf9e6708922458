"""The license of a briefing: an SPDX id becomes a name with an address, a sentence keeps its words."""

from __future__ import annotations

import re
from html import escape

from mkdocs_briefings.render.views import Link

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-[A-Z]+)*)-(\d\.\d)")
_PUBLIC_DOMAIN = "CC0-1.0"
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}")
_AFTER_ADDRESS = ".,;:!?)]"


def license_link(written: str) -> Link:
    """Return the words of a license and the address of its terms, which may be empty."""
    text = " ".join(written.split())
    if match := _CREATIVE_COMMONS.fullmatch(text):
        kind, version = match.groups()
        return Link(f"CC {kind} {version}", f"https://creativecommons.org/licenses/{kind.lower()}/{version}/")
    if text == _PUBLIC_DOMAIN:
        return Link("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    if " " not in text and "://" not in text:
        return Link(text, f"https://spdx.org/licenses/{text}.html")
    address = _ADDRESS.search(text)
    return Link(text, address[0].rstrip(_AFTER_ADDRESS) if address else "")


def license_tag(written: str | None) -> str:
    """Return the element in the head of a page that leads to the terms of a license; empty without an address."""
    href = license_link(written).href if written else ""
    return f'<link rel="license" href="{escape(href)}">\n' if href else ""


def license_html(written: str) -> str:
    """Return a license as HTML of a line; in a sentence its address alone is a link."""
    link = license_link(written)
    if not link.href:
        return escape(link.text)
    before, address, after = link.text.partition(link.href)
    inside = link.href if address else link.text
    html = f'<a href="{escape(link.href)}" rel="license noopener">{escape(inside)}</a>'
    return f"{escape(before)}{html}{escape(after)}" if address else html
