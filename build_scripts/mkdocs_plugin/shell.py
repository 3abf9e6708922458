"""The theme's page template, rendered once for all pages that differ only in what they show.

A Material page is some thousand template steps, and all but a few of its characters are the same on every
briefing. So one page of each sort is rendered with marked values in the place of its own; where the marks come
out are the slots, and how they come out tells which are escaped. A page is then its shell with the slots filled.

What cannot be told this way is rendered in full: a slot escaped in an unknown manner, a template that looks at
anything else of the page (the first pages of each shell are compared with their full rendering), another
plugin's values in the context.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from jinja2 import Template
from markupsafe import escape as template_escape
from mkdocs.structure.pages import Page

from build_scripts.mkdocs_plugin.files import GeneratedPage

Context = Mapping[str, Any]
Encode = Callable[[str], str]
Segments = tuple[str, ...]

_TELLTALE = "&<>\"'"
_OPEN, _CLOSE = "qzslotx", "xtolszq"
_MARK = re.compile(rf"{_OPEN}([a-z]+)_(.*?){_CLOSE}", re.DOTALL)
_ENCODINGS: Mapping[str, Encode] = {
    encode(_TELLTALE): encode for encode in (str, escape, lambda text: str(template_escape(text)))
}
_KNOWN = {
    "nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page",
}  # fmt: skip
_COMPARED = 2
_MOST_SHELLS = 200


@dataclass(slots=True)
class _Shell:
    """A page's template with its slots, or none if it has to be rendered in full."""

    literals: list[str]
    slots: list[tuple[str, Encode]]
    sound: bool = True
    compared: int = 0

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with these values."""
        parts = [self.literals[0]]
        for (slot, encode), literal in zip(self.slots, self.literals[1:], strict=True):
            parts += (encode(values[slot]), literal)
        return "".join(parts)


@dataclass(slots=True)
class Shells:
    """The shells of one build, by what their pages have in common."""

    shells: dict[object, _Shell] = field(default_factory=dict)
    branches: frozenset[Segments] = frozenset()
    """First segments of the addresses that the navigation links to."""

    def render(self, name: str, context: Context, full: Callable[[Context], str]) -> str:
        """The page: from its shell where that is the same, else in full.

        Args:
            name: of the template.
            context: what MkDocs gives the template.
            full: renders the template.
        """
        page = context.get("page")
        if not isinstance(page, GeneratedPage) or set(context) != _KNOWN:
            return full(context)
        if not self.branches:
            self.branches = _branches(context["nav"].pages)
        key = _sort(name, self._way_to_all(page.url), page)
        shell = self.shells.get(key)
        if shell is None:
            if len(self.shells) >= _MOST_SHELLS:
                return full(context)
            shell = self.shells[key] = _shell(full({**context, "page": _marked(page)}))
        if not shell.sound:
            return full(context)
        filled = shell.fill(_values(page))
        if shell.compared < _COMPARED:
            shell.compared += 1
            plain = full(context)
            shell.sound = plain == filled
            return plain
        return filled

    def _way_to_all(self, url: str) -> tuple[int, Segments]:
        """What relative links of a page depend on: its depth, and how far it shares the way to a page linked to."""
        segments = tuple(url.rstrip("/").split("/"))
        shared = next((end for end in range(len(segments), 1, -1) if segments[:end] in self.branches), 1)
        return len(segments), segments[:shared]


def template_class(base: type[Template], shells: Shells) -> type[Template]:
    """A template class for MkDocs' environment whose pages come from shells."""

    class ShellTemplate(base):  # type: ignore[valid-type, misc]
        def render(self, *args: Any, **kwargs: Any) -> str:
            def full(context: Context) -> str:
                return base.render(self, context)

            return shells.render(self.name or "", dict(*args, **kwargs), full)

    return ShellTemplate


def _branches(pages: Iterable[Page]) -> frozenset[Segments]:
    """Every beginning of every address that the navigation links to."""
    addresses = [tuple(page.url.rstrip("/").split("/")) for page in pages]
    return frozenset(segments[:end] for segments in addresses for end in range(1, len(segments) + 1))


def _sort(template: str, way: tuple[int, Segments], page: GeneratedPage) -> object:
    """What pages of one shell have in common."""
    values = _values(page)
    shared = sorted((key, repr(value)) for key, value in page.meta.items() if key not in values)
    return template, way, tuple(values), tuple(shared)


def _values(page: GeneratedPage) -> dict[str, str]:
    """What differs from page to page; a key of the front matter has the same name there."""
    values = {"content": page.content, "canonical": page.canonical_url, "address": page.url}
    return {
        **{name: value for name, value in values.items() if value},
        **{
            name: str(page.meta[name])
            for name in ("title", "description", "date", "head")
            if name in page.meta
        },
    }


def _marked(page: GeneratedPage) -> GeneratedPage:
    """A copy of the page with marks for values."""
    marks = {name: f"{_OPEN}{name}_{_TELLTALE}{_CLOSE}" for name in _values(page)}
    marked = copy.copy(page)
    marked.meta = {**page.meta, **{name: mark for name, mark in marks.items() if name in page.meta}}
    marked.title, marked.content = marks["title"], marks.get("content")
    marked.canonical_url = marks.get("canonical")
    marked.file = copy.copy(page.file)
    if "address" in marks:
        folder = page.url.rstrip("/").rpartition("/")[0]
        address = "/".join(filter(None, (folder, marks["address"])))
        marked.file.url = address + ("/" if page.url.endswith("/") else "")
    return marked


def _shell(rendered: str) -> _Shell:
    parts = _MARK.split(rendered)
    slots, sound = [], "address" not in parts[1::3]
    for name, telltale in zip(parts[1::3], parts[2::3], strict=True):
        encode = _ENCODINGS.get(telltale)
        sound = sound and encode is not None
        slots.append((name, encode or str))
    sound = sound and all(_OPEN not in literal for literal in parts[::3])
    return _Shell(parts[::3], slots, sound)
