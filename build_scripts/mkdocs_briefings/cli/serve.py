"""`briefings serve`: the site while it is being written."""

from __future__ import annotations

import logging

import click

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.console import ending_well
from mkdocs_briefings.cli.progress import listen, progress
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.serving import serve as serve_site


@click.command(epilog="\b\nExamples:\n  briefings serve\n  briefings serve --drafts --open")
@options.audience
@options.drafts
@options.at
@click.option(
    "-a", "--address", metavar="HOST:PORT", help="Where to serve; 127.0.0.1:8000 unless mkdocs.yml says."
)
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@options.config_file
@ending_well
def serve(
    config_file: str | None,
    address: str | None,
    open_browser: bool,  # noqa: FBT001
    **wishes: object,
) -> None:
    """Serve the site and show each edit as it is saved. Ctrl-C ends it."""
    listen(logging.INFO, logging.CRITICAL)
    asked = run.Wishes(**wishes)  # type: ignore[arg-type]
    serve_site(config_file, asked, address, progress, open_browser=open_browser)
