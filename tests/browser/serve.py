"""A folder on the loopback, as a host for files would serve it."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Sent = list[tuple[str, int]]
"""Address and bytes of each file that was sent."""


_SAME_FOR_ALL_PAGES = re.compile(r"/assets/|\.woff2$")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    base = ""
    sent: Sent

    def end_headers(self) -> None:
        """Have a browser ask once for what every page shows, as hosts do; all else it asks for again."""
        if _SAME_FOR_ALL_PAGES.search(self.path):
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.base))

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        outputfile.write(content)
        self.sent.append((self.path, len(content)))

    def log_message(self, *_: object) -> None:
        return None


@contextmanager
def served(folder: Path, base: str = "", sent: Sent | None = None) -> Iterator[str]:
    """The address of the folder while it is served, at the root of the host or under a path such as `/briefings`.

    Whoever gives `sent` finds there what was sent.
    """
    quiet = type("Quiet", (_Quiet,), {"base": base, "sent": [] if sent is None else sent})
    handler = functools.partial(quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}/"
        server.shutdown()
