"""The page at a former address leads on, with and without scripts, and says where the present one is."""

from __future__ import annotations

import pytest

from mkdocs_briefings.model.messages import DeskWords, words_of
from mkdocs_briefings.render.moved import SCRIPT, moved_pages

DESK = {"briefings/2024/new": {"title": "A <new> & old visit", "aliases": ["old"]}}
SITE = "https://example.org/desk/"


@pytest.mark.parametrize(
    ("urls", "path", "href", "present"),
    [
        (True, "briefings/old/index.html", "../new/", "briefings/new/"),
        (False, "briefings/old.html", "new.html", "briefings/new.html"),
    ],
)
def test_where_it_leads(linked, seen, urls, path: str, href: str, present: str) -> None:
    index = linked(DESK).index
    for site_url, canonical in ((SITE, SITE + present), ("", href)):
        pages = dict(moved_pages(index, site_url, directory_urls=urls))
        assert pages.keys() == {path}
        tags = [
            (tag, attributes) for tag, attributes in seen(pages[path]).tags if tag in {"a", "link", "script"}
        ]
        assert tags == [
            ("link", {"rel": "canonical", "href": canonical}),
            ("a", {"data-briefings-moved": "", "href": href}),
            ("script", {"src": f"{'../../' if urls else '../'}{SCRIPT}"}),
        ]
        assert f'<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>' in pages[path]
        assert "A &lt;new&gt; &amp; old visit" in pages[path]


def test_it_has_language_and_direction_of_its_words(linked) -> None:
    index = linked(DESK).index
    for language, tag in (("ar", '<html lang="ar" dir="rtl">'), ("de", '<html lang="de">')):
        ((_, html),) = moved_pages(index, words=words_of(language, language, DeskWords()))
        assert tag in html
