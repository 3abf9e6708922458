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
