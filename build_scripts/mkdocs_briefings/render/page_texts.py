"""What the texts of one page share: their language, the numbers of footnotes, and ids, each of which is there once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from xml.etree import ElementTree

from mkdocs_briefings.model.messages import IN_ENGLISH, Words

_OWN = r"(?!(?:p|cite):)"
"""Ids of the site's own, which never meet."""
_MAY_BE_ID = re.compile(rf' id="{_OWN}')
_ID = re.compile(rf"""(<[a-z][a-z0-9]*(?:[^<>"]|"[^"]*")*? id="){_OWN}([^"]*)\"""")
_FRAGMENT = re.compile(r"""(<[a-z][a-z0-9]*(?:[^<>"]|"[^"]*")*? href="#)([^"]*)\"""")
_ANY_ID = re.compile(r"""(<[a-z][a-z0-9]*(?:[^<>"]|"[^"]*")*?) id="[^"]*\"""")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(slots=True)
class PageTexts:
    """The texts of a page so far, in the order of reading."""

    language: str = "en"
    """BCP 47."""
    listed: bool = False
    """Whether the texts are points and events of several briefings: without footnotes and ids."""
    words: Words = IN_ENGLISH
    """Words of what the site puts into the texts."""
    notes: int = 0
    """Number of the last footnote."""
    _ids: Counter[str] = field(default_factory=Counter)
    """Ids, and how many times each was asked for."""

    def fit_notes(self, root: ElementTree.Element) -> None:
        """Give the footnotes of the next text the numbers that follow; take them out of a listed text."""
        if self.listed:
            _drop_notes(root)
            return
        lists = [notes for div in root.iter("div") if _has_class(div, "footnote") for notes in div.iter("ol")]
        if self.notes:
            _shift_numbers(root, lists, self.notes)
        if lists:
            self._name_ways_back(root)
        self.notes += sum(len(notes) for notes in lists)

    def _name_ways_back(self, root: ElementTree.Element) -> None:
        for link in root.iter("a"):
            if _has_class(link, "footnote-backref") and (number := _NUMBER.search(link.get("title", ""))):
                link.set("title", self.words("Jump back to footnote {n} in the text", n=number[0]))

    def with_own_ids(self, html: str) -> tuple[str, dict[str, str]]:
        """Return the next text with ids that no text has before it, and what became of those that one had."""
        if self.listed:
            return _ANY_ID.sub(r"\1", html), {}
        if not _MAY_BE_ID.search(html):
            return html, {}
        renamed: dict[str, str] = {}
        here = set[str]()

        def own(match: re.Match[str]) -> str:
            name = match[2]
            unique = self._unique(name)
            if unique != name and name not in here:
                renamed.setdefault(name, unique)
            here.add(name)
            return f'{match[1]}{unique}"'

        html = _ID.sub(own, html)
        if renamed:
            html = _FRAGMENT.sub(lambda match: f'{match[1]}{renamed.get(match[2], match[2])}"', html)
        return html, renamed

    def _unique(self, name: str) -> str:
        unique = name
        while unique in self._ids:
            self._ids[name] += 1
            unique = f"{name}-{self._ids[name]}"
        self._ids[unique] = 1
        return unique


def _has_class(element: ElementTree.Element, name: str) -> bool:
    return name in element.get("class", "").split()


def _shift_numbers(root: ElementTree.Element, lists: list[ElementTree.Element], by: int) -> None:
    """Add to the numbers of references, of notes, and of the ways back."""

    def shifted(text: str) -> str:
        return _NUMBER.sub(lambda number: str(int(number[0]) + by), text, count=1)

    for link in root.iter("a"):
        if _has_class(link, "footnote-ref"):
            link.text = shifted(link.text or "")
        elif _has_class(link, "footnote-backref"):
            link.set("title", shifted(link.get("title", "")))
    for notes in lists:
        notes.set("start", str(by + 1))
        by += len(notes)


def _drop_notes(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        before: ElementTree.Element | None = None
        for child in list(parent):
            is_call = child.tag == "sup" and any(_has_class(link, "footnote-ref") for link in child)
            if not is_call and not (child.tag == "div" and _has_class(child, "footnote")):
                before = child
                continue
            if before is None:
                parent.text = (parent.text or "") + (child.tail or "")
            else:
                before.tail = (before.tail or "") + (child.tail or "")
            parent.remove(child)
