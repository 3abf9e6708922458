"""What a build remembers of each file of the content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefings.check.check import check_each
from mkdocs_briefings.check.checked import Unread
from mkdocs_briefings.check.claims import Claims, claims
from mkdocs_briefings.check.severity import graded
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Severity
from mkdocs_briefings.diagnostics.located import located
from mkdocs_briefings.diagnostics.span import Place, Span
from mkdocs_briefings.link.link import Linker
from mkdocs_briefings.load.load import BriefingFile, BriefingRead, load_briefing
from mkdocs_briefings.load.reader import locate
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.outline import Outline, outline
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import LinkedBriefing, Named
from mkdocs_briefings.model.values import digest, digest_of
from mkdocs_briefings.render.card import card_shown
from mkdocs_briefings.render.export.known import known
from mkdocs_briefings.select.select import reason


class Entry(NamedTuple):
    """A file with a briefing. Of one that may not be shown, nothing is kept but that."""

    id: str
    outline: Outline | None = None
    page: bytes = b""
    """Digest of all that its own page shows, but for what it shows of other briefings."""
    card: bytes = b""
    """Digest of what its card shows."""
    claims: Claims | None = None
    named: tuple[Named, ...] = ()
    """Registered names in its texts."""
    withheld: str = ""
    """Why it may not be shown."""
    until: float = 0.0
    """Moment of its embargo, in seconds since 1970; 0 without one."""
    unread: bool = False
    """Whether a fault kept some of it from being read."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with it, whatever the other files hold."""

    def stands(self, now: dt.datetime) -> bool:
        """Whether the clock has not passed the moment of its embargo since it was read."""
        return not self.until or (self.until > now.timestamp()) is (self.withheld != "")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every file is read with."""

    settings: Settings
    now: dt.datetime
    registries: Registries
    unread: Unread
    """What of the registries could not be read."""
    linker: Linker


def read(files: Iterable[BriefingFile], desk: Desk) -> list[tuple[Entry, LinkedBriefing | None]]:
    """Read, choose, link and check some files.

    Returns:
        For each file its entry, and the briefing if it may be shown.
    """
    read = [(file, load_briefing(file, desk.settings)) for file in files]
    linked = {file.id: _linked(one, desk) for file, one in read}
    shown = tuple(one for one in linked.values() if one is not None)
    found: dict[str, list[Finding]] = {}
    for finding in check_each(shown, desk.registries, desk.settings, desk.unread):
        found.setdefault(finding.place.path, []).append(finding)
    return [
        (_entry(file, one, linked[file.id], found.get(file.shown, []), desk), linked[file.id])
        for file, one in read
    ]


def _linked(read: BriefingRead, desk: Desk) -> LinkedBriefing | None:
    if read.briefing is None or reason(read.briefing.value, desk.settings, desk.now) is not None:
        return None
    return desk.linker.link(read.briefing)


def _entry(
    file: BriefingFile, read: BriefingRead, linked: LinkedBriefing | None, found: list[Finding], desk: Desk
) -> Entry:
    written = read.briefing.value if read.briefing is not None else None
    why = reason(written, desk.settings, desk.now) if written is not None else None
    until = written.publish_at.timestamp() if written is not None and written.publish_at is not None else 0.0
    unread = bool(read.findings) or any(one.code == "invalid-yaml" for one in read.diagnostics)
    if why is not None:
        return Entry(file.id, withheld=str(why), until=until, unread=unread)
    told = (*graded(read.findings, desk.settings), *found)
    diagnostics = (
        *graded(read.diagnostics, desk.settings),
        *position((one for one in told if one.severity is not Severity.INFO), desk.settings),
    )
    if linked is None:
        return Entry(file.id, unread=True, diagnostics=diagnostics)
    return Entry(
        file.id,
        outline(linked),
        digest_of(read.digest, digest(_registered(linked, desk))),
        digest(card_shown(linked.ref, linked.points[0].text)),
        claims(linked, desk.registries),
        linked.named,
        "",
        until,
        unread,
        diagnostics,
    )


def position(findings: Iterable[Finding], settings: Settings) -> tuple[Diagnostic, ...]:
    """The findings with line and column."""

    def span(place: Place) -> Span:
        return locate(place, settings.root)

    return tuple(located(findings, span))


def _registered(linked: LinkedBriefing, desk: Desk) -> object:
    """What the registries say of it; for what its author wrote stands the text of its file."""
    return (
        linked.id,
        linked.language,
        tuple((one.outlet, one.outlet_short, one.notices) for one in linked.sources),
        (linked.authors, linked.topics, linked.entities, linked.entity_names, linked.publication),
        known(linked, desk.registries.entry),
    )
