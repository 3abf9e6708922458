"""The same site by ProperDocs: equal bytes but for the names of the program, from as many shells."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_briefings.diagnostics.errors import no_progress
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.settings.wishes import Overrides

pytestmark = pytest.mark.slow

PROGRAM = """
from pathlib import Path
from mkdocs_briefings.host import choose, chosen
choose(None)
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.settings.wishes import Overrides
config = run.read_config(None, Overrides())
report = run.build_into(config, Path(config.site_dir), lambda *_: None)
print(chosen().package, len(run.plugin_of(config).shells.proven), *report.complaints)
"""
OF_THE_HOST = re.compile(rb'(<meta name="generator" content="|Made with )[^"<]*')
"""Where a page names the program that made it."""


def written(folder: Path, *words: str) -> str:
    """Return what a Python process writes."""
    ended = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def without_names(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: OF_THE_HOST.sub(b"", data) for name, data in files.items()}


def test_bytes_and_shells(lean_site, files_of) -> None:
    folder = lean_site("full")
    config = run.read_config(str(folder / "mkdocs.yml"), Overrides())
    run.build_into(config, Path(config.site_dir), no_progress)
    by_mkdocs, shells = files_of(folder / "site"), run.plugin_of(config).shells.proven
    (folder / "mkdocs.yml").rename(folder / "properdocs.yml")

    assert written(folder, "-c", PROGRAM).split() == ["properdocs", str(len(shells))]
    by_properdocs = files_of(folder / "site")
    written(folder, "-m", "properdocs", "build", "--strict", "--site-dir", "plain")

    assert shells
    assert without_names(by_properdocs) == without_names(by_mkdocs)
    assert files_of(folder / "plain") == by_properdocs
    for page, words in (
        ("about/index.html", b'content="mkdocs-ProperDocs '),
        ("index.html", b"Made with ProperDocs, Mat"),
    ):
        assert words in by_properdocs[page]
