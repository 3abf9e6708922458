"""Who may read an original: what its front matter and its TLP labels say, which no import loses or guesses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from mkdocs_briefings.model.dates import parse_moment
from mkdocs_briefings.model.deciding_keys import deciding_key
from mkdocs_briefings.model.vocabulary import Tlp

_FRONT_MATTER = re.compile(
    r"\A\s*(?:---[ \t]*\n.*?^(?:---|\.\.\.)|\+\+\+[ \t]*\n.*?^\+\+\+|\{.*?^\})[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
"""Front matter in YAML, TOML or JSON."""
_STATEMENT = re.compile(
    r"""([^\s:=,{}\[\]"'#][^:=,{}\n"']{0,200}?)["']?[ \t]{0,20}(?:=|:(?=\s|\Z))[ \t]*["']?([^,{}\n"'#]*)"""
)
_LABEL = re.compile(
    r"^[^\w\n]*+TLP[ \t]*:[ \t]*(\w+(?:[ \t]*\+[ \t]*STRICT)?)[^\w\n]*+$", re.IGNORECASE | re.MULTILINE
)
_FORMER_NAMES = {"white": Tlp.CLEAR}
"""Levels of TLP 1.0 that FIRST has renamed."""
_FOR_EVERYBODY = frozenset("all everybody everyone general global open public unclassified worldwide".split())
"""Contents of `<meta>` elements that limit nobody."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """The limits that an original sets to its readers."""

    tlp: Tlp = Tlp.CLEAR
    """The highest level that it names."""
    publish_at: dt.datetime | None = None
    """The latest end of an embargo that it names."""
    unread: tuple[str, ...] = ()
    """Statements about it that could not be read with certainty: `classification: secret`."""

    def __or__(self, other: Restriction) -> Self:
        """Return both restrictions in one."""
        moments = [moment for moment in (self.publish_at, other.publish_at) if moment is not None]
        tlp = max(self.tlp, other.tlp, key=lambda level: level.rank)
        return type(self)(tlp, max(moments, default=None), (*self.unread, *other.unread))

    @property
    def level(self) -> Tlp:
        """The level of the draft: that of the original, the highest where it is not certain."""
        return Tlp.RED if self.unread else self.tlp


UNRESTRICTED = Restriction()
"""What an original says that names no limits."""


def restriction_in_front_matter(text: str, other_keys: Iterable[str]) -> Restriction:
    """Return what front matter says, line by line: a key that stands twice, or in a mapping, counts each time.

    Args:
        text: a file that may begin with front matter, valid or not.
        other_keys: keys that are known to mean something else, with underscores.
    """
    restriction, front_matter = UNRESTRICTED, _FRONT_MATTER.match(text)
    for key, value in _statements(front_matter[0] if front_matter else "", frozenset(other_keys)):
        restriction |= _restriction_by(key, value)
    return restriction


def restriction_in_meta_elements(contents: Iterable[tuple[str, str]]) -> Restriction:
    """Return what `<meta>` elements of a page say.

    Unlike front matter, these are written for search engines, too: dates of publication are no embargo there, and what
    they offer to everybody is no limit.

    Args:
        contents: name and content of each.
    """
    restriction = UNRESTRICTED
    for name, content in contents:
        is_embargo = "embargo" in name.casefold()
        is_level = deciding_key(name) == "tlp" and content.casefold() not in _FOR_EVERYBODY
        restriction |= _restriction_by(name, content) if is_embargo or is_level else UNRESTRICTED
    return restriction


def _restriction_by(key: str, value: str) -> Restriction:
    """Return what a key with its value says of readers."""
    level, moment = _level(value), parse_moment(value)
    meant = deciding_key(key)
    if meant == "tlp" and level is not None and deciding_key(key, synonyms=False):
        return Restriction(level)
    if meant == "publish_at" and moment is not None:
        return Restriction(publish_at=moment)
    unclear = meant in ("tlp", "publish_at")
    return Restriction(unread=(f"{key}: {value}".strip(),)) if unclear else UNRESTRICTED


def restriction_in_texts(texts: Iterable[str]) -> Restriction:
    """Return what the labels in texts say: lines that hold nothing but `TLP:AMBER`."""
    restriction = UNRESTRICTED
    for label in (match for text in texts for match in _LABEL.finditer(text)):
        level = _level(label[1])
        restriction |= Restriction(unread=(label[0].strip(),)) if level is None else Restriction(level)
    return restriction


def _statements(text: str, known_keys: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys that may limit who reads, each with its value on the same line."""
    for match in _STATEMENT.finditer(text):
        key, value = match[1].strip("- \t"), match[2].strip()
        if key.casefold().replace("-", "_").replace(" ", "_") not in known_keys:
            yield key, value


def _level(value: str) -> Tlp | None:
    """Return the level that a value names, as FIRST writes it too: `TLP:AMBER+STRICT`."""
    word = re.sub(r"^tlp[ \t]*:[ \t]*|[ \t]+", "", value.casefold())
    return Tlp(word) if word in set(Tlp) else _FORMER_NAMES.get(word)
