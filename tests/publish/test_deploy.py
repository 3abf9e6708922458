"""`mkdocs gh-deploy` to a bare repository: published, published again after an edit, rolled back, read at a sub-path."""

from __future__ import annotations

import functools
import http.server
import importlib.util
import re
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from site_settings import settle

pytestmark = pytest.mark.slow

PUBLIC = "https://desk.example/repo-name/"
"""The address that `site_url` names; the tests serve it elsewhere, under the same path."""
BRIEFING = "briefings/a-visit/"
PAGE = f"{BRIEFING}index.html"


@dataclass(frozen=True)
class Desk:
    """A desk under git, with a bare repository as its origin."""

    folder: Path
    remote: Path

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main")
        done = subprocess.run(
            ["git", *who, *arguments],
            cwd=cwd or self.folder,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        return done.stdout.strip()

    def edit(self, before: str, after: str) -> None:
        """Change a briefing, and commit."""
        source = self.folder / "content/briefings/2024/a-visit.yaml"
        text = source.read_text(encoding="utf-8")
        assert before in text
        source.write_text(text.replace(before, after), encoding="utf-8")
        self.git("commit", "--all", "--message", after)

    def published(self, path: str) -> str:
        """Return the text of a file of the published branch."""
        return self.git("--git-dir", str(self.remote), "show", f"gh-pages:{path}")

    def tree(self) -> str:
        """Return one digest of all that is published."""
        return self.git("--git-dir", str(self.remote), "rev-parse", "gh-pages^{tree}")


@pytest.fixture
def desk(site) -> Desk:
    folder = site("full")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"site_url: .*", f"site_url: {PUBLIC}", text), encoding="utf-8")
    settle(folder, cards=False, reference=False)
    (folder / ".gitignore").write_text(".cache/\nsite/\n", encoding="utf-8")
    repository = Desk(folder, folder.parent / "remote.git")
    repository.git("init", "--bare", str(repository.remote))
    repository.git("init")
    repository.git("remote", "add", "origin", str(repository.remote))
    repository.git("config", "user.name", "Desk")
    repository.git("config", "user.email", "desk@example.org")
    repository.git("add", ".")
    repository.git("commit", "--message", "Seed")
    return repository


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    """The published branch, served as Pages would: in a folder named like the repository."""
    folder = desk.folder.parent / "served"
    desk.git("clone", "--quiet", "--branch", "gh-pages", str(desk.remote), str(folder / "repo-name"))

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return None

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/repo-name/"
        server.shutdown()


def test_deploy_edit_roll_back_read_at_a_sub_path(desk, run) -> None:
    run("mkdocs", "gh-deploy", "--strict", cwd=desk.folder)
    first = desk.tree()
    assert "opened at dawn" in desk.published(PAGE)
    names = desk.git("--git-dir", str(desk.remote), "ls-tree", "-r", "--name-only", "gh-pages").split("\n")
    assert {".nojekyll", "search/entry.bin", "index.html"} <= set(names)
    assert not [name for name in names if name.startswith((".cache", "content/", "mkdocs.yml"))]

    desk.edit("opened at dawn", "opened at Candlemas")
    run("mkdocs", "gh-deploy", "--strict", cwd=desk.folder)
    assert "opened at Candlemas" in desk.published(PAGE)
    assert "search/entry.bin" in desk.git(
        "--git-dir", str(desk.remote), "ls-tree", "-r", "--name-only", "gh-pages"
    )

    elsewhere = desk.folder.parent / "elsewhere"
    desk.git("clone", "--quiet", "--branch", "gh-pages", str(desk.remote), str(elsewhere))
    desk.git("revert", "--no-edit", "HEAD", cwd=elsewhere)
    desk.git("push", "--quiet", "origin", "gh-pages", cwd=elsewhere)
    assert desk.tree() == first

    desk.edit("opened at Candlemas", "opened at noon")
    desk.git("fetch", "--quiet", "origin")
    run("mkdocs", "gh-deploy", "--strict", cwd=desk.folder)
    assert "opened at noon" in desk.published(PAGE)

    desk.git("fetch", "--quiet", "origin", "gh-pages")
    desk.git("push", "--quiet", "--force", "origin", "FETCH_HEAD~1:gh-pages")
    assert desk.tree() == first
    desk.git("fetch", "--quiet", "origin")
    run("mkdocs", "gh-deploy", "--strict", cwd=desk.folder)
    assert "opened at noon" in desk.published(PAGE)
    with serving(desk) as root:
        is_read_at_a_sub_path(root)


def is_read_at_a_sub_path(root: str) -> None:
    links, finds = in_chromium(functools.partial(visit_and_find, root))
    assert dead(links, root) == []
    assert finds == {"Candlemas": None, "noon": f"{root}{BRIEFING}"}
    feeds = [link for link in links if link.endswith((".atom", "feed.json", "atom.xml", "feed.xml"))]
    assert {link.removeprefix(root) for link in feeds} == {"feed.xml", "feed.json"}
    for feed in feeds:
        assert dead(addresses_of_feed(local(feed, root)), root) == []
    for pdf in [link for link in links if link.endswith(".pdf")]:
        assert read(local(pdf, root)).startswith(b"%PDF-")


def visit_and_find(root: str, page: Page) -> tuple[set[str], dict[str, str | None]]:
    """Return all addresses that two pages lead to, and what a search for words opens."""
    links = {link for address in ("", BRIEFING) for link in visit(root + address, page)}
    return links, {words: find(root, words, page) for words in ("Candlemas", "noon")}


def visit(address: str, page: Page) -> set[str]:
    """Open a page, and return every address that it links to or loads; nothing that it loads from this host may be missing."""
    missing: list[str] = []
    page.on("response", lambda got: missing.append(got.url) if got.status >= 400 else None)
    page.goto(address, wait_until="networkidle")
    assert missing == []
    assert page.locator("h1").first.is_visible()
    return set(
        page.eval_on_selector_all(
            "a[href], link[href], script[src], img[src]", "all => all.map(one => one.href || one.src)"
        )
    )


def find(root: str, words: str, page: Page) -> str | None:
    """Search as a reader does; return the page that the first hit opens, or None without a hit."""
    page.goto(root)
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search briefings").fill(words)
    expect(page.locator("dialog [role=status]")).to_contain_text(words)
    if not page.get_by_role("option").count():
        return None
    page.get_by_role("option").first.click()
    page.wait_for_url(lambda url: urldefrag(url)[0] != root)
    expect(page.locator("article.briefing")).to_contain_text(words)
    return re.split(r"[?#]", page.url)[0]


def dead(links: set[str], root: str) -> list[str]:
    """Return links to this site that lead nowhere, or out of the folder it is published in."""
    host = root.removesuffix("repo-name/")
    inside = {urldefrag(local(link, root))[0] for link in links}
    mine = sorted(link for link in inside if link.startswith(host))
    return [link for link in mine if not link.startswith(root) or not answers(link)]


def local(link: str, root: str) -> str:
    """Return a permanent address as the test serves it."""
    return link.replace(PUBLIC, root, 1)


def addresses_of_feed(address: str) -> set[str]:
    """Return every address in a feed, Atom or JSON; all must be absolute."""
    text = read(address).decode()
    if address.endswith(".json"):
        addresses = set(re.findall(r'"(?:url|home_page_url|feed_url|id)": ?"(http[^"]*)"', text))
    else:
        elements = ElementTree.fromstring(text).iter()  # noqa: S314
        addresses = {element.get("href", "") for element in elements if element.get("href")}
    assert addresses
    assert [address for address in addresses if urljoin("none:/", address) != address] == []
    return addresses


def answers(address: str) -> bool:
    try:
        return bool(read(address))
    except urllib.error.HTTPError:
        return False


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
        return answer.read()


def in_chromium(look: Callable[[Page], Any]) -> Any:
    """Run a test in a browser and a thread of its own: another test may have a browser open in this thread."""

    def opened() -> Any:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser().find(), args=["--no-sandbox", "--disable-gpu"]
            )
            try:
                return look(browser.new_page())
            finally:
                browser.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(opened).result()


def find_browser() -> ModuleType:
    path = Path(__file__).parents[1] / "browser/find_browser.py"
    spec = importlib.util.spec_from_file_location("find_browser", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
