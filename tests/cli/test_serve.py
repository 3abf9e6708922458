"""`briefings serve`: what the terminal and the browser show while a briefing is written."""

from __future__ import annotations

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin.serving import _check_port

pytestmark = pytest.mark.slow
SHIPS = "content/briefings/2024/grain-ships-leave-port.yaml"


@dataclass
class Served:
    """A site that `briefings serve` serves."""

    folder: Path
    process: subprocess.Popen[str]
    lines: queue.Queue[str]
    """Lines on standard error that no test has read yet."""

    def read_until(self, words: str) -> list[str]:
        """Read lines up to one with these words, and return them."""
        lines = [self.lines.get(timeout=60)]
        while words not in lines[-1]:
            lines.append(self.lines.get(timeout=60))
        return lines


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture
def served(site) -> Iterator[Served]:
    folder = site("minimal")
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs_briefings", "serve", "-a", f"127.0.0.1:{free_port()}"],
        cwd=folder, text=True, stderr=subprocess.PIPE, env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip
    lines: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in process.stderr or ():
            lines.put(line)

    listening = threading.Thread(target=listen)
    listening.start()
    try:
        with process:
            yield Served(folder, process, lines)
            process.kill()
            listening.join()
    finally:
        process.kill()


def edit(served: Served, before: str, after: str) -> None:
    path = served.folder / SHIPS
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_what_it_says(served) -> None:
    *before, address = served.read_until("Serving on")
    assert re.search(r"Built in [\d.]+ s: (\d+) of \1 pages made anew", "".join(before))
    assert "\x1b" not in "".join(before)
    edit(served, "November", "Candlemas")
    served.read_until("1 of")
    served.read_until("Reloading")
    (host,) = re.findall(r"http://\S+", address)
    with urllib.request.urlopen(f"{host}briefings/grain-ships-leave-port/") as page:  # noqa: S310
        assert "the first since Candlemas" in page.read().decode()
    edit(served, "title:", "titel:")
    output = "".join(served.read_until("Reloading"))
    assert re.search(rf"error: briefings: {SHIPS}:\d+:\d+: ", output)
    assert output.count("nothing was built") == 1
    edit(served, "titel:", "title:")
    served.read_until("Built in")
    assert "nothing was built" not in "".join(served.read_until("Reloading"))
    edit(served, "title:", "status: draft\ntitle:")
    served.read_until("Not shown: 1 draft.")
    served.read_until("To see: briefings serve --drafts")
    served.process.send_signal(signal.SIGINT)
    served.read_until("Shutting down")
    assert served.process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [
        ("127.0.0.1", 70_000, "the last port is 65535"),
        (f"{'a' * 64}.example", 80, "this machine has no such name"),
    ],
)
def test_an_address_that_no_server_can_have(host: str, port: int, reason: str) -> None:
    with pytest.raises(UsageError, match=rf"^cannot serve at {host}:{port}: {reason}; name another place"):
        _check_port(host, port)


def test_a_port_that_is_taken(site, run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("briefings", "serve", "-a", f"127.0.0.1:{port}", cwd=site("minimal"), status=2)
    assert f"cannot serve at 127.0.0.1:{port}: address already in use; name another place" in result.stderr
    assert "--address" in result.stderr
    assert "Traceback" not in result.stderr
