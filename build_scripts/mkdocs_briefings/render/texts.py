"""The texts of a briefing as HTML: parsed once, for its page and for what search knows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefings.model.site import Citation, CitedText, Kind, LinkedBriefing
from mkdocs_briefings.model.vocabulary import EntityKind
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.citations import mark_html
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.markdown import Fragment, inline_text

_SUMMARY_LENGTH = 300
_MARK = re.compile(r'id="cite:(\d+)"')


@dataclass(frozen=True, slots=True)
class BriefingInputs:
    """All that a briefing's page is made from."""

    briefing: LinkedBriefing
    entity_kinds: Mapping[str, EntityKind]
    """Kind of each of its entities, by id."""
    link_targets: Mapping[str, str]
    """Where addresses that authors write in their own way lead, from the root of the site."""
    entity_pages: Mapping[str, str]
    """Names whose first mention is linked, and the Markdown address of the page."""
    registry_entries: RegistryEntries
    """What the registries say of what it names."""


@dataclass(frozen=True, slots=True)
class BriefingTexts:
    """Its texts as HTML."""

    corrections: tuple[str, ...]
    summary: str
    points: tuple[str, ...]
    body: Fragment
    events: tuple[str, ...]

    @property
    def citation_numbers(self) -> frozenset[int]:
        """Numbers of the citations that they show."""
        shown = (*self.corrections, self.summary, *self.points, self.body.html, *self.events)
        return frozenset(int(number) for html in shown for number in _MARK.findall(html))


def description(texts: BriefingTexts) -> str:
    """The summary, else the first point; plain, cut at a word to what search engines show."""
    text = inline_text(texts.summary) or next((inline_text(point) for point in texts.points), "")
    if len(text) <= _SUMMARY_LENGTH:
        return text
    return text[:_SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def briefing_texts(uri: str, shown: BriefingInputs, context: RenderContext) -> BriefingTexts:
    """The texts of a briefing, for the page at this address."""
    briefing, renderer, style = shown.briefing, context.renderer, context.settings.citation_style
    links = {
        written: addresses.relative_file_url(uri, target, directory_urls=context.settings.directory_urls)
        for written, target in shown.link_targets.items()
    }
    names = {name: context.relative_url(uri, target) for name, target in shown.entity_pages.items()}

    def mark(citation: Citation) -> str:
        return mark_html(citation, briefing, style)

    def line(text: CitedText) -> str:
        return renderer.line(text, mark, links).html

    return BriefingTexts(
        tuple(line(text) for text in briefing.corrections),
        line(briefing.summary) if briefing.summary.text else "",
        tuple(line(point.text) for point in briefing.points),
        renderer.block(briefing.body, mark, links, names),
        tuple(line(event.text) for event in briefing.events),
    )


def publication_parts(briefing: LinkedBriefing) -> Iterator[tuple[str, str]]:
    """Series, volume and issue in words, each with the Markdown address of its page."""
    publication, written = briefing.publication, briefing.briefing
    if publication is None:
        return
    yield publication.name, addresses.group_uri(Kind.PUBLICATION, publication.id)
    numbers: list[int] = []
    for label, number in (("Volume", written.volume), ("Issue", written.issue)):
        if number is None:
            return
        numbers.append(number)
        yield f"{label} {number}", addresses.group_uri(Kind.PUBLICATION, publication.id, *numbers)
