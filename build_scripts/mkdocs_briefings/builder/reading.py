"""What the content holds now: files that changed are read, of all others the last build knows."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mkdocs_briefings.builder.entry import Desk, Entry, position
from mkdocs_briefings.builder.glance import Seen, Stamp
from mkdocs_briefings.builder.state import State, stamped, tree
from mkdocs_briefings.check.check import check_desk, check_each
from mkdocs_briefings.check.checked import Unread
from mkdocs_briefings.check.severity import graded
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, in_order
from mkdocs_briefings.link.connect import connect
from mkdocs_briefings.link.link import Linker
from mkdocs_briefings.load.load import BriefingFile, Shelves, load_shelves
from mkdocs_briefings.model.outline import Outline, Overview
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.values import digest

Stamps = Mapping[str, tuple[Stamp, bytes]]


@dataclass(frozen=True, slots=True)
class Survey:
    """What is there, and which of it has to be read."""

    desk: Desk
    shelves: Shelves
    registries: bytes
    """Digest of the registries' files."""
    stamps: Stamps
    entries: Mapping[str, Entry]
    """What the last build knows and still holds, by path."""
    changed: tuple[BriefingFile, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the content holds."""

    entries: Mapping[str, Entry]
    """Of every file, by path."""
    overview: Overview
    """What may be shown."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem of what may be shown, by position, without remarks."""
    left_out: frozenset[str]
    """Files left out because of their errors."""

    @property
    def sound(self) -> bool:
        """Whether a site may be made of it."""
        broken = {one.span.path for one in self.diagnostics if one.severity is Severity.ERROR}
        return broken <= self.left_out

    @property
    def doubtful(self) -> bool:
        """Whether there are warnings."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


def survey(settings: Settings, state: State, files: Mapping[str, Stamp]) -> Survey:
    """Look at the files.

    Args:
        settings: where they are.
        state: what the last build left.
        files: stamps of all that is there.

    Raises:
        UsageError: there is no content folder.
    """
    shelves = load_shelves(settings)
    now = settings.at or dt.datetime.now(dt.UTC)
    unread = Unread.of((*shelves.findings, *shelves.diagnostics))
    desk = Desk(settings, now, shelves.registries, unread, Linker.of(shelves.registries, settings))
    shared = tree([*sorted(settings.content.glob("*.yaml")), settings.content / "entities"], state.stamps)
    registries = digest((tuple((name, one[1]) for name, one in shared.items()), shelves.registries.files))
    same = registries == state.registries
    stamps = {**shared, **_stamps(shelves, files, state.stamps)}
    entries, changed = {}, []
    for file in shelves.briefings:
        entry, known = state.entries.get(file.shown), state.stamps.get(file.place)
        kept = known is not None and known[1] == stamps[file.place][1]
        if entry is not None and same and kept and entry.stands(now) and entry.id == file.id:
            entries[file.shown] = entry
        else:
            changed.append(file)
    return Survey(desk, shelves, registries, stamps, entries, tuple(changed))


def _stamps(shelves: Shelves, files: Mapping[str, Stamp], known: Stamps) -> dict[str, tuple[Stamp, bytes]]:
    """Of the briefings; a file that cannot be read has its problem told when it is."""
    found = {}
    for file in shelves.briefings:
        path = file.place
        before = known.get(path)
        if before is not None and before[0] == files.get(path):
            found[path] = before
            continue
        try:
            found[path] = stamped(file.path, None)
        except OSError:
            found[path] = ((0, 0), b"")
    return found


def gathered(survey: Survey, entries: Mapping[str, Entry]) -> Reading:
    """Connect and check what was read now with what the last build knew."""
    settings, registries = survey.desk.settings, survey.shelves.registries
    shown = [one for one in entries.values() if one.outline is not None]
    overview = connect((one.outline for one in shown if one.outline), registries)
    diagnostics = _diagnostics(survey, entries, overview)
    broken = frozenset(one.span.path for one in diagnostics if one.severity is Severity.ERROR)
    if not broken or not settings.keep_going:
        return Reading(entries, overview, diagnostics, frozenset())
    rest = [one for path, one in entries.items() if path not in broken]
    return Reading(entries, connect(_outlines(rest), registries), diagnostics, broken)


def seen(survey: Survey, reading: Reading, inputs: bytes) -> Seen:
    """What a glance is to find when nothing has changed since, but for the site.

    Args:
        survey: what is there.
        reading: what it holds.
        inputs: as in `Seen`.
    """
    now, ends = survey.desk.now, {one.until for one in reading.entries.values() if one.until}
    return Seen(
        inputs=inputs,
        day=str(now.date()),
        since=max((one for one in ends if one <= now.timestamp()), default=0.0),
        until=min((one for one in ends if one > now.timestamp()), default=math.inf),
        diagnostics=reading.diagnostics,
        left_out=reading.left_out,
        briefings=len(reading.overview.outlines),
    )


def _outlines(entries: list[Entry]) -> list[Outline]:
    return [one.outline for one in entries if one.outline is not None]


def _diagnostics(survey: Survey, entries: Mapping[str, Entry], overview: Overview) -> tuple[Diagnostic, ...]:
    desk, shelves = survey.desk, survey.shelves
    settings, registries = desk.settings, shelves.registries
    by_id = {one.id: one for one in entries.values()}
    unread = replace(
        desk.unread,
        briefings=desk.unread.briefings | {one.id for one in entries.values() if one.unread},
    )
    claims = tuple(one.claims for id in overview.outlines if (one := by_id[id]).claims is not None)
    withheld = {one.id: one.withheld for one in entries.values() if one.withheld}
    found = (
        *graded(shelves.findings, settings),
        *check_each((), registries, settings, unread),
        *check_desk(tuple(one for one in claims if one), registries, settings, unread, withheld),
    )
    unseen = {path for path, one in entries.items() if one.withheld}
    told = [one for one in found if one.severity is not Severity.INFO and one.place.path not in unseen]
    own = (problem for one in entries.values() for problem in one.diagnostics)
    return in_order((*graded(shelves.diagnostics, settings), *position(told, settings), *own))
