"""The corpus as a desk of ours, bare as the comparison needs it or with all that a desk may have."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generate import OUTLETS, PEOPLE, TOPICS, Fields, vocabulary, written

from mkdocs_briefings.settings.declared import SETTINGS

EXTRAS = ("pdf", "cards", "cite_as", "exports", "pictures", "machine_copies", "feeds")
"""Settings for what peers do not make, off in the comparison; those that this version does not have are passed over."""
NEEDED = {"feeds": ("machine_copies",)}
"""Extras that another one is made of."""


def off() -> dict[str, Any]:
    """The extras that this version has, each turned off."""
    return {name: _nothing(SETTINGS[name].default) for name in EXTRAS if name in SETTINGS}


def write_desk(folder: Path, count: int, settings: Mapping[str, Any], *, registries: bool) -> None:
    """Write `mkdocs.yml`, `docs/` and `content/`.

    Args:
        folder: where to.
        count: briefings.
        settings: of the plugin.
        registries: whether outlets and people are registered, so that each gets a page of its own; otherwise
            outlets are plain names, as they are for the peers.
    """
    for id, fields in written(count):
        shown = fields if registries else plain(fields)
        write(folder / f"content/briefings/{fields['date'][:4]}/{id}.yaml", _yaml(shown))
    write(folder / "content/topics.yaml", _registry("topic", "Topic ", TOPICS))
    if registries:
        write(folder / "content/outlets.yaml", _registry("outlet", "Outlet ", OUTLETS))
        write(
            folder / "content/entities/people.yaml",
            _registry("person", "Person Number", PEOPLE, kind="person"),
        )
    write(folder / "docs/about.md", "# About\n\nMade-up briefings.\n")
    write(folder / "mkdocs.yml", _CONFIG.format(settings=json.dumps(dict(settings))))


def edit(folder: Path, number: int, words: str) -> None:
    """Put words into the body of a briefing, as its author would."""
    (path,) = folder.glob(f"content/briefings/*/briefing-{number:06}.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("body: |\n  ", f"body: |\n  {words} ", 1), encoding="utf-8")


def plain(fields: Fields) -> Fields:
    """The same with outlets as plain names and without people."""
    sources = [{**one, "outlet": outlet_name(one["outlet"])} for one in fields["sources"]]
    return {**{key: value for key, value in fields.items() if key != "entities"}, "sources": sources}


def outlet_name(id: str) -> str:
    """`outlet-7` as readers see it."""
    return id.replace("outlet-", "Outlet ")


def write(path: Path, text: str) -> None:
    """Write a file and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rare_words(count: int) -> list[str]:
    """Words for edits, so that each edit changes what search knows."""
    return random.Random(2).choices(vocabulary()[-3_000:], k=count)


def _yaml(fields: Fields) -> str:
    """A briefing as people write one: block style, the body as a literal."""
    lines = [f"{key}: {fields[key]}" for key in ("title", "date")]
    lines += [f"{key}: [{', '.join(fields[key])}]" for key in ("topics", "entities") if key in fields]
    lines += [f"summary: {fields['summary']}", "executive_points:"]
    lines += [f"  - {point}" for point in fields["executive_points"]]
    lines += ["body: |", *(f"  {line}" if line else "" for line in fields["body"].split("\n")), "sources:"]
    for source in fields["sources"]:
        first, *rest = (f"{key}: {value}" for key, value in source.items())
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    return "\n".join(lines) + "\n"


def _registry(id: str, name: str, count: int, **further: str) -> str:
    entries = {f"{id}-{n}": {"name": f"{name}{n}", **further} for n in range(count)}
    return json.dumps(entries, indent=1)


def _nothing(default: object) -> object:
    """The value that turns a setting off, told by its default."""
    return [] if isinstance(default, (list, tuple)) else False


_CONFIG = """\
site_name: Briefings
site_url: https://example.org/
theme: {{name: material, font: false}}
plugins:
  - briefings: {settings}
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables]
"""
