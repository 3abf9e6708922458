"""Dates and numbers keep together, tables get boxes, and the arrows of a source stay with its words."""

from __future__ import annotations

import re

import pytest

from mkdocs_briefings.model.messages import IN_ENGLISH
from mkdocs_briefings.render.typography import set_in_page, with_table_boxes, without_breaks

KEPT = {
    "en": ["On 27~January~2024 it", "(January~27,~2024)", "Feb.~5", "in May~2024", "5~%", "€~5", "p.~58", "pp.~5–8", "No.~3", "no.~3",
           "(§~4", "10~000 men", "1~200~500", "5~million", "Volume~21, Issue~19"],
    "de": ["am 27.~Januar~2024", "S.~33", "5~€", "im März~2024", "3~km."],
    "ru": ["27~января~2024 г.", "№~3"],
    "fr": ["le 1er~mars~2024", "11~mars"],
    "it": ["il 1º~marzo~2024"],
    "zh": ["2024年1月27日", "5~%"],
}  # fmt: skip
BREAKS = [
    "in 2023 200 men",
    "the 5 members",
    "Marchers 5",
    "step. 58",
    "in May we",
    "5 kmart",
    "a 2024, b",
    "1,000 200",
]


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in KEPT.items() for text in texts])
def test_kept_together(language, text):
    assert without_breaks(text.replace("~", " "), language) == text.replace("~", "\u00a0")


@pytest.mark.parametrize("text", BREAKS)
def test_lines_may_end_elsewhere(text):
    assert without_breaks(text, "en") == text


def test_code_stays_as_it_is_written():
    html = "<p>5 % <code>5 %</code> p. 3 <pre><code>p. 3\n5 %</code></pre> 5 %</p>"
    assert without_breaks(html, "en").replace("\u00a0", "~") == (
        "<p>5~% <code>5 %</code> p.~3 <pre><code>p. 3\n5 %</code></pre> 5~%</p>"
    )


def test_attributes_stay_as_they_are():
    html = '<svg viewBox="0 0 640 300"><text class="p. 3">10\u00a0000</text></svg>'
    assert without_breaks(html, "en") == html


def test_tables_stand_in_boxes():
    html = with_table_boxes("<p>x</p><table><tr><td>1</td></tr></table>", IN_ENGLISH)
    assert re.fullmatch(r'<p>x</p><div class="table-box" [^>]*tabindex="0"><table>.*</table></div>', html)
    assert set_in_page("<p>5 apples</p>", "en", IN_ENGLISH) == "<p>5 apples</p>"


def test_texts_of_pages_are_set(made):
    pages = made(
        {
            "topics": {"t": {"name": "T"}},
            "briefings/2024/a": {
                "topics": ["t"],
                "summary": "By 5 %.",
                "executive_points": ["By 5 %."],
                "events": [{"date": "2024", "text": "By 5 %."}],
                "corrections": [{"date": "2024", "text": "By 5 %."}],
                "body": "By 5 %.\n\n| a |\n|---|\n| 5 % |",
            },
        }
    )
    assert pages["briefings/a.md"].html.count("5\u00a0%") >= 5
    assert "5\u00a0%" in pages["topics/t.md"].html
    assert "5\u00a0%" in pages["index.md"].html


@pytest.mark.parametrize("citations", [1, 2, 4, 9])
def test_no_line_holds_the_last_arrow_alone(made, citations):
    text = " ".join("Said [@a]." for _ in range(citations))
    html = made(
        {"briefings/2024/a": {"body": text, "sources": [{"id": "a", "outlet": "A", "title": "日本"}]}}
    )
    arrows = re.search(r'<span class="back"[^>]*>(.*?)</span>', html["briefings/a.md"].html)[1]
    between = re.split(r"<a .*?</a>", arrows.replace("\u00a0", "&nbsp;"))
    assert between[0] in {"&#8288;", "\u2060"}
    assert between[-1] == ""
    assert all(gap in {"&nbsp;", " "} for gap in between[1:-1])
    assert citations == 1 or between[-2] == "&nbsp;"
