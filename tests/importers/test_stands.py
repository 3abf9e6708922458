"""An import stays standing: whatever lies in a folder or in a file gives one line, and the other files go on."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Callable

import pytest
from rich.console import Console

from mkdocs_briefings.cli.import_ import ImportChoices, import_files
from mkdocs_briefings.importers.article import Refusal
from mkdocs_briefings.importers.front_matter import read_mapping
from mkdocs_briefings.importers.originals import printable_name
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.settings import Settings

GOOD = b"# A title\n\nA body (TASS, May 3, 2019).\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _settings(desk):
    return Settings(desk, desk / "content")


def _imported(desk, *files):
    screen = io.StringIO()
    lines = import_files(
        [str(file) for file in files], _settings(desk), ImportChoices(), Console(file=screen, width=9000)
    )
    return {line.file: line.reason or line.outcome.value for line in lines}, screen.getvalue()


@pytest.fixture
def folder(desk):
    path = desk / "archive"
    path.mkdir()
    (path / "good.md").write_bytes(GOOD)
    return path


def test_what_is_no_file_is_refused_and_the_others_go_on(desk, folder):
    os.mkfifo(folder / "pipe.md")
    (desk / "elsewhere").mkdir()
    (desk / "elsewhere/secret.md").write_bytes(GOOD)
    (folder / "leads-out.md").symlink_to(desk / "elsewhere/secret.md")
    (folder / "linked").symlink_to(desk / "elsewhere")
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.md").symlink_to(folder / "gone.md")
    (folder / "circle.md").symlink_to(folder / "circle.md")
    lines, screen = _imported(desk, folder, desk / "elsewhere/../archive/pipe.md", desk / ("x" * 5000))
    followed = "is a link to a folder, which is not followed; name that folder"
    assert {name: reason for name, reason in lines.items() if len(name) < 100} == {
        "circle.md": "cannot be read: Too many levels of symbolic links",
        "good.md": "imported",
        "leads-out.md": "is a link that leads out of the folder; name that file",
        "linked": followed,
        "loop": followed,
        "nowhere.md": "cannot be read: No such file or directory",
        "pipe.md": "is a pipe or a device, not a file; `-` reads standard input",
    }
    assert lines["x" * 5000] == "cannot be read: File name too long"
    assert screen.count("\n") == len(lines) + 1


def test_a_folder_that_is_named_may_be_a_link(desk, folder):
    (desk / "link").symlink_to(folder)
    assert _imported(desk, desk / "link")[0] == {"good.md": "imported"}


def test_a_name_that_is_not_utf_8_is_told_in_printable_signs(desk, folder):
    for name in (b"caf\xe9.md", b"esc\x1b[31m.md", b"line\nend.md"):
        (folder / os.fsdecode(name)).write_bytes(GOOD.replace(b"A title", name[:3]))
    lines, screen = _imported(desk, folder)
    assert set(lines) == {"caf\ufffd.md", "esc\ufffd[31m.md", "line\ufffdend.md", "good.md"}
    assert set(lines.values()) == {"imported"}
    screen.encode()
    assert "\x1b" not in screen
    loaded = load(_settings(desk))
    assert not [*loaded.findings, *loaded.diagnostics]
    names = {briefing.value.imported.file for briefing in loaded.desk.briefings}
    assert names == set(lines)


@pytest.mark.parametrize("name", ["a\u202eb.md", "a\u2028b.md", "a\x9bb.md"])
def test_signs_that_act_on_a_terminal_are_not_printed(name):
    assert printable_name(name) == "a\ufffdb.md"


def test_a_registry_that_is_not_utf_8_is_left_alone(desk, folder):
    (desk / "content/outlets.yaml").write_bytes(b"caf\xe9:\n  name: Caf\xe9\n")
    screen = io.StringIO()
    import_files([str(folder)], _settings(desk), ImportChoices(register=True), Console(file=screen))
    assert "add by hand" in screen.getvalue()
    assert (desk / "content/outlets.yaml").read_bytes() == b"caf\xe9:\n  name: Caf\xe9\n"


def _docx(body: str = "", parts: tuple[tuple[str, str], ...] = ()) -> bytes:
    file = io.BytesIO()
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (("word/document.xml", document), *parts):
            archive.writestr(name, part)
    return file.getvalue()


PARAGRAPH = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
TABLE, TABLE_END = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
TOO_MUCH: dict[str, tuple[Callable[[], bytes], str]] = {
    "paragraphs": (lambda: _docx("<w:p/>" * 20_001), "more than 20,000 paragraphs"),
    "elements": (lambda: _docx("<w:r/>" * 500_001), "more than 500,000 elements"),
    "text": (
        lambda: _docx(f"<w:p><w:r><w:t>{' ' * 34_000_000}</w:t></w:r></w:p>"),
        "unpacks to more than 32 MB",
    ),
    "another part": (
        lambda: _docx(PARAGRAPH, (("word/styles.xml", " " * 34_000_000),)),
        "unpacks to more than 32 MB",
    ),
    "depth": (lambda: _docx(TABLE * 50 + PARAGRAPH + TABLE_END * 50), "nests its XML deeper than 100 levels"),
    "more depth": (lambda: _docx(TABLE * 200 + PARAGRAPH + TABLE_END * 200), "its XML is damaged"),
    "accents": (lambda: b"e" + "\u0301".encode() * 100, "more than 60 accents on one letter"),
    "depth of html": (lambda: b"<div>" * 5000 + b"a", "nests its HTML deeper"),
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_what_no_article_holds_is_refused_in_one_line(read, kind):
    make, reason = TOO_MUCH[kind]
    data = make()
    assert len(data) < 200_000
    result = read("a.html" if kind.endswith("html") else "a.txt", data)
    assert isinstance(result, Refusal)
    assert reason in result.reason


def test_a_draft_with_thousands_of_sources_can_be_read_back():
    sources = "".join(f"- id: s{i}\n  url: https://x.example/{i}\n" for i in range(8000))
    assert len(read_mapping(f"sources:\n{sources}")["sources"]) == 8000


@pytest.mark.slow
def test_imports_at_once_write_each_file_once(desk, folder, start):
    for number in range(8):
        (folder / f"{number}.md").write_bytes(GOOD.replace(b"A title", b"Paper %d" % number))
    (desk / "docs").mkdir()
    (desk / "mkdocs.yml").write_text(
        "site_name: Desk\ntheme: material\nplugins: [search, briefings]\n", encoding="utf-8"
    )
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile("w+")) for _ in range(3)]
        running = [
            start("briefings", "import", "--register", str(folder), cwd=desk, out=file) for file in files
        ]
        ended = [process.wait() for process in running]
        for file in files:
            file.seek(0)
        screens = [file.read() for file in files]
    assert ended == [0, 0, 0], screens
    outcomes = re.findall(r"^(imported|unchanged) +\d?\w*\.md", "".join(screens), re.MULTILINE)
    assert (outcomes.count("imported"), outcomes.count("unchanged")) == (9, 18)
    loaded = load(_settings(desk))
    assert not [*loaded.findings, *loaded.diagnostics]
    assert len(loaded.desk.briefings) == 9
