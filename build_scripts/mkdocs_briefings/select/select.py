"""The second stage: a `Desk` becomes a `Selection`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.desk import Desk, Located, Registries
from mkdocs_briefings.model.now import now_or
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.vocabulary import Status


class Withheld(StrEnum):
    """Why a briefing is not shown."""

    DRAFT = "it is not published yet"
    EMBARGO = "it is under embargo"
    AUDIENCE = "its TLP level is above this audience"
    UNCLEAR = "who may see it is not certain"
    """A fault in its file, which is an error by itself."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The briefings that may be shown, and of those that may not only the ids."""

    briefings: tuple[Located[Briefing], ...]
    """In the order of their paths."""
    registries: Registries
    """The shared lists, whole; `link` takes from them what the briefings use."""
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    """Why a briefing may not be shown, by id: for a diagnostic when something refers to it, never for output."""

    def without(self, paths: Set[str]) -> Selection:
        """Return the selection less the briefings of these files."""
        kept = tuple(located for located in self.briefings if located.path not in paths)
        return replace(self, briefings=kept)


def select(desk: Desk, settings: Settings) -> Selection:
    """Leave out drafts, embargoed briefings, those above the audience, and those of which nobody can say."""
    now = now_or(settings.at)
    reasons = {
        located.id: withheld_reason(located.value, settings, now, unclear=located.id in desk.unclear)
        for located in desk.briefings
    }
    withheld = {id: reason for id, reason in reasons.items() if reason is not None}
    visible = tuple(located for located in desk.briefings if located.id not in withheld)
    return Selection(visible, desk.registries, withheld)


def select_all(desk: Desk) -> Selection:
    """Select every briefing: for checking what is being written, never for a site."""
    return Selection(desk.briefings, desk.registries)


def withheld_reason(
    briefing: Briefing, settings: Settings, now: dt.datetime, *, unclear: bool
) -> Withheld | None:
    """Return why a briefing may not be shown; None when it may.

    Args:
        briefing: as far as it could be read.
        settings: audience, and whether drafts are shown.
        now: the moment, with its offset.
        unclear: whether a fault in its file makes it unclear who may see it.
    """
    if unclear:
        return Withheld.UNCLEAR
    if briefing.tlp.rank > settings.audience.rank:
        return Withheld.AUDIENCE
    if briefing.status is not Status.PUBLISHED and not settings.drafts:
        return Withheld.DRAFT
    if briefing.publish_at is not None and briefing.publish_at > now:
        return Withheld.EMBARGO
    return None
