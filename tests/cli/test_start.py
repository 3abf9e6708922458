"""What each command imports: of the heavy libraries only those that it needs, for every start waits for them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HEAVY = {
    "PIL",
    "Stemmer",
    "citeproc",
    "distributed",
    "filelock",
    "fontTools",
    "jinja2",
    "lxml",
    "math_core",
    "markdown",
    "mkdocs",
    "mkdocs.livereload",
    "mkdocs_briefings.builder.build",
    "mkdocs_briefings.builder.worker",
    "mkdocs_briefings.importers.pipeline",
    "mkdocs_briefings.render.pages",
    "multiprocessing",
    "nh3",
    "numpy",
    "pybtex",
    "pydantic",
    "ssl",
    "trafilatura",
    "typst",
    "uharfbuzz",
    "vl_convert",
    "yaml",
}
MKDOCS = {"filelock", "jinja2", "markdown", "mkdocs", "yaml"}
"""What MkDocs itself imports to read its configuration."""
CHECKS = {"pydantic", "yaml"}
"""Neither a host nor Markdown, where no text has a sign of it."""
RENDERS = (
    MKDOCS
    | CHECKS
    | {
        "citeproc",
        "lxml",
        "mkdocs_briefings.builder.build",
        "mkdocs_briefings.builder.worker",
        "mkdocs_briefings.render.pages",
        "multiprocessing",
        "nh3",
        "pybtex",
    }
)
"""Typst, the index and its libraries are not among them: they run beside the build."""
COMMANDS = {
    "briefings --version": set(),
    "briefings build --help": set(),
    "briefings check --help": CHECKS,
    "briefings check": CHECKS,
    "briefings impact sb": CHECKS,
    "briefings schema": CHECKS,
    "briefings new Visit": CHECKS,
    "briefings build": RENDERS,
    "briefings build again": MKDOCS,
    "mkdocs build": RENDERS,
}
"""What of `HEAVY` each command imports."""


def imported(desk: Path, words: list[str]) -> set[str]:
    """Return what of `HEAVY` a command imports in a process of its own."""
    program, *arguments = words
    cli = (
        "mkdocs_briefings.cli.main import main"
        if program == "briefings"
        else "mkdocs.__main__ import cli as main"
    )
    run = f"import sys\nfrom {cli}\nmain({arguments}, standalone_mode=False)\nimport json\nprint(json.dumps(list(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", run], cwd=desk, capture_output=True, text=True, check=True)
    return HEAVY & set(json.loads(ended.stdout.splitlines()[-1]))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_only_what_it_needs(site, command: str) -> None:
    desk = site("minimal", cards=False)
    words = command.removesuffix(" again").split()
    if words != command.split():
        imported(desk, words)
    assert imported(desk, words) == COMMANDS[command]
