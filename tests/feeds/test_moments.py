"""No feed says that a briefing was published or updated in the future, at whatever hour it is made."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.dates import PartialDate, settled_moment
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.feeds.moments import _known
from mkdocs_briefings.render.feeds.selection import plan_feeds

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
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:]{8}(?:Z|[+-]\d\d:\d\d)")
RENDER = RenderSettings(site_url="https://example.org/", machine_copies=True, exports=False, cite_as=())
TOLD = ("published", "updated", "date_published", "date_modified")

NOW = "2024-02-05T00:00:00+00:00"


@pytest.fixture(scope="module")
def site(tmp_path_factory, write_content):
    """A site with every date as that of a briefing and as that of a correction, and with embargoes that have ended."""
    content = {f"briefings/a{number}": {"date": date} for number, date in enumerate(DATES)}
    for number, date in enumerate(DATES):
        correction = {"date": date, "text": "Corrected."}
        content[f"briefings/b{number}"] = {"date": "2024-02-05", "corrections": [correction] * 3}
        content[f"briefings/c{number}"] = {
            "publish_at": "2024-02-04T23:59:00Z",
            "date": date,
            "corrections": [correction],
        }
    settings = replace(
        write_content(content, tmp_path_factory.mktemp("moments")),
        at=DAY,
        feeds=99,
        machine_copies=True,
        fast=False,
    )
    gathered = pipeline.gather(settings)
    assert gathered.publishable
    pages = pipeline.render_pages(gathered.site, settings, RENDER)
    return gathered.site, {name: text for page in pages for name, text in page.files}


def feeds(site, now: dt.datetime) -> dict[str, bytes]:
    index, files = site[0].index, site[1]
    return {
        name: content
        for feed in plan_feeds(index, 99, settled_moment(now))
        for name, content in feed_files(
            feed,
            [(files[addresses.machine_copy(addresses.briefing_uri(id))], 0) for id in feed.ids],
            RenderContext.from_settings(RENDER),
        )
    }


def moments(content: bytes) -> list[dt.datetime]:
    """All moments that a feed tells outside of texts."""
    if content.startswith(b"{"):
        items = json.loads(content)["items"]
        return [dt.datetime.fromisoformat(item[key]) for item in items for key in TOLD if key in item]
    told = re.findall(rf"<(?:published|updated)>({MOMENT.pattern})<".encode(), content)
    return [dt.datetime.fromisoformat(text.decode()) for text in told]


def test_no_moment_is_to_come(site) -> None:
    before: dict[str, bytes] = {}
    for now in HOURS:
        made = feeds(site, now)
        assert {
            name: [str(told) for told in moments(content) if told > now] for name, content in made.items()
        } == {name: [] for name in made}
        assert len(json.loads(made["feed.json"])["items"]) == 3 * len(DATES)
        assert (
            not before or made == before or settled_moment(now) != settled_moment(now - dt.timedelta(hours=9))
        )
        before = made


def test_what_has_come_is_told_as_ever(site) -> None:
    told = {
        item["id"].split("/")[-2]: item
        for item in json.loads(feeds(site, DAY + dt.timedelta(hours=13))["feed.json"])["items"]
    }
    assert told["a5"]["date_published"] == told["a5"]["date_modified"] == "2024-02-05T12:00:00Z"
    assert told["b4"]["date_modified"] == "2024-02-05T12:00:03Z"
    assert told["c5"]["date_published"] == "2024-02-04T23:59:00Z"
    assert "date_published" not in told["a10"]
    morning = {
        item["id"].split("/")[-2]: item
        for item in json.loads(feeds(site, DAY + dt.timedelta(hours=8))["feed.json"])["items"]
    }
    assert morning["a5"]["date_published"] == morning["a6"]["date_published"] == "2024-02-05T00:00:00Z"


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
    known = _known(PartialDate.parse(date), dt.datetime.fromisoformat(NOW))
    assert (known and known.isoformat()) == moment
