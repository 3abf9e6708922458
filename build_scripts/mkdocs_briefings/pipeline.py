"""The story on one screen: load, select, link, check, render.

    content/*.yaml --load--> Desk --select--> Selection --link--> Site --check--> diagnostics
                                                                   |--render--> Page, Page, Page ...

`publish` and the MkDocs plugin write what comes out. ARCHITECTURE.md tells the same at more length.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_briefings.check.check import check, graded
from mkdocs_briefings.diagnostics.diagnostic import (
    Diagnostic,
    Finding,
    Place,
    Severity,
    Span,
    in_order,
    with_spans,
)
from mkdocs_briefings.diagnostics.errors import ProgressCallback, no_progress
from mkdocs_briefings.link.link import link
from mkdocs_briefings.load.load import LoadedDesk, load
from mkdocs_briefings.load.reader import locate
from mkdocs_briefings.model.output import Page, PagePlan
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.publish.pool import map_in_order
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.pages import page_plans, render_page
from mkdocs_briefings.select.select import Selection, Withheld, select, select_all


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known before anything is rendered."""

    site: Site
    """What may be shown."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem, by position; remarks only where they were asked for."""
    left_out: frozenset[str] = frozenset()
    """Files left out because of their errors (`keep_going`)."""
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    """As in `Selection`."""

    @property
    def publishable(self) -> bool:
        """Whether a site may be made of it: no error, or the files with errors left out."""
        broken = {one.span.path for one in self.diagnostics if one.severity is Severity.ERROR}
        return broken <= self.left_out

    @property
    def has_warnings(self) -> bool:
        """Whether there are warnings."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


def gather(settings: Settings, progress: ProgressCallback = no_progress) -> Gathered:
    """Load, select, link and check for a site; what is wrong with a briefing it does not show stops nobody."""
    loaded = load(settings, lambda done, total: progress("load", done, total))
    selection = select(loaded.desk, settings)
    site = link(selection.briefings, selection.registries, settings)
    unseen = {one.path for one in loaded.desk.briefings if one.id in selection.withheld}
    found = _diagnostics(loaded, selection, site, settings)
    diagnostics = tuple(one for one in found if one.span.path not in unseen)
    broken = frozenset(one.span.path for one in diagnostics if one.severity is Severity.ERROR)
    if broken and settings.keep_going:
        rest = selection.without(broken)
        site = link(rest.briefings, rest.registries, settings)
    left_out = broken if settings.keep_going else frozenset()
    return Gathered(site, diagnostics, left_out, selection.withheld)


def examine(settings: Settings, progress: ProgressCallback = no_progress) -> Gathered:
    """Load, link and check everything, drafts and embargoed briefings too: for the people who write them."""
    loaded = load(settings, lambda done, total: progress("load", done, total))
    whole = select_all(loaded.desk)
    site = link(whole.briefings, whole.registries, settings)
    shown = select(loaded.desk, settings)
    selection = Selection(whole.briefings, whole.registries, shown.withheld)
    return Gathered(site, _diagnostics(loaded, selection, site, settings, remarks=True))


def render_pages(
    site: Site, settings: Settings, render: RenderSettings, progress: ProgressCallback = no_progress
) -> Iterator[Page]:
    """Every page, made in parallel where that pays, in the order of the plan."""
    plans = list(page_plans(site, settings))
    made = map_in_order(
        _make, plans, prepare=RenderContext.from_settings, given=render, parallel=settings.fast
    )
    for done, page in enumerate(made, start=1):
        progress("render", done, len(plans))
        yield page


def _make(one: PagePlan, context: RenderContext) -> Page:
    return render_page(one, context)


def _diagnostics(
    loaded: LoadedDesk, selection: Selection, site: Site, settings: Settings, *, remarks: bool = False
) -> tuple[Diagnostic, ...]:
    """Every problem with its position; remarks (severity `info`) only where somebody reads them."""

    def position(place: Place) -> Span:
        return locate(place, settings.root)

    faults: tuple[Finding | Diagnostic, ...] = (*loaded.findings, *loaded.diagnostics)
    found = check(site, selection.registries, settings, selection.withheld, faults)
    read = graded(loaded.findings, settings)
    told = [one for one in (*read, *found) if remarks or one.severity is not Severity.INFO]
    return in_order((*graded(loaded.diagnostics, settings), *with_spans(told, position)))
