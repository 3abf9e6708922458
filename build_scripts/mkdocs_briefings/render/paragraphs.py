"""Lasting addresses of paragraphs: made of their first letters, so that a paragraph that is put in front moves none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from xml.etree import ElementTree

from mkdocs_briefings.model.messages import Words

_COUNTED = 80
"""Letters and digits that an address is made of: an edit behind these leaves it as it is."""
_PLACEHOLDER = re.compile("\x02[^\x02\x03]*\x03")
"""Stands in Python-Markdown's trees for what is put in later: marks of citations, tags of HTML."""
_FOOTNOTE = "fnref"


class ParagraphNames:
    """The ids of the paragraphs of one text."""

    def __init__(self) -> None:
        """Begin with the first paragraph."""
        self._count = 0
        self._uses: Counter[str] = Counter()

    def next(self, text: str) -> tuple[int, str]:
        """Return number (from 1) and lasting id of the next paragraph; where it holds no letter, the id has the number.

        Args:
            text: the words of the paragraph, without marks of citations.
        """
        self._count += 1
        letters = "".join(islice(filter(str.isalnum, text), _COUNTED)).casefold()
        if not letters:
            return self._count, f"p:{self._count}"
        key = blake2b(letters.encode(), digest_size=4).hexdigest()
        self._uses[key] += 1
        return self._count, f"p:{key}" if self._uses[key] == 1 else f"p:{key}-{self._uses[key]}"


def link_to_paragraph(words: Words, number: int) -> str:
    """Return the name of the sign at the end of a paragraph, which leads to that."""
    return words("Link to paragraph {n}", n=number)


def words_of_paragraph(element: ElementTree.Element) -> str:
    """Return the words of a paragraph in a tree of Python-Markdown, without numbers of footnotes."""
    return _PLACEHOLDER.sub("", "".join(_pieces(element)))


def _pieces(element: ElementTree.Element) -> Iterator[str]:
    if not element.get("id", "").startswith(_FOOTNOTE):
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
