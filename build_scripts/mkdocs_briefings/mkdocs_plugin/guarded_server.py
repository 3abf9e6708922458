"""What a server for writing answers: only what this machine asks by its own names, and a failed build over the page.

A page of any other site may send a browser to a name that its owner points at this machine (DNS rebinding); so the
name that was asked for is looked at. `briefings serve` and `mkdocs serve` both answer through this.
"""

# ruff: noqa: SLF001 - MkDocs' server has no other names for what is told here to be done differently
from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.host import MkDocsConfig, MkDocsException, get_plugin_logger
from mkdocs_briefings.mkdocs_plugin.faults import problems_of
from mkdocs_briefings.mkdocs_plugin.settings import PluginSettings
from mkdocs_briefings.model.safe_text import strip_forbidden
from mkdocs_briefings.settings.wishes import Overrides

if TYPE_CHECKING:
    from mkdocs_briefings.host import LiveReloadServer

log = get_plugin_logger("briefings")
_ODD = re.compile(r"[\x00-\x1f\x7f\\]|^(?!/)|^//|/livereload/[0-9]*[0-9]{16}|.{4000}", re.DOTALL)
"""What is in no address of a site."""
_OVERLAY = """<div id="briefings-overlay" role="alert"><details open><summary>{title}</summary><ol>{items}</ol></details></div>
<style>#briefings-overlay{{position:fixed;inset:auto 0 0;z-index:9999;max-height:60vh;overflow:auto;background:#7a1220;
color:#fff;font:400 15px/1.5 ui-monospace,monospace;border-top:3px solid #ffb4bd;overflow-wrap:anywhere}}
#briefings-overlay summary{{padding:.75rem 1rem;font:600 16px/1.4 system-ui,sans-serif;cursor:pointer}}
#briefings-overlay ol{{margin:0;padding:0 1rem 1rem 2.5rem}}#briefings-overlay li{{margin:.25rem 0}}
@media print{{#briefings-overlay{{display:none}}}}</style>"""
_PAGE = b'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not built</title><body></body></html>'


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a host; no for a name that is not known to mean it."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_own_name(header: str, host: str) -> bool:
    """Return whether a request asks for this machine by a name that no other site can have.

    Args:
        header: `Host` of the request.
        host: what the server was told to listen to.
    """
    match = re.fullmatch(r"(?:\[([^\[\]]+)\]|([^:\[\]]+))(?::[0-9]*)?", header)
    if match is None:
        return False
    name = (match[1] or match[2]).lower().rstrip(".")
    own = {"localhost", host.lower()} | (set() if is_loopback(host) else {socket.gethostname().lower()})
    if name in own or name.endswith(".localhost"):
        return True
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def for_others(overrides: Overrides, config: MkDocsConfig, plugin: PluginSettings) -> Overrides:
    """Return the wishes for a server: if others can reach it, without the drafts that only mkdocs.yml asks for.

    Args:
        overrides: of the command line.
        config: of MkDocs, with the address.
        plugin: the settings in mkdocs.yml.
    """
    host = str(config.dev_addr[0])
    asked_for = overrides.drafts is not None or bool(os.environ.get("BRIEFINGS_DRAFTS"))
    if is_loopback(host) or asked_for or not plugin.own.drafts:
        return overrides
    log.warning("no drafts, because others can reach %s: --drafts or BRIEFINGS_DRAFTS=1 shows them", host)
    return replace(overrides, drafts=False)


@dataclass(slots=True)
class Guard:
    """Stands between a server and those who ask it, and shows what the last build failed at."""

    server: Any
    """Server of MkDocs, which has few annotations."""
    host: str
    """What the server was told to listen to."""
    problems: tuple[str, ...] = ()
    """Why the last build failed, a line each; none if it did not."""

    @classmethod
    def before(cls, server: LiveReloadServer, host: str) -> Guard:
        """Put a guard before a server that was told to listen to a host."""
        guard = cls(server, host)
        inject, error_page = guard.server._inject_js_into_html, server.error_handler
        server.set_app(guard.answer)
        server.error_handler = lambda code: guard.error_page(error_page(code))
        guard.server._inject_js_into_html = lambda page, epoch: inject(guard.overlaid(page), epoch)
        guard.server.handle_error = lambda request, address: log.debug("%s has hung up", address)
        return guard

    def watch_builds(self, diagnostics: Callable[[], Iterable[Diagnostic]]) -> None:
        """Show in the browser what builds of MkDocs fail at, instead of keeping the browser waiting.

        Args:
            diagnostics: gives the problems of the content, if those are why a build failed.
        """
        builder = self.server.builder

        def build() -> None:
            try:
                builder()
            except MkDocsException as error:
                log.error("%s", error)  # noqa: TRY400 - what it was is logged already
                self.problems = problems_of(error, diagnostics())
            else:
                self.problems = ()

        self.server.builder = build

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request as WSGI asks (PEP 3333)."""
        if not is_own_name(environ.get("HTTP_HOST", ""), self.host):
            start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
            return [
                b"This server is for the machine that it runs on; ask for it by its own name or number.\n"
            ]
        try:
            path = environ["PATH_INFO"].encode("latin-1").decode()
            answer: Iterable[bytes] | None = None
            if not _ODD.search(path):
                answer = self.server._serve_request(environ, start_response)
        except (OSError, ValueError):
            answer = None
        if answer is not None:
            return answer
        start_response("404 Not Found", [("Content-Type", "text/html; charset=utf-8")])
        return [self.server.error_handler(404) or b"404 Not Found"]

    def error_page(self, page: bytes | None) -> bytes | None:
        """Return what to answer with in place of a page that is not there; the browser asks again after the next edit."""
        if not self.problems:
            return page
        injected: bytes = self.server._inject_js_into_html(page or _PAGE, self.server._visible_epoch)
        return injected

    def overlaid(self, page: bytes) -> bytes:
        """Return a page with the problems of the last build over it, if there are any."""
        if not self.problems:
            return page
        items = "".join(f"<li>{escape(strip_forbidden(line))}</li>" for line in self.problems)
        overlay = _OVERLAY.format(
            title="The last edit could not be built; this page is from before.", items=items
        )
        before, end, after = page.rpartition(b"</body>")
        return before + overlay.encode() + end + after if end else page + overlay.encode()
