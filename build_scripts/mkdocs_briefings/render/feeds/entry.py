"""An entry of a feed, made of the machine copy of a briefing: nothing else of it is known here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.machine_copy import CopiedPoint, CopiedSource, MachineCopy
from mkdocs_briefings.model.vocabulary import NoticeStatus
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.afterwards import WORDS
from mkdocs_briefings.render.citations import UNNAMED
from mkdocs_briefings.render.context import tlp_label
from mkdocs_briefings.render.environment import fill


@dataclass(frozen=True, slots=True)
class Entry:
    """A briefing in a feed."""

    copy: MachineCopy
    content: str
    """The whole text as HTML, executive points first."""
    summary: str
    """Plain."""
    pdf_size: int = 0
    """Bytes of its PDF; 0 without one."""


@lru_cache(maxsize=256)
def entry(copied: str) -> Entry:
    """The entry of a briefing, without its PDF.

    Args:
        copied: text of its `index.json`. One briefing stands in many feeds, so the last entries are kept.
    """
    copy = MachineCopy.model_validate_json(copied)
    content = fill(
        "feed-entry", copy=copy, tlp=tlp_label(copy.tlp), day=_day, judgment=_judgment, known=_known
    )
    summary = copy.summary or copy.executive_points[0]
    return Entry(copy, content.strip(), summary.text)


def _day(date: str, language: str) -> str:
    return dates.long(PartialDate.parse(date), language)


def _judgment(point: CopiedPoint) -> str:
    confidence = f"{point.confidence} confidence" if point.confidence else ""
    return ", ".join(filter(None, (point.likelihood, confidence)))


def _known(source: CopiedSource) -> list[str]:
    """What became of a source, and what the original lacks."""
    notices = [WORDS[NoticeStatus(one.status)] for one in source.notices]
    lacking = [] if source.outlet or source.authors or source.title else [f"outlet {UNNAMED}"]
    return lacking + ([f"{source.date_inferred} inferred"] if source.date_inferred else []) + notices
