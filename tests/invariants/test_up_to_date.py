"""A build that finds nothing to do ends after a look at the disk, and after nothing less than a look at every file."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from mkdocs_briefings.builder.up_to_date import UpToDateCheck, list_stamps
from mkdocs_briefings.diagnostics.errors import no_progress
from mkdocs_briefings.mkdocs_plugin import run as mkdocs_run
from mkdocs_briefings.mkdocs_plugin.run import Overrides
from mkdocs_briefings.mkdocs_plugin.theming import config_text, frame_sources

pytestmark = pytest.mark.slow

SITES = Path(__file__).parents[1] / "sites"
AT = "2024-06-01T00:00:00+00:00"
BRIEFING = {
    "title": "A title", "date": "2024-02-05", "executive_points": ["They left [@x]."], "body": "Talks.",
    "sources": [{"id": "x", "outlet": "SB"}], "publish_at": "2024-06-03T12:00:00+00:00",
}  # fmt: skip
EDITS: dict[str, Callable[[Path], object]] = {
    "a briefing, as long as before": lambda desk: swap(
        desk / "content/briefings/2024/a-visit.yaml", "a", "e"
    ),
    "a briefing that goes": lambda desk: (desk / "content/briefings/2024/later.yaml").unlink(),
    "a registry": lambda desk: swap(desk / "content/topics.yaml", "a", "e"),
    "an entity": lambda desk: swap(desk / "content/entities/all.yaml", "e", "e"),
    "a file beside the briefings": lambda desk: (desk / "content/files/new.csv").write_text("a,b\n"),
    "a hand-written page": lambda desk: swap(desk / "docs/about.md", "a", "a"),
    "a template": lambda desk: (desk / "overrides/main.html").write_text('{% extends "base.html" %}'),
    "a setting": lambda desk: set_name(desk / "mkdocs.yml"),
    "a page of the site that is gone": lambda desk: (desk / "site/index.html").unlink(),
    "a page of the site that is longer": lambda desk: (desk / "site/404.html").write_text("Nothing"),
    "a file that the site should not have": lambda desk: (desk / "site/left.txt").write_text("Left."),
    "a file that becomes a link to itself elsewhere": lambda desk: move_away(desk / "content/notices.yaml"),
}
"""Edits that change what a build would make; the last is an error, after which nothing can be built."""


def swap(path: Path, old: str, new: str) -> None:
    """Write a file anew, with the same length, at another time."""
    when = path.stat().st_mtime_ns + 5_000_000
    path.write_text(path.read_text(encoding="utf-8").replace(f" {old} ", f" {new} "), encoding="utf-8")
    os.utime(path, ns=(when, when))


def move_away(path: Path) -> None:
    """The same bytes, size and time, but outside the content folder."""
    away = path.parents[1] / "away.yaml"
    path.rename(away)
    path.symlink_to(away)


def set_name(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("everything", "more"), encoding="utf-8")


@pytest.fixture
def desk(tmp_path) -> Path:
    copied = Path(shutil.copytree(SITES / "full", tmp_path / "desk"))
    (copied / "overrides").mkdir()
    settings = yaml.safe_load((copied / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"][0]["briefings"] |= {"search": False, "pdf": False, "cards": False, "reference": False}
    settings["plugins"][0]["briefings"]["rules"] = {"lost-html": "info"}
    settings["theme"] |= {"custom_dir": "overrides"}
    (copied / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    (copied / "content/briefings/2024/later.yaml").write_text(json.dumps(BRIEFING), encoding="utf-8")
    return copied


def build(desk: Path, at: str = AT) -> int:
    return mkdocs_run.build(str(desk / "mkdocs.yml"), Overrides(at=at), no_progress).pages_made


def quiet(desk: Path, at: str = AT) -> bool:
    """Whether the up-to-date check says that there is nothing to do."""
    config = mkdocs_run.read_config(str(desk / "mkdocs.yml"), Overrides(at=at))
    plugin = mkdocs_run.plugin_of(config)
    plugin.on_config(config)
    request = plugin.build_request(config, Path(config.site_dir))
    with UpToDateCheck.start(request, config_text(config), frame_sources(config)) as check:
        return check.is_up_to_date(request)


def test_the_check_sees_every_change(desk) -> None:
    for name, edit in EDITS.items():
        build(desk)
        assert quiet(desk), f"before {name}"
        edit(desk)
        assert not quiet(desk), name


def test_the_check_sees_the_clock(desk) -> None:
    """An embargo ends on a day of its own; some rules look at the day."""
    build(desk)
    assert quiet(desk, "2024-06-01T23:59:00+00:00")
    assert not quiet(desk, "2024-06-02T00:00:00+00:00")
    build(desk, "2024-06-03T11:00:00+00:00")
    assert quiet(desk, "2024-06-03T11:59:59+00:00")
    assert not quiet(desk, "2024-06-03T12:00:00+00:00")
    assert build(desk, "2024-06-03T12:00:00+00:00") > 0
    assert not quiet(desk, "2024-06-03T11:59:59+00:00")


def test_a_link_that_leads_elsewhere_is_another_file(tmp_path) -> None:
    """Even to the same file under another name: it may lie where nothing may be published from."""
    for name in ("inside", "outside"):
        (tmp_path / name).mkdir()
    (tmp_path / "outside/chart").touch()
    os.link(tmp_path / "outside/chart", tmp_path / "inside/chart")
    link = tmp_path / "files/chart"
    link.parent.mkdir()
    stamps = []
    for target in ("inside", "outside"):
        link.unlink(missing_ok=True)
        link.symlink_to(tmp_path / target / "chart")
        stamps.append(list_stamps(link.parent))
    assert stamps[0][str(link)] == stamps[1][str(link)]
    assert stamps[0] != stamps[1]


def test_files_with_another_time_are_read_once(desk) -> None:
    """As after a fresh checkout: the same bytes make the same site, and the build after that need only look."""
    build(desk)
    later = dt.datetime.now(dt.UTC).timestamp() + 60
    for path in (desk / "content").rglob("*.yaml"):
        os.utime(path, (later, later))
    assert not quiet(desk)
    assert build(desk) == 0
    assert quiet(desk)


def test_a_domain_stays_unless_a_build_published_it(desk) -> None:
    """A host's `CNAME` outlives edits and new settings; one of the docs folder goes when it goes there."""
    build(desk)
    (desk / "site/CNAME").write_text("theirs.example", encoding="utf-8")
    assert quiet(desk)
    for edit in (
        lambda: (desk / "docs/about.md").write_text("# About us\n"),
        lambda: set_name(desk / "mkdocs.yml"),
    ):
        edit()
        assert build(desk) > 0
        assert (desk / "site/CNAME").read_text(encoding="utf-8") == "theirs.example"
        assert quiet(desk)
    (desk / "docs/CNAME").write_text("ours.example", encoding="utf-8")
    build(desk)
    assert (desk / "site/CNAME").read_text(encoding="utf-8") == "ours.example"
    assert quiet(desk)
    (desk / "docs/CNAME").unlink()
    build(desk)
    assert not (desk / "site/CNAME").exists()


def test_a_warning_is_told_again(desk) -> None:
    unused = {
        **BRIEFING,
        "sources": [*BRIEFING["sources"], {"id": "y", "outlet": "SB"}],
        "publish_at": "2024-05-01T12:00:00+00:00",
    }
    (desk / "content/briefings/2024/unused.yaml").write_text(json.dumps(unused), encoding="utf-8")
    reports = [mkdocs_run.build(str(desk / "mkdocs.yml"), Overrides(at=AT), no_progress) for _ in range(2)]
    assert reports[1].pages_made == 0
    assert reports[0].diagnostics == reports[1].diagnostics != ()
    assert (reports[0].pages, reports[0].briefings) == (reports[1].pages, reports[1].briefings)


INPUTS = """
import sys
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.theming import config_text
from pathlib import Path
config = run.read_config(sys.argv[1], run.Overrides())
plugin = run.plugin_of(config)
plugin.on_config(config)
print(config_text(config), plugin.build_request(config, Path(config.site_dir)).environment_key.hex())
"""


def test_settings_read_alike_in_every_process(desk) -> None:
    """Whatever the order of its sets: else each build would take the previous one for another site's."""
    command = [sys.executable, "-c", INPUTS, str(desk / "mkdocs.yml")]
    read = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }
    assert len(read) == 1
