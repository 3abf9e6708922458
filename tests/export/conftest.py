"""A desk of hostile texts, built by MkDocs and, as an export, by Zensical."""

from __future__ import annotations

import json
from pathlib import Path

import hostile_desks as desks
import pytest
from zensical_sites import exported_sample, zensical, zensical_sample

from mkdocs_briefings.check.rules import RULES

LIKE_SYNTAX = {
    "like-templates": "{{ 7*7 }} {% raw %} {%- for x in y -%} {# c #} ${7*7}",
    "like-markdown": '# lead\n\n*x* [[ w ]] [^1] [a](nowhere.md) ![b](no.png)\n\n[r]: nowhere.md\n\n--8<-- "mkdocs.yml"\n\n::: x\n\n!!! note\n    z',
    "like-addresses": '[x](../index.md) [y](files/notes.md) <a href="files/notes.md">n</a> a / b href="../x.md" .md',
}
"""Texts that Markdown, templates or Zensical's search for links could act on."""
EVERY = 9
"""One of so many texts of the corpus goes into the desk: all take minutes."""


__all__ = ["exported_sample", "zensical", "zensical_sample"]
_OFF = {rule.code: "off" for rule in RULES if not rule.fatal}


@pytest.fixture(scope="session")
def hostile_sites(once, run, zensical) -> tuple[Path, Path]:
    """A desk of hostile texts, as MkDocs and as Zensical build it."""

    def build(folder: Path) -> None:
        texts = {**dict([*desks.TEXTS.items()][::EVERY]), **LIKE_SYNTAX}
        files = desks.written(desks.whole(texts))
        config = {
            "site_name": "A <b> & hostile {{ 7*7 }} desk",
            "site_url": "https://example.org/a/b/",
            "theme": {"name": "material", "font": False},
            "markdown_extensions": ["attr_list", "md_in_html", "footnotes", "pymdownx.snippets", "pymdownx.magiclink"],
            "plugins": [{"briefings": {"pdf": False, "cards": False, "search": False, "rules": _OFF}}],
        }  # fmt: skip
        files = {f"content/{name}": text for name, text in files.items()}
        files |= {"mkdocs.yml": json.dumps(config), "docs/about.md": "# About\n\n[All](index.md)\n"}
        for name, text in {**files, "content/files/notes.md": "# Notes\n\n{{ 7*7 }} [a](b.md)\n"}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        run("briefings", "build", cwd=folder)
        run("briefings", "export", cwd=folder)
        zensical(folder / "zensical", "--strict")

    folder = once("hostile-export", build)
    return folder / "site", folder / "zensical/site"
