"""What a site is to show, and to whom: the command line over the environment over mkdocs.yml, all read in one way.

An empty variable of the environment counts as not set. Any other value that cannot be read is an error, never a guess.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.settings.kinds import read_boolean, read_moment

_ENVIRONMENT = {"audience": "BRIEFINGS_AUDIENCE", "drafts": "BRIEFINGS_DRAFTS", "at": "BRIEFINGS_AT"}
"""The variable of each wish."""


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
        return cls(_audience(audience), _drafts(drafts), None if at is None else read_moment(at))


def environment_of(overrides: Overrides) -> dict[str, str]:
    """Return the variables that say what a command line says, for a MkDocs that reads its settings itself."""
    given = {variable: getattr(overrides, name) for name, variable in _ENVIRONMENT.items()}
    return {
        variable: str(int(value) if isinstance(value, bool) else value)
        for variable, value in given.items()
        if value is not None
    }


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
