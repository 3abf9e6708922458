"""The prints of a site: which there are, what each is made from, and their PDFs, made in parallel.

BriefingInputs --briefing_pdf--> Pdf        Collection --collection_inputs--> CollectionInputs --collection_pdf--> Pdf
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from mkdocs_briefings.check.check import graded
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Place, Severity, Span, in_order
from mkdocs_briefings.load.reader import locate, read_yaml, texts_with_keys
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.messages import IN_ENGLISH, Words
from mkdocs_briefings.model.output import Pdf
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex, listed_in
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
from mkdocs_briefings.render.terms import series_line
from mkdocs_briefings.render.texts import BriefingInputs

Inputs = TypeVar("Inputs")
Printed = TypeVar("Printed")


@dataclass(frozen=True, slots=True)
class PrintConfig:
    """The plain values that a process needs to print, all of which can be sent to it."""

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
    return RenderContext.from_settings(config.render), press_for(
        config.content, config.cache, config.render.face
    )


def _briefing_pdf(inputs: BriefingInputs, opened: tuple[RenderContext, Printer]) -> Pdf:
    return briefing_pdf(inputs, *opened)


def issues(index: SiteIndex, words: Words = IN_ENGLISH) -> Iterator[Collection]:
    """Yield every volume and every issue of every publication as its page lists it, each volume before its issues.

    Args:
        index: what the site knows of its briefings.
        words: of the language of the site.
    """
    members: dict[tuple[str, int, int], list[BriefingSummary]] = {}
    names: dict[str, str] = {}
    for summary in index.summaries.values():
        published = [(id, name) for kind, id, name in summary.memberships if kind == Kind.PUBLICATION]
        for id, name in published[:1] if summary.volume else ():
            names[id] = name
            for issue in {0, summary.issue}:
                members.setdefault((id, summary.volume, issue), []).append(summary)
    for (publication, volume, issue), briefings in sorted(members.items()):
        numbers = (volume, issue) if issue else (volume,)
        uri = addresses.group_uri(Kind.PUBLICATION, publication, *numbers)
        listed = listed_in(Kind.PUBLICATION, briefings, index.versions, index.language)
        part = series_line(words, "", volume, issue)
        yield Collection(names[publication], part, uri, in_reading_order(listed))


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


def print_problems(
    unprinted: Iterable[str], paths: Sequence[str], settings: Settings
) -> tuple[Diagnostic, ...]:
    """Return what a PDF could not show, where it first stands in each file that it was made from.

    Args:
        unprinted: characters, and files of pictures.
        paths: files of the briefings that the PDF shows, from the root of the desk.
        settings: where the desk is, and how grave each rule is.
    """
    located = (
        Diagnostic(span, Severity.WARNING, *_what_is_wrong(sought))
        for sought in unprinted
        for span in _spans(sought, paths, settings)
    )
    return in_order(graded(located, settings))


def site_print_problems(
    unprinted: Mapping[str, Sequence[str]], paths: Iterable[tuple[str, str]], settings: Settings
) -> tuple[Diagnostic, ...]:
    """Return what the PDFs of a site's briefings could not show.

    Args:
        unprinted: characters and files of pictures, by the address of the PDF; only where there are any.
        paths: id and file of each briefing; the file from the root of the desk.
        settings: where the desk is, and how grave each rule is.
    """
    if not unprinted:
        return ()
    prints = ((addresses.pdf(addresses.briefing_uri(id)), path) for id, path in paths)
    return in_order(
        problem
        for address, path in prints
        for problem in print_problems(unprinted.get(address, ()), [path], settings)
    )


def _what_is_wrong(sought: str) -> tuple[str, str, str]:
    """Return rule, message and hint for a character or a picture."""
    if len(sought) > 1:
        message = f"the picture '{sought}' cannot be printed; its description stands in its place"
        return "unprintable-picture", message, "use PNG, JPEG, WebP, GIF or SVG, in grey or RGB"
    message = (
        f"no font at hand shows '{sought}' (U+{ord(sought):04X}); "
        f"the PDF has '{replacement_text(sought)}' in its place"
    )
    return (
        "missing-glyph",
        message,
        "install a font of that script where the site is built, and remove the cache",
    )


def _spans(sought: str, paths: Sequence[str], settings: Settings) -> Sequence[Span]:
    """Return where a text first stands in each briefing, else in a registry or a setting, else the briefings."""
    if places := [place for path in paths for place in _first_place(sought, path, settings.root)]:
        return [locate(place, settings.root) for place in places]
    shared = (
        path for path in sorted(settings.content.rglob("*.yaml")) if not settings.holds_briefing(str(path))
    )
    for path in (*shared, settings.root / settings.config_name):
        for place in _first_place(sought, os.path.relpath(path, settings.root), settings.root):
            return [locate(place, settings.root)]
    return [Span(path) for path in paths]


def _first_place(sought: str, path: str, root: Path) -> Iterator[Place]:
    """Yield the first place of a file where a text stands, if there is one."""
    try:
        data, _ = read_yaml((root / path).read_text(encoding="utf-8-sig"), path)
    except (OSError, UnicodeDecodeError):
        return
    places = (
        Place(Path(path).as_posix(), keys, text.index(sought), len(sought))
        for keys, text in texts_with_keys(data)
        if sought in text
    )
    yield from islice(places, 1)
