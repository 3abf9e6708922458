"""Import a folder of real posts with `briefings import`, in one call, and say how fast and in how much memory.

    python benchmarks/importing.py POSTS [OUT]

POSTS is what `corpus.py` describes. OUT, a temporary folder unless given, gets the posts as Markdown with front
matter in `posts/`, and the desk they are imported into in `desk/`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from corpus import Post, posts

_PAUSE = 0.05


def write_out(folder: Path, out: Path) -> int:
    """Write each post as a Markdown file; returns how many there are."""
    every = list(posts(folder))
    for post in every:
        path = out / str(post["id"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_markdown(post), encoding="utf-8")
    return len(every)


def _markdown(post: Post) -> str:
    keys = ("title", "publication", "date", "authors", "topics", "summary", "sources")
    head = "\n".join(f"{key}: {json.dumps(post[key], ensure_ascii=False)}" for key in keys if post[key])
    return f"---\n{head}\n---\n\n{post['body']}\n"


def run(out: Path) -> tuple[float, float, int, str]:
    """Seconds, processor seconds, peak memory in bytes of all processes together, the last lines of the report."""
    command = [sys.executable, "-m", "mkdocs_briefings", "import", str(out / "posts")]
    command += ["-f", str(out / "desk/mkdocs.yml")]
    start = time.perf_counter()
    with (out / "report.txt").open("w", encoding="utf-8") as report:
        process = subprocess.Popen(command, stdout=report, cwd=Path(__file__).parents[1])
        watched, peak = psutil.Process(process.pid), 0
        while process.poll() is None:
            peak = max(peak, _memory(watched))
            time.sleep(_PAUSE)
    taken = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(process.returncode)
    return (
        taken,
        used.ru_utime + used.ru_stime,
        peak,
        "\n".join((out / "report.txt").read_text(encoding="utf-8").splitlines()[-4:]),
    )


def _memory(process: psutil.Process) -> int:
    """What a process and those it started hold, shared pages counted once."""
    total = 0
    for one in (process, *_children(process)):
        try:
            total += one.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def measure(folder: Path, out: Path) -> None:
    """Write out, import, print."""
    (out / "desk/content").mkdir(parents=True)
    (out / "desk/docs").mkdir()
    (out / "desk/mkdocs.yml").write_text(
        "site_name: Imported\ntheme: {name: material, font: false}\nplugins: [briefings]\n", encoding="utf-8"
    )
    number = write_out(folder, out / "posts")
    seconds, used, peak, end = run(out)
    print(end)
    rate, free = number / seconds, number / used
    print(f"{number} posts in {seconds:.1f} s: {rate:.0f} files a second, {peak / 1e6:.0f} MB at most")
    print(f"{used:.1f} s of processor time: {free:.0f} files a second for each free processor")


if __name__ == "__main__":
    if len(sys.argv) > 2:  # noqa: PLR2004
        measure(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            measure(Path(sys.argv[1]), Path(scratch))
