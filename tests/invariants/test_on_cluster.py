"""Sites built on a Dask cluster are those built on one machine, byte by byte, also when a worker is lost meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from dask_cluster import cluster
from site_settings import settle
from test_incremental import SITES, changed, pages_of

from mkdocs_briefings.builder import dispatch
from mkdocs_briefings.diagnostics.errors import PublishError, UsageError
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.wishes import Overrides
from mkdocs_briefings.publish.executor.choose import open_executor

pytestmark = pytest.mark.slow

AT = "2024-06-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory) -> Iterator[tuple[str, list[int]]]:
    with cluster(tmp_path_factory.mktemp("cluster"), nannies=False) as started:
        yield started


class Desk:
    """A desk whose builds can be disturbed."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(SITES / "full", folder))
        settle(self.folder, search=False)
        later = self.folder / "content/briefings/2024/a-year-later.yaml"
        text = (self.folder / "content/briefings/2023/a-year-before.yaml").read_text(encoding="utf-8")
        later.write_text(text + "\nunknown: key\n", encoding="utf-8")  # an error, with its line
        self.steps: list[str] = []

    def build(self, site: str, *, on: str = "", kill: Mapping[str, int] | None = None) -> run.BuildReport:
        """Build; at the first step of a kind, kill a process."""
        waiting = dict(kill or {})

        def progress(label: str, done: int, total: int) -> None:
            self.steps.append(label)
            if label in waiting:
                os.kill(waiting.pop(label), signal.SIGKILL)

        overrides = Overrides(at=AT, drafts=True, keep_going=True, site_dir=str(self.folder / site), on=on)
        return run.build(str(self.folder / "mkdocs.yml"), overrides, progress)


def test_the_same_bytes_with_a_worker_killed_then_with_none(two_workers, tmp_path, monkeypatch) -> None:
    """One cluster for all: to start one takes longer than to build on it."""
    monkeypatch.setattr(dispatch, "_BATCH", 1)  # so that tasks wait when the worker is killed
    desk = Desk(tmp_path / "desk")
    plain, (address, (scheduler, first, second)) = desk.build("plain"), two_workers
    steps, desk.steps = desk.steps, []
    built = desk.build("on", on=address, kill={"Rendering": first})
    assert sorted(desk.steps) == sorted(steps)
    assert changed(pages_of(desk.folder / "plain"), pages_of(desk.folder / "on")) == []
    assert [str(problem) for problem in built.diagnostics] == [str(problem) for problem in plain.diagnostics]
    assert built.left_out == plain.left_out == 1

    from mkdocs_briefings.publish.executor import cluster as clusters  # noqa: PLC0415 - slow to import

    monkeypatch.setattr(clusters, "_PATIENCE", 2)
    with pytest.raises(PublishError, match=f"^the cluster at {address} has lost all its workers$"):
        desk.build("lost", on=address, kill={"Rendering": second})
    with pytest.raises(PublishError, match=f"^the Dask scheduler at {address} has no workers$"):
        open_executor(0, on=address)
    assert desk.build("on", on=address).pages_made == 0  # nothing to do needs nobody
    os.kill(scheduler, signal.SIGKILL)


@pytest.mark.parametrize(
    ("settings", "content", "text"),
    [
        ({"fast": False}, None, "a cluster cannot help here: .* MkDocs makes every page; build without --on"),
        (
            {},
            "elsewhere",
            "a cluster needs the content folder below that of mkdocs.yml: move .*elsewhere there",
        ),
    ],
)
def test_what_a_cluster_cannot_build(tmp_path, settings, content: str | None, text: str) -> None:
    desk = Desk(tmp_path / "desk")
    settle(desk.folder, **settings)
    if content is not None:
        shutil.copytree(desk.folder / "content", tmp_path / content)
        settle(desk.folder, content=f"../{content}")
    with pytest.raises(UsageError, match=text):
        desk.build("on", on="tcp://127.0.0.1:9")
