"""A server for writing answers only to this machine's own names, never with a traceback, and shows what failed."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.mkdocs_plugin.guarded_server import Guard, is_loopback, is_own_name
from mkdocs_briefings.mkdocs_plugin.run import Overrides, plugin_of, read_config

OWN = (
    "localhost",
    "LOCALHOST",
    "localhost.",
    "desk.localhost",
    "127.0.0.1",
    "127.8.9.1",
    "[::1]",
    "10.0.0.7",
    "[fe80::1]",
)
FOREIGN = (
    "", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example.", "127.0.0.1, evil.example",
    "[::1].evil.example", "[evil.example]", "::1", "evil.example:80:80", "2130706433", "0x7f000001", "127.1", "локалхост",
    "localhost@evil.example", "[::1", " localhost",
)  # fmt: skip
ODD = (
    "/%00", "/a%00b/", "/%0a", "/%1b[31m", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/secret", "/%5c..%5csecret", "//page/",
    "/%ff%fe", "/" + "x" * 5000, "/" + "x/" * 1500, "/" + "x" * 300, "/page.html/", "/page.html/x", "/.", "/livereload/" + "9" * 5000 + "/1",
    "/livereload/x/1", "/gone", "/folder%20", "*", "page.html", "/?%00", "http://evil.example/",
)  # fmt: skip


@dataclass
class Served:
    """A server with a page, and what it writes to its terminal."""

    server: LiveReloadServer
    guard: Guard
    port: int

    def ask(self, path: str, host: str | None = None) -> tuple[int, str]:
        """Ask for a path exactly as it is written, and return status and body."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            name = f"127.0.0.1:{self.port}" if host is None else host
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            return answer.status, answer.read().decode()


@pytest.fixture
def built() -> list[Exception | None]:
    """What the next builds end in."""
    return []


@pytest.fixture
def served(tmp_path, built) -> Iterator[Served]:
    root = tmp_path / "site"
    (root / "page").mkdir(parents=True)
    (root / "page/index.html").write_text("<html><body>Page</body></html>", encoding="utf-8")
    (root / "page.html").write_text("<html><body>Page</body></html>", encoding="utf-8")
    (tmp_path / "secret").write_text("Secret", encoding="utf-8")

    def build() -> None:
        if (error := built.pop(0)) is not None:
            raise error

    server = LiveReloadServer(build, "127.0.0.1", 0, str(root))
    guard = Guard.before(server, "127.0.0.1")
    server._watched_paths["content"] = 1
    server.server_bind()
    server.server_activate()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Served(server, guard, server.server_address[1])
    server.shutdown()
    super(LiveReloadServer, server).shutdown()
    thread.join()


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("port", ["", ":8000"])
def test_own_names(name, port) -> None:
    assert is_own_name(name + port, "127.0.0.1")


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_names(name) -> None:
    assert not is_own_name(name, "127.0.0.1")
    assert not is_own_name(f"{name}:8000", "127.0.0.1")


def test_the_name_that_it_was_told() -> None:
    assert is_own_name("desk.example:8000", "desk.example")
    assert is_own_name(socket.gethostname(), "0.0.0.0")  # noqa: S104
    assert not is_own_name("other.example", "desk.example")
    assert is_own_name(socket.gethostname(), "127.0.0.1") == (socket.gethostname() == "localhost")


def test_requests_by_foreign_names_are_refused(served) -> None:
    assert served.ask("/page/")[0] == 200
    assert served.ask("/page/", "localhost")[0] == 200
    for name in ("evil.example", "127.0.0.1.evil.example", "evil.example:8000"):
        status, body = served.ask("/page/", name)
        assert (status, "Page" in body) == (403, False)


@pytest.mark.parametrize("path", ODD, ids=lambda path: path[:20])
def test_odd_paths_are_not_there(served, capfd, caplog, path) -> None:
    status, body = served.ask(path)
    assert status in {404, 414} or (
        path == "//page/" and status == 200
    )  # Python itself drops the second slash
    assert "Secret" not in body
    assert served.ask("/page/")[0] == 200
    assert "Traceback" not in "".join((*capfd.readouterr(), caplog.text))


def test_a_connection_that_ends_early_is_no_traceback(served, capfd) -> None:
    for begun in (b"", b"GET /pa", b"\xff\x00\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", served.port)) as connection:
            connection.sendall(begun)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    assert served.ask("/page/")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_what_failed_is_shown_until_it_is_mended(served, built) -> None:
    problem = Diagnostic(Span("content/x.yaml", 3, 7), Severity.ERROR, "x", "<b>no</b>\x1b key", "remove it")
    served.guard.watch_builds(lambda: (problem,))
    built += [Abort("stopped"), None]
    assert "briefings-overlay" not in served.ask("/page/")[1]
    served.server.builder()
    for path in ("/page/", "/gone/"):
        body = served.ask(path)[1]
        assert "content/x.yaml:3:7: &lt;b&gt;no&lt;/b&gt; key (remove it)" in body
        assert "livereload(" in body
    served.server.builder()
    assert "briefings-overlay" not in served.ask("/page/")[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
def test_loopback(host) -> None:
    assert is_loopback(host)


OTHERS = ("0.0.0.0", "::", "192.168.1.5")  # noqa: S104


@pytest.mark.parametrize("host", OTHERS)
@pytest.mark.parametrize(
    ("setting", "option", "variable", "served"),
    [
        (True, None, "", False),
        (True, True, "", True),
        (True, None, "1", True),
        (True, False, "1", False),
        (False, None, "", False),
        (False, True, "", True),
    ],
)
def test_drafts_for_others_only_if_asked_for(
    site, monkeypatch, caplog, host, setting, option, variable, served
) -> None:
    monkeypatch.setenv("BRIEFINGS_DRAFTS", variable)
    config = read_config(
        str(site("minimal", drafts=setting) / "mkdocs.yml"), Overrides(drafts=option), f"{host}:8000"
    )
    plugin = plugin_of(config)
    plugin.serving = True
    plugin.on_config(config)
    assert plugin.settings.drafts is served
    assert ("no drafts" in caplog.text) is (setting and option is None and not variable)


def test_a_build_after_a_server_in_one_process_is_no_server(site) -> None:
    file = str(site("minimal") / "mkdocs.yml")
    plugin = plugin_of(read_config(file, Overrides()))
    plugin.serving = True
    assert plugin_of(read_config(file, Overrides())) is plugin
    assert plugin.serving is False


def test_both_commands_answer_through_the_guard() -> None:
    folder = Path(__file__).parents[2] / "build_scripts/mkdocs_briefings/mkdocs_plugin"
    for name in ("serving.py", "plugin.py"):
        assert "Guard.before(server, " in (folder / name).read_text(encoding="utf-8")
