"""Words that stand in very many briefings: found in full, counted right, in phrases too, and cheap.

The records are made up, so that a word fills a file of the index; what search says is compared with their texts.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from serve import served

from mkdocs_briefings.model.output import SearchRecord, SearchSection
from mkdocs_briefings.publish.search.indexing import start

pytestmark = pytest.mark.slow
COUNT, WORDS = 1500, 220
FREQUENT = ("harbours", "policy", "ferry", "café")
THEME = Path(__file__).parents[2] / "build_scripts/mkdocs_briefings/theme/assets"
_ASK = """async ([query, more]) => {
  const { search } = await import(new URL("assets/briefings/search/engine.js", document.baseURI));
  const { total, filters, results } = await search(query, more);
  return { total, filters, results };
}"""


def made(number: int, chance: random.Random) -> SearchRecord:
    """A record of the frequent words among many rare ones; one in ten lacks a frequent word, one in 50 is about it.

    The fourth has one in its summary alone.
    """
    there = [word for word in FREQUENT if chance.random() < 0.9] if number != 3 else ["café"]
    supply = [*(word for word in there for _ in range(100)), *(f"rare{n}x" for n in range(200))]
    text = " ".join([*there, *chance.choices(supply, k=WORDS), *(["policies"] if "policy" in there else [])])
    title = f"Policy {number}" if "policy" in there and number % 50 == 0 else f"Briefing {number}"
    day = f"20{number % 25:02}-01-{number % 28 + 1:02}"
    return SearchRecord(
        url=f"briefings/{number}/",
        title=title,
        language="en",
        details={"summary": "Harbours." if number == 3 else "Made up."},
        filters={"topic": (f"Topic {number % 7}",), "date": (day,)},
        date=day,
        sections=(SearchSection("point:1", "Executive point 1", text),),
    )


@pytest.fixture(scope="module")
def records() -> dict[str, SearchRecord]:
    chance = random.Random(5)  # noqa: S311
    return {f"{number}": made(number, chance) for number in range(COUNT)}


@pytest.fixture(scope="module")
def site(records, once) -> Path:
    def build(folder: Path) -> None:
        shutil.copytree(THEME, folder / "site/assets")
        (folder / "site/index.html").write_text('<!doctype html><html lang="en"><title>Home</title>')
        (folder / "site/search").mkdir()
        (folder / "site/search/names.json").write_text('{"entities": [], "shared": {}, "facets": []}')
        start(records.values(), "en", folder / "cache").finish(folder / "site")

    return once("frequent", build) / "site"


@pytest.fixture(scope="module")
def ask(site, browser):
    """Asks search; what was sent for it is in `sent`."""
    sent: list[tuple[str, int]] = []
    with served(site, sent=sent) as host:
        page = browser.new_page()
        page.goto(host)

        def asked(query: str, **more: object):
            sent.clear()
            answer = page.evaluate(_ASK, [query, more])
            page.wait_for_load_state("networkidle")
            return answer

        asked.sent = sent
        yield asked
        page.close()


def words_of(record: SearchRecord) -> list[str]:
    return re.findall(r"\w+", f"{record.title} {record.details['summary']} {record.sections[0].text}".lower())


def having(records, *words):
    return {id for id, one in records.items() if set(words) <= set(words_of(one))}


def ids(answer):
    return [one["top"].split("/briefings/")[1].partition("/")[0] for one in answer["results"]]


def test_they_are_frequent(site) -> None:
    known = json.loads((site / "pagefind/frequent.json").read_text(encoding="utf-8"))
    assert {"harbours", "policy", "policies", "ferry", "cafe"} <= {*known["with"], *known["without"]}


@pytest.mark.parametrize(
    "query", ["policy", "policied", "ferry policy", "cafe", "café harbours", "rare7x ferry"]
)
def test_all_that_have_them_are_found(ask, records, query) -> None:
    words = [
        {"policies": "policy", "policied": "policy", "cafe": "café"}.get(word, word)
        for word in query.lower().split()
    ]
    answer = ask(query, limit=COUNT, counts=["topic"])
    expected = having(records, *words)
    assert set(ids(answer)) == expected
    assert answer["total"] == len(expected)
    counts = Counter(records[id].filters["topic"][0] for id in expected)
    assert answer["filters"]["topic"] == {f"Topic {n}": counts[f"Topic {n}"] for n in range(7)}
    for one in answer["results"]:
        marked = {
            word for piece in one["excerpt"] if piece["marked"] for word in piece["text"].lower().split()
        }
        assert marked & {*words, "policies"}, one
        assert one["url"].endswith("#point:1")


def test_those_about_them_come_first(ask, records) -> None:
    about = {id for id, one in records.items() if one.title.startswith("Policy")}
    assert set(ids(ask("policy", limit=len(about)))) == about


def test_filters_and_dates_hold(ask, records) -> None:
    answer = ask("ferry", filters={"topic": ["Topic 3"]}, sort="date", limit=COUNT)
    expected = {id for id in having(records, "ferry") if records[id].filters["topic"] == ("Topic 3",)}
    dates = [records[id].date for id in ids(answer)]
    assert set(ids(answer)) == expected
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("phrase", ["ferry policy", "policy rare7x", "harbours harbours"])
def test_phrases_are_found_exactly(ask, records, phrase) -> None:
    written = re.compile(rf"\b{phrase.replace('policy', 'polic(y|ies)')}\b")  # Pagefind compares stems
    expected = {id for id, one in records.items() if written.search(one.sections[0].text)}
    assert expected
    assert set(ids(ask(f'"{phrase}"', limit=COUNT))) == expected
    assert set(ids(ask("ferry", limit=COUNT))) == having(records, "ferry")


def test_nothing_asked_loads_no_index(ask) -> None:
    assert ask("")["total"] == COUNT
    index = [path for path, _ in ask.sent if path.endswith(".pf_index")]
    assert len(index) <= 1
