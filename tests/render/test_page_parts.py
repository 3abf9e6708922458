"""Parts of a briefing's page beside its texts: the list of contents, and the ways to share it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from mkdocs_briefings.render.context import RenderSettings

TITLE = "50 % & more: a “visit”?"


def page(made, headings: int = 0, title: str = TITLE, site_url: str = "https://example.org/") -> str:
    body = "".join(f"### Part {number}\n\nWords.\n\n" for number in range(headings)) or "Words."
    render = RenderSettings(extensions=("toc",), site_url=site_url)
    return made({"briefings/2024/a": {"title": title, "body": body}}, render)["briefings/a.md"].html


@pytest.mark.parametrize(("headings", "lists"), [(0, 0), (2, 0), (3, 2), (9, 2)])
def test_contents_stand_beside_the_text_and_folded_above_it(made, headings, lists):
    html = page(made, headings)
    assert len(re.findall(r'<nav class="contents(?:-folded)?"', html)) == lists
    assert html.count('<li class="level-3"><a href="#part-') == headings * lists
    folded = re.findall(r"<details( open)?><summary>In this analysis</summary>", html)
    assert folded == ([""] if lists else [])


def test_mail_says_title_and_address(made):
    (address,) = re.findall(r'href="(mailto:[^"]*)"', page(made))
    parts = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert parts == {"subject": [TITLE], "body": [f"{TITLE}\r\n\r\nhttps://example.org/briefings/a/"]}


def test_no_mail_without_an_address(made):
    assert "mailto:" not in page(made, site_url="")


def test_what_is_copied_can_be_read_without_scripts(made):
    html = page(made)
    buttons = re.findall(r"<button [^>]*data-copy[^>]*>(.*?)</button>", html)
    assert set(buttons) == {"Copy citation", "Copy link"}
    assert html.count("data-copied") == len(buttons)
    assert len(re.findall(r"<button [^>]*data-copy[^>]* hidden>", html)) == len(buttons)
