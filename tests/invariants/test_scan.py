"""A build reads what has changed, and reports nothing of what readers may not see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.builder.cached_briefing import read_briefings
from mkdocs_briefings.builder.manifest import Manifest
from mkdocs_briefings.builder.scan import Scan, ScannedContent, connect_and_check, scan_content, take_snapshot
from mkdocs_briefings.builder.up_to_date import list_stamps
from mkdocs_briefings.model.settings import Settings

NOON = dt.datetime(2024, 2, 5, 12, tzinfo=dt.UTC)
PAST, FUTURE = "2024-02-05T11:00:00Z", "2024-02-05T13:00:00Z"

Build = Callable[[Settings], tuple[Scan, ScannedContent]]


@pytest.fixture
def build() -> Build:
    """Scan a desk again and again, and read what the scan names."""
    manifest = Manifest()

    def scan_and_read(settings: Settings) -> tuple[Scan, ScannedContent]:
        nonlocal manifest
        scan = scan_content(settings, manifest, list_stamps(settings.content))
        read = [cached for cached, _ in read_briefings(scan.changed, scan.context)]
        paths = [file.display_path for file in scan.changed]
        briefings = {**scan.unchanged, **dict(zip(paths, read, strict=True))}
        manifest = Manifest(registries_digest=scan.registries_digest, stamps=scan.stamps, briefings=briefings)
        return scan, connect_and_check(scan, briefings)

    return scan_and_read


def _read(build: Build, settings: Settings) -> list[str]:
    return [file.id for file in build(settings)[0].changed]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft", "publish_at": PAST},
        {"status": "draft", "publish_at": FUTURE},
        {"tlp": "red", "publish_at": PAST},
        {"publish_at": PAST},
        {"publish_at": FUTURE},
        {},
    ],
    ids=str,
)
def test_a_briefing_that_nobody_touched_is_read_once(write_desk, build, fields) -> None:
    settings = write_desk({"briefings/2024/a": fields}, at=NOON)
    assert [_read(build, settings) for _ in range(3)] == [["a"], [], []]


def test_a_briefing_is_read_when_its_embargo_ends_and_when_time_goes_back(write_desk, build) -> None:
    content = {
        "open": {},
        "embargo": {"publish_at": FUTURE},
        "draft": {"publish_at": FUTURE, "status": "draft"},
    }
    settings = write_desk({f"briefings/2024/{id}": fields for id, fields in content.items()}, at=NOON)
    later = replace(settings, at=NOON + dt.timedelta(hours=1))
    _read(build, settings)
    assert [_read(build, at) for at in (later, later, settings)] == [["embargo"], [], ["embargo"]]


def test_the_end_of_an_embargo_on_a_draft_is_no_reason_to_build(write_desk, build) -> None:
    content = {"past": PAST, "future": FUTURE}
    drafts = {f"briefings/2024/{id}": {"status": "draft", "publish_at": end} for id, end in content.items()}
    snapshot = take_snapshot(*build(write_desk(drafts, at=NOON)), b"")
    assert (snapshot.last_embargo_end, snapshot.next_embargo_end) == (0.0, float("inf"))


def test_problems_of_what_readers_may_not_see_are_not_reported(write_desk, build) -> None:
    faulty = {"titel": "x", "body": "So [@nowhere] and [there](briefing:nowhere).", "aliases": ["open"]}
    hidden = {"draft": {"status": "draft"}, "embargo": {"publish_at": FUTURE}, "red": {"tlp": "red"}}
    content = {id: {**fields, **faulty} for id, fields in hidden.items()}
    settings = write_desk(
        {f"briefings/2024/{id}": fields for id, fields in {**content, "open": {}}.items()}, at=NOON
    )
    assert build(settings)[1].diagnostics == ()
    assert pipeline.gather(settings).diagnostics == ()
    unveiled = replace(settings, drafts=True)
    assert {problem.span.path for problem in pipeline.gather(unveiled).diagnostics} == {
        "content/briefings/2024/draft.yaml"
    }
