"""Content as the rules look at it: briefings and registries, and the texts, citations and references of a briefing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from mkdocs_briefings.check.slips import may_slip, slips
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, KeyPath, Place
from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.field_types import SLUG_PATTERN
from mkdocs_briefings.model.proof import Proofs
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Cite, CitedText, LinkedBriefing
from mkdocs_briefings.model.versions import read_file_name
from mkdocs_briefings.model.vocabulary import Status

_LINK = re.compile(
    rf"(?:\]\(\s*<?|\]:\s*<?|href=[\"'])"
    rf"(?P<address>briefing:(?P<id>{SLUG_PATTERN.strip('^$')})(?:#(?P<fragment>[^\s()<>\"']*))?)"
)


class CitationPlace(NamedTuple):
    """A source as one citation names it."""

    cite: Cite
    place: Place
    """Where its id stands."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A briefing as another one names it."""

    id: str
    place: Place
    """Where its id or its address stands."""
    fragment: str = ""
    """Id of the place on its page; empty for the whole page."""


class DeskFacts(NamedTuple):
    """Facts about a briefing for the rules of the whole desk: few enough to be kept from one build to the next."""

    id: str
    path: str
    aliases: tuple[str, ...]
    references: tuple[Reference, ...]
    """Briefings it names."""
    outlets: tuple[tuple[str, Place], ...]
    """Outlets it names that have no entry."""
    notices: tuple[int, ...]
    """Notices about its sources, by their number in the registry, from 0."""
    urls: str
    """Addresses of its sources, a line each."""
    language: str = ""
    """BCP 47."""
    translation_of: str = ""
    """Id of its original; empty if it is no translation."""
    points: int = 0
    """Number of its executive points."""
    sources: str = ""
    """Ids of its sources, in alphabetical order, a line each."""
    dates: tuple[str, str, str] = ("", "", "")
    """Its date, those of its events and those of its corrections, in order, parted by blanks."""
    deciding: tuple[bool, str, str] = (True, "", "")
    """Who may see it when: whether it is published, its TLP, and when it may first be shown, in UTC; empty for at once."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Content with a fault that loading has reported, so that no rule reports a reference to it as well."""

    briefings: frozenset[str] = frozenset()
    """Ids of briefings with a fault."""
    files: frozenset[str] = frozenset()
    """Files of registries that could not be read at all."""
    entries: frozenset[tuple[str, str]] = frozenset()
    """File and id of every registry entry with a fault."""
    entry_files: frozenset[str] = frozenset()
    """Files of these entries."""

    @classmethod
    def from_faults(cls, faults: Iterable[Finding | Diagnostic], settings: Settings) -> Unread:
        """Return what is unread because of the faults that loading found."""
        briefings, files, entries = set(), set(), set()
        for fault in faults:
            place = fault.place if isinstance(fault, Finding) else Place(fault.span.path)
            if isinstance(fault, Diagnostic) and fault.code != "invalid-yaml":
                continue
            if settings.holds_briefing(place.path):
                briefings.add(read_file_name(PurePosixPath(place.path).stem).id)
            elif place.keys:
                entries.add((place.path, str(place.keys[0])))
            else:
                files.add(place.path)
        entry_files = frozenset(path for path, _ in entries)
        return cls(frozenset(briefings), frozenset(files), frozenset(entries), entry_files)

    def may_hold(self, registry: str, id: str) -> bool:
        """Return whether a registry may hold this id in a part that was not read."""
        return any(_is_of(path, registry) for path in self.files) or any(
            (path, id) in self.entries and _is_of(path, registry) for path in self.entry_files
        )


Anchors = Callable[[str], Container[str]]


def no_anchors(_: str) -> frozenset[str]:
    """Return no ids."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class CheckContext:
    """The content, and the day, that rules are run against."""

    briefings: tuple[LinkedBriefing, ...]
    """The briefings, newest first; none for a rule of the whole desk."""
    facts: tuple[DeskFacts, ...]
    """Facts about every briefing, newest first; none for a rule of single briefings."""
    registries: Registries
    """The shared lists, whole."""
    today: dt.date
    """The day the site is built for."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Why a briefing may not be shown, by id."""
    unread: Unread = field(default_factory=Unread)
    """What loading could not read."""
    proofs: Proofs | None = None
    """Makes proofs of texts; None for a rule of the whole desk."""
    anchors: Anchors = no_anchors
    """Returns the ids on the page of a briefing, by its id; for a rule of the whole desk."""
    _slips: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def slips(self, code: str) -> Iterator[Finding]:
        """Yield what is lost of the texts of all briefings, as far as it is the matter of a rule."""
        for briefing in self.briefings:
            if briefing.id not in self._slips:
                self._slips[briefing.id] = tuple(_slips(briefing, self.proofs)) if self.proofs else ()
            yield from (finding for finding in self._slips[briefing.id] if finding.code == code)

    @property
    def facts_by_id(self) -> Mapping[str, DeskFacts]:
        """Facts about every briefing, by id."""
        return {facts.id: facts for facts in self.facts}

    @property
    def complete(self) -> bool:
        """Whether every briefing of the desk is here, so that what none of them uses is used by none."""
        return not self.unread.briefings and self.withheld.keys() <= self.facts_by_id.keys()


def dates_of(briefing: LinkedBriefing) -> Iterator[tuple[PartialDate | None, Place]]:
    """Yield the dates that rules compare with the day: of the briefing, its corrections, and the reading of its sources."""
    written = briefing.briefing
    yield written.date, briefing.at("date")
    for index, correction in enumerate(written.corrections):
        yield correction.date, briefing.at("corrections", index, "date")
    for index, source in enumerate(written.sources):
        yield source.accessed, briefing.at("sources", index, "accessed")


def desk_facts(briefing: LinkedBriefing, registries: Registries) -> DeskFacts:
    """Return the facts about a briefing."""
    about = {id(notice) for source in briefing.sources for notice in source.notices}
    numbered = enumerate(registries.notices if about else ())
    return DeskFacts(
        briefing.id,
        briefing.path,
        tuple(briefing.briefing.aliases),
        tuple(references(briefing)),
        tuple(_unregistered_outlets(briefing, registries)),
        tuple(number for number, notice in numbered if id(notice.value) in about),
        "\n".join(source.url for source in briefing.briefing.sources if source.url),
        briefing.language,
        briefing.briefing.translation_of or "",
        len(briefing.points),
        "\n".join(sorted(source.id for source in briefing.briefing.sources)),
        _dates(briefing.briefing),
        _deciding(briefing.briefing),
    )


def _deciding(written: Briefing) -> tuple[bool, str, str]:
    moment = _in_utc(written.publish_at).isoformat() if written.publish_at else ""
    return written.status is Status.PUBLISHED, written.tlp.value, moment


def _in_utc(moment: dt.datetime) -> dt.datetime:
    """Return a moment in UTC; as it is written where a calendar has no such day there."""
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        return moment.replace(tzinfo=dt.UTC)


def _dates(written: Briefing) -> tuple[str, str, str]:
    parts = ((written,), written.events, written.corrections)
    own, events, corrections = (" ".join(sorted(str(dated.date) for dated in part)) for part in parts)
    return own, events, corrections


def _unregistered_outlets(briefing: LinkedBriefing, registries: Registries) -> Iterator[tuple[str, Place]]:
    refs = {linked.source.id: linked.outlet for linked in briefing.sources}
    for index, source in enumerate(briefing.briefing.sources):
        ref = refs[source.id]
        if source.outlet is None or ref is None:
            continue
        if registries.entry_named(Kind.OUTLET, ref.id, (ref.name,)) is None:
            yield source.outlet, briefing.at("sources", index, "outlet")


def _is_of(path: str, registry: str) -> bool:
    """Return whether a file belongs to a registry: `topics.yaml`, or any in the folder `entities/`."""
    return f"/{path}".endswith(f"/{registry}.yaml") or f"/{registry}/" in f"/{path}"


def texts(briefing: LinkedBriefing) -> Iterator[tuple[KeyPath, CitedText]]:
    """Yield every Markdown text of the briefing with the keys that lead to it; events with their `cites` after them."""
    yield ("summary",), briefing.summary
    for index, point in enumerate(briefing.points):
        yield ("executive_points", index, "text"), point.text
    yield ("body",), briefing.body
    for index, event in enumerate(briefing.events):
        yield ("events", index, "text"), event.text
    for index, text in enumerate(briefing.corrections):
        yield ("corrections", index, "text"), text


def _slips(briefing: LinkedBriefing, proofs: Proofs) -> Iterator[Finding]:
    """Yield what is lost of the texts of a briefing."""
    desk_addresses = (*(f"briefing:{id}" for id in briefing.linked_ids), *briefing.files)
    anchors = cache(lambda: proofs.anchors(briefing))
    for keys, cited in texts(briefing):
        for slip in slips(cited, proofs.of_text(cited, desk_addresses), anchors) if may_slip(cited) else ():
            place = briefing.at(*keys, offset=slip.offset, length=slip.length)
            yield Finding(place, slip.code, slip.message, slip.hint)


def citation_places(briefing: LinkedBriefing) -> Iterator[CitationPlace]:
    """Yield every source that a citation of the briefing names, text by text."""
    for keys, text in texts(briefing):
        if keys[0] == "events":
            yield from _event_citations(briefing, int(keys[1]))
        else:
            yield from places_in_text(briefing.path, keys, text)


def places_in_text(path: str, keys: KeyPath, cited: CitedText) -> Iterator[CitationPlace]:
    """Yield every source that a citation names in the text of a file to which these keys lead."""
    for mark in cited.citations:
        start = mark.start
        for cite in mark.cites:
            name = f"@{cite.source}"
            if name not in cited.text[start : mark.end]:
                name = f"@{{{cite.source}}}"
            start = max(start, cited.text.find(name, start, mark.end))
            yield CitationPlace(cite, Place(path, keys, start, len(name)))
            start += len(name)


def references(briefing: LinkedBriefing) -> Iterator[Reference]:
    """Yield the briefings named under `related`, or linked to as `briefing:<id>` in a text."""
    for index, id in enumerate(briefing.briefing.related):
        yield Reference(id, briefing.at("related", index))
    for keys, cited in texts(briefing):
        for match in _LINK.finditer(cited.text) if "briefing:" in cited.text else ():
            place = briefing.at(*keys, offset=match.start("address"), length=len(match["address"]))
            yield Reference(match["id"], place, unquote(match["fragment"] or ""))


def _event_citations(briefing: LinkedBriefing, index: int) -> Iterator[CitationPlace]:
    """Yield the citations of an event; those that `link` put after its text stand under `cites` in the file."""
    event = briefing.events[index]
    written = len(event.event.text.rstrip())
    for citation in places_in_text(briefing.path, ("events", index, "text"), event.text):
        if citation.place.offset < written:
            yield citation
    for order, id in enumerate(event.event.cites):
        yield CitationPlace(Cite(id), briefing.at("events", index, "cites", order))
