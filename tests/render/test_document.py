"""A page as a document: MkDocs reads back the front matter and the HTML that were put in."""

from __future__ import annotations

import datetime as dt

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.render.context import RenderSettings
from mkdocs_briefings.render.document import document, front_matter

EXTENSIONS = "toc tables fenced_code admonition attr_list def_list footnotes md_in_html smarty".split()
SPECIAL = [
    "---\n", "...\n", "\x85", "\u2028", "\u2029", "\ufeff", "\x7f", "\x9f", "\ufffe", "\0", '"', "\\", ": ", "# x",
    "%YAML", "é",
]  # fmt: skip
TITLES = st.lists(st.sampled_from(SPECIAL) | st.text(max_size=4), max_size=8).map("".join)


@given(TITLES, TITLES, st.sampled_from(["", "2024-02-05"]))
@example("2024-02-05", "yes", "2024-02-05")
@example("null", "~", "")
@example("x" * 2000, "a\n\n---\nb", "")
@settings(deadline=None)
def test_front_matter_comes_back(title: str, description: str, date: str) -> None:
    page = Page(
        "briefings/a.md", PageKind.BRIEFING, title, description, "<p>x</p>", "en", date, {"more": title}
    )
    html, meta = get_data(document(page))
    assert html == page.html
    assert meta == front_matter(page)


def test_days_are_days_for_those_who_read_front_matter(made) -> None:
    corrected = {"date": "2024-02-05", "corrections": [{"date": "2024-03-01", "text": "x"}]}
    pages = made({"briefings/2024/a": corrected, "briefings/2024/b": {"date": "2023-02"}})
    days = {
        uri: [str(front_matter(pages[uri])[key]) for key in ("date", "updated")]
        for uri in pages
        if "briefings/" in uri
    }
    assert days == {"briefings/a.md": ["2024-02-05", "2024-03-01"], "briefings/b.md": ["2023-02-01"] * 2}
    assert get_data(document(pages["briefings/a.md"]))[1]["updated"] == dt.date(2024, 3, 1)


def test_empty_values_are_left_out() -> None:
    meta = front_matter(Page("search.md", PageKind.SEARCH, "Search", "", "<p>x</p>", "en"))
    assert "description" not in meta
    assert meta["social"] == {"cards": False}
    assert "date" not in meta
    assert meta["title"] == "Search"


BODY = """\
# A [@x]

Some `code` {braces}, ~~~ waves and {{ templates }}.[^1]

```yaml
a: {b: "--8<-- \\"x\\""}
```

| a | b |
| - | - |
| 1 | `2` |

!!! note "Title"
    Text

Term
:   Meaning

[^1]: A note.
"""


@pytest.fixture
def pages(made):
    fields = {
        "body": BODY,
        "title": "{{ A }} `visit` ```",
        "sources": [{"id": "x", "outlet": "SB {y}"}],
        "topics": ["t"],
    }
    registry = {"t": {"name": "``` {% t %}", "description": "~~~ --8<--"}}
    settings = RenderSettings(extensions=tuple(EXTENSIONS))
    return made({"briefings/2024/a": fields, "topics": registry}, settings)


def test_markdown_passes_every_page_on(pages) -> None:
    parser = markdown.Markdown(extensions=EXTENSIONS)
    for page in pages.values():
        html, meta = get_data(document(page))
        assert parser.reset().convert(html) == page.html
        assert meta == front_matter(page)


def test_no_syntax_is_left(pages) -> None:
    for page in pages.values():
        assert [syntax for syntax in ("`", "{", "}", "~~~", "--8<--") if syntax in page.html] == []
