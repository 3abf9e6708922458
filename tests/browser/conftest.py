"""The built sample site in a real Chromium. `BRIEFINGS_TEST_SITE` names a site that is already built."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import gold
import pytest
from find_browser import find
from kinds_of_page import KINDS
from playwright.sync_api import Browser, Page, sync_playwright
from serve import served

BASE = "/briefings"
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # else the shell rounds widths, and lines break in other places than for readers
)


@pytest.fixture(scope="session")
def published(request: pytest.FixtureRequest) -> Path:
    if built := os.environ.get("BRIEFINGS_TEST_SITE"):
        return Path(built)
    return request.getfixturevalue("sample_site")


@pytest.fixture(scope="session")
def names_site(once, run) -> Path:
    """The site of the desk whose people have names that are spelled in many ways."""

    def build(folder: Path) -> None:
        shutil.copytree(gold.FOLDER / "desk", folder, ignore=shutil.ignore_patterns("site", ".cache"))
        run("briefings", "build", cwd=folder)

    return once("desk-names", build) / "site"


@pytest.fixture(scope="session")
def server(published: Path) -> Iterator[str]:
    with served(published, BASE) as host:
        yield host


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
