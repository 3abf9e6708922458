"""What a desk puts on all its prints: a logo, an imprint, and notes on the authors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.model.languages import reads_from_right
from mkdocs_briefings.render.bidi import from_the_left
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.face_view import whole_links
from mkdocs_briefings.render.print.source import printed_text
from mkdocs_briefings.render.print.text import fold_spaces
from mkdocs_briefings.render.texts import BriefingInputs


def house_values(
    briefings: Iterable[BriefingInputs], context: RenderContext, pictures: dict[str | ChartWithData, int]
) -> dict[str, Any]:
    """Return the values for the print template that the settings of the desk ask for.

    Args:
        briefings: those that the print shows.
        context: context of the site.
        pictures: numbers of the files shown so far; that of the logo is added.
    """
    settings = context.settings
    rtl = reads_from_right(settings.language)
    return {
        "logo": pictures.setdefault(settings.logo, len(pictures)) if settings.logo else None,
        "logo-with-name": settings.face.logo is not None and settings.face.logo.with_name,
        "imprint": list(map(printed_text, settings.imprint.strip().splitlines())),
        "links": [
            (printed_text(link.title), link.href, from_the_left(printed_text(link.typed), rtl=rtl))
            for link in whole_links(settings)
        ],
        "notes": _author_notes(briefings) if settings.author_notes else [],
    }


def _author_notes(briefings: Iterable[BriefingInputs]) -> list[list[str]]:
    """Return the name of each author of whom the registry says more, once, and what it says."""
    notes = {
        author.name: [text for text in (entry.role, entry.bio) if text]
        for inputs in briefings
        for author in inputs.briefing.authors
        if (entry := inputs.registry_entries.authors.get(author.id)) is not None
    }
    return [
        [fold_spaces(name), printed_text(". ".join(text.strip().rstrip(".") for text in texts) + ".")]
        for name, texts in notes.items()
        if texts
    ]
