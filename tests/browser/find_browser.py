"""Find a browser for the tests, and get one if there is none: run by `make test`, used by the fixtures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without the windows that nobody sees: tests take about 60 % of the processor time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Path of a Chromium or Chrome on this machine, playwright's own included; None without any."""
    if given := os.environ.get("BROWSER_PATH"):
        return given
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    return installed or _playwrights()


def get() -> str | None:
    """Path of a browser, installed if need be: Debian's package when root, else playwright's; None if that fails."""
    if not os.environ.get("BROWSER_PATH") and not shutil.which(SHELL) and _may_install():
        _install(_shell()) or (_update() and _install(_shell()))
    if found := find():
        return found
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def _may_install() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def _update() -> bool:
    return _run("apt-get", "update", "-qq")


def _install(package: str) -> bool:
    return _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package, "fonts-liberation")


def _shell() -> str:
    """Name the package of the shell, in the version of what it shares with a Chromium that is installed."""
    asked = ["dpkg-query", "--showformat=${Version}", "--show", "chromium-common"]
    version = subprocess.run(asked, check=False, capture_output=True, text=True).stdout
    return f"{SHELL}={version}" if version else SHELL


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _run(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ended = subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
    return ended.returncode == 0


if __name__ == "__main__":
    browser = get()
    if browser is None:
        sys.exit(
            "The browser tests need Chromium or Chrome: install one, or name its program in BROWSER_PATH "
            "(`make check` runs everything else)."
        )
    print(f"Browser for the tests: {browser}")  # noqa: T201
