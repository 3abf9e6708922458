"""Lines above the text that tell of it without a label, or with several: by-lines, lines of a series, lines with the date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from mkdocs_briefings.importers.article import Metadata, count_words
from mkdocs_briefings.importers.calendar_names import before_dates, fold_calendar_name
from mkdocs_briefings.importers.date_phrases import read_dates
from mkdocs_briefings.importers.front_matter import read_date, whole_number
from mkdocs_briefings.importers.language_words import alternatives, words_of
from mkdocs_briefings.importers.lexer import Token, TokenKind, token_at, tokenise
from mkdocs_briefings.importers.name_shapes import CAPITAL, split_names
from mkdocs_briefings.model.dates import PartialDate

_LABELLED = ("title", "author", "publication", "volume", "issue", "date")
"""Fields that a label fills, the first choice first where a label could mean two."""
_NAME = (
    rf"(?:[{CAPITAL}][\w.’'-]*(?:\s+(?:[{CAPITAL}][\w.’'-]*|al|bin|d[aeiou]|del|des|der|el|ibn|la|le|van|von|ten|y|zu)){{1,4}}"
    r"|[\u0620-\u064a]+(?:\s+[\u0620-\u064a]+){1,3}|[\u3400-\u9fff·]{2,6})"
)
_NUMBER = r"[1-9]\d{0,3}"
_BETWEEN = r"[\s,，.|·–—-]*"
_FAMILY_FIRST = re.compile(
    rf"([{CAPITAL}][^\W\d_’'-]*(?:[-’'][{CAPITAL}]?[^\W\d_]+)*),\s+([{CAPITAL}][\w.’'-]*(?:\s+[{CAPITAL}][\w.’'-]*)?)"
)
"""A name that begins with the family name: `Doe, Jane A.`."""
_TWO_NUMBERS = re.compile(r"\d\D+\d")
_MAY_BE_DATED = re.compile(r"\d{4}|年")
_LONGEST_DATE_LINE = 60
_MOST_WORDS_OF_PLACE = 3


_JOINT = alternatives("joint")
_BETWEEN_NAMES = rf"(?:\s*[,،、]\s*(?:(?:{_JOINT})\s+)?|\s+(?:{_JOINT})\s+|\s*&\s*)"
_LABELS = re.compile(rf"(?<!\w)({alternatives(*_LABELLED)})\s*[:：]\s*", re.IGNORECASE)
_BY_LINE = re.compile(
    rf"(?P<by>(?i:{alternatives('byline')}))(?:\s+|(?<=[/／]))(?P<names>{_NAME}(?:{_BETWEEN_NAMES}{_NAME})*)"
)
_SERIES = re.compile(
    rf"(?P<name>.*?){_BETWEEN}(?<!\w)(?P<first>{alternatives('volume')})[:.]?\s*(?P<volume>{_NUMBER}){_BETWEEN}"
    rf"(?P<second>{alternatives('issue')}|number|\#)[:.]?\s*(?P<issue>{_NUMBER})",
    re.IGNORECASE,
)
_HAN_SERIES = re.compile(
    rf"(?P<name>.*?){_BETWEEN}第\s*(?P<volume>{_NUMBER})\s*卷{_BETWEEN}第\s*(?P<issue>{_NUMBER})\s*期"
)
_PUBLISHED = re.compile(rf"({alternatives('date', 'dated')})\s*[:：]?\s*", re.IGNORECASE)
"""The label of a date without a colon: `Publié le`."""


def begins_with_label(text: str) -> bool:
    """Return whether a line begins with the label of a field and a colon."""
    return _LABELS.match(text) is not None


def read_head_line(metadata: Metadata, text: str, *, day_first: bool = False) -> tuple[Metadata, str] | None:
    """Read a line into the metadata; return the words of it that no field holds as well. None for any other line.

    Args:
        metadata: the metadata so far.
        text: the line.
        day_first: whether `3/5/2024` is a day in May.
    """
    read = _labelled if begins_with_label(text) else _unlabelled
    return read(metadata, text, day_first=day_first)


def _unlabelled(metadata: Metadata, text: str, *, day_first: bool) -> tuple[Metadata, str] | None:
    """Read a line without labels: `By Ilka Brandt`, `River Letters, Volume 3, Issue 1`, `le 4 mars 2020`."""
    if (match := _BY_LINE.fullmatch(text)) and not metadata.authors:
        authors = split_names(match["names"])
        return replace(metadata, authors=authors), _not_in(text, authors)
    if match := _match_series(text, metadata):
        publication = match["name"] or metadata.publication
        volume, issue = int(match["volume"]), int(match["issue"])
        metadata = replace(metadata, publication=publication, volume=volume, issue=issue)
        return metadata, _not_in(text, (publication, str(volume), str(issue)))
    label = _PUBLISHED.match(text)
    line = text[label.end() :] if label else text
    if (date := _date_alone(line, day_first=day_first)) and metadata.date is None:
        return replace(metadata, date=date, date_text=line), label[1] if label else ""
    return None


def _match_series(text: str, metadata: Metadata) -> re.Match[str] | None:
    if (metadata.volume, metadata.issue) != (None, None) or not _TWO_NUMBERS.search(text):
        return None
    match = next(filter(None, (pattern.fullmatch(text) for pattern in (_SERIES, _HAN_SERIES))), None)
    return None if match and match["name"] and metadata.publication else match


def _date_alone(text: str, *, day_first: bool) -> PartialDate | None:
    """Return the date of a line that has nothing else but a weekday and a place: `Paris, le samedi 4 mars 2020`."""
    if len(text) > _LONGEST_DATE_LINE or not _MAY_BE_DATED.search(text):
        return None
    tokens = tokenise(text, day_first=day_first)
    at = _after_place(tokens)
    while token_at(tokens, at).kind is TokenKind.BEFORE_DATE:
        at += 2 if token_at(tokens, at + 1).kind is TokenKind.COMMA else 1
    dates, after = read_dates(tokens, at) or ((), at)
    is_whole = all(map(_is_weekday, tokens[after:]))
    is_day = len(dates) == 1 and dates[0].day and dates[0].year and not dates[0].until
    return read_date(text, day_first=day_first) if is_whole and is_day else None


def _after_place(tokens: Sequence[Token]) -> int:
    """Return the index after a place and a comma at the beginning; 0 if there is none."""
    comma = next((at for at, token in enumerate(tokens) if token.kind is TokenKind.COMMA), 0)
    place = tokens[:comma]
    is_place = len(place) <= _MOST_WORDS_OF_PLACE and all(token.kind is TokenKind.WORD for token in place)
    return comma + 1 if place and is_place and not place[0].text[0].islower() else 0


def _is_weekday(token: Token) -> bool:
    return fold_calendar_name(token.text.strip("()（）")) in before_dates()


@cache
def _field_of_label() -> Mapping[str, str]:
    return {word.rstrip("."): field for field in reversed(_LABELLED) for word in words_of(field)}


def _labelled(metadata: Metadata, text: str, *, day_first: bool) -> tuple[Metadata, str] | None:
    """Read a line with labels: `Publication: River Letters Volume: 3`.

    None when a value does not fit its label, or a field is filled already.
    """
    _, *pieces = _LABELS.split(text)
    values = [value.strip(" ,;|·，；") for value in pieces[1::2]]
    fields = [
        _field_of_label().get(re.sub(r"\s+", " ", label).casefold().rstrip("."), "") for label in pieces[::2]
    ]
    held: list[str] = []
    for field, value in dict(zip(fields, values, strict=True)).items():
        filled = _with_field(metadata, field, value, day_first=day_first) if value else None
        if filled is None:
            return None
        metadata = filled
        held += metadata.authors if field == "author" else (value,)
    return metadata, _not_in(text, held)


def _with_field(metadata: Metadata, field: str, value: str, *, day_first: bool) -> Metadata | None:
    """Return the metadata with a field filled; None if it is filled already, or the value does not fit."""
    held = {"author": metadata.authors, "title": metadata.title, "publication": metadata.publication}
    numbers = {"volume": metadata.volume, "issue": metadata.issue}
    if field == "date":
        date = read_date(value, day_first=day_first) if metadata.date is None else None
        return replace(metadata, date=date, date_text=value) if date else None
    if field in numbers:
        number = whole_number(value) if numbers[field] is None else None
        return replace(metadata, **{field: number}) if number else None  # type: ignore[arg-type]
    if held[field]:
        return None
    filled = {"authors": names_of(value)} if field == "author" else {field: value}
    return replace(metadata, **filled)


def names_of(value: str) -> tuple[str, ...]:
    """Return the names in a value; `Doe, Jane` and `Doe, Jane; Roe, John` begin with the family names."""
    parts = [part.strip() for part in re.split(r"[;；]", value) if part.strip()]
    turned = [
        match and f"{match[2]} {match[1]}"
        for part in parts
        if (match := _FAMILY_FIRST.fullmatch(part)) or True
    ]
    return tuple(filter(None, turned)) if all(turned) else split_names(value)


def _not_in(text: str, held: Sequence[str]) -> str:
    """Return the words of a line that these texts do not hold."""
    return " ".join((count_words(text) - count_words(" ".join(held))).elements())
