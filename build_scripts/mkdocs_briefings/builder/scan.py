"""The state of the content: files that changed are read, of all others the previous build knows enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_briefings.builder.cached_briefing import CachedBriefing, ReadContext, read_briefings
from mkdocs_briefings.builder.clock import Clock
from mkdocs_briefings.builder.manifest import Manifest, Stamps, stamp_file, stamp_files
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.up_to_date import UNREADABLE, Snapshot, Stamp
from mkdocs_briefings.check.check import check_briefings, check_desk, graded
from mkdocs_briefings.check.context import Unread
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Verdict, faulty_files, in_order
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.link.link import Linker, connect
from mkdocs_briefings.load.load import BriefingFile, Inventory, load_inventory
from mkdocs_briefings.model.dates import PartialDate, noon
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.now import SETTLING, STEP, now_or, settled_moment, today
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.outputs.output import PlannedBriefing, SitePlan
from mkdocs_briefings.pipeline import locate_findings
from mkdocs_briefings.render.proofs import SiteProofs
from mkdocs_briefings.select.not_shown import not_shown

_ATTEMPTS = 9
"""How often the registries are read at most, when somebody saves them at that time."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The files of the content, and which of them have to be read."""

    context: ReadContext
    inventory: Inventory
    registries_digest: bytes
    """Digest of the registries' files."""
    stamps: Stamps
    unchanged: Mapping[str, CachedBriefing]
    """Briefings that are as the previous build read them, by path."""
    changed: tuple[BriefingFile, ...]
    """Files that have to be read."""

    def with_digests(self, read: Iterable[CachedBriefing]) -> Scan:
        """Return the scan with the digests of what was read, which somebody may have saved after they were taken."""
        paths = {file.id: file.path_text for file in self.changed}
        stamps = {paths[each.id]: (self.stamps[paths[each.id]][0], each.file_digest) for each in read}
        return replace(self, stamps={**self.stamps, **stamps})

    def plan_site(self, request: BuildRequest, content: ScannedContent) -> SitePlan:
        """Return what outputs are planned from, before anything is known of the frame."""
        shared = request.settings, request.render, request.search
        return SitePlan(*shared, content.site_index, content.planned)


@dataclass(frozen=True, slots=True)
class ScannedContent(Verdict):
    """The content, once all that changed has been read."""

    briefings: Mapping[str, CachedBriefing]
    """Every briefing, by the path of its file."""
    site_index: SiteIndex
    """What may be shown."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem of what may be shown, by position, without remarks."""
    left_out: frozenset[str] = frozenset()
    not_shown: tuple[str, ...] = ()

    @property
    def planned(self) -> dict[str, PlannedBriefing]:
        """The briefings of the site by id, as far as outputs are planned by them."""
        return {
            cached.id: PlannedBriefing(
                cached.summary, cached.page_digest, cached.card_digest, cached.registered_names
            )
            for cached in self.briefings.values()
            if cached.summary is not None and cached.id in self.site_index.summaries
        }


def scan_content(
    settings: Settings, render: RenderSettings, manifest: Manifest, files: Mapping[str, Stamp]
) -> Scan:
    """Compare the files of the content with what the previous build knows of them.

    Args:
        settings: where the content is.
        render: how texts are rendered.
        manifest: what the previous build left.
        files: stamps of all files of the content, by path.

    Raises:
        UsageError: there is no content folder.
    """
    shared, inventory = _read_shared(settings, manifest, files)
    registries, now = inventory.registries, now_or(settings.at)
    unread = Unread.from_faults((*inventory.findings, *inventory.diagnostics), settings)
    linker = Linker.from_registries(registries, settings)
    context = ReadContext(settings, now, registries, unread, linker, SiteProofs(render))
    digests = tuple((name, stamp[1]) for name, stamp in shared.items())
    registries_digest = digest((digests, tuple(sorted(registries.files))))
    stamps = {**shared, **_stamp_briefings(inventory, files, manifest.stamps)}
    unchanged, changed = {}, []
    days = manifest.snapshot.clock.day, str(today(settings.at))
    for file in inventory.briefings:
        cached, before = manifest.briefings.get(file.display_path), manifest.stamps.get(file.path_text)
        same_bytes = before is not None and before[1] == stamps[file.path_text][1]
        same = same_bytes and registries_digest == manifest.registries_digest
        if cached is not None and same and cached.is_current(now, days) and cached.id == file.id:
            unchanged[file.display_path] = cached
        else:
            changed.append(file)
    return Scan(context, inventory, registries_digest, stamps, unchanged, tuple(changed))


def _read_shared(
    settings: Settings, manifest: Manifest, files: Mapping[str, Stamp]
) -> tuple[Stamps, Inventory]:
    """Read the registries, once more if one is saved meanwhile: so their digests are of what was read."""
    folders = [settings.content / kind for kind, facet in FACETS.items() if facet.in_folder]

    def is_sound(name: str, path: Path) -> bool:
        before = manifest.stamps.get(str(path))
        return name in manifest.products and before is not None and before[0] == files.get(str(path))

    for _ in range(_ATTEMPTS):
        stamps = stamp_files([*sorted(settings.content.glob("*.yaml")), *folders], manifest.stamps)
        inventory = load_inventory(settings, is_sound=is_sound)
        if stamp_files([*sorted(settings.content.glob("*.yaml")), *folders], stamps) == stamps:
            return stamps, inventory
    raise PublishError(f"the files in {settings.content} change faster than they can be read")


def _stamp_briefings(
    inventory: Inventory, files: Mapping[str, Stamp], previous: Stamps
) -> dict[str, tuple[Stamp, bytes]]:
    """Stamp the briefings; what keeps a file from being read is reported when it is read."""
    stamps = {}
    for file in inventory.briefings:
        path = file.path_text
        before = previous.get(path)
        if before is not None and before[0] == files.get(path):
            stamps[path] = before
            continue
        try:
            stamps[path] = stamp_file(file.path, None)
        except OSError:
            stamps[path] = (UNREADABLE, b"")
    return stamps


def connect_and_check(scan: Scan, briefings: Mapping[str, CachedBriefing]) -> ScannedContent:
    """Connect and check the briefings that were read now and those that the previous build knew."""
    registries = scan.inventory.registries
    as_of = settled_moment(scan.context.now)
    settings = scan.context.settings
    index = _connect(briefings.values(), registries, as_of, settings)
    briefings = _with_anchors(scan, briefings, index)
    diagnostics = _diagnostics(scan, briefings, index)
    broken = faulty_files(diagnostics)
    hidden = (briefing.hidden for briefing in briefings.values() if briefing.hidden is not None)
    withheld = not_shown(hidden, settings.audience)
    if not broken or not settings.keep_going:
        return ScannedContent(briefings, index, diagnostics, not_shown=withheld)
    sound = (briefing for path, briefing in briefings.items() if path not in broken)
    index = _connect(sound, registries, as_of, settings)
    return ScannedContent(briefings, index, diagnostics, broken, withheld)


def _with_anchors(
    scan: Scan, briefings: Mapping[str, CachedBriefing], index: SiteIndex
) -> Mapping[str, CachedBriefing]:
    """Return the briefings with the ids on the page of each to which another one leads at a place of its page."""
    facts = (briefing.facts for briefing in briefings.values() if briefing.facts is not None)
    wanted = {reference.id for each in facts for reference in each.references if reference.fragment}
    wanted &= index.summaries.keys()
    if not wanted:
        return briefings
    unread = {file.display_path: file for file in scan.inventory.briefings if file.id in wanted}
    unread = {path: file for path, file in unread.items() if briefings[path].anchors is None}
    read = read_briefings(unread.values(), scan.context)
    proofs = scan.context.proofs
    asked = {
        path: briefings[path]._replace(anchors=tuple(sorted(proofs.anchors(linked))))
        for path, (_, linked) in zip(unread, read, strict=True)
        if linked is not None
    }
    return {**briefings, **asked}


def take_snapshot(
    scan: Scan, content: ScannedContent, inputs: bytes, by_hand: Iterable[str] = ()
) -> Snapshot:
    """Return the snapshot that holds as long as nothing changes, without that of the site.

    Args:
        scan: the files of the content.
        content: what they hold.
        inputs: digest of settings and files, as the check computed it.
        by_hand: dates of hand-written pages.
    """
    return Snapshot(
        inputs=inputs,
        clock=_clock(content, scan.context, by_hand),
        diagnostics=content.diagnostics,
        left_out=content.left_out,
        briefings=len(content.site_index.summaries),
        not_shown=content.not_shown,
    )


def _clock(content: ScannedContent, context: ReadContext, by_hand: Iterable[str]) -> Clock:
    """Return what the build takes from the clock."""
    embargoes = {briefing.embargo_end for briefing in content.briefings.values() if briefing.embargo_end}
    dates = {summary.last_date for summary in content.site_index.summaries.values()}
    changes = _changes_of_told({*dates, *by_hand}, context.now)
    return Clock.at(context.now, context.settings, (*embargoes, *changes))


def _changes_of_told(dates: Iterable[str], now: dt.datetime) -> Iterator[dt.datetime]:
    """Yield the moments around now from which on something else may be told of dates (ISO 8601; may be empty)."""
    last = max((noon(PartialDate.parse(date)) for date in dates if date), default=None)
    if last is None:
        return
    settled = last + SETTLING
    yield settled
    if now < settled:
        begin = settled_moment(now) + SETTLING
        yield from (begin, begin + STEP)


def _connect(
    briefings: Iterable[CachedBriefing], registries: Registries, as_of: dt.datetime, settings: Settings
) -> SiteIndex:
    summaries = (briefing.summary for briefing in briefings if briefing.summary is not None)
    return connect(summaries, registries, as_of, settings.languages)


def _diagnostics(
    scan: Scan, briefings: Mapping[str, CachedBriefing], index: SiteIndex
) -> tuple[Diagnostic, ...]:
    """Return the problems of each file, of the registries and of the whole desk; none of what may not be shown."""
    inventory, settings, registries = scan.inventory, scan.context.settings, scan.inventory.registries
    by_id = {briefing.id: briefing for briefing in briefings.values()}
    partly_read = {briefing.id for briefing in briefings.values() if briefing.unread}
    unread = replace(scan.context.unread, briefings=scan.context.unread.briefings | partly_read)
    facts = tuple(facts for id in index.summaries if (facts := by_id[id].facts) is not None)
    withheld = {briefing.id: briefing.withheld for briefing in briefings.values() if briefing.withheld}
    findings = (
        *graded(inventory.findings, settings),
        *check_briefings((), registries, settings, unread, None),
        *check_desk(facts, registries, settings, unread, withheld, lambda name: by_id[name].anchors or ()),
    )
    reported = [finding for finding in findings if finding.severity is not Severity.INFO]
    own = (problem for briefing in briefings.values() for problem in briefing.diagnostics)
    return in_order((*graded(inventory.diagnostics, settings), *locate_findings(reported, settings), *own))
