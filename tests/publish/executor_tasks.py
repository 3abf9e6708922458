"""Tasks for the tests of executors: at the top of a module, where every worker can import them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError


class TwoWordsError(Exception):
    """A fault whose arguments are not those of its message."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


class Reader:
    """What a worker keeps: how it was prepared, and what it has read. It cannot be pickled."""

    def __init__(self, given: int) -> None:
        self.given, self.read, self.lock = given, list[str](), (each for each in ())

    def keep(self, word: str) -> tuple[int, int]:
        self.read.append(word)
        return self.given, len(self.read)


def times(number: int, reader: Reader) -> int:
    return number * reader.given


def inverse(number: int) -> float:
    return 1 / number


def process_of(*_: object) -> int:
    time.sleep(0.01)
    return os.getpid()


def threads_of_parent() -> int:
    """How many threads the process has that this one was forked from."""
    return sum(1 for _ in Path(f"/proc/{os.getppid()}/task").iterdir())


def slow_square(number: int, seconds: float = 0.01) -> int:
    time.sleep(seconds * (number % 3))
    return number * number


def identity_of(value: object) -> tuple[int, int]:
    time.sleep(0.02)
    return os.getpid(), id(value)


def length(value: object) -> int:
    return len(value)  # type: ignore[arg-type]


def environment() -> tuple[str, str | None]:
    return os.getcwd(), os.environ.get("BRIEFINGS_TEST")  # noqa: PTH109


def raises(kind: Callable[[], BaseException]) -> None:
    deep_in_a_worker(kind)


def deep_in_a_worker(kind: Callable[[], BaseException]) -> None:
    raise kind()


def publish_error() -> Exception:
    return PublishError("the press is broken")


def no_file() -> Exception:
    return FileNotFoundError(2, "no such file", "chart.png")


def two_words() -> Exception:
    return TwoWordsError("a", "b")


def dies(signal_number: int) -> None:
    if signal_number:
        os.kill(os.getpid(), signal_number)
    os._exit(3)


def says_when_it_runs(folder: Path, seconds: float) -> None:
    (folder / str(os.getpid())).touch()
    time.sleep(seconds)
    (folder / f"{os.getpid()}.done").touch()


def dies_at_first(folder: Path, number: int) -> int:
    """End this process, unless a process has ended here before."""
    if number == 5 and not (folder / "ended").exists():
        (folder / "ended").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return number * number


def is_imported(module: str) -> bool:
    return module in sys.modules
