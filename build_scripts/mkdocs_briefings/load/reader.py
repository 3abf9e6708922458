"""From YAML to plain data, and from a place in the data back to a position. The only file that imports yaml.

Scalars stay text (pydantic converts them), so that `no` is a word and `2026-13-02` a date somebody can be
told about; keys are strings; a plain `null`, `~` or nothing is None.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import yaml
from yaml.error import Mark
from yaml.reader import ReaderError

from mkdocs_briefings.diagnostics.diagnostic import KeyPath, Place, Span
from mkdocs_briefings.diagnostics.messages import closest_word

PlainData = str | None | list["PlainData"] | dict[str, "PlainData"]

_LARGEST_FILE = 4 * 1024 * 1024
"""Characters of a file."""
_MOST_NODES = 50_000
_DEEPEST = 40
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TAGS: Mapping[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.MappingNode: "tag:yaml.org,2002:map",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
}
_OWN_TAGS = frozenset({*_TAGS.values(), "!"})
_OPENERS = ("[", "{", "- ", "-\t", "? ", "?\t")
_SAFE_OPENERS = 2_000
"""With fewer openers than this, no nesting can exhaust the C composer's stack."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What no output format may hold: controls, and what Unicode says is no character."""
_BIDI = re.compile(r"[\u202a-\u202e]|[\u2066-\u2068][^\u2069]*\Z")
"""Embeddings and overrides of direction, and isolates without an end (UAX 9): a text is then not read as written."""
_ANY_HIDDEN = re.compile(rf"[{_CONTROL.pattern[1:-1]}\u202a-\u202e\u2066-\u2068]")
_ESCAPED = re.compile(r"\\[0abefvxuUN_LP]")
"""The escapes of YAML (section 5.7) that can stand for one of these characters."""
_LONGEST_SPAN = 160
"""Characters that a span covers at most."""
_BLOCKS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of syntax that keeps a file from being plain data."""

    code: str
    """Name of a rule: `invalid-yaml`, `duplicate-key` or `hidden-character`."""
    span: Span
    message: str
    hint: str = ""
    """What to do; may be empty."""
    key: str = ""
    """Key of the document that stands twice; empty for any other fault."""


def read_yaml(text: str, path: str, verbatim: Collection[str] = ()) -> tuple[PlainData, list[Fault]]:
    """Return the plain data of one YAML document, and its faults; None as data if it is not readable at all.

    A key written twice keeps its first value and is a fault.

    Args:
        text: the document.
        path: file it stands in, as the user would type it.
        verbatim: keys of the document whose values keep the characters that no output may hold.
    """
    try:
        node = _compose(text)
    except (yaml.YAMLError, _Refused) as error:
        return None, [_fault(error, path, text)]
    faults: list[Fault] = []
    budget = iter(range(_MOST_NODES))
    try:
        data = _plain(node, path, faults, budget, _DEEPEST) if node is not None else None
    except _Refused as error:
        return None, [_fault(error, path, text)]
    if node is not None and (_ANY_HIDDEN.search(text) or ("\\" in text and _ESCAPED.search(text))):
        faults += _hidden(node, path, text, set())
        kept = {key: data[key] for key in verbatim if key in data} if isinstance(data, dict) else {}
        data = _without_controls(data)
        data = {**data, **kept} if isinstance(data, dict) else data
    return data, faults


def locate(place: Place, root: Path) -> Span:
    """Return the position of a place; if it is not there, that of the nearest key above, or the file's start.

    Args:
        place: where in the data of a file.
        root: folder that the paths of places are relative to.
    """
    text, node = _last_read(str(root / place.path), _stamp(root / place.path))
    if node is None:
        return Span(place.path)
    key, value, whole = _walk(node, place.keys)
    if not whole or (place.on_key and key is not None):
        return _span(place.path, key or value)
    if isinstance(value, yaml.ScalarNode) and (place.length or value.style in _BLOCKS):
        return _inside(text, value, place)
    return _span(place.path, value)


def texts_in(data: PlainData) -> Iterator[str]:
    """Yield all texts in plain data, at any depth; no keys."""
    yield from (text for _, text in texts_with_keys(data))


def texts_with_keys(data: PlainData, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield all texts in plain data, at any depth, each with the keys that lead to it."""
    if isinstance(data, str):
        yield keys, data
    elif data is not None:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts_with_keys(value, (*keys, key))


class _Loader(yaml.CBaseLoader):
    """A loader that resolves nothing: a node without a tag is what it looks like, and a scalar is text.

    No tag depends on where a node stands; what is called at its begin and its end are functions in C that do nothing.
    """

    descend_resolver = staticmethod(operator.is_)  # type: ignore[assignment]
    ascend_resolver = staticmethod(int)  # type: ignore[assignment]

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return _TAGS[kind]


class _Refused(Exception):
    """YAML that is well formed and yet refused."""

    def __init__(self, message: str, mark: Mark | None, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.mark, self.hint = message, mark, hint


def _compose(text: str) -> yaml.Node | None:
    if len(text) > _LARGEST_FILE:
        raise _Refused("is larger than 4 MB", None, "split it, or keep data files elsewhere")
    if sum(map(text.count, _OPENERS)) > _SAFE_OPENERS:
        _refuse_depth(text)
    return yaml.compose(text, Loader=_Loader)


def _refuse_depth(text: str) -> None:
    """Refuse deep nesting before composing: the C composer recurses, and content must not choose how deep."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _Refused(f"nests deeper than {_DEEPEST} levels", event.start_mark)  # type: ignore[arg-type]


def _plain(node: yaml.Node, path: str, faults: list[Fault], budget: Iterator[int], deep: int) -> PlainData:
    if not deep:  # an alias inside what it stands for has no end
        raise _Refused(f"nests deeper than {_DEEPEST} levels", node.start_mark)
    if next(budget, None) is None:
        raise _Refused(
            "holds too much: aliases repeat it beyond any use", node.start_mark, "write values out"
        )
    if node.tag not in _OWN_TAGS:
        raise _Refused(f"the tag {node.tag} has no meaning here", node.start_mark, "remove it")
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NULLS else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, path, faults, budget, deep - 1) for child in node.value]
    data: dict[str, PlainData] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if not name:
            raise _Refused("a key must be a word", key.start_mark)
        if name in data:
            message = f"'{name}' is here twice"
            top = name if deep == _DEEPEST else ""
            faults.append(Fault("duplicate-key", _span(path, key), message, "keep one of the two", top))
            continue
        data[name] = _plain(value, path, faults, budget, deep - 1)
    return data


def _hidden(node: yaml.Node, path: str, text: str, seen: set[int]) -> Iterator[Fault]:
    """Yield the characters that no reader sees, of each node once, whatever its aliases."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if hidden := _CONTROL.search(node.value) or _BIDI.search(node.value):
            span = _inside(text, node, Place(path, offset=hidden.start(), length=1))
            message = f"the text holds U+{ord(hidden[0][0]):04X}, which readers do not see"
            yield Fault("hidden-character", span, message, "remove it")
        return
    inner = node.value if isinstance(node, yaml.SequenceNode) else [*chain.from_iterable(node.value)]
    for child in inner:
        yield from _hidden(child, path, text, seen)


def _without_controls(data: PlainData) -> PlainData:
    if isinstance(data, str):
        return _CONTROL.sub("", data)
    if isinstance(data, list):
        return [_without_controls(item) for item in data]
    return {key: _without_controls(value) for key, value in data.items()} if isinstance(data, dict) else data


def _fault(error: yaml.YAMLError | _Refused, path: str, text: str) -> Fault:
    if isinstance(error, _Refused):
        return Fault("invalid-yaml", _at(path, error.mark), error.message, error.hint)
    if isinstance(error, ReaderError):
        lines = (text.encode()[: error.position].decode(errors="replace") + "?").splitlines()
        message = f"not valid YAML: the character U+{error.character:04X} is not allowed"
        return Fault("invalid-yaml", Span(path, len(lines), len(lines[-1])), message, "remove it")
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context", None)
    message = f"not valid YAML: {problem}" + (f" ({context})" if context else "")
    return Fault("invalid-yaml", _at(path, mark), message, _advice(message))


def _advice(message: str) -> str:
    if "mapping values are not allowed" in message:
        return "put the value in quotes: a colon followed by a space starts a new key"
    if "could not find expected ':'" in message or "did not find expected" in message:
        return "look for a missing colon, quote or indentation at or just above this line"
    if "cannot start any token" in message:
        return "put the value in quotes, and indent with spaces, not tabs"
    return ""


def _at(path: str, mark: Mark | None) -> Span:
    return Span(path, mark.line + 1, mark.column + 1) if mark else Span(path)


def _span(path: str, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    long = end.column - start.column if end.line == start.line else 1
    return Span(path, start.line + 1, start.column + 1, max(1, min(long, _LONGEST_SPAN)))


def _walk(node: yaml.Node, keys: KeyPath) -> tuple[yaml.Node | None, yaml.Node, bool]:
    """Return the key node and the value node at `keys`, and whether every key was there."""
    key: yaml.Node | None = None
    for step in keys:
        inner = _step(node, step)
        if inner is None:
            return key, node, False
        key, node = inner
    return key, node, True


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        entries = {key.value: (key, value) for key, value in reversed(node.value)}
        # `validate` reads misspelt keys too
        return entries.get(step) or entries.get(closest_word(str(step), entries))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    if isinstance(node, yaml.ScalarNode) and step == "text":  # an executive point written as a plain string
        return None, node
    return None


def _inside(text: str, node: yaml.ScalarNode, place: Place) -> Span:
    """Return the position of a stretch of a scalar: the source is searched for the occurrence that the value has.

    A stretch over several lines has the position of its first line, or of its first word where the source breaks that
    line. A whole block scalar has that of its first line of text, because its node starts at the `|`.
    """
    lines = _lines(text, node)
    stretch = node.value[place.offset : place.offset + place.length].split("\n")[0].strip()
    for words in (stretch, stretch.split(" ")[0]) if stretch else ():
        before = node.value.count(words, 0, place.offset + len(words) - 1)
        if span := _occurrence(place.path, lines, words, before):
            return span
    first = next((line.strip() for _, line in lines if line.strip()), "") if node.style in _BLOCKS else ""
    return (_occurrence(place.path, lines, first, 0) if first else None) or _span(place.path, node)


def _lines(text: str, node: yaml.ScalarNode) -> list[tuple[int, str]]:
    """Return the lines of a scalar with their numbers; what stands before it in its first line is blanked."""
    start, end = node.start_mark, node.end_mark
    lines = list(enumerate(text.splitlines(), start=1))[start.line : end.line + 1]
    if not lines:
        return []
    (number, first), *rest = lines
    if node.style in _BLOCKS:  # a comment may follow the `|`, and the node ends where the next begins
        return rest if end.column else rest[: end.line - start.line - 1]
    return [(number, " " * start.column + first[start.column :]), *rest]


def _occurrence(path: str, lines: list[tuple[int, str]], words: str, before: int) -> Span | None:
    """Return where the words stand after `before` earlier occurrences; None when there are no more."""
    for number, line in lines:
        column = line.find(words)
        while column >= 0:
            if not before:
                return Span(path, number, column + 1, max(1, min(len(words), _LONGEST_SPAN)))
            before -= 1
            column = line.find(words, column + 1)
    return None


@lru_cache(maxsize=4)
def _last_read(path: str, _stamp: tuple[int, int]) -> tuple[str, yaml.Node | None]:
    """Return the text and the nodes of a file; kept, because findings come file by file. An edit changes the stamp."""
    if not Path(path).is_file():  # a pipe has no end
        return "", None
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        return text, _compose(text)
    except (OSError, UnicodeDecodeError):
        return "", None
    except (yaml.YAMLError, _Refused):
        return text, None


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
