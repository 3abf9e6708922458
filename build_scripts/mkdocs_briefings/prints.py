"""The prints of a site: which there are, what each is made from, and their PDFs, made in parallel.

Plan --briefing_pdf--> Printed        chosen briefings --Collected, CollectionShown--> collection_pdf --> Printed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.output import Pdf
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import LinkedBriefing, Site
from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.publish.pdf import Press, replacement_text
from mkdocs_briefings.publish.pool import map_in_order
from mkdocs_briefings.publish.print_fonts import print_fonts
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.pages import briefing_plan
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.print.collection import CollectionInputs, collection_document
from mkdocs_briefings.render.sharing import CardInputs, card_document, site_card_document
from mkdocs_briefings.render.texts import BriefingInputs


@dataclass(frozen=True, slots=True)
class PrintConfig:
    """What a process needs to print; plain values, so that processes can be told of it."""

    render: RenderSettings
    content: Path
    """The content folder, where pictures are."""
    cache: Path
    """Folder for the fonts; may be deleted at any time."""


@dataclass(frozen=True, slots=True)
class Collection:
    """An issue, a volume, or another choice of briefings, by their ids."""

    title: str
    """`Eurasia Daily Monitor`."""
    part: str
    """`Volume 21, Issue 19`; may be empty."""
    uri: str
    """The Markdown of the page that lists the same briefings; empty without one."""
    ids: tuple[str, ...]
    """In reading order: the oldest first."""


def briefing_pdf(shown: BriefingInputs, context: RenderContext, press: Press) -> Pdf:
    """The PDF of a briefing, from exactly what its page is made from.

    Raises:
        PublishError: it cannot be printed.
    """
    uri = addresses.briefing_uri(shown.briefing.id)
    return press.pdf(briefing_document(uri, shown, context))


def collection_pdf(shown: CollectionInputs, context: RenderContext, press: Press) -> Pdf:
    """The PDF of a collection.

    Raises:
        PublishError: it cannot be printed.
    """
    return press.pdf(collection_document(shown, context))


@lru_cache(maxsize=1)
def press_for(content: Path, cache: Path) -> Press:
    """This process's press: made once, for its fonts take longer to load than a page to print."""
    return Press(content, print_fonts(cache))


def briefing_pdfs(
    shown: Sequence[BriefingInputs], shop: PrintConfig, *, parallel: bool = True
) -> Iterator[Pdf]:
    """The PDF of each briefing, in order, in all processors; one after another is held in memory."""
    print_fonts(shop.cache)
    return map_in_order(_briefing, shown, prepare=_opened, given=shop, parallel=parallel)


def print_collection(shown: CollectionInputs, shop: PrintConfig) -> Pdf:
    """The PDF of a collection, made in this process."""
    return collection_pdf(shown, *_opened(shop))


def card_pictures(
    shown: Sequence[CardInputs | None], shop: PrintConfig, *, parallel: bool = True
) -> Iterator[bytes]:
    """The picture of each card, in order, in all processors; None stands for the site's own."""
    print_fonts(shop.cache)
    return map_in_order(_card, shown, prepare=_opened, given=shop, parallel=parallel)


def _card(shown: CardInputs | None, opened: tuple[RenderContext, Press]) -> bytes:
    context, press = opened
    return press.png(card_document(shown, context) if shown is not None else site_card_document(context))


def _opened(shop: PrintConfig) -> tuple[RenderContext, Press]:
    return RenderContext.from_settings(shop.render), press_for(shop.content, shop.cache)


def _briefing(shown: BriefingInputs, opened: tuple[RenderContext, Press]) -> Pdf:
    return briefing_pdf(shown, *opened)


def issues(outlines: Iterable[BriefingSummary]) -> Iterator[Collection]:
    """Every volume and every issue of every publication, each volume before its issues."""
    members: dict[tuple[str, int, int], list[BriefingSummary]] = {}
    names: dict[str, str] = {}
    for one in outlines:
        series = next(((id, name) for kind, id, name in one.memberships if kind == Kind.PUBLICATION), None)
        if series is not None and one.volume:
            names[series[0]] = series[1]
            for issue in {0, one.issue}:
                members.setdefault((series[0], one.volume, issue), []).append(one)
    for (publication, volume, issue), of in sorted(members.items()):
        numbers = (volume, issue) if issue else (volume,)
        part = f"Volume {volume}, Issue {issue}" if issue else f"Volume {volume}"
        uri = addresses.group_uri(Kind.PUBLICATION, publication, *numbers)
        yield Collection(names[publication], part, uri, in_reading_order(of))


def in_reading_order(outlines: Iterable[BriefingSummary]) -> tuple[str, ...]:
    """Their ids by date, then volume and issue, the oldest first."""
    ordered = sorted(outlines, key=lambda one: (one.date_text, one.volume, one.issue, one.id))
    return tuple(one.id for one in ordered)


def collection_inputs(of: Collection, shown: Mapping[str, BriefingInputs]) -> CollectionInputs:
    """What a collection is made from. `shown` has at least its briefings, by id."""
    return CollectionInputs(of.title, of.part, of.uri, tuple(shown[id] for id in of.ids))


def briefing_inputs(site: Site, settings: Settings, ids: Iterable[str]) -> dict[str, BriefingInputs]:
    """What the pages of briefings are made from, by id."""
    plans = ((id, briefing_plan(site.briefings[id], site.index, site.entry, settings)) for id in ids)
    return {id: one.inputs for id, one in plans if isinstance(one.inputs, BriefingInputs)}


def print_warnings(printed: Pdf, briefings: Iterable[LinkedBriefing], root: Path) -> Iterator[Diagnostic]:
    """What could not be printed as it is written: briefing, line, character.

    Args:
        printed: a PDF.
        briefings: those it shows.
        root: folder that the paths of their files start from.
    """
    wanted = (
        *((one, _about(one)) for one in printed.missing_characters),
        *((one, _PICTURE) for one in printed.unprintable_pictures),
    )
    if not wanted:
        return
    for briefing in briefings:
        text = _text(root / briefing.path)
        for sought, (code, message, hint) in wanted:
            span = _first(sought, text, briefing.path)
            if span is not None:
                yield Diagnostic(span, Severity.WARNING, code, message.format(sought), hint)


_PICTURE = (
    "unprintable-picture",
    "the picture '{}' cannot be printed; its description stands in its place",
    "use PNG, JPEG, WebP, GIF or SVG",
)


def _about(character: str) -> tuple[str, str, str]:
    message = f"no font at hand shows '{{}}' (U+{ord(character):04X}); the PDF has '{replacement_text(character)}' in its place"
    return "missing-glyph", message, "install a font of that script where the site is built"


def _first(sought: str, text: str, path: str) -> Span | None:
    for number, line in enumerate(text.splitlines(), start=1):
        if sought in line:
            return Span(path, number, line.index(sought) + 1, len(sought))
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
