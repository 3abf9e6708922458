"""Reference pages for the people of a desk, made from the code that they describe."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points

import click

from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.check.rules import RULES_BY_CODE
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.host import USUAL_CONFIGS, File, Files, MkDocsConfig
from mkdocs_briefings.model.reference import reference_markdown
from mkdocs_briefings.model.schema import attribute_docstrings
from mkdocs_briefings.settings.declared import SETTINGS, OwnSettings


def reference_pages() -> dict[str, str]:
    """Return the Markdown of each page by its address in the docs folder."""
    return {
        "reference/content.md": reference_markdown(),
        "reference/rules.md": rules_markdown(),
        "reference/settings.md": settings_markdown(),
        "reference/commands.md": commands_markdown(),
    }


def add_reference_pages(files: Files, config: MkDocsConfig) -> None:
    """Add the reference pages to MkDocs' files, unless hand-written ones have their addresses."""
    for uri, text in reference_pages().items():
        if files.get_file_from_path(uri) is None:
            files.append(File.generated(config, uri, content=text))


_MEANING = {
    Severity.ERROR: "cannot be published as it is",
    Severity.WARNING: "somebody should look; `briefings build --strict` stops",
    Severity.INFO: "worth knowing",
}


def rules_markdown() -> str:
    """Return the page of the rules: a table of all, then each with its manual and its two examples."""
    meanings = "\n".join(f"- **{severity}**: {meaning}." for severity, meaning in _MEANING.items())
    rows = (
        f"| [`{rule.code}`](#{rule.code}) | {_severity(rule)} | {rule.title} |"
        for rule in RULES_BY_CODE.values()
    )
    head = (
        "# Rules\n\nWhat `briefings check` reports, and builds with it. The severity of a rule is a setting; those marked *always* are "
        f"errors for every desk.\n\n{meanings}\n\n| Rule | Severity | What it finds |\n|---|---|---|\n"
    )
    return head + "\n".join([*rows, *map(_rule_section, RULES_BY_CODE.values())]) + "\n"


def _rule_section(rule: Rule) -> str:
    examples = (("Reported:", rule.fail), ("Not reported:", rule.passes))
    return (
        f"\n## `{rule.code}` {{ #{rule.code} }}\n\n**{rule.title}** {_severity(rule).capitalize()}.\n\n{rule.manual}"
        + "".join(f"\n\n{title}\n\n```yaml\n{example}\n```" for title, example in examples)
    )


def _severity(rule: Rule) -> str:
    always = ", always" if rule.fatal else ""
    return f"{rule.severity}{always}" + (" (found while loading)" if rule.check is None else "")


def settings_markdown() -> str:
    """Return the page of the plugin's settings: name, values, default, meaning."""
    meaning = attribute_docstrings(OwnSettings)
    rows = (
        f"| `{name}` | {setting.kind.words} | `{_default(setting.default)}` | {meaning[name]} |"
        for name, setting in SETTINGS.items()
    )
    head = (
        f"# Settings\n\nThese stand in {USUAL_CONFIGS} under `plugins: - briefings:`.\n\n"
        "| setting | value | default | meaning |\n| --- | --- | --- | --- |\n"
    )
    return head + "\n".join(rows) + "\n"


def commands_markdown() -> str:
    """Return the page of all commands with their help, as installed."""
    (entry_point,) = entry_points(group="mkdocs_briefings.commands")
    main: click.Group = entry_point.load()
    return "# Commands\n\n" + "\n".join(_commands(main))


def _commands(main: click.Group) -> Iterator[str]:
    names = main.context_settings["help_option_names"]  # click keeps those of the first context
    with click.Context(
        main, info_name="briefings", max_content_width=88, terminal_width=88, help_option_names=names
    ) as context:
        yield _help(main, context)
        for name in sorted(main.list_commands(context)):
            command = main.get_command(context, name)
            if command is not None:
                own = click.Context(command, info_name=name, parent=context)
                yield f"## {name}\n"
                yield _help(command, own)
                for form in command.commands.values() if isinstance(command, click.Group) else ():
                    yield _help(form, click.Context(form, info_name=form.name, parent=own))


def _help(command: click.Command, context: click.Context) -> str:
    return f"```text\n{command.get_help(context)}\n```\n"


def _default(default: object) -> str:
    match default:
        case None | "":
            return "none"
        case bool():
            return str(default).lower()
        case {}:
            return "{}"
        case _:
            return str(default)
