"""Kinds of works: what each is in CSL, BibTeX, RIS and schema.org. Every export reads these two tables."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from mkdocs_briefings.model.content import Outlet, Source
from mkdocs_briefings.model.messages import message
from mkdocs_briefings.model.vocabulary import OutletKind, SourceKind


class CslType(StrEnum):
    """The types of CSL 1.0.2 that a desk cites."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    BROADCAST = "broadcast"
    CHAPTER = "chapter"
    DATASET = "dataset"
    DOCUMENT = "document"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    MOTION_PICTURE = "motion_picture"
    POST = "post"
    REPORT = "report"
    SPEECH = "speech"
    WEBPAGE = "webpage"


class Forms(NamedTuple):
    """A type in the words of each format."""

    untitled: str
    """What stands for its title where it has none, a message."""
    ris: str = "GEN"
    """Type of reference of RIS."""
    bibtex: str = "misc"
    """Entry type of BibTeX."""
    schema_org: str = "CreativeWork"
    """Class of schema.org."""
    published: bool = False
    """Whether its outlet is its publisher; an item of another type appeared in its outlet."""


FORMS: Mapping[CslType, Forms] = {
    CslType.ARTICLE_JOURNAL: Forms(message("untitled article"), "JOUR", "article", "Article"),
    CslType.ARTICLE_MAGAZINE: Forms(message("untitled article"), "MGZN", "article", "Article"),
    CslType.ARTICLE_NEWSPAPER: Forms(message("untitled article"), "NEWS", "article", "NewsArticle"),
    CslType.BOOK: Forms(message("untitled book"), "BOOK", "book", "Book", published=True),
    CslType.BROADCAST: Forms(message("untitled broadcast"), "MULTI"),
    CslType.CHAPTER: Forms(message("untitled chapter"), "CHAP", "incollection", "Chapter", published=True),
    CslType.DATASET: Forms(message("untitled dataset"), "DATA", schema_org="Dataset", published=True),
    CslType.DOCUMENT: Forms(message("untitled document"), published=True),
    CslType.INTERVIEW: Forms(message("untitled interview")),
    CslType.LEGAL_CASE: Forms(message("untitled decision"), "CASE", published=True),
    CslType.LEGISLATION: Forms(message("untitled law"), "STAT", schema_org="Legislation", published=True),
    CslType.MOTION_PICTURE: Forms(message("untitled video"), "VIDEO", published=True),
    CslType.POST: Forms(message("untitled post"), "ICOMM", schema_org="SocialMediaPosting"),
    CslType.REPORT: Forms(message("untitled report"), "RPRT", "techreport", "Report", published=True),
    CslType.SPEECH: Forms(message("untitled speech"), published=True),
    CslType.WEBPAGE: Forms(message("untitled page"), "ELEC", schema_org="WebPage"),
}


class SourceForm(NamedTuple):
    """The form that a kind of source has in CSL."""

    type: CslType | None
    """None where its outlet decides."""
    genre: str = ""
    """What it is, where the type does not say it, a message: `Video`."""
    untitled: str = ""
    """What stands for its title, where it says more than the type does."""


SOURCE_FORMS: Mapping[SourceKind, SourceForm] = {
    SourceKind.ARTICLE: SourceForm(None),
    SourceKind.BOOK: SourceForm(CslType.BOOK),
    SourceKind.REPORT: SourceForm(CslType.REPORT),
    SourceKind.VIDEO: SourceForm(CslType.MOTION_PICTURE, message("Video")),
    SourceKind.SOCIAL: SourceForm(CslType.POST, message("Social media post")),
    SourceKind.DOCUMENT: SourceForm(CslType.DOCUMENT),
    SourceKind.DATASET: SourceForm(CslType.DATASET, message("Dataset")),
    SourceKind.INTERVIEW: SourceForm(CslType.INTERVIEW, message("Interview")),
    SourceKind.BROADCAST: SourceForm(CslType.BROADCAST, message("Broadcast")),
    SourceKind.LAW: SourceForm(CslType.LEGISLATION),
    SourceKind.DECISION: SourceForm(CslType.LEGAL_CASE),
    SourceKind.PRESS_RELEASE: SourceForm(
        CslType.WEBPAGE, message("Press release"), message("untitled press release")
    ),
    SourceKind.SPEECH: SourceForm(CslType.SPEECH, message("Speech")),
    SourceKind.WEBPAGE: SourceForm(CslType.WEBPAGE),
    SourceKind.WORKING_PAPER: SourceForm(
        CslType.REPORT, message("Working paper"), message("untitled working paper")
    ),
}
_ARTICLES = {
    OutletKind.MAGAZINE: CslType.ARTICLE_MAGAZINE,
    OutletKind.ACADEMIC: CslType.ARTICLE_JOURNAL,
    OutletKind.BROADCASTER: CslType.WEBPAGE,
    OutletKind.WEBSITE: CslType.WEBPAGE,
    OutletKind.GOVERNMENT: CslType.WEBPAGE,
    OutletKind.INTERNATIONAL_ORGANISATION: CslType.WEBPAGE,
    OutletKind.THINK_TANK: CslType.WEBPAGE,
    OutletKind.PLATFORM: CslType.WEBPAGE,
    OutletKind.STANDARDS_BODY: CslType.WEBPAGE,
}


def csl_type(source: Source, outlet: Outlet | None) -> CslType:
    """Return the type of a source; of an article by its volume and the kind of its outlet, else that of a newspaper."""
    form = SOURCE_FORMS[source.kind].type
    if form is CslType.BOOK and source.container:
        return CslType.CHAPTER
    if form is not None:
        return form
    if source.volume or source.issue:
        magazine = outlet is not None and outlet.kind is OutletKind.MAGAZINE
        return CslType.ARTICLE_MAGAZINE if magazine else CslType.ARTICLE_JOURNAL
    if source.container and source.isbn:
        return CslType.CHAPTER
    newspaper = CslType.ARTICLE_NEWSPAPER
    return _ARTICLES.get(outlet.kind, newspaper) if outlet and outlet.kind else newspaper
