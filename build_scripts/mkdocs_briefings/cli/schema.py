"""`briefings schema`: the JSON Schemas that editors complete and check by."""

from __future__ import annotations

import click

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.console import exit_on_error, out
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.model.schema import schemas
from mkdocs_briefings.publish import atomic


@click.command(
    short_help="Write the JSON Schemas of the content format.", epilog="\b\nExample:\n  briefings schema"
)
@options.config_file
@exit_on_error
def schema(config_file: str | None) -> None:
    """Write the JSON Schemas of the content format into the folder `schema` of the content."""
    folder = run.read_settings(config_file, run.Overrides()).content / "schema"
    for name, text in schemas().items():
        atomic.write_atomically(folder / f"{name}.schema.json", text.encode())
    out().print(f"Wrote {len(schemas())} schemas to {folder}.", markup=False)
