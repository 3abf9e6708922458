"""Which feeds a site has, which briefings each holds, and what the entry of a briefing says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from mkdocs_briefings.model.by_language import localised
from mkdocs_briefings.model.content import Author
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.machine_copy import CopiedSource, MachineCopy
from mkdocs_briefings.model.messages import ENGLISH, DeskWords, Words, words_of
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Group
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.citations import lettered
from mkdocs_briefings.render.context import fill_template, tlp_label
from mkdocs_briefings.render.published_in import published_line
from mkdocs_briefings.render.terms import (
    AT_THE_START,
    NOTICES,
    inferred_note,
    judgment_line,
    names_line,
    outlet_unnamed,
    semicolon,
)

FEED_KINDS = tuple(kind for kind, facet in FACETS.items() if facet.has_feeds)
"""Facets whose members have feeds of their own."""
_NO_WORDS = DeskWords()


@dataclass(frozen=True, slots=True)
class FeedInputs:
    """All that a feed is made from but the content of its briefings."""

    uri: str
    """Markdown address of the page that the feed belongs to: home, or a topic ..."""
    ids: tuple[str, ...]
    """Ids of its briefings, newest first."""
    title: str = ""
    """Name of the topic ...; empty for the feed of the whole site."""
    description: str = ""
    language: str = ""
    """Language of its readers, in the folder of a further one; empty in the root."""

    @property
    def address(self) -> str:
        """Address of the files from the root of the site, without `.xml` or `.json`."""
        return addresses.feed(self.uri)


def plan_feeds(index: SiteIndex, limit: int) -> Iterator[FeedInputs]:
    """Yield every feed, each with at most so many briefings, that of the whole site first; none for a limit of 0."""
    if not limit:
        return
    yield FeedInputs(addresses.HOME, _newest(index.listed, limit))
    for kind in FEED_KINDS:
        for id, group in index.groups[kind].items():
            ids = _newest((index.summaries[id] for id in group.briefings), limit)
            if ids:
                yield FeedInputs(
                    addresses.group_uri(kind, id), ids, group.ref.name, _description(group, index.language)
                )


def plan_all_feeds(index: SiteIndex, settings: Settings) -> Iterator[FeedInputs]:
    """Yield every feed of the root, then those in the folder of each further language."""
    yield from plan_feeds(index, settings.feeds)
    for language, edition in index.editions.items():
        folder = folder_of(language, settings.languages)
        for feed in plan_feeds(edition, settings.feeds):
            yield replace(feed, uri=addresses.placed(feed.uri, folder), language=language)


def belongs_in_feeds(summary: BriefingSummary) -> bool:
    """Return whether feeds may hold a briefing: no draft, for what is sent once cannot be called back."""
    return bool(summary.date_text) and not summary.ref.draft


def _newest(summaries: Iterable[BriefingSummary], limit: int) -> tuple[str, ...]:
    """Return the newest briefings, and as many older ones, at most, that were corrected since the last of them is dated.

    Args:
        summaries: newest first.
        limit: how many of the newest.
    """
    older = iter(summaries)
    newest = list(islice(filter(belongs_in_feeds, older), limit))
    since = newest[-1].date_text if newest else ""
    changed = [summary for summary in older if summary.last_date > since and belongs_in_feeds(summary)]
    last = set(sorted(changed, key=lambda summary: summary.last_date, reverse=True)[:limit])
    return tuple(summary.id for summary in (*newest, *filter(last.__contains__, changed)))


def _description(group: Group, language: str) -> str:
    entry = localised(group.entry, language) if group.entry else None
    return (entry.description or "") if entry is not None and not isinstance(entry, Author) else ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A briefing in a feed."""

    copy: MachineCopy
    content: str
    """Whole text as HTML: what was corrected, then the executive points and all else."""
    summary: str
    """Plain text."""
    pdf_size: int = 0
    """Size of the PDF in bytes; 0 without one."""


@lru_cache(maxsize=256)
def feed_entry(copy_text: str, site_language: str = ENGLISH, desk_words: DeskWords = _NO_WORDS) -> FeedEntry:
    """Return the entry of a briefing, without its PDF, from the text of its `index.json`, in the words of its language.

    One briefing stands in many feeds, so the last entries are cached.
    """
    copy = MachineCopy.model_validate_json(copy_text)
    words = words_of(copy.language, site_language, desk_words)
    content = fill_template(
        "feed-entry",
        words,
        copy=copy,
        rtl=dates.direction(copy.language) == "rtl",
        tlp=tlp_label(copy.tlp),
        day=_day,
        lettered=lettered,
        at_the_start=AT_THE_START,
        semicolon=semicolon(words),
        names_line=lambda names: names_line(words, names),
        judgment=lambda point: judgment_line(words, point.likelihood, point.confidence),
        remarks=lambda source: _remarks(source, words),
        published_in=lambda source: published_line(source, source.kind, words),
    )
    summary = copy.summary or copy.executive_points[0]
    return FeedEntry(copy, content.strip(), summary.text)


def _day(date: str, language: str) -> str:
    return dates.long(PartialDate.parse(date), language)


def _remarks(source: CopiedSource, words: Words) -> list[str]:
    """Return what the original lacks, and what became of the source."""
    named = (
        source.own or source.outlet or source.authors or source.title or source.container or source.publisher
    )
    unnamed = [] if named else [outlet_unnamed(words)]
    inferred = [inferred_note(words, source.date_inferred)] if source.date_inferred else []
    return unnamed + inferred + [words(NOTICES[notice.status]) for notice in source.notices]
