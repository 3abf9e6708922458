"""The work that a briefing makes grows with what it holds, and no faster: steps are counted, not seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from steps import steps_of

from mkdocs_briefings.check.check import check_briefings
from mkdocs_briefings.check.context import Unread, desk_facts
from mkdocs_briefings.link.link import link
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.pages import page_plans, render_page
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.proofs import SiteProofs
from mkdocs_briefings.render.texts import BriefingInputs
from mkdocs_briefings.select.select import select

pytestmark = pytest.mark.slow

N = 12
WORDS = "The ministry said that exports of *grain* had grown"
RENDER = RenderSettings(
    site_url="https://example.org/",
    machine_copies=True,
    pdf=True,
    cite_as=(),
    extensions=("toc", "tables", "footnotes"),
)
Content = dict[str, Any]


def _sources(n: int) -> list[dict[str, str]]:
    return [
        {"id": f"s{i}", "outlet": f"Paper {i}", "title": f"Title {i}", "date": "2024-03-01"} for i in range(n)
    ]


def _body(n: int, text: Callable[[int], str]) -> str:
    return "\n\n".join(map(text, range(n)))


def _briefing(**fields: object) -> Content:
    return {"briefings/2024/a": fields}


def _entities(n: int) -> Content:
    entries = {f"e{i}": {"name": f"Place{i}", "kind": "place"} for i in range(n)}
    named = _briefing(entities=[*entries], body=_body(n, lambda i: f"*They* met in Place{i}."))
    return {"entities": entries, **named}


def _aliases(n: int) -> Content:
    place = {"name": "Minsk", "kind": "place", "aliases": [f"Alias{i}" for i in range(n)]}
    return {"entities": {"minsk": place}, **_briefing(entities=["minsk"], body=_body(n, "Alias{}".format))}


MANY: dict[str, Callable[[int], Content]] = {
    "sources": lambda n: _briefing(sources=_sources(n), body=_body(n, lambda i: f"{WORDS} [@s{i}].")),
    "headings": lambda n: _briefing(body=_body(n, lambda i: f"## Part {i}\n\n{WORDS}.")),
    "headings of one title": lambda n: _briefing(body=_body(n, lambda _: f"## Outlook\n\n{WORDS}.")),
    "footnotes": lambda n: _briefing(
        body=_body(n, lambda i: f"{WORDS}.[^{i}]") + "\n\n" + _body(n, lambda i: f"[^{i}]: Note {i}.")
    ),
    "references to one footnote": lambda n: _briefing(
        body=_body(n, lambda _: f"{WORDS}.[^1]") + "\n\n[^1]: Note."
    ),
    "corrections": lambda n: _briefing(
        sources=_sources(n),
        corrections=[{"date": "2024-03-05", "text": f"{WORDS} [@s{i}]."} for i in range(n)],
    ),
    "events": lambda n: _briefing(
        sources=_sources(n),
        events=[{"date": "2024-01-05", "text": WORDS, "cites": [f"s{i}"]} for i in range(n)],
    ),
    "notices": lambda n: {
        "notices": [{"outlet": f"paper-{i}", "status": "disputed"} for i in range(n)],
        "outlets": {f"paper-{i}": {"name": f"Paper {i}"} for i in range(n)},
        **_briefing(sources=_sources(n), body=_body(n, lambda i: f"{WORDS} [@s{i}].")),
    },
    "faults": lambda n: _briefing(sources=[{**source, "date": "2024-13"} for source in _sources(n)]),
    "entities": _entities,
    "aliases": _aliases,
}


def _work(settings: Settings, context: RenderContext) -> None:
    loaded = load(settings)
    selection = select(loaded.desk, settings)
    site = link(selection.briefings, selection.registries, settings)
    (briefing,) = site.briefings.values()
    unread = Unread.from_faults(loaded.findings, settings)
    check_briefings((briefing,), selection.registries, settings, unread, SiteProofs(RENDER))
    desk_facts(briefing, selection.registries)
    for plan in page_plans(site, settings):
        if isinstance(plan.inputs, BriefingInputs):
            render_page(plan, context)
            briefing_document(plan.uri, plan.inputs, context)


@pytest.mark.parametrize("many", MANY.values(), ids=MANY)
def test_work_is_linear(write_content, tmp_path, many) -> None:
    context = RenderContext.from_settings(RENDER)

    def steps(size: int) -> int:
        written = write_content(many(size), tmp_path / str(size))
        settings = replace(written, machine_copies=True)
        return steps_of(lambda: _work(settings, context))

    steps(3 * N)  # fills what is cached
    largest, smallest, middle = steps(3 * N), steps(N), steps(2 * N)
    assert largest - 2 * middle + smallest < N**2 / 4
