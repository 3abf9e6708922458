"""Commands in processes forked from one that is warm: it has imported what they run, and has built a site.

To import all that a build needs takes longer than a small build. What Python itself reads when a process starts is as
it was when the warm process started; a command that is to be given some of that needs a process of its own.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from mkdocs.config.defaults import MkDocsConfig
from site_settings import LEAN, settle

FOLDER = Path(__file__).parent
_SIZE = 1 << 20


@dataclass(frozen=True)
class Started:
    """A command that runs; it leads a process group of its own."""

    pid: int
    keeper: socket.socket
    """Where the process that waits for it tells its exit status."""

    @property
    def ended(self) -> bool:
        """Whether the command has ended, so that its status can be had."""
        return bool(select.select([self.keeper], [], [], 0)[0])

    def kill(self) -> None:
        """Kill the command and what it has started."""
        with contextlib.suppress(ProcessLookupError):  # it has ended
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Wait until the command has ended, and return its exit status."""
        with self.keeper:
            return int(self.keeper.recv(99))


class WarmProcess:
    """A process that forks for each command."""

    def __init__(self) -> None:
        self.ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            )  # fmt: skip

    def start(
        self,
        module: str,
        arguments: Sequence[str],
        cwd: Path,
        env: Mapping[str, str],
        *,
        out: IO[Any],
        err: IO[Any],
    ) -> Started:
        """Start a module as `python -m` does, with these files as its standard output and standard error."""
        keeper, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        request = json.dumps([module, list(arguments), str(cwd), dict(env)]).encode()
        with theirs:
            socket.send_fds(self.ours, [request], [out.fileno(), err.fileno(), theirs.fileno()])
        return Started(int(keeper.recv(99)), keeper)

    def run(
        self, module: str, arguments: Sequence[str], cwd: Path, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a module as `python -m` does, and say how it ended."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            status = self.start(module, arguments, cwd, env, out=out, err=err).wait()
            return subprocess.CompletedProcess([module, *arguments], status, _text(out), _text(err))

    def close(self) -> None:
        """Let the process end, once the commands that still run have ended."""
        self.ours.close()
        self.process.wait()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace").replace("\r\n", "\n")


def _warm_up() -> None:
    """Import what commands run, but nothing that is run as `__main__`, and build a site."""
    for name in ("mkdocs_briefings.cli", "mkdocs.commands"):
        for module in pkgutil.iter_modules(importlib.import_module(name).__path__, f"{name}."):
            importlib.import_module(module.name)
    run = importlib.import_module("mkdocs_briefings.mkdocs_plugin.run")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(shutil.copytree(FOLDER / "sites/full", Path(folder) / "desk"))
        settle(site, **{**LEAN, "reference": True})
        run.build(str(site / "mkdocs.yml"), run.Overrides(), lambda *_: None)
    dict(MkDocsConfig._schema)[
        "plugins"
    ].plugin_cache.clear()  # else the plugin of this build has the next, too
    assert threading.active_count() == 1, "a fork has none of the other threads"
    gc.collect()
    gc.freeze()


def _serve(requests: socket.socket) -> None:
    """Fork for each request; return in the process that is to run it."""
    while True:
        message, files, _, _ = socket.recv_fds(requests, _SIZE, 3)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, 0 if not message else os.WNOHANG)[0]:
                pass
        if not message:
            os._exit(0)
        if os.fork() == 0:
            requests.close()
            _keep(*json.loads(message), files)
            return
        for file in files:
            os.close(file)


def _keep(
    module: str, arguments: Sequence[str], cwd: str, env: Mapping[str, str], files: Sequence[int]
) -> None:
    """Fork, and wait for what runs there; return in the process that runs it, which has been given all that it takes."""
    out, err, keeper = files
    child = os.fork()
    if child:
        with socket.socket(fileno=keeper) as told:
            told.send(str(child).encode())
            _, status = os.waitpid(child, 0)
            told.send(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    os.setsid()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # where all this runs in the background, it is ignored
    os.dup2(out, 1)
    os.dup2(err, 2)
    for file in files:
        os.close(file)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.path[0] = cwd
    sys.argv[:] = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _warm_up()
    _serve(socket.socket(fileno=int(sys.argv[1])))
