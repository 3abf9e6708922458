"""Where the time of our own build goes: seconds of each stage, and the functions that take most of them.

    make bench-profile SIZE=1000

Two cold builds of the same desk. The first is only listened to (stages may overlap): a stage lasts from what it told first to what it told last, and
what lies between two stages has a line of its own. The second runs under the standard library's profiler, in the
main process alone, which makes it slower: of it only the shares count.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from desks import off, write_desk

from mkdocs_briefings.mkdocs_plugin import run

OUT = Path(".cache/bench/profile")
_SHOWN = 30


@dataclass(slots=True)
class Heard:
    """When each stage first and last told something."""

    stages: dict[str, tuple[float, float]] = field(default_factory=dict)

    def tell(self, stage: str, done: int, total: int) -> None:
        """Take note, in the place of a progress bar."""
        now = time.monotonic()
        self.stages[stage] = (self.stages.get(stage, (now, now))[0], now)


def main() -> None:
    """Write the desk, build it twice, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=int, default=1_000, help="briefings")
    size = parser.parse_args().size
    shutil.rmtree(OUT, ignore_errors=True)
    write_desk(OUT, size, off(), registries=False)
    os.chdir(OUT)
    print(f"{size:,} briefings, a cold build with search\n\n{listened()}\n\n{profiled()}")


def listened() -> str:
    """A build, stage by stage."""
    heard, children, started = Heard(), os.times(), time.monotonic()
    run.build(None, run.Overrides(), heard.tell)
    ended, spent = time.monotonic(), os.times()
    lines, last, before = [], started, "start"
    for stage, (first, until) in heard.stages.items():
        lines += [(f"{before} to {stage}", max(first - last, 0)), (stage, until - first)]
        last, before = max(last, until), stage
    lines += [(f"{before} to end", ended - last), ("in all", ended - started)]
    own = spent.user + spent.system - children.user - children.system
    others = spent.children_user + spent.children_system - children.children_user - children.children_system
    lines += [("processor, main process", own), ("processor, workers and search", others)]
    return "\n".join(f"{name:<32} {seconds:8.2f} s" for name, seconds in lines)


def profiled() -> str:
    """The package's functions by the share of the main process that they and what they call take."""
    for left in ("site", ".cache"):
        shutil.rmtree(left, ignore_errors=True)
    profile = cProfile.Profile()
    profile.runcall(run.build, None, run.Overrides(), Heard().tell)
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = vars(pstats.Stats(profile))[
        "stats"
    ]
    whole = max(cumulative for _, _, _, cumulative, _ in stats.values())
    ours = {
        f"{file.rpartition('mkdocs_briefings/')[2]}:{line} {name}": cumulative
        for (file, line, name), (_, _, _, cumulative, _) in stats.items()
        if "/mkdocs_briefings/" in file
    }
    most = sorted(ours.items(), key=lambda one: -one[1])[:_SHOWN]
    return "\n".join(f"{seconds / whole:6.1%}  {name}" for name, seconds in most)


if __name__ == "__main__":
    main()
