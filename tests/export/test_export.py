"""`briefings export`: all that a build would show, nothing else, and nothing of others replaced."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_briefings.cli.main import main
from mkdocs_briefings.mkdocs_plugin import full_build
from mkdocs_briefings.publish.staging import EXPORT_MARKER

pytestmark = pytest.mark.slow
BRIEFING = "title: {title}\ndate: 2024-02-05\nexecutive_points: [They met.]\nbody: Talks.\n{more}"
WITHHELD = {
    "draft": "status: draft",
    "amber": "tlp: amber",
    "later": "status: published\npublish_at: 2099-01-01T00:00:00+00:00",
}
"""What keeps a briefing from readers, by its id."""


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def invoke(*arguments: str, status: int = 0) -> str:
    """Run the command in this process, and return what it wrote to both channels."""
    result = CliRunner().invoke(main, ["export", *arguments])
    assert result.exit_code == status, result.output
    return result.output


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A desk of one briefing for everybody, and some that nobody may see yet; it is the current folder."""
    root = tmp_path / "desk"
    for id, more in {"shown": "status: published", **WITHHELD}.items():
        put(root / f"content/briefings/2024/{id}.yaml", BRIEFING.format(title=f"The {id} one", more=more))
    put(root / "docs/about.md", "# About\n\n[All](index.md), [one](briefings/shown.md).\n")
    put(root / "docs/unfinished.md", "# Unfinished words\n")
    put(root / "docs/left-out.md", "# Words left out\n")
    put(root / "own/main.html", '{% extends "base.html" %}')
    put(root / "own/styles/own.css", "p {}")
    put(
        root / "mkdocs.yml",
        "site_name: A desk\nsite_url: https://example.org/a/\n"
        "theme: {name: material, font: false, custom_dir: own, palette: {scheme: slate, primary: red}}\n"
        "extra: {token: very secret, footer: [{title: Us, href: about/}]}\n"
        "exclude_docs: left-out.md\ndraft_docs: unfinished.md\nextra_css: [styles/own.css]\n"
        "plugins: [{briefings: {pdf: false, cards: false, search: false}}]\n",
    )
    monkeypatch.chdir(root)
    return root


def bytes_of(folder: Path) -> bytes:
    """Every byte and every name of a folder."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"\n".join(
        [*(str(path.relative_to(folder)).encode() for path in paths), *(path.read_bytes() for path in paths)]
    )


def test_it_holds_what_readers_may_see_and_nothing_else(desk, files_of) -> None:
    output = invoke()
    assert re.search(r"^Exported \d+ pages from 1 briefing in [\d.]+ s: zensical/$", output, re.MULTILINE)
    assert output.splitlines()[-1] == "Next: cd zensical && zensical build --strict"
    assert (
        "warning: not exported: the template main.html, which is written for the theme of material" in output
    )
    all = bytes_of(desk / "zensical")
    assert b"The shown one" in all
    hidden = (*(f"The {id} one" for id in WITHHELD), "very secret", "Unfinished words", "Words left out")
    assert [text for text in hidden if text.encode() in all] == []
    files = files_of(desk / "zensical")
    assert files["docs/about.md"] == (desk / "docs/about.md").read_bytes()
    assert {
        "mkdocs.yml",
        "overrides/main.html",
        "overrides/styles/own.css",
        "docs/briefings/shown.md",
        "docs/sitemap.xml",
    } <= files.keys()
    assert not {"docs/unfinished.md", "docs/left-out.md"} & files.keys()
    invoke("--audience", "amber", "--drafts")
    assert {"draft", "amber"} == {
        id for id in WITHHELD if f"The {id} one".encode() in bytes_of(desk / "zensical")
    }


def test_an_export_is_replaced_as_a_whole_and_is_the_same_each_time(desk, files_of, tmp_path) -> None:
    """What Zensical has made of the one before, and keeps beside it, goes too."""
    invoke("../out")
    out = tmp_path / "out"
    before = files_of(out)
    put(out / "docs/old.md", "")
    put(out / "site/index.html", "")
    put(out / ".cache/1", "")
    put(out / ".gitignore", "site")
    invoke("zensical", "../out")
    assert files_of(out) == {**before, ".gitignore": b"site"}
    assert EXPORT_MARKER in before


def test_its_settings_say_what_the_desk_s_do(desk) -> None:
    invoke()
    settings = yaml.safe_load((desk / "zensical/mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_url"] == "https://example.org/a/"
    assert settings["extra"]["footer"] == [{"title": "Us", "href": "about/"}]
    assert settings["extra_css"] == ["styles/own.css"]
    titles = {(title if isinstance(title, str) else next(iter(title))) for title in settings["nav"]}
    assert {"index.md", "about.md", "Archive"} <= titles
    assert settings["extra"]["briefings"]["palette"] == {"scheme": "slate"}
    policy = settings["extra"]["briefings"]["policies"]
    assert policy["generated"].startswith("default-src 'none'")
    assert "style-src-attr" in policy["written"]


def test_what_a_press_has_made_for_the_site_is_taken_from_it(desk, files_of, run, monkeypatch) -> None:
    """If that is what a build would make now, for the same readers; an edit is printed."""
    put(
        desk / "mkdocs.yml",
        (desk / "mkdocs.yml").read_text().replace("pdf: false, cards: false", "pdf: true, cards: true"),
    )
    invoke()
    before = files_of(desk / "zensical")
    run("briefings", "build", cwd=desk)
    monkeypatch.setattr(full_build, "press_for", lambda *_: pytest.fail("something is printed"))
    invoke()
    assert files_of(desk / "zensical") == before
    assert before["docs/briefings/shown/shown.pdf"].startswith(b"%PDF-")
    put(desk / "content/briefings/2024/shown.yaml", BRIEFING.format(title="Another", more=""))
    with pytest.raises(pytest.fail.Exception, match="something is printed"):
        CliRunner().invoke(main, ["export"], catch_exceptions=False)
    assert files_of(desk / "zensical") == before


REFUSED = {
    "others in the way": (["zensical"], "zensical/x", "holds what `briefings export` has not written"),
    "the docs folder": (["zensical", "docs/x"], None, "the export .* lies in the docs folder"),
    "the content folder": (["content"], None, "the export .* is the content folder"),
    "a misspelt form": (["zensicle"], None, r"No such form 'zensicle'; did you mean 'zensical'\? \(a folder"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(desk, files_of, name) -> None:
    arguments, in_the_way, message = REFUSED[name]
    if in_the_way:
        put(desk / in_the_way, "")
    before = files_of(desk)
    assert re.search(message, " ".join(invoke(*arguments, status=2).split()))
    assert files_of(desk) == before


@pytest.mark.parametrize(
    ("words", "offered"), [("export z", "zensical"), ("export zensical --a", "--audience")]
)
def test_a_shell_completes_forms_and_options(words: str, offered: str) -> None:
    asked = {
        "_BRIEFINGS_COMPLETE": "bash_complete",
        "COMP_WORDS": f"briefings {words}",
        "COMP_CWORD": f"{len(words.split())}",
    }
    result = CliRunner().invoke(main, env=asked, prog_name="briefings")
    assert f"plain,{offered}" in result.output.splitlines()


def test_errors_in_the_content_leave_the_export_of_before(desk, files_of) -> None:
    invoke()
    before = files_of(desk / "zensical")
    put(
        desk / "content/briefings/2024/shown.yaml", "title: x\ndate: 2024-02-31\nstatus: published\nbody: b\n"
    )
    output = invoke(status=1)
    assert "content/briefings/2024/shown.yaml:2:7" in output
    assert files_of(desk / "zensical") == before


def test_authors_markdown_is_no_page(desk) -> None:
    """Nobody has sanitised it."""
    put(desk / "content/files/notes.md", "# Notes\n\n<script>alert(1)</script>\n")
    put(
        desk / "content/briefings/2024/shown.yaml",
        BRIEFING.format(title="T", more="").replace("Talks.", "'[n](files/notes.md)'"),
    )
    invoke()
    assert (desk / "zensical/overrides/files/notes.md").read_text().startswith("# Notes")
    assert not (desk / "zensical/docs/files/notes.md").exists()


def test_other_plugins_stay_behind_and_are_named(desk) -> None:
    text = (
        (desk / "mkdocs.yml").read_text().replace("plugins: [", "plugins: [minify, ").replace("own", "styles")
    )
    shutil.move(desk / "own", desk / "styles")
    put(
        desk / "mkdocs.yml",
        text + "markdown_extensions: [{toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {}}}]\n",
    )
    output = invoke()
    assert "warning: not exported: plugins: minify" in output
    assert "not exported: options of Markdown extensions that are code: toc: slugify" in output


def test_what_nav_lists_is_in_the_navigation(desk) -> None:
    settings = (desk / "mkdocs.yml").read_text(encoding="utf-8")
    put(desk / "mkdocs.yml", f"{settings}nav: [about.md, Latest: [briefings: latest 2]]\n")
    invoke()
    written = yaml.safe_load((desk / "zensical/mkdocs.yml").read_text(encoding="utf-8"))
    assert "briefings/shown.md" in str(written["nav"])
    assert "later" not in str(written["nav"])
