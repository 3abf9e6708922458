"""Where something stands: in the data (`Place`) and in the file (`Span`)."""

from __future__ import annotations

from dataclasses import dataclass

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text file, as an editor counts it."""

    path: str
    """Path of the file, with forward slashes, as the user would type it."""
    line: int = 1
    """Line, from 1."""
    column: int = 1
    """Column in characters, from 1."""
    length: int = 1
    """How many characters of that line are meant, at least 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the data of a file; `load.locate` turns it into a `Span` when somebody asks.

    Positions are looked up only for the few values that have a problem: ten thousand sound
    briefings carry none.
    """

    path: str
    """Path of the file, with forward slashes, as the user would type it."""
    keys: Keys = ()
    """Mapping keys and list indexes from the root of the file to the value."""
    offset: int = 0
    """Characters into the value's text."""
    length: int = 0
    """How many characters of the text are meant; 0 means the whole value."""
    on_key: bool = False
    """True when the key is meant, not its value."""
