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
import logging
import sys
from mkdocs_briefings.cli.main import main
main(["build", "-f", sys.argv[1]], standalone_mode=False)
from mkdocs_briefings.host import MkDocsConfig, chosen
assert logging.getLogger("mkdocs").parent is logging.getLogger("properdocs")
plugin = dict(MkDocsConfig._schema)["plugins"].plugin_cache["briefings"]
print(chosen().package, len(plugin.shells.proven), *plugin.shells.complaints)
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
    folder = lean_site("minimal")
    config = run.read_config(str(folder / "mkdocs.yml"), Overrides())
    run.build_into(config, Path(config.site_dir), no_progress)
    by_mkdocs, shells = files_of(folder / "site"), run.plugin_of(config).shells.proven
    (folder / "mkdocs.yml").rename(folder / "properdocs.yml")

    elsewhere = folder.parent  # where the name of no file says which host
    assert (
        written(elsewhere, "-c", PROGRAM, "minimal/properdocs.yml").splitlines()[-1]
        == f"properdocs {len(shells)}"
    )
    by_properdocs = files_of(folder / "site")
    written(folder, "-m", "properdocs", "build", "--strict", "--site-dir", "plain")

    assert shells
    assert without_names(by_properdocs) == without_names(by_mkdocs)
    assert files_of(folder / "plain") == by_properdocs
    for page, words in (
        ("404.html", b'content="mkdocs-ProperDocs '),
        ("index.html", b"Made with ProperDocs, Mat"),
    ):
        assert words in by_properdocs[page]
