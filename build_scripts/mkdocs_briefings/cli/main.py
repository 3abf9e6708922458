"""The command `briefings` and its sub-commands."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from types import MappingProxyType
from typing import Any, cast

import click
from click.shell_completion import get_completion_class

from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.mkdocs_plugin.garbage import end_with_garbage

COMMANDS = MappingProxyType(
    {
        "init": "init.init",
        "new": "authoring.new",
        "check": "check.check",
        "build": "build.build",
        "serve": "build.serve",
        "impact": "check.impact_command",
        "import": "import_.import_",
        "source": "source.source",
        "pdf": "pdf.pdf",
        "digest": "digest.digest",
        "pack": "pack.pack",
        "export": "export.export",
        "schema": "authoring.schema",
        "completion": "main.completion",
    }
)
"""Module and function of each sub-command, by its name. Only the one asked for is imported: all take a while."""


class _Commands(click.Group):
    """Group of the sub-commands, in the order that a desk meets them."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        end_with_garbage()
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(".")
        return cast("click.Command", getattr(import_module(f"mkdocs_briefings.cli.{module}"), name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return name, command and arguments; say of an unknown name which one may be meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], COMMANDS)
            ctx.fail(f"No such command '{args[0]}'{f'; {hint}' if hint else '.'}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: briefings init, briefings serve --drafts, briefings check.",
)
@click.version_option(package_name="mkdocs-briefings", prog_name="briefings")
def main() -> None:
    """Briefings in YAML become a static site that readers search, cite, print and subscribe to."""
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # names of files and words of texts may have letters that it lacks
        sys.stdout.reconfigure(errors="backslashreplace")


@click.command(
    short_help="Print the completion script of a shell.",
    epilog='\b\nExamples:\n  eval "$(briefings completion bash)"\n  briefings completion fish | source',
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in SHELL."""
    script = get_completion_class(shell)
    if script is None:
        raise click.BadParameter(f"no completion for {shell}")
    click.echo(script(context.find_root().command, {}, "briefings", "_BRIEFINGS_COMPLETE").source())
