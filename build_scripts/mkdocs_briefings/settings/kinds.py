"""Kinds of values that settings have: each reads a value of mkdocs.yml, and says in words what it takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.render.features import FEATURES
from mkdocs_briefings.settings.csp import ContentSecurityPolicy, policy_of

_LONGEST = 60
"""Characters of a wrong value that a message repeats."""
_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}


class Kind(Protocol):
    """A kind of values."""

    @property
    def words(self) -> str:
        """What it takes, as the reference page says it."""

    def read(self, value: object) -> Any:
        """Return what a value of mkdocs.yml means.

        Raises:
            UsageError: it is of another kind.
        """


@dataclass(frozen=True, slots=True)
class Plain:
    """Values of one type of YAML."""

    type: type[Any]
    words: str
    wrong: str
    """What a message says of another value."""

    def read(self, value: object) -> Any:
        """Return the value; a `true` is no number, as it would be in Python."""
        if not isinstance(value, self.type) or (isinstance(value, bool) and self.type is not bool):
            raise UsageError(f"{as_written(value)} is {self.wrong}")
        return value


TEXT = Plain(str, "text", "no text; a number or a date needs quotes")
NUMBER = Plain(int, "a number", "no whole number")
BOOLEAN = Plain(bool, "`true` or `false`", "neither true nor false")
LISTING = Plain(list, "a list", "no list; write `[one, two]`")
KEYS = Plain(dict, "keys with values", "no keys with values; write `key: value`")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        """All of them."""
        return ", ".join(f"`{choice}`" for choice in self.choices)

    def read(self, value: object) -> str:
        """Return the word; refuse any other."""
        if value not in self.choices:
            hint = did_you_mean(value, self.choices) if isinstance(value, str) else ""
            raise UsageError(
                f"{as_written(value)} is none of {', '.join(self.choices)}{hint and f'; {hint}'}"
            )
        return str(value)


class Moment:
    """A moment with its offset."""

    words = "text"

    def read(self, value: object) -> object:
        """Return the value, which YAML may have read already; refuse what is no moment."""
        read_moment(value)
        return value


class Switch:
    """On or off, in the words that the environment takes, too."""

    words = BOOLEAN.words

    def read(self, value: object) -> bool:
        """Return whether it is on; refuse what is neither a yes nor a no."""
        return read_boolean(value)


class Markdown:
    """A choice of the parts of Markdown that briefings have: all, none, or all but those that are false by name."""

    words = f"`true`, `false`, or `false` by name: {', '.join(f'`{name}`' for name in FEATURES)}"

    def read(self, value: object) -> tuple[str, ...]:
        """Return the names of the features that are on, in one order; refuse a misspelt one."""
        if isinstance(value, bool):
            return tuple(FEATURES) if value else ()
        if not isinstance(value, dict):
            raise UsageError("write true, false, or a feature that is off: `smart_quotes: false`")
        for name, on in value.items():
            if name not in FEATURES:
                hint = did_you_mean(str(name), FEATURES) or f"they are: {', '.join(FEATURES)}"
                raise UsageError(f"there is no feature '{name}'; {hint}")
            if not isinstance(on, bool):
                raise UsageError(f"'{name}: {on}' is neither true nor false")
        return tuple(name for name in FEATURES if value.get(name, True))


class Policy:
    """The Content-Security-Policy: true, false, or what is allowed besides, by directive."""

    words = "`true`, `false`, or sources by directive"

    def read(self, value: object) -> ContentSecurityPolicy:
        """Return the policy; refuse a misspelt directive, or what is no list of sources."""
        return policy_of(value)


def read_boolean(value: object) -> bool:
    """Return whether a value says yes.

    Raises:
        UsageError: it says neither yes nor no.
    """
    word = str(value).lower() if isinstance(value, bool | str | int) else ""
    if word not in _BOOLEANS:
        raise UsageError(f"'{value}' is neither yes nor no; one of: {', '.join(_BOOLEANS)}")
    return _BOOLEANS[word]


def read_moment(value: object) -> dt.datetime:
    """Return a moment with its offset; YAML may have read it already.

    Raises:
        UsageError: it is none, or lacks its offset.
    """
    from mkdocs_briefings.model.dates import MOMENT_EXAMPLE, parse_moment  # noqa: PLC0415 - it needs pydantic

    moment = parse_moment(str(value))
    if moment is None:
        fault = "lacks its offset" if parse_moment(f"{value}Z") else "is no moment"
        raise UsageError(f"'{value}' {fault}; write {MOMENT_EXAMPLE}")
    if not dt.MINYEAR < moment.year < dt.MAXYEAR:
        raise UsageError(f"'{value}' is out of range")
    return moment


def as_written(value: object) -> str:
    """Return a value for a message, near to how it is written: long ones cut, several of them as what they are."""
    if isinstance(value, Mapping | list | tuple):
        return "a list" if isinstance(value, list | tuple) else "a value with keys"
    text = repr(value) if isinstance(value, str) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
