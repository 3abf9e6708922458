"""`briefings new` and `briefings schema`: what a person needs to write a briefing."""

from __future__ import annotations

import datetime as dt
import json

import click
from slugify import slugify

from mkdocs_briefings.cli.console import config_option, display_path, exit_on_error, out
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.load.discover import is_slug
from mkdocs_briefings.mkdocs_plugin.run import read_settings
from mkdocs_briefings.mkdocs_plugin.wishes import Overrides
from mkdocs_briefings.model.dates import today
from mkdocs_briefings.model.schema import schemas
from mkdocs_briefings.publish.atomic import write_atomically

_DRAFT = """\
# yaml-language-server: $schema=../../schema/briefing.schema.json
title: {title}
date: {date}
{publication}status: draft            # published, when it is ready
topics: []               # ids from content/topics.yaml
summary: >-
  One paragraph for lists, feeds and search results.

executive_points:        # what a reader in a hurry must know; three or four
  - text: >-
      The first point, with its source [@outlet-{date}].
    # likelihood: likely   # a term of ICD 203
    # confidence: moderate # low, moderate or high

body: |
  The analysis, in Markdown. Every claim cites a source [@outlet-{date}].

sources:
  - id: outlet-{date}
    outlet: Name of the outlet
    title: Title of the item
    url: https://example.org/
    date: {date}
"""


@click.command(
    short_help="Write a draft to fill in.",
    epilog='\b\nExamples:\n  briefings new "Grain exports resume"\n'
    '  briefings new "Grain exports resume" --publication edm --date 2024-02-05',
)
@click.argument("title")
@click.option(
    "--publication", metavar="ID", help="Series it appears in, an id from content/publications.yaml."
)
@click.option("--date", metavar="YYYY-MM-DD", help="Day of publication; today when left out.")
@config_option
@exit_on_error
def new(title: str, publication: str | None, date: str | None, config_file: str | None) -> None:
    """Write a draft named after TITLE into content/briefings/<year>/."""
    settings = read_settings(config_file, Overrides())
    day = _parsed_day(date) if date is not None else today(settings.at)
    title = " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
    slug = slugify(title, max_length=80, word_boundary=True)
    if not slug:
        raise UsageError("the title has no letter or digit to name a file by")
    slug = slug if is_slug(slug) else f"{slug}-briefing"
    path = settings.content / "briefings" / f"{day.year:04}" / f"{slug}.yaml"
    taken = next((settings.content / "briefings").rglob(f"{slug}.yaml"), None)
    if taken is not None:
        raise UsageError(f"{display_path(taken)} is there already; choose another title, or rename that file")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        line = f"publication: {publication}\n" if publication else ""
        file.write(_DRAFT.format(title=json.dumps(title, ensure_ascii=False), date=day, publication=line))
    out().print(f"Wrote {display_path(path)}. Next: fill it in, then `briefings check`.", markup=False)


def _parsed_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a day; write YYYY-MM-DD") from None


@click.command(
    short_help="Write the JSON Schemas of the content format.", epilog="\b\nExample:\n  briefings schema"
)
@config_option
@exit_on_error
def schema(config_file: str | None) -> None:
    """Write the JSON Schemas of the content format into the folder `schema` of the content."""
    folder = read_settings(config_file, Overrides()).content / "schema"
    texts = schemas()
    for name, text in texts.items():
        write_atomically(folder / f"{name}.schema.json", text.encode())
    out().print(f"Wrote {len(texts)} schemas to {folder}.", markup=False)
