"""Closed sets of words that authors choose from."""

from __future__ import annotations

import re
from enum import StrEnum

from mkdocs_briefings.model.messages import term

RESERVED_NAMES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names under which Windows opens a device instead of a file."""


class Status(StrEnum):
    """How far a briefing has come."""

    DRAFT = "draft"
    """Being written; built only with `--drafts`."""
    REVIEW = "review"
    """With an editor; built only with `--drafts`."""
    PUBLISHED = "published"
    """Ready for readers once its embargo, if any, has passed."""


class Tlp(StrEnum):
    """Traffic Light Protocol, FIRST TLP 2.0: who may read. Ordered from everybody to named people."""

    CLEAR = "clear"
    """No limit on disclosure."""
    GREEN = "green"
    """The community, not the public."""
    AMBER = "amber"
    """The recipient's organisation and its clients who need to know."""
    AMBER_STRICT = "amber+strict"
    """The recipient's organisation only."""
    RED = "red"
    """The named recipients only."""

    @property
    def rank(self) -> int:
        """0 for clear up to 4 for red."""
        return list(Tlp).index(self)


class Likelihood(StrEnum):
    """Estimative language of ICD 203 (US Intelligence Community Directive 203, 2015), both columns."""

    # Translators: ICD 203 (Office of the Director of National Intelligence, 2015): fourteen terms, two for each of seven ranges.
    ALMOST_NO_CHANCE = term("almost no chance")
    REMOTE = term("remote")
    VERY_UNLIKELY = term("very unlikely")
    HIGHLY_IMPROBABLE = term("highly improbable")
    UNLIKELY = term("unlikely")
    IMPROBABLE = term("improbable")
    ROUGHLY_EVEN_CHANCE = term("roughly even chance")
    ROUGHLY_EVEN_ODDS = term("roughly even odds")
    LIKELY = term("likely")
    PROBABLE = term("probable")
    VERY_LIKELY = term("very likely")
    HIGHLY_PROBABLE = term("highly probable")
    ALMOST_CERTAIN = term("almost certain")
    NEARLY_CERTAIN = term("nearly certain")

    @property
    def percent(self) -> tuple[int, int]:
        """The range of probability ICD 203 gives the term, in percent."""
        return _PERCENT[list(Likelihood).index(self) // 2]


_PERCENT = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))


class Confidence(StrEnum):
    """How well founded a judgment is; not how likely it is, which ICD 203 keeps apart."""

    LOW = "low"
    """Scant, questionable or fragmentary sourcing."""
    MODERATE = "moderate"
    """Credible and plausible sourcing that does not suffice for more."""
    HIGH = "high"
    """Good sourcing, from more than one side."""


class SourceKind(StrEnum):
    """What a cited item is."""

    ARTICLE = "article"
    """An article of a newspaper, a magazine, a journal, an agency or a site."""
    BOOK = "book"
    """A book; with a `container` a chapter of that."""
    REPORT = "report"
    """A report of an organisation."""
    VIDEO = "video"
    """A video or a film."""
    SOCIAL = "social"
    """A post on a social network."""
    DOCUMENT = "document"
    """A document that is none of the others."""
    DATASET = "dataset"
    """Data."""
    INTERVIEW = "interview"
    """An interview."""
    BROADCAST = "broadcast"
    """A broadcast of radio or television."""
    LAW = "law"
    """A law, a regulation or a treaty."""
    DECISION = "decision"
    """A decision of a court or an authority."""
    PRESS_RELEASE = "press-release"
    """A press release."""
    SPEECH = "speech"
    """A speech or a statement, as it was held."""
    WEBPAGE = "webpage"
    """A page of a site that is no article."""
    WORKING_PAPER = "working-paper"
    """A working paper or a preprint."""


class OutletKind(StrEnum):
    """What an outlet is."""

    NEWS_AGENCY = "news-agency"
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    BROADCASTER = "broadcaster"
    WEBSITE = "website"
    GOVERNMENT = "government"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    THINK_TANK = "think-tank"
    ACADEMIC = "academic"
    PUBLISHER = "publisher"
    PLATFORM = "platform"
    STANDARDS_BODY = "standards-body"
    OTHER = "other"


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class AuthorKind(StrEnum):
    """What an author is."""

    PERSON = "person"
    """A person, with a family name."""
    ORGANISATION = "organisation"
    """A body, whose name is one."""


class Reliability(StrEnum):
    """Reliability of an outlet on the Admiralty scale (NATO AJP-2.1)."""

    A = "A"
    """Completely reliable."""
    B = "B"
    """Usually reliable."""
    C = "C"
    """Fairly reliable."""
    D = "D"
    """Not usually reliable."""
    E = "E"
    """Unreliable."""
    F = "F"
    """Reliability cannot be judged."""


class NoticeStatus(StrEnum):
    """What happened to a source after it was cited."""

    RETRACTED = "retracted"
    """Its publisher took it back."""
    CORRECTED = "corrected"
    """Its publisher changed it."""
    DISPUTED = "disputed"
    """Somebody with standing contests it."""
    DEAD = "dead"
    """Its address no longer answers."""


class DatePart(StrEnum):
    """Which part of a date was inferred, the parts after it being given."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    ALL = "date"
    """The whole date."""
