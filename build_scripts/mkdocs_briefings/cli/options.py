"""Options that several commands take."""

from __future__ import annotations

import click

from mkdocs_briefings.model.vocabulary import Tlp

config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False),
    help="The site's mkdocs.yml, if it is not in this folder.",
)
audience = click.option(
    "--audience",
    type=click.Choice([level.value for level in Tlp]),
    help="Highest TLP level the site may show.",
)
drafts = click.option(
    "--drafts/--no-drafts", default=None, help="Show drafts and briefings in review, marked as such."
)
at = click.option("--at", metavar="TIME", help="Show the site as of a moment: 2024-02-05T09:00:00-05:00.")
