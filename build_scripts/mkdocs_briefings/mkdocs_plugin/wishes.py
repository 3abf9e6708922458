"""What a site is to show, and to whom: the command line over the environment over mkdocs.yml, all read in one way.

An empty variable of the environment counts as not set. Any other value that cannot be read is an error, never a guess.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.host import BaseConfigOption, ValidationError
from mkdocs_briefings.model.vocabulary import Tlp

_ENVIRONMENT = {"audience": "BRIEFINGS_AUDIENCE", "drafts": "BRIEFINGS_DRAFTS", "at": "BRIEFINGS_AT"}
"""The variable of each wish."""
_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """Settings that a command line puts over those of mkdocs.yml; None leaves one as it is."""

    audience: str | None = None
    drafts: bool | None = None
    at: str | None = None
    keep_going: bool | None = None
    strict: bool | None = None
    site_dir: str | None = None
    force: bool = False
    """Replace a site that no build has written."""
    on: str = ""
    """Address of the scheduler of a Dask cluster."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The decisions about who sees what, and when."""

    audience: Tlp
    """Highest TLP level the site may show."""
    drafts: bool
    """Whether drafts and briefings in review are shown, marked as such."""
    at: dt.datetime | None
    """Moment that the site is built as of, with its offset; None for now."""

    @classmethod
    def read(cls, settings: object, overrides: Overrides) -> Wishes:
        """Read each wish from where it is given first: `overrides`, the environment, the settings of mkdocs.yml.

        Raises:
            UsageError: a value cannot be read.
        """
        audience, drafts, at = (_given(name, settings, overrides) for name in _ENVIRONMENT)
        return cls(_audience(audience), _drafts(drafts), None if at is None else _moment(at))


class Switch(BaseConfigOption[bool]):
    """A setting that is on or off, in the words that the environment takes, too."""

    def __init__(self, *, default: bool) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> bool:
        """Return whether it is on; refuse what is neither a yes nor a no."""
        try:
            return read_boolean(value)
        except UsageError as error:
            raise ValidationError(str(error)) from error


def environment_of(overrides: Overrides) -> dict[str, str]:
    """Return the variables that say what a command line says, for a MkDocs that reads its settings itself."""
    given = {variable: getattr(overrides, name) for name, variable in _ENVIRONMENT.items()}
    return {
        variable: str(int(value) if isinstance(value, bool) else value)
        for variable, value in given.items()
        if value is not None
    }


def read_boolean(value: object) -> bool:
    """Return whether a value says yes.

    Raises:
        UsageError: it says neither yes nor no.
    """
    word = str(value).lower() if isinstance(value, bool | str | int) else ""
    if word not in _BOOLEANS:
        raise UsageError(f"'{value}' is neither yes nor no; one of: {', '.join(_BOOLEANS)}")
    return _BOOLEANS[word]


def _given(name: str, settings: object, overrides: Overrides) -> object:
    """Return the value of a wish where it is given first."""
    written = getattr(overrides, name)
    if written is None:
        written = os.environ.get(_ENVIRONMENT[name]) or None
    return getattr(settings, name) if written is None else written


def _audience(value: object) -> Tlp:
    if value not in set(Tlp):
        raise UsageError(f"'{value}' is no audience; one of: {', '.join(Tlp)}")
    return Tlp(str(value))


def _drafts(value: object) -> bool:
    try:
        return read_boolean(value)
    except UsageError as error:
        raise UsageError(f"drafts: {error}") from None


def _moment(value: object) -> dt.datetime:
    """Return a moment with its offset; YAML may have read it already."""
    from mkdocs_briefings.model.dates import MOMENT_EXAMPLE, parse_moment  # noqa: PLC0415 - it needs pydantic

    moment = parse_moment(str(value))
    if moment is None:
        fault = "lacks its offset" if parse_moment(f"{value}Z") else "is no moment"
        raise UsageError(f"'{value}' {fault}; write {MOMENT_EXAMPLE}")
    if not dt.MINYEAR < moment.year < dt.MAXYEAR:
        raise UsageError(f"'{value}' is out of range")
    return moment
