"""A digest: one mail with the executive points of several briefings, as HTML and as plain text."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.briefing import briefing_view
from mkdocs_briefings.render.context import RenderContext, fill_template, tlp_label
from mkdocs_briefings.render.mail import line
from mkdocs_briefings.render.mail.line import JOINT, line_text
from mkdocs_briefings.render.print.briefing import briefing_reader, judgment_texts, mark_texts
from mkdocs_briefings.render.print.collection import date_range, highest_tlp
from mkdocs_briefings.render.print.text import fold_spaces
from mkdocs_briefings.render.print.tree import Node
from mkdocs_briefings.render.texts import BriefingInputs, cut_at_word

_MOST_IN_PREVIEW = 140
_COLORS = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}
"""Colours of the labels, on black (FIRST TLP 2.0)."""
_WIDTH = 72
"""Columns of the plain text."""


@dataclass(frozen=True, slots=True)
class DigestInputs:
    """All that a digest is made from."""

    title: str
    """`Union State`, or another title of the desk's choice."""
    briefings: tuple[BriefingInputs, ...]
    """In reading order."""


@dataclass(frozen=True, slots=True)
class DigestPoint:
    """An executive point of a briefing in a digest."""

    number: int
    nodes: tuple[Node, ...]
    judgment: str
    """Likelihood, confidence, and what became of the sources; may be empty."""

    @property
    def html(self) -> str:
        """Text of the point as HTML."""
        return line.line_html(self.nodes)


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """A briefing in a digest."""

    title: str
    href: str
    """Permanent address."""
    line: str
    """Publication line; may be empty."""
    when: str
    marks: tuple[tuple[str, str], ...]
    """Draft and TLP label, each with a colour."""
    language: str
    """BCP 47; empty for the language of the site."""
    direction: str
    """`rtl` for a language that is read from the right; else empty."""
    points: tuple[DigestPoint, ...]


@dataclass(frozen=True, slots=True)
class DigestView:
    """All texts of a digest, ready for the mail."""

    title: str
    site: str
    """Name of the site."""
    href: str
    """Address of the site."""
    language: str
    span: str
    """`January 2024`, or first and last date; may be empty."""
    count: str
    """`5 briefings`."""
    tlp: str
    """Highest TLP label of the briefings."""
    color: str
    preview: str
    """Text that a list of mails shows beside the subject."""
    entries: tuple[DigestEntry, ...]

    @property
    def subject(self) -> str:
        """Subject of the mail: the TLP label first (FIRST TLP 2.0), then site, title and dates."""
        label = f"[{self.tlp}] " if self.tlp != tlp_label_always(Tlp.CLEAR) else ""
        return f"{label}{self.site}: {self.title}{f', {self.span}' if self.span else ''}"


def tlp_label_always(tlp: Tlp) -> str:
    """Return the label of a level, `TLP:CLEAR` among them: every mail says who may read it."""
    return tlp_label(tlp) or f"TLP:{tlp.upper()}"


def digest_view(inputs: DigestInputs, context: RenderContext) -> DigestView:
    """Return the texts of a digest. `context.settings.site_url` must be known."""
    settings = context.settings
    entries = tuple(_entry(briefing, context) for briefing in inputs.briefings)
    label = tlp_label_always(highest_tlp(inputs.briefings))
    return DigestView(
        title=fold_spaces(inputs.title),
        site=fold_spaces(settings.site_name),
        href=settings.site_url,
        language=settings.language,
        span=date_range(inputs.briefings, settings.language),
        count=counted(len(entries), "briefing"),
        tlp=label,
        color=_COLORS[label],
        preview=_preview(entries),
        entries=entries,
    )


def digest_html(view: DigestView) -> str:
    """Return a digest as HTML: tables, inline styles, nothing to fetch."""
    return fill_template("digest", view=view, style=line)


def _entry(inputs: BriefingInputs, context: RenderContext) -> DigestEntry:
    uri = addresses.briefing_uri(inputs.briefing.id)
    view, reader = briefing_view(uri, inputs, context), briefing_reader(uri, inputs, context, {})
    marks = [(view.draft, "#ffffff")] if view.draft else []
    marks += [(view.tlp, _COLORS[view.tlp])] if view.tlp else []
    return DigestEntry(
        title=fold_spaces(view.title).strip(),
        href=context.permanent_url(uri),
        line=", ".join(fold_spaces(link.text) for link in view.line),
        when=f"{view.when.text}{f' ({view.when.note})' if view.when.note else ''}" if view.when else "",
        marks=tuple(marks),
        language="" if view.language == context.settings.language else view.language,
        direction="rtl" if dates.direction(view.language) == "rtl" else "",
        points=tuple(
            DigestPoint(
                point.number,
                tuple(reader.line(point.html)),
                " · ".join((*judgment_texts(point), *mark_texts(point))),
            )
            for point in view.points
        ),
    )


def _preview(entries: Sequence[DigestEntry]) -> str:
    return cut_at_word(" · ".join(entry.title for entry in entries), _MOST_IN_PREVIEW, trailing="")


def mail_file(subject: str, text: str, html: str) -> bytes:
    """Return an unsent mail (RFC 5322) with a text as plain text and as HTML.

    Whoever sends the mail adds sender, recipient and date; for that `X-Unsent` makes Outlook open it as a draft.
    """
    mail = EmailMessage(SMTP)
    mail["Subject"] = " ".join(subject.split())  # a header holds no line break
    mail["X-Unsent"] = "1"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary("=_" + hashlib.sha256((subject + text + html).encode()).hexdigest()[:32])
    return mail.as_bytes()


def digest_text(view: DigestView) -> str:
    """Return a digest as plain text of 72 columns, which only addresses exceed; they are numbered and listed last."""
    numbers: dict[str, int] = {}
    blocks = ["\n".join(_head(view))]
    blocks += ["\n\n".join(_entry_text(entry, numbers)) for entry in view.entries]
    blocks += ["\n".join(_foot(view, numbers))]
    rule = f"\n\n{'-' * _WIDTH}\n\n"
    return rule.join(blocks) + "\n"


def _head(view: DigestView) -> Iterator[str]:
    yield view.tlp
    yield ""
    yield from _wrapped(view.site.upper())
    yield from _wrapped(", ".join(filter(None, (view.title, view.span))))
    yield view.count


def _entry_text(entry: DigestEntry, numbers: dict[str, int]) -> Iterator[str]:
    def number(address: str) -> int:
        return numbers.setdefault(address, len(numbers) + 1)

    title = _wrapped(f"{entry.title}{JOINT}[{number(entry.href)}]")
    about = (entry.line, entry.when, *(mark for mark, _ in entry.marks))
    yield "\n".join((*title, *_wrapped(" · ".join(filter(None, about)))))
    for point in entry.points:
        label = f"{point.number:>2}. "
        text = _wrapped(line_text(point.nodes, number), label)
        judgment = _wrapped(point.judgment, " " * len(label))
        yield "\n".join((*text, *judgment))


def _foot(view: DigestView, numbers: dict[str, int]) -> Iterator[str]:
    yield from (f"[{number}] {address}" for address, number in numbers.items())
    yield ""
    yield from _wrapped(f"All briefings: {view.href}")
    yield ""
    yield view.tlp


def _wrapped(text: str, first: str = "") -> list[str]:
    """Return the lines of a text; `first` stands before the first one, and indents the others."""
    indent = " " * len(first)
    lines = textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
    )
    return [line.replace(JOINT, " ") for line in lines]
