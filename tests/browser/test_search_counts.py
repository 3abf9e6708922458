"""Totals and counts of search, compared with what the authors' YAML says: each value, each pair of facets, with days."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from index_of import records_of, write_site
from serve import served

from mkdocs_briefings.model.facets import FACETS, Kind

pytestmark = pytest.mark.slow
COUNT = 40
MEMBERS = ("x", "y", "z")
DATES = ("2021", "2021-06", "2022-03-09", "2022-12-31", "2023-01-01", "2024-02", "2024")
RANGES = (
    ("", ""),
    ("2021-06-15", "2022-12-31"),
    ("2023-01-01", ""),
    ("", "2021-12-31"),
    ("2024-03-01", "2024-02-01"),
)
_ASK_ALL = """async (asked) => {
  const { search } = await import(new URL("assets/briefings/search/engine.js", document.baseURI));
  return Promise.all(asked.map(async ([query, more]) => {
    const { total, filters, hiding } = await search(query, more);
    return [total, filters, hiding];
  }));
}"""  # fmt: skip
Values = Mapping[str, set[str]]


def name(kind: str, id: str) -> str:
    return f"{kind.title()} {id.upper()}"


@pytest.fixture(scope="module")
def written() -> list[tuple[dict[str, Any], Values]]:
    """Briefings, and the values of all filters of each."""
    chance = random.Random(2)  # noqa: S311
    briefings = []
    for number in range(COUNT):
        ids = {kind: chance.sample(MEMBERS, chance.randrange(3)) for kind in FACETS}
        ids = {kind: of if FACETS[kind].many else of[:1] for kind, of in ids.items()}
        date, language = chance.choice(DATES), chance.choice(["en", "de"])
        briefing: dict[str, Any] = {
            FACETS[kind].key: of if FACETS[kind].many else of[0]
            for kind, of in ids.items()
            if FACETS[kind].key and of
        }
        briefing |= {"date": date, "language": language, "body": "Ferries." if number % 3 else "Harbours."}
        briefing["sources"] = [{"id": f"s-{id}", "outlet": id} for id in ids[Kind.OUTLET]]
        values = {FACETS[kind].word: {name(kind, id) for id in of} for kind, of in ids.items()}
        briefings.append((briefing, values | {"year": {date[:4]}, "language": {language}}))
    return briefings


@pytest.fixture(scope="module")
def page(written, once, write_content, tmp_path_factory, browser):
    content: dict[str, Any] = {
        f"briefings/note-{number}": briefing for number, (briefing, _) in enumerate(written)
    }
    for kind, facet in FACETS.items():
        more = {"kind": "place"} if kind is Kind.ENTITY else {}
        entries = {id: {"name": name(kind, id), **more} for id in MEMBERS}
        content[f"{kind}/all" if facet.in_folder else kind] = entries
    settings = write_content(content, tmp_path_factory.mktemp("counts"))
    with served(once("counts", lambda folder: write_site(folder, *records_of(settings)))) as host:
        opened = browser.new_page()
        opened.goto(host)
        yield opened
        opened.close()


def lies_between(date: str, since: str, until: str) -> bool:
    """Whether any day that a date may be lies within two days."""
    earliest, latest = (date + rest[len(date) :] for rest in ("0000-01-01", "0000-12-31"))
    return latest >= since and (not until or earliest <= until) and (not until or since <= until)


def narrowings() -> list[dict[str, list[str]]]:
    """Nothing; each value of each filter, and two; a value of each pair of filters."""
    offered = {FACETS[kind].word: [name(kind, id) for id in MEMBERS] for kind in FACETS}
    offered |= {"year": ["2021", "2024"], "language": ["de", "en"]}
    single = [{word: chosen} for word, of in offered.items() for chosen in ([of[0]], [of[1]], of[:2])]
    pairs = [{a: offered[a][:1], b: offered[b][1:]} for a, b in combinations(offered, 2)]
    return [{}, *single, *pairs]


@pytest.mark.parametrize("query", ["", "ferries"])
def test_totals_and_counts_are_those_of_the_content(page, written, query) -> None:
    words = [*(facet.word for facet in FACETS.values()), "year", "language"]
    cases = [(chosen, since, until) for chosen in narrowings() for since, until in RANGES]
    asked = [
        [query, {"filters": chosen, "since": since, "until": until, "counts": words}]
        for chosen, since, until in cases
    ]
    assert len(asked) > 250
    wrong = {}
    for (chosen, since, until), (total, counts, hiding) in zip(
        cases, page.evaluate(_ASK_ALL, asked), strict=True
    ):

        def having(chosen, since=since, until=until) -> list[Values]:
            return [
                values
                for briefing, values in written
                if (not query or briefing["body"] == "Ferries.")
                and lies_between(briefing["date"], since, until)
                and all(not of or values[word] & set(of) for word, of in chosen.items())
            ]

        expected = {
            word: dict(Counter(value for values in having({**chosen, word: []}) for value in values[word]))
            for word in words
        }
        without = [(word, len(having({**chosen, word: []}))) for word in chosen] + [
            ("date", len(having(chosen, "", "")))
        ]
        hidden = [(word, number) for word, number in without if number] or [("", len(having({}, "", "")))]
        reported = [(one["name"], one["total"]) for one in hiding]
        if (total, counts, reported) != (len(having(chosen)), expected, [] if having(chosen) else hidden):
            wrong[f"{chosen} {since}/{until}"] = total, counts, reported
    assert wrong == {}
