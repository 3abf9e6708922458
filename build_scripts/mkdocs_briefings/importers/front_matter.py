"""Front matter to metadata: the keys that site generators use, each read into the field that holds it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

import yaml

from mkdocs_briefings.importers.article import LeftOut, ListedSource, Metadata, count_words
from mkdocs_briefings.importers.date_phrases import WrittenDate, read_dates
from mkdocs_briefings.importers.lexer import tokenise
from mkdocs_briefings.importers.markdown_spans import is_web_address, plain_line
from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS, Kind

PlainValue = str | None | list["PlainValue"] | dict[str, "PlainValue"]

_KEYS: Mapping[str, str] = {
    "title": "title headline name",
    **{facet.kind: facet.imported_keys for facet in FACETS.values()},
    "volume": "volume vol",
    "issue": "issue number no",
    "date": "date published published_on publish_date pubdate date_published",
    "language": "language lang locale",
    "summary": "summary description abstract excerpt deck dek subtitle",
    "points": "executive_points executive_summary key_points key_takeaways points takeaways",
    "sources": "sources references links citations",
}
_FIELD = {name: field for field, names in _KEYS.items() for name in names.split()}
_LONGEST_DATE = 60
_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?=$|[T ]\d)")


def read_metadata(data: Mapping[str, PlainValue]) -> tuple[Metadata, tuple[LeftOut, ...]]:
    """What the front matter says in our words, and what no field holds.

    The first key that fills a field wins; the same thing said twice is left out with that reason.
    """
    held: dict[str, PlainValue] = {}
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
    names = {kind: _names(held.get(kind), left) for kind, facet in FACETS.items() if facet.many}
    sources = tuple(_sources(held.get("sources"), left))
    written = _text(held.get("date"))
    found = Metadata(
        title=_text(held.get("title")),
        publication=_text(held.get(Kind.PUBLICATION)),
        volume=whole_number(_text(held.get("volume"))),
        issue=whole_number(_text(held.get("issue"))),
        date=read_date(written),
        date_text=written,
        authors=names[Kind.AUTHOR],
        language=_text(held.get("language")).replace("_", "-"),
        filed={kind: names[kind] for kind, facet in FACETS.items() if facet.filed},
        summary=_text(held.get("summary")),
        points=_points(held.get("points")),
        sources=sources,
    )
    return found, tuple(left)


def front_matter_words(data: Mapping[str, PlainValue]) -> str:
    """All the words of front matter, as YAML reads them."""
    return " ".join(_texts(dict(data)))


def read_date(text: str) -> PartialDate | None:
    """A date as ISO 8601 or as English and Russian texts write it, with its year; None if it is none."""
    if len(text) > _LONGEST_DATE:
        return None
    if match := _ISO.match(text):
        number, month, day = (int(part or 0) for part in match.groups())
        when = WrittenDate(number, month, day)
    else:
        line = tokenise(text)
        start = next((at for at in range(len(line)) if read_dates(line, at)), None)
        read = read_dates(line, start) if start is not None else None
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


def _fits(field: str, value: PlainValue) -> bool:
    """Whether the value has the shape its field takes."""
    if field in ("volume", "issue"):
        return whole_number(_text(value)) is not None
    if field == "date":
        return read_date(_text(value)) is not None
    if field == "language":
        return bool(re.fullmatch(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*", _text(value)))
    takes_list = field in FACETS and FACETS[Kind(field)].many
    return takes_list or field in ("sources", "points") or isinstance(value, str)


def _text(value: PlainValue) -> str:
    """One line, with references such as `&#8217;` read: titles often come from a web page."""
    return one_line(html.unescape(value)) if isinstance(value, str) else ""


def _names(value: PlainValue, left: list[LeftOut]) -> tuple[str, ...]:
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


def _points(value: PlainValue) -> tuple[str, ...]:
    return (one_line(value),) if isinstance(value, str) else tuple(one_line(text) for text in _texts(value))


def _texts(value: PlainValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield " ".join([f"{key}:", *_texts(one)])


def _sources(value: PlainValue, left: list[LeftOut]) -> Iterator[ListedSource]:
    for one in value if isinstance(value, list) else [value] if value else []:
        if isinstance(one, str):
            is_url = is_web_address(one.strip())
            yield (
                ListedSource(url=one.strip())
                if is_url
                else ListedSource(title=_title_without_markup(one, left))
            )
        elif isinstance(one, dict):
            yield _source(one, left)
        else:
            left.append(LeftOut(" ".join(_texts(one)), "in the list of sources, and no source"))


def _source(fields: Mapping[str, PlainValue], left: list[LeftOut]) -> ListedSource:
    url, date = _text(fields.get("url")), read_date(_text(fields.get("date")))
    url = re.sub(r"\\(?=[^\w\s])", "", url)
    url = url if is_web_address(url) else ""
    held = {"title", "outlet"} | ({"url"} if url else set()) | ({"date"} if date else set())
    held = {key for key in held if isinstance(fields.get(key), str)}
    rest = " ".join(text for key, val in fields.items() if key not in held for text in _texts(val))
    left.append(LeftOut(" ".join(fields), "names of front matter keys"))
    left += [LeftOut(rest, "detail of a listed source: no field holds it")] if rest else []
    if date and "date" in held:
        left.append(LeftOut(_text(fields["date"]), f"stands as `{date}`"))
    title = fields.get("title")
    return ListedSource(
        _title_without_markup(title, left) if isinstance(title, str) else "",
        url,
        _text(fields.get("outlet")),
        date,
    )


def _title_without_markup(title: str, left: list[LeftOut]) -> str:
    """A title without its markup; words that the markup held are left out."""
    said = plain_line(title)
    if count_words(title) - count_words(said):
        left.append(LeftOut(one_line(title), "title of a source, with its markup"))
    return said


_LONGEST = 1_000_000
_DEEPEST = 20
_MOST_NODES = 20_000


class NotYamlError(ValueError):
    """The text is no YAML mapping; the message says why, on one line."""


def read_mapping(text: str) -> dict[str, PlainValue]:
    """A YAML mapping with every scalar left as text.

    Raises:
        NotYamlError: it is something else, or nests or repeats beyond any use.
    """
    try:
        _refuse_depth(text)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise NotYamlError(getattr(error, "problem", None) or "unreadable") from None
    data = _plain(node, [_MOST_NODES]) if node is not None else {}
    if not isinstance(data, dict):
        raise NotYamlError("no keys with values")
    return data


def yaml_scalar(text: str) -> str:
    """One line of text as a YAML scalar, quoted only where it must be."""
    written = yaml.dump(str(text), Dumper=yaml.CSafeDumper, allow_unicode=True, width=_LONGEST)
    return str(written).removesuffix("\n").removesuffix("\n...")


def _refuse_depth(text: str) -> None:
    """The composer recurses, and a file must not choose how deep."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise NotYamlError(f"nests deeper than {_DEEPEST} levels")


def _plain(node: yaml.Node, budget: list[int]) -> PlainValue:
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
