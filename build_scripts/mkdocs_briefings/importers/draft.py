"""The draft of a briefing: an article with sources, marks and ids, and remarks on what a person should look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mkdocs_briefings.importers.article import Article, LeftOut
from mkdocs_briefings.importers.citations import KeptParenthesis
from mkdocs_briefings.importers.cited_texts import CitedTexts
from mkdocs_briefings.importers.infer_year import year_context, year_of_volume
from mkdocs_briefings.importers.insert_citations import ReplacedWords
from mkdocs_briefings.importers.label_blocks import is_labelled
from mkdocs_briefings.importers.markdown_spans import flatten
from mkdocs_briefings.importers.markdown_text import fallback_point, one_line
from mkdocs_briefings.importers.pictures import NamedPictures
from mkdocs_briefings.importers.registry_index import RegistryIndex, fold_name
from mkdocs_briefings.importers.restrictions import Restriction, restriction_in_texts
from mkdocs_briefings.importers.sources import Ledger, SourceDraft, is_unnamed
from mkdocs_briefings.model.content import Briefing, ExecutivePoint
from mkdocs_briefings.model.content_model import Imported
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.slugs import draft_id, registry_id
from mkdocs_briefings.model.vocabulary import DatePart, Status

_MOST_POINTS = 7


NewNames = Mapping[Kind, tuple[str, ...]]
"""Names that no registry holds, by facet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing ready to be written, with everything that a person should know about it."""

    briefing: Briefing
    slug: str
    """Its id, unless another briefing has it."""
    remarks: Mapping[str, tuple[str, ...]]
    """What a person should look at, by the name of a field or by `sources/<id>`."""
    as_written: Mapping[str, str]
    """Words of the original that an id or a date stands for, by `field/value`; those of the date by `date`."""
    replaced_words: tuple[ReplacedWords, ...]
    """Words that citation marks stand for."""
    left_out: tuple[LeftOut, ...]
    """Words that no field holds."""
    parentheses: tuple[KeptParenthesis, ...]
    """Parentheses that stayed text."""
    new_names: NewNames = field(default_factory=dict)
    has_fallback_point: bool = False
    """Whether the executive point is a sentence of the body, for want of any."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures to be written beside it, by path within the content folder."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The decisions of the person who imports."""

    today: dt.date
    """Day of the import."""
    links_as_sources: bool = True
    """Whether links in running text become sources."""
    register: bool = False
    """Whether new names get ids, because they are added to the registries."""
    language: str = "en"
    """Of the site, BCP 47."""


@dataclass(slots=True)
class _DraftInProgress:
    """An article, and what is noted while its draft is made."""

    article: Article
    index: RegistryIndex
    options: ImportOptions
    remarks: dict[str, list[str]] = field(default_factory=dict)
    as_written: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def remark(self, place: str, text: str) -> None:
        self.remarks.setdefault(place, []).append(text)


def make_draft(article: Article, registry_index: RegistryIndex, options: ImportOptions) -> Draft:
    """Return the draft of an article. Nothing is invented: what was inferred is marked, what is missing stays out."""
    draft = _DraftInProgress(article, registry_index, options, left_out=list(article.left_out))
    for place, text in article.remarks:
        draft.remark(place, text)
    series, date, basis = _series_and_date(draft)
    texts = CitedTexts.of(article, registry_index, follow_links=options.links_as_sources)
    read_in = _language(draft)
    language = read_in or options.language
    ledger = Ledger(registry_index, year_context(date, basis, texts.dates()), language)
    slug = draft_id(article.metadata.title, language, str(date or ""))
    pictures = NamedPictures.of(article.pictures, slug)
    marked_points, marked_blocks, replaced = texts.with_marks(ledger)
    points, blocks = ([pictures.put_into(text) for text in part] for part in (marked_points, marked_blocks))
    draft.left_out += texts.left_out()
    for listed in article.metadata.sources:
        id = ledger.add_listed(listed)
        replaced.append(ReplacedWords(f"{listed.title} {listed.url} {listed.outlet}", (id,), ""))
    notes = texts.explaining_notes()
    body = "\n\n".join([*blocks, *notes])
    given = article.metadata
    limits = _limits(draft)
    briefing = Briefing(
        title=given.title,
        subtitle=given.subtitle or None,
        license=given.license or None,
        date=date,
        date_inferred=DatePart.YEAR if date and given.date is None else None,
        publication=series,
        volume=given.volume,
        issue=given.issue,
        authors=_ids(draft, Kind.AUTHOR, given.authors),
        language=read_in or None,
        status=Status.DRAFT,
        tlp=limits.level,
        **({"publish_at": limits.publish_at} if limits.publish_at else {}),
        **_filed(draft),
        summary=given.summary or None,
        executive_points=_points(draft, points, blocks),
        body=f"{body}\n" if body else "",
        sources=tuple(drafted.source for drafted in ledger.sources()),
        imported=Imported(file=article.name, sha256=article.sha256, on=PartialDate.parse(str(options.today))),
    )
    new_names = _new_names(draft, ledger.sources())
    _remark_on_sources(draft, ledger.sources(), new_names)
    _remark_on_body(draft, texts.kept_parentheses(), notes)
    return Draft(
        briefing,
        slug,
        {place: tuple(remarks) for place, remarks in draft.remarks.items()},
        draft.as_written,
        tuple(replaced),
        tuple(draft.left_out),
        texts.kept_parentheses(),
        new_names,
        has_fallback_point=not points,
        files=pictures.files,
    )


def _language(draft: _DraftInProgress) -> str:
    """Return the language that the original says it is in, or else that of its words."""
    article = draft.article
    declared, read = article.metadata.language, article.read_language
    if not (declared or read):
        draft.remark("language", "not certain; set it if it is not that of the site")
    elif declared and read and declared.partition("-")[0].casefold() != read.partition("-")[0].casefold():
        draft.remark(
            "language", f"the original says `{declared}`, but its words are those of `{read}`; set it right"
        )
    return article.language


def _limits(draft: _DraftInProgress) -> Restriction:
    """Return who may read the draft; where the original does not say it with certainty, nobody until a person decides."""
    article = draft.article
    metadata = article.metadata
    texts = (*metadata.texts, *article.points, *article.blocks)
    limits = metadata.restriction | restriction_in_texts(texts)
    for statement in limits.unread:
        draft.remark(
            "tlp",
            f"the original says `{statement}`; decide who may read this, then set `tlp` and `publish_at`",
        )
    return limits


def _series_and_date(draft: _DraftInProgress) -> tuple[str | None, PartialDate | None, str]:
    """Return the id of the series, the date or at least the year, and where the year of a citation comes from."""
    given = draft.article.metadata
    names = (given.publication,) if given.publication else ()
    series = next(iter(_ids(draft, Kind.PUBLICATION, names)), None)
    if given.date is not None:
        if given.date_text and given.date_text != str(given.date):
            draft.as_written["date"] = given.date_text
        return series, given.date, "the date of the briefing"
    registered = draft.index.registries.publications.get(series or "")
    date = year_of_volume(registered.value.first_volume_year if registered else None, given.volume)
    if date is None:
        draft.remark("date", "the original gives no date; set one before publishing")
        return series, None, ""
    draft.remark("date", f"only the year is known, from Volume {given.volume}; set the day before publishing")
    return series, date, f"Volume {given.volume}"


def _ids(draft: _DraftInProgress, kind: Kind, names: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of names that a registry holds, and of others if they are to be registered.

    Another name goes into a remark, or stays as it is written where the facet takes plain names.
    """
    facet, ids = FACETS[kind], draft.index.ids[kind]
    place = facet.key
    chosen: dict[str, None] = {}
    new: list[str] = []
    for name in names:
        new_id = (
            registry_id(name, draft.options.language)
            if draft.options.register
            else name
            if facet.names_allowed
            else ""
        )
        id = ids.get(fold_name(name)) or new_id
        if not id:
            new.append(name)
        elif id in chosen:
            draft.left_out.append(LeftOut(name, f"{place}: said twice"))
        else:
            chosen.setdefault(id)
            if id != name:
                draft.as_written[f"{place}/{id}"] = name
    if new:
        draft.remark(place, f"not in {facet.registry_files}: {', '.join(new)}")
    return tuple(chosen)


def _filed(draft: _DraftInProgress) -> dict[str, Any]:
    """Return what the article lists, by the keys of a briefing; entities that its text names come after."""
    article, index = draft.article, draft.index
    filed = {kind: _ids(draft, kind, names) for kind, names in article.metadata.filed.items()}
    texts = [article.metadata.title, *article.points, *article.blocks] if index.phrases else []
    in_text = index.entities_in(flatten("\n".join(texts)).text)
    filed[Kind.ENTITY] = tuple(dict.fromkeys([*filed.get(Kind.ENTITY, ()), *in_text]))
    return {FACETS[kind].key: ids for kind, ids in filed.items()}


def _points(
    draft: _DraftInProgress, points: Sequence[str], blocks: Sequence[str]
) -> tuple[ExecutivePoint, ...]:
    if not points:
        draft.remark("executive_points", "the original has none; the first sentence stands in")
        texts = [block for block in blocks if not is_labelled(block)]
        points = [fallback_point(texts) or draft.article.metadata.summary or draft.article.metadata.title]
    if len(points) > _MOST_POINTS:
        draft.remark("executive_points", f"more than {_MOST_POINTS}: the last holds the rest; shorten them")
        points = [*points[: _MOST_POINTS - 1], " ".join(points[_MOST_POINTS - 1 :])]
    return tuple(ExecutivePoint(text=point) for point in points)


def _new_names(draft: _DraftInProgress, sources: Iterable[SourceDraft]) -> NewNames:
    def new(kind: Kind, names: Iterable[str]) -> tuple[str, ...]:
        ids = draft.index.ids[kind]
        return tuple(dict.fromkeys(name for name in names if name and fold_name(name) not in ids))

    given = draft.article.metadata
    names = {Kind.PUBLICATION: (given.publication,), Kind.AUTHOR: given.authors, **given.filed}
    outlets = (drafted.source.outlet for drafted in sources if drafted.new_outlet)
    return {
        **{kind: new(kind, given_names) for kind, given_names in names.items()},
        Kind.OUTLET: tuple(dict.fromkeys(filter(None, outlets))),
    }


def _remark_on_sources(draft: _DraftInProgress, sources: Iterable[SourceDraft], names: NewNames) -> None:
    if outlets := names[Kind.OUTLET]:
        draft.remark("sources", f"outlets that outlets.yaml does not hold: {', '.join(outlets)}")
    for drafted in sources:
        place = f"sources/{drafted.source.id}"
        if is_unnamed(drafted.source):
            draft.remark(place, "the original does not name the outlet")
        if drafted.remark:
            draft.remark(place, drafted.remark)


def _remark_on_body(
    draft: _DraftInProgress, parentheses: Iterable[KeptParenthesis], notes: Iterable[str]
) -> None:
    for text, reason in parentheses:
        if reason:
            draft.remark("body", f"doubtful, left as text: {one_line(text)} - {reason}")
    for note in notes:
        draft.remark("body", f"a note left as text: {one_line(note)[:80]}")
