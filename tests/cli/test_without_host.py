"""Commands that build nothing need no host and no theme: they run where none can be imported, and say so where one is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_briefings.cli.main import COMMANDS
from mkdocs_briefings.publish.staging import MARKER, MARKER_TEXT

pytestmark = pytest.mark.slow

PROGRAM = """
import json, sys
from importlib.abc import MetaPathFinder

ABSENT = {"mkdocs", "properdocs", "material", "materialx"}


class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Absent())
from click.testing import CliRunner
from mkdocs_briefings.cli.main import main

ended = {}
for arguments in json.load(sys.stdin):
    result = CliRunner().invoke(main, arguments)
    ended[arguments[0]] = (result.exit_code, result.output, repr(result.exception))
print(json.dumps(ended))
"""
RUN = {
    "init": ["fresh"],
    "new": ["Grain exports resume"],
    "check": [],
    "impact": ["sb"],
    "import": ["article.txt"],
    "source": ["add", "refs.bib", "--to", "sound"],
    "pdf": ["--since", "2024"],
    "digest": ["--since", "2024"],
    "pack": [],
    "schema": [],
    "completion": ["bash"],
}
"""Arguments of each command that needs no host."""
NEED_HOST = {"build", "serve", "export"}
CONFIG = """\
site_name: Desk
site_url: https://example.org/
theme: {name: material, font: false, language: de, custom_dir: overrides}
plugins: [search, briefings, {another: {option: !!python/name:another.plugin }}]
hooks: [hook.py]
markdown_extensions:
  - attr_list
  - toc: {permalink: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "docs/about.md": "# About\n",
    "overrides/main.html": "",
    "content/briefings/2024/sound.yaml": json.dumps(
        {
            "title": "A visit",
            "date": "2024-02-05",
            "executive_points": ["They met [@sb]. :smile:"],
            "body": "They *talked* :smile:.",
            "sources": [{"id": "sb", "outlet": "SB"}],
        }
    ),
    "refs.bib": "@book{a, title={T}, year={2024}}",
    "article.txt": "A title\n\nThey met (SB, January 27).\n\nThey left.\n",
    f"site/{MARKER}": MARKER_TEXT.decode(),
    "site/index.html": "<!doctype html><title>Desk</title>",
}


def test_every_command_has_a_run_here_or_needs_a_host() -> None:
    assert {*RUN, *NEED_HOST} == set(COMMANDS)


def test_commands_run_without_host_and_theme(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    lines = [[name, *words] for name, words in RUN.items()] + [[name] for name in sorted(NEED_HOST)]
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        input=json.dumps(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    results = json.loads(ended.stdout.splitlines()[-1])
    for name in RUN:
        status, output, exception = results[name]
        assert (status, exception) == (0, "None"), (name, output)
    for name in NEED_HOST:
        status, output, _ = results[name]
        assert status == 2
        assert output.startswith("briefings: neither MkDocs 1 nor ProperDocs is installed")
    for written in (
        "sound.pdf",
        "digest/digest.eml",
        "pack/index.html",
        "content/schema",
        "fresh/mkdocs.yml",
    ):
        assert (tmp_path / written).exists(), written
    text = (tmp_path / "digest/digest.txt").read_text(encoding="utf-8")
    assert "They met" in text
    assert "😄" in text
    note = "mkdocs.yml:11:7: 'material.extensions.emoji.to_svg' is not installed; pymdownx.emoji.to_alt stands in for it"
    assert all(note in results[name][1] for name in ("check", "pdf", "digest"))
