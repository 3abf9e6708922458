"""Formatted citations say what the manuals want: cases in styles.yaml."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.render.export import styles
from mkdocs_briefings.render.export.csl import CslItem
from mkdocs_briefings.render.export.kinds import CslType
from mkdocs_briefings.render.export.styles import STYLES, bibliography, cite_as

_CASES = Path(__file__).with_name("styles.yaml")
CASES = yaml.load(_CASES.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
"""Every scalar as text, so that a date stays as it is written."""
ITEM = CslItem("x", CslType.ARTICLE_NEWSPAPER, "A visit", container="SB", issued=PartialDate(2024, 1, 27))
NOTING = ("afro-asia", "american-nuclear-society", "apa-annotated-bibliography")


def text_of(html: str) -> str:
    return unescape(re.sub(r"</?i>", "_", html)).replace("\u00a0", " ")


@pytest.mark.parametrize("style", list(STYLES))
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_manual(source, item_of_briefing, case: dict[str, Any], style: str) -> None:
    notices = {"notices": case["notices"]} if "notices" in case else {}
    item = item_of_briefing(case["briefing"]) if "briefing" in case else source(case["source"], **notices)
    assert text_of(cite_as(item, style)) == case[style]


def test_what_came_before_changes_nothing() -> None:
    """citeproc-py writes into its locale what one date asks for, and remembers what stood in for names."""
    items = [
        CslItem(
            "a",
            CslType.BOOK,
            "B",
            (PersonName("Doe", "Ann"),),
            issued=PartialDate(2024, 5, 1),
            url="https://a.example",
        ),
        ITEM,
        CslItem("c", CslType.POST, issued=PartialDate(2024)),
    ]
    for style in (*STYLES, "ieee", "vancouver-nlm", "din-1505-2"):
        alone = [bibliography([item], style)[0] for item in items]
        assert [bibliography([item], style)[0] for item in reversed(items)] == alone[::-1]


def test_source_list_keeps_the_order_and_leaves_nobody_out() -> None:
    items = [
        ITEM,
        CslItem("p", CslType.POST, "Post"),
        CslItem("d", CslType.DOCUMENT),
        CslItem("a", CslType.BOOK, "Aa"),
    ]
    for style in (
        *STYLES,
        "nature",
        "chicago-author-date",
        "modern-language-association",
        "neue-juristische-wochenschrift",
        "turcica",
    ):
        lines = bibliography(items, style)
        assert len(lines) == len(items)
        assert all(lines)
        assert "Aa" in lines[-1]


def test_number_stands_apart() -> None:
    assert bibliography([ITEM], "ieee")[0].startswith("[1] ")


def test_language_of_the_list() -> None:
    assert "27. Januar 2024" in bibliography([ITEM], "chicago-notes-bibliography", "de-CH")[0]
    assert "January 27, 2024" in bibliography([ITEM], "chicago-notes-bibliography", "tlh")[0]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("chicago-auther-date", "'chicago-author-date'"), ("../apa", ""), ("", ""), ("Apa", "'apa'")],
)
def test_no_such_style(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"no citation style '{re.escape(name)}'.*{hint}"):
        cite_as(ITEM, name)


def test_without_the_extra_two_styles_are_there(monkeypatch) -> None:
    monkeypatch.setattr(styles, "find_spec", lambda _: None)
    styles._style.cache_clear()
    for style in (*STYLES, *STYLES.values()):
        assert cite_as(ITEM, style)
    with pytest.raises(
        UsageError, match=r"style 'ieee' needs the extra 'styles': pip install 'mkdocs-briefings\[styles\]'$"
    ) as raised:
        cite_as(ITEM, "ieee")
    assert "\n" not in str(raised.value)
    with pytest.raises(UsageError, match="no citation style 'Apa'; did you mean 'apa'"):
        cite_as(ITEM, "Apa")


def test_style_for_notes_alone() -> None:
    with pytest.raises(UsageError, match="for notes alone"):
        bibliography([ITEM], "pisa-university-press")


def test_content_is_escaped() -> None:
    item = CslItem("a", CslType.BOOK, "<b>A</b> & B", publisher='"P"', issued=PartialDate(2008))
    assert cite_as(item, "APA") == '<i>&lt;b&gt;A&lt;/b&gt; &amp; B</i>. (2008). "P".'


def test_remarks_are_not_shown() -> None:
    """Some styles print `note`, which holds what a reader of the file must know."""
    items = [ITEM._replace(note="As cited: x."), ITEM._replace(type=CslType.DOCUMENT, note="As cited: x.")]
    for style in NOTING:
        assert "As cited" not in "".join(bibliography(items, style))


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
NAMES = st.builds(PersonName, st.text("Éab -.'", min_size=1, max_size=9), TEXTS) | st.builds(
    PersonName, literal=TEXTS.filter(bool)
)
DATES = st.none() | st.builds(PartialDate, st.integers(1, 9999), st.integers(0, 12), st.just(0))
ITEMS = st.builds(
    CslItem,
    **dict.fromkeys(CslItem._fields, TEXTS)
    | {
        "type": st.sampled_from(CslType),
        "authors": st.lists(NAMES, max_size=9).map(tuple),
        "issued": DATES,
        "accessed": DATES,
        "language": st.sampled_from(["", "en", "ru", "be", "zh-Hant", "x-y"]),
    },
)


@settings(deadline=None, max_examples=60)
@given(ITEMS, st.sampled_from(list(STYLES)))
def test_any_item_is_a_line_of_clean_html(item: CslItem, style: str) -> None:
    html = cite_as(item, style)
    tags = re.findall(r"<[^>]*>", html)
    assert set(tags) <= {"<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>"}
    assert "<" not in re.sub(r"</?(i|b|sup)>", "", html)
    assert html == " ".join(html.split())
