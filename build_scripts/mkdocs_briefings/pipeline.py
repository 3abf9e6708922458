"""The story on one screen: load, select, link, check, render.

    content/*.yaml --load--> Desk --select--> Selection --link--> Site --check--> diagnostics
                                                                   |--render--> Page, Page, Page ...

`publish` and the MkDocs plugin write what comes out. ARCHITECTURE.md tells the same at more length.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_briefings.check.check import check
from mkdocs_briefings.check.severity import graded
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Severity, in_order
from mkdocs_briefings.diagnostics.located import located
from mkdocs_briefings.diagnostics.progress import Tell, silent
from mkdocs_briefings.diagnostics.span import Place, Span
from mkdocs_briefings.link.link import link
from mkdocs_briefings.load.load import Loaded, load
from mkdocs_briefings.load.reader import locate
from mkdocs_briefings.model.output import Page, Plan
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.publish.workers import mapped
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.pages import make, plan
from mkdocs_briefings.select.select import Selection, Withheld, everything, select


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
    def sound(self) -> bool:
        """Whether a site may be made of it: no error, or the files with errors left out."""
        broken = {one.span.path for one in self.diagnostics if one.severity is Severity.ERROR}
        return broken <= self.left_out

    @property
    def doubtful(self) -> bool:
        """Whether there are warnings."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


def gather(settings: Settings, tell: Tell = silent) -> Gathered:
    """Load, select, link and check for a site; what is wrong with a briefing it does not show stops nobody."""
    loaded = load(settings, lambda done, total: tell("load", done, total))
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


def examine(settings: Settings, tell: Tell = silent) -> Gathered:
    """Load, link and check everything, drafts and embargoed briefings too: for the people who write them."""
    loaded = load(settings, lambda done, total: tell("load", done, total))
    whole = everything(loaded.desk)
    site = link(whole.briefings, whole.registries, settings)
    shown = select(loaded.desk, settings)
    selection = Selection(whole.briefings, whole.registries, shown.withheld)
    return Gathered(site, _diagnostics(loaded, selection, site, settings, remarks=True))


def pages(site: Site, settings: Settings, render: RenderSettings, tell: Tell = silent) -> Iterator[Page]:
    """Every page, made in parallel where that pays, in the order of the plan."""
    plans = list(plan(site, settings))
    made = mapped(_make, plans, prepare=Context.of, given=render, parallel=settings.fast)
    for done, page in enumerate(made, start=1):
        tell("render", done, len(plans))
        yield page


def _make(one: Plan, context: Context) -> Page:
    return make(one, context)


def _diagnostics(
    loaded: Loaded, selection: Selection, site: Site, settings: Settings, *, remarks: bool = False
) -> tuple[Diagnostic, ...]:
    """Every problem with its position; remarks (severity `info`) only where somebody reads them."""

    def position(place: Place) -> Span:
        return locate(place, settings.root)

    faults: tuple[Finding | Diagnostic, ...] = (*loaded.findings, *loaded.diagnostics)
    found = check(site, selection.registries, settings, selection.withheld, faults)
    read = graded(loaded.findings, settings)
    told = [one for one in (*read, *found) if remarks or one.severity is not Severity.INFO]
    return in_order((*graded(loaded.diagnostics, settings), *located(told, position)))
