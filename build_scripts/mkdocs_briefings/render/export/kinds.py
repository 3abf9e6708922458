"""Kinds of works: what each is in CSL, BibTeX, RIS and schema.org. Every export reads these two tables."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from mkdocs_briefings.model.content import Outlet, Source
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

    word: str = "article"
    """One word for readers."""
    ris: str = "GEN"
    """Type of reference of RIS."""
    bibtex: str = "misc"
    """Entry type of BibTeX."""
    schema_org: str = "CreativeWork"
    """Class of schema.org."""
    published: bool = False
    """Whether its outlet is its publisher; an item of another type appeared in its outlet."""


FORMS: Mapping[CslType, Forms] = {
    CslType.ARTICLE_JOURNAL: Forms("article", "JOUR", "article", "Article"),
    CslType.ARTICLE_MAGAZINE: Forms("article", "MGZN", "article", "Article"),
    CslType.ARTICLE_NEWSPAPER: Forms("article", "NEWS", "article", "NewsArticle"),
    CslType.BOOK: Forms("book", "BOOK", "book", "Book", published=True),
    CslType.BROADCAST: Forms("broadcast", "MULTI"),
    CslType.CHAPTER: Forms("chapter", "CHAP", "incollection", "Chapter", published=True),
    CslType.DATASET: Forms("dataset", "DATA", schema_org="Dataset", published=True),
    CslType.DOCUMENT: Forms("document", published=True),
    CslType.INTERVIEW: Forms("interview"),
    CslType.LEGAL_CASE: Forms("decision", "CASE", published=True),
    CslType.LEGISLATION: Forms("law", "STAT", schema_org="Legislation", published=True),
    CslType.MOTION_PICTURE: Forms("video", "VIDEO", published=True),
    CslType.POST: Forms("post", "ICOMM", schema_org="SocialMediaPosting"),
    CslType.REPORT: Forms("report", "RPRT", "techreport", "Report", published=True),
    CslType.SPEECH: Forms("speech", published=True),
    CslType.WEBPAGE: Forms("page", "ELEC", schema_org="WebPage"),
}


class SourceForm(NamedTuple):
    """What a kind of source is in CSL."""

    type: CslType | None
    """None where its outlet decides."""
    genre: str = ""
    """What it is, where the type does not say it: `Video`."""


SOURCE_FORMS: Mapping[SourceKind, SourceForm] = {
    SourceKind.ARTICLE: SourceForm(None),
    SourceKind.BOOK: SourceForm(CslType.BOOK),
    SourceKind.REPORT: SourceForm(CslType.REPORT),
    SourceKind.VIDEO: SourceForm(CslType.MOTION_PICTURE, "Video"),
    SourceKind.SOCIAL: SourceForm(CslType.POST, "Social media post"),
    SourceKind.DOCUMENT: SourceForm(CslType.DOCUMENT),
    SourceKind.DATASET: SourceForm(CslType.DATASET, "Dataset"),
    SourceKind.INTERVIEW: SourceForm(CslType.INTERVIEW, "Interview"),
    SourceKind.BROADCAST: SourceForm(CslType.BROADCAST, "Broadcast"),
    SourceKind.LAW: SourceForm(CslType.LEGISLATION),
    SourceKind.DECISION: SourceForm(CslType.LEGAL_CASE),
    SourceKind.PRESS_RELEASE: SourceForm(CslType.WEBPAGE, "Press release"),
    SourceKind.SPEECH: SourceForm(CslType.SPEECH, "Speech"),
    SourceKind.WEBPAGE: SourceForm(CslType.WEBPAGE),
    SourceKind.WORKING_PAPER: SourceForm(CslType.REPORT, "Working paper"),
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
