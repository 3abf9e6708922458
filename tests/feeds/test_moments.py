"""Nothing for machines says that a briefing was published or updated in the future, at whatever hour it is made."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from functools import cache

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.now import settled_moment
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.feeds.selection import plan_feeds
from mkdocs_briefings.render.pages import page_plans
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.sitemap import sitemap

DAY = dt.datetime(2024, 2, 5, tzinfo=dt.UTC)
DATES = [
    "2023",
    "2024",
    "2024-01",
    "2024-02",
    "2024-02-04",
    "2024-02-05",
    "2024-02-06",
    "2024-02-07",
    "2024-03",
    "2025",
    "2042-01-01",
]
"""Days before, on and after the day on which feeds are made, and months and years that begin before or after it."""
HOURS = [
    DAY + dt.timedelta(hours=hour, minutes=minute) for hour in (0, 1, 2, 12, 13, 14, 23) for minute in (0, 59)
]
MOMENT = r"\d{4}-\d\d-\d\d(?:T[0-9:]{8}(?:Z|[+-]\d\d:\d\d))?"
TOLD = re.compile(
    rf'(?:"(?:published|updated|date_published|date_modified|dateModified)": ?"|"article:(?:published|modified)_time" content="|'
    rf"<(?:published|updated|lastmod)>)({MOMENT})"
)
"""What says when something was published or updated: in copies, feeds, JSON-LD, Open Graph and the sitemap."""
RENDER = RenderSettings(site_url="https://example.org/", machine_copies=True, exports=False, cite_as=())
NOW = "2024-02-05T00:00:00+00:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory, write_content):
    """Makes what machines read of a site with every date as that of a briefing and of a correction, by address."""
    content = {f"briefings/a{number}": {"date": date} for number, date in enumerate(DATES)}
    for number, date in enumerate(DATES):
        correction = {"date": date, "text": "Corrected."}
        content[f"briefings/b{number}"] = {"date": "2024-02-05", "corrections": [correction] * 3}
        content[f"briefings/c{number}"] = {
            "publish_at": "2024-02-04T23:59:00Z",
            "date": date,
            "corrections": [correction],
        }
    written = write_content(content, tmp_path_factory.mktemp("moments"))
    context = RenderContext.from_settings(RENDER)

    @cache
    def as_of(moment: dt.datetime) -> dict[str, str]:
        settings = replace(written, at=moment, feeds=99, machine_copies=True, fast=False)
        gathered = pipeline.gather(settings)
        assert gathered.publishable
        pages = list(pipeline.render_pages(gathered.site, settings, RENDER))
        files = {name: text for page in pages for name, text in page.files}
        entries = [(context.url(page.uri), page.date) for page in pages]
        files["sitemap.xml"] = sitemap(entries, RENDER.site_url, gathered.site.index.as_of)[
            "sitemap.xml"
        ].decode()
        for feed in plan_feeds(gathered.site.index, 99):
            copies = [(files[addresses.machine_copy(addresses.briefing_uri(id))], 0) for id in feed.ids]
            files |= {name: text.decode() for name, text in feed_files(feed, copies, context)}
        for plan in page_plans(gathered.site, settings):
            if plan.kind == "briefing":
                year, month, day = json.loads(briefing_document(plan.uri, plan.inputs, context).text)["date"]
                files[f"{plan.uri}.pdf"] = f"<updated>{dt.date(year, month, day)}"
        return files | {page.uri: page.head for page in pages}

    return lambda now: as_of(max(settled_moment(now) + dt.timedelta(hours=1), DAY))


def told(text: str) -> list[dt.datetime]:
    """All moments that a file tells; a day is told of its beginning, where it begins first."""
    return [
        dt.datetime.fromisoformat(moment if "T" in moment else f"{moment}T00:00:00+14:00")
        for moment in TOLD.findall(text)
    ]


def test_no_moment_is_to_come(made) -> None:
    told_by: set[str] = set()
    for now in HOURS:
        files = made(now)
        late = {name: [str(moment) for moment in told(text) if moment > now] for name, text in files.items()}
        assert late == {name: [] for name in files}
        told_by |= {name.rpartition(".")[2] for name, text in files.items() if told(text)}
        assert len(json.loads(files["feed.json"])["items"]) == 3 * len(DATES)
    assert told_by == {"json", "xml", "md", "pdf"}


def test_what_has_come_is_told_as_ever(made) -> None:
    def items(hours: int) -> dict[str, dict[str, str]]:
        feed = json.loads(made(DAY + dt.timedelta(hours=hours))["feed.json"])
        return {item["id"].split("/")[-2]: item for item in feed["items"]}

    afternoon, morning = items(13), items(8)
    assert afternoon["a5"]["date_published"] == afternoon["a5"]["date_modified"] == "2024-02-05T12:00:00Z"
    assert afternoon["b4"]["date_modified"] == "2024-02-05T12:00:03Z"
    assert afternoon["c5"]["date_published"] == "2024-02-04T23:59:00Z"
    assert "date_published" not in afternoon["a10"]
    assert morning["a5"]["date_published"] == morning["a6"]["date_published"] == "2024-02-05T00:00:00Z"


def test_dates_stay_as_they_are_written(made) -> None:
    """What readers see on the page is what its copy has as its date."""
    copy = json.loads(made(DAY)["briefings/a10/index.json"])
    assert copy["date"] == "2042-01-01"
    assert copy.keys().isdisjoint({"published", "updated"})
    assert '"datePublished": "2042-01-01"' in made(DAY)["briefings/a10.md"]


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2024-02-04", "2024-02-04T12:00:00+00:00"),
        ("2024-02-05", NOW),
        ("2024-02-06", NOW),
        ("2024-02-07", None),
    ],
)
def test_today_and_tomorrow_count_as_now_and_later_days_are_not_told(date: str, moment: str | None) -> None:
    """One day is forgiven, for it is tomorrow already somewhere."""
    known = dates._moment(PartialDate.parse(date), dt.datetime.fromisoformat(NOW))
    assert (known and known.isoformat()) == moment
