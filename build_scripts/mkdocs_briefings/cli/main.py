"""The command `briefings` and its sub-commands."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import cast

import click

COMMANDS = MappingProxyType(
    {
        "new": "new.new",
        "check": "check.check",
        "build": "build.build",
        "serve": "serve.serve",
        "impact": "impact.impact_command",
        "import": "import_.import_",
        "pdf": "pdf.pdf",
        "digest": "digest.digest",
        "schema": "schema.schema",
        "completion": "completion.completion",
    }
)
"""Where each sub-command is. Only the one that is asked for is imported, for all of them take a while."""


class _Commands(click.Group):
    """The sub-commands, in the order that a desk meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(".")
        return cast("click.Command", getattr(import_module(f"mkdocs_briefings.cli.{module}"), name))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: briefings new, briefings check, briefings serve.",
)
@click.version_option(package_name="mkdocs-briefings", prog_name="briefings")
def main() -> None:
    """Briefings in YAML become a static site that readers search, cite, print and subscribe to."""
