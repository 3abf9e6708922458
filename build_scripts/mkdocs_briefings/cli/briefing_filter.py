"""Which briefings a command is about: by id, publication, topic, entity and date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.settings import render_settings_of, settings_of
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.prints import Collection, PrintConfig, in_reading_order
from mkdocs_briefings.render import addresses

Command = Callable[..., Any]
CHOOSING = tuple(facet for facet in FACETS.values() if facet.option_help)
"""Facets by which briefings are chosen."""


@dataclass(frozen=True, slots=True)
class BriefingFilter:
    """Which briefings; what is not given chooses nothing."""

    ids: tuple[str, ...] = ()
    members: Mapping[Kind, str] = field(default_factory=dict)
    """Ids of a publication, a topic ... that they are filed under."""
    volume: int | None = None
    issue: int | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None

    def __bool__(self) -> bool:
        return bool(self.ids or self.members or self.since or self.until)


def member_options(start: str) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the options `--publication`, `--topic` ..., their help beginning with `start`."""

    def decorate(command: Command) -> Command:
        for facet in reversed(CHOOSING):
            command = click.option(f"--{facet.word}", metavar="ID", help=f"{start} {facet.option_help}.")(
                command
            )
        return command

    return decorate


def chosen_members(given: Mapping[str, str | None]) -> dict[Kind, str]:
    """Return the ids that these options were given."""
    return {facet.kind: id for facet in CHOOSING if (id := given[facet.word])}


class DateParam(click.ParamType[PartialDate]):
    """A year, a month or a day."""

    name = "date"

    def convert(
        self, value: str | PartialDate, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        """Read it."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            self.fail(f"'{value}' is no date: {error}", param, ctx)


def matching_collection(choice: BriefingFilter, site: Site) -> Collection:
    """The briefings of a choice; may be none.

    Raises:
        UsageError: the site has no such briefing, publication, topic ...
    """
    every = site.index.summaries
    unknown = [_unknown("briefing", wanted, every) for wanted in choice.ids if wanted not in every]
    if unknown:
        raise UsageError("; ".join(unknown))
    left = [one for one in every.values() if _fits(one, choice)]
    titles: list[tuple[str, str]] = []
    for kind, id in choice.members.items():
        groups = site.index.groups.get(kind, {})
        if id not in groups:
            raise UsageError(_unknown(FACETS[kind].word, id, groups))
        left = [one for one in left if one.id in set(groups[id].briefings)]
        titles.append((groups[id].ref.name, addresses.group_uri(kind, id)))
    numbers = [one for one in (choice.volume, choice.issue) if one is not None]
    whole = len(titles) == 1 and not (choice.ids or choice.since or choice.until)
    uri = titles[0][1].removesuffix(".md") + "".join(f"/{one}" for one in numbers) + ".md" if whole else ""
    title = ", ".join(name for name, _ in titles) or "Briefings"
    return Collection(title, _part(choice), uri, in_reading_order(left))


def _unknown(word: str, id: str, known: Iterable[str]) -> str:
    hint = did_you_mean(id, known)
    return f"the site has no {word} '{id}'{f'; {hint}' if hint else ''}"


def _fits(one: BriefingSummary, choice: BriefingFilter) -> bool:
    date = PartialDate.parse(one.date_text) if one.date_text else None
    first, last = choice.since, choice.until
    return (
        (not choice.ids or one.id in choice.ids)
        and choice.volume in {None, one.volume}
        and choice.issue in {None, one.issue}
        and (first is None or (date is not None and date.last_day() >= first.first_day()))
        and (last is None or (date is not None and date.first_day() <= last.last_day()))
    )


def _part(choice: BriefingFilter) -> str:
    parts = [f"Volume {choice.volume}"] if choice.volume is not None else []
    parts += [f"Issue {choice.issue}"] if choice.issue is not None else []
    parts += [f"since {choice.since}"] if choice.since else []
    parts += [f"until {choice.until}"] if choice.until else []
    part = ", ".join(parts)
    return part[:1].upper() + part[1:]


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """The desk's decisions."""

    settings: Settings
    shop: PrintConfig


def print_setup(config_file: str | None, wishes: run.Overrides) -> PrintSetup:
    """The desk's decisions, without building anything.

    Raises:
        UsageError: mkdocs.yml is missing or wrong.
    """
    config = run.read_config(config_file, wishes)
    plugin = run.plugin_of(config).config
    settings = settings_of(config, plugin)
    render = render_settings_of(config, plugin, settings)
    return PrintSetup(settings, PrintConfig(render, settings.content, settings.root / plugin.cache))
