"""How to read the site: what its parts, marks, terms and grades mean. A page of the desk with its name replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.marks import OWN
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.vocabulary import Confidence, DatePart, Likelihood, Status
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.citations import lettered
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.terms import (
    CONFIDENCES,
    DRAFTS,
    INFERRED,
    NOTICES,
    in_row,
    outlet_unnamed,
    percent_range,
    with_range,
)
from mkdocs_briefings.render.typography import set_in_page


@dataclass(frozen=True, slots=True)
class GuideInputs:
    """All that the page is made from, besides the vocabulary."""

    feeds: bool
    """Whether the site has feeds."""


@dataclass(frozen=True, slots=True)
class GuideView:
    """The page that explains how to read the site."""

    title: str
    language: str
    """Language of its words (BCP 47)."""
    direction: str
    """Direction of writing of its words, when it differs from the site's."""
    likelihoods: tuple[tuple[str, str, str], ...]
    """Two terms that mean the same, and their range in percent."""
    terms: Mapping[str, str]
    """Terms as pages show them, and dates as examples, by their names in the template."""
    search: str
    """Address of the search page."""
    archive: str
    feeds: str
    """Address of the page of feeds; empty without feeds."""


def guide_page(uri: str, inputs: GuideInputs, context: RenderContext) -> Page:
    """Return the page, rendered."""
    words = context.words()
    language = words.language
    direction = dates.direction(language)
    title = words("How to read this site")
    view = GuideView(
        title=title,
        language=language,
        direction="" if direction == dates.direction(context.settings.language) else direction,
        likelihoods=tuple(_likelihoods(words)),
        terms=_terms(words, language),
        search=context.relative_url(uri, addresses.SEARCH),
        archive=context.relative_url(uri, addresses.ARCHIVE),
        feeds=context.relative_url(uri, addresses.FEEDS) if inputs.feeds else "",
    )
    return Page(
        uri=uri,
        kind=PageKind.GUIDE,
        title=title,
        description=words("What the parts, marks, terms and grades of the briefings mean."),
        html=set_in_page(fill_template("guide", words, view=view), language, words),
        language=language,
    )


def _likelihoods(words: Words) -> list[tuple[str, str, str]]:
    """Return the two terms of each range, and the range."""
    terms = list(Likelihood)
    return [
        (words(term), words(other), percent_range(words, term))
        for term, other in zip(terms[::2], terms[1::2], strict=True)
    ]


def _terms(words: Words, language: str) -> dict[str, str]:
    """Return terms as pages show them, and dates as briefings in the language have them, by the names in the template."""
    day, earlier = PartialDate.parse("2024-01-27"), PartialDate.parse("2023-09-27")
    return {
        **{str(status): words(label) for status, label in NOTICES.items()},
        "year_inferred": words(INFERRED[DatePart.YEAR]),
        "inferred": in_row(words, map(words, INFERRED.values())),
        "own": in_row(words, map(words, OWN)),
        "unnamed": outlet_unnamed(words),
        "likely": words(Likelihood.LIKELY),
        "likely_with_range": with_range(words, Likelihood.LIKELY),
        "moderate_confidence": words(CONFIDENCES[Confidence.MODERATE]),
        "draft": words(DRAFTS[Status.DRAFT]),
        "review": words(DRAFTS[Status.REVIEW]),
        "day": dates.without_year(day, language),
        "day_a": lettered(dates.without_year(day, language), "a"),
        "earlier": dates.long(earlier, language),
        "month": dates.long(PartialDate(2024, 1), language),
    }
