"""What the design promises of every build, shown on whole sites; that nothing half-done is published: test_interrupted.py."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from site_settings import LEAN, settle
from some_posts import write_some_posts

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def differing(files: dict[str, bytes], others: dict[str, bytes]) -> list[str]:
    return sorted(name for name in files.keys() | others.keys() if files.get(name) != others.get(name))


# 1. Fast = plain


def test_fast_is_plain_on_the_sample_desk(sample, sample_site, run, files_of) -> None:
    settle(sample, fast=False)
    run("mkdocs", "build", "--strict", cwd=sample)
    assert differing(files_of(sample / "site"), files_of(sample_site)) == []


def test_fast_is_plain_on_posts(tmp_path, run, files_of) -> None:
    """Blog posts as they were found, with whatever stands in them: as few as have what a hundred of them have."""
    number = write_some_posts(tmp_path, each=26)
    desk = tmp_path / "desk"
    for fast, name in ((True, "fast"), (False, "plain")):
        settle(desk, fast=fast, **LEAN)  # the sample desk has them
        run("mkdocs", "build", "--site-dir", str(tmp_path / "sites" / name), cwd=desk)
    fast, plain = (files_of(tmp_path / "sites" / name) for name in ("fast", "plain"))
    assert differing(fast, plain) == []
    assert len([name for name in fast if name.startswith("briefings/")]) > number > 30


def test_fast_is_plain_beside_a_plugin_that_changes_pages(lean_site, run, files_of) -> None:
    folder = lean_site("full")
    config = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    config["plugins"].append({"minify": {"minify_html": True}})
    config["hooks"] = ["hook.py"]
    hook = "def on_page_markdown(markdown, page, **_):\n    return markdown + '\\n\\n*Added* by a hook.\\n' if 'visit' in page.url else None\n"
    (folder / "hook.py").write_text(hook, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    built = {}
    for fast in (True, False):
        settle(folder, fast=fast)
        run("mkdocs", "build", "--strict", cwd=folder)
        built[fast] = files_of(folder / "site")
    assert differing(built[True], built[False]) == []
    assert b"Added" in built[True]["briefings/a-visit/index.html"]


# 3. Reproducible


def test_same_bytes_in_another_folder(sample, sample_site, run, files_of) -> None:
    today = str(int(time.time() // 86400 * 86400))
    run(
        "mkdocs",
        "build",
        "--strict",
        cwd=sample,
        SOURCE_DATE_EPOCH=today,
        PYTHONHASHSEED="7",
        TZ="Pacific/Auckland",
    )
    assert differing(files_of(sample / "site"), files_of(sample_site)) == []


def test_same_pages_on_another_day(site, run, files_of) -> None:
    """The day of the build is seen in the sitemap alone, as that of hand-written pages."""
    folder, built = site("minimal", search=False), []
    for day in ("1700000000", "1800000000"):
        run("mkdocs", "build", cwd=folder, SOURCE_DATE_EPOCH=day)
        built.append(files_of(folder / "site"))
    assert set(differing(*built)) <= {"sitemap.xml", "sitemap.xml.gz"}


# 6. All problems at once


def test_all_problems_at_once(run, tmp_path) -> None:
    """A broken file hides no other, nothing is told twice, and the good one beside them still builds."""
    folder = Path(shutil.copytree(ROOT / "tests/sites/invalid", tmp_path / "invalid"))
    ended = run("briefings", "check", "--format", "short", cwd=folder, status=1)
    lines = ended.stdout.splitlines()
    assert len({line.split(":")[0] for line in lines}) >= 10
    assert len(lines) == len(set(lines))
    assert "Traceback" not in ended.stdout + ended.stderr
    assert run("briefings", "build", cwd=folder, status=1).stdout == ""
    assert not (folder / "site").exists()
    settle(folder, **LEAN)
    run("briefings", "build", "--keep-going", cwd=folder)
    assert [path.name for path in (folder / "site/briefings").iterdir()] == ["good"]


# 7. Nothing from elsewhere

FETCHED = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "use": "href",
}
TELLING = {"canonical", "alternate", "license", "me"}


@pytest.mark.parametrize("name", ["sample", "full"])
def test_nothing_from_elsewhere(request, run, seen, name: str) -> None:
    if name == "sample":
        site = request.getfixturevalue("sample_site")
    else:
        folder = request.getfixturevalue("lean_site")(name)
        run("mkdocs", "build", "--strict", cwd=folder)
        site = folder / "site"
    for path in sorted(site.rglob("*.html")):
        for tag, attributes in seen(path.read_text(encoding="utf-8")).tags:
            address = attributes.get(FETCHED.get(tag, ""), "")
            rel = set(attributes.get("rel", "").split())
            if not (tag == "link" and rel <= TELLING):
                assert not urlsplit(address).netloc, (path, tag, address)
            assert not [
                name
                for name in attributes
                if name.startswith("on") or name in {"srcset", "ping", "background"}
            ], (path, tag)
    for path in sorted(site.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", text), path
