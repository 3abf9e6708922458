"""The story on one screen: load, select, link, check, render.

    content/*.yaml --load--> Desk --select--> Selection --link--> Site --check--> diagnostics
                                                                   |--render--> Page, Page, Page ...

`publish` and the MkDocs plugin write what comes out. ARCHITECTURE.md says more about each stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_briefings.check.check import check, graded
from mkdocs_briefings.diagnostics.diagnostic import (
    Diagnostic,
    Finding,
    Severity,
    Verdict,
    faulty_files,
    in_order,
    with_spans,
)
from mkdocs_briefings.diagnostics.errors import ProgressCallback, no_progress
from mkdocs_briefings.link.link import link
from mkdocs_briefings.load.load import LoadedDesk, load
from mkdocs_briefings.load.reader import locate
from mkdocs_briefings.model.desk import Desk, Registries
from mkdocs_briefings.model.now import now_or, settled_moment
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.mapping import map_in_order
from mkdocs_briefings.render.proofs import SiteProofs
from mkdocs_briefings.select.not_shown import hidden, not_shown
from mkdocs_briefings.select.select import Selection, Withheld, select, select_all

_DEFAULTS = RenderSettings()
"""Of a site whose settings say nothing of pages."""


@dataclass(frozen=True, slots=True)
class Gathered(Verdict):
    """A site, and its problems, before anything is rendered."""

    site: Site
    """Briefings that may be shown."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem, by position; remarks only where they were asked for."""
    left_out: frozenset[str] = frozenset()
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    """Why briefings are not shown, by id."""
    registries: Registries = field(default_factory=Registries)
    """The shared lists, whole."""
    not_shown: tuple[str, ...] = ()


def gather(
    settings: Settings, progress: ProgressCallback = no_progress, render: RenderSettings = _DEFAULTS
) -> Gathered:
    """Load, select, link and check for a site; what is wrong with a briefing it does not show stops nobody."""
    loaded = load(settings, lambda done, total: progress("load", done, total))
    selection = select(loaded.desk, settings)
    as_of = settled_moment(now_or(settings.at))
    site = link(selection.briefings, selection.registries, settings, as_of)
    silent = {id for id, reason in selection.withheld.items() if reason is not Withheld.UNCLEAR}
    silent_paths = {briefing.path for briefing in loaded.desk.briefings if briefing.id in silent}
    every = _diagnostics(loaded, selection, site, settings, SiteProofs(render))
    diagnostics = tuple(problem for problem in every if problem.span.path not in silent_paths)
    left_out = faulty_files(diagnostics) if settings.keep_going else frozenset()
    if left_out:
        rest = selection.without(left_out)
        site = link(rest.briefings, rest.registries, settings, as_of)
    withheld = _not_shown(loaded.desk, selection.withheld, settings)
    return Gathered(site, diagnostics, left_out, selection.withheld, selection.registries, withheld)


def examine(
    settings: Settings, progress: ProgressCallback = no_progress, render: RenderSettings = _DEFAULTS
) -> Gathered:
    """Load, link and check everything, drafts and embargoed briefings too: for the people who write them."""
    loaded = load(settings, lambda done, total: progress("load", done, total))
    whole = select_all(loaded.desk)
    site = link(whole.briefings, whole.registries, settings)
    selection = Selection(whole.briefings, whole.registries, select(loaded.desk, settings).withheld)
    diagnostics = _diagnostics(loaded, selection, site, settings, SiteProofs(render), remarks=True)
    withheld = _not_shown(loaded.desk, selection.withheld, settings)
    return Gathered(site, diagnostics, frozenset(), selection.withheld, whole.registries, withheld)


def render_pages(
    site: Site, settings: Settings, render: RenderSettings, progress: ProgressCallback = no_progress
) -> Iterator[Page]:
    """Yield every page, rendered in parallel where that pays, in the order of the plans."""
    from mkdocs_briefings.render.context import RenderContext  # noqa: PLC0415 - a check renders nothing
    from mkdocs_briefings.render.pages import page_plans, render_page  # noqa: PLC0415

    plans = list(page_plans(site, settings))
    with open_executor(len(plans), preload=(render_page.__module__,), parallel=settings.fast) as executor:
        context = executor.share(render, RenderContext.from_settings)
        for done, page in enumerate(map_in_order(executor, render_page, plans, context), start=1):
            progress("render", done, len(plans))
            yield page


def locate_findings(findings: Iterable[Finding], settings: Settings) -> tuple[Diagnostic, ...]:
    """Return findings with line and column, file by file."""
    return with_spans(findings, lambda place: locate(place, settings.root))


def _not_shown(desk: Desk, withheld: Mapping[str, Withheld], settings: Settings) -> tuple[str, ...]:
    briefings = (
        hidden(located.value, withheld[located.id]) for located in desk.briefings if located.id in withheld
    )
    return not_shown(briefings, settings.audience)


def _diagnostics(
    loaded: LoadedDesk,
    selection: Selection,
    site: Site,
    settings: Settings,
    proofs: SiteProofs,
    *,
    remarks: bool = False,
) -> tuple[Diagnostic, ...]:
    """Return every problem with its position; remarks (severity `info`) only where somebody reads them."""
    faults: tuple[Finding | Diagnostic, ...] = (*loaded.findings, *loaded.diagnostics)
    checked = check(site, selection.registries, settings, selection.withheld, proofs, faults)
    findings = [
        finding
        for finding in (*graded(loaded.findings, settings), *checked)
        if remarks or finding.severity is not Severity.INFO
    ]
    return in_order((*graded(loaded.diagnostics, settings), *locate_findings(findings, settings)))
