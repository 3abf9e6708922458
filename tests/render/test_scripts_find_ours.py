"""Scripts of the site find its own elements alone: content can be none of them, whatever class, id or name it takes."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
import soupsieve
from bs4 import BeautifulSoup

from mkdocs_briefings.link.citations import find_citations
from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.sanitise import ATTRIBUTES, Sanitiser, content_id

PACKAGE = Path(__file__).parents[2] / "build_scripts/mkdocs_briefings"
SCRIPTS = {path.name: path.read_text("utf-8") for path in sorted((PACKAGE / "theme").rglob("*.js"))}
LAYOUTS = [*(PACKAGE / "theme").rglob("*.html"), *(PACKAGE / "templates").glob("*.html.jinja")]
WITHOUT_CONTENT = "guide.html.jinja"
"""Its ids have no colon: a page of the desk takes its place, and has ids as authors write them."""
MARKUP = "\n".join(
    [*(path.read_text("utf-8") for path in LAYOUTS if path.name != WITHOUT_CONTENT), *SCRIPTS.values()]
)

CALL = re.compile(r"(?:querySelector(?:All)?|closest|matches)(?:\?\.)?\(")
SELECTOR = re.compile(CALL.pattern + r"""\s*(?:"([^"]+)"|'([^']+)'|`([^`]+)`)""")
MEANT_FOR_CONTENT = {
    ".prose pre > code": "scrolls with the keyboard",
    ".prose table": "scrolls with the keyboard",
    "[id]": "loses its id in the copy of a source's entry",
    "[lang]": "is the language in which a button in it answers",
}
COMPOUND = re.compile(r'^[\w-]+|\.[\w-]+|#[\w:-]+|\[[\w-]+(?:[~|^$*]?=(?:"[^"]*"|[^\]]*))?\]')
ATTRIBUTE = re.compile(r'\[([\w-]+)(?:[~|^$*]?="?([^"\]]*)"?)?\]')
ID = re.compile(r"""\bid(?:="|: ["`]|\s=\s["`])([^"`]+)["`]""")
VALUES = {
    "{{ source.anchor }}": "source:x",  # render/citations.py
    "{{ point.anchor }}": "point:1",  # render/briefing.py
    "{{ part.anchor }}": "month:1",  # render/archive.py
    "head:{{ anchor }}": "head:points",
}
"""What stands in a layout for an id, and such an id."""
SANITISER = Sanitiser()


RENDERER = MarkdownRenderer(["attr_list", "md_in_html", "toc", "footnotes", "tables"], {})


def selectors() -> list[str]:
    """Every selector of every script, one by one; a place for a value holds `x`."""
    given = {"".join(match) for text in SCRIPTS.values() for match in SELECTOR.findall(text)}
    return sorted({part.strip() for text in given for part in re.sub(r"\$\{.*?\}", "x", text).split(",")})


def element(compound: str) -> tuple[str, str]:
    """The tags of an element that fits a selector without combinators."""
    parts = COMPOUND.findall(compound.partition(":not(")[0])
    tag, attributes = "div", {}
    for part in parts:
        if part[0] == ".":
            attributes["class"] = part[1:]
        elif part[0] == "#":
            attributes["id"] = part[1:]
        elif part[0] == "[":
            name, value = ATTRIBUTE.fullmatch(part).groups()
            attributes[name] = f"{value or ''}1" if name in {"id", "href"} else value or ""
        else:
            tag = part
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>", f"</{tag}>"


def forged(selector: str) -> str:
    """HTML of an author that fits a selector."""
    tags = [element(compound) for compound in re.split(r"\s*>\s*|\s+", selector)]
    return "".join(start for start, _ in tags) + "words" + "".join(end for _, end in reversed(tags))


def matches(selector: str, html: str) -> list[str]:
    return [str(found) for found in soupsieve.select(selector, BeautifulSoup(html, "html.parser"))]


def test_every_call_names_its_selector() -> None:
    """So that none is missing here."""
    calls = sum(len(CALL.findall(text)) for text in SCRIPTS.values())
    assert calls == sum(len(SELECTOR.findall(text)) for text in SCRIPTS.values()) > 20
    assert len(selectors()) > 15
    by_id = {call for text in SCRIPTS.values() for call in re.findall(r"getElementById\((.*)\)", text)}
    assert all("location.hash" in call or "link.hash" in call for call in by_id)


@pytest.mark.parametrize("selector", selectors())
def test_content_is_no_element_that_a_script_looks_for(selector: str) -> None:
    html = forged(selector)
    assert matches(selector, html), "the forgery is none"
    shown = [SANITISER.sanitise(html), RENDERER.block(CitedText(html), str, {}, {}).html]
    taken = [match for page in shown for match in matches(selector, f'<div class="prose">{page}</div>')]
    assert bool(taken) is (selector in MEANT_FOR_CONTENT)


def own_ids() -> list[str]:
    """Every id that a page or a script of the site gives an element, or that Python code takes apart."""
    written = {VALUES.get(id, re.sub(r"\$\{.*?\}", "1", id)) for id in ID.findall(MARKUP)}
    return sorted(written | {"cite:1", "p:1", "__config", "__md_get"})


def test_every_id_of_the_site_has_a_colon() -> None:
    assert len(own_ids()) > 20
    assert [id for id in own_ids() if "{" in id or (":" not in id and not id.startswith("__"))] == []


@pytest.mark.parametrize("id", own_ids())
def test_content_has_no_id_of_the_site(id: str) -> None:
    texts = [
        f'<section id="{id}"><p>Fake</p></section>',
        f"## Fake {{#{id}}}",
        f"Fake\n{{: #{id} }}",
        f'<div id="{id.replace(":", "&colon;")}" markdown>Fake</div>',
        f"<p ID='{id}' name='{id}'>Fake</p>",
    ]
    for text in texts:
        fragment = RENDERER.short(CitedText(text), str, {})
        ids = {tag["id"] for tag in BeautifulSoup(fragment.html, "html.parser").select("[id]")}
        assert id not in ids
        assert {heading.anchor for heading in fragment.headings} <= ids


def test_ids_that_content_may_have_stay() -> None:
    text = "## Content\n\nA note[^1] [there](#here).\n\n<p id='here'>b</p>\n\n[^1]: Words.\n"
    html = RENDERER.block(CitedText(text), str, {}, {}).html
    assert {'id="content"', 'id="here"', 'id="fn:1"', 'id="fnref:1"', 'href="#fn:1"'} <= set(
        re.findall(r'(?:id|href)="[^"]*"', html)
    )


def test_marks_and_paragraphs_keep_theirs() -> None:
    cited = find_citations("*One* said so [@x].\n\nTwo.", {"x"})
    html = RENDERER.block(cited, lambda citation: f'<span id="cite:{citation.number}">x</span>', {}, {}).html
    ids = re.findall(r'id="([^"]*)"', html)
    assert ids[:2] == ["p:1", f"cite:{cited.citations[0].number}"]
    assert ids[3] == "p:2"
    assert all(re.fullmatch("p:[0-9a-f]{8}", id) for id in (ids[2], ids[4]))


def test_nothing_can_be_clobbered() -> None:
    """No element has a name; and what scripts keep at `window` begins with two lines, which no id does."""
    assert [names for names in ATTRIBUTES.values() if "name" in names] == []
    kept = {name for text in SCRIPTS.values() for name in re.findall(r"window\.(\w+)", text)}
    assert kept
    assert [name for name in kept if content_id(name) == name] == []
