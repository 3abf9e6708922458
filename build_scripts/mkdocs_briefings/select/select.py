"""The second stage: a `Desk` becomes a `Selection`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.desk import Desk, Located, Registries
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.vocabulary import Status


class Withheld(StrEnum):
    """Why a briefing is not shown."""

    DRAFT = "it is not published yet"
    EMBARGO = "it is under embargo"
    AUDIENCE = "its TLP level is above this audience"


@dataclass(frozen=True, slots=True)
class Selection:
    """What may be shown, and nothing else of the briefings but the ids of those that may not."""

    briefings: tuple[Located[Briefing], ...]
    """By path."""
    registries: Registries
    """The shared lists, whole; `link` takes from them what the briefings use."""
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    """Ids that exist and may not be shown: for a diagnostic when something refers to them, never for output."""

    def without(self, paths: Set[str]) -> Selection:
        """The same less the briefings of these files."""
        return replace(self, briefings=tuple(one for one in self.briefings if one.path not in paths))


def select(desk: Desk, settings: Settings) -> Selection:
    """Leave out drafts, embargoed briefings and those above the audience."""
    now = settings.at or dt.datetime.now(dt.UTC)
    reasons = {one.id: withheld_reason(one.value, settings, now) for one in desk.briefings}
    return Selection(
        tuple(one for one in desk.briefings if reasons[one.id] is None),
        desk.registries,
        {id: reason for id, reason in reasons.items() if reason is not None},
    )


def select_all(desk: Desk) -> Selection:
    """All briefings, for checking what is being written; never for a site."""
    return Selection(desk.briefings, desk.registries)


def withheld_reason(briefing: Briefing, settings: Settings, now: dt.datetime) -> Withheld | None:
    """Why a briefing may not be shown at this moment; None when it may."""
    if briefing.tlp.rank > settings.audience.rank:
        return Withheld.AUDIENCE
    if briefing.status is not Status.PUBLISHED and not settings.drafts:
        return Withheld.DRAFT
    if briefing.publish_at is not None and briefing.publish_at > now:
        return Withheld.EMBARGO
    return None
