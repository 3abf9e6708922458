"""The pages of a desk of some hundred briefings: no list is long, every page is reached, no link leads nowhere."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.render import addresses, archive
from mkdocs_briefings.render.archive import LATEST
from mkdocs_briefings.render.context import RenderSettings
from mkdocs_briefings.render.pages import page_plans

pytestmark = pytest.mark.slow

ROOT = "https://example.org/"


def briefing(number: int) -> dict[str, Any]:
    """A briefing: 80 in 2022 of which 5 without a month, 70 in 2023, 40 in 2021, 10 in 2020."""
    year = next(year for year, most in ((2022, 80), (2023, 150), (2021, 190), (2020, 200)) if number < most)
    day = dt.date(year, 1 + number % 12, 1 + number % 28)
    return {
        "title": f"Briefing {number}",
        "date": str(year) if number < 5 else day.isoformat(),
        "topics": ["wide", *(["narrow"] if number % 3 == 0 else [])],
        "entities": ["minsk"],
        "authors": ["ada" if number % 2 else "Bo Li"],
        "publication": "weekly" if number % 2 else "odd",
        "volume": year - 2019 if number % 2 else None,
        "issue": number // 2 if number % 2 and number % 5 else None,
        "related": [f"b{(number + 1) % 200:03}"],
        "body": f"See [next](briefing:b{(number + 1) % 200:03}) [@x, p. 1] and [@y].\n\n## Part\n\nMore [@x].",
        "sources": [
            {"id": "x", "outlet": "sb", "url": "https://sb.by/"},
            {"id": "y", "outlet": f"Paper {number % 4}"},
        ],
        "events": [{"date": "2020-01-01", "text": "It was.", "cites": ["x"]}],
    }


DESK = {
    **{f"briefings/x/b{number:03}": briefing(number) for number in range(200)},
    "briefings/x/undated": {"date": None, "status": "draft", "body": "Talks.", "topics": ["wide"]},
    "topics": {"wide": {"name": "Wide"}, "narrow": {"name": "Narrow", "parent": "wide"}},
    "entities/all": {"minsk": {"name": "Minsk", "kind": "place", "native_names": {"be": "Мінск"}}},
    "authors": {"ada": {"name": "Ada"}},
    "outlets": {"sb": {"name": "SB"}},
    "publications": {"weekly": {"name": "Weekly"}, "odd": {"name": "Odd"}},
}


def pages_of(content: dict[str, Any], root: Path, write_content, **chosen: Any) -> dict[str, Page]:
    """The pages of a desk by their address from the root of the site."""
    settings = replace(write_content(content, root), drafts=True, **chosen)
    site = pipeline.gather(settings).site
    render = RenderSettings(
        directory_urls=settings.directory_urls, site_url=ROOT, extensions=("toc", "tables"), cite_as=()
    )
    rendered = list(pipeline.render_pages(site, settings, render))
    assert [page.uri for page in rendered] == [planned.uri for planned in page_plans(site, settings)]
    return {addresses.url(page.uri, directory_urls=settings.directory_urls): page for page in rendered}


LONGEST = 60


@pytest.fixture(scope="module", autouse=True)
def _short_lists():
    """A list is long sooner than it is, so that two hundred briefings show what thousands would."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "LONGEST", LONGEST)
        yield


@pytest.fixture(scope="module")
def pages(tmp_path_factory, write_content) -> dict[str, Page]:
    """The pages of the whole desk."""
    return pages_of(DESK, tmp_path_factory.mktemp("desk"), write_content)


@pytest.fixture(scope="module")
def read(pages, seen) -> dict[str, Any]:
    """Return the pages as a browser reads them."""
    return {url: seen(page.html) for url, page in pages.items()}


def inner(url: str, href: str) -> tuple[str, str]:
    """Return where a link leads: address from the root, or absolute when it leaves the site, and fragment."""
    target, fragment = urldefrag(urljoin(ROOT + url, href))
    return target.removeprefix(ROOT), fragment


def dead(read, pages) -> list[tuple[str, str]]:
    """Return the links to a page, a file or a part of a page that does not exist."""
    files = {name for page in pages.values() for name, _ in page.files}
    return [
        (url, href)
        for url, page in read.items()
        for href in page.hrefs
        for target, fragment in [inner(url, href)]
        if not target.startswith(("https://", "mailto:"))
        and target not in files
        and (target not in read or (fragment and fragment not in read[target].ids))
    ]


def test_no_link_leads_nowhere(read, pages) -> None:
    assert dead(read, pages) == []


def test_no_link_leads_nowhere_where_addresses_are_files(tmp_path, write_content, seen) -> None:
    few = {
        name: data for name, data in DESK.items() if not name.startswith("briefings/x/b") or name[-3:] < "012"
    }
    pages = pages_of(few, tmp_path, write_content, directory_urls=False)
    assert dead({url: seen(page.html) for url, page in pages.items()}, pages) == []


def test_no_address_twice(pages) -> None:
    assert max(Counter(page.uri for page in pages.values()).values()) == 1


def test_ids_are_unique(read) -> None:
    assert [url for url, page in read.items() if len(page.ids) != len(set(page.ids))] == []


def test_every_page_is_reached_from_the_home_page_and_the_catalogues(pages, read) -> None:
    """The header leads to the catalogues."""
    start = {"", *(url for url, page in pages.items() if page.kind is PageKind.CATALOGUE)}
    reached, ahead = set(start), list(start)
    while ahead:
        url = ahead.pop()
        for target, _ in (inner(url, href) for href in read[url].hrefs):
            if target in read and target not in reached:
                reached.add(target)
                ahead.append(target)
    assert reached == set(read)


@pytest.mark.parametrize(
    ("start", "least"),
    [
        ("archive/index.md", 201),
        ("topics/wide.md", 201),
        ("topics/narrow.md", 67),
        ("outlets/sb.md", 200),
        ("outlets/paper-1.md", 50),
        ("authors/ada.md", 100),
        ("authors/bo-li.md", 100),
        ("publications/weekly.md", 100),
        ("publications/odd.md", 100),
        ("entities/minsk.md", 200),
    ],
)
def test_every_briefing_of_a_group_is_reached_from_its_page(pages, read, start: str, least: int) -> None:
    """Follow the pages of the group's own parts alone, at most three steps down."""
    family = start.removesuffix("index.md").removesuffix(".md")
    own = {url for url, page in pages.items() if page.uri.startswith(family)}
    part, reached = {addresses.url(start)}, set()
    for _ in range(4):
        targets = {target for url in part for target, _ in (inner(url, href) for href in read[url].hrefs)}
        reached |= {
            target for target in targets if target in pages and pages[target].kind is PageKind.BRIEFING
        }
        part = (targets & own) | part
    assert len(reached) == least


def test_no_list_is_long(pages, read) -> None:
    briefings = {url for url, page in pages.items() if page.kind is PageKind.BRIEFING}
    for url, page in read.items():
        listed = {inner(url, href)[0] for href in page.hrefs} & briefings
        a_year = "in" in url.split("/")
        assert len(listed) <= (80 if a_year else LONGEST), url
    assert len({inner("outlets/sb/", href)[0] for href in read["outlets/sb/"].hrefs} & briefings) == LATEST


def test_a_list_is_long_from_one_more_than_a_page_holds() -> None:
    assert [archive.is_long(range(archive.LONGEST + more)) for more in (-1, 0, 1)] == [False, False, True]


def test_a_long_year_is_cut_by_month(pages) -> None:
    uris = {page.uri for page in pages.values()}
    assert {"archive/2022/01.md", "archive/2022/12.md", "archive/2022/99.md", "archive/2023/02.md"} <= uris
    assert not any(uri.startswith(("archive/2021/", "archive/2020/")) for uri in uris)


def test_a_new_briefing_changes_few_pages(tmp_path_factory, write_content) -> None:
    """Only its own page, the home page, and those of its month, its year and its topic."""
    settings = write_content(DESK, tmp_path_factory.mktemp("before"))
    before = {planned.uri: planned for planned in page_plans(pipeline.gather(settings).site, settings)}
    new = {"title": "New", "date": "2023-12-31", "topics": ["narrow"]}
    settings = write_content({**DESK, "briefings/x/new": new}, tmp_path_factory.mktemp("after"))
    after = {planned.uri: planned for planned in page_plans(pipeline.gather(settings).site, settings)}
    assert {uri for uri, planned in after.items() if before.get(uri) != planned} == {
        "briefings/new.md", "index.md", "archive/index.md", "archive/2023.md", "archive/2023/12.md",
        "topics/index.md", "topics/narrow.md", "topics/narrow/in/2023.md",
    }  # fmt: skip


def test_dates_of_pages_are_days(pages) -> None:
    """MkDocs reads them as such for the sitemap."""
    for page in pages.values():
        assert not page.date or dt.date.fromisoformat(page.date)


def test_titles_tell_pages_apart(pages) -> None:
    titles = Counter(page.title for page in pages.values() if page.kind is PageKind.ARCHIVE)
    assert max(titles.values()) == 1
    assert all(page.title for page in pages.values())
