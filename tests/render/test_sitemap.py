"""What search engines are told: sitemaps as the protocol has them, robots.txt, and which pages to leave out."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ET

import pytest

from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.pipeline import no_progress
from mkdocs_briefings.render.moved import moved_pages
from mkdocs_briefings.render.sitemap import robots, sitemap

SITE = "https://example.org/desk/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(xml: bytes) -> list[tuple[str, str | None]]:
    root = ET.fromstring(xml)  # noqa: S314 - made by the test itself
    return [(url.findtext(f"{SPACE}loc") or "", url.findtext(f"{SPACE}lastmod")) for url in root]


def test_every_page_once_in_order_with_its_day() -> None:
    files = sitemap([("b/", "2024-02-05"), ("", ""), ("b/", ""), ("a & b/", ""), ("é\x0b/", "")], SITE)
    assert addresses(files["sitemap.xml"]) == [
        (SITE, None),
        (f"{SITE}a%20%26%20b/", None),
        (f"{SITE}b/", "2024-02-05"),
        (f"{SITE}%C3%A9%0B/", None),
    ]
    assert gzip.decompress(files["sitemap.xml.gz"]) == files["sitemap.xml"]
    assert files["sitemap.xml.gz"][:10] == bytes.fromhex("1f8b0800000000000203")  # on every system and Python


@pytest.mark.slow
def test_many_pages_are_parted() -> None:
    files = sitemap(((f"p{number}/", "") for number in range(100_001)), SITE)
    assert addresses(files["sitemap.xml"]) == [(f"{SITE}sitemap-{number}.xml", None) for number in (1, 2, 3)]
    parts = [addresses(files[f"sitemap-{number}.xml"]) for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [50_000, 50_000, 1]
    assert len({address for part in parts for address, _ in part}) == 100_001


def test_no_sitemap_without_an_address() -> None:
    assert sitemap([("a/", "")], "") == {}


def test_robots() -> None:
    assert robots(SITE, hidden=False).decode() == f"User-agent: *\nAllow: /\nSitemap: {SITE}sitemap.xml\n"
    assert robots(SITE, hidden=True).decode() == "User-agent: *\nDisallow: /\n"


def test_no_redirect_stands_in_the_place_of_a_briefing(linked) -> None:
    desk = {"a": {"aliases": ["b", "former"]}, "b": {}}
    site = linked({f"briefings/2024/{id}": fields for id, fields in desk.items()})
    assert [name for name, _ in moved_pages(site.index)] == ["briefings/former/index.html"]


@pytest.mark.parametrize("status", ["draft", "review"])
def test_a_draft_is_not_indexed(made, status: str) -> None:
    page = made({"briefings/2024/a": {"status": status}}, drafts=True)["briefings/a.md"]
    assert page.meta["robots"] == "noindex"


def test_what_is_published_is_indexed(made) -> None:
    assert "robots" not in made({"briefings/2024/a": {}}, drafts=True)["briefings/a.md"].meta


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [({}, "Allow"), ({"drafts": True}, "Disallow"), ({"audience": "green"}, "Disallow")],
    ids=str,
)
def test_robots_are_kept_from_what_is_not_for_everybody(site, chosen, rule) -> None:
    desk = site("minimal")
    plain = {"search": False, "pdf": False, "cards": False, "reference": False}
    settings = {
        "site_name": "A desk",
        "theme": {"name": "material", "font": False},
        "plugins": [{"briefings": plain}],
    }
    (desk / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    built = run.build(str(desk / "mkdocs.yml"), run.Overrides(**chosen), no_progress)
    assert f"\n{rule}: /\n" in (built.site / "robots.txt").read_text(encoding="utf-8")
