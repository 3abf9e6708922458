"""A digest as plain text: 72 columns, addresses numbered and listed at the end."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from mkdocs_briefings.render.mail.digest import DigestEntry, DigestView
from mkdocs_briefings.render.mail.line import JOINT, line_text

WIDTH = 72


@dataclass(slots=True)
class Addresses:
    """Those met so far, each under one number."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, address: str) -> int:
        """Its number, the next one for an address that is new."""
        return self.numbers.setdefault(address, len(self.numbers) + 1)


def digest_text(view: DigestView) -> str:
    """The mail as text; no line but an address is longer than 72 characters."""
    listed = Addresses()
    blocks = ["\n".join(_head(view))]
    blocks += ["\n\n".join(_entry(one, listed)) for one in view.entries]
    blocks += ["\n".join(_foot(view, listed))]
    rule = f"\n\n{'-' * WIDTH}\n\n"
    return rule.join(blocks) + "\n"


def _head(view: DigestView) -> Iterator[str]:
    yield view.tlp
    yield ""
    yield from _wrapped(view.site.upper())
    yield from _wrapped(", ".join(filter(None, (view.title, view.span))))
    yield view.count


def _entry(entry: DigestEntry, listed: Addresses) -> Iterator[str]:
    title = _wrapped(f"{entry.title}{JOINT}[{listed.number(entry.href)}]")
    about = (entry.line, entry.when, *(mark for mark, _ in entry.marks))
    yield "\n".join((*title, *_wrapped(" · ".join(filter(None, about)))))
    for point in entry.points:
        label = f"{point.number:>2}. "
        said = _wrapped(line_text(point.nodes, listed.number), label)
        judged = _wrapped(point.judgment, " " * len(label))
        yield "\n".join((*said, *judged))


def _foot(view: DigestView, listed: Addresses) -> Iterator[str]:
    yield from (f"[{number}] {address}" for address, number in listed.numbers.items())
    yield ""
    yield from _wrapped(f"All briefings: {view.href}")
    yield ""
    yield view.tlp


def _wrapped(text: str, first: str = "") -> list[str]:
    """The text in lines of the width; those after the first are set in as far as what stands before it."""
    further = " " * len(first)
    lines = textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=further, break_on_hyphens=False
    )
    return [one.replace(JOINT, " ") for one in lines]
