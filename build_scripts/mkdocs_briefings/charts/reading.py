"""Reads the YAML of a chart as the values that JSON has, and says of all else what it is and where."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_LARGEST = 100_000
"""Characters of a chart."""
_DEEPEST = 100
_LONGEST_NUMBER = 40
"""Characters of a number that messages show."""
_MOST_OPENERS = 2_000
_OPENER = re.compile(r"[\[{]|(?:^|\s)[-?]\s", re.MULTILINE)
_TAG = "tag:yaml.org,2002:"
_NUMBERS = frozenset({f"{_TAG}int", f"{_TAG}float"})
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids (section 2.2), and DEL: no page, drawing or feed may hold them."""


class UnusableChart(Exception):
    """A chart that cannot be drawn, with every reason."""

    def __init__(self, *problems: ChartProblem) -> None:
        super().__init__(problems)
        self.problems = problems


class NotJsonError(ValueError):
    """A text that is no JSON with which a chart can be drawn; the message says why."""


@dataclass(frozen=True, slots=True)
class ChartProblem:
    """Something in a chart that cannot be used."""

    message: str
    """What is wrong, as it goes on after "the chart"."""
    hint: str = ""
    """What to do about it; may be empty."""
    line: int = 0
    """Line of its text, from 1; 0 for the chart as a whole."""


class _Loader(yaml.CSafeLoader):
    """Reads YAML as JSON has it: dates and `no` are words."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - a name of the library


for _name, _pattern, _first in (
    ("null", r"~|null|", "~n\0"),
    ("bool", r"true|false", "tf"),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", "-0123456789"),
):
    _Loader.add_implicit_resolver(f"{_TAG}{_name}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def read_values(source: str) -> dict[str, Any]:
    """Return what the text of a chart holds.

    Raises:
        UnusableChart: it is no mapping, or holds what JSON does not.
    """
    if len(source) > _LARGEST or len(_OPENER.findall(source)) > _MOST_OPENERS:
        hint = "put its data into a file: `data: {url: files/x.csv}`"
        raise UnusableChart(ChartProblem("is too large", hint))
    try:
        if problems := tuple(_event_problems(source)):
            raise UnusableChart(*problems)
        node = yaml.compose(source, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it cannot be read"
        line = mark.line + 1 if mark else 0
        raise UnusableChart(ChartProblem(f"is no YAML or JSON: {reason}", line=line)) from None
    if not isinstance(node, yaml.MappingNode):
        hint = "see the handbook for an example"
        raise UnusableChart(ChartProblem("is no Vega-Lite: it has no keys", hint))
    if problems := tuple(_node_problems(node)):
        raise UnusableChart(*problems)
    values: dict[str, Any] = _Loader("").construct_document(node)
    return values


def _event_problems(source: str) -> Iterator[ChartProblem]:
    """Yield what is wrong with the syntax of a chart; whoever asks for the values needs nothing but values."""
    depth = 0
    for event in yaml.parse(source, _Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            yield ChartProblem("refers to another part of itself (`*name`)", "write it out", line)
        elif tag := getattr(event, "tag", None):
            yield ChartProblem(f"has a type, '{tag}', before a value", "write the value alone", line)
        if depth > _DEEPEST:
            yield ChartProblem(f"is more than {_DEEPEST} levels deep", line=line)
            return


def _node_problems(node: yaml.Node) -> Iterator[ChartProblem]:
    """Yield what JSON does not have: keys that are no names or stand twice, numbers without end, control characters."""
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            yield from _key_problems(key, keys)
            yield from _node_problems(value)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _node_problems(part)
    else:
        yield from _scalar_problems(node)


def _key_problems(key: yaml.Node, before: set[str]) -> Iterator[ChartProblem]:
    line = key.start_mark.line + 1
    if not isinstance(key, yaml.ScalarNode):
        yield ChartProblem("has a key that is no word", line=line)
        return
    key.tag = f"{_TAG}str"
    yield from _scalar_problems(key)
    if key.value in before:
        yield ChartProblem(f"has the key '{key.value}' twice", line=line)
    before.add(key.value)


def _scalar_problems(node: yaml.Node) -> Iterator[ChartProblem]:
    line = node.start_mark.line + 1
    if node.tag in _NUMBERS and not math.isfinite(float(node.value)):
        yield ChartProblem("has a number that is too large", line=line)
    elif unreadable := UNREADABLE.search(node.value):
        yield ChartProblem(f"holds a control character (U+{ord(unreadable[0]):04X})", "take it out", line)


def read_json(text: str) -> object:
    """Return what a file of data holds.

    Raises:
        NotJsonError: it is no JSON, or holds what no drawing may.
    """
    try:
        value = json.loads(text, parse_constant=_finite, parse_float=_finite, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise NotJsonError(f"look at line {error.lineno}, and just before it") from None
    except RecursionError:
        raise _too_deep() from None
    if any(UNREADABLE.search(word) for word in _words_in(value, _DEEPEST)):
        raise NotJsonError("it holds a control character")
    return value


def _finite(number: str) -> float:
    if math.isfinite(value := float(number)):
        return value
    raise NotJsonError(f"{number[:_LONGEST_NUMBER]} is no number that can be drawn")


def _whole(number: str) -> int:
    _finite(number)
    return int(number)


def _too_deep() -> NotJsonError:
    return NotJsonError(f"it is more than {_DEEPEST} levels deep")


def _words_in(value: object, levels: int) -> Iterator[str]:
    """Yield all words of data, which are at most so many levels deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)) and not levels:
        raise _too_deep()
    elif isinstance(value, list):
        for part in value:
            yield from _words_in(part, levels - 1)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _words_in(part, levels - 1)
