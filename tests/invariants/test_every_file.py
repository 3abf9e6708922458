"""Incremental = clean, file by file: a change of one file of any kind reaches every byte that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest
from small_desk import CONFIG, Files, SmallDesk, changed

from mkdocs_briefings.mkdocs_plugin import run

pytestmark = pytest.mark.slow

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="{}"/></svg>'
WIDER = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="9"/>'
CONTENT: Mapping[str, Any] = {
    "briefings/open": {
        "date": "2024-02-05",
        "topics": ["union"],
        "entities": ["bo"],
        "publication": "weekly",
        "volume": 3,
        "issue": 6,
        "authors": ["ada"],
        "lead_image": {"file": "files/lead.svg", "alt": "Ships"},
        "body": "![Ships](files/chart.svg) and [all](files/ships.csv), see [it](briefing:third).",
    },
    "briefings/second": {"title": "A stay", "date": "2024-02-04", "topics": ["union"]},
    "briefings/third": {"title": "A walk", "date": "2024-01-01"},
    "publications": {"weekly": {"name": "The Weekly"}},
    "topics": {"union": {"name": "Union"}},
    "authors": {"ada": {"name": "Ada Lee", "photo": "files/ada.svg"}},
    "entities/all": {"bo": {"name": "Bo Li", "kind": "person"}},
}
FILES = {
    "content/files/chart.svg": DRAWING.format(4),
    "content/files/lead.svg": DRAWING.format(4),
    "content/files/ada.svg": DRAWING.format(4),
    "content/files/ships.csv": "ships\n4\n",
    "content/files/logo.svg": DRAWING.format(2),
    "content/files/logo-dark.svg": DRAWING.format(2),
    "docs/about.md": '# About\n\nSee [it](briefings/open.md) and [a chart](files/chart.svg).\n\n--8<-- "part.md"\n',
    "docs/plain.md": "# Plain\n\n[A stay](briefings/second.md)\n",
    "docs/linked.css": "p {}\n",
    "overrides/briefings/footer.html": "<p>Ours</p>\n",
    "overrides/own.txt": "Ours\n",
    "snippets/part.md": "A part, see [a walk](briefings/third.md#head:analysis) and [all](files/ships.csv).\n",
    "snippets/terms.md": "*[About]: Traffic Light Protocol\n",
    "elsewhere/page.md": "# Elsewhere\n",
    "elsewhere/picture.svg": DRAWING.format(2),
    "one-page.md": "# Linked alone\n",
}
"""Files besides the content folder's YAML, by path in the desk."""
FACE = {"logo": {"light": "files/logo.svg", "dark": "files/logo-dark.svg"}}
LINKS = {"docs/elsewhere": "elsewhere", "docs/one-page.md": "one-page.md"}
"""Symbolic links in the docs folder, and where they lead."""


class Edit(NamedTuple):
    """A change of one file; with an empty text it is not there, with None it is deleted."""

    path: str
    text: str | None
    prints: bool = False
    """Whether PDFs and cards may show it."""


EDITS: dict[str, Edit] = {
    "picture": Edit("content/files/chart.svg", DRAWING.format(3), prints=True),
    "picture of the same size": Edit("content/files/chart.svg", DRAWING.format(5), prints=True),
    "logo": Edit("content/files/logo.svg", DRAWING.format(1), prints=True),
    "logo of dark pages": Edit("content/files/logo-dark.svg", DRAWING.format(1)),
    "linked file": Edit("content/files/ships.csv", "ships\n10\n"),
    "linked file of the same size": Edit("content/files/ships.csv", "ships\n5\n"),
    "size of the picture at the head": Edit("content/files/lead.svg", WIDER),
    "size of a photo of an author": Edit("content/files/ada.svg", WIDER),
    "picture gone": Edit("content/files/chart.svg", None, prints=True),
    "linked file gone": Edit("content/files/ships.csv", None),
    "file that nothing names": Edit("content/files/other.csv", "other\n"),
    "briefing": Edit(
        "content/briefings/second.yaml", "{title: T, date: 2024, executive_points: [P], body: B}", prints=True
    ),
    "briefing gone": Edit("content/briefings/second.yaml", None, prints=True),
    "briefing that another links to gone": Edit("content/briefings/third.yaml", None, prints=True),
    "new briefing": Edit(
        "content/briefings/new.yaml", "{title: T, date: 2024, executive_points: [P], body: B}", prints=True
    ),
    "registry": Edit("content/topics.yaml", "{union: {name: Onion}}", prints=True),
    "registry gone": Edit("content/topics.yaml", None, prints=True),
    "new registry": Edit("content/outlets.yaml", "{sb: {name: SB}}"),
    "registry in a folder": Edit(
        "content/entities/all.yaml", "{bo: {name: Bo Lu, kind: person}}", prints=True
    ),
    "hand-written page": Edit("docs/about.md", "# About us\n\n[It](briefings/open.md)\n"),
    "hand-written page gone": Edit("docs/plain.md", None),
    "new hand-written page": Edit("docs/new.md", "# New\n"),
    "hand-written page in the place of a generated one": Edit("docs/briefings/second.md", "# By hand\n"),
    "other file in docs": Edit("docs/linked.css", "b {}\n"),
    "template of the site's own": Edit("overrides/briefings/footer.html", "<p>Theirs</p>\n"),
    "new template of the site's own": Edit(
        "overrides/404.html", '<html><head><meta charset="utf-8"></head>Not here</html>\n'
    ),
    "other file in custom_dir": Edit("overrides/own.txt", "Theirs\n"),
    "snippet": Edit("snippets/part.md", "Another part.\n"),
    "auto_append": Edit("snippets/terms.md", "*[About]: Other Words\n"),
    "file in docs under the name of an attachment": Edit("docs/files/ships.csv", "By hand\n"),
    "page in a linked folder": Edit("elsewhere/page.md", "# Somewhere\n"),
    "file in a linked folder": Edit("elsewhere/picture.svg", DRAWING.format(1)),
    "linked page": Edit("one-page.md", "# Linked by itself\n"),
    "catalogue of the desk": Edit("locale/en.po", 'msgid "Search"\nmsgstr "Find"\n'),
}
IN_NO_OUTPUT = {
    "file that nothing names": "is published by no page",
    "new registry": "is about nobody cited",
    "file in docs under the name of an attachment": "gives way to the attachment",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory, write_content) -> SmallDesk:
    desk = SmallDesk(tmp_path_factory.mktemp("files") / "desk", write_content)
    write(desk)
    for link, target in LINKS.items():
        (desk.folder / link).symlink_to(desk.folder / target)
    return desk


@pytest.fixture(scope="module")
def clean_build(desk) -> Callable[..., Files]:
    """Return what a clean build makes of the desk without an edit, with and without PDFs and cards."""
    built: dict[bool, Files] = {}

    def build(*, prints: bool) -> Files:
        if prints not in built:
            configure(desk, prints=prints)
            built[prints] = desk.build_clean()
        return built[prints]

    return build


def configure(desk: SmallDesk, *, prints: bool, **plugin: object) -> None:
    rules = {"missing-file": "info", "unknown-id": "info", "unknown-reference": "info"}
    snippets = {
        "base_path": [str(desk.folder / "snippets")],
        "auto_append": ["terms.md"],
        "check_paths": True,
    }
    desk.configure(
        {"pdf": prints, "cards": prints, "rules": rules, "face": FACE, **plugin},
        theme={**CONFIG["theme"], "custom_dir": "overrides"},
        markdown_extensions=["abbr", {"pymdownx.snippets": snippets}],
    )


def write(desk: SmallDesk) -> None:
    desk.write(CONTENT)
    for path, text in FILES.items():
        desk.write_file(path, text)


@pytest.mark.parametrize(("name", "edit"), EDITS.items(), ids=EDITS)
def test_a_change_of_a_file_reaches_every_byte(desk, clean_build, name: str, edit: Edit) -> None:
    clean = clean_build(prints=edit.prints)
    desk.clear()
    configure(desk, prints=edit.prints)
    with desk.edited(edit.path, edit.text):
        before = desk.build()
    assert changed(desk.build(), clean) == []
    assert (before == clean) == (name in IN_NO_OUTPUT)


def test_links_lead_to_the_same_places_when_mkdocs_makes_every_page(desk, clean_build) -> None:
    """From pages and from snippets, to generated pages, places in them, and attachments."""
    clean = clean_build(prints=False)
    assert b'href="../briefings/third/#head:analysis"' in clean["about/index.html"]
    assert b'href="../files/ships.csv"' in clean["about/index.html"]
    configure(desk, prints=False, fast=False)
    assert changed(desk.build_clean(), clean) == []


def test_a_new_attachment_leaves_the_frame_as_it_is(desk, clean_build, monkeypatch) -> None:
    clean_build(prints=False)
    desk.clear()
    configure(desk, prints=False)
    desk.build()
    briefing = "{title: T, date: 2024, executive_points: [P], body: '[New](files/new.csv)'}"
    monkeypatch.setattr(run, "_run_mkdocs", None)
    with desk.edited("content/files/new.csv", "new\n"), desk.edited("content/briefings/new.yaml", briefing):
        assert desk.build()["files/new.csv"] == b"new\n"
