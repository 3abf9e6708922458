"""`briefings pack`: all of a built site for readers without a server, nothing else, and nothing of others replaced."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from mkdocs_briefings.cli.main import main
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.pack.addresses import ADDRESSES
from mkdocs_briefings.publish.pack.archive import archive
from mkdocs_briefings.publish.pack.pack import PackRequest, pack_site
from mkdocs_briefings.publish.staging import MARKER, PACK_MARKER

pytestmark = pytest.mark.slow
ONLY_IN_SITE = re.compile(
    r"_headers|\.briefings-site|((be|ru)/)?search/.*\.bin|assets/briefings/(citations|messages|say|share|sort|search/(?!asked\b)\w+)\.js"
)
ONLY_IN_PACK = re.compile(r"\.briefings-pack|((be|ru)/)?search/index/\w+\.js")
CHANGED = re.compile(r".*\.html|assets/briefings/site\.js")
NO_LINKS = {("link", "type"), ("a", "type"), ("script", "type"), ("script", "data-scope")}
"""Attributes with texts that look like the address of a folder."""


@pytest.fixture(scope="module")
def packed(packed_sample) -> Path:
    return packed_sample / "pack"


def resolved(value: str, page: str) -> str:
    """The address from the root of the site that a text in a page would lead to, were it an address."""
    path = unquote(re.split(r"[?#]", value)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def test_every_link_of_every_page_leads_to_a_file(packed, sample_site, files_of, seen) -> None:
    """What leads somewhere is found by where it leads, not by a list of attributes."""
    attributes, dead, files = set(), [], list(files_of(sample_site))
    places = {*files, *(parent.as_posix() for file in files for parent in Path(file).parents)}
    for path in sorted(packed.rglob("*.html")):
        page = path.relative_to(packed).as_posix()
        for tag, values in seen(path.read_text(encoding="utf-8")).tags:
            for name, value in values.items():
                target = resolved(value, page)
                is_address = name in ADDRESSES and value and not re.match(r"[a-z]+:|//|[?#]", value)
                if target in places and re.match(r"[^?#]*[/.]", value):
                    attributes.add((tag, name))
                if is_address and (value.startswith("/") or not (packed / target).is_file()):
                    dead.append((page, tag, name, value))
    assert dead == []
    assert {("a", "href"), ("link", "href"), ("script", "src")} <= attributes
    assert {name for tag, name in attributes if (tag, name) not in NO_LINKS} <= ADDRESSES


def test_it_holds_what_the_site_holds_and_nothing_else(packed, sample_site, files_of, seen) -> None:
    pack, site = files_of(packed), files_of(sample_site)
    assert site.keys() - pack.keys() == {name for name in site if ONLY_IN_SITE.fullmatch(name)}
    assert pack.keys() - site.keys() == {name for name in pack if ONLY_IN_PACK.fullmatch(name)}
    for name in pack.keys() & site.keys():
        assert pack[name] == site[name] or CHANGED.fullmatch(name), name
        if name.endswith(".html"):
            before, after = (seen(content.decode()) for content in (site[name], pack[name]))
            assert (after.text, after.ids) == (before.text, before.ids), name
            kept = [tag for tag, values in before.tags if values.get("rel") != "preload"]
            assert [tag for tag, _ in after.tags] == kept, name
            assert policies(after) == policies(before) != [], name


def policies(page) -> list[str]:
    metas = (values for tag, values in page.tags if tag == "meta")
    return [values["content"] for values in metas if values.get("http-equiv") == "Content-Security-Policy"]


def test_the_zip_holds_the_folder(packed_sample, files_of) -> None:
    with zipfile.ZipFile(packed_sample / "pack.zip") as archive:
        assert archive.testzip() is None
        held = {name.removeprefix("pack/"): archive.read(name) for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert list(held) == sorted(held)
    assert held == {
        name: content for name, content in files_of(packed_sample / "pack").items() if name != PACK_MARKER
    }


def test_it_has_the_same_bytes_in_another_place_and_time(
    packed_sample, sample_site, tmp_path, run, files_of
) -> None:
    """Over an older pack, too, of which nothing stays but what is no pack's."""
    desk = tmp_path / "desk"
    shutil.copytree(sample_site.parent, desk, ignore=shutil.ignore_patterns(".cache", "pack", "pack.zip"))
    for path in (desk / "site").rglob("*"):
        os.utime(path, (0, 0))
    pack = tmp_path / "ü #%/pack"
    (pack / "old").mkdir(parents=True)
    for name in (PACK_MARKER, ".own", "old/page.html", "index.html"):
        (pack / name).write_text("old")
    ended = run("briefings", "pack", "--zip", str(pack), cwd=desk, TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    assert re.match(
        r"Packed \d+ pages, \d+ files, \d+\.\d MB, in .* s: .*/ü #%/pack/ and .*pack\.zip\n$", ended.stdout
    )
    files = files_of(pack)
    assert (files.pop(".own"), files.pop(PACK_MARKER)) == (b"old", b"old")
    expected = files_of(packed_sample / "pack")
    del expected[PACK_MARKER]
    assert files == expected
    assert pack.with_name("pack.zip").read_bytes() == (packed_sample / "pack.zip").read_bytes()


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A desk with a site of two files, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: false}\nplugins: [briefings]\n"
    )
    (tmp_path / "site" / MARKER).write_text("")
    (tmp_path / "site/index.html").write_text('<a href=".">x</a>')
    return tmp_path


REFUSED = {
    "no site": (lambda desk: shutil.rmtree(desk / "site"), "there is no built site"),
    "a site of others": (lambda desk: (desk / "site" / MARKER).unlink(), "there is no built site"),
    "half a site": (lambda desk: put(desk / ".site.building/.changes.json", "[]"), "was stopped as it ended"),
    "a link in the site": (lambda desk: (desk / "site/x.txt").symlink_to(desk / "mkdocs.yml"), "x.txt is a link"),
    "others in the way": (lambda desk: put(desk / "pack/x", ""), "holds what `briefings pack` has not written"),
    "another zip": (lambda desk: put(desk / "pack.zip", "PK"), "pack.zip is there, and no zip of this command"),
    "a folder for the zip": (lambda desk: (desk / "pack.zip").mkdir(), "pack.zip is there, and no zip of this command"),
    "a module of another version": (
        lambda desk: put(desk / "site/assets/briefings/site.js", 'import "./x.js";'), "no form of import",
    ),
    "no module": (
        lambda desk: put(desk / "site/assets/briefings/site.js", 'import("./x.js");'), "no script assets/briefings/x.js",
    ),
}  # fmt: skip


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def invoke(*arguments: str, status: int = 0) -> str:
    """Run the command in this process, and return what it wrote to both channels."""
    result = CliRunner().invoke(main, ["pack", *arguments])
    assert result.exit_code == status, result.output
    return result.output


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(desk, files_of, name) -> None:
    prepare, message = REFUSED[name]
    prepare(desk)
    before = files_of(desk)
    output = invoke("--zip", status=2)
    assert message in output
    assert len(output.splitlines()) == 1
    after = {path: content for path, content in files_of(desk).items() if not path.startswith(".cache")}
    assert after == before


def test_modules_that_no_browser_loads_are_told(desk) -> None:
    put(desk / "site/own.js", "")
    put(desk / "site/index.html", '<script type="module" src="own.js"></script>')
    assert (
        "warning: own.js is a module, which no browser loads from a disk\nPacked 1 page, 2 files, "
        in invoke()
    )


def test_a_pack_that_cannot_be_finished_leaves_the_one_before(desk, files_of) -> None:
    """The fault comes last, with the zip."""
    request = PackRequest(desk / "site", desk / "pack", desk / "site/index.html/pack.zip", "")
    put(desk / "pack" / PACK_MARKER, "")
    put(desk / "pack/index.html", "old")
    before = files_of(desk)
    with pytest.raises(Exception, match="Not a directory"):
        pack_site(request, lambda *_: None)
    assert files_of(desk) == before


@pytest.mark.parametrize(("file", "top"), [("a\udcff", "pack"), ("a", "pack\udcff")])
def test_a_name_that_is_no_text_is_refused_by_a_zip(tmp_path, file: str, top: str) -> None:
    (tmp_path / "a").write_bytes(b"x")
    if file != "a":
        (tmp_path / "a").rename(tmp_path / file)
    with pytest.raises(PublishError, match="is not UTF-8"):
        list(archive(tmp_path / "a.zip", tmp_path, [file], top))
