"""`briefings serve`: the site while it is being written."""

from __future__ import annotations

import logging

import click

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.console import exit_on_error
from mkdocs_briefings.cli.progress import print_log_records, progress_bars
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
@exit_on_error
def serve(
    config_file: str | None,
    address: str | None,
    open_browser: bool,  # noqa: FBT001
    **wishes: object,
) -> None:
    """Serve the site and show each edit as it is saved. Ctrl-C ends it."""
    print_log_records(logging.INFO, logging.CRITICAL)
    asked = run.Overrides(**wishes)  # type: ignore[arg-type]
    serve_site(config_file, asked, address, progress_bars, open_browser=open_browser)
