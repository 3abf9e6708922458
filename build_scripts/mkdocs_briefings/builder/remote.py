"""Workers that share no disk with the build: a task brings the files that it needs, and its answer those that it made.

RemoteCrew --Parcel--> RemoteWorker, a Worker in a folder of its own --Delivery--> RemoteCrew
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from mkdocs_briefings.builder.crew import Errand
from mkdocs_briefings.builder.worker import BuildFolders, Worker, WorkerConfig
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.atomic import write_new
from mkdocs_briefings.publish.executor.protocol import Executor, SharedValue, call
from mkdocs_briefings.publish.leftovers import ScratchFolder

Answer = TypeVar("Answer")
Parcel = Mapping[str, bytes]
"""Files that a task needs, by path from the folder of mkdocs.yml."""


class Delivery(NamedTuple, Generic[Answer]):
    """The answer of a distant worker: the results of a task, and the files that it wrote."""

    results: list[Answer]
    staged: Mapping[str, bytes]
    """Files of outputs, by address."""

    def write(self, folders: BuildFolders) -> None:
        """Write the files where a worker of this machine would have written them."""
        for address, content in self.staged.items():
            folders.stage(address, content)


class RemoteCrew:
    """Workers on other machines, and one in this process for what is made faster than sent.

    Args:
        executor: runs those on other machines.
        config: what each is made from.
    """

    def __init__(self, executor: Executor, config: WorkerConfig) -> None:
        self._executor, self._config = executor, config
        self._worker = executor.share(config, RemoteWorker)
        self._near = SharedValue(config, Worker)

    def run(self, errands: Iterable[Errand[Answer]]) -> Iterator[Answer]:
        """Write what the workers send, and yield their results, as they come."""
        near: list[Errand[Answer]] = []
        for future in self._executor.as_completed(self._sent(errands, near)):
            delivery = future.result()
            delivery.write(self._config.folders)
            yield from delivery.results
        for errand in near:
            yield from call(errand.method, (self._near, *errand.arguments))

    def _sent(
        self, errands: Iterable[Errand[Answer]], near: list[Errand[Answer]]
    ) -> Iterator[Future[Delivery[Answer]]]:
        """Send errands with their files; those that stay here are put into `near`."""
        for errand in errands:
            goods = self._parcel(errand) if errand.travels else None
            if goods is None:
                near.append(errand)
            else:
                yield self._executor.submit(
                    RemoteWorker.do, self._worker, errand.method, goods, *errand.arguments, at=errand.at
                )

    def _parcel(self, errand: Errand[Answer]) -> Parcel | None:
        """Return the files that an errand needs; None if one cannot be read, which its reader here reports."""
        settings = self._config.context.settings
        content = content_below(settings)
        briefings = (self._config.files[id].display_path for id in errand.briefings)
        names = (*briefings, *(f"{content}/{name}" for name in errand.files))
        try:
            return {name: (settings.root / name).read_bytes() for name in dict.fromkeys(names)}
        except OSError:
            return None


class RemoteWorker:
    """A worker in a temporary folder, which looks to it like that of the desk."""

    def __init__(self, config: WorkerConfig) -> None:
        self._scratch = ScratchFolder()
        self._folder = self._scratch.path
        self._worker = Worker(_moved(config, self._folder))

    def do(self, method: Callable[..., list[Answer]], parcel: Parcel, *arguments: Any) -> Delivery[Answer]:
        """Call a method of `Worker`."""
        for name, content in parcel.items():
            write_new(self._folder / "desk" / name, content)
        results = method(self._worker, *arguments)
        return Delivery(results, _taken(self._worker.config.folders.staging))


def content_below(settings: Settings) -> str:
    """Return the path of the content folder, from the folder of mkdocs.yml.

    Raises:
        UsageError: it is not below it, so a worker would look for its files where they are on this machine.
    """
    below = (
        settings.content.relative_to(settings.root)
        if settings.content.is_relative_to(settings.root)
        else None
    )
    if below is None or ".." in below.parts:
        raise UsageError(
            f"a cluster needs the content folder below that of {settings.config_name}: move {settings.content} there"
        )
    return below.as_posix()


def _moved(config: WorkerConfig, folder: Path) -> WorkerConfig:
    """Return the config of a worker whose whole disk is a folder."""
    desk, settings = folder / "desk", config.context.settings
    moved = replace(settings, root=desk, content=desk / content_below(settings))
    files = {id: replace(file, path_text=str(desk / file.display_path)) for id, file in config.files.items()}
    folders = BuildFolders(folder / "none", folder / "staging")
    linker = replace(config.context.linker, settings=moved)
    context = replace(config.context, settings=moved, linker=linker)
    return replace(config, context=context, folders=folders, cache=folder / "cache", files=files)


def _taken(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder, by path, and remove it."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    shutil.rmtree(folder, ignore_errors=True)
    return files
