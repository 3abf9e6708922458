"""A registry entry that no briefing of the site uses changes no byte of it, whatever names it shares with others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.facets import FACETS, Kind, registered_names
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.render.moved import moved_pages
from mkdocs_briefings.render.pages import briefing_plan, page_plans
from mkdocs_briefings.render.search_records import search_entities

NAMES = {
    "name": "Ann Smith",
    "short": "AS",
    "aliases": ["Smith", "Annie Smith"],
    "native_names": {"ru": "Анна Смит"},
}
"""What an entry may be called; of each registry, the keys that it has."""
LONGER = ("Annie Smith Jones", "Dr. Ann", "Lord Smith")
"""Further names of unseen entries: in the texts, names of the one seen stand within them, or begin there."""
USES = {
    "publication": "seen",
    "authors": ["seen"],
    "topics": ["seen"],
    "regions": ["seen"],
    "entities": ["seen"],
}
TEXT = "Annie Smith Jones, AS, Lord Smith, Dr. Ann Smith, Анна Смит, Anna Smit [@x]."
SOURCE = {"id": "x", "outlet": "seen", "url": "https://example.org/x", "title": TEXT}
OPEN = {
    **USES, "volume": 1, "title": "Of Ann Smith", "executive_points": [TEXT], "body": TEXT, "sources": [SOURCE],
    "events": [{"date": "2024-02-05", "text": TEXT}], "summary": TEXT, "aliases": ["former"],
}  # fmt: skip
RENDER = RenderSettings(site_url="https://example.org/", machine_copies=True, exports=True)


def entry(kind: Kind, names: dict[str, object] = NAMES, **more: object) -> dict[str, object]:
    """An entry of a registry that has all names."""
    fields = FACETS[kind].model.model_fields
    further = {"kind": "person"} if kind is Kind.ENTITY else {}
    return {key: value for key, value in names.items() if key in fields} | further | more


def registries(kinds: set[Kind], unseen: str) -> dict[str, dict[str, object]]:
    """All registries; those of some facets have another entry with the same names, under an id that sorts anywhere."""
    content = {}
    more_names = {**NAMES, "aliases": [*NAMES["aliases"], *LONGER]}
    for kind, facet in FACETS.items():
        name = f"{kind}/all" if facet.in_folder else str(kind)
        seen = {"seen": entry(kind)}
        parent = {"parent": "seen"} if facet.is_tree else {}
        other = {unseen: entry(kind, more_names, **parent)} if kind in kinds else {}
        content[name] = other | seen if unseen < "seen" else seen | other
    return content


def desks(
    kinds: set[Kind], unseen: str, **said: object
) -> tuple[dict[str, object], dict[str, object], dict[str, object]]:
    """The same content without an unseen entry of some kinds, with it, and with a briefing for others that uses it.

    Args:
        kinds: of the unseen entries.
        unseen: their id.
        said: what the briefing that all may see says.
    """
    plain = {"briefings/2024/open": {**OPEN, **said}, **registries(set(), unseen)}
    lying = {**plain, **registries(kinds, unseen)}
    if Kind.OUTLET in kinds:
        lying["notices"] = [{"outlet": unseen, "status": "disputed", "note": "Secret"}]
    uses = {FACETS[kind].key: [unseen] if FACETS[kind].many else unseen for kind in kinds if FACETS[kind].key}
    sources = [{**SOURCE, "outlet": unseen if Kind.OUTLET in kinds else "seen"}]
    hidden = {**OPEN, "aliases": ["open-before"], "tlp": "red", "sources": sources, **uses}
    return plain, lying, {**lying, "briefings/2024/hidden": hidden}


def gathered(settings) -> pipeline.Gathered:
    """The site of a desk of which readers see one briefing."""
    result = pipeline.gather(replace(settings, feeds=5, machine_copies=True, fast=False))
    assert list(result.site.briefings) == ["open"]
    return result


def of_index(index: SiteIndex) -> Iterator[object]:
    """The names that search knows, and redirects."""
    yield from search_entities(index, directory_urls=True)
    yield from moved_pages(index)


def planned(settings) -> list[object]:
    """Everything that is made of the content, before it is rendered: pages look at nothing else."""
    result = gathered(settings)
    assert result.publishable, result.diagnostics
    settings = replace(settings, feeds=5, machine_copies=True)
    (briefing,), entry_of = result.site.briefings.values(), load(settings).desk.registries.entry
    as_in_a_worker = briefing_plan(briefing, result.site.index, entry_of, settings)
    return [*page_plans(result.site, settings), as_in_a_worker, *of_index(result.site.index)]


def published(settings) -> list[object]:
    """Everything that is made of the content: pages with their records and files, the names that search knows, redirects."""
    site = gathered(settings).site
    settings = replace(settings, feeds=5, machine_copies=True, fast=False)
    return [*pipeline.render_pages(site, settings, RENDER), *of_index(site.index)]


def compared(of, write_content, tmp_path, contents) -> None:
    """Compare what is made of several contents."""
    first, *others = (
        of(write_content(content, tmp_path / str(number))) for number, content in enumerate(contents)
    )
    for other in others:
        assert other == first


@pytest.mark.parametrize("unseen", ["a-secret", "z-secret"])
def test_entries_that_only_unseen_briefings_use_change_no_page(tmp_path, write_content, unseen: str) -> None:
    compared(published, write_content, tmp_path, desks(set(Kind), unseen))


@pytest.mark.parametrize("unseen", ["a-secret", "z-secret"])
@pytest.mark.parametrize("kind", Kind)
def test_an_entry_that_only_unseen_briefings_use_changes_nothing(
    tmp_path, write_content, kind: Kind, unseen: str
) -> None:
    compared(planned, write_content, tmp_path, desks({kind}, unseen))


def naming(kind: Kind, name: str) -> dict[str, object]:
    """What a briefing says that names an outlet or an author so."""
    if kind is Kind.OUTLET:
        return {"sources": [{**SOURCE, "outlet": name}]}
    return {FACETS[kind].key: [name]}


TAKING_NAMES = [kind for kind, facet in FACETS.items() if facet.names_allowed]


@pytest.mark.parametrize("unseen", ["a-secret", "z-secret"])
@pytest.mark.parametrize("kind", TAKING_NAMES)
def test_a_plain_name_that_looks_like_the_id_of_an_unseen_entry_is_not_that(
    tmp_path, write_content, kind: Kind, unseen: str
) -> None:
    """Its page has the address that the entry would have, but shows nothing of it."""
    said = naming(kind, unseen.replace("-", " ").title())
    compared(planned, write_content, tmp_path, desks({kind}, unseen, **said))
    compared(published, write_content, tmp_path / "pages", desks({kind}, unseen, **said)[1:])


WAYS = sorted(
    (str(kind), spelt(name))
    for kind in TAKING_NAMES
    for name, spelt in product(registered_names(FACETS[kind].model(**entry(kind))), (str.title, str.upper))
)
"""Every plain name of an entry that another one has, too."""


@pytest.mark.parametrize(("kind", "name"), WAYS)
def test_a_plain_name_that_an_unseen_entry_has_too_is_never_guessed(
    tmp_path, write_content, kind: str, name: str
) -> None:
    """No rule could tell which is meant without a look at what is unseen; no setting lets the build go on."""
    plain, lying, hiding = desks({Kind(kind)}, "a-secret", **naming(Kind(kind), name))
    assert gathered(write_content(plain, tmp_path / "plain")).publishable
    for number, content in enumerate((lying, hiding)):
        settings = write_content(content, tmp_path / str(number))
        result = gathered(replace(settings, severities={"unclear-name": Severity.OFF}))
        assert not result.publishable
        errors = [problem.code for problem in result.diagnostics if problem.severity is Severity.ERROR]
        assert errors == ["unclear-name"]
