"""Pages for a disk: each local address in them leads to a file, where a host would find the `index.html` of a folder."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs_briefings.diagnostics.errors import PublishError

INDEX = "index.html"
ADDRESSES = frozenset(
    "href src action formaction poster data cite background longdesc xlink:href srcset imagesrcset".split()
)
"""Attributes that hold addresses, of whatever element; `meta` and `data-scope` are read besides."""
_LISTS = frozenset({"srcset", "imagesrcset"})
_SCOPE = "data-scope"
"""Attribute with the address of the root of the site, a folder."""
_LOOKED_AT = ADDRESSES | {_SCOPE, "type", "http-equiv"}
"""Attributes without which nothing of a tag changes."""
_PARTS = re.compile(r"([^?#]*)(.*)", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_REFRESH = re.compile(r"""(\s*[\d.]+\s*(?:[;,]\s*)?url\s*=\s*["']?)([^"']*)(.*)""", re.IGNORECASE | re.DOTALL)
_CANDIDATE = re.compile(r"(,\s+)")
_SPACE = " \t\r\n\f"
_LOADED_EARLY = {"preload", "modulepreload", "prefetch"}
Attributes = list[tuple[str, str | None]]


class OnDisk(NamedTuple):
    """A page as a disk needs it."""

    html: str
    unloadable: tuple[str, ...]
    """Addresses of modules of the site in it, which no browser loads from a disk."""


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """The files of a site by address, and where it is on the web."""

    files: frozenset[str]
    site_url: str
    """Address of the site; empty if it has none."""
    bundle: str
    """Address of the module that becomes the one script of the pack."""

    def on_disk(self, address: str, page: str) -> str:
        """Return an address that leads on a disk to where it leads on a host; what leads elsewhere is left as it is.

        Args:
            address: as it stands in a page: relative, or from the root of the host.
            page: address of the page from the root of the site.
        """
        path, rest = self.relative(address, page)
        if not path:
            return address
        file = _resolved(path, page)
        if file.startswith(".."):  # another site of the same host
            return urljoin(self.site_url + page, address) if self.site_url else address
        index = posixpath.normpath(posixpath.join(file, INDEX))
        if file in self.files or index not in self.files:
            return path + rest
        return f"{_folder(path)}{INDEX}{rest}"

    def relative(self, address: str, page: str) -> tuple[str, str]:
        """Return a local address from the page on, and its query and fragment; two empty texts for any other."""
        stripped = address.strip(_SPACE)
        if _ELSEWHERE.match(stripped):
            return "", ""
        path, rest = _PARTS.fullmatch(stripped).groups()  # type: ignore[union-attr]
        if not path.startswith("/"):
            return path, rest
        root, up = urlsplit(self.site_url).path or "/", "../" * page.count("/")
        if not f"{path}/".startswith(root):
            return f"../{up}{path.lstrip('/')}", rest
        return (up + path[len(root) :]) or "./", rest

    def file_of(self, address: str, page: str) -> str:
        """Return the address from the root of the site that an address in a page leads to; empty for none of the site."""
        path, _ = self.relative(address, page)
        return _resolved(path, page) if path else ""


def page_on_disk(html: str, page: str, site: SiteFiles) -> OnDisk:
    """Return a page with addresses for a disk; all else in it is left as it is.

    Args:
        html: the page.
        page: its address from the root of the site.
        site: where its links lead.

    Raises:
        PublishError: the page has a declaration that only SGML has.
    """
    reader = _PageReader(html, page, site)
    try:
        reader.feed(html)
        reader.close()
    except AssertionError as error:  # of the parser of Python, before 3.14
        reason = "it has a declaration that only SGML has"
        raise PublishError(f"{page} in the site is not HTML: {reason}") from error
    return OnDisk("".join((*reader.pieces, html[reader.end :])), tuple(reader.unloadable))


class _PageReader(HTMLParser):
    """Reads a page, and collects it in pieces with other tags where an address has to change."""

    def __init__(self, html: str, page: str, site: SiteFiles) -> None:
        super().__init__(convert_charrefs=False)
        self._page, self._site = page, site
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._html = html
        self.pieces: list[str] = []
        self.end = 0
        self.unloadable: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Put another tag in the place of one with an address that has to change."""
        self._handle(tag, attrs, ">")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Do so for a tag that ends in `/>`."""
        self._handle(tag, attrs, "/>")

    def _handle(self, tag: str, attrs: Attributes, end: str) -> None:
        if _LOOKED_AT.isdisjoint(dict(attrs)) or (changed := self._changed(tag, attrs)) == attrs:
            return
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        self.pieces += (self._html[self.end : start], _tag(tag, changed, end) if changed else "")
        self.end = start + len(self.get_starttag_text() or "")

    def _changed(self, tag: str, attrs: Attributes) -> Attributes:
        """Return the attributes that a tag is to have; none if it goes."""
        if tag == "link" and not _LOADED_EARLY.isdisjoint((dict(attrs).get("rel") or "").casefold().split()):
            return []  # a disk is quick, and of another origin, as browsers see it
        if tag == "script" and (dict(attrs).get("type") or "").casefold() == "module":
            return self._module(attrs)
        if tag == "meta" and (dict(attrs).get("http-equiv") or "").casefold() == "refresh":
            return [(name, self._refresh(value) if name == "content" else value) for name, value in attrs]
        return [(name, self._value(name, value)) for name, value in attrs]

    def _module(self, attrs: Attributes) -> Attributes:
        """Return the attributes of the script that holds all modules; any other module stays, and is told of."""
        address = dict(attrs).get("src") or ""
        if (file := self._site.file_of(address, self._page)) != self._site.bundle:
            self.unloadable.append(file or f"a module within {self._page}")
            return attrs
        return [("defer", None), ("src", self._site.on_disk(address, self._page))]

    def _value(self, name: str, value: str | None) -> str | None:
        if not value:
            return value
        if name == _SCOPE and value.startswith("/"):
            return self._site.relative(value, self._page)[0]
        if name not in ADDRESSES:
            return value
        return self._candidates(value) if name in _LISTS else self._site.on_disk(value, self._page)

    def _candidates(self, value: str) -> str:
        """Return a list of pictures, each with its address first and then its size."""
        pieces = _CANDIDATE.split(value)
        return "".join(pieces[at] if at % 2 else self._candidate(pieces[at]) for at in range(len(pieces)))

    def _candidate(self, text: str) -> str:
        address, space, size = text.strip(_SPACE).partition(" ")
        return f"{self._site.on_disk(address, self._page)}{space}{size}"

    def _refresh(self, value: str | None) -> str | None:
        match = _REFRESH.fullmatch(value or "")
        return f"{match[1]}{self._site.on_disk(match[2], self._page)}{match[3]}" if match else value


def _resolved(path: str, page: str) -> str:
    """Return the address of a file from the root of the site; it begins with `..` outside."""
    given = unquote(path, errors="surrogateescape")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), given))


def _folder(path: str) -> str:
    """Return the address of a folder so that a name can stand behind it."""
    return "" if path in {".", "./"} else f"{path.removesuffix('/')}/"


def _tag(name: str, attrs: Iterable[tuple[str, str | None]], end: str) -> str:
    written = (f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attrs)
    return f"<{name}{''.join(written)}{end}"
