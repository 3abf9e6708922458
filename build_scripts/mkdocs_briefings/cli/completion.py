"""`briefings completion`: completion for the shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(
    short_help="Print the completion script of a shell.",
    epilog='\b\nExamples:\n  eval "$(briefings completion bash)"\n  briefings completion fish | source',
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in SHELL."""
    kind = get_completion_class(shell)
    if kind is None:
        raise click.BadParameter(f"no completion for {shell}")
    click.echo(kind(context.find_root().command, {}, "briefings", "_BRIEFINGS_COMPLETE").source())
