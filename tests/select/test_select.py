"""Audiences see the briefings they may see, and no earlier: briefings against audiences, drafts and moments."""

from __future__ import annotations

import datetime as dt

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.select.select import Withheld, select, select_all

NOON = dt.datetime(2024, 2, 5, 12, tzinfo=dt.UTC)
BRIEFINGS = {
    "open": {},
    "draft": {"status": "draft"},
    "review": {"status": "review"},
    "past": {"publish_at": "2024-02-05T07:00:00-05:00"},
    "future": {"publish_at": "2024-02-05T07:00:01-05:00"},
    "future-draft": {"publish_at": "2099-01-01T00:00:00Z", "status": "draft"},
    **{f"tlp-{level.name.lower().replace('_', '-')}": {"tlp": level.value} for level in Tlp},
}
CONTENT = {f"briefings/2024/{id}": fields for id, fields in BRIEFINGS.items()}
PLAIN = {"open", "past", "tlp-clear"}


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({}, PLAIN),
        ({"audience": Tlp.GREEN}, PLAIN | {"tlp-green"}),
        ({"audience": Tlp.AMBER}, PLAIN | {"tlp-green", "tlp-amber"}),
        ({"audience": Tlp.AMBER_STRICT}, PLAIN | {"tlp-green", "tlp-amber", "tlp-amber-strict"}),
        ({"audience": Tlp.RED}, PLAIN | {"tlp-green", "tlp-amber", "tlp-amber-strict", "tlp-red"}),
        ({"drafts": True}, PLAIN | {"draft", "review"}),
        ({"at": NOON - dt.timedelta(seconds=1)}, PLAIN - {"past"}),
        ({"at": NOON + dt.timedelta(seconds=1)}, PLAIN | {"future"}),
        ({"at": NOON.astimezone(dt.timezone(dt.timedelta(hours=9)))}, PLAIN),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else str(len(value)),
)
def test_shown(write_desk, settings, shown) -> None:
    chosen = write_desk(CONTENT, **{"at": NOON, **settings})
    assert {located.id for located in select(load(chosen).desk, chosen).briefings} == shown
    assert set(pipeline.gather(chosen).site.briefings) == shown


def test_why_not(write_desk) -> None:
    settings = write_desk(CONTENT, at=NOON)
    withheld = select(load(settings).desk, settings).withheld
    assert withheld == {
        "draft": Withheld.DRAFT,
        "review": Withheld.DRAFT,
        "future": Withheld.EMBARGO,
        "future-draft": Withheld.DRAFT,
        **dict.fromkeys(("tlp-green", "tlp-amber", "tlp-amber-strict", "tlp-red"), Withheld.AUDIENCE),
    }


def test_now_is_the_moment_when_none_is_given(write_desk) -> None:
    settings = write_desk({"briefings/2024/a": {"publish_at": "2099-01-01T00:00:00Z"}, **CONTENT})
    shown = {located.id for located in select(load(settings).desk, settings).briefings}
    assert shown == PLAIN | {"future"}


def test_everything_is_for_those_who_write(write_desk) -> None:
    settings = write_desk(CONTENT)
    assert {located.id for located in select_all(load(settings).desk).briefings} == set(BRIEFINGS)


def test_a_fault_in_what_is_not_shown_stops_nobody(write_desk) -> None:
    faulty = {"status": "draft", "body": "So [@nowhere]."}
    settings = write_desk({"briefings/2024/a": faulty, "briefings/2024/b": {}})
    assert pipeline.gather(settings).publishable
    assert not pipeline.examine(settings).publishable
