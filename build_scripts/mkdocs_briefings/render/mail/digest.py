"""A digest: one mail with the executive points of several briefings, as HTML and as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.languages import reads_from_right
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.palette import TLP_COLORS, WHITE
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.bidi import apart
from mkdocs_briefings.render.briefing import draft_label, point_views
from mkdocs_briefings.render.context import RenderContext, fill_template, optional_date_view, tlp_label
from mkdocs_briefings.render.face_view import WholeLink, whole_links
from mkdocs_briefings.render.mail.line import JOINT, line_html, line_text
from mkdocs_briefings.render.mail.picture import MailPicture, mail_picture
from mkdocs_briefings.render.mail.style import MailStyle, mail_style
from mkdocs_briefings.render.print.briefing import briefing_reader, judgment_texts, mark_texts
from mkdocs_briefings.render.print.collection import date_range, day_range, highest_tlp
from mkdocs_briefings.render.print.text import fold_spaces
from mkdocs_briefings.render.print.tree import Node
from mkdocs_briefings.render.terms import in_row, inferred_note
from mkdocs_briefings.render.texts import BriefingInputs, cut_at_word, line_renderer, publication_parts

_MOST_IN_PREVIEW = 140
_WIDTH = 72
"""Columns of the plain text."""


@dataclass(frozen=True, slots=True)
class CorrectedInputs:
    """A briefing whose corrections a digest tells of."""

    briefing: BriefingInputs
    numbers: tuple[int, ...]
    """Which of its corrections, counted from 0."""

    @property
    def days(self) -> tuple[PartialDate, ...]:
        """Dates of these corrections."""
        return tuple(self.briefing.briefing.briefing.corrections[number].date for number in self.numbers)


@dataclass(frozen=True, slots=True)
class DigestInputs:
    """All that a digest is made from."""

    title: str
    """`Union State`, or another title of the desk's choice."""
    briefings: tuple[BriefingInputs, ...]
    """In reading order."""
    corrected: tuple[CorrectedInputs, ...] = ()
    """In reading order; briefings of before and new ones."""
    since: PartialDate | None = None
    """First day of the corrections."""

    @property
    def all_briefings(self) -> tuple[BriefingInputs, ...]:
        """Every briefing that the digest tells of."""
        return (*self.briefings, *(corrected.briefing for corrected in self.corrected))


@dataclass(frozen=True, slots=True)
class DigestPoint:
    """An executive point of a briefing in a digest."""

    number: int
    nodes: tuple[Node, ...]
    judgment: str
    """Likelihood, confidence, and what became of the sources; may be empty."""


@dataclass(frozen=True, slots=True)
class DigestCorrection:
    """A correction of a briefing, as a digest tells it."""

    when: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """A briefing in a digest: a new one with its points, or one of before with its corrections."""

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
    """`ltr` or `rtl`, where it is not that of the site; else empty."""
    rtl: bool
    """Whether it is read from the right."""
    subtitle: str = ""
    picture: MailPicture | None = None
    summary: tuple[Node, ...] = ()
    points: tuple[DigestPoint, ...] = ()
    corrections: tuple[DigestCorrection, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestView:
    """All texts of a digest, ready for the mail."""

    title: str
    site: str
    """Name of the site."""
    href: str
    """Address of the site."""
    language: str
    rtl: bool
    """Whether the language of the site is read from the right."""
    words: Words
    """Says what is in the language of the site."""
    span: str
    """`January 2024`, or first and last date; may be empty."""
    count: str
    """`5 briefings`, or `5 briefings, 1 corrected`."""
    tlp: str
    """Highest TLP label of the briefings."""
    color: str
    preview: str
    """Text that a list of mails shows beside the subject."""
    style: MailStyle
    logo: str
    """Address of the logo, or of a part of the mail; may be empty."""
    with_name: bool
    """Whether the name stands beside it."""
    links: tuple[WholeLink, ...]
    imprint: tuple[str, ...]
    entries: tuple[DigestEntry, ...]
    since: str = ""
    """First day of the corrections, in words."""
    corrected: tuple[DigestEntry, ...] = ()

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
    entries = tuple(_new_entry(briefing, context) for briefing in inputs.briefings)
    corrected = tuple(_corrected_entry(each, context) for each in inputs.corrected)
    label, words = tlp_label_always(highest_tlp(inputs.all_briefings)), context.words()
    return DigestView(
        title=fold_spaces(inputs.title),
        site=fold_spaces(settings.site_name),
        href=settings.site_url,
        language=settings.language,
        rtl=reads_from_right(settings.language),
        words=words,
        span=_span(inputs, settings.language),
        count=counts(words, len(entries), len(corrected)),
        tlp=label,
        color=TLP_COLORS[label],
        preview=_preview(entries or corrected, rtl=reads_from_right(settings.language)),
        style=mail_style(settings.face),
        logo=settings.site_url + addresses.MAIL_LOGO if settings.face.logo else "",
        with_name=settings.face.logo is not None and settings.face.logo.with_name,
        links=tuple(whole_links(settings)),
        imprint=tuple(settings.face.imprint.splitlines()),
        entries=entries,
        since=dates.long(inputs.since, settings.language) if inputs.since is not None else "",
        corrected=corrected,
    )


def _span(inputs: DigestInputs, language: str) -> str:
    """Return the dates of the new briefings; where there is none, those of the corrections."""
    if inputs.briefings:
        return date_range(inputs.briefings, language)
    return day_range((day for each in inputs.corrected for day in each.days), language)


def counts(words: Words, new: int, corrected: int) -> str:
    """Return how many briefings a digest tells of: `3 briefings, 1 corrected`."""
    return in_row(words, _counts(words, new, corrected))


def _counts(words: Words, new: int, corrected: int) -> Iterator[str]:
    if new:
        yield words.plural("{n} briefing", "{n} briefings", new)
    if corrected and new:
        # Translators: how many briefings of before were corrected, after how many are new.
        yield words.plural("{n} corrected", "{n} corrected", corrected)
    elif corrected:
        yield words.plural("{n} corrected briefing", "{n} corrected briefings", corrected)


def digest_html(view: DigestView) -> str:
    """Return a digest as HTML: tables, inline styles, nothing to fetch but the logo and the pictures at the heads of briefings."""
    html = partial(line_html, style=view.style)
    return fill_template("digest", view.words, view=view, style=view.style, html=html)


def _new_entry(inputs: BriefingInputs, context: RenderContext) -> DigestEntry:
    """Return a briefing with its picture, its summary and its executive points."""
    uri, linked = addresses.briefing_uri(inputs.briefing.id), inputs.briefing
    rtl = reads_from_right(linked.language)
    read, rendered = briefing_reader(uri, inputs, context, {}).line, line_renderer(uri, inputs, context)
    points = tuple(
        DigestPoint(
            point.number,
            tuple(read(point.html)),
            " · ".join(apart(text, rtl=rtl) for text in (*judgment_texts(point), *mark_texts(point))),
        )
        for point in point_views(
            linked, [rendered(point.text) for point in linked.points], context.words(linked.language)
        )
    )
    summary = tuple(read(rendered(linked.summary))) if linked.summary.text else ()
    return replace(
        _entry(inputs, context), picture=mail_picture(inputs, context), summary=summary, points=points
    )


def _corrected_entry(corrected: CorrectedInputs, context: RenderContext) -> DigestEntry:
    """Return a briefing with what was corrected in it."""
    inputs, language = corrected.briefing, corrected.briefing.briefing.language
    uri, texts = addresses.briefing_uri(inputs.briefing.id), inputs.briefing.corrections
    read, rendered = briefing_reader(uri, inputs, context, {}).line, line_renderer(uri, inputs, context)
    corrections = tuple(
        DigestCorrection(dates.long(day, language), tuple(read(rendered(texts[number]))))
        for day, number in zip(corrected.days, corrected.numbers, strict=True)
    )
    return replace(_entry(inputs, context), corrections=corrections)


def _entry(inputs: BriefingInputs, context: RenderContext) -> DigestEntry:
    """Return what is told of each briefing: no body, and nothing that only its page has."""
    linked, written = inputs.briefing, inputs.briefing.briefing
    rtl, words = reads_from_right(linked.language), context.words(linked.language)
    when = optional_date_view(written.date, linked.language, inferred_note(words, written.date_inferred))
    draft, tlp = words(draft_label(written.status)), tlp_label(written.tlp)
    return DigestEntry(
        title=fold_spaces(written.title).strip(),
        subtitle=one_line(written.subtitle),
        href=context.permanent_url(addresses.briefing_uri(linked.id)),
        line=in_row(
            words, (apart(fold_spaces(text), rtl=rtl) for text, _ in publication_parts(linked, words))
        ),
        when=f"{when.text}{f' ({when.note})' if when.note else ''}" if when else "",
        marks=(*([(draft, WHITE)] if draft else []), *([(tlp, TLP_COLORS[tlp])] if tlp else [])),
        language="" if linked.language == context.settings.language else linked.language,
        direction=context.direction(linked.language),
        rtl=rtl,
    )


def _preview(entries: Sequence[DigestEntry], *, rtl: bool) -> str:
    titles = " · ".join(apart(entry.title, rtl=rtl) for entry in entries)
    return cut_at_word(titles, _MOST_IN_PREVIEW, trailing="")


def digest_text(view: DigestView) -> str:
    """Return a digest as plain text of 72 columns, which only addresses exceed; they are numbered and listed last."""
    numbers: dict[str, int] = {}
    blocks = ["\n".join(_head(view))]
    blocks += ["\n\n".join(_entry_text(entry, numbers)) for entry in view.entries]
    if view.corrected:
        blocks.append(view.words("Corrected since {date}", date=view.since))
    blocks += ["\n\n".join(_entry_text(entry, numbers)) for entry in view.corrected]
    blocks += ["\n".join(_foot(view, numbers))]
    rule = f"\n\n{'-' * _WIDTH}\n\n"
    return rule.join(blocks) + "\n"


def _head(view: DigestView) -> Iterator[str]:
    yield view.tlp
    yield ""
    yield from _wrapped(view.site.upper())
    yield from _wrapped(in_row(view.words, filter(None, (view.title, view.span))))
    yield view.count


def _entry_text(entry: DigestEntry, numbers: dict[str, int]) -> Iterator[str]:
    def number(address: str) -> int:
        return numbers.setdefault(address, len(numbers) + 1)

    title = _wrapped(f"{entry.title}{JOINT}[{number(entry.href)}]")
    about = (entry.line, entry.when, *(mark for mark, _ in entry.marks))
    yield "\n".join((*title, *_wrapped(entry.subtitle), *_wrapped(" · ".join(filter(None, about)))))
    if entry.picture is not None:
        yield "\n".join(_wrapped(" ".join(filter(None, (f"[{entry.picture.alt}]", entry.picture.caption)))))
    if entry.summary:
        yield "\n".join(_wrapped(line_text(entry.summary, number)))
    for point in entry.points:
        label = f"{point.number:>2}. "
        text = _wrapped(line_text(point.nodes, number), label)
        judgment = _wrapped(point.judgment, " " * len(label))
        yield "\n".join((*text, *judgment))
    for correction in entry.corrections:
        yield "\n".join(_wrapped(f"{correction.when}: {line_text(correction.nodes, number)}"))


def _foot(view: DigestView, numbers: dict[str, int]) -> Iterator[str]:
    yield from (f"[{number}] {address}" for address, number in numbers.items())
    yield ""
    yield from _wrapped(view.words("All briefings: {address}", address=view.href))
    for link in view.links:
        yield from _wrapped(f"{link.title}: {link.href}")
    if view.imprint:
        yield ""
    for line in view.imprint:
        yield from _wrapped(line)
    yield ""
    yield view.tlp


def _wrapped(text: str, first: str = "") -> list[str]:
    """Return the lines of a text; `first` stands before the first one, and indents the others."""
    indent = " " * len(first)
    lines = textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
    )
    return [line.replace(JOINT, " ") for line in lines]
