"""What the processes of a build have in common: imported once for all, beside what the build itself imports."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from mkdocs_briefings.publish.executor.choose import WORTH_IT, processes_for

WORKER, PRESS, CITATIONS = (
    "mkdocs_briefings.builder.worker",
    "mkdocs_briefings.publish.pdf",
    "mkdocs_briefings.render.export.bibtex",
)


def begin_to_preload(*modules: str) -> None:
    """Begin to import some modules; the first call counts."""
    from mkdocs_briefings.publish.executor import processes  # noqa: PLC0415 - most builds do without

    processes.begin_to_preload(*modules)


def begin_in_new_desk(root: Path) -> None:
    """Begin as early as can be where no build has left anything, and all of many briefings is to be made.

    Only the usual folders are looked at: with other ones it begins later, and all else is the same.
    """
    if not (root / ".cache").exists():
        briefings = islice((root / "content/briefings").rglob("*.yaml"), WORTH_IT)
        if processes_for(sum(1 for _ in briefings)) > 1:
            begin_to_preload(WORKER)
