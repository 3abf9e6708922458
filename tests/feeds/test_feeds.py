"""Feeds: valid, whole, in order, with ids that last, and read back by a feed reader's library."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from feed_rules import faults_of_atom, faults_of_json_feed
from lxml import etree

from mkdocs_briefings.cli.desk import read_settings as settings_of
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.settings.wishes import Overrides

SITE = "https://example.org/desk/"
ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')
REGISTRIES = {
    "publications": {"weekly": {"name": "The Weekly", "description": "Each week."}},
    "authors": {"ada": {"name": "Ada Example"}},
    "topics": {
        "grain": {"name": "Grain & more", "description": "What grows."},
        "trade": {"name": "Trade"},
        "idle": {"name": "Idle"},
    },
    "entities/all": {"minsk": {"name": "Minsk", "kind": "place"}},
}
FULL = {
    "title": "Ties & <talks>",
    "subtitle": "Of <three> days",
    "lead_image": {
        "file": "files/chart.svg",
        "alt": 'A "chart"',
        "caption": "All & more",
        "credit": "By hand",
    },
    "license": "CC-BY-4.0",
    "date": "2024-02-05",
    "publication": "weekly",
    "volume": 3,
    "issue": 6,
    "authors": ["ada", "Bo Li"],
    "topics": ["grain"],
    "entities": ["minsk"],
    "summary": "They **met** [@a].",
    "executive_points": [
        "They met [@a].",
        {"text": "They will meet.", "likelihood": "likely", "confidence": "low"},
    ],
    "body": "In Minsk [@a, p. 2], as [before](briefing:old).[^n]\n\n![A chart](files/chart.svg)\n\n[^n]: A note.",
    "events": [{"date": "2024-01", "text": "A talk.", "cites": ["a"]}],
    "sources": [
        {
            "id": "a",
            "outlet": "SB",
            "title": "Визит",
            "language": "ru",
            "url": "https://sb.example/1?a=1&b=2",
        },
        {"id": "b", "outlet": None, "date": "2024-01", "date_inferred": "month"},
    ],
    "corrections": [{"date": "2024-02-09", "text": "Not *three* [@a]."}],
    "related": ["old"],
}
DESK: dict[str, Any] = {
    **REGISTRIES,
    "briefings/x/full": FULL,
    "briefings/x/old": {"title": "Old", "date": "2023", "topics": ["grain", "trade"], "language": "de"},
    "briefings/x/draft": {
        "title": "A draft",
        "status": "draft",
        "date": None,
        "topics": ["trade", "grain", "idle"],
    },
    "files/chart.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}


def only(desk: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The desk with other fields of its fullest briefing."""
    return {**desk, "briefings/x/full": {**FULL, **fields}}


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_feed_is_valid(published, directory_urls) -> None:
    files = published(DESK, drafts=True, directory_urls=directory_urls).files
    all_faults = {name: faults_of_atom(content) for name, content in files.items() if name.endswith(".xml")}
    all_faults |= {
        name: faults_of_json_feed(content) for name, content in files.items() if name.endswith("feed.json")
    }
    assert {name: faults for name, faults in all_faults.items() if faults} == {}
    assert sorted(name for name in all_faults if name.endswith("xml")) == [
        "entities/minsk/feed.xml", "feed.xml", "publications/weekly/feed.xml", "topics/grain/feed.xml",
        "topics/trade/feed.xml",
    ]  # fmt: skip


def test_a_reader_gets_everything(published) -> None:
    feed = published(DESK).read("feed.xml")
    assert (feed.feed.title, feed.feed.subtitle) == ("A desk", "What a desk writes.")
    assert (feed.feed.link, feed.feed.language) == (SITE, "en")
    one, old = feed.entries
    assert one.title == FULL["title"]
    assert one.link == one.id == f"{SITE}briefings/full/"
    assert [(author.name, author.get("href")) for author in one.authors] == [
        ("Ada Example", f"{SITE}authors/ada/"), ("Bo Li", f"{SITE}authors/bo-li/"),
    ]  # fmt: skip
    assert [(tag.term, tag.scheme, tag.label) for tag in one.tags] == [
        ("grain", f"{SITE}topics/", "Grain & more"), ("minsk", f"{SITE}entities/", "Minsk"),
    ]  # fmt: skip
    assert [(pdf.href, pdf.type, pdf.length) for pdf in one.enclosures] == [
        (f"{SITE}briefings/full/full.pdf", "application/pdf", "1234")
    ]
    assert (one.published, one.updated) == ("2024-02-05T12:00:00Z", "2024-02-09T12:00:01Z")
    assert one.summary == "They met (SB)."
    assert one.rights == "CC BY 4.0"
    assert one.license == "https://creativecommons.org/licenses/by/4.0/"
    assert (old.published, old.updated, old.content[0].language) == ("2023-01-01T12:00:00Z",) * 2 + ("de",)


def test_an_entry_names_the_versions_in_other_languages(published) -> None:
    desk = {"briefings/visit": {"language": "en"}, "briefings/visit.de": {"title": "Ein Besuch"}}
    made = published(desk)
    german = "https://example.org/desk/briefings/visit-de/"
    (entry,) = made.read("feed.xml").entries
    assert ("de", german) in [(link.get("hreflang"), link.href) for link in entry.links]
    (item,) = made.json("feed.json")["items"]
    assert item["_briefings"] == {"translations": [{"language": "de", "url": german}]}
    assert faults_of_json_feed(made.files["feed.json"]) == faults_of_atom(made.files["feed.xml"]) == []


def test_without_pdfs_feeds_name_none(published) -> None:
    output = published(DESK, {"pdf": False})
    assert [link for entry in output.read("feed.xml").entries for link in entry.enclosures] == []
    assert [item for item in output.json("feed.json")["items"] if "attachments" in item] == []


def test_settings_with_characters_that_xml_forbids(published) -> None:
    """YAML can hold them as escapes; texts of the desk come without."""
    settings = {"site_name": "A\x07 desk\ufffe", "site_description": "What\x1f\0", "site_url": f"{SITE}\x01"}
    output = published(DESK, settings)
    feed, as_json = output.read("feed.xml").feed, output.json("feed.json")
    assert [feed.title, feed.subtitle] == ["A desk", "What"]
    assert [as_json["title"], as_json["description"], feed.link] == ["A desk", "What ", SITE]
    assert faults_of_atom(output.files["feed.xml"]) == []


def test_content_is_whole_and_begins_with_what_was_corrected(published, seen) -> None:
    output = published(DESK)
    html = output.read("feed.xml").entries[0].content[0].value
    assert html.startswith("<p><strong>Of &lt;three&gt; days</strong></p>\n<h2>Correction</h2>")
    text = seen(html).text
    places = [text.index(words) for words in (
        "February 9, 2024: Not three", "All & more By hand", "They met (SB)", "They will meet. (likely, low confidence)", "In Minsk (SB, p. 2)",
        "A note.", "January 2024: A talk.", "SB. Визит.", "outlet unnamed in the original; month inferred",
        "License: CC BY 4.0",
    )]  # fmt: skip
    assert places == sorted(places)
    (item,) = [item for item in output.json("feed.json")["items"] if item["id"] == f"{SITE}briefings/full/"]
    assert seen(item["content_html"]).text == text


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_address_in_content_is_absolute(published, directory_urls) -> None:
    output = published(DESK, directory_urls=directory_urls)
    content = output.json("feed.json")["items"][0]["content_html"]
    page = "briefings/full/" if directory_urls else "briefings/full.html"
    hrefs = ADDRESS.findall(content)
    assert [address for address in hrefs if not urlsplit(address).netloc] == []
    assert {
        f"{SITE}{page}#source:a", f"{SITE}{page}#fn:n", f"{SITE}files/chart.svg", "https://sb.example/1?a=1&amp;b=2",
        f"{SITE}briefings/old/" if directory_urls else f"{SITE}briefings/old.html",
        f"{SITE}entities/minsk/" if directory_urls else f"{SITE}entities/minsk.html",
    } <= set(hrefs)  # fmt: skip
    assert "permalink" not in content


def test_a_feed_holds_the_newest_of_its_own(published) -> None:
    days = {
        f"briefings/x/b{n:02}": {"date": f"2024-01-{n:02}", "topics": ["trade"] if n % 3 == 0 else []}
        for n in range(1, 31)
    }
    output = published({**REGISTRIES, **days}, feeds=4)
    ids = {
        name: [entry.id.split("/")[-2] for entry in output.read(name).entries]
        for name in ("feed.xml", "topics/trade/feed.xml")
    }
    assert ids == {
        "feed.xml": ["b30", "b29", "b28", "b27"],
        "topics/trade/feed.xml": ["b30", "b27", "b24", "b21"],
    }


def test_no_draft_is_in_a_feed(published) -> None:
    output = published(DESK, drafts=True)
    assert "draft" in output.copies
    assert [name for name, content in output.files.items() if "feed" in name and b"A draft" in content] == []
    assert published({"briefings/x/a": {"status": "draft"}}, drafts=True).read("feed.xml").entries == []


def test_a_feed_also_holds_older_ones_corrected_since(published) -> None:
    """As many as the newest at most, those corrected last; all in the order of their dates."""
    corrected = {"b01": "2024-01-20", "b02": "2024-01-29", "b03": "2024-01-30", "b04": "2024-02-02"}
    days = {f"b{n:02}": {"date": f"2024-01-{n:02}"} for n in range(1, 31)}
    for id, date in corrected.items():
        days[id]["corrections"] = [{"date": date, "text": "It was two."}]
    output = published({f"briefings/x/{id}": fields for id, fields in days.items()}, feeds=2)
    ids = [entry.id.split("/")[-2] for entry in output.read("feed.xml").entries]
    assert ids == ["b30", "b29", "b04", "b03"]
    assert output.read("feed.xml").feed.updated == "2024-02-02T12:00:01Z"


UNMOVED = {
    "a new title": {"title": "Another"},
    "a corrected date": {"date": "2022-03-01"},
    "another topic": {"topics": ["trade"]},
    "another text": {"body": "Other words [@a]."},
}


@pytest.mark.parametrize("edit", UNMOVED.values(), ids=UNMOVED)
def test_ids_outlive_edits(published, edit) -> None:
    before, after = (published(desk).json("feed.json")["items"] for desk in (DESK, only(DESK, **edit)))
    assert {item["id"] for item in before} == {item["id"] for item in after}


def test_ids_outlive_a_new_address(published) -> None:
    moved = {
        **DESK,
        "briefings/x/full": {"title": "Else"},
        "briefings/x/moved": {**FULL, "aliases": ["first", "second"]},
    }
    (item,) = [item for item in published(moved).json("feed.json")["items"] if item["title"] == FULL["title"]]
    assert (item["id"], item["url"]) == (f"{SITE}briefings/first/", f"{SITE}briefings/moved/")


def test_corrections_move_updated_and_nothing_else_does(published) -> None:
    def updated(**fields: Any) -> str:
        (item,) = [
            item
            for item in published(only(DESK, **fields)).json("feed.json")["items"]
            if "full" in item["id"]
        ]
        return str(item["date_modified"])

    day = {"date": "2024-02-05", "text": "Wrong."}
    steps = [[], [day], [day, day], [day, day, {"date": "2024-03", "text": "Again."}]]
    moments = [updated(corrections=corrections) for corrections in steps]
    assert moments == sorted(set(moments))
    assert updated(corrections=[day], body="Other words [@a].", title="Other") == moments[1]
    assert updated(corrections=[], publish_at="2024-02-06T09:00:00-05:00") == "2024-02-06T09:00:00-05:00"


def test_a_feed_is_as_new_as_its_latest_moment_in_any_offset(published) -> None:
    ends = {"west": "2024-02-05T23:00:00-05:00", "east": "2024-02-06T01:00:00+00:00"}
    output = published({f"briefings/2024/{id}": {"publish_at": end} for id, end in ends.items()})
    assert output.read("feed.xml").feed.updated == ends["west"]


def test_a_label_of_the_traffic_light_protocol_stays_on_the_text(published) -> None:
    output = published(only(DESK, tlp="amber"), audience=Tlp.AMBER)
    assert output.read("feed.xml").entries[0].content[0].value.startswith("<p><strong>TLP:AMBER</strong></p>")


def test_an_empty_site_has_an_empty_feed(published) -> None:
    files = published({"topics": {}}).files
    assert faults_of_atom(files["feed.xml"]) == faults_of_json_feed(files["feed.json"]) == []
    assert [name for name in files if "feed" in name] == ["feed.xml", "feed.json"]


def test_pages_say_where_the_feeds_are(published, seen) -> None:
    output = published(DESK, drafts=True)
    page = seen(output.pages["feeds.md"].html)
    listed = {href.removeprefix("../") for href in page.hrefs if href.endswith(("feed.xml", "feed.json"))}
    assert listed == {name for name in output.files if name.rpartition("/")[2] in {"feed.xml", "feed.json"}}
    assert {"../briefings.json", "../briefings.csv", "../schema/briefing-1.json"} <= set(page.hrefs)
    for uri in ("topics/grain.md", "publications/weekly.md", "entities/minsk.md"):
        heads = [attributes for tag, attributes in seen(output.pages[uri].head).tags if tag == "link"]
        assert [(link["rel"], link["type"], link["href"]) for link in heads] == [
            ("alternate", "application/atom+xml", "feed.xml"), ("alternate", "application/feed+json", "feed.json"),
        ]  # fmt: skip
        assert {"feed.xml", "feed.json"} <= set(seen(output.pages[uri].html).hrefs)
    for uri in ("authors/ada.md", "outlets/sb.md", "publications/weekly/3.md", "topics/idle.md"):
        assert "feed" not in output.pages[uri].head


CONFIG = "site_name: D\ntheme: {name: material, font: false}\nplugins:\n  - briefings: "
WITH_ADDRESS = f"site_url: https://example.org/\n{CONFIG}"


@pytest.mark.parametrize(
    ("config", "entries"),
    [
        (WITH_ADDRESS + "{}", 20),
        (WITH_ADDRESS + "{feed_entries: 5}", 5),
        (WITH_ADDRESS + "{feeds: false}", 0),
        (CONFIG + "{}", 0),
        (CONFIG + "{machine_copies: false}", 0),
    ],
)
def test_settings_say_how_long_feeds_are(tmp_path, config, entries) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(config)
    assert settings_of(str(tmp_path / "mkdocs.yml"), Overrides()).feeds == entries


@pytest.mark.parametrize("chosen", ["{feed_entries: 0}", "{machine_copies: false}"])
def test_settings_that_make_no_sense_are_told(tmp_path, chosen) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(WITH_ADDRESS + chosen)
    with pytest.raises(UsageError, match="feeds: false"):
        settings_of(str(tmp_path / "mkdocs.yml"), Overrides())


BROKEN = {
    "4.1.1: no author": lambda text: text.replace(
        "<author>\n    <name>A desk</name>", "<author>\n    <name/>"
    ),
    "4.2.6": lambda text: text.replace(f"<id>{SITE}briefings", "<id>briefings"),
    "3.3": lambda text: text.replace("2024-02-05T12:00:00Z", "2024-02-05T12:00:00"),
    "appendix B": lambda text: text.replace("<updated>", "<renewed>").replace("</updated>", "</renewed>"),
    "4.2.7.6": lambda text: text.replace('length="1234"', 'length="long"'),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_the_rules_see_what_is_wrong(published, broken) -> None:
    text = published(DESK).files["feed.xml"].decode()
    assert broken(text) != text
    assert faults_of_atom(broken(text).encode()) != []
    feed = json.loads(published(DESK).files["feed.json"])
    for key in ("version", "title", "items", "feed_url", "language"):
        assert faults_of_json_feed(
            json.dumps({name: value for name, value in feed.items() if name != key}).encode()
        )
    assert etree.fromstring(text.encode()) is not None


def test_feeds_hold_the_newest_that_are_dated_and_published(published) -> None:
    desk = {
        "a": {"date": "2024-02-01"},
        "b": {"date": "2024-02-02"},
        "c": {"date": "2024-02-03"},
        "draft": {"date": "2024-02-04", "status": "draft"},
        "undated": {"date": None, "status": "draft"},
    }
    output = published({f"briefings/2024/{id}": fields for id, fields in desk.items()}, drafts=True, feeds=2)
    ids = [item["id"] for item in output.json("feed.json")["items"]]
    assert ids == [f"{SITE}briefings/c/", f"{SITE}briefings/b/"]
