"""A briefing's page."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.model.vocabulary import EntityKind, Status
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.cite_this import CiteThis, citation_lines, cite_this, formatted_sources
from mkdocs_briefings.render.context import (
    RenderContext,
    date_view,
    fill_template,
    optional_date_view,
    tlp_label,
)
from mkdocs_briefings.render.machine_copy import machine_copy
from mkdocs_briefings.render.markdown import Fragment, Heading, count_words
from mkdocs_briefings.render.search_records import briefing_record
from mkdocs_briefings.render.sharing import article_tags
from mkdocs_briefings.render.sources import briefing_notice_labels, point_notice_labels, source_entry
from mkdocs_briefings.render.texts import (
    BriefingInputs,
    BriefingTexts,
    briefing_texts,
    description,
    publication_parts,
)
from mkdocs_briefings.render.views import BriefingView, DatedText, Link, Point, SourceEntry

_WORDS_A_MINUTE = 230
_FEWEST_HEADINGS = 4


def briefing_page(
    uri: str, shown: BriefingInputs, context: RenderContext, texts: BriefingTexts | None = None
) -> Page:
    """The page of a briefing.

    Args:
        uri: its address in Markdown.
        shown: all that it shows.
        context: what every maker takes.
        texts: its texts, if they have been made for search; otherwise the page comes with its search record.
    """
    briefing = shown.briefing
    record = None
    if texts is None:
        texts = briefing_texts(uri, shown, context)
        record = briefing_record(uri, shown, texts, context)
    cited = cite_this(uri, briefing, shown.registry_entries, context)
    view = _view(uri, shown, texts, cited, context)
    written = briefing.briefing
    return Page(
        uri=uri,
        kind=PageKind.BRIEFING,
        title=written.title,
        description=description(texts),
        html=fill_template("briefing", view=view),
        language=briefing.language,
        date=_last_change(briefing),
        meta={} if written.status is Status.PUBLISHED else {"robots": "noindex"},
        head=cited.head + article_tags(briefing) + _alternate(uri, context),
        files=(*cited.files, *_copy(uri, shown, view, context)),
        record=record,
    )


def _copy(
    uri: str, shown: BriefingInputs, view: BriefingView, context: RenderContext
) -> tuple[tuple[str, str], ...]:
    """Address and text of its machine copy, if the site has them."""
    if not context.settings.machine_copies:
        return ()
    copied = machine_copy(uri, shown.briefing, view, context, kinds=shown.entity_kinds)
    return ((addresses.machine_copy(uri), copied.json_text),)


def _alternate(uri: str, context: RenderContext) -> str:
    """The way to it, for the page's head."""
    if not context.settings.machine_copies:
        return ""
    urls = context.settings.directory_urls
    way = addresses.relative_file_url(uri, addresses.machine_copy(uri), directory_urls=urls)
    relation = context.settings.alternate
    return f'<link rel="{relation}" type="application/json" title="This briefing as data" href="{way}">\n'


def briefing_view(uri: str, shown: BriefingInputs, context: RenderContext) -> BriefingView:
    """What the page shows, for those who show it in another form: without files to download."""
    cited = citation_lines(uri, shown.briefing, shown.registry_entries, context)
    return _view(uri, shown, briefing_texts(uri, shown, context), cited, context)


def _view(
    uri: str, shown: BriefingInputs, texts: BriefingTexts, cited: CiteThis, context: RenderContext
) -> BriefingView:
    briefing = shown.briefing
    written, language = briefing.briefing, briefing.language

    def entities(kind: EntityKind) -> tuple[Link, ...]:
        refs = (ref for ref in briefing.entities if shown.entity_kinds.get(ref.id) is kind)
        return tuple(context.link(uri, ref) for ref in refs)

    return BriefingView(
        title=written.title,
        language=language,
        line=_line(uri, briefing, context),
        when=optional_date_view(written.date, language, inferred=written.date_inferred or ""),
        authors=tuple(context.link(uri, author) for author in briefing.authors),
        minutes=_minutes(texts),
        tlp=tlp_label(written.tlp),
        draft={Status.DRAFT: "Draft", Status.REVIEW: "In review"}.get(written.status, ""),
        corrections=tuple(
            DatedText(date_view(one.date, language), html)
            for one, html in zip(written.corrections, texts.corrections, strict=True)
        ),
        notices=briefing_notice_labels(briefing),
        summary=texts.summary,
        points=tuple(_point(number, briefing, html) for number, html in enumerate(texts.points, start=1)),
        body=texts.body,
        contents=_contents(texts.body),
        events=tuple(
            DatedText(date_view(one.event.date, language), html)
            for one, html in zip(briefing.events, texts.events, strict=True)
        ),
        sources=_sources(uri, shown, texts, context),
        topics=tuple(context.link(uri, topic) for topic in briefing.topics),
        people=entities(EntityKind.PERSON),
        organisations=entities(EntityKind.ORGANISATION),
        places=entities(EntityKind.PLACE),
        related=tuple(context.list_item(uri, ref) for ref in briefing.related),
        address=context.permanent_url(uri) or "./",
        cite_as=cited.lines,
        exports=cited.exports,
        pdf=context.relative_pdf_url(uri),
    )


def _sources(
    uri: str, shown: BriefingInputs, texts: BriefingTexts, context: RenderContext
) -> tuple[SourceEntry, ...]:
    briefing, marks = shown.briefing, texts.citation_numbers
    entries = tuple(source_entry(source, briefing, uri, context, marks) for source in briefing.sources)
    lines = formatted_sources(briefing, shown.registry_entries, context)
    if not lines:
        return entries
    return tuple(replace(entry, formatted=line) for entry, line in zip(entries, lines, strict=True))


def _point(number: int, briefing: LinkedBriefing, html: str) -> Point:
    point = briefing.points[number - 1].point
    low, high = point.likelihood.percent if point.likelihood else (0, 0)
    return Point(
        number,
        html,
        f"point:{number}",
        point.likelihood or "",
        f"{low}–{high}%" if point.likelihood else "",
        point.confidence or "",
        point_notice_labels(briefing.points[number - 1], briefing),
    )


def _line(uri: str, briefing: LinkedBriefing, context: RenderContext) -> tuple[Link, ...]:
    """The publication line: each part leads to its page."""
    return tuple(
        Link(text, context.relative_url(uri, target)) for text, target in publication_parts(briefing)
    )


def _contents(body: Fragment) -> tuple[Heading, ...]:
    top = tuple(heading for heading in body.headings if heading.level <= 4)  # noqa: PLR2004
    return top if len(top) >= _FEWEST_HEADINGS else ()


def _minutes(texts: BriefingTexts) -> int:
    return max(1, round(sum(map(count_words, (texts.body.html, *texts.points))) / _WORDS_A_MINUTE))


def _last_change(briefing: LinkedBriefing) -> str:
    dates = [one.date for one in briefing.briefing.corrections]
    if briefing.briefing.date is not None:
        dates.append(briefing.briefing.date)
    return max(dates).first_day().isoformat() if dates else ""
