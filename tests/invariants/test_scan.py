"""A build reads what has changed, and reports nothing of what readers may not see."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.builder.cached_briefing import read_briefings
from mkdocs_briefings.builder.manifest import Manifest, Product
from mkdocs_briefings.builder.scan import Scan, ScannedContent, connect_and_check, scan_content, take_snapshot
from mkdocs_briefings.builder.up_to_date import list_stamps
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.model.settings import RenderSettings, Settings

NOON = dt.datetime(2024, 2, 5, 12, tzinfo=dt.UTC)
PAST, FUTURE = "2024-02-05T11:00:00Z", "2024-02-05T13:00:00Z"

Build = Callable[[Settings], tuple[Scan, ScannedContent]]


@pytest.fixture
def build() -> Build:
    """Scan a desk again and again, and read what the scan names."""
    manifest = Manifest()

    def scan_and_read(settings: Settings) -> tuple[Scan, ScannedContent]:
        nonlocal manifest
        scan = scan_content(settings, RenderSettings(), manifest, list_stamps(settings.content))
        read = [cached for cached, _ in read_briefings(scan.changed, scan.context)]
        paths = [file.display_path for file in scan.changed]
        briefings = {**scan.unchanged, **dict(zip(paths, read, strict=True))}
        content = connect_and_check(scan, briefings)
        manifest = Manifest(
            registries_digest=scan.registries_digest,
            stamps=scan.stamps,
            briefings=content.briefings,
            snapshot=take_snapshot(scan, content, b""),
        )
        return scan, content

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


@pytest.mark.parametrize("keep_going", [False, True])
def test_a_briefing_of_which_nobody_can_say_who_sees_it_is_withheld_and_reported(
    write_desk, build, keep_going
) -> None:
    content = {
        "briefings/2024/a": {"TLP": "red"},
        "briefings/2024/b": {},
        "briefings/2024/c": {"related": ["a"]},
    }
    settings = write_desk(content, at=NOON, keep_going=keep_going, severities={"unknown-key": Severity.OFF})
    gathered = pipeline.gather(settings)
    for _ in range(2):
        scanned = build(settings)[1]
        assert scanned.diagnostics == gathered.diagnostics
        assert scanned.publishable is gathered.publishable is keep_going
        assert set(scanned.site_index.summaries) == set(gathered.site.briefings)
    assert {problem.code for problem in gathered.diagnostics} >= {"unclear-audience", "hidden-reference"}


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
    clock = take_snapshot(*build(write_desk(drafts, at=NOON)), b"").clock
    assert (clock.since, clock.until) == (-math.inf, math.inf)


def test_problems_of_what_readers_may_not_see_are_not_reported(write_desk, build) -> None:
    faulty = {"titel": "x", "body": "So [@nowhere] and [there](briefing:nowhere).", "aliases": ["open"]}
    hidden = {"draft": {"status": "draft"}, "embargo": {"publish_at": FUTURE}, "red": {"tlp": "red"}}
    content = {id: {**fields, **faulty} for id, fields in hidden.items()}
    settings = write_desk(
        {f"briefings/2024/{id}": fields for id, fields in {**content, "open": {}}.items()}, at=NOON
    )
    assert [problem.code for problem in build(settings)[1].diagnostics] == ["point-without-citation"]
    assert [problem.code for problem in pipeline.gather(settings).diagnostics] == ["point-without-citation"]
    unveiled = replace(settings, drafts=True)
    assert {problem.span.path for problem in pipeline.gather(unveiled).diagnostics} == {
        "content/briefings/2024/draft.yaml",
        "content/briefings/2024/open.yaml",
    }


def test_an_edit_is_read_and_nothing_else(write_desk, build) -> None:
    settings = write_desk({"briefings/2024/a": {}, "briefings/2024/b": {}}, at=NOON)
    _read(build, settings)
    write_desk({"briefings/2024/b": {"title": "Another title"}})
    assert [_read(build, settings) for _ in range(2)] == [["b"], []]


def test_every_briefing_is_read_when_a_registry_changes(write_desk, build) -> None:
    settings = write_desk({"topics": {}, "briefings/2024/a": {}, "briefings/2024/b": {}}, at=NOON)
    _read(build, settings)
    write_desk({"topics": {"grain": {"name": "Grain"}}})
    assert [_read(build, settings) for _ in range(2)] == [["a", "b"], []]


def test_a_file_that_comes_or_goes_changes_what_is_said_of_briefings_that_name_it(write_desk, build) -> None:
    settings = write_desk({"briefings/2024/a": {"body": "See [the chart](files/chart.csv)."}}, at=NOON)
    chart = settings.content / "files/chart.csv"

    def is_missed() -> bool:
        problems = build(settings)[1].diagnostics
        assert problems == pipeline.gather(settings).diagnostics
        return any("chart.csv" in str(problem) for problem in problems)

    assert is_missed()
    chart.parent.mkdir()
    chart.write_text("a,b\n", encoding="utf-8")
    assert not is_missed()
    chart.unlink()
    assert is_missed()


def test_a_link_to_a_place_of_another_briefing_hangs_on_that_briefing(write_desk, build) -> None:
    """It is judged anew when the other one is edited, and by no more than the reading of that one."""
    link = {"body": "See [it](briefing:b#p:2)."}
    settings = write_desk({"briefings/2024/a": link, "briefings/2024/b": {}, "briefings/2024/c": {}}, at=NOON)

    def is_dead(*, read: list[str]) -> bool:
        scan, content = build(settings)
        assert content.diagnostics == pipeline.gather(settings).diagnostics
        assert [file.id for file in scan.changed] == read
        asked = {cached.id for cached in content.briefings.values() if cached.anchors is not None}
        assert asked == {"b"}
        return "unknown-anchor" in {problem.code for problem in content.diagnostics}

    assert is_dead(read=["a", "b", "c"])
    assert is_dead(read=[])
    write_desk({"briefings/2024/b": {"body": "Talks were held.\n\nThey went on."}})
    assert not is_dead(read=["b"])
    assert not is_dead(read=[])
    write_desk({"briefings/2024/b": {"body": "Talks were held."}})
    assert is_dead(read=["b"])


def test_what_is_not_shown_as_typed_is_reported_again(write_desk, build) -> None:
    settings = write_desk({"briefings/2024/a": {"body": "So.[^1] See [it](other.md)."}}, at=NOON)
    for read in (["a"], []):
        scan, content = build(settings)
        assert [file.id for file in scan.changed] == read
        assert content.diagnostics == pipeline.gather(settings).diagnostics
        assert {problem.code for problem in content.diagnostics} >= {"left-as-typed", "dead-link"}


def test_what_has_errors_is_left_out_if_the_build_is_to_keep_going(write_desk, build) -> None:
    content = {"briefings/2024/a": {"titel": "x"}, "briefings/2024/b": {"related": ["a"]}}
    settings = write_desk(content, at=NOON)
    assert [*build(settings)[1].site_index.summaries] == ["a", "b"]
    scanned = build(replace(settings, keep_going=True))[1]
    assert scanned.left_out == {"content/briefings/2024/a.yaml"}
    assert [*scanned.site_index.summaries] == ["b"]


def test_what_could_not_be_read_is_not_reported_as_unknown(write_desk, build) -> None:
    content = {"briefings/2024/a.yaml": "title: [", "briefings/2024/b": {"related": ["a", "c"]}}
    codes = [problem.code for problem in build(write_desk(content, at=NOON))[1].diagnostics]
    assert (codes.count("unknown-reference"), "invalid-yaml" in codes) == (1, True)


def test_a_drawing_is_judged_once_and_again_when_anything_of_it_changes(write_desk) -> None:
    """What the previous build published, and nothing else, is taken for sound."""
    active = "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"
    settings = write_desk({"briefings/2024/a": {}, "files/chart.svg": active}, at=NOON)
    files, name, path = list_stamps(settings.content), "files/chart.svg", settings.content / "files/chart.svg"
    published = {name: Product((name,))}
    told = Manifest(stamps={str(path): (files[str(path)], b"")}, products=published)

    def judged(manifest: Manifest) -> bool:
        scan = scan_content(settings, RenderSettings(), manifest, list_stamps(settings.content))
        assert (name in scan.inventory.registries.files) is not bool(scan.inventory.diagnostics)
        return bool(scan.inventory.diagnostics)

    assert not judged(told)
    assert judged(Manifest())
    assert judged(replace(told, products={}))
    assert judged(replace(told, stamps={}))
    path.touch()
    assert judged(told)


def test_what_is_not_shown_is_told_alike(write_desk, build) -> None:
    """By a build, by one that finds the briefings in its cache, by the next one's snapshot, and by a check."""
    fields = {"a": {"status": "draft"}, "b": {"publish_at": FUTURE}, "c": {"tlp": "red"}, "d": {}}
    settings = write_desk({f"briefings/2024/{id}": each for id, each in fields.items()}, at=NOON)
    expected = (
        "Not shown: 1 draft, 1 under embargo until 2024-02-05T13:00:00+00:00, 1 above clear.",
        "To see: briefings serve --drafts --audience red --at 2024-02-05T13:00:00+00:00",
    )
    for _ in range(2):
        scan, content = build(settings)
        assert content.not_shown == expected
    assert not scan.changed
    assert take_snapshot(scan, content, b"").not_shown == expected
    assert pipeline.gather(settings).not_shown == expected
    assert pipeline.examine(settings).not_shown == expected
