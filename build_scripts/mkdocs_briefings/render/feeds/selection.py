"""Which feeds there are, and which briefings each holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from mkdocs_briefings.model.content import Author
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.machine_copy import CopiedPoint, CopiedSource, MachineCopy
from mkdocs_briefings.model.site import Group
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.model.vocabulary import NoticeStatus
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.citations import UNNAMED
from mkdocs_briefings.render.context import fill_template, tlp_label
from mkdocs_briefings.render.sources import NOTICE_LABELS

FEED_KINDS = tuple(kind for kind, facet in FACETS.items() if facet.has_feeds)
"""Facets whose members have feeds of their own."""


@dataclass(frozen=True, slots=True)
class FeedInputs:
    """A feed: whose it is and what it holds."""

    uri: str
    """Markdown of the page that it belongs to."""
    ids: tuple[str, ...]
    """Its briefings, newest first."""
    title: str = ""
    """Name of the topic ...; empty for the feed of the site."""
    description: str = ""

    @property
    def address(self) -> str:
        """From the root of the site, without its ending."""
        return addresses.feed(self.uri)


def plan_feeds(overview: SiteIndex, limit: int) -> Iterator[FeedInputs]:
    """Every feed: the site's, then those of groups.

    Args:
        overview: what the site holds.
        limit: briefings in a feed; 0 for no feeds.
    """
    if not limit:
        return
    yield FeedInputs(addresses.HOME, _newest(overview.summaries.values(), limit))
    for kind in FEED_KINDS:
        for id, group in overview.groups[kind].items():
            ids = _newest((overview.summaries[id] for id in group.briefings), limit)
            if ids:
                yield FeedInputs(addresses.group_uri(kind, id), ids, group.ref.name, _description(group))


def belongs_in_feeds(one: BriefingSummary) -> bool:
    """Whether readers may be told of it: what is sent to them once cannot be called back, so no draft."""
    return bool(one.date_text) and not one.ref.draft


def _newest(outlines: Iterable[BriefingSummary], most: int) -> tuple[str, ...]:
    return tuple(one.id for one in islice(filter(belongs_in_feeds, outlines), most))


def _description(group: Group) -> str:
    entry = group.entry
    return (entry.description or "") if entry is not None and not isinstance(entry, Author) else ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A briefing in a feed."""

    copy: MachineCopy
    content: str
    """The whole text as HTML, executive points first."""
    summary: str
    """Plain."""
    pdf_size: int = 0
    """Bytes of its PDF; 0 without one."""


@lru_cache(maxsize=256)
def feed_entry(copied: str) -> FeedEntry:
    """The entry of a briefing, without its PDF.

    Args:
        copied: text of its `index.json`. One briefing stands in many feeds, so the last entries are kept.
    """
    copy = MachineCopy.model_validate_json(copied)
    content = fill_template(
        "feed-entry", copy=copy, tlp=tlp_label(copy.tlp), day=_day, judgment=_judgment, known=_known
    )
    summary = copy.summary or copy.executive_points[0]
    return FeedEntry(copy, content.strip(), summary.text)


def _day(date: str, language: str) -> str:
    return dates.long(PartialDate.parse(date), language)


def _judgment(point: CopiedPoint) -> str:
    confidence = f"{point.confidence} confidence" if point.confidence else ""
    return ", ".join(filter(None, (point.likelihood, confidence)))


def _known(source: CopiedSource) -> list[str]:
    """What became of a source, and what the original lacks."""
    notices = [NOTICE_LABELS[NoticeStatus(one.status)] for one in source.notices]
    lacking = [] if source.outlet or source.authors or source.title else [f"outlet {UNNAMED}"]
    return lacking + ([f"{source.date_inferred} inferred"] if source.date_inferred else []) + notices
