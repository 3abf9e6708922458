"""What a build takes from the clock is one value: wherever it says the same, a build makes and says the same."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import mkdocs_briefings
from mkdocs_briefings.builder.cached_briefing import read_briefings
from mkdocs_briefings.builder.clock import Clock
from mkdocs_briefings.builder.manifest import Manifest
from mkdocs_briefings.builder.scan import connect_and_check, scan_content, take_snapshot
from mkdocs_briefings.builder.up_to_date import list_stamps
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.outputs.output import SitePlan

DAY = dt.datetime(2024, 2, 5, tzinfo=dt.UTC)
TICK = dt.timedelta(microseconds=1)
EMBARGOES = [DAY + dt.timedelta(hours=hours) for hours in (0, 9, 12, 24, 30)]
DATES = ["2024-02-04", "2024-02-05", "2024-02-06", "2024-02-09"]
CONTENT: dict[str, Any] = {
    **{
        f"briefings/2024/embargo{number}": {"publish_at": end.isoformat(), "date": "2024-02-01"}
        for number, end in enumerate(EMBARGOES)
    },
    **{f"briefings/2024/dated{number}": {"date": date} for number, date in enumerate(DATES)},
    "briefings/2024/corrected": {
        "date": "2024-02-01",
        "corrections": [{"date": "2024-02-08", "text": "Two."}],
    },
    "briefings/2024/read": {
        "date": "2024-02-01",
        "sources": [{"id": "a", "title": "T", "url": "https://a.example/", "accessed": "2024-02-07"}],
    },
    "briefings/2024/draft": {"status": "draft", "publish_at": EMBARGOES[1].isoformat(), "date": "2024-02-10"},
    "outlets": {"sb": {"name": "SB", "rated_on": "2024-02-07"}},
}
THRESHOLDS = sorted(
    {*EMBARGOES, *(DAY + dt.timedelta(hours=hours) for hours in (*range(-23, 145, 12), *range(-24, 145, 24)))}
)
MOMENTS = [moment for each in THRESHOLDS for moment in (each - TICK, each, each + TICK)]


class Made(NamedTuple):
    """What a build makes, as far as the clock has a part in it, and what it says."""

    shown: tuple[str, ...]
    told: tuple[str, ...]
    """By which moment each is told."""
    said: tuple[str, ...]
    not_shown: tuple[str, ...]
    clock: Clock
    values: tuple[bytes, ...]
    """Digest of what each page shows."""


def build(settings: Settings, manifest: Manifest) -> tuple[Made, Manifest]:
    """Scan a desk, and read what the scan names."""
    scan = scan_content(settings, RenderSettings(), manifest, list_stamps(settings.content))
    read = [cached for cached, _ in read_briefings(scan.changed, scan.context)]
    paths = [file.display_path for file in scan.changed]
    briefings = {**scan.unchanged, **dict(zip(paths, read, strict=True))}
    content = connect_and_check(scan, briefings)
    snapshot = take_snapshot(scan, content, b"")
    index = content.site_index
    plan = SitePlan(settings, RenderSettings(), search=False, index=index, briefings=content.planned)
    made = Made(
        tuple(index.summaries),
        tuple(str(index.as_of_for(id)) for id in index.summaries),
        tuple(map(str, content.diagnostics)),
        content.not_shown,
        snapshot.clock,
        tuple(map(plan.briefing_values, index.summaries)),
    )
    return made, Manifest(b"", scan.registries_digest, scan.stamps, briefings, snapshot=snapshot)


@pytest.fixture(scope="module")
def settings(write_content: Callable[..., Settings], tmp_path_factory) -> Settings:
    return write_content(CONTENT, tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def clean(settings) -> list[Made]:
    return [build(replace(settings, at=at), Manifest())[0] for at in MOMENTS]


def test_the_content_shows_every_threshold(clean) -> None:
    changes = [
        len({getattr(made, name) for made in clean}) for name in ("shown", "told", "said", "not_shown")
    ]
    assert min(changes) >= 5


def test_where_the_clock_says_the_same_all_is_the_same(settings, clean) -> None:
    for before in clean:
        for at, made in zip(MOMENTS, clean, strict=True):
            if before.clock.makes_the_same(at):
                assert made[:2] == before[:2]
            if before.clock.says_the_same(replace(settings, at=at)):
                assert made == before


def test_a_page_that_tells_another_moment_has_another_digest(clean) -> None:
    for before, made in itertools.pairwise(clean):
        old = dict(zip(before.shown, zip(before.told, before.values, strict=True), strict=True))
        for id, told, values in zip(made.shown, made.told, made.values, strict=True):
            assert id not in old or (old[id][0] == told) is (old[id][1] == values)


def test_where_all_is_the_same_the_clock_says_so(clean) -> None:
    """Of neighbours in time: a site is built again only if something changes."""
    for at, before, made in zip(MOMENTS[1:], clean, clean[1:], strict=False):
        assert before.clock.makes_the_same(at) is (made[:2] == before[:2]), at


@pytest.mark.parametrize("order", ["forward", "backward", "by chance"])
def test_a_build_after_another_says_and_makes_what_a_clean_one_does(settings, clean, order) -> None:
    moments: Sequence[int] = range(len(MOMENTS))
    if order == "backward":
        moments = moments[::-1]
    elif order == "by chance":
        moments = random.Random(1).sample(moments, len(moments))  # noqa: S311
    manifest = Manifest()
    for number in moments:
        made, manifest = build(replace(settings, at=MOMENTS[number]), manifest)
        assert made == clean[number]


def test_the_day_is_that_which_rules_go_by(settings, monkeypatch) -> None:
    """Of SOURCE_DATE_EPOCH, too, and of another offset at the same moment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1707100000")
    clock = build(settings, Manifest())[0].clock
    assert clock.says_the_same(settings)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1707100000 + 24 * 3600))
    assert not clock.says_the_same(settings)
    here = replace(settings, at=DAY)
    east = replace(settings, at=DAY.astimezone(dt.timezone(dt.timedelta(hours=-1))))
    clock = build(here, Manifest())[0].clock
    assert clock.says_the_same(here)
    assert not clock.says_the_same(east)


def test_one_file_asks_the_clock() -> None:
    """But to look what was saved since a build began, and what an old one left."""
    package = Path(mkdocs_briefings.__file__).parent
    asking = re.compile(r"\b(datetime\.now|utcnow|date\.today|time\.time|settings\.at or)\b")
    files = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if asking.search(path.read_text(encoding="utf-8"))
    }
    assert files == {"model/now.py", "mkdocs_plugin/run.py", "publish/leftovers.py"}
