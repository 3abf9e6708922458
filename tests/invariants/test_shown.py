"""Every key that authors write reaches the outputs that `model/shown.py` names, and no other."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import getitem, or_
from typing import Any

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.model import content
from mkdocs_briefings.model.content_model import ContentModel, Imported, LeadImage, NameInParts
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.shown import SHOWN, Shown
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefings_table import table_files
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.feeds.selection import plan_feeds
from mkdocs_briefings.render.moved import moved_pages
from mkdocs_briefings.render.pages import page_plans, render_page
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.search_records import search_entities
from mkdocs_briefings.render.sharing import card_document, card_inputs

SOURCE = {
    "id": "one",
    "outlet": "sb",
    "own": True,
    "kind": "article",
    "title": "News",
    "authors": ["Eve Roe"],
    "container": "Slavic Review",
    "volume": "67",
    "issue": "3",
    "publisher": "Some Press",
    "place": "Riga",
    "url": "https://sb.example/1",
    "doi": "10.1000/182",
    "isbn": "978-0-306-40615-7",
    "date": "2024-01-27",
    "date_inferred": "day",
    "accessed": "2024-01-28",
    "archive_url": "https://archive.example/1",
    "pages": "4",
    "language": "ru",
    "credibility": 2,
    "as_cited": "(SB)",
    "note": "Short.",
}
BRIEFING = {
    "title": "A visit",
    "subtitle": "Of three days",
    "date": "2024-02-05",
    "date_inferred": "day",
    "publication": "weekly",
    "volume": 21,
    "issue": 19,
    "authors": ["ada"],
    "language": "de",
    "translation_of": "original",
    "status": "published",
    "publish_at": "2024-02-05T09:00:00Z",
    "tlp": "green",
    "topics": ["union"],
    "regions": ["east"],
    "entities": ["bo"],
    "aliases": ["visit"],
    "summary": "They spoke.",
    "lead_image": {
        "file": "files/port.png",
        "alt": "Ships in the port",
        "caption": "The port at dawn",
        "credit": "By hand",
    },
    "executive_points": [{"text": "Bo Li met them [@one].", "likelihood": "likely", "confidence": "low"}],
    "body": "Talks with Bo Li [@one, p. 3].",
    "events": [{"date": "2024-02-01", "text": "Bo Li came", "cites": ["one"]}],
    "sources": [
        SOURCE,
        {
            "id": "two",
            "outlet": "rbc",
            "title": "More",
            "url": "https://rbc.example/2",
            "authors": [{"family": "Kim", "given": "Jong Un", "particle": "von", "suffix": "III"}],
        },
        {"id": "three", "outlet": "sb"},
    ],
    "corrections": [{"date": "2024-02-06", "text": "A name."}],
    "related": ["other"],
    "license": "CC-BY-4.0",
    "imported": {"file": "a.docx", "sha256": "a" * 64, "on": "2024-03-01"},
}
OTHERS = {
    "briefings/other": {
        "title": "Before",
        "date": "2024-01-05",
        "authors": ["Fay Poe"],
        "topics": ["wide", "far"],
        "regions": ["earth", "west"],
    },
    "briefings/third": {
        "title": "After",
        "date": "2024-01-06",
        "entities": ["di"],
        "body": "Bo Li waits for O'Roe, as [before](briefing:other) and [a list](files/list.csv) say.",
    },
    "briefings/original": {"title": "Et besøg", "language": "da", "date": "2024-02-05"},
    "publications": {
        "weekly": {
            "name": "The Weekly",
            "short": "TW",
            "publisher": "House",
            "description": "All news.",
            "issn": "1234-5678",
            "first_volume_year": 2004,
            "url": "https://weekly.example/",
        },
        "daily": {"name": "The Daily"},
    },
    "authors": {
        "ada": {
            "name": "Ada Lee",
            "kind": "person",
            "family": "Lee",
            "bio": "She writes.",
            "role": "Analyst",
            "photo": "files/ada.png",
            "email": "ada@example.org",
            "orcid": "0000-0002-1825-0097",
            "url": "https://ada.example/",
        },
        "cy": {"name": "Cy Fox"},
    },
    "topics": {
        "union": {"name": "Union", "description": "Of states.", "parent": "wide"},
        "wide": {"name": "Wide"},
        "far": {"name": "Far"},
    },
    "regions": {
        "east": {"name": "East", "description": "Where it dawns.", "parent": "earth"},
        "earth": {"name": "Earth"},
        "west": {"name": "West"},
    },
    "outlets": {
        "sb": {
            "name": "Soviet Belarus",
            "short": "SB",
            "aliases": ["Sov"],
            "kind": "newspaper",
            "country": "BY",
            "language": "ru",
            "owner": "State",
            "reliability": "C",
            "rated_on": "2024-01-01",
            "url": "https://sb.example/",
            "description": "A paper.",
        },
        "rbc": {"name": "RBC"},
    },
    "entities/all": {
        "bo": {
            "name": "Bo Li",
            "kind": "person",
            "aliases": ["Li Bo"],
            "native_names": {"zh": "李波"},
            "wikidata": "Q1",
            "description": "A guest.",
        },
        "di": {"name": "Di", "kind": "place", "aliases": ["Roe"]},
    },
    "notices": [
        {
            "url": "https://rbc.example/2",
            "status": "dead",
            "date": "2024-02-02",
            "note": "Gone.",
            "archive_url": "https://archive.example/2",
        },
        {"outlet": "rbc", "status": "disputed"},
    ],
}


def picture(width: int) -> bytes:
    """A picture, as far as its size is read: the head of a PNG."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + b"\0\0\0\x09\x08\0\0\0\0\0\0\0\0"


FILES = {
    "files/port.png": picture(16),
    "files/quay.png": picture(17),
    "files/ada.png": picture(18),
    "files/may.png": picture(19),
}
DESK = {"briefings/full": BRIEFING, **OTHERS, **FILES}
"""A desk in which every key has a value. The outputs of the briefing `full` and of all that leads to it are looked at."""
PLACES: dict[type[ContentModel], tuple[str | int, ...]] = {
    content.Briefing: ("briefings/full",),
    content.ExecutivePoint: ("briefings/full", "executive_points", 0),
    NameInParts: ("briefings/full", "sources", 1, "authors", 0),
    LeadImage: ("briefings/full", "lead_image"),
    content.Source: ("briefings/full", "sources", 0),
    content.Event: ("briefings/full", "events", 0),
    content.Correction: ("briefings/full", "corrections", 0),
    Imported: ("briefings/full", "imported"),
    content.Publication: ("publications", "weekly"),
    content.Author: ("authors", "ada"),
    content.Topic: ("topics", "union"),
    content.Region: ("regions", "east"),
    content.Outlet: ("outlets", "sb"),
    content.Entity: ("entities/all", "bo"),
    content.Notice: ("notices", 0),
}
OTHER_VALUES: dict[type[ContentModel], dict[str, Any]] = {
    content.Briefing: {
        "title": "A stay",
        "subtitle": "Of four days",
        "date": "2024-02-07",
        "date_inferred": "month",
        "publication": "daily",
        "volume": 22,
        "issue": 20,
        "authors": ["cy"],
        "language": "fr",
        "translation_of": "third",
        "status": "draft",
        "publish_at": "2024-02-05T10:00:00Z",
        "tlp": "amber",
        "topics": ["far"],
        "regions": ["west"],
        "entities": ["di"],
        "aliases": ["stay"],
        "summary": "They wrote.",
        "lead_image": None,
        "executive_points": ["They left [@one]."],
        "body": "None [@one, p. 3].",
        "events": [],
        "sources": [SOURCE],
        "corrections": [],
        "related": ["third"],
        "license": "All rights reserved",
        "imported": None,
    },
    LeadImage: {"file": "files/quay.png", "alt": "Ships", "caption": "The quay", "credit": "By eye"},
    content.ExecutivePoint: {"text": "Bo Li left [@one].", "likelihood": "unlikely", "confidence": "high"},
    NameInParts: {
        "literal": "Doctors",
        "family": "Gim",
        "given": "Jong",
        "particle": "van",
        "suffix": "II",
        "name": "Kim J. Un",
    },
    content.Source: {
        "id": "uno",
        "outlet": "rbc",
        "own": False,
        "kind": "book",
        "title": "Olds",
        "authors": ["Al Roe"],
        "container": "Baltic Review",
        "volume": "68",
        "issue": "4",
        "publisher": "Other Press",
        "place": "Minsk",
        "url": "https://sb.example/2",
        "doi": "10.1000/183",
        "isbn": "0-306-40615-2",
        "date": "2024-01-26",
        "date_inferred": "month",
        "accessed": "2024-01-29",
        "archive_url": "https://archive.example/3",
        "pages": "5",
        "language": "be",
        "credibility": 3,
        "as_cited": "(RBC)",
        "note": "Long.",
    },
    content.Event: {"date": "2024-02-02", "text": "Bo Li went", "cites": ["two"]},
    content.Correction: {"date": "2024-02-08", "text": "A place."},
    Imported: {"file": "b.docx", "sha256": "b" * 64, "on": "2024-03-02"},
    content.Publication: {
        "name": "The Monthly",
        "short": "TM",
        "publisher": "Home",
        "description": "Old news.",
        "issn": "8765-4321",
        "first_volume_year": 2005,
        "url": "https://monthly.example/",
    },
    content.Author: {
        "name": "Ada May Lee",
        "kind": "organisation",
        "family": "Ada",
        "bio": "She reads.",
        "role": "Editor",
        "photo": "files/may.png",
        "email": "may@example.org",
        "orcid": "0000-0001-5109-3700",
        "url": "https://may.example/",
    },
    content.Topic: {"name": "Onion", "description": "Of plants.", "parent": "far"},
    content.Region: {"name": "Orient", "description": "Where it is day.", "parent": "west"},
    content.Outlet: {
        "name": "Soviet Union",
        "short": "SU",
        "aliases": ["Sovu"],
        "kind": "magazine",
        "country": "RU",
        "language": "be",
        "owner": "Nobody",
        "reliability": "D",
        "rated_on": "2024-01-02",
        "url": "https://su.example/",
        "description": "A weekly.",
    },
    content.Entity: {
        "name": "Bo Lu",
        "kind": "organisation",
        "aliases": ["Lu Bo"],
        "native_names": {"zh": "路波"},
        "wikidata": "Q2",
        "description": "A host.",
    },
    content.Notice: {
        "url": "https://sb.example/1",
        "outlet": "sb",
        "status": "retracted",
        "date": "2024-02-03",
        "note": "Lost.",
        "archive_url": "https://archive.example/4",
    },
}
RENDER = RenderSettings(
    site_url="https://example.org/", site_name="A desk", cite_as=(), pdf=True, cards=True, machine_copies=True
)
SETTINGS = {
    "drafts": True,
    "audience": Tlp.RED,
    "feeds": 9,
    "machine_copies": True,
    "fast": False,
    "language": "de",
}
FIELDS = [(model, field) for model in PLACES for field in model.model_fields]


def outputs(settings: Settings) -> dict[Shown, str]:
    """Everything that a site shows of the briefing `full`, as text."""
    site, context = pipeline.gather(settings).site, RenderContext.from_settings(RENDER)
    assert len(site.briefings) == 4
    uri, urls = addresses.briefing_uri("full"), {"directory_urls": True}
    plans = {plan.uri: plan for plan in page_plans(site, settings)}
    pages = {plan.uri: render_page(plan, context) for plan in plans.values()}
    copies = {
        id: dict(pages[addresses.briefing_uri(id)].files)[addresses.machine_copy(addresses.briefing_uri(id))]
        for id in site.briefings
    }
    page, full = pages.pop(uri), site.briefings["full"]
    feeds = [
        file
        for feed in plan_feeds(site.index, 9)
        for file in feed_files(feed, [(copies[id], 1) for id in feed.ids], context)
    ]
    values: dict[Shown, object] = {
        Shown.PAGE: page.html,
        Shown.PRINT: briefing_document(uri, plans[uri].inputs, context),
        Shown.COPY: copies["full"],
        Shown.HEAD: page.head,
        Shown.CARD: card_document(card_inputs(full.ref, full.points[0].text), context),
        Shown.EXPORTS: [text for name, text in page.files if name != addresses.machine_copy(uri)],
        Shown.LISTS: [[page.html for page in pages.values()], list(moved_pages(site.index, **urls))],
        Shown.FEEDS: feeds,
        Shown.TABLE: dict(
            table_files(((summary, "0" * 64) for summary in site.index.summaries.values()), context)
        )["briefings.json"],
        Shown.SEARCH: (page.record, list(search_entities(site.index, **urls))),
    }
    return {output: repr(value) for output, value in values.items()}


def with_other_value(model: type[ContentModel], field: str) -> dict[str, Any]:
    """The desk with another value for one key, and with what has to go with it."""
    desk = copy.deepcopy(DESK)
    place: Any = reduce(getitem, PLACES[model], desk)
    if (model, field) == (NameInParts, "literal"):
        place.clear()
    place[field] = OTHER_VALUES[model][field]
    if (model, field) == (content.Notice, "outlet"):
        desk["notices"] = [DESK["notices"][0], {"outlet": "sb", "status": "disputed"}]
    if (model, field) == (content.Source, "id"):
        written = json.dumps(desk["briefings/full"]).replace("@one", "@uno").replace('["one"]', '["uno"]')
        desk["briefings/full"] = json.loads(written)
    return desk


@pytest.fixture(scope="module")
def shown_by(tmp_path_factory, write_content) -> Callable[[str, dict[str, Any]], dict[Shown, str]]:
    def build(name: str, desk: dict[str, Any]) -> dict[Shown, str]:
        return outputs(replace(write_content(desk, tmp_path_factory.mktemp(name)), **SETTINGS))

    return build


@pytest.fixture(scope="module")
def before(shown_by) -> dict[Shown, str]:
    return shown_by("before", DESK)


def test_every_key_says_where_it_is_shown() -> None:
    assert {model: list(fields) for model, fields in SHOWN.items()} == {
        model: list(model.model_fields) for model in PLACES
    }


@pytest.mark.parametrize(
    ("model", "field"), FIELDS, ids=[f"{model.__name__}.{field}" for model, field in FIELDS]
)
def test_a_key_is_shown_where_it_says(model, field, before, shown_by) -> None:
    after = shown_by(field, with_other_value(model, field))
    changed = (output for output in before if after[output] != before[output])
    assert reduce(or_, changed, Shown.NOWHERE) == SHOWN[model][field]
