"""The title of a text, and the lines above it that are none: a letterhead, a word for the kind of text, a series."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from mkdocs_briefings.importers.article import LeftOut, Metadata, count_words
from mkdocs_briefings.importers.article_blocks import HEAD, bare, heading, may_be_title, plain_heading
from mkdocs_briefings.importers.language_words import words_of
from mkdocs_briefings.importers.markdown_spans import flatten

_NUMBER_AFTER = re.compile(r"\s*(?:(?:no|nr|n°|№)\.?\s*)?[\d./-]+$", re.IGNORECASE)
_MOST_LINES_ABOVE = 3


@dataclass(slots=True)
class Title:
    """The title, and what was found above it."""

    metadata: Metadata
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    """Field, and what a person should look at."""

    def leave_out(self, block: str, reason: str = "") -> None:
        """Leave out the words of a block if there is a reason, and the addresses of its links in any case."""
        if reason:
            self.left_out.append(LeftOut(bare(block), reason))
        if addresses := " ".join(url for _, _, url in flatten(block).links):
            self.left_out.append(LeftOut(addresses, "link of a title or a label"))


def take_title(
    blocks: list[str],
    metadata: Metadata,
    file_name: str,
    *,
    subject: str = "",
    first_label: int = 0,
    taken: Set[int] = frozenset(),
    is_first: bool = True,
) -> Title:
    """Take the title from the metadata, a subject, the first heading or line, or the name of the file.

    Args:
        blocks: of the text; those that are taken are removed.
        metadata: what is known already.
        file_name: of the original.
        subject: what a memo says that it is about.
        first_label: index of the first block of labels; lines before it stand above a subject.
        taken: indices of the blocks of labels and dates, which are no longer among the blocks.
        is_first: whether nothing stood before the first block, such as a summary.
    """
    title = Title(metadata)
    if subject and not metadata.title:
        for block in list(takewhile(may_be_title, blocks[: min(first_label, _MOST_LINES_ABOVE)])):
            _leave_above(title, block)
            blocks.remove(block)
        title.metadata = replace(metadata, title=subject)
        return title
    if metadata.title:
        if blocks and count_words(bare(blocks[0])) == count_words(metadata.title):
            title.leave_out(blocks.pop(0), "the title again")
        return title
    for _ in range(_lines_above(blocks, taken) if is_first else 0):
        _leave_above(title, blocks.pop(0))
    chosen = blocks[0] if blocks else ""
    if chosen and (heading(chosen) or may_be_title(chosen)):
        title.metadata = replace(metadata, title=bare(blocks.pop(0)))
        title.leave_out(chosen)
        if not is_first:
            title.remarks.append(("title", "not certain: the first line below the summary"))
    else:
        name = re.sub(r"[-_]+", " ", file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip().capitalize()
        title.metadata = replace(metadata, title=name if count_words(name) else "Untitled")
        title.remarks.append(("title", "the original has none; the name of its file stands in"))
    return title


def _leave_above(title: Title, block: str) -> None:
    title.leave_out(block, "line above the title")
    title.remarks.append(("publication", f"above the title stands: {bare(block)}"))


def _lines_above(blocks: list[str], taken: Set[int]) -> int:
    """Return how many lines at the beginning stand above the title."""
    main = next((at for at, block in enumerate(blocks[:HEAD]) if block.startswith("# ")), None)
    if main is not None and main <= _MOST_LINES_ABOVE and all(map(_stands_above, blocks[:main])):
        return main
    places = [at for at in range(len(blocks) + len(taken)) if at not in taken]
    for above, (at, next_at) in enumerate(pairwise(places[: _MOST_LINES_ABOVE + 1])):
        is_parted, is_dated = next_at > at + 1, next_at + 1 in taken
        if not _is_above(blocks[above], blocks[above + 1], is_parted=is_parted, is_dated=is_dated):
            return above
    return 0


def _stands_above(block: str) -> bool:
    return may_be_title(block) and not heading(block)


def _is_above(block: str, after: str, *, is_parted: bool, is_dated: bool) -> bool:
    """Return whether a line stands above the title, which is the next one.

    Args:
        block: the line.
        after: the next block.
        is_parted: whether labels or a date stand between the two.
        is_dated: whether labels or a date stand below the next.
    """
    if block.startswith("# ") or not may_be_title(block) or not (may_be_title(after) or heading(after)):
        return False
    text, following = bare(block), bare(after)
    if plain_heading(_NUMBER_AFTER.sub("", text)) in words_of("document_type"):
        return True
    if len(following.split()) == 1:
        return False
    is_capitals = text.isupper() and not following.isupper()
    return (is_dated and (is_parted or len(text.split()) == 1)) or (is_capitals and (is_parted or is_dated))
