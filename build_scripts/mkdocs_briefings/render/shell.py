"""The theme around a page, rendered once for all pages that differ only in what they show.

A shell is a rendered page with slots; how the marks of a slot came out tells how its value is escaped. This file
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
_MARK = re.compile(rf"{_OPEN}([a-z]+)_(.*?){_CLOSE}", re.DOTALL)
_ENCODINGS: Mapping[str, Encode] = MappingProxyType(
    {"as it is": str, "html": escape, "template": lambda text: str(template_escape(text))}
)
_BY_TRACE = {encode(_TELLTALE): name for name, encode in _ENCODINGS.items()}
_IN_FRONT_MATTER = ("title", "description", "date", "head")


@dataclass(frozen=True, slots=True)
class Shell:
    """A page's template with its slots."""

    literals: tuple[str, ...]
    """What stands between the slots."""
    slots: tuple[tuple[str, str], ...]
    """Of each slot the name of its value and of its encoding."""

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with these values."""
        parts = [self.literals[0]]
        for (slot, encoding), literal in zip(self.slots, self.literals[1:], strict=True):
            parts += (_ENCODINGS[encoding](values[slot]), literal)
        return "".join(parts)


def slot_values(meta: Mapping[str, object], content: str, canonical: str, address: str) -> dict[str, str]:
    """What differs from page to page; a key of the front matter has the same name there.

    Args:
        meta: front matter.
        content: HTML.
        canonical: absolute address, or empty.
        address: from the root of the site; empty for the home page.
    """
    values = {"content": content, "canonical": canonical, "address": address}
    known = {name: value for name, value in values.items() if value}
    return known | {name: str(meta[name]) for name in _IN_FRONT_MATTER if name in meta}


def slot_markers(values: Mapping[str, str]) -> dict[str, str]:
    """A mark for each value, that shows how it is escaped."""
    return {name: f"{_OPEN}{name}_{_TELLTALE}{_CLOSE}" for name in values}


def parse_shell(rendered: str) -> Shell | None:
    """The shell of a page that was rendered with marks; None if it does not take its values in a known manner."""
    parts = _MARK.split(rendered)
    names, traces, literals = parts[1::3], parts[2::3], parts[::3]
    known = all(trace in _BY_TRACE for trace in traces) and "address" not in names
    if not known or any(_OPEN in literal for literal in literals):
        return None
    return Shell(
        tuple(literals), tuple((name, _BY_TRACE[trace]) for name, trace in zip(names, traces, strict=True))
    )


def shell_key(
    template: str, url: str, meta: Mapping[str, object], slots: Set[str], branches: Set[Segments]
) -> str:
    """What pages of one shell have in common, as a name for it.

    Args:
        template: name of the theme's.
        url: address of the page.
        meta: its front matter.
        slots: names of its values.
        branches: every beginning of every address that the navigation links to. Relative links depend on the
            depth of a page and on how far it shares the way to a page linked to; a page of the navigation has a
            shell of its own.
    """
    segments = tuple(url.rstrip("/").split("/"))
    shared = next((end for end in range(len(segments), 1, -1) if segments[:end] in branches), 1)
    way = segments[:shared]
    common = sorted((key, repr(value)) for key, value in meta.items() if key not in slots)
    return repr((template, len(segments), way, sorted(slots), common))


def navigation_branches(addresses: Set[str]) -> frozenset[Segments]:
    """Every beginning of every address that the navigation links to."""
    ways = [tuple(address.rstrip("/").split("/")) for address in addresses]
    return frozenset(way[:end] for way in ways for end in range(1, len(way) + 1))
