"""A build that cannot finish leaves the site of before and says why; one that is killed is finished by the next."""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from search_texts import search_texts
from site_settings import settle

from mkdocs_briefings.publish.staging import Staging

pytestmark = pytest.mark.slow

TEXT = 'title: Ships\ndate: 2024-02-05\nexecutive_points: ["They left [@x]."]\nbody: Talks of {}.\nsources: [{id: x, outlet: SB}]\n'
PAGE = "site/briefings/ships/index.html"


@pytest.fixture
def folder(site) -> Path:
    copied = site("minimal")
    edit(copied, "day 0")
    return copied


def edit(folder: Path, words: str) -> None:
    path = folder / "content/briefings/2024/ships.yaml"
    path.write_text(TEXT.replace("{}", words), encoding="utf-8")


def test_a_full_disk(folder, run, files_of) -> None:
    settle(folder, search=False, pdf=False)
    run("briefings", "build", cwd=folder)
    before = files_of(folder / "site")
    edit(folder, "day 1 " + "and much more " * 4000)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (16_000, 16_000))

    command = [sys.executable, "-m", "mkdocs_briefings", "build"]
    ended = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=small
    )  # fmt: skip
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert "not written" in ended.stderr or "cannot" in ended.stderr, ended.stderr
    assert files_of(folder / "site") == before
    run("briefings", "build", cwd=folder)
    assert "much more" in (folder / PAGE).read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written(folder, run) -> None:
    (folder / "taken").write_text("a file", encoding="utf-8")
    ended = run("briefings", "build", "--site-dir", "taken/site", cwd=folder, status=2)
    assert "Traceback" not in ended.stderr
    assert "cannot be read: Not a directory; name another" in ended.stderr


WHOLE = (
    "index.html",
    "sitemap.xml",
    "search/entry.bin",
    "briefings/ships/index.html",
    "briefings/ships/ships.pdf",
)
"""Files without which a site is not whole."""


def test_killed_edits_are_finished(folder, run, start, files_of) -> None:
    """Killed at any moment, the site is whole, with the words of some edit; the next build gives it the bytes of a new one."""
    run("briefings", "build", cwd=folder)
    edit(folder, "day 1")
    started = time.monotonic()
    run("briefings", "build", cwd=folder)
    usual = time.monotonic() - started
    moments = random.Random(7)  # noqa: S311
    for number in range(2, 10):
        edit(folder, f"day {number}")
        with tempfile.TemporaryFile() as out:
            killed = start("briefings", "build", cwd=folder, out=out)
            time.sleep(
                usual * moments.uniform(0.2, 1.1) ** 0.5
            )  # mostly near the end, where the site is changed
            killed.kill()
        assert [name for name in WHOLE if not (folder / "site" / name).is_file()] == []
        page = (folder / PAGE).read_text(encoding="utf-8")
        assert any(f"Talks of day {day}." in page for day in range(number + 1))
    run("briefings", "build", cwd=folder)
    assert "Talks of day 9." in (folder / PAGE).read_text(encoding="utf-8")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".site")] == []
    finished = files_of(folder / "site")
    shutil.rmtree(folder / "site")
    shutil.rmtree(folder / ".cache/briefings/builds")
    run("briefings", "build", cwd=folder)
    assert files_of(folder / "site") == finished


def test_a_decided_change_is_finished_by_whoever_comes_next(tmp_path) -> None:
    """As a kill between two moves leaves it: the list is there, one file has been moved, another has not."""
    site = tmp_path / "site"
    staging = Staging(site, tmp_path / "manifest")
    for name in ("kept", "changed", "old/gone"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("before", encoding="utf-8")
    staging.begin()
    (site / "changed").write_text("after", encoding="utf-8")
    (staging.folder / "new").write_text("after", encoding="utf-8")
    (staging.folder / ".manifest").write_bytes(b"manifest")
    (staging.folder / ".changes.json").write_text(json.dumps(["old/gone"]), encoding="utf-8")
    Staging(site, tmp_path / "manifest").begin()
    contents = {
        path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*") if path.is_file()
    }
    assert contents == {"kept": "before", "changed": "after", "new": "after"}
    assert not (site / "old").exists()
    assert (tmp_path / "manifest").read_bytes() == b"manifest"


def test_the_cache_may_lie_on_another_disk(tmp_path, another_disk) -> None:
    staging = Staging(tmp_path / "site", another_disk / "builds/manifest")
    staging.begin()
    (staging.folder / "new").write_text("after", encoding="utf-8")
    staging.commit((), b"manifest")
    assert staging.manifest.read_bytes() == b"manifest"
    assert (tmp_path / "site/new").read_text(encoding="utf-8") == "after"
    assert not staging.folder.exists()


def test_an_undecided_change_is_forgotten(tmp_path) -> None:
    staging = Staging(tmp_path / "site", tmp_path / "manifest")
    staging.begin()
    (staging.folder / "new").write_text("after", encoding="utf-8")
    Staging(tmp_path / "site", tmp_path / "manifest").begin()
    assert not (tmp_path / "site").exists()
    assert list(staging.folder.iterdir()) == []


KILLED_BEFORE_INDEXING = """
import os, signal
from mkdocs_briefings.builder.search_index import SearchIndex
SearchIndex.start = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from mkdocs_briefings.cli.main import main
main(["build"])
"""


def test_search_forgets_an_edit_that_was_killed_and_taken_back(folder, run) -> None:
    settle(folder, pdf=False)
    run("briefings", "build", cwd=folder)
    edit(folder, "a mistake")
    ended = subprocess.run([sys.executable, "-c", KILLED_BEFORE_INDEXING], cwd=folder, check=False)
    assert ended.returncode == -signal.SIGKILL
    edit(folder, "day 0")
    other = folder / "content/briefings/2024/other.yaml"
    other.write_text(TEXT.replace("{}", "boats").replace("Ships", "Boats"), encoding="utf-8")
    run("briefings", "build", cwd=folder)
    texts = [repr(text) for text in search_texts(folder / "site").values()]
    assert any("Talks of boats" in text for text in texts)
    assert any("Talks of day 0" in text for text in texts)
    assert not any("mistake" in text for text in texts)
