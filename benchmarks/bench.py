"""Build the same posts as briefings and as a plain mkdocs-material site, in turn, and print the ratios.

    python benchmarks/bench.py POSTS [RUNS]

POSTS is a folder as `corpus.py` takes it. Each figure is the median of the runs with its least and its greatest;
a ratio is taken run by run, so that a machine that slows down slows both.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import convert
from rich.console import Console
from rich.table import Table

RUNS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """One build, seen from outside."""

    seconds: float
    """Wall clock."""
    processor: float
    """Processor time of the process and its children, in seconds."""


def build(folder: Path, command: list[str]) -> Run:
    """A cold build: no site and no cache before."""
    for left in ("site", ".cache"):
        shutil.rmtree(folder / left, ignore_errors=True)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, check=True, env=environment, capture_output=True)
    seconds, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def peak(folder: Path, command: list[str]) -> int:
    """Greatest resident memory of any one process of a build, in MB, as a new interpreter sees it."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=folder, check=True, capture_output=True
    )
    return int(done.stdout)


def size(folder: Path) -> int:
    """Bytes of the files below a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1_000_000


def figure(values: list[float]) -> str:
    """Median, least and greatest."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def main(posts: Path, runs: int) -> None:
    """Measure and print the table."""
    bin_folder = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        count = convert(posts, out)
        desk, plain = out / "desk", out / "plain"
        ours = [str(bin_folder / "briefings"), "build"]
        theirs = [str(bin_folder / "mkdocs"), "build", "--quiet"]
        pairs = [(build(desk, ours), build(plain, theirs)) for _ in range(runs)]
        table = Table(title=f"{count:,} posts, {runs} runs each, in turn; ours over plain mkdocs-material")
        for column in ("", "briefings", "mkdocs-material", "ratio"):
            table.add_column(column)
        for name in ("seconds", "processor"):
            a, b = ([getattr(pair[side], name) for pair in pairs] for side in (0, 1))
            table.add_row(name, figure(a), figure(b), figure([x / y for x, y in zip(a, b, strict=True)]))
        table.add_row("peak MB", str(peak(desk, ours)), str(peak(plain, theirs)))
        table.add_row("site MB", str(size(desk / "site")), str(size(plain / "site")))
        Console().print(table)


if __name__ == "__main__":
    if len(sys.argv) < 2:  # noqa: PLR2004
        sys.exit("usage: make bench POSTS=folder (a folder of *.jsonl.gz; see benchmarks/README.md)")
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else RUNS)  # noqa: PLR2004
