"""A text as readers get it, for rules to compare with what its author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from mkdocs_briefings.model.site import CitedText, LinkedBriefing

HIDDEN = "\ufffc"
"""Stands in the words of a proof for what is no prose: code and formulas."""
CITED = "\U0010fff3"
"""Stands there for the mark of a citation."""
HELD = "\U0010fff2"
"""Stands there before a sign that its author wrote with a backslash before it."""
_ESCAPED = 0x10FE00
_ESCAPE = re.compile(r"\\([!-/:-@\[-_{-~])")
"""A backslash with a sign that it keeps as it is; a backtick may end code that the backslash is a part of."""
_HELD = re.compile(rf"{HELD}([{chr(_ESCAPED)}-{chr(_ESCAPED + 0x7F)}])")


def with_escapes_held(text: str) -> str:
    """Return Markdown, as long as before, in which no parser finds a sign that stands behind a backslash."""
    return _ESCAPE.sub(lambda match: HELD + chr(_ESCAPED + ord(match[1])), text)


def with_escapes(text: str) -> str:
    """Return a stretch of what was made of such Markdown with the escapes as they were written."""
    return _HELD.sub(lambda match: f"\\{chr(ord(match[1]) - _ESCAPED)}", text)


class PartKind(Enum):
    """Ways in which readers get something else than was written."""

    DEAD_LINK = auto()
    """A link without an address that the page may hold."""
    DEAD_PICTURE = auto()
    """A picture without one."""
    PICTURE_ELSEWHERE = auto()
    """A picture of another site that became a link."""
    PICTURE_REMOVED = auto()
    """A picture of another site of which nothing stays."""
    FRAGMENT = auto()
    """A link to a place on the page itself, which may be missing."""
    REMOVED = auto()
    """An element that is taken out, with all in it."""
    NOT_KEPT = auto()
    """A tag that is taken out and held something that readers would see."""
    UNSET_FORMULA = auto()
    """A formula that cannot be set, and so stands in the text as it was written."""


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a text."""

    kind: PartKind
    written: str
    """Its address; of what is taken out the tag; of a formula all of it."""
    problem: str = ""
    """What is wrong with a formula."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A text as its page shows it."""

    words: str
    """Its prose, line breaks and all; an empty line between blocks."""
    parts: tuple[Part, ...] = ()
    """What somebody should look at, in the order of the text."""
    depths: tuple[int, ...] = ()
    """Depth of each item of its lists, from 1."""


class Proofs(Protocol):
    """A maker of proofs, with the site's own Markdown extensions."""

    def of_text(self, cited: CitedText, desk_addresses: Iterable[str]) -> Proof:
        """Return the proof of a text; `desk_addresses` are those that lead to briefings and files of the desk."""

    def anchors(self, briefing: LinkedBriefing) -> frozenset[str]:
        """Return the ids on the page of a briefing."""
