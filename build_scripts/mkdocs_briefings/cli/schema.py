"""`briefings schema`: the JSON Schemas that editors complete and check by."""

from __future__ import annotations

import click

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.console import ending_well, out
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.model.schema import schemas
from mkdocs_briefings.publish import disk


@click.command(
    short_help="Write the JSON Schemas of the content format.", epilog="\b\nExample:\n  briefings schema"
)
@options.config_file
@ending_well
def schema(config_file: str | None) -> None:
    """Write the JSON Schemas of the content format into the folder `schema` of the content."""
    folder = run.settings(config_file, run.Wishes()).content / "schema"
    for name, text in schemas().items():
        disk.write(folder / f"{name}.schema.json", text.encode())
    out().print(f"Wrote {len(schemas())} schemas to {folder}.", markup=False)
