"""The words that the print templates say, handed to them as data in the language of a briefing or of the site."""

from __future__ import annotations

from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.render.bidi import apart
from mkdocs_briefings.render.print.text import language_codes
from mkdocs_briefings.render.terms import comma
from mkdocs_briefings.render.views import BriefingView

Labels = dict[str, str | tuple[str, str]]
"""Words by the names that the templates give them; `lang` are the codes of their language."""


def document_labels(words: Words, language: str) -> Labels:
    """Return the words that stand once in a print: at the head and the foot of each page, on a cover.

    Args:
        words: what says them.
        language: of the print, BCP 47.
    """
    return _codes(words, language) | {
        # Translators: at the foot of each page of a PDF; both are numbers.
        "page": words("Page {page} of {pages}"),
        "by": words("By {names}"),
        "contents": words("Contents"),
        "points": words("Executive points"),
        "author": words.in_context("heading", "Author"),
        "authors": words.in_context("heading", "Authors"),
        # Translators: the heading of what a publisher has to say of itself: name, address, who is answerable.
        "imprint": words("Imprint"),
        "logo": words("Logo"),
        # Translators: stands in brackets in the place of a picture that cannot be printed and has no description.
        "picture": words("picture"),
        "comma": comma(words),
    }


def briefing_labels(view: BriefingView, words: Words, *, rtl: bool) -> Labels:
    """Return the words around the text of a briefing.

    Args:
        view: the briefing.
        words: what says them.
        rtl: whether the briefing is read from the right.
    """
    return _codes(words, view.language) | {
        "by": words("By {names}"),
        "minutes": apart(words.plural("{n} min read", "{n} min read", view.minutes), rtl=rtl),
        "corrections": words.plural("Correction", "Corrections", len(view.corrections)),
        "notices": words("Since publication"),
        "points": words("Executive points"),
        "analysis": words("Analysis"),
        "events": words("Events"),
        "sources": words("Sources"),
        "authors": _authors(words, len(view.authors)),
        "filed": words("Filed under"),
        "cite": words("Cite this"),
        "address": words("Permanent address"),
        "license": words("License"),
        "related": words("Read next"),
        "versions": words("In other languages"),
        "comma": comma(words),
    }


def _authors(words: Words, count: int) -> str:
    return words.in_context("heading", "Author") if count == 1 else words.in_context("heading", "Authors")


def _codes(words: Words, language: str) -> Labels:
    """Return the codes of the language of words, for readers that speak; empty where it is that of the text."""
    codes = language_codes(words.language)
    return {"lang": ("", "") if codes[0] == language_codes(language)[0] else codes}
