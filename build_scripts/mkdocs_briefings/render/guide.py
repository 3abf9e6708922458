"""How to read the site: what its parts, marks, terms and grades mean. A page of the desk with its name replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.vocabulary import Likelihood
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.sources import NOTICE_LABELS
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
    notices: Mapping[str, str]
    """Words of each status of a notice."""
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
        likelihoods=tuple(_likelihoods()),
        notices={status.value: label for status, label in NOTICE_LABELS.items()},
        search=context.relative_url(uri, addresses.SEARCH),
        archive=context.relative_url(uri, addresses.ARCHIVE),
        feeds=context.relative_url(uri, addresses.FEEDS) if inputs.feeds else "",
    )
    return Page(
        uri=uri,
        kind=PageKind.GUIDE,
        title=title,
        description=words("What the parts, marks, terms and grades of the briefings mean."),
        html=set_in_page(fill_template("guide", words, view=view), language),
        language=language,
    )


def _likelihoods() -> list[tuple[str, str, str]]:
    """Return the two terms of each range, and the range."""
    terms = list(Likelihood)
    return [
        (term.value, other.value, percent_range(term))
        for term, other in zip(terms[::2], terms[1::2], strict=True)
    ]


def percent_range(likelihood: Likelihood) -> str:
    """Return the range of a term, as in "likely (55 to 80 percent)", with a dash and a sign."""
    return "{}–{}%".format(*likelihood.percent)
