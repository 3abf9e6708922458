"""The built sample site in a real Chromium. `BRIEFINGS_TEST_SITE` names a site that is already built."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import gold
import pytest
from filelock import FileLock
from find_browser import find
from kinds_of_page import KINDS
from playwright.sync_api import Browser, Page, sync_playwright

BASE = "/briefings"
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site under the path of its `site_url`."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE))

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture(scope="session")
def published(request: pytest.FixtureRequest) -> Path:
    if built := os.environ.get("BRIEFINGS_TEST_SITE"):
        return Path(built)
    return request.getfixturevalue("sample_site")


@pytest.fixture(scope="session")
def names_site(shared, run) -> Path:
    """The site of the desk whose people have names that are spelled in many ways."""
    folder = shared / "desk-names"
    with FileLock(shared / "desk-names.lock"):
        if not folder.exists():
            shutil.copytree(gold.FOLDER / "desk", folder, ignore=shutil.ignore_patterns("site", ".cache"))
            run("briefings", "build", cwd=folder)
    return folder / "site"


@pytest.fixture(scope="session")
def server(published: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(published))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as http_server:
        threading.Thread(target=http_server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http_server.server_port}{BASE}/"
        http_server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find(), args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Address of a page of each kind."""
    return KINDS[request.param]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Opens an address of the site in a browser of its own; keywords are those of a Playwright context."""
    contexts = []

    def opened(address: str = "", **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(server + address)
        return page

    yield opened
    for context in contexts:
        context.close()
