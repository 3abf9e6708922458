"""Lists of groups and of the archive: in periods where they are long, what an outlet was cited for, notices, titles."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from mkdocs_briefings.model.messages import IN_ENGLISH
from mkdocs_briefings.render.periods import MOST_ON_PAGE, GroupPart, Period, on_first_page, periods

SOURCES = [
    {"id": "one", "outlet": "sb", "title": "Good & bad", "date": "2024-01-27", "language": "ru"},
    {"id": "two", "outlet": "sb", "date": "2024"},
    {"id": "three", "outlet": "Other", "title": "Elsewhere"},
]


def members(*years: int) -> tuple:
    """So many briefings in each year, the newest year first."""
    return tuple(
        SimpleNamespace(year=2024 - back, id=f"{back}-{n}")
        for back, most in enumerate(years)
        for n in range(most)
    )


def name_of(part: Period) -> str:
    return GroupPart(part.first, part.last).name(IN_ENGLISH)


@pytest.mark.parametrize(
    ("years", "names"),
    [
        ([MOST_ON_PAGE], []),
        ([51], [("2024", 2024)]),
        ([10, 10, 10, 10, 11], [("2024", 2024), ("2020–2023", 2020)]),
        ([1, 50, 1, 45], [("2024", 2024), ("2022–2023", 2022), ("2021", 2021)]),
        ([1, 200, 3], [("2024", 2024), ("2023", 2023), ("2022", 2022)]),
    ],
)
def test_periods(years, names):
    listed = members(*years)
    parts = periods(listed, of=len(listed))
    assert [(name_of(part), part.first) for part in parts] == names
    assert sum((part.briefings for part in parts), ()) == (listed if parts else ())
    assert len(on_first_page(listed)) == (20 if parts else len(listed))


def test_addresses_of_periods_stay_while_years_are_added():
    before = [part.first for part in periods(members(5, 50, 60), of=115)]
    after = [part.first for part in periods(members(3, 5, 50, 60), of=118)]
    assert {first - 1 for first in before} <= set(after)


def test_undated_briefings_stand_alone():
    undated = tuple(SimpleNamespace(year=0, id=f"u{n}") for n in range(3))
    parts = periods(members(20, 40) + undated, of=63)
    assert [name_of(part) for part in parts] == ["2024", "2023", "Undated"]


def outlet_page(made, **further) -> str:
    desk = {
        "briefings/2024/a": {"title": "First", "body": "Said [@one; @two; @three].", "sources": SOURCES},
        "outlets": {"sb": {"name": "SB"}, "far": {"name": "Far"}},
        **further,
    }
    return made(desk)["outlets/sb.md"].html


def test_an_outlet_lists_what_it_was_cited_for(made):
    html = outlet_page(made)
    lines = re.findall(r"<li>(.*)</li>", html[html.index('class="item-points') :])
    assert lines == [
        '<cite lang="ru"><a href="../../briefings/a/#source:one">Good &amp; bad</a></cite>, January\u00a027,\u00a02024',
        '<a href="../../briefings/a/#source:two">2024</a>',
    ]


def test_a_notice_on_an_outlet_stands_on_its_page(made):
    notices = [
        {"outlet": "sb", "status": "disputed", "date": "2024-03-01", "note": "By many."},
        {"outlet": "far", "status": "dead"},
    ]
    html = outlet_page(made, notices=notices)
    assert re.findall(r'<li class="status status-(\w+)"><b>(.*?)</b>(.*?)</li>', html) == [
        ("disputed", "disputed", " (March 1, 2024) By many.")
    ]


def test_the_archive_shows_titles(made):
    pages = made(
        {f"briefings/x/b{n}": {"title": f"Title {n}", "date": f"{2020 + n % 3}-01-02"} for n in range(9)}
    )
    html = pages["archive/index.md"].html
    assert re.findall(r"<h3 .*?>(Title \d)<", html) == [f"Title {n}" for n in (2, 5, 8, 1, 4, 7, 0, 3, 6)]
    assert re.findall(r'<h2 id="year:\d+"[^>]*><a href="\d+/">(\d+)<', html) == ["2022", "2021", "2020"]


def test_parts_of_an_entity_hold_its_judgments(made):
    def briefing(number: int) -> dict:
        return {
            "date": f"{2020 + number % 2 * 4}-01-02",
            "entities": ["bo"],
            "executive_points": ["Bo came."],
        }

    desk = {f"briefings/x/b{number:02}": briefing(number) for number in range(MOST_ON_PAGE + 2)}
    pages = made({**desk, "entities/all": {"bo": {"name": "Bo", "kind": "person"}}})
    first, rest = pages["entities/bo.md"].html, pages["entities/bo/in/2020.md"].html
    assert '<a href="in/2020/">2020–2024</a>' in first
    assert first.count('class="said-in"') == first.count('class="item-title"') == 20
    assert rest.count('class="said-in"') == rest.count('class="item-title"') == MOST_ON_PAGE + 2
