"""What Markdown of briefings can do without being asked: each feature is an extension, or made by the renderer itself.

To parse a text with all of them takes a quarter longer. So a text in which no sign of one stands is parsed without: the
HTML is the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_RAISED = "mkdocs_briefings.render.raised"
_PREFIX = "markdown.extensions."


@dataclass(frozen=True, slots=True)
class Feature:
    """A part of Markdown that a desk has without asking for it."""

    example: str
    """How it is written."""
    extension: str = ""
    """Python-Markdown extension that makes it; empty where the renderer does."""
    sign: str = ""
    """Regular expression for what stands in each text that the extension acts on."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Settings of the extension."""
    instead: tuple[str, ...] = ()
    """Other extensions that make the same: with one of them in mkdocs.yml the feature is left to it."""


FEATURES: Mapping[str, Feature] = {
    "footnotes": Feature("`So it was.[^1]`, and below it `[^1]: The note.`", "footnotes", r"\[\^"),
    "tables": Feature("rows of cells between bars, the second one `|---|--:|`", "tables", r"\|"),
    "definition_lists": Feature("`Term`, and below it `:   What it means.`", "def_list", r"\n[^\w\n]*:\s"),
    "sane_lists": Feature(
        "`3.` begins a list with 3",
        "sane_lists",
        r"\n[^\w\n]*+\d+\.\s|>[^\w\n]{0,9}\d+\.\s",
        instead=("mdx_truly_sane_lists",),
    ),
    "attributes": Feature("`{: .class lang=de }` after a text", "attr_list", r"\{"),
    "abbreviations": Feature("`*[WHO]: World Health Organization`", "abbr", r"\*\["),
    "task_lists": Feature("`- [x] done`, `- [ ] to do`", "pymdownx.tasklist", r"\[[ xX]\]"),
    "strike": Feature(
        "`~~withdrawn~~`", "pymdownx.tilde", "~~", {"subscript": False}, ("markdown_del_ins", "mdx_del_ins")
    ),
    "subscript": Feature("`H~2~O`", _RAISED, "~", {"sub": True}, ("pymdownx.tilde",)),
    "superscript": Feature("`10^6^`", _RAISED, r"\^", {"sup": True}, ("pymdownx.caret",)),
    "admonitions": Feature("`!!! note`, and below it an indented text", "admonition", "!!!"),
    "captions": Feature(
        "`/// figure-caption`, the caption and `///`, each on a line, below a picture",
        "pymdownx.blocks.caption",
        "///",
    ),
    "maths": Feature("`$x^2$`, `$$...$$`", instead=("pymdownx.arithmatex", "mdx_math", "markdown_katex")),
    "smart_quotes": Feature('`"so"`, `it\'s`, `1--2`, `...`', instead=("smarty", "mdx_smartypants")),
}
"""The features by their names in the setting `markdown`."""

_BUNDLES = {
    "extra": ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"),
    "pymdownx.extra": ("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
}
"""Extensions that bring others with them."""


def missing_features(extensions: Iterable[Any], wanted: Collection[str]) -> tuple[str, ...]:
    """Return the wanted features that no extension of mkdocs.yml makes already: there, its settings count."""
    present = set(_names(extensions))
    return tuple(
        name
        for name, feature in FEATURES.items()
        if name in wanted and not present & {feature.extension, *feature.instead}
    )


def feature_extensions(names: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the extensions of some features with their settings."""
    extensions: dict[str, dict[str, Any]] = {}
    for feature in (FEATURES[name] for name in names if FEATURES[name].extension):
        extensions.setdefault(feature.extension, {}).update(feature.options)
    return extensions


class Signs:
    """Tells which extensions a text needs."""

    def __init__(self, names: Collection[str]) -> None:
        """Take the names of the features that may be used."""
        self._signs: dict[str, str] = {}
        for feature in (FEATURES[name] for name in names if FEATURES[name].extension):
            before = self._signs.get(feature.extension)
            self._signs[feature.extension] = f"{before}|{feature.sign}" if before else feature.sign
        self._patterns = [(name, re.compile(sign)) for name, sign in self._signs.items()]

    def extensions_for(self, text: str) -> tuple[str, ...]:
        """Return the extensions that may change something in a text."""
        lines = f"\n{text}"
        return tuple(name for name, sign in self._patterns if sign.search(lines))


def _names(extensions: Iterable[Any]) -> Iterable[str]:
    for extension in extensions:
        name = str(extension).removeprefix(_PREFIX)
        yield name
        yield from _BUNDLES.get(name, ())
