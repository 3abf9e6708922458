"""Lists of names are in the alphabetical order of the language of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_briefings.link.link import connect
from mkdocs_briefings.model.collation import collation, in_order
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.render.home import home_inputs

CASES = yaml.load((Path(__file__).parent / "alphabets.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["language"])
def test_order(case: dict[str, Any]) -> None:
    names = list(map(str, case["names"]))
    for other in (names[::-1], names[1::2] + names[::2]):
        assert in_order(other, str, case["language"]) == names


def test_capitals_count_last() -> None:
    names = ["co-op", "Co-op", "coop", "Coop", "CoÖp"]
    assert in_order(reversed(names), str, "de") == names
    assert in_order(["aa", "Aa"], str, "da") == ["Aa", "aa"]


def test_plain_latin_names_need_no_tables() -> None:
    collation.cache_clear()
    assert in_order(["b", "A", "a-b", "A b"], str, "en") == ["A", "A b", "a-b", "b"]
    assert in_order(["Zoo", "Aachen"], str, "de") == ["Aachen", "Zoo"]
    assert collation.cache_info().misses == 0
    assert in_order(["Aachen", "Zoo"], str, "da") == ["Zoo", "Aachen"]


def test_every_list_of_the_site(linked) -> None:
    """Each facet, and the topics that as many briefings have."""
    names = ["Zorn", "Åkesson", "Ärlig", "Öland"]
    ids = dict(zip("abcd", reversed(names), strict=True))
    entries = {id: {"name": name} for id, name in ids.items()}
    lists = {kind: [*ids] for kind in ("topics", "regions", "entities", "authors")}
    registries = {kind: entries for kind in lists if kind != "entities"} | {
        "publications": {id: {"name": name} for id, name in ids.items()},
        "entities/all": {id: {**entry, "kind": "place"} for id, entry in entries.items()},
    }
    sources = [{"id": name.lower(), "title": "T", "outlet": name} for name in "dcba"]
    briefings = {
        f"briefings/2024/{id}": {
            **lists,
            "publication": id,
            "sources": [{**each, "outlet": ids[each["id"]]} for each in sources],
        }
        for id in ids
    }
    index = linked(registries | briefings, language="sv").index
    assert {
        kind: [group.ref.name for group in groups.values()] for kind, groups in index.groups.items()
    } == dict.fromkeys(Kind, names)
    assert [ref.name for ref, _ in home_inputs(index, 10).topics] == names
    german = connect(index.summaries.values(), Registries(), languages=("de",)).groups[Kind.OUTLET]
    assert [group.ref.name for group in german.values()] == [*names[1:], "Zorn"]
