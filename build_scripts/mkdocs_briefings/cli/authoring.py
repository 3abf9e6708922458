"""`briefings new` and `briefings schema`: what a person needs to write a briefing."""

from __future__ import annotations

import json
from itertools import chain, count
from pathlib import Path

import click

from mkdocs_briefings.cli.console import config_option, display_path, err, exit_on_error, out
from mkdocs_briefings.cli.dates import DATE_FORMS, read_date
from mkdocs_briefings.cli.desk import read_settings
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.load.discover import SCHEMA, is_slug
from mkdocs_briefings.load.load import load_registries
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.new_draft import new_draft, printable_line
from mkdocs_briefings.model.now import today
from mkdocs_briefings.model.schema import Registered, schemas
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.slugs import draft_id, slug
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
    settings = read_settings(config_file)
    day = read_date("today" if date is None else date, today(settings.at))
    title = printable_line(title)
    if not any(map(str.isalnum, title)):
        raise UsageError("the title has no letter or digit to name a file by")
    path = settings.content / "briefings" / f"{day.year:04}" / f"{_id(title, str(day), settings)}.yaml"
    taken = next((settings.content / "briefings").rglob(path.name), None)
    if taken is not None:
        raise UsageError(f"{display_path(taken)} is there already; choose another title, or rename that file")
    registries = load_registries(settings)
    unknown = _unknown_series(publication, registries, settings) if publication else ""
    series = publication if not publication or is_slug(publication) else json.dumps(publication)
    write_atomically(path, new_draft(title, str(day), series or "").encode(), overwrite=False)
    out().print(f"Wrote {display_path(path)}. Next: fill it in, then `briefings check`.", markup=False)
    if (settings.content / SCHEMA).is_dir():
        write_schemas(settings.content, _registered(registries))
    if unknown:
        err().print(f"warning: {unknown}", markup=False)


def _id(title: str, day: str, settings: Settings) -> str:
    """Return the id of a new briefing; one that is named by its day, for want of Latin letters, gets a number after others."""
    id, folder = draft_id(title, settings.language, day), settings.content / "briefings"
    if slug(title, settings.language):
        return id
    ids = chain([id], (f"{id}-{number}" for number in count(2)))
    return next(each for each in ids if not any(folder.rglob(f"{each}.yaml")))


def _unknown_series(publication: str, registries: Registries, settings: Settings) -> str:
    """Return what to say of a series that the registry does not have; empty for one that it has."""
    if publication in registries.publications:
        return ""
    hint = did_you_mean(publication, registries.publications) or "add it there"
    path = display_path(settings.content / FACETS[Kind.PUBLICATION].registry_files)
    return f"the series '{publication}' is not in {path}; {hint}"


@click.command(
    short_help="Write the JSON Schemas of the content format.", epilog="\b\nExample:\n  briefings schema"
)
@config_option
@exit_on_error
def schema(config_file: str | None) -> None:
    """Write the JSON Schemas of the content format, and of the ids of this desk, into the folder `schema` of the content.

    Editors complete and check with them; `briefings new` brings them up to date.
    """
    settings = read_settings(config_file)
    count = write_schemas(settings.content, _registered(load_registries(settings)))
    out().print(f"Wrote {count} schemas to {display_path(settings.content / SCHEMA)}.", markup=False)


def write_schemas(content: Path, registered: Registered) -> int:
    """Write the schemas into a content folder, and return how many there are; one that is so already is not touched."""
    texts = schemas(registered)
    for name, text in texts.items():
        path = content / SCHEMA / f"{name}.schema.json"
        if not path.is_file() or path.read_bytes() != text.encode():
            write_atomically(path, text.encode())
    return len(texts)


def _registered(registries: Registries) -> Registered:
    return {kind: {id: entry.value.name for id, entry in registries.of_kind(kind).items()} for kind in FACETS}
