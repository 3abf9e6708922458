"""What an original has as plain text stays plain text, whatever the Markdown of briefings can do."""

from __future__ import annotations

import pytest

from mkdocs_briefings.importers.markdown_text import escape_line
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.features import FEATURES
from mkdocs_briefings.render.plain_words import plain_text

TEXTS = {
    "footnotes": (),  # an import makes footnotes of notes in the text
    "tables": ("| a | b |", "a | b"),
    "definition_lists": (": what it means",),
    "sane_lists": ("3. third", "1) first"),
    "attributes": ("So it was. {: .red }", "{.red}", "{ #here }", "**so**{: lang=de }"),
    "abbreviations": ("*[WHO]: World Health Organization",),
    "task_lists": ("[x] done", "- [ ] to do"),
    "strike": ("~~withdrawn~~", "a ~~b c~~ d"),
    "subscript": ("H~2~O", "CO~2~ and x~i~"),
    "superscript": ("10^6^", "(a)^2^"),
    "admonitions": ("!!! note", '!!! note "So"'),
    "captions": ("/// figure-caption",),
    "maths": ("$x^2$", "So $a+b$ is $c$.", "$$x$$", "$x$"),
    "smart_quotes": (),  # marks of quotation are set as a printer sets them
}


CONTEXT = RenderContext.from_settings(RenderSettings(extensions=("tables",), features=tuple(FEATURES)))


def shown(markdown: str) -> str:
    """Return the HTML that readers get."""
    return CONTEXT.renderer.block(CitedText(markdown), lambda _: "", {}, {}).html


@pytest.mark.parametrize(("feature", "text"), [(name, text) for name in TEXTS for text in TEXTS[name]])
def test_plain_text_stays_plain(feature: str, text: str) -> None:
    html = shown(escape_line(text))
    assert plain_text(html).replace("“", '"').replace("”", '"') == text
    assert not any(
        tag in html
        for tag in ("<del", "<sub", "<sup", "<math", "<table", "<dl", "<ol", "<strong", 'class="red')
    )


@pytest.mark.parametrize("text", ["[x] done", "[ ] to do"])
def test_items_of_a_list_are_no_tasks(text: str) -> None:
    assert plain_text(shown(f"- {escape_line(text)}")) == text


def test_every_feature_is_tried() -> None:
    assert TEXTS.keys() == FEATURES.keys()


@pytest.mark.parametrize(
    "text", ["$5 and $6 million", "about ~5 to ~6", "a/b", "2^10", "{a}", "from $5 to $6", "[a]", "x~y"]
)
def test_what_means_nothing_is_left(text: str) -> None:
    assert escape_line(text) == text
