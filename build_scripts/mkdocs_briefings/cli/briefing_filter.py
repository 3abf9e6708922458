"""The choice of briefings for `pdf` and `digest`, and the settings that they print with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import click

from mkdocs_briefings.cli.desk import read_desk
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.messages import IN_ENGLISH, Words, words_of
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Group, Site
from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.model.versions import each_once
from mkdocs_briefings.prints import Collection, PrintConfig, in_reading_order
from mkdocs_briefings.publish.folders import DeskFolders
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.terms import in_row, series_line
from mkdocs_briefings.settings.from_config import cache_folder, desk_folders, render_settings_of, settings_of
from mkdocs_briefings.settings.wishes import Overrides

Command = Callable[..., Any]
FILTERING_FACETS = tuple(facet for facet in FACETS.values() if facet.option_help)
"""Facets by which commands choose briefings."""


@dataclass(frozen=True, slots=True)
class BriefingFilter:
    """Conditions that briefings must meet; empty and None ask for nothing."""

    ids: tuple[str, ...] = ()
    members: Mapping[Kind, str] = field(default_factory=dict)
    """Id of the publication, the topic ... that they are filed under."""
    volume: int | None = None
    issue: int | None = None
    since: PartialDate | None = None
    """First year, month or day that the date may reach into."""
    until: PartialDate | None = None
    """Last year, month or day that the date may reach into."""

    def __bool__(self) -> bool:
        return bool(self.ids or self.members or self.since or self.until)


def member_options(start: str) -> Callable[[Command], Command]:
    """Return a decorator that adds the options `--publication`, `--topic` ..., their help beginning with `start`."""

    def decorate(command: Command) -> Command:
        for facet in reversed(FILTERING_FACETS):
            command = click.option(f"--{facet.word}", metavar="ID", help=f"{start} {facet.option_help}.")(
                command
            )
        return command

    return decorate


def given_members(options: Mapping[str, Any]) -> dict[Kind, str]:
    """Return the ids that a user gave to these options."""
    return {facet.kind: id for facet in FILTERING_FACETS if (id := options[facet.word]) is not None}


def matching_collection(wanted: BriefingFilter, site: Site, words: Words = IN_ENGLISH) -> Collection:
    """Return the briefings that a filter lets through, as one collection, which may be empty.

    Args:
        wanted: the filter.
        site: the site.
        words: of its language.

    Raises:
        UsageError: the site has no such briefing, publication, topic ...
    """
    summaries = site.index.summaries
    unknown = [_unknown("briefing", id, summaries) for id in wanted.ids if id not in summaries]
    if unknown:
        raise UsageError("; ".join(unknown))
    groups = {kind: _group(kind, id, site) for kind, id in wanted.members.items()}
    members = {(kind.value, group.ref.id) for kind, group in groups.items()}
    matching: Sequence[BriefingSummary] = [
        summary
        for summary in summaries.values()
        if _fits(summary, wanted) and members <= {(kind, id) for kind, id, _ in summary.memberships}
    ]
    if not wanted.ids:
        matching = each_once(matching, site.index.versions, site.index.language)
    title = ", ".join(group.ref.name for group in groups.values()) or words("Briefings")
    return Collection(title, _part(wanted, words), _page(wanted, groups), in_reading_order(matching))


def _group(kind: Kind, id: str, site: Site) -> Group:
    groups = site.index.groups.get(kind, {})
    if id not in groups:
        raise UsageError(_unknown(FACETS[kind].word, id, groups))
    return groups[id]


def _unknown(word: str, id: str, registered_ids: Iterable[str]) -> str:
    hint = did_you_mean(id, registered_ids)
    return f"the site has no {word} '{id}'{f'; {hint}' if hint else ''}"


def _fits(summary: BriefingSummary, wanted: BriefingFilter) -> bool:
    date = PartialDate.parse(summary.date_text) if summary.date_text else None
    first, last = wanted.since, wanted.until
    return (
        (not wanted.ids or summary.id in wanted.ids)
        and wanted.volume in {None, summary.volume}
        and wanted.issue in {None, summary.issue}
        and (first is None or (date is not None and date.last_day() >= first.first_day()))
        and (last is None or (date is not None and date.first_day() <= last.last_day()))
    )


def _page(wanted: BriefingFilter, groups: dict[Kind, Group]) -> str:
    """Return the Markdown of the page that lists the same briefings; empty where no page does."""
    if len(groups) != 1 or wanted.ids or wanted.since or wanted.until:
        return ""
    ((kind, group),) = groups.items()
    numbers = (number for number in (wanted.volume, wanted.issue) if number is not None)
    return addresses.group_uri(kind, group.ref.id, *numbers)


def _part(wanted: BriefingFilter, words: Words) -> str:
    series = series_line(words, "", wanted.volume or 0, wanted.issue or 0)
    # Translators: the days of the briefings in a PDF, on its cover; the two may stand one after the other.
    since = words("since {date}", date=dates.long(wanted.since, words.language)) if wanted.since else ""
    until = words("until {date}", date=dates.long(wanted.until, words.language)) if wanted.until else ""
    part = in_row(words, (series, since, until))
    return part[:1].upper() + part[1:]


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """The desk's settings, for a command that prints."""

    settings: Settings
    config: PrintConfig
    folders: DeskFolders

    @property
    def words(self) -> Words:
        """Words of the language of the site."""
        render = self.config.render
        return words_of(render.language, render.language, render.words)


def print_setup(config_file: str | None, options: Mapping[str, Any], paper: str | None = None) -> PrintSetup:
    """Read the settings of the desk, without building anything; briefings with errors are to be left out.

    Args:
        config_file: path of mkdocs.yml, if it is not in the current folder.
        options: given on the command line; those of `selection_options` go over mkdocs.yml.
        paper: `a4` or `letter`, where it is not that of mkdocs.yml.

    Raises:
        UsageError: mkdocs.yml is missing or wrong.
    """
    selection = {name: options[name] for name in ("audience", "drafts", "at")}
    overrides = Overrides(**selection, keep_going=True)
    site = read_desk(config_file, overrides, markdown=True)
    settings = settings_of(site, overrides)
    render = render_settings_of(site, settings)
    render = replace(render, paper=paper or render.paper)
    printing = PrintConfig(render, settings.content, cache_folder(site))
    return PrintSetup(settings, printing, desk_folders(site))
