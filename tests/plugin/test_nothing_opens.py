"""Nothing opens what readers may not see: no other name of a file, no address of another briefing, no site of before."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files, get_files
from mkdocs.theme import Theme
from site_settings import LEAN

from mkdocs_briefings import pipeline
from mkdocs_briefings.attachments.read import ATTACHMENT_ENDINGS
from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin.generated_pages import attachment_files, refuse_content

SILENT = {rule.code: Severity.OFF for rule in RULES}
SECRET = {"title": "Secret", "tlp": "red", "aliases": ["secret-before"]}
TARGETS = [
    "briefings/2024/secret.yaml",
    "outlets.yaml",
    "notices.yaml",
    "entities/people.yaml",
    "schema/briefing.schema.json",
]
"""Files of the content that are not published as they are."""


@pytest.fixture
def desk(write_desk, tmp_path):
    """Write a desk with a secret, and an open briefing that links to a file."""

    def write(file: str, **fields: object):
        opened = {"body": f"A [file]({file}).", **fields}
        settings = write_desk(
            {
                "briefings/2024/secret": SECRET, "briefings/2024/open": opened, "outlets": {"sb": {"name": "SB"}}, "notices": [],
                "entities/people": {"ann": {"name": "Ann", "kind": "person"}}, "files/own.json": "{}", "schema/briefing.schema.json": "{}",
            }
        )  # fmt: skip
        return replace(settings, severities=SILENT, fast=False)

    return write


def linked(path: Path, target: Path, form: str) -> None:
    """Give a file another name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match form:
        case "absolute":
            path.symlink_to(target)
        case "relative":
            path.symlink_to(os.path.relpath(target, path.parent))
        case "twice":
            path.with_name("between.json").symlink_to(target)
            path.symlink_to("between.json")
        case "hard":
            path.hardlink_to(target)


@pytest.mark.parametrize("form", ["absolute", "relative", "twice", "hard"])
@pytest.mark.parametrize("target", TARGETS)
def test_an_attachment_is_no_other_file_of_the_content(desk, form: str, target: str) -> None:
    name = f"files/inner/x{Path(target).suffix}"
    settings = desk(name)
    linked(settings.content / name, settings.content / target, form)
    gathered = pipeline.gather(settings)
    assert gathered.site.index.files == frozenset()
    reported = pipeline.gather(replace(settings, severities={})).diagnostics
    assert name in {
        problem.span.path.removeprefix("content/") for problem in reported if problem.code == "unsafe-file"
    }


@pytest.mark.parametrize("form", ["absolute", "relative", "twice", "hard"])
def test_an_attachment_may_be_another_attachment(desk, form: str) -> None:
    settings = desk("files/x.json")
    linked(settings.content / "files/x.json", settings.content / "files/own.json", form)
    assert pipeline.gather(settings).site.index.files == {"files/x.json"}


FOLDERS = ["", "briefings", "briefings/2024", "files"]


@pytest.mark.parametrize("target", [*FOLDERS, "files/own.json", *TARGETS])
@pytest.mark.parametrize("place", ["docs", "overrides"])
def test_docs_and_theme_do_not_publish_content(desk, tmp_path, target: str, place: str) -> None:
    settings = desk("files/own.json")
    for folder in ("docs", "overrides"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs/about.md").write_text("# About\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(json.dumps({"site_name": "x"}), encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.theme = Theme(name=None, custom_dir=str(tmp_path / "overrides"))
    refuse_content(get_files(config), settings.content)
    (tmp_path / place / "link").symlink_to(settings.content / target)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    if place == "overrides" and target in FOLDERS:  # links to folders are not followed
        assert [file.src_uri for file in files] == ["about.md"]
        return
    with pytest.raises(UsageError, match=r"\A[^\n]*link[^\n]*\Z"):
        refuse_content(files, settings.content)


def test_no_alias_stands_for_what_is_withheld(desk) -> None:
    """Its address would be open before it is, and the copies of the other briefing would carry it as their id."""
    for reason in (
        {"tlp": "red"},
        {"status": "draft"},
        {"publish_at": "2999-01-01T00:00:00Z"},
        {"TLP": "red"},
    ):
        settings = desk("files/own.json", aliases=["secret"])
        path = settings.content / "briefings/2024/secret.yaml"
        path.write_text(
            json.dumps({**json.loads(path.read_text("utf-8")), "tlp": "clear", **reason}), encoding="utf-8"
        )
        gathered = pipeline.gather(settings)
        assert "alias-taken" in {
            problem.code for problem in gathered.diagnostics if problem.severity is Severity.ERROR
        }
        assert not gathered.publishable
        assert list(pipeline.gather(replace(settings, keep_going=True)).site.briefings) == []


@pytest.mark.slow
def test_a_dirty_build_leaves_nothing_of_a_site_for_more_readers(site, run) -> None:
    folder = site("minimal", **LEAN)
    secret = json.dumps({"date": "2024-02-05", "executive_points": ["Canary."], "body": "Canary.", **SECRET})
    (folder / "content/briefings/2024/secret.yaml").write_text(secret, encoding="utf-8")
    run("mkdocs", "build", cwd=folder, BRIEFINGS_AUDIENCE="red")
    assert (folder / "site/briefings/secret/index.html").is_file()
    (folder / "site/.nojekyll").touch()
    run("mkdocs", "build", "--dirty", cwd=folder)
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    assert [path for path in files if "secret" in str(path) or b"Canary" in path.read_bytes()] == []
    assert (folder / "site/about/index.html").is_file()
    assert (folder / "site/.nojekyll").is_file()


@pytest.mark.parametrize("directory_urls", [True, False])
def test_no_file_of_an_author_becomes_a_page(tmp_path: Path, *, directory_urls: bool) -> None:
    """MkDocs would make pages of Markdown, and nobody has sanitised it."""
    (tmp_path / "content/files").mkdir(parents=True)
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    names = [
        f"files/{stem}.{ending}"
        for stem in ("x", "index", "README", "404")
        for ending in sorted(ATTACHMENT_ENDINGS)
    ]
    for name in names:
        (tmp_path / "content" / name).write_text(drawing if name.endswith("svg") else "", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: []\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    config = load_config(str(tmp_path / "mkdocs.yml"), use_directory_urls=directory_urls)
    config.plugins._current_plugin = "briefings"  # as MkDocs says while the plugin is asked
    files = Files(list(attachment_files(names, tmp_path / "content", config)))
    assert list(files.documentation_pages()) == []
    assert [file.dest_uri for file in files] == [file.url for file in files] == sorted(names)
