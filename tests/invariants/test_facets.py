"""What `model/facets.py` declares of a facet holds for each: pages, lists, search, feeds, copies, checks and imports."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.importers.draft import ImportOptions
from mkdocs_briefings.importers.pipeline import import_file
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.facets import FACETS, Facet, Kind
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefings_table import table_files
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.selection import plan_feeds

EVERY = pytest.mark.parametrize("facet", FACETS.values(), ids=list(FACETS))
KEYED = pytest.mark.parametrize("facet", [facet for facet in FACETS.values() if facet.key])
RENDER = RenderSettings(site_url="https://example.org/", cite_as=(), machine_copies=True)
SETTINGS = {"feeds": 9, "machine_copies": True, "fast": False}


def ids(facet: Facet, *ids: str) -> object:
    return list(ids) if facet.many else ids[0]


def desk() -> dict[str, Any]:
    """A briefing with a member of each facet, called `Known topics` ..., and one with none."""
    briefing: dict[str, Any] = {facet.key: ids(facet, "x") for facet in FACETS.values() if facet.key}
    briefing["sources"] = [{"id": "s", "outlet": "x"}]
    content: dict[str, Any] = {"briefings/full": briefing, "briefings/bare": {}}
    for kind, facet in FACETS.items():
        entry = {"name": f"Known {kind}", **({"kind": "place"} if kind is Kind.ENTITY else {})}
        content[f"{kind}/all" if facet.in_folder else kind] = {
            "x": entry,
            "unused": entry | {"name": "Unused"},
        }
    return content


@pytest.fixture(scope="module")
def site(tmp_path_factory, write_content) -> Site:
    return pipeline.gather(write_content(desk(), tmp_path_factory.mktemp("facets"))).site


@pytest.fixture(scope="module")
def pages(tmp_path_factory, write_content, site) -> dict[str, Page]:
    settings = replace(write_content(desk(), tmp_path_factory.mktemp("pages")), **SETTINGS)
    return {page.uri: page for page in pipeline.render_pages(site, settings, RENDER)}


@EVERY
def test_pages(facet: Facet, pages, seen) -> None:
    catalogue = seen(pages[addresses.catalogue_uri(facet.kind)].html).text
    assert facet.title in catalogue
    assert facet.lead in catalogue
    assert f"Known {facet.kind}" in catalogue
    assert "Unused" not in catalogue
    group = pages[addresses.group_uri(facet.kind, "x")]
    assert (group.title, "feed.xml" in group.html) == (f"Known {facet.kind}", facet.has_feeds)
    filed = pages["briefings/full.md"].html.partition('class="filed"')[2].partition("</section>")[0]
    assert (f"Known {facet.kind}" in filed) == facet.filed
    head = pages["briefings/full.md"].head
    assert (f'article:tag" content="Known {facet.kind}' in head) == facet.keywords


@EVERY
def test_search(facet: Facet, site, pages, seen) -> None:
    record = pages["briefings/full.md"].record
    assert record.filters[facet.word] == (f"Known {facet.kind}",)
    assert (f"Known {facet.kind}" in record.group_names) == facet.weighs_in_search
    html = pages["search.md"].html
    assert f'<details data-facet="{facet.word}"' in html
    assert f"<summary>{facet.filter_label}</summary>" in html


@EVERY
def test_feeds(facet: Facet, site) -> None:
    feeds = {feed.uri for feed in plan_feeds(site.index, 9)}
    assert (addresses.group_uri(facet.kind, "x") in feeds) == facet.has_feeds


@KEYED
def test_copies_and_table(facet: Facet, site, pages) -> None:
    copies = {
        id: json.loads(dict(pages[f"briefings/{id}.md"].files)[f"briefings/{id}/index.json"])
        for id in site.briefings
    }
    copied = copies["full"][facet.key]
    assert [member["name"] for member in (copied if facet.many else [copied])] == [f"Known {facet.kind}"]
    assert facet.key not in copies["bare"]
    files = dict(
        table_files(
            ((summary, "0" * 64) for summary in site.index.summaries.values()),
            RenderContext.from_settings(RENDER),
        )
    )
    rows = {row["id"]: row for row in json.loads(files["briefings.json"])["briefings"]}
    assert rows["full"][facet.key] == ids(facet, "x")
    assert not rows["bare"][facet.key]
    cells = {row["id"]: row for row in csv.DictReader(io.StringIO(files["briefings.csv"].decode()))}
    assert (cells["full"][facet.key], cells["bare"][facet.key]) == ("x", "")


@KEYED
def test_an_unknown_id_is_told(facet: Facet, write_desk) -> None:
    settings = write_desk({**desk(), "briefings/full": {facet.key: ids(facet, "xyz")}})
    problems = [
        (problem.code, problem.span.path)
        for problem in pipeline.gather(settings).diagnostics
        if problem.code == "unknown-id"
    ]
    assert problems == ([] if facet.names_allowed else [("unknown-id", "content/briefings/full.yaml")])


@KEYED
def test_imports_read_front_matter(facet: Facet, write_desk) -> None:
    index = RegistryIndex.from_registries(load(write_desk(desk())).desk.registries)
    for key in facet.imported_keys.split():
        article = f"---\ntitle: A visit\n{key}: Known {facet.kind}\n---\n\nThey met.\n"
        result = import_file("a.md", article.encode(), index, ImportOptions(dt.date(2026, 1, 2)))
        assert [id for _, id in facet.written(result.draft.briefing)] == ["x"]


def test_what_a_desk_does_not_use_is_nowhere(made) -> None:
    pages = made({"briefings/bare": {}})
    assert pages.keys() == {
        "index.md",
        "archive/index.md",
        "archive/2024.md",
        "briefings/bare.md",
        "how-to-read.md",
        "search.md",
    }
    assert not any(facet.title in pages["briefings/bare.md"].html for facet in FACETS.values())


@pytest.mark.parametrize("kind", Kind)
def test_a_name_in_a_registry_has_a_longest_length(write_desk, kind: Kind) -> None:
    """Every text is searched for it: one of 50,000 letters would take minutes."""
    facet = FACETS[kind]
    keys = {
        "name": str,
        "short": str,
        "aliases": lambda name: [name],
        "native_names": lambda name: {"ru": name},
    }
    for key, value in ((key, value) for key, value in keys.items() if key in facet.model.model_fields):
        further = {"kind": "person"} if kind is Kind.ENTITY else {}
        entries = {
            f"n-{length}": {"name": f"N{length}", **further, key: value("a" * length)}
            for length in (300, 301, 50_000)
        }
        loaded = load(write_desk({f"{kind}/all" if facet.in_folder else str(kind): entries}))
        assert [finding.code for finding in loaded.findings] == ["wrong-value"] * 2, key
