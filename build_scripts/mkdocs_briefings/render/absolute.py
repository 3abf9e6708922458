"""Clean HTML and its words for where they stand alone: every address whole, nothing that only works on its page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

from mkdocs_briefings.render.markdown import BLOCK_TAGS, inline_plain

_TAG = re.compile(r"<[a-z][^>]* (?:href|src|cite)=[^>]*>")
_ADDRESS = re.compile(r' (href|src|cite)="([^"]*)"')
_PERMALINK = re.compile(r'<a [^>]*class="permalink"[^>]*></a>')
_CELLS = re.compile(r"</t[dh]>\s*<t[dh][^>]*>")


def absolute(html: str, base: str) -> str:
    """The HTML with addresses that lead from anywhere.

    Args:
        html: clean HTML of a page.
        base: address of that page; from the root of the site where the site does not know its own.
    """

    def whole(address: re.Match[str]) -> str:
        return f' {address[1]}="{_joined(base, address[2])}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(whole, tag[0]), _PERMALINK.sub("", html))


def paragraphs(html: str) -> str:
    """The words of clean HTML: blocks parted by an empty line, cells of a row by bars."""
    blocks = BLOCK_TAGS.split(_CELLS.sub(" | ", html))
    return "\n\n".join(filter(None, map(inline_plain, blocks)))


def address(href: str, base: str) -> str:
    """A relative address of a page, from anywhere; empty stays empty."""
    return _joined(base, href) if href else ""


@lru_cache(maxsize=4096)
def _joined(base: str, href: str) -> str:
    return base + href if href.startswith("#") else urljoin(base, href)
