"""The end of a command says how many briefings a site does not show, and with which options they are seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.vocabulary import Status, Tlp
from mkdocs_briefings.select.not_shown import hidden, not_shown
from mkdocs_briefings.select.select import withheld_reason

NOON = dt.datetime(2024, 2, 5, 12, tzinfo=dt.UTC)
MOMENTS = (None, "2024-02-05T07:00:00-05:00", "2024-02-05T07:00:00.5-05:00", "2031-01-01T00:00:00Z")
EVERY = [
    Briefing.model_validate(
        {"title": "x", "date": "2024", "executive_points": ["x"], "body": "x", "status": status, "tlp": tlp}
        | ({"publish_at": moment} if moment else {})
    )
    for status, tlp, moment in product(Status, Tlp, MOMENTS)
]
BASE = Settings(Path(), Path(), at=NOON)
SETTINGS = [replace(BASE, drafts=drafts, audience=audience) for drafts in (False, True) for audience in Tlp]


def lines(briefings: list[Briefing], settings: Settings) -> tuple[str, ...]:
    reasons = [
        (each, withheld_reason(each, settings, settings.at or NOON, unclear=False)) for each in briefings
    ]
    return not_shown(
        [hidden(each, reason) for each, reason in reasons if reason is not None], settings.audience
    )


def with_options(settings: Settings, line: str) -> Settings:
    """The settings with what a line advises."""
    words = line.partition("briefings serve ")[2].split()
    for word, value in zip(words, [*words[1:], ""], strict=True):
        settings = replace(settings, drafts=True) if word == "--drafts" else settings
        settings = replace(settings, audience=Tlp(value)) if word == "--audience" else settings
        settings = replace(settings, at=dt.datetime.fromisoformat(value)) if word == "--at" else settings
    return settings


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda each: f"{each.audience}-{each.drafts}")
def test_the_options_show_all_that_is_not_shown(settings: Settings) -> None:
    for briefings in (*([briefing] for briefing in EVERY), EVERY):
        told = lines(briefings, settings)
        visible = all(withheld_reason(each, settings, NOON, unclear=False) is None for each in briefings)
        assert bool(told) is not visible
        if told:
            assert lines(briefings, with_options(settings, told[1])) == ()


@pytest.mark.parametrize(
    ("fields", "settings", "words"),
    [
        ([{"status": "draft"}], {}, "1 draft."),
        ([{"status": "draft"}, {"status": "review"}], {}, "2 drafts."),
        ([{"publish_at": MOMENTS[3]}], {}, "1 under embargo until 2031-01-01T00:00:00+00:00."),
        (
            [{"publish_at": MOMENTS[3]}, {"publish_at": MOMENTS[2]}],
            {},
            "2 under embargo, the first until 2024-02-05T12:00:01+00:00.",
        ),
        ([{"tlp": "red"}, {"tlp": "amber"}], {}, "2 above clear."),
        ([{"tlp": "red"}, {"tlp": "amber"}], {"audience": Tlp.AMBER}, "1 above amber."),
        ([{"status": "draft"}, {"tlp": "green"}], {}, "1 draft, 1 above clear."),
    ],
    ids=str,
)
def test_words(fields: list[dict[str, str]], settings: dict[str, Tlp], words: str) -> None:
    whole = {"title": "x", "date": "2024", "executive_points": ["x"], "body": "x"}
    briefings = [Briefing.model_validate(whole | each) for each in fields]
    assert lines(briefings, replace(BASE, **settings))[0] == f"Not shown: {words}"
