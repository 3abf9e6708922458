"""DOIs, ISBNs and addresses are asked of a server, here one of our own, and what it does not know is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from mkdocs_briefings.importers.look_up import DOI_SERVER, ISBN_SERVER, look_up
from mkdocs_briefings.importers.to_source import to_source
from mkdocs_briefings.model.dates import PartialDate

PAGE = """<!doctype html><html lang="en"><head><title>Rivers | The Tide</title>
<meta property="og:title" content="Rivers rise"><meta property="og:site_name" content="The Tide">
<meta name="author" content="Ada Lovelace"><meta property="article:published_time" content="2024-01-27T10:00:00Z">
</head><body><h1>Rivers rise</h1><p>They do.</p></body></html>"""
CROSSREF = {
    "type": "article-journal", "title": "On Things", "container-title": "Journal of Things", "publisher": "Press", "volume": "12",
    "author": [{"family": "Hayek", "given": "F. A.", "sequence": "first", "affiliation": []}], "reference-count": 3, "score": 1.0,
    "issued": {"date-parts": [[1944, 3]]}, "URL": "http://dx.doi.org/10.1000/a(b)c", "DOI": "10.1000/A(B)C", "indexed": {},
}  # fmt: skip
BOOK = {
    "title": "The Road", "subtitle": "To Serfdom", "authors": [{"name": "Friedrich Hayek"}], "publishers": [{"name": "Routledge"}],
    "publish_places": [{"name": "London"}], "publish_date": "March 10, 1944",
}  # fmt: skip
ANSWERS = {
    "/10.1000/a(b)c": json.dumps(CROSSREF),
    "/api/books?bibkeys=ISBN%3A9780306406157&format=json&jscmd=data": json.dumps(
        {"ISBN:9780306406157": BOOK}
    ),
    "/api/books?bibkeys=ISBN%3A0306406152&format=json&jscmd=data": "{}",
    "/page": PAGE,
    "/10.1000/words": "<html>",
}


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/10.1000/elsewhere":
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/x")
            self.end_headers()
            return
        right = self.path != "/10.1000/a(b)c" or "csl+json" in self.headers["Accept"]
        text = ANSWERS.get(self.path, "") if right else ""
        self.send_response(200 if text else 404)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *words: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that answers as doi.org and Open Library do."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(autouse=True)
def own_servers(server: str, monkeypatch) -> None:
    monkeypatch.setenv(DOI_SERVER, f"{server}/")
    monkeypatch.setenv(ISBN_SERVER, server)
    monkeypatch.setenv("no_proxy", "127.0.0.1")


EXPECTED: dict[str, dict[str, Any]] = {
    "https://doi.org/10.1000/a(b)c": {
        "id": "hayek-1944", "outlet": "Journal of Things", "title": "On Things", "authors": ["F. A. Hayek"], "volume": "12",
        "publisher": "Press", "doi": "10.1000/a(b)c", "date": "1944-03",
    },
    "978-0-306-40615-7": {
        "id": "hayek-1944", "kind": "book", "outlet": "Routledge", "title": "The Road: To Serfdom", "authors": ["Friedrich Hayek"],
        "place": "London", "isbn": "978-0-306-40615-7", "date": "1944-03-10",
    },
    "{server}/page": {
        "id": "lovelace-2024", "outlet": "tide", "title": "Rivers rise", "authors": ["Ada Lovelace"], "url": "{server}/page",
        "date": "2024-01-27", "accessed": "2026-01-02", "language": "en",
    },
}  # fmt: skip


@pytest.mark.parametrize("asked", EXPECTED)
def test_what_a_server_knows(asked: str, server: str, registry_index) -> None:
    (item,), problems = look_up(asked.replace("{server}", server), PartialDate(2026, 1, 2))
    read = to_source(item, registry_index, "en")
    written = json.dumps(read.source.model_dump(mode="json", exclude_defaults=True)).replace(
        server, "{server}"
    )
    assert (json.loads(written), read.not_held, problems) == (EXPECTED[asked], (), [])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("10.1000/unknown", "does not know it"),
        ("10.1000/words", "something else than data"),
        ("10.1000/elsewhere", "its server"),
        ("0-306-40615-2", "Open Library does not know it"),
        ("http://127.0.0.1:1/", "cannot be reached"),
        ("http://[/", "cannot be reached"),
    ],
)
def test_what_a_server_does_not_know(asked: str, words: str) -> None:
    items, (problem,) = look_up(asked, PartialDate(2026, 1, 2))
    assert items == []
    assert words in problem.message
