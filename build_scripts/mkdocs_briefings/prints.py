"""The prints of a site: which there are, what each is made from, and their PDFs, made in parallel.

BriefingInputs --briefing_pdf--> Pdf        Collection --collection_inputs--> CollectionInputs --collection_pdf--> Pdf
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.output import Pdf
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import LinkedBriefing, Site
from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.mapping import map_in_order
from mkdocs_briefings.publish.glyphs import replacement_text
from mkdocs_briefings.publish.press import PRELOAD, Printer, press_for
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.pages import briefing_plan
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.print.collection import CollectionInputs, collection_document
from mkdocs_briefings.render.sharing import CardInputs, card_document, site_card_document
from mkdocs_briefings.render.texts import BriefingInputs

Inputs = TypeVar("Inputs")
Printed = TypeVar("Printed")


@dataclass(frozen=True, slots=True)
class PrintConfig:
    """What a process needs to print: plain values, which can be sent to it."""

    render: RenderSettings
    content: Path
    """The content folder, where pictures are."""
    cache: Path
    """Folder for the fonts; may be deleted at any time."""


@dataclass(frozen=True, slots=True)
class Collection:
    """An issue, a volume, or another choice of briefings, by their ids."""

    title: str
    """Name of the publication: `Eurasia Daily Monitor`."""
    part: str
    """Number of the volume or issue: `Volume 21, Issue 19`; may be empty."""
    uri: str
    """Markdown address of the page that lists the same briefings; empty without one."""
    ids: tuple[str, ...]
    """Ids in reading order, the oldest briefing first."""


def briefing_pdf(inputs: BriefingInputs, context: RenderContext, press: Printer) -> Pdf:
    """Print a briefing, from exactly what its page is made from.

    Raises:
        PublishError: it cannot be printed.
    """
    return press.pdf(briefing_document(addresses.briefing_uri(inputs.briefing.id), inputs, context))


def collection_pdf(inputs: CollectionInputs, context: RenderContext, press: Printer) -> Pdf:
    """Print a collection.

    Raises:
        PublishError: it cannot be printed.
    """
    return press.pdf(collection_document(inputs, context))


def briefing_pdfs(
    inputs: Sequence[BriefingInputs], config: PrintConfig, *, parallel: bool = True
) -> Iterator[Pdf]:
    """Yield the PDF of each briefing, in order, made in all processors where that pays; few are in memory at once."""
    return _printed(_briefing_pdf, inputs, config, parallel=parallel)


def print_collection(inputs: CollectionInputs, config: PrintConfig) -> Pdf:
    """Print a collection."""
    return collection_pdf(inputs, *_open_press(config))


def card_pictures(
    inputs: Sequence[CardInputs | None], config: PrintConfig, *, parallel: bool = True
) -> Iterator[bytes]:
    """Yield the PNG of each card, in order, made in all processors where that pays; None stands for the site's card."""
    return _printed(_card_picture, inputs, config, parallel=parallel)


def _printed(
    function: Callable[[Inputs, tuple[RenderContext, Printer]], Printed],
    inputs: Sequence[Inputs],
    config: PrintConfig,
    *,
    parallel: bool,
) -> Iterator[Printed]:
    with open_executor(len(inputs), preload=(__name__, PRELOAD), parallel=parallel) as executor:
        yield from map_in_order(executor, function, inputs, executor.share(config, _open_press))


def _card_picture(inputs: CardInputs | None, opened: tuple[RenderContext, Printer]) -> bytes:
    context, press = opened
    return press.png(card_document(inputs, context) if inputs is not None else site_card_document(context))


def _open_press(config: PrintConfig) -> tuple[RenderContext, Printer]:
    return RenderContext.from_settings(config.render), press_for(config.content, config.cache)


def _briefing_pdf(inputs: BriefingInputs, opened: tuple[RenderContext, Printer]) -> Pdf:
    return briefing_pdf(inputs, *opened)


def issues(summaries: Iterable[BriefingSummary]) -> Iterator[Collection]:
    """Yield every volume and every issue of every publication, each volume before its issues."""
    members: dict[tuple[str, int, int], list[BriefingSummary]] = {}
    names: dict[str, str] = {}
    for summary in summaries:
        published = [(id, name) for kind, id, name in summary.memberships if kind == Kind.PUBLICATION]
        for id, name in published[:1] if summary.volume else ():
            names[id] = name
            for issue in {0, summary.issue}:
                members.setdefault((id, summary.volume, issue), []).append(summary)
    for (publication, volume, issue), briefings in sorted(members.items()):
        numbers = (volume, issue) if issue else (volume,)
        part = f"Volume {volume}, Issue {issue}" if issue else f"Volume {volume}"
        uri = addresses.group_uri(Kind.PUBLICATION, publication, *numbers)
        yield Collection(names[publication], part, uri, in_reading_order(briefings))


def in_reading_order(summaries: Iterable[BriefingSummary]) -> tuple[str, ...]:
    """Return the ids of briefings by date, then volume and issue, the oldest first."""
    ordered = sorted(
        summaries, key=lambda summary: (summary.date_text, summary.volume, summary.issue, summary.id)
    )
    return tuple(summary.id for summary in ordered)


def collection_inputs(collection: Collection, inputs: Mapping[str, BriefingInputs]) -> CollectionInputs:
    """Return what a collection is made from; `inputs` has at least those of its briefings, by id."""
    briefings = tuple(inputs[id] for id in collection.ids)
    return CollectionInputs(collection.title, collection.part, collection.uri, briefings)


def briefing_inputs(site: Site, settings: Settings, ids: Iterable[str]) -> dict[str, BriefingInputs]:
    """Return what the pages of briefings are made from, by id."""
    plans = ((id, briefing_plan(site.briefings[id], site.index, site.entry, settings)) for id in ids)
    return {id: plan.inputs for id, plan in plans if isinstance(plan.inputs, BriefingInputs)}


def print_warnings(pdf: Pdf, briefings: Iterable[LinkedBriefing], root: Path) -> Iterator[Diagnostic]:
    """Yield a warning for each character and picture that could not be printed, where it first stands in a briefing.

    Args:
        pdf: what was printed.
        briefings: those that it shows.
        root: folder that the paths of their files start from.
    """
    unprinted = (
        *((character, _about(character)) for character in pdf.missing_characters),
        *((picture, _PICTURE) for picture in pdf.unprintable_pictures),
    )
    if not unprinted:
        return
    for briefing in briefings:
        text = _text(root / briefing.path)
        for sought, (code, message, hint) in unprinted:
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
