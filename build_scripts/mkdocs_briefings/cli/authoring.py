"""`briefings new` and `briefings schema`: what a person needs to write a briefing."""

from __future__ import annotations

import json

import click
from slugify import slugify

from mkdocs_briefings.cli.console import config_option, display_path, err, exit_on_error, out
from mkdocs_briefings.cli.dates import DATE_FORMS, read_date
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.load.discover import SCHEMA, is_slug
from mkdocs_briefings.load.load import load_inventory
from mkdocs_briefings.mkdocs_plugin.run import read_settings
from mkdocs_briefings.mkdocs_plugin.wishes import Overrides
from mkdocs_briefings.model.dates import today
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.new_draft import new_draft
from mkdocs_briefings.model.schema import schemas
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.atomic import write_atomically


@click.command(
    short_help="Write a draft to fill in.",
    epilog='\b\nExamples:\n  briefings new "Grain exports resume"\n'
    '  briefings new "Grain exports resume" --publication edm --date 2024-02-05',
)
@click.argument("title")
@click.option(
    "--publication", metavar="ID", help="Series it appears in, an id from content/publications.yaml."
)
@click.option("--date", metavar="DATE", help=f"When it appears, today when left out: {DATE_FORMS}.")
@config_option
@exit_on_error
def new(title: str, publication: str | None, date: str | None, config_file: str | None) -> None:
    """Write a draft named after TITLE into content/briefings/<year>/."""
    settings = read_settings(config_file, Overrides())
    day = read_date("today" if date is None else date, today(settings.at))
    title = " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
    slug = slugify(title, max_length=80, word_boundary=True)
    if not slug:
        raise UsageError("the title has no letter or digit to name a file by")
    slug = slug if is_slug(slug) else f"{slug}-briefing"
    path = settings.content / "briefings" / f"{day.year:04}" / f"{slug}.yaml"
    taken = next((settings.content / "briefings").rglob(f"{slug}.yaml"), None)
    if taken is not None:
        raise UsageError(f"{display_path(taken)} is there already; choose another title, or rename that file")
    unknown = _unknown_series(publication, settings) if publication else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        series = publication if not publication or is_slug(publication) else json.dumps(publication)
        file.write(new_draft(title, str(day), series or ""))
    out().print(f"Wrote {display_path(path)}. Next: fill it in, then `briefings check`.", markup=False)
    if unknown:
        err().print(f"warning: {unknown}", markup=False)


def _unknown_series(publication: str, settings: Settings) -> str:
    """Return what to say of a series that the registry does not have; empty for one that it has."""
    inventory = load_inventory(settings, may_be_new=True) if settings.content.is_dir() else None
    series = inventory.registries.publications if inventory is not None else {}
    if publication in series:
        return ""
    hint = did_you_mean(publication, series) or "add it there"
    path = display_path(settings.content / FACETS[Kind.PUBLICATION].registry_files)
    return f"the series '{publication}' is not in {path}; {hint}"


@click.command(
    short_help="Write the JSON Schemas of the content format.", epilog="\b\nExample:\n  briefings schema"
)
@config_option
@exit_on_error
def schema(config_file: str | None) -> None:
    """Write the JSON Schemas of the content format into the folder `schema` of the content."""
    folder = read_settings(config_file, Overrides()).content / SCHEMA
    texts = schemas()
    for name, text in texts.items():
        write_atomically(folder / f"{name}.schema.json", text.encode())
    out().print(f"Wrote {len(texts)} schemas to {folder}.", markup=False)
