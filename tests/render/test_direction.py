"""What is written from right to left says so where it stands in a site of another direction, and the other way round."""

from __future__ import annotations

import re

import pytest

from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.feeds.selection import feed_entry

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ckb", "ps", "az-Arab")


def test_directions() -> None:
    assert [dates.direction(language) for language in ("en", "ru", "zh-Hant", "az")] == ["ltr"] * 4
    assert [dates.direction(language) for language in RIGHT_TO_LEFT] == ["rtl"] * len(RIGHT_TO_LEFT)


@pytest.mark.parametrize(
    ("site", "language", "attribute"),
    [("en", "ar", ' dir="rtl"'), ("ar", "ar", ""), ("ar", "en", ' dir="ltr"'), ("en", "fr", "")],
)
def test_a_briefing_and_its_place_in_lists(made, site: str, language: str, attribute: str) -> None:
    desk = {"briefings/2024/a": {"language": language}}
    pages = made(desk, RenderSettings(language=site), language=site)
    assert f'<article class="briefing" lang="{language}"{attribute}>' in pages["briefings/a.md"].html
    other = f' lang="{language}"' if language != site else ""
    assert f'<article class="item"{other}{attribute}>' in pages["index.md"].html


@pytest.mark.parametrize("site", ["en", "ar"])
def test_a_briefing_beside_the_text_of_another(made, site: str) -> None:
    points = [{"text": "Bo came.", "likelihood": "likely", "confidence": "low"}]
    desk = {
        "briefings/2024/a": {"language": "ar", "related": ["b"]},
        "briefings/2024/b": {"language": "en", "entities": ["bo"], "executive_points": points},
        "entities/all": {"bo": {"name": "Bo", "kind": "person"}},
    }
    pages = made(desk, RenderSettings(language=site), language=site)
    assert '<article class="item" lang="en" dir="ltr">' in pages["briefings/a.md"].html
    said = re.search(
        r'<div class="event-text"([^>]*)>.*?class="judgment">(.*?)</span>', pages["entities/bo.md"].html
    )
    assert said
    assert said[1] == ("" if site == "en" else ' lang="en" dir="ltr"')
    assert re.sub(r"<[^>]*>", "", said[2]) == "likely, low confidence"


@pytest.mark.parametrize(("language", "wrapped"), [("he", True), ("en", False)])
def test_an_entry_of_a_feed(made, language: str, wrapped) -> None:
    render = RenderSettings(machine_copies=True)
    page = made({"briefings/2024/a": {"language": language}}, render)["briefings/a.md"]
    (copy,) = (text for name, text in page.files if name.endswith("index.json"))
    content = feed_entry(copy).content
    assert bool(re.fullmatch(r'<div lang="he" dir="rtl">.*</div>', content, re.DOTALL)) is wrapped
    assert ("dir=" in content) is wrapped


def test_the_name_of_a_language_in_a_language_with_a_script(made) -> None:
    """`zh-Hans` is no language code without a script, as CLDR writes them with an underscore."""
    desk = {
        "briefings/2024/a": {
            "language": "zh-Hans",
            "sources": [{"id": "x", "outlet": "sb", "language": "ru"}],
        },
        "outlets": {"sb": {"name": "SB", "language": "ru"}},
    }
    pages = made(desk, RenderSettings(language="zh-Hans"), language="zh-Hans")
    assert "俄语" in pages["briefings/a.md"].html
    assert "俄语" in pages["outlets/sb.md"].html


MIXED = {
    "authors": ["Ada Lee", "محمد"],
    "executive_points": ["One [@lee]."],
    "body": "+1 (202) 555-0123, x@example.org, https://example.org/a/, −3.5%; سفن الحبوب.\n\n`−5`\n\n| a |\n|---|\n| (5–7) |\n",
    "sources": [{"id": "lee", "kind": "book", "authors": ["Lee, Ada"], "title": "سفن", "date": "2019", "pages": "12-34"}],
}  # fmt: skip
APART = {
    "ar": (
        '<bdi dir="ltr">+1 (202) 555-0123</bdi>', '<bdi dir="ltr">x@example.org</bdi>', '<bdi dir="ltr">−3.5%</bdi>',
        '<bdi dir="ltr">https://example.org/a/</bdi>', '<bdi dir="ltr">(5–7)</bdi>', "<code>−5</code>", "<bdi>Ada Lee</bdi>",
        "<bdi>Lee</bdi>", "<bdi>2019</bdi>", "<bdi>Lee, Ada</bdi>",
    ),
    "en": ("<bdi>سفن الحبوب</bdi>", "<bdi>محمد</bdi>", "<bdi>سفن</bdi>", "<td>(5–7)</td>", "<code>−5</code>"),
}  # fmt: skip


@pytest.mark.parametrize("language", APART)
def test_what_has_another_direction_than_its_line_stands_apart(made, language: str) -> None:
    extensions = ("tables", "fenced_code")
    pages = made({"briefings/2024/a": {**MIXED, "language": language}}, RenderSettings(extensions=extensions))
    html = pages["briefings/a.md"].html
    assert [part for part in APART[language] if part not in html] == []
    assert html.count("<bdi") == html.count("</bdi>")
    assert "<bdi><bdi" not in html


def test_a_text_of_one_direction_has_no_such_elements(made) -> None:
    desk = {
        "briefings/2024/a": {
            "body": "Call +1 (202) 555-0123 or −5 [@x].",
            "sources": [{"id": "x", "outlet": "SB"}],
        }
    }
    assert "<bdi" not in made(desk)["briefings/a.md"].html
