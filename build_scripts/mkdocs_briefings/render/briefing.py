"""A briefing's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.languages import reads_from_right
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.model.vocabulary import Status
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.chart_figures import for_screens
from mkdocs_briefings.render.cite_this import CiteThis, citation_lines, cite_this, formatted_sources
from mkdocs_briefings.render.context import (
    RenderContext,
    date_view,
    fill_template,
    optional_date_view,
    tlp_label,
)
from mkdocs_briefings.render.lead_image import absolute_lead_image, lead_image
from mkdocs_briefings.render.licenses import license_html, license_tag
from mkdocs_briefings.render.machine_copy import machine_copy
from mkdocs_briefings.render.markdown import Fragment, Heading
from mkdocs_briefings.render.search_records import briefing_record
from mkdocs_briefings.render.sharing import article_tags
from mkdocs_briefings.render.sources import briefing_notice_labels, point_notice_labels, source_entry
from mkdocs_briefings.render.terms import CONFIDENCES, DRAFTS, between_names, inferred_note, with_range
from mkdocs_briefings.render.texts import (
    BriefingInputs,
    BriefingTexts,
    briefing_texts,
    description,
    publication_parts,
)
from mkdocs_briefings.render.typography import set_in_page, without_breaks
from mkdocs_briefings.render.versions import version_links, version_tags
from mkdocs_briefings.render.views import BriefingView, DatedText, Link, Point, SourceEntry

_WORDS_A_MINUTE = 230
_FEWEST_HEADINGS = 3


def briefing_page(
    uri: str, inputs: BriefingInputs, context: RenderContext, texts: BriefingTexts | None = None
) -> Page:
    """Render the page of a briefing.

    Args:
        uri: address of its Markdown.
        inputs: all that it is made from.
        context: settings and parser.
        texts: its texts, if they have been rendered for search; otherwise the page comes with its search record.
    """
    linked = inputs.briefing
    record = None
    if texts is None:
        texts = briefing_texts(uri, inputs, context)
        record = briefing_record(uri, inputs, texts, context)
    cited = cite_this(uri, linked, inputs.registry_entries, context, absolute_lead_image(inputs, context))
    view = _view(uri, inputs, texts, cited, context)
    briefing, words = linked.briefing, context.words(linked.language)
    head, files = cited.head + article_tags(linked) + license_tag(briefing.license), cited.files
    head += version_tags(uri, linked, context)
    if context.settings.machine_copies:
        path = addresses.machine_copy(uri)
        href = context.relative_file_url(uri, path)
        head += context.alternate("application/json", words("This briefing as data"), href)
        copy = machine_copy(uri, inputs, view, context)
        files = (*files, (path, copy.json_text))
    return Page(
        uri=uri,
        kind=PageKind.BRIEFING,
        title=briefing.title,
        description=description(texts),
        html=fill_template(
            "briefing", words, view=_set_in_page(view, words), rtl=reads_from_right(view.language)
        ),
        language=linked.language,
        date=dates.newest([dates.last_change(briefing, linked.as_of)]),
        published=dates.newest([dates.told_day(briefing.date, linked.as_of)] if briefing.date else []),
        meta=_meta(linked),
        head=head,
        files=files,
        record=record,
    )


def _meta(linked: LinkedBriefing) -> dict[str, str]:
    """Return what the theme is told of a briefing besides its texts."""
    hidden = {} if linked.briefing.status is Status.PUBLISHED else {"robots": "noindex"}
    return hidden | ({"versions": "several"} if linked.versions else {})


def _set_in_page(view: BriefingView, words: Words) -> BriefingView:
    """Return the view with its texts as a page shows them: no wide table widens it, no line takes a date apart."""

    def fitted(html: str) -> str:
        return set_in_page(html, view.language, words)

    def kept(text: str) -> str:
        return without_breaks(text, view.language)

    return view._replace(
        title=kept(view.title),
        summary=fitted(view.summary),
        points=tuple(point._replace(html=fitted(point.html)) for point in view.points),
        body=view.body._replace(html=fitted(for_screens(view.body).html)),
        events=tuple(event._replace(html=fitted(event.html)) for event in view.events),
        corrections=tuple(text._replace(html=fitted(text.html)) for text in view.corrections),
        sources=tuple(_kept_together(source, kept) for source in view.sources),
        cite_as=tuple((style, fitted(line)) for style, line in view.cite_as),
    )


def _kept_together(source: SourceEntry, kept: Callable[[str], str]) -> SourceEntry:
    written = source.title, source.as_cited, source.note
    title, as_cited, note = map(kept, written)
    if (title, as_cited, note) == written:
        return source
    return source._replace(title=title, as_cited=as_cited, note=note)


def briefing_view(uri: str, inputs: BriefingInputs, context: RenderContext) -> BriefingView:
    """Return what the page shows, less files to download: for outputs that show it in another form."""
    cited = citation_lines(uri, inputs.briefing, inputs.registry_entries, context)
    return _view(uri, inputs, briefing_texts(uri, inputs, context), cited, context)


def _view(
    uri: str, inputs: BriefingInputs, texts: BriefingTexts, cited: CiteThis, context: RenderContext
) -> BriefingView:
    linked, lead = inputs.briefing, lead_image(inputs)
    briefing, language = linked.briefing, linked.language
    words = context.words(language)
    return BriefingView(
        title=briefing.title,
        language=language,
        direction=context.direction(language),
        line=tuple(
            Link(text, context.relative_url(uri, target)) for text, target in publication_parts(linked, words)
        ),
        when=optional_date_view(briefing.date, language, inferred_note(words, briefing.date_inferred)),
        authors=tuple(context.link(uri, author) for author in linked.authors),
        between_authors=between_names(words, (author.name for author in linked.authors)),
        minutes=_minutes(texts),
        tlp=tlp_label(briefing.tlp),
        draft=words(draft_label(briefing.status)),
        corrections=tuple(
            DatedText(date_view(correction.date, language), html)
            for correction, html in zip(briefing.corrections, texts.corrections, strict=True)
        ),
        notices=briefing_notice_labels(linked, words),
        summary=texts.summary,
        points=point_views(linked, texts.points, words),
        body=texts.body,
        contents=_contents(texts.body),
        events=tuple(
            DatedText(date_view(event.event.date, language), html)
            for event, html in zip(linked.events, texts.events, strict=True)
        ),
        sources=_sources(uri, inputs, texts, context),
        filed=tuple(_filed(uri, inputs, context)),
        keywords=linked.keywords,
        related=tuple(context.list_item(uri, ref, within=language) for ref in linked.related),
        address=context.permanent_url(uri) or "./",
        mail=_mail(briefing.title, context.permanent_url(uri)),
        cite_as=cited.lines,
        exports=cited.exports,
        guide=context.guide_url(uri),
        pdf=context.relative_pdf_url(uri),
        subtitle=one_line(briefing.subtitle),
        lead_image=replace(lead, src=context.relative_file_url(uri, lead.src)) if lead else None,
        roles=tuple(_roles(uri, inputs, context)),
        license=license_html(briefing.license) if briefing.license else "",
        versions=version_links(uri, linked, context),
    )


def _roles(uri: str, inputs: BriefingInputs, context: RenderContext) -> Iterator[tuple[Link, str]]:
    """Yield the authors who have a role, each with it."""
    for author in inputs.briefing.authors:
        entry = inputs.registry_entries.authors.get(author.id)
        if entry is not None and entry.role:
            yield context.link(uri, author), one_line(entry.role)


def _filed(
    uri: str, inputs: BriefingInputs, context: RenderContext
) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield the headings under "Filed under" with their links; an entity that no registry knows stands nowhere."""
    words = context.words(inputs.briefing.language)
    entities = inputs.registry_entries.entities
    for facet in (facet for facet in FACETS.values() if facet.filed):
        under: dict[str, list[Link]] = {heading: [] for heading in facet.parts.values() or [facet.title]}
        for ref in inputs.briefing.facets[facet.kind]:
            heading = facet.part(entities.get(ref.id)) if facet.parts else facet.title
            if heading:
                under[heading].append(context.link(uri, ref))
        yield from ((words(heading), tuple(links)) for heading, links in under.items() if links)


def _sources(
    uri: str, inputs: BriefingInputs, texts: BriefingTexts, context: RenderContext
) -> tuple[SourceEntry, ...]:
    briefing, marks = inputs.briefing, texts.citation_numbers
    entries = tuple(source_entry(source, briefing, uri, context, marks) for source in briefing.sources)
    lines = formatted_sources(briefing, inputs.registry_entries, context)
    if not lines:
        return entries
    return tuple(entry._replace(formatted=line) for entry, line in zip(entries, lines, strict=True))


def draft_label(status: Status) -> str:
    """Return `Draft` or `In review`, a message; empty for what is published."""
    return DRAFTS.get(status, "")


def point_views(briefing: LinkedBriefing, htmls: Iterable[str], words: Words) -> tuple[Point, ...]:
    """Return the executive points of a briefing, given the text of each as HTML, and the words of its language."""
    return tuple(_point(number, briefing, html, words) for number, html in enumerate(htmls, start=1))


def _point(number: int, briefing: LinkedBriefing, html: str, words: Words) -> Point:
    linked = briefing.points[number - 1]
    likelihood, confidence = linked.point.likelihood, linked.point.confidence
    return Point(
        number,
        html,
        f"point:{number}",
        likelihood or "",
        with_range(words, likelihood) if likelihood else "",
        confidence or "",
        words(CONFIDENCES[confidence]) if confidence else "",
        point_notice_labels(linked, briefing, words),
    )


def _mail(title: str, address: str) -> str:
    """Return the address that opens a mail with title and address of a briefing; empty where that is not known."""
    return (
        f"mailto:?subject={quote(title)}&body={quote(title)}%0D%0A%0D%0A{quote(address)}" if address else ""
    )


def _contents(body: Fragment) -> tuple[Heading, ...]:
    headings = tuple(heading for heading in body.headings if heading.level <= 4)  # noqa: PLR2004
    return headings if len(headings) >= _FEWEST_HEADINGS else ()


def _minutes(texts: BriefingTexts) -> int:
    return max(1, round(texts.words / _WORDS_A_MINUTE))
