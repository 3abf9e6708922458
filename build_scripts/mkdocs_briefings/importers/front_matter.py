"""Front matter to metadata: the keys that site generators use, each read into the field that holds it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from mkdocs_briefings.importers.article import GivenSource, LeftOut, Metadata, words
from mkdocs_briefings.importers.date_phrases import When, dates
from mkdocs_briefings.importers.parentheses import is_sound, spoken
from mkdocs_briefings.importers.tidy import one_line
from mkdocs_briefings.importers.tokens import tokens
from mkdocs_briefings.model.dates import PartialDate

Plain = str | None | list["Plain"] | dict[str, "Plain"]

_KEYS = {
    "title": "title headline name",
    "publication": "publication series journal publication_name",
    "volume": "volume vol",
    "issue": "issue number no",
    "date": "date published published_on publish_date pubdate date_published",
    "authors": "authors author by byline creator",
    "language": "language lang locale",
    "topics": "topics topic tags tag categories category keywords subject",
    "entities": "entities people places organisations organizations",
    "summary": "summary description abstract excerpt deck dek subtitle",
    "points": "executive_points executive_summary key_points key_takeaways points takeaways",
    "sources": "sources references links citations",
}
_FIELD = {name: field for field, names in _KEYS.items() for name in names.split()}
_LONGEST_DATE = 60
_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?=$|[T ]\d)")


def metadata(data: Mapping[str, Plain]) -> tuple[Metadata, tuple[LeftOut, ...]]:
    """What the front matter says in our words, and what no field holds.

    The first key that fills a field wins; the same thing said twice is left out with that reason.
    """
    held: dict[str, Plain] = {}
    left: list[LeftOut] = []
    for key, value in data.items():
        field = _FIELD.get(key.casefold().replace("-", "_").replace(" ", "_"), "")
        if value in (None, "", [], {}):
            continue
        if field and field not in held and _fits(field, value):
            held[field] = value
        else:
            why = f"front matter `{key}`: " + ("said twice" if field in held else "no field holds it")
            left.append(LeftOut(" ".join(_texts(value)), why))
    if data:
        left.append(LeftOut(" ".join(data), "names of front matter keys"))
    names = {field: _names(held.get(field), left) for field in ("authors", "topics", "entities")}
    sources = tuple(_sources(held.get("sources"), left))
    written = _text(held.get("date"))
    found = Metadata(
        title=_text(held.get("title")),
        publication=_text(held.get("publication")),
        volume=whole_number(_text(held.get("volume"))),
        issue=whole_number(_text(held.get("issue"))),
        date=read_date(written),
        date_text=written,
        authors=names["authors"],
        language=_text(held.get("language")).replace("_", "-"),
        topics=names["topics"],
        entities=names["entities"],
        summary=_text(held.get("summary")),
        points=_points(held.get("points")),
        sources=sources,
    )
    return found, tuple(left)


def said(data: Mapping[str, Plain]) -> str:
    """All the words of front matter, as YAML reads them."""
    return " ".join(_texts(dict(data)))


def read_date(text: str) -> PartialDate | None:
    """A date as ISO 8601 or as English and Russian texts write it, with its year; None if it is none."""
    if len(text) > _LONGEST_DATE:
        return None
    if match := _ISO.match(text):
        number, month, day = (int(part or 0) for part in match.groups())
        when = When(number, month, day)
    else:
        line = tokens(text)
        start = next((at for at in range(len(line)) if dates(line, at)), None)
        read = dates(line, start) if start is not None else None
        if read is None or len(read[0]) > 1:
            return None
        when = read[0][0]
    try:
        return PartialDate.parse(str(PartialDate(when.year, when.month, when.day))) if when.year else None
    except ValueError:
        return None


def whole_number(text: str) -> int | None:
    """A number from 1 on; None for anything else."""
    return int(text) if re.fullmatch(r"[1-9]\d{0,6}", text) else None


def _fits(field: str, value: Plain) -> bool:
    """Whether the value has the shape its field takes."""
    if field in ("volume", "issue"):
        return whole_number(_text(value)) is not None
    if field == "date":
        return read_date(_text(value)) is not None
    if field == "language":
        return bool(re.fullmatch(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*", _text(value)))
    if field in ("authors", "topics", "entities", "sources", "points"):
        return True
    return isinstance(value, str)


def _text(value: Plain) -> str:
    """One line, with references such as `&#8217;` read: titles often come from a web page."""
    return one_line(html.unescape(value)) if isinstance(value, str) else ""


def _names(value: Plain, left: list[LeftOut]) -> tuple[str, ...]:
    """Names in a list, or in a text parted by commas; of a mapping its `name`, the rest is left out."""
    if isinstance(value, str):
        return tuple(part.strip() for part in html.unescape(value).split(",") if part.strip())
    found: list[str] = []
    for one in value if isinstance(value, list) else [value] if value else []:
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            found.append(_text(one["name"]))
            rest = " ".join(_texts({key: part for key, part in one.items() if key != "name"}))
            left.append(LeftOut(f"name {rest}", "detail of a name: no field holds it"))
        else:
            found.append(one_line(html.unescape(" ".join(_texts(one)))))
    return tuple(name for name in found if name)


def _points(value: Plain) -> tuple[str, ...]:
    return (one_line(value),) if isinstance(value, str) else tuple(one_line(text) for text in _texts(value))


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield " ".join([f"{key}:", *_texts(one)])


def _sources(value: Plain, left: list[LeftOut]) -> Iterator[GivenSource]:
    for one in value if isinstance(value, list) else [value] if value else []:
        if isinstance(one, str):
            is_url = is_sound(one.strip())
            yield GivenSource(url=one.strip()) if is_url else GivenSource(title=_plain(one, left))
        elif isinstance(one, dict):
            yield _source(one, left)
        else:
            left.append(LeftOut(" ".join(_texts(one)), "in the list of sources, and no source"))


def _source(fields: Mapping[str, Plain], left: list[LeftOut]) -> GivenSource:
    url, date = _text(fields.get("url")), read_date(_text(fields.get("date")))
    url = re.sub(r"\\(?=[^\w\s])", "", url)
    url = url if is_sound(url) else ""
    held = {"title", "outlet"} | ({"url"} if url else set()) | ({"date"} if date else set())
    held = {key for key in held if isinstance(fields.get(key), str)}
    rest = " ".join(text for key, val in fields.items() if key not in held for text in _texts(val))
    left.append(LeftOut(" ".join(fields), "names of front matter keys"))
    left += [LeftOut(rest, "detail of a listed source: no field holds it")] if rest else []
    if date and "date" in held:
        left.append(LeftOut(_text(fields["date"]), f"stands as `{date}`"))
    title = fields.get("title")
    return GivenSource(
        _plain(title, left) if isinstance(title, str) else "", url, _text(fields.get("outlet")), date
    )


def _plain(title: str, left: list[LeftOut]) -> str:
    """A title without its markup; words that the markup held are left out."""
    said = spoken(title)
    if words(title) - words(said):
        left.append(LeftOut(one_line(title), "title of a source, with its markup"))
    return said
