"""Subtitle, picture at the head, license and roles of authors are where readers and machines look for them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render.licenses import license_html, license_link

SITE = "https://example.org/"
LEAD = {"file": "files/port.svg", "alt": "Ships < boats", "caption": "The port", "credit": "By hand"}
DESK: dict[str, Any] = {
    "briefings/2024/a": {
        "title": "A visit",
        "subtitle": "Of three days",
        "lead_image": LEAD,
        "license": "cc-by-sa-4.0",
        "authors": ["ada", "Bo Li"],
    },
    "authors": {
        "ada": {"name": "Ada Lee", "role": "Analyst", "photo": "files/ada.svg", "email": "ada@example.org"},
        "unseen": {"name": "Un Seen", "photo": "files/unseen.svg"},
    },
    "files/port.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>',
    "files/ada.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="9"/>',
    "files/unseen.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="9"/>',
}
PLAIN: dict[str, Any] = {"briefings/2024/a": {"authors": ["ada"]}, "authors": {"ada": {"name": "Ada Lee"}}}


def with_lead(file: str) -> dict[str, Any]:
    """The desk with another picture at the head."""
    return {**DESK, "briefings/2024/a": {**DESK["briefings/2024/a"], "lead_image": {**LEAD, "file": file}}}


def test_the_head_of_a_page(made) -> None:
    html = made(DESK, RenderSettings())["briefings/a.md"].html
    assert '<p class="subtitle" role="doc-subtitle">Of three days</p>' in html
    assert '<img src="../../files/port.svg" alt="Ships &lt; boats" width="30" height="20">' in html
    assert '<span class="caption">The port</span> <span class="credit">By hand</span>' in html
    assert re.search(r"<b><a[^>]*>Ada Lee</a></b>, Analyst</li>", html)
    assert "Bo Li</a></b>" not in html
    assert ' rel="license noopener">CC BY-SA 4.0</a>' in html


def test_nothing_of_this_leaves_nothing_behind(made) -> None:
    pages = made(PLAIN, RenderSettings())
    html = pages["briefings/a.md"].html + pages["authors/ada.md"].html
    for part in ("subtitle", "lead-image", "head:authors", "head:license", "photo", "Role", "Mail"):
        assert part not in html


def test_an_address_for_mail_is_an_address_alone(made) -> None:
    """What looks like an escape in it is none: `%0A` and `%3F` would begin headers of a mail."""
    desk = {**PLAIN, "authors": {"ada": {"name": "Ada Lee", "email": "a+b%0ABcc%3Ax@example.org"}}}
    html = made(desk, RenderSettings())["authors/ada.md"].html
    assert '<a href="mailto:a+b%250ABcc%253Ax@example.org"' in html


def test_the_page_of_an_author(made) -> None:
    html = made(DESK, RenderSettings())["authors/ada.md"].html
    assert '<p class="photo"><img src="../../files/ada.svg" alt="Ada Lee" width="7" height="9"></p>' in html
    assert "<dt>Role</dt> <dd>Analyst</dd>" in html
    assert '<a href="mailto:ada@example.org"' in html


def test_photos_of_authors_without_a_briefing_are_not_published(linked) -> None:
    assert linked(DESK).index.files == {"files/port.svg", "files/ada.svg"}


def test_machines_are_told(made) -> None:
    page = made(DESK, RenderSettings(site_url=SITE, machine_copies=True))["briefings/a.md"]
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*)</script>', page.head)[1])
    terms = "https://creativecommons.org/licenses/by-sa/4.0/"
    assert (data["headline"], data["alternativeHeadline"], data["license"]) == (
        "A visit",
        "Of three days",
        terms,
    )
    assert data["image"] == {
        "@type": "ImageObject",
        "url": f"{SITE}files/port.svg",
        "width": 30,
        "height": 20,
        "caption": "The port",
        "creditText": "By hand",
    }
    assert data["author"][0]["jobTitle"] == "Analyst"
    assert f'<link rel="license" href="{terms}">' in page.head
    assert '<meta name="citation_title" content="A visit: Of three days">' in page.head
    copy = json.loads(dict(page.files)["briefings/a/index.json"])
    assert copy["lead_image"]["url"] == f"{SITE}files/port.svg"
    assert copy["license"] == {"text": "CC BY-SA 4.0", "url": terms}


@pytest.mark.parametrize(
    ("file", "cards", "expected"),
    [
        ("files/port.png", False, f"{SITE}files/port.png"),
        ("files/port.png", True, f"{SITE}briefings/a/card.png"),
        ("files/port.svg", False, ""),
    ],
)
def test_where_a_site_has_no_cards_the_picture_is_shared(made, file, cards, expected) -> None:
    desk = {**with_lead(file), "files/port.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"}
    head = made(desk, RenderSettings(site_url=SITE, cards=cards))["briefings/a.md"].head
    assert re.findall(r'"og:image" content="([^"]*)"', head) == ([expected] if expected else [])


def test_a_picture_that_is_not_there_is_reported_where_it_is_named(write_desk) -> None:
    desk = {**with_lead("files/prot.svg"), "authors": {"ada": {"name": "Ada", "photo": "files/adda.svg"}}}
    found = {
        (problem.span.path, problem.hint)
        for problem in pipeline.examine(write_desk(desk)).diagnostics
        if problem.code == "missing-file"
    }
    assert found == {
        ("content/briefings/2024/a.yaml", "did you mean 'files/port.svg'?"),
        ("content/authors.yaml", "did you mean 'files/ada.svg'?"),
    }


@pytest.mark.parametrize(
    "lead", [{"file": "files/port.svg"}, {**LEAD, "alt": " "}, {**LEAD, "file": "files/a.pdf"}]
)
def test_a_picture_needs_words_and_is_one(write_desk, lead: dict[str, str]) -> None:
    desk = {**DESK, "briefings/2024/a": {**DESK["briefings/2024/a"], "lead_image": lead}}
    assert not pipeline.examine(write_desk(desk)).publishable


@pytest.mark.parametrize(
    ("written", "text", "url"),
    [
        ("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "MIT", "https://spdx.org/licenses/MIT.html"),
        ("All rights  reserved", "All rights reserved", ""),
        ("See https://example.org/terms.", "See https://example.org/terms.", "https://example.org/terms"),
    ],
)
def test_licenses(written: str, text: str, url: str) -> None:
    link = license_link(written)
    assert (link.text, link.href) == (text, url)


def test_only_the_address_in_a_sentence_is_a_link() -> None:
    html = license_html("See https://example.org/a?b&c <b>.")
    assert html == (
        'See <a href="https://example.org/a?b&amp;c" rel="license noopener">https://example.org/a?b&amp;c</a> &lt;b&gt;.'
    )
