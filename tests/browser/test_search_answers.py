"""What search answers, compared with the texts of made-up records: totals, counts, order, phrases, and what it loads."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import index_of
import pytest
from index_of import ask, found_by, ids
from serve import served

from mkdocs_briefings.model.output import SearchRecord, SearchSection

pytestmark = pytest.mark.slow
COUNT, WORDS = 700, 220
FREQUENT = ("harbours", "policy", "ferry", "café")
MOST_BYTES, LARGEST = 400_000, 100_000
"""That a query may load, and that a file may have."""


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
    return once("answers", lambda folder: index_of.write_site(folder, records.values()))


@pytest.fixture(scope="module")
def page(site, browser):
    with served(site) as host:
        opened = browser.new_page()
        opened.goto(host)
        yield opened
        opened.close()


@pytest.fixture
def ask_afresh(site, browser):
    """Asks search in a browser that has loaded nothing yet; says what was sent, too."""
    sent: list[tuple[str, int]] = []
    context = browser.new_context()
    with served(site, sent=sent) as host:
        page = context.new_page()
        page.goto(host)
        sent.clear()

        def asked(query: str, **more: object):
            answer = ask(page, query, **more)
            page.wait_for_load_state("networkidle")
            return answer, [one for one in sent if one[0].endswith(".bin")]

        yield asked
        context.close()


def words_of(record: SearchRecord) -> list[str]:
    return re.findall(r"\w+", f"{record.title} {record.details['summary']} {record.sections[0].text}".lower())


def all_ids(page, query: str, records) -> set[str]:
    (urls,) = found_by(page, [query], records.values())
    return {url.split("/")[1] for url in urls}


def having(records, *words):
    return {id for id, record in records.items() if set(words) <= set(words_of(record))}


@pytest.mark.parametrize(
    "query", ["policy", "policies", "ferry policy", "cafe", "café harbours", "rare7x ferry"]
)
def test_all_that_have_them_are_found(page, records, query) -> None:
    words = [{"policies": "policy", "cafe": "café"}.get(word, word) for word in query.lower().split()]
    answer = ask(page, query, counts=["topic"])
    expected = having(records, *words)
    assert all_ids(page, query, records) == expected
    assert answer["total"] == len(expected)
    assert answer["filters"]["topic"] == Counter(records[id].filters["topic"][0] for id in expected)
    for result in answer["results"]:
        marked = {
            word for piece in result["excerpt"] if piece["marked"] for word in piece["text"].lower().split()
        }
        assert marked & {*words, "policies"}, result
        assert result["url"].endswith("#point:1")


def test_those_about_them_come_first(page, records) -> None:
    about = {id for id, record in records.items() if record.title.startswith("Policy")}
    assert len(about) > 5
    assert set(ids(ask(page, "policy", limit=len(about)))) == about


def test_filters_and_dates_hold(page, records) -> None:
    chosen = {"filters": {"topic": ["Topic 3"]}, "since": "2005-01-01", "until": "2009-12-31"}
    answer = ask(page, "ferry", **chosen, sort="date", limit=COUNT)
    expected = {
        id
        for id in having(records, "ferry")
        if records[id].filters["topic"] == ("Topic 3",) and "2005" <= records[id].date < "2010"
    }
    dates = [records[id].date for id in ids(answer)]
    assert set(ids(answer)) == expected
    assert len(expected) > 5
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    "phrase", ["ferry policy", "policy rare7x", "harbours harbours", "café ferry harbours"]
)
def test_phrases_are_found_exactly(page, records, phrase) -> None:
    written = re.compile(rf"\b{phrase.replace('policy', 'polic(y|ies)')}\b")
    expected = {id for id, record in records.items() if written.search(record.sections[0].text)}
    assert expected
    assert all_ids(page, f'"{phrase}"', records) == expected
    assert not ask(page, f'"{phrase}"')["isMore"]
    assert all_ids(page, f'rare9x "{phrase}"', records) == expected & having(records, "rare9x")


@pytest.mark.parametrize(
    "query",
    ["policy", "p", "rare", '"café ferry harbours policy ferry café harbours policy"', "policies ferry cafe harbours rare1x",
     "harboru", "hrabours polciy fery cfae rbriefing bricfinh mad", "unheard ferry", " ".join(f"rare{n}x" for n in range(60))],
)  # fmt: skip
def test_a_query_loads_little(ask_afresh, query) -> None:
    _, sent = ask_afresh(query, counts=["topic"], since="2003-01-01")
    assert sum(size for _, size in sent) < MOST_BYTES
    assert len(sent) > 3


def test_a_phrase_that_loads_too_much_says_so(ask_afresh, site, records) -> None:
    """It is never said to be in no briefing: neither one that many have, nor one that stands where nobody looked."""
    frequent = "|".join(FREQUENT)
    times = Counter(
        run
        for record in records.values()
        for run in set(re.findall(rf"\b(?:(?:{frequent}) ){{6}}", record.sections[0].text))
    )
    rare = sorted(run for run, count in times.items() if count == 1)[:12]
    script = site / "assets/briefings/search/phrases.js"
    whole = script.read_text(encoding="utf-8")
    script.write_text(whole.replace("MOST_FILES = 18", "MOST_FILES = 2"), encoding="utf-8")
    try:
        answer, _ = ask_afresh('"ferry policy"')
        others = [ask_afresh(f'"{run}"')[0] for run in rare]
    finally:
        script.write_text(whole, encoding="utf-8")
    assert answer["isMore"]
    assert answer["total"] > 0
    assert all(other["isMore"] and not other["missing"] for other in others)
    assert 0 in [other["total"] for other in others]


def test_nothing_asked_loads_no_shard(ask_afresh) -> None:
    answer, sent = ask_afresh("")
    assert answer["total"] == COUNT
    assert [path for path, _ in sent if "/shards/" in path] == []


def test_no_file_is_large(site) -> None:
    sizes = [path.stat().st_size for path in site.glob("search/**/*.bin")]
    assert max(sizes) < LARGEST
