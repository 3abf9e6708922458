"""The words of clean HTML: as plain text, and their number."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from mkdocs_briefings.model.spelling import RULES
from mkdocs_briefings.render.formulas import with_latex

_TAGS = re.compile(r"<[^>]*>")
_POWER = re.compile(r"(?<=[\w)])<sup>([-−+]?[0-9][0-9.,]*)</sup>")
"""A power: without its tags `10<sup>6</sup>` would be another number."""
BLOCK_TAGS = re.compile(
    r"</?(?:blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|summary"
    r"|table|tbody|td|tfoot|th|thead|tr|ul)\b[^>]*>"
)
_WORD = re.compile(r"\w\S*")
_UNSPACED = re.compile(f"[{RULES['unspaced']}]")
_UNSPACED_LETTERS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese, Khmer."""


def plain_text(html: str) -> str:
    """Return the words of clean HTML, white space folded; only elements that end a line part words."""
    return inline_text(_parted(html))


@lru_cache(maxsize=4)
def _parted(html: str) -> str:
    """Return HTML with a blank in the place of each element that ends a line; kept, for a text is read more than once."""
    return BLOCK_TAGS.sub(" ", html)


@lru_cache(maxsize=4)
def _without_tags(html: str) -> str:
    return _TAGS.sub("", html)


def inline_text(html: str) -> str:
    """Return the words of clean HTML of one line, white space folded: tags leave no gap between letters."""
    html = _POWER.sub(r"^\1", with_latex(html)) if "<sup>" in html or "<math" in html else html
    return " ".join(unescape(_without_tags(html)).split())


def count_words(html: str) -> int:
    """Return the number of words in clean HTML: seven Chinese or Japanese characters are four, five letters of Thai one."""
    text = _without_tags(_parted(html))
    words, letters = ("", 0) if text.isascii() else _UNSPACED_LETTERS.subn(" ", text)
    words, characters = _UNSPACED.subn(" ", words)
    spaced = len(_WORD.findall(words)) if letters + characters else len(text.split())
    return spaced + characters * 4 // 7 + letters // 5
