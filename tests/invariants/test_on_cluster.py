"""Sites built on a Dask cluster are those built on one machine, byte by byte, also when a worker is lost meanwhile."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import distributed
import pytest
from dask_cluster import cluster
from search_sites import (
    IN_A_BATCH,
    IN_A_FILE,
    any_record,
    clean,
    entities,
    files_in,
    make_pieces_small,
    updated,
    write_texts,
)
from site_settings import settle
from test_incremental import SITES, changed, pages_of

from mkdocs_briefings.builder import dispatch
from mkdocs_briefings.diagnostics.errors import PublishError, UsageError
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.cluster import Cluster
from mkdocs_briefings.publish.executor.processes import Processes
from mkdocs_briefings.publish.executor.serial import Serial
from mkdocs_briefings.publish.search.files import Files
from mkdocs_briefings.publish.search.index import State
from mkdocs_briefings.settings.wishes import Overrides

pytestmark = pytest.mark.slow

AT = "2024-06-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def three_workers(tmp_path_factory) -> Iterator[tuple[str, list[int]]]:
    with cluster(tmp_path_factory.mktemp("cluster"), workers=3, nannies=False) as started:
        yield started


def index_tasks(address: str) -> dict[str, int]:
    """How many tasks of each kind that makes search indexes the cluster has done."""
    with distributed.Client(address, set_as_default=False) as client:
        prefixes = client.run_on_scheduler(
            lambda dask_scheduler: {
                name: prefix.state_counts["memory"] for name, prefix in dask_scheduler.task_prefixes.items()
            }
        )
    return {name: prefixes.get(name, 0) for name in ("read_texts", "write_shards")}


class LosingOne(Cluster):
    """A cluster that loses a worker when the second answer of a kind has come."""

    def __init__(self, address: str, process: int) -> None:
        super().__init__(address)
        self.waiting = [process]

    def as_completed(self, futures: Iterable[Future[Any]]) -> Iterator[Future[Any]]:
        for number, future in enumerate(super().as_completed(futures)):
            if number == 1 and self.waiting:
                os.kill(self.waiting.pop(), signal.SIGKILL)
            yield future


def test_an_index_has_the_same_bytes_with_a_worker_killed_meanwhile(
    three_workers, tmp_path, monkeypatch
) -> None:
    """Made anew, then after an edit; in this process, in others, on a cluster."""
    inside_workers = {"_PLACES", "_BATCH", "_MOST_CHUNKS"}
    sizes = {
        place: size for place, size in (IN_A_BATCH | IN_A_FILE).items() if place[1] not in inside_workers
    }
    make_pieces_small(monkeypatch, sizes)
    chance = random.Random(2)  # noqa: S311
    records = {number: any_record(number, chance) for number in range(60)}
    edit = {**records, 7: any_record(7, chance), 99: any_record(99, chance)}
    del edit[12]
    address, (_, *workers) = three_workers
    made: list[list[dict[str, bytes]]] = []
    for number, executor in enumerate((Serial(), Processes(2), LosingOne(address, workers.pop()))):
        site, state, steps = tmp_path / str(number), State(), []
        with executor:
            for step in (records, edit):
                files = Files(site, site, is_intact=bool(steps))
                state = updated(files, state, write_texts(step, site), entities("ada oak", "oak"), executor)
                steps.append(files_in(site, files.used))
        made.append(steps)
    assert made[0] == made[1] == made[2]
    assert made[0][1] == clean(edit, tmp_path / "clean", ["ada oak", "oak"])[1]
    assert min(index_tasks(address).values()) > 10
    assert not executor.waiting


class Desk:
    """A desk whose builds can be disturbed."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(SITES / "full", folder))
        settle(self.folder, reference=False)
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


def test_the_same_bytes_with_a_worker_killed_then_with_none(three_workers, tmp_path, monkeypatch) -> None:
    """One cluster for all: to start one takes longer than to build on it."""
    monkeypatch.setattr(dispatch, "_BATCH", 1)  # so that tasks wait when the worker is killed
    desk = Desk(tmp_path / "desk")
    plain, (address, (scheduler, first, second, _)) = desk.build("plain"), three_workers
    before = index_tasks(address)
    steps, desk.steps = desk.steps, []
    built = desk.build("on", on=address, kill={"Rendering": first})
    assert sorted(desk.steps) == sorted(steps)
    assert all(index_tasks(address)[name] > before[name] for name in before)
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
