"""The theme around a page, rendered once for all pages that differ only in what they show.

A shell is a rendered page with slots; how the marker of a slot came out tells how its value is escaped. This file
fills shells; the plugin, which knows the theme, makes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from markupsafe import escape as template_escape

Encode = Callable[[str], str]
Segments = tuple[str, ...]

_TELLTALE = "&<>\"'"
_OPEN, _CLOSE = "qzslotx", "xtolszq"
_MARKER = re.compile(rf"{_OPEN}([a-z]+)_(.*?){_CLOSE}", re.DOTALL)
_ENCODINGS: Mapping[str, Encode] = MappingProxyType(
    {"as it is": str, "html": escape, "template": lambda text: str(template_escape(text))}
)
_BY_TRACE = {encode(_TELLTALE): name for name, encode in _ENCODINGS.items()}
_IN_FRONT_MATTER = ("title", "description", "date", "updated", "head")


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered page with slots for what differs."""

    literals: tuple[str, ...]
    """HTML before, between and after the slots."""
    slots: tuple[tuple[str, str], ...]
    """Of each slot the name of its value and of the value's encoding."""

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with some values."""
        parts = [self.literals[0]]
        for (slot, encoding), literal in zip(self.slots, self.literals[1:], strict=True):
            parts += (_ENCODINGS[encoding](values[slot]), literal)
        return "".join(parts)


def slot_values(meta: Mapping[str, object], content: str, canonical: str, address: str) -> dict[str, str]:
    """Return what differs from page to page, by slot; a key of the front matter has the same name as its slot.

    Args:
        meta: front matter.
        content: HTML.
        canonical: absolute address, or empty.
        address: URL from the root of the site; empty for the home page.
    """
    values = {"content": content, "canonical": canonical, "address": address}
    filled = {name: value for name, value in values.items() if value}
    return filled | {name: str(meta[name]) for name in _IN_FRONT_MATTER if name in meta}


def slot_markers(values: Mapping[str, str]) -> dict[str, str]:
    """Return a marker for each value, of characters that show how it is escaped."""
    return {name: f"{_OPEN}{name}_{_TELLTALE}{_CLOSE}" for name in values}


def parse_shell(rendered: str) -> Shell | None:
    """Return the shell of a page that was rendered with markers; None if it escapes a value in an unknown way."""
    parts = _MARKER.split(rendered)
    names, traces, literals = parts[1::3], parts[2::3], parts[::3]
    understood = all(trace in _BY_TRACE for trace in traces) and "address" not in names
    if not understood or any(_OPEN in literal for literal in literals):
        return None
    return Shell(tuple(literals), tuple(zip(names, map(_BY_TRACE.__getitem__, traces), strict=True)))


def shell_key(
    template: str, url: str, meta: Mapping[str, object], slots: Set[str], branches: Set[Segments]
) -> str:
    """Return a key that all pages of one shell share.

    Args:
        template: name of the theme's template.
        url: URL of the page.
        meta: its front matter.
        slots: names of its values.
        branches: see `navigation_branches`. Relative links depend on the depth of a page and on how much of its path
            it shares with a page linked to; a page of the navigation has a shell of its own.
    """
    segments = _segments(url)
    shared = next((end for end in range(len(segments), 1, -1) if segments[:end] in branches), 1)
    common = sorted((key, repr(value)) for key, value in meta.items() if key not in slots)
    return repr((template, len(segments), segments[:shared], sorted(slots), common))


def navigation_branches(urls: Set[str]) -> frozenset[Segments]:
    """Return every beginning of every URL that the navigation links to, as path segments."""
    paths = map(_segments, urls)
    return frozenset(path[:end] for path in paths for end in range(1, len(path) + 1))


def _segments(url: str) -> Segments:
    return tuple(url.rstrip("/").split("/"))
