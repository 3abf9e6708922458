"""Whole sites, built by `mkdocs build --strict` as anybody would."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
import yaml

from mkdocs_briefings import pipeline
from mkdocs_briefings.attachments.svg import clean_drawing
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.render.context import RenderSettings
from mkdocs_briefings.render.document import document

pytestmark = pytest.mark.slow

LINES = "site_name: Our briefings\ntheme: briefings\nplugins:\n  - briefings\n"
SMALLEST = 'title: Ships\ndate: 2024-02-05\nexecutive_points: ["They left [@x]."]\nbody: Talks.\nsources: [{id: x, outlet: SB}]\n'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change_settings(folder: Path, **changes: object) -> None:
    """Change settings in the mkdocs.yml of a folder."""
    path = folder / "mkdocs.yml"
    path.write_text(
        json.dumps({**yaml.safe_load(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8"
    )


def dead_links(site: Path, seen) -> list[tuple[str, str]]:
    """Return the links of a built site to a page, or a part of a page, that does not exist: file and address of each."""
    pages = {path: seen(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    dead = []
    for path, page in pages.items():
        for tag, _, address in page.links if path.name != "404.html" else ():
            target, fragment = urldefrag(urljoin(path.as_uri(), address))
            if not target.startswith("file://") or tag == "form":
                continue
            file = Path(target.removeprefix("file://"))
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (fragment and file in pages and fragment not in pages[file].ids):
                dead.append((path.relative_to(site).as_posix(), address))
    return dead


@pytest.mark.parametrize("name", ["minimal", "full"])
def test_site(site, run, seen, name: str) -> None:
    folder = site(name, cards=False)
    run("mkdocs", "build", "--strict", cwd=folder)
    assert (folder / "site/index.html").is_file()
    assert (folder / "site/search/entry.bin").is_file()
    assert dead_links(folder / "site", seen) == []


def test_full_site_holds_what_it_should(lean_site, run, seen) -> None:
    folder = lean_site("full")
    run("mkdocs", "build", "--strict", cwd=folder)
    by_hand = (folder / "site/topics/index.html").read_text(encoding="utf-8")
    assert "This page stands in for the generated one." in by_hand
    page = seen((folder / "site/briefings/a-visit/index.html").read_text(encoding="utf-8"))
    for words in (
        "A visit: `code`, {braces}, <b>tags</b> & ~~~ waves",
        "[1; 2, p. 58]",
        "likely (55–80%)",
        '"[@sb] {{ x }}"',
    ):
        assert words in page.text
    assert "alert(1)" not in page.text
    served = (folder / "site/files/chart.svg").read_bytes()
    assert served == clean_drawing((folder / "content/files/chart.svg").read_bytes())
    assert b"<!--" not in served
    assert "TLP:GREEN" in (folder / "site/briefings/a-year-before/index.html").read_text(encoding="utf-8")
    assert "Draft" in (folder / "site/briefings/a-draft/index.html").read_text(encoding="utf-8")


def test_sample_desk(sample_site, seen) -> None:
    assert len(list(sample_site.glob("briefings/*/index.html"))) >= 8
    assert dead_links(sample_site, seen) == []
    assert {path.suffix for path in sample_site.rglob("*")} & {".typ", ".jinja", ".py", ".yaml"} == set()


def test_four_lines_are_enough(tmp_path, run) -> None:
    handbook = Path(__file__).parents[2] / "docs/handbook/your-own-site.md"
    assert f"```yaml\n{LINES}```\n" in handbook.read_text(encoding="utf-8")
    (tmp_path / "docs").mkdir()
    write(tmp_path / "mkdocs.yml", LINES)
    write(tmp_path / "content/briefings/2024/ships.yaml", SMALLEST)
    run("mkdocs", "build", "--strict", cwd=tmp_path)
    assert "They left" in (tmp_path / "site/briefings/ships/index.html").read_text(encoding="utf-8")


def test_a_briefing_dated_in_the_future_builds(lean_site, run) -> None:
    folder = lean_site("minimal")
    write(folder / "content/briefings/2024/later.yaml", SMALLEST.replace("2024-02-05", "2999"))
    change_settings(folder, nav=["about.md"])
    run("mkdocs", "build", cwd=folder)


def test_addresses_as_files(site, run, seen) -> None:
    folder = site("full", cards=False)
    change_settings(folder, use_directory_urls=False)
    run("mkdocs", "build", "--strict", cwd=folder)
    assert (folder / "site/briefings/a-visit.html").is_file()
    assert dead_links(folder / "site", seen) == []


@pytest.mark.parametrize("fast", [True, False], ids=["fast", "plain"])
def test_a_home_page_by_hand_stands_in_for_the_generated_one(site, run, fast) -> None:
    folder = site("minimal", search=False, pdf=False, fast=fast)
    change_settings(folder, site_url="https://example.org/")
    write(folder / "docs/index.md", "# By hand\n")
    run("mkdocs", "build", cwd=folder)
    assert "By hand" in (folder / "site/index.html").read_text(encoding="utf-8")
    sitemap = (folder / "site/sitemap.xml").read_text(encoding="utf-8")
    assert re.findall(r"<loc>(https://example.org/[./]*)</loc>", sitemap) == ["https://example.org/"]


def test_beside_other_plugins(site, run, seen) -> None:
    """The plugins search, redirects, minify, rss and tags work on hand-written pages and leave generated ones whole."""
    folder = site("minimal")
    write(
        folder / "docs/posts/one.md", "---\ndate: 2024-01-01\ntags: [sea]\n---\n# A post\n\nSome   words.\n"
    )
    write(folder / "docs/tags.md", "# Tags\n\n<!-- material/tags -->\n")
    change_settings(
        folder,
        site_url="https://example.org/",
        plugins=[
            "search",
            "tags",
            {
                "redirects": {
                    "redirect_maps": {"old.md": "briefings/grain-ships-leave-port.md", "older.md": "about.md"}
                }
            },
            {"rss": {"use_git": False, "date_from_meta": {"as_creation": "date", "as_update": "updated"}}},
            {"minify": {"minify_html": True}},
            {"briefings": {"pdf": False}},
        ],
    )
    run("mkdocs", "build", "--strict", cwd=folder)
    built = folder / "site"
    assert "grain-ships-leave-port/" in (built / "old/index.html").read_text(encoding="utf-8")
    feed = re.sub(r">\s+<", "><", (built / "feed_rss_created.xml").read_text(encoding="utf-8"))
    assert "A post" in feed
    assert re.search(r"grain-ships-leave-port/</link><pubDate>Mon, 05 Feb 2024", feed)
    assert "/archive/" not in feed
    assert "posts/one/" in (built / "tags/index.html").read_text(encoding="utf-8")
    assert "Some words." in seen((built / "posts/one/index.html").read_text(encoding="utf-8")).text
    index = json.loads((built / "search/search_index.json").read_text(encoding="utf-8"))
    assert {"about/", "briefings/grain-ships-leave-port/#head:points"} <= {
        page["location"] for page in index["docs"]
    }
    page = seen((built / "briefings/grain-ships-leave-port/index.html").read_text(encoding="utf-8"))
    assert "Two ships left on Monday (Port Authority, February 5)." in page.text
    assert (built / "search/entry.bin").is_file()
    assert dead_links(built, seen) == []


def test_beside_plugins_that_fill_templates_ask_git_and_make_versions(site, run, seen) -> None:
    """Briefings are no templates for `macros`, have no history for git plugins, and one id in all versions of `mike`."""
    for plugin in ("mkdocs_macros", "mkdocs_git_revision_date_localized_plugin", "mike"):
        pytest.importorskip(plugin)
    folder = site("minimal", pdf=False, cards=False, search=False, rules={"left-as-typed": "off"})
    write(folder / "docs/sum.md", "# Sum\n\n{{ 40 + 2 }}\n")
    write(
        folder / "content/briefings/2024/ships.yaml",
        SMALLEST.replace("Ships", "'Ships {{ 6 * 7 }}'").replace(
            "Talks.", "'{{ 6 * 7 }} [[ 6 * 7 ]] {% set x = 1 %} {# gone #} {{ config.site_dir }}'"
        ),
    )
    own = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))["plugins"]
    change_settings(
        folder,
        site_url="https://example.org/desk/",
        nav=["sum.md", "briefings/ships.md"],
        plugins=[
            "mike",
            {"macros": {"on_undefined": "strict", "force_render_paths": "briefings/*"}},
            "git-revision-date-localized",
            *own,
        ],
    )
    for command in (
        ["init", "-q"],
        ["add", "docs"],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    run("mkdocs", "build", "--strict", cwd=folder, MIKE_DOCS_VERSION="2.0")
    built = folder / "site"
    by_hand = seen((built / "sum/index.html").read_text(encoding="utf-8")).text
    assert "Sum 42" in by_hand
    assert "Ships {{ 6 * 7 }}" in by_hand
    page = seen((built / "briefings/ships/index.html").read_text(encoding="utf-8"))
    assert "Ships {{ 6 * 7 }}" in page.text
    assert "{{ 6 * 7 }} [[ 6 * 7 ]] {% set x = 1 %} {# gone #} {{ config.site_dir }}" in page.text
    feed = (built / "feed.xml").read_text(encoding="utf-8")
    assert "<id>https://example.org/desk/briefings/ships/</id>" in feed
    assert 'href="https://example.org/desk/2.0/briefings/ships/"' in feed


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"audience": "everybody"}, "audience"),
        ({"rules": {"long-title": "loud"}}, "'long-title: loud' is no severity"),
        ({"rules": {"no-such-rule": "off"}}, "no-such-rule"),
        ({"at": "tomorrow"}, "'tomorrow' is no moment"),
        ({"at": "2024-02-05T09:00:00"}, "lacks its offset"),
        ({"content": "nowhere"}, "no content folder"),
        ({"citation_style": "apa-like"}, "citation_style"),
        ({"latst": 3}, "latst"),
    ],
    ids=str,
)
def test_wrong_settings_end_in_a_line(site, run, settings, expected: str) -> None:
    folder = site("minimal")
    change_settings(folder, plugins=[{"briefings": settings}])
    result = run("mkdocs", "build", "--strict", cwd=folder, status=1)
    assert "Traceback" not in result.stderr
    assert len([line for line in result.stderr.splitlines() if expected in line]) == 1


def test_another_theme_ends_in_a_line(site, run) -> None:
    folder = site("minimal")
    change_settings(folder, theme={"name": "mkdocs"})
    result = run("mkdocs", "build", cwd=folder, status=1)
    assert "theme: 'mkdocs' is none of briefings, material, materialx" in result.stderr
    assert "Traceback" not in result.stderr


def test_bad_content_ends_in_its_diagnostics(site, run) -> None:
    folder = site("minimal")
    write(
        folder / "content/briefings/2024/bad.yaml",
        "title: x\ndate: 2024-13-01\nexecutive_points: [a]\nbody: [@\n",
    )
    write(folder / "content/briefings/2024/worse.yaml", SMALLEST.replace("@x", "@nowhere"))
    result = run("mkdocs", "build", cwd=folder, status=1)
    assert "bad.yaml:" in result.stderr
    assert "worse.yaml:3:" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (folder / "site/index.html").exists()


def test_pages_as_markdown_build_without_the_plugin(site, run) -> None:
    """What the plugin hands over is plain Markdown with front matter, which any generator of such sites can take."""
    folder = site("full")
    settings = Settings(folder, folder / "content")
    pages = list(pipeline.render_pages(pipeline.gather(settings).site, settings, RenderSettings()))
    for page in pages:
        write(
            folder / "plain/docs" / page.uri,
            re.sub(r"^template: .*\n", "", document(page), flags=re.MULTILINE),
        )
    write(folder / "plain/mkdocs.yml", "site_name: Plain\nnav: [index.md]\nnot_in_nav: '*'\nplugins: []\n")
    run("mkdocs", "build", "--strict", cwd=folder / "plain")
    for page in pages:
        stem = page.uri.removesuffix(".md").removesuffix("index").rstrip("/")
        built = (folder / "plain/site" / stem / "index.html").read_text(encoding="utf-8")
        assert page.html in built


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def serving(start, folder: Path, port: int) -> Iterator[Path]:
    """Serve the site of a folder, and yield the file of what the server writes."""
    log = folder / "serve.log"
    with log.open("wb") as out:
        process = start("mkdocs", "serve", "-a", f"127.0.0.1:{port}", cwd=folder, out=out)
        try:
            yield log
        finally:
            os.killpg(process.pid, signal.SIGINT)
            wait_until(lambda: process.ended)
            assert process.wait() == 0


def wait_for(url: str, words: str, seconds: float = 90) -> str:
    """Return the page as soon as it has these words; its last text or error if it never has them."""
    text, until = "", time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
                text = answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            text = str(error)
        if words in text:
            return text
        time.sleep(0.05)
    return text


def wait_until(condition: Callable[[], bool], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def test_serve_follows_an_edit(site, start) -> None:
    folder, port = site("minimal"), free_port()
    page = f"http://127.0.0.1:{port}/briefings/grain-ships-leave-port/"
    source = folder / "content/briefings/2024/grain-ships-leave-port.yaml"
    with serving(start, folder, port) as log:
        assert "the first since November" in wait_for(page, "the first since November")
        source.write_text(
            source.read_text(encoding="utf-8").replace("November", "Candlemas"), encoding="utf-8"
        )
        assert "the first since Candlemas" in wait_for(page, "the first since Candlemas")
        source.write_text("title: [", encoding="utf-8")
        wait_until(lambda: "nothing was built" in log.read_text(encoding="utf-8"))
        source.write_text(SMALLEST, encoding="utf-8")
        assert "They left" in wait_for(page, "They left")
