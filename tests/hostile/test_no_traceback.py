"""No command ends in a traceback: whatever content, files, folders, settings and environment are like."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

import click
import hostile_desks as desks
import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs

from mkdocs_briefings.cli.main import COMMANDS, main
from mkdocs_briefings.settings.declared import SETTINGS, read_values

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names, links or pipes"),
]

CONFIG: dict[str, Any] = {
    "site_name": "A desk",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False},
    "plugins": [{"briefings": {"search": False, "cards": False, "pdf": False}}],
}
_LONG, _MANY = 1_000, 10_000
"""Letters of a text, and repetitions in a file, that each command would take seconds for."""
ARGUMENTS = {
    "title": ["A new title"],
    "target": ["sb"],
    "files": ["article.txt"],
    "folder": ["desk"],
    "place": ["pack"],
    "shell": ["bash"],
    "names": ["sound"],
    "since": ["--since", "2024"],
    "paths": [],
}
"""Arguments of commands, and options that they cannot do without, by name."""
OF_GROUPS = {"source": ("add", "refs.bib", "--to", "sound")}
"""Commands below another, and their arguments."""


WITHOUT_SETTINGS = {"init", "completion"}
"""Commands that read no mkdocs.yml."""


@pytest.fixture(scope="module")
def taken() -> Iterator[str]:
    """An address that another server has: `serve` reads the settings, and ends there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def given(name: str, taken: str) -> list[str]:
    """Arguments with which a command does something; a new command has all that it needs in ARGUMENTS, or a line there."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    needed = [param for param in command.params if param.required or isinstance(param, click.Argument)]
    arguments = [word for param in needed for word in ARGUMENTS[param.name or ""]]
    arguments += OF_GROUPS.get(name, ())
    return [name, *arguments, *(["--address", taken] if name == "serve" else [])]


def output(program: click.Command, arguments: list[str]) -> str:
    """Run a command in this process, and return what it wrote; whatever it raises fails the test."""
    result = CliRunner().invoke(program, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(f"{arguments}: Traceback") from result.exception
    assert "Traceback" not in result.output, arguments
    return result.output


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A small desk, which is the current folder."""
    for name, text in {
        "mkdocs.yml": json.dumps(CONFIG),
        "docs/about.md": "# About\n",
        "content/briefings/sound.yaml": json.dumps(desks.SOUND),
        "refs.bib": "@book{a, title={T}, year={2024}}",
        "article.txt": "A title\n\nThey met (SB, January 27).\n\nThey left.\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(plugin: Mapping[str, object] = {}, **changes: object) -> None:
    (settings,) = (each["briefings"] for each in CONFIG["plugins"])
    config = {**CONFIG, "plugins": [{"briefings": {**settings, **plugin}}], **changes}
    Path("mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")


PLAIN = "mkdocs build"
ALL = (*COMMANDS, PLAIN)


def walk(taken: str, commands: tuple[str, ...] = ALL) -> str:
    """Run commands of ours, or plain `mkdocs build`; return what they wrote."""
    return "".join(
        output(mkdocs, ["build", "--site-dir", "mkdocs-site"])
        if name == PLAIN
        else output(main, given(name, taken))
        for name in commands
    )


BUILDS = ("build", PLAIN)
"""Commands that take long where there are many texts: `tests/browser/test_hostile_site.py` has a site of all texts."""
SHOW_ALL = ("check", "digest")
"""Commands that write something of each text, besides builds; others read them as `check` does."""


def write_texts(desk: Path, write_content, texts: Mapping[str, str]) -> None:
    """Write briefings of texts, but for those that take long; none has citations of itself, which pages show, too."""
    short = {id: text for id, text in texts.items() if len(text) < _LONG}
    write_content(desks.written(desks.whole(short)), desk)
    configure({"keep_going": True, "cite_as": []})


@pytest.mark.parametrize("command", SHOW_ALL)
def test_every_text_in_commands_that_show_all(desk, taken, write_content, command: str) -> None:
    write_texts(desk, write_content, desks.TEXTS)
    walk(taken, (command,))


def test_texts_in_every_command(desk, taken, write_content) -> None:
    """The first text of each group, and each tenth of all; commands that show all are given all."""
    ids = list(desks.TEXTS)
    sample = {*ids[::10], *(id for id in ids if id.endswith("-1"))}
    write_texts(desk, write_content, {id: text for id, text in desks.TEXTS.items() if id in sample})
    walk(taken, tuple(name for name in ALL if name not in {*BUILDS, *SHOW_ALL}))


def test_every_address_and_file_in_every_command(desk, taken, write_content) -> None:
    """All that can be there at once."""
    for number, address in enumerate(desks.ADDRESSES):
        content, _ = desks.addressed(address)
        write_content({f"briefings/2024/y-{number}": content["briefings/2024/x"]}, desk)
    for number, case in enumerate(desks.FILES):
        if (
            case.get("repeat", 1) > _MANY
        ):  # `check` takes minutes for some; `test_corpus.py` reads them one by one
            continue
        placed = {"path": f"briefings/2024/x-{number}.yaml", **case}
        path = desk / "content" / placed["path"]
        if not os.path.lexists(path) and all(above.is_dir() for above in path.parents if above.exists()):
            desks.put(placed, desk / "content")
    configure({"keep_going": True})
    walk(taken)


YEARS = ("9999", "9999-12-31", "0001", "0000", "10010", "-5", "1e3")
MOMENTS = ("0001-01-02T00:00:00Z", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00")


def test_every_date_in_every_command(desk, taken, monkeypatch) -> None:
    for number, year in enumerate(YEARS):
        text = f"""{{title: T, date: {year}, executive_points: [P], body: B, publication: p{number}, volume: 99, issue: 3,
          events: [{{date: {year}, text: x}}], corrections: [{{date: {year}, text: x}}],
          sources: [{{id: s, outlet: o{number}, date: {year}, accessed: {year}}}]}}"""
        Path(f"content/briefings/y{number}.yaml").write_text(text, encoding="utf-8")
        for name, entry in {
            "outlets": f"o{number}: {{name: O{number}, reliability: A, rated_on: {year}}}\n",
            "publications": f"p{number}: {{name: P{number}, first_volume_year: {year}}}\n",
        }.items():
            with Path(f"content/{name}.yaml").open("a", encoding="utf-8") as file:
                file.write(entry)
    for number, moment in enumerate(MOMENTS):
        text = f"{{title: T, date: 9999, executive_points: [P], body: B, publish_at: {moment}, corrections: [{{date: 9999-12-31, text: x}}]}}"
        Path(f"content/briefings/m{number}.yaml").write_text(text, encoding="utf-8")
    configure({"keep_going": True})
    walk(taken)
    for moment in MOMENTS:
        monkeypatch.setenv("BRIEFINGS_AT", moment)
        walk(taken, ("check", "new", "digest", "import"))


def bare(folder: str, name: bytes) -> None:
    Path(folder).mkdir(exist_ok=True)
    (Path(folder) / os.fsdecode(name)).write_text("x", encoding="utf-8")


def instead(name: str, make: Callable[[Path], object]) -> None:
    """Put something else in the place of a file or a folder."""
    path = Path(name)
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path)


def a_file(path: Path) -> None:
    path.write_text("x", encoding="utf-8")


def a_circle(path: Path) -> None:
    path.symlink_to(path.name)


AT_ONCE = (
    "content/briefings/2024", "content/topics.yaml", "content/entities", "content/files", "content/schema", "digest", "pack", "pdf",
    "sound.pdf",
)  # fmt: skip
"""Places in which something may be wrong while a command does its work."""
READING = ("check", "new", "import")
ALONE = {
    "content": (*READING, *BUILDS),
    "content/briefings": (*READING, *BUILDS),
    "docs": (*READING, *BUILDS),
    "docs/about.md": BUILDS,
    "docs/x": BUILDS,
    ".cache": (*READING, *BUILDS),
    "site": ("build",),
    "mkdocs-site": (PLAIN,),
    "article.txt": ("import",),
}
"""Places that all of a command stands on, and the commands that look there."""
KINDS: Mapping[str, Callable[[Path], object]] = {
    "a file": a_file,
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link in a circle": a_circle,
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to where it is": lambda path: path.symlink_to("."),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
}
"""What may stand in the place of a file or a folder."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_in_every_place(desk, taken, kind) -> None:
    for place in AT_ONCE:
        instead(place, KINDS[kind])
    walk(taken)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ALONE)
def test_every_kind_of_file_in_place_of_what_all_stands_on(desk, taken, place, kind) -> None:
    instead(place, KINDS[kind])
    if (place, kind) != ("article.txt", "a pipe"):  # `briefings import <(...)` asks to read one
        walk(taken, ALONE[place])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a file"])
def test_every_kind_of_file_in_place_of_the_settings(desk, taken, kind) -> None:
    instead("mkdocs.yml", KINDS[kind])
    for name in COMMANDS:
        for option in ([], ["-f", "mkdocs.yml"]) if name not in WITHOUT_SETTINGS else ():
            assert "mkdocs.yml" in output(main, [*given(name, taken), *option])


NO_TEXT = (b"a\xff.md", b"a\xff.yaml", b"a\xff.png")


@pytest.mark.parametrize("folder", ["docs", "content/briefings", "content/entities", "content/files"])
def test_names_that_are_no_text(desk, taken, folder) -> None:
    for name in NO_TEXT:
        bare(folder, name)
    written = walk(taken, (*BUILDS, "check"))
    assert folder != "docs" or "a\\xff" in written


TEMPLATES = {
    "a missing include": (
        '{% extends "base.html" %}\n{% block content %}\n{% include "gone.html" %}{% endblock %}',
        3,
    ),
    "a missing parent": ('\n{% extends "gone.html" %}', 2),
    "a syntax error": ('{% extends "base.html" %}\n{% block content %}{% if %}{% endblock %}', 2),
    "an undefined name": ('{% extends "base.html" %}{% block content %}\n\n{{ nowhere.x }}{% endblock %}', 3),
    "an undefined filter": ('{% extends "base.html" %}{% block content %}\n{{ 1|nowhere }}{% endblock %}', 2),
    "a division by zero": ('{% extends "base.html" %}{% block content %}\n{{ 1 / 0 }}{% endblock %}', 2),
}


@pytest.mark.parametrize(
    ("name", "template"),
    [*zip(cycle(["main.html", "briefings/page.html", "404.html"]), TEMPLATES, strict=False)],
)
def test_faults_of_templates_are_told_with_their_place(desk, template, name) -> None:
    text, line = TEMPLATES[template]
    configure(theme={**CONFIG["theme"], "custom_dir": "overrides"})
    Path("overrides", name).parent.mkdir(parents=True)
    Path("overrides", name).write_text(text, encoding="utf-8")
    for program, arguments in ((main, ["build"]), (mkdocs, ["build", "--site-dir", "mkdocs-site"])):
        assert f"overrides/{name}:{line}: " in output(program, arguments)


VALUES: tuple[object, ...] = (
    None, True, 0, -1, 10**30, 1.5, "", "x", "\0", "a\nb", "é" * 300, "../..", "/", [], ["x"], [None], {}, {"a": 1},
    {"a": {"b": [1]}},
)  # fmt: skip


SEEN = ("language", "latest", "cite_as", "source_style", "feed_entries", "csp")
"""Settings of which values that mean nothing may get as far as the pages."""


def is_refused(name: str, value: object) -> bool:
    """Return whether a value is of another kind than the setting."""
    return name in read_values({name: value})[1]


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_of_every_type(desk, taken, name) -> None:
    builds, told = cycle(BUILDS), False
    for value in VALUES:
        refused = is_refused(name, value)
        if refused and told:
            continue
        configure({name: value})
        accepted = "cannot serve" in walk(taken, ("serve",))
        assert not (accepted and refused)
        told |= refused
        if accepted and value is not None and name in SEEN:
            walk(taken, (next(builds),))


ENVIRONMENTS = {
    "no docstrings": {"PYTHONOPTIMIZE": "2"},
    "an old locale": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "no letters": {"PYTHONIOENCODING": "ascii"},
    "an epoch in letters": {"SOURCE_DATE_EPOCH": "²"},
    "an epoch without end": {"SOURCE_DATE_EPOCH": "9" * 30},
    "no folders": {"HOME": "/nowhere", "TMPDIR": "/nowhere", "XDG_CACHE_HOME": "/nowhere"},
    "a terminal of no size": {"COLUMNS": "0", "LINES": "x", "TERM": "nonsense", "FORCE_COLOR": "1"},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("command", ["check", "new"])
def test_every_environment(desk, taken, run, environment, command) -> None:
    Path("content/briefings/é.yaml").write_text("title: Ночь\n", encoding="utf-8")
    ended = run("briefings", *given(command, taken), cwd=desk, status={0, 1, 2}, **ENVIRONMENTS[environment])
    assert "Traceback" not in ended.stderr
