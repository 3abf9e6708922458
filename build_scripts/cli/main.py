"""The command `briefings` and its sub-commands."""

from __future__ import annotations

import click

from build_scripts.cli.build import build
from build_scripts.cli.check import check
from build_scripts.cli.completion import completion
from build_scripts.cli.digest import digest
from build_scripts.cli.impact import impact_command
from build_scripts.cli.import_ import import_
from build_scripts.cli.new import new
from build_scripts.cli.pdf import pdf
from build_scripts.cli.schema import schema
from build_scripts.cli.serve import serve

COMMANDS = (new, check, build, serve, impact_command, import_, pdf, digest, schema, completion)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: briefings new, briefings check, briefings serve.",
)
@click.version_option(package_name="mkdocs-briefings", prog_name="briefings")
def main() -> None:
    """Briefings in YAML become a static site that readers search, cite, print and subscribe to."""


for command in COMMANDS:
    main.add_command(command)
