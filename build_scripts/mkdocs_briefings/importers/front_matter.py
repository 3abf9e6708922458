"""Front matter: YAML as plain values, and the field that each key of a site generator fills."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

import yaml

from mkdocs_briefings.importers.article import LeftOut, ListedSource, Metadata, count_words
from mkdocs_briefings.importers.date_phrases import read_dates
from mkdocs_briefings.importers.language_words import words_of
from mkdocs_briefings.importers.lexer import tokenise
from mkdocs_briefings.importers.markdown_spans import is_web_address, plain_line
from mkdocs_briefings.importers.markdown_text import normalise, one_line
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.field_types import is_license

PlainValue = str | None | list["PlainValue"] | dict[str, "PlainValue"]
"""A value of YAML with every scalar as text; None for an empty one."""

_KEYS: Mapping[str, str] = {
    "title": "title headline name",
    "subtitle": "subtitle subheading subheadline tagline standfirst",
    "license": "license licence rights",
    **{kind: facet.imported_keys for kind, facet in FACETS.items()},
    "volume": "volume vol",
    "issue": "issue number no",
    "date": "date published published_on published_at publish_date publication_date pubdate pub_date date_published issued release_date",
    "language": "language lang locale",
    "summary": "summary description abstract excerpt deck dek synopsis teaser tldr",
    "points": "executive_points executive_summary key_points key_takeaways points takeaways key_findings key_messages highlights",
    "sources": "sources references links citations",
}
_FIELDS_OF_WORDS = {"author": Kind.AUTHOR, "publication": Kind.PUBLICATION}
"""Fields of metadata that have another name in `languages.yaml`."""
_IN_ALL_LANGUAGES = "title author date publication volume issue language summary points sources".split()


def fold_key(key: str) -> str:
    """Return a key as it is compared: in small letters, with underscores."""
    return re.sub(r"[-\s]+", "_", key.casefold().rstrip("."))


_FIELD = {
    **{
        fold_key(word): _FIELDS_OF_WORDS.get(field, field)
        for field in _IN_ALL_LANGUAGES
        for word in words_of(field)
    },
    **{name: field for field, names in _KEYS.items() for name in names.split()},
}
FIELD_KEYS = frozenset(_FIELD)
"""Keys that fill a field, with underscores."""
_LISTS = (*(kind for kind, facet in FACETS.items() if facet.many), "sources", "points")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
_LONGEST_DATE = 60
_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?=$|[T ]\d)")


def read_metadata(data: Mapping[str, PlainValue]) -> tuple[Metadata, tuple[LeftOut, ...]]:
    """Read front matter into the fields of metadata, and list the words that no field holds.

    The first key that fills a field wins. A second one is left out as "said twice".
    """
    held: dict[str, PlainValue] = {}
    left_out: list[LeftOut] = []
    for key, value in data.items():
        field = _FIELD.get(fold_key(key), "")
        if value in (None, "", [], {}):
            continue
        if field and field not in held and _fits(field, value):
            held[field] = value
        else:
            reason = "said twice" if field in held else "no field holds it"
            left_out.append(LeftOut(" ".join(_texts(value)), f"front matter `{key}`: {reason}"))
    if data:
        left_out.append(LeftOut(" ".join(data), "names of front matter keys"))
    date = _text(held.get("date"))
    metadata = Metadata(
        title=_text(held.get("title")),
        subtitle=_text(held.get("subtitle")),
        license=_text(held.get("license")),
        publication=_text(held.get(Kind.PUBLICATION)),
        volume=whole_number(_text(held.get("volume"))),
        issue=whole_number(_text(held.get("issue"))),
        date=read_date(date),
        date_text=date,
        authors=_names(held.get(Kind.AUTHOR), left_out),
        language=_text(held.get("language")).replace("_", "-"),
        filed={kind: _names(held.get(kind), left_out) for kind, facet in FACETS.items() if facet.filed},
        summary=_text(held.get("summary")),
        points=tuple(map(one_line, _texts(held.get("points")))),
        sources=tuple(_sources(held.get("sources"), left_out)),
    )
    return metadata, tuple(left_out)


def front_matter_words(data: Mapping[str, PlainValue]) -> str:
    """Return all the words of front matter, as YAML reads them."""
    return " ".join(_texts(dict(data)))


def read_date(text: str, *, day_first: bool = False) -> PartialDate | None:
    """Read one date with its year, in ISO 8601 or as texts of the languages of imports write it; None if it is none.

    Args:
        text: the date as written.
        day_first: whether `3/5/2024` is a day in May; otherwise it has two meanings, and is none.
    """
    text = normalise(text)
    if len(text) > _LONGEST_DATE:
        return None
    if match := _ISO.match(text):
        year, month, day = (int(part or 0) for part in match.groups())
    else:
        tokens = tokenise(text, day_first=day_first)
        dates, _ = next(filter(None, (read_dates(tokens, at) for at in range(len(tokens)))), ((), 0))
        if len(dates) != 1:
            return None
        year, month, day = dates[0].year, dates[0].month, dates[0].day
    try:
        return PartialDate.parse(str(PartialDate(year, month, day))) if year else None
    except ValueError:
        return None


def whole_number(text: str) -> int | None:
    """Read a number from 1 on; None for anything else."""
    return int(text) if re.fullmatch(r"[1-9]\d{0,6}", text) else None


def _fits(field: str, value: PlainValue) -> bool:
    """Return whether the value has the shape that its field takes."""
    text = _text(value)
    if field in ("volume", "issue"):
        return whole_number(text) is not None
    if field == "date":
        return read_date(text) is not None
    if field == "license":
        return is_license(text)
    if field == "language":
        return _LANGUAGE.fullmatch(text) is not None
    return field in _LISTS or isinstance(value, str)


def _text(value: PlainValue) -> str:
    """Return a text on one line, with references such as `&#8217;` read: titles often come from a web page."""
    return one_line(html.unescape(value)) if isinstance(value, str) else ""


def _rows(value: PlainValue) -> list[PlainValue]:
    """Return the items of a list; of any other value a list of it alone, unless it is empty."""
    return value if isinstance(value, list) else [value] if value else []


def _names(value: PlainValue, left_out: list[LeftOut]) -> tuple[str, ...]:
    """Return names in a list, or in a text with commas between them; of a mapping its `name`, the rest is left out."""
    if isinstance(value, str):
        return tuple(part.strip() for part in html.unescape(value).split(",") if part.strip())
    names: list[str] = []
    for row in _rows(value):
        if isinstance(row, dict) and isinstance(row.get("name"), str):
            names.append(_text(row["name"]))
            rest = " ".join(_texts({key: part for key, part in row.items() if key != "name"}))
            left_out.append(LeftOut(f"name {rest}", "detail of a name: no field holds it"))
        else:
            names.append(one_line(html.unescape(" ".join(_texts(row)))))
    return tuple(filter(None, names))


def _texts(value: PlainValue) -> Iterator[str]:
    """Yield the texts in a value; a key of a mapping stands with a colon before its texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)
    elif isinstance(value, dict):
        for key, child in value.items():
            yield " ".join([f"{key}:", *_texts(child)])


def _sources(value: PlainValue, left_out: list[LeftOut]) -> Iterator[ListedSource]:
    for row in _rows(value):
        if isinstance(row, dict):
            yield _source(row, left_out)
        elif not isinstance(row, str):
            left_out.append(LeftOut(" ".join(_texts(row)), "in the list of sources, and no source"))
        elif is_web_address(row.strip()):
            yield ListedSource(url=row.strip())
        else:
            yield ListedSource(title=_title_without_markup(row, left_out))


def _source(fields: Mapping[str, PlainValue], left_out: list[LeftOut]) -> ListedSource:
    url, date = _text(fields.get("url")), read_date(_text(fields.get("date")))
    url = re.sub(r"\\(?=[^\w\s])", "", url)
    url = url if is_web_address(url) else ""
    held = {"title", "outlet"} | ({"url"} if url else set()) | ({"date"} if date else set())
    held = {key for key in held if isinstance(fields.get(key), str)}
    rest = " ".join(text for key, value in fields.items() if key not in held for text in _texts(value))
    left_out.append(LeftOut(" ".join(fields), "names of front matter keys"))
    if rest:
        left_out.append(LeftOut(rest, "detail of a listed source: no field holds it"))
    if date and "date" in held:
        left_out.append(LeftOut(_text(fields["date"]), f"stands as `{date}`"))
    title = fields.get("title")
    plain = _title_without_markup(title, left_out) if isinstance(title, str) else ""
    return ListedSource(plain, url, _text(fields.get("outlet")), date)


def _title_without_markup(title: str, left_out: list[LeftOut]) -> str:
    """Return a title without its markup; words in the markup are left out."""
    plain = plain_line(title)
    if count_words(title) - count_words(plain):
        left_out.append(LeftOut(one_line(title), "title of a source, with its markup"))
    return plain


_DEEPEST = 20
_MOST_REPEATED = 20_000
"""Nodes that aliases may add to those that are written out."""


class NotYamlError(ValueError):
    """The text is no YAML mapping; the message says why, on one line."""


def read_mapping(text: str) -> dict[str, PlainValue]:
    """Read a YAML mapping with every scalar as text.

    Raises:
        NotYamlError: it is something else, or nests or repeats more than front matter does.
    """
    try:
        nodes = _count_nodes(text)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise NotYamlError(getattr(error, "problem", None) or "unreadable") from None
    data = _plain(node, [nodes + _MOST_REPEATED]) if node is not None else {}
    if not isinstance(data, dict):
        raise NotYamlError("no keys with values")
    return data


def _count_nodes(text: str) -> int:
    """Count the nodes of a file; raise NotYamlError before the composer, which recurses, meets one without end."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise NotYamlError(f"nests deeper than {_DEEPEST} levels")
    return nodes


def _plain(node: yaml.Node, budget: list[int]) -> PlainValue:
    """Return a node as a plain value; the budget, one number, is for all nodes together, as aliases repeat them."""
    budget[0] -= 1
    if budget[0] < 0:
        raise NotYamlError("repeats itself beyond any use")
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in ("", "~", "null") else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, budget) for child in node.value]
    return {
        str(key.value): _plain(value, budget) for key, value in node.value if isinstance(key, yaml.ScalarNode)
    }
