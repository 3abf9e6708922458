"""A digest: the latest briefings with their executive points, for the morning or the weekly mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.briefing import briefing_view
from mkdocs_briefings.render.context import Context, tlp_label
from mkdocs_briefings.render.environment import fill
from mkdocs_briefings.render.mail import line
from mkdocs_briefings.render.print.briefing import judged, marked, reader_of
from mkdocs_briefings.render.print.collection import span
from mkdocs_briefings.render.print.text import folded
from mkdocs_briefings.render.print.tree import Node
from mkdocs_briefings.render.texts import BriefingShown

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
class DigestShown:
    """All that a digest is made from."""

    title: str
    """`Union State`, or what the desk calls it."""
    briefings: tuple[BriefingShown, ...]
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


def digest_view(shown: DigestShown, context: Context) -> DigestView:
    """What the mail shows. The site's address must be known."""
    settings = context.settings
    entries = tuple(_entry(one, context) for one in shown.briefings)
    label = tlp_label_always(
        max((Tlp(one.briefing.briefing.tlp) for one in shown.briefings), key=list(Tlp).index)
    )
    count = len(entries)
    return DigestView(
        title=folded(shown.title),
        site=folded(settings.site_name),
        href=settings.site_url,
        language=settings.language,
        span=span([one.briefing.briefing.date for one in shown.briefings], settings.language),
        count=f"{count} briefing{'' if count == 1 else 's'}",
        tlp=label,
        color=_COLORS[label],
        preview=_preview(entries),
        entries=entries,
    )


def digest_html(view: DigestView) -> str:
    """The mail as HTML: tables, inline styles, nothing to fetch."""
    return fill("digest", view=view, style=line)


def _entry(shown: BriefingShown, context: Context) -> DigestEntry:
    uri = addresses.briefing_uri(shown.briefing.id)
    view, reader = briefing_view(uri, shown, context), reader_of(uri, shown, context, {})
    marks = [(view.draft, "#ffffff")] if view.draft else []
    marks += [(view.tlp, _COLORS[view.tlp])] if view.tlp else []
    return DigestEntry(
        title=folded(view.title).strip(),
        href=context.permanent(uri),
        line=", ".join(folded(one.text) for one in view.line),
        when=f"{view.when.text}{f' ({view.when.note})' if view.when.note else ''}" if view.when else "",
        marks=tuple(marks),
        language="" if view.language == context.settings.language else view.language,
        direction="rtl" if dates.locale(view.language).text_direction == "rtl" else "",
        points=tuple(
            DigestPoint(one.number, tuple(reader.line(one.html)), " · ".join((*judged(one), *marked(one))))
            for one in view.points
        ),
    )


def _preview(entries: Sequence[DigestEntry]) -> str:
    text = " · ".join(one.title for one in entries)
    return text if len(text) <= _MOST_IN_PREVIEW else text[:_MOST_IN_PREVIEW].rsplit(" ", 1)[0] + " …"
