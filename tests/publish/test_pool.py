"""Processes beside a build: they answer, give faults back, and go when the build is gone, however it went."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mkdocs_briefings.publish.pool import BackgroundCall, can_fork, processors

KILLED = """
import multiprocessing, os, signal, time
from mkdocs_briefings.publish.pool import BackgroundCall, Pool
aside, pool = BackgroundCall(os.getpid), Pool(object, 2)
print(*(child.pid for child in multiprocessing.active_children()), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_answer_comes_from_beside() -> None:
    if processors() == 1 or not can_fork():
        pytest.skip("one processor, or threads of a library in this process")
    asked = BackgroundCall(os.getpid)
    assert asked.answer() == asked.answer() != os.getpid()


def test_a_fault_is_given_back() -> None:
    asked = BackgroundCall(Path("/no/such/file").read_bytes)
    with pytest.raises(FileNotFoundError):
        asked.answer()
    asked.close()


def test_nobody_stays_behind_a_build_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        running = [int(pid) for pid in process.stdout.readline().split()]
        assert process.wait() == -signal.SIGKILL
    assert len(running) == 3
    for _ in range(100):
        running = [pid for pid in running if is_there(pid)]
        if not running:
            return
        time.sleep(0.05)
    for pid in running:
        os.kill(pid, signal.SIGKILL)
    pytest.fail(f"still running: {running}")


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


INTERRUPTED = """
import multiprocessing, os, signal
from mkdocs_briefings.publish.pool import Pool
signal.signal(signal.SIGINT, signal.default_int_handler)
class Server:
    def process(self, _):
        return os.getpid()
pool = Pool(Server, 2)
before = pool.ask_all("process", None)
for process in before:
    os.kill(process, signal.SIGINT)
assert pool.ask_all("process", None) == before
pool.close()
"""


def test_ctrl_c_is_for_the_build_alone() -> None:
    """A terminal interrupts every process of a group; workers go when the build lets them go."""
    if not can_fork():
        pytest.skip("threads of a library in this process")
    ended = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
