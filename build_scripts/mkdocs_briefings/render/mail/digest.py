"""A digest: the latest briefings with their executive points, for the morning or the weekly mail."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
from mkdocs_briefings.render.print.collection import date_range
from mkdocs_briefings.render.print.text import fold_spaces
from mkdocs_briefings.render.print.tree import Node
from mkdocs_briefings.render.texts import BriefingInputs

_MOST_IN_PREVIEW = 140
_COLORS = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}
"""On black (FIRST TLP 2.0)."""


@dataclass(frozen=True, slots=True)
class DigestInputs:
    """All that a digest is made from."""

    title: str
    """`Union State`, or what the desk calls it."""
    briefings: tuple[BriefingInputs, ...]
    """In the order in which they are read."""


@dataclass(frozen=True, slots=True)
class DigestPoint:
    """An executive point."""

    number: int
    nodes: tuple[Node, ...]
    judgment: str
    """Likelihood, confidence, and what became of its sources; may be empty."""

    @property
    def html(self) -> str:
        """Its text for the template."""
        return line.line_html(self.nodes)


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """A briefing."""

    title: str
    href: str
    """Its permanent address."""
    line: str
    """Publication line; may be empty."""
    when: str
    marks: tuple[tuple[str, str], ...]
    """Draft and TLP label, each with its colour."""
    language: str
    """BCP 47, where it differs from the site's; else empty."""
    direction: str
    """`rtl` where that is how it is read; else empty."""
    points: tuple[DigestPoint, ...]


@dataclass(frozen=True, slots=True)
class DigestView:
    """What a digest shows, each text ready."""

    title: str
    site: str
    href: str
    """Address of the site."""
    language: str
    span: str
    """`January 2024`, or first and last date; may be empty."""
    count: str
    """`5 briefings`."""
    tlp: str
    """The highest label of its briefings."""
    color: str
    preview: str
    """What a list of mails shows beside the subject."""
    entries: tuple[DigestEntry, ...]

    @property
    def subject(self) -> str:
        """For the mail: the label first (FIRST TLP 2.0), then site, title and dates."""
        label = f"[{self.tlp}] " if self.tlp != tlp_label_always(Tlp.CLEAR) else ""
        return f"{label}{self.site}: {self.title}{f', {self.span}' if self.span else ''}"


def tlp_label_always(tlp: Tlp) -> str:
    """`TLP:CLEAR` too: a mail says who may read it."""
    return tlp_label(tlp) or f"TLP:{tlp.upper()}"


def digest_view(shown: DigestInputs, context: RenderContext) -> DigestView:
    """What the mail shows. The site's address must be known."""
    settings = context.settings
    entries = tuple(_entry(one, context) for one in shown.briefings)
    label = tlp_label_always(
        max((Tlp(one.briefing.briefing.tlp) for one in shown.briefings), key=list(Tlp).index)
    )
    count = len(entries)
    return DigestView(
        title=fold_spaces(shown.title),
        site=fold_spaces(settings.site_name),
        href=settings.site_url,
        language=settings.language,
        span=date_range([one.briefing.briefing.date for one in shown.briefings], settings.language),
        count=counted(count, "briefing"),
        tlp=label,
        color=_COLORS[label],
        preview=_preview(entries),
        entries=entries,
    )


def digest_html(view: DigestView) -> str:
    """The mail as HTML: tables, inline styles, nothing to fetch."""
    return fill_template("digest", view=view, style=line)


def _entry(shown: BriefingInputs, context: RenderContext) -> DigestEntry:
    uri = addresses.briefing_uri(shown.briefing.id)
    view, reader = briefing_view(uri, shown, context), briefing_reader(uri, shown, context, {})
    marks = [(view.draft, "#ffffff")] if view.draft else []
    marks += [(view.tlp, _COLORS[view.tlp])] if view.tlp else []
    return DigestEntry(
        title=fold_spaces(view.title).strip(),
        href=context.permanent_url(uri),
        line=", ".join(fold_spaces(one.text) for one in view.line),
        when=f"{view.when.text}{f' ({view.when.note})' if view.when.note else ''}" if view.when else "",
        marks=tuple(marks),
        language="" if view.language == context.settings.language else view.language,
        direction="rtl" if dates.locale(view.language).text_direction == "rtl" else "",
        points=tuple(
            DigestPoint(
                one.number, tuple(reader.line(one.html)), " · ".join((*judgment_texts(one), *mark_texts(one)))
            )
            for one in view.points
        ),
    )


def _preview(entries: Sequence[DigestEntry]) -> str:
    text = " · ".join(one.title for one in entries)
    return text if len(text) <= _MOST_IN_PREVIEW else text[:_MOST_IN_PREVIEW].rsplit(" ", 1)[0] + " …"


def mail_file(subject: str, text: str, html: str) -> bytes:
    """A mail not sent yet, the same text as plain words and as HTML.

    It has neither sender, receiver nor date: who sends it adds them. `X-Unsent` has Outlook open it for that.
    """
    mail = EmailMessage(SMTP)
    mail["Subject"] = " ".join(subject.split())  # no header holds what ends a line
    mail["X-Unsent"] = "1"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary("=_" + hashlib.sha256((subject + text + html).encode()).hexdigest()[:32])
    return mail.as_bytes()


WIDTH = 72


@dataclass(slots=True)
class NumberedAddresses:
    """Those met so far, each under one number."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, address: str) -> int:
        """Its number, the next one for an address that is new."""
        return self.numbers.setdefault(address, len(self.numbers) + 1)


def digest_text(view: DigestView) -> str:
    """The mail as text; no line but an address is longer than 72 characters."""
    listed = NumberedAddresses()
    blocks = ["\n".join(_head(view))]
    blocks += ["\n\n".join(_entry_text(one, listed)) for one in view.entries]
    blocks += ["\n".join(_foot(view, listed))]
    rule = f"\n\n{'-' * WIDTH}\n\n"
    return rule.join(blocks) + "\n"


def _head(view: DigestView) -> Iterator[str]:
    yield view.tlp
    yield ""
    yield from _wrapped(view.site.upper())
    yield from _wrapped(", ".join(filter(None, (view.title, view.span))))
    yield view.count


def _entry_text(entry: DigestEntry, listed: NumberedAddresses) -> Iterator[str]:
    title = _wrapped(f"{entry.title}{JOINT}[{listed.number(entry.href)}]")
    about = (entry.line, entry.when, *(mark for mark, _ in entry.marks))
    yield "\n".join((*title, *_wrapped(" · ".join(filter(None, about)))))
    for point in entry.points:
        label = f"{point.number:>2}. "
        said = _wrapped(line_text(point.nodes, listed.number), label)
        judged = _wrapped(point.judgment, " " * len(label))
        yield "\n".join((*said, *judged))


def _foot(view: DigestView, listed: NumberedAddresses) -> Iterator[str]:
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
