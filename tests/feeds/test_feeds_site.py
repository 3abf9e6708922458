"""Feeds and machine copies of the whole sample site, as `mkdocs build` leaves them."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from urllib.parse import urldefrag

import feedparser
import pytest
from feed_rules import faults_of_atom, faults_of_json_feed
from jsonschema import Draft202012Validator

pytestmark = pytest.mark.slow

ROOT = "https://example.org/briefings/"


def file_of(address: str, site: Path) -> Path:
    """The file behind an address of the site."""
    path = site / urldefrag(address)[0].removeprefix(ROOT)
    return path / "index.html" if address.endswith("/") or path.is_dir() else path


def test_every_feed_is_valid_and_leads_somewhere(sample_site, seen) -> None:
    feeds = sorted(sample_site.rglob("feed.xml"))
    assert len(feeds) > 40
    for path in feeds:
        assert (
            faults_of_atom(path.read_bytes())
            == faults_of_json_feed(path.with_name("feed.json").read_bytes())
            == []
        )
        feed = feedparser.parse(path.read_bytes())
        assert (feed.bozo, file_of(feed.feed.link, sample_site).is_file()) == (False, True)
        for entry in feed.entries:
            (pdf,) = entry.enclosures
            assert int(pdf.length) == file_of(pdf.href, sample_site).stat().st_size
            links = [entry.id, entry.link, *(address for _, _, address in seen(entry.content[0].value).links)]
            assert [
                link for link in links if link.startswith(ROOT) and not file_of(link, sample_site).is_file()
            ] == []
    newest = [entry.published for entry in feedparser.parse((sample_site / "feed.xml").read_bytes()).entries]
    assert newest == sorted(newest, reverse=True)


def test_every_page_says_where_the_feed_of_the_site_is(sample_site, seen) -> None:
    for path in sorted(sample_site.rglob("*.html")):
        page = seen(path.read_text(encoding="utf-8"))
        kinds = {
            attributes["type"]: attributes["href"]
            for tag, attributes in page.tags
            if tag == "link" and attributes.get("rel") == "alternate" and "hreflang" not in attributes
        }
        assert {"application/atom+xml", "application/feed+json"} <= kinds.keys(), path
        if path.name != "404.html":
            assert [href for href in kinds.values() if not (path.parent / href).is_file()] == [], path
        leads = {(path.parent / href).resolve() for href in page.hrefs if ":" not in href}
        feeds = {sample_site / folder / "feeds" for folder in ("", "be", "ru")}
        assert path.name == "404.html" or feeds & leads, path


def test_every_machine_copy_is_what_table_and_schema_say(sample_site) -> None:
    table = json.loads((sample_site / "briefings.json").read_bytes())
    schemas = {
        name: Draft202012Validator(json.loads(file_of(address, sample_site).read_bytes()))
        for name, address in (("table", table["$schema"]), ("briefing", f"{ROOT}schema/briefing-1.json"))
    }
    assert list(schemas["table"].iter_errors(table)) == []
    assert {row["id"] for row in table["briefings"]} == {
        path.name for path in (sample_site / "briefings").iterdir()
    }
    for row in table["briefings"]:
        content = file_of(row["json"], sample_site).read_bytes()
        assert sha256(content).hexdigest() == row["sha256"]
        copy = json.loads(content)
        assert [error.message for error in schemas["briefing"].iter_errors(copy)] == []
        addresses = [
            copy["pdf"],
            copy["image"],
            row["pdf"],
            row["url"],
            *(export["url"] for export in copy["exports"]),
        ]
        assert [address for address in addresses if not file_of(address, sample_site).is_file()] == []
