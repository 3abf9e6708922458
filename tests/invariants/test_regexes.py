"""No regular expression takes quadratic time: each is run by hand over repeated signs, and its steps are counted.

A search that fails at each beginning only at the far end of a text takes minutes for what a guest pastes in.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest
from regex_steps import Matcher, TooManyStepsError, signs

PACKAGE = Path(__file__).parents[2] / "build_scripts/mkdocs_briefings"
N = 16
REPEATED = (
    *("a", "1", " ", "\n", "a ", "A b ", "a, ", "May 3, ", "1.", "- ", "— ", "[a](", "](", "[a](b ", "[[a] "),
    *(
        "![a](b",
        "[@a",
        "[^1]",
        "(a ",
        "``a ",
        "` ``",
        "<a ",
        "<!-- ",
        "{{< ",
        '"a ',
        "“a ",
        "*a ",
        "# ",
        "> ",
    ),
    *("| ", "a\n", "[a\n", "&a;", "\\[", "https://x/", "a@b "),
)
BOUNDED = {
    "check/leftovers.py:LEFTOVERS.13.pattern": "reads at most 600 characters",
    "importers/author_year.py:_CLAUSE": "reads one parenthesis of at most 600 characters",
    "importers/author_year.py:_NAME_BEFORE": "reads 100 characters",
    "importers/document_title.py:_NUMBER_AFTER": "reads at most 250 characters",
    "importers/label_blocks.py:_LABEL": "reads at most 250 characters",
    "importers/label_blocks.py:_SENTENCE": "reads at most 250 characters",
    "importers/not_press.py:_REGION": "reads one parenthesis of at most 600 characters",
    "importers/reference_list.py:_BETWEEN": "reads one entry of at most 1,000 characters",
    "importers/reference_list.py:_ET_AL": "reads one entry of at most 1,000 characters",
    "importers/reference_list.py:_EDITORS": "reads one entry of at most 1,000 characters",
    "importers/reference_list.py:_IN_BRACKETS": "reads one entry of at most 1,000 characters",
    "importers/reference_list.py:_JOURNAL": "reads one entry of at most 1,000 characters",
    "importers/text_paragraphs.py:_TORN": "reads 60 characters",
    "importers/head_lines.py:_SERIES": "reads at most 250 characters",
    "importers/head_lines.py:_HAN_SERIES": "reads at most 250 characters",
    "importers/markdown_spans.py:_LINK": "gives up after 500 signs",
    "importers/restrictions.py:_STATEMENT": "reads keys of at most 200 characters",
    "mkdocs_plugin/guarded_server.py:_ODD": "reads one address, and refuses it after 4,000 characters",
    "mkdocs_plugin/headings.py:_TAG": "reads clean HTML, where every tag ends",
    "render/bidi.py:_TAG": "reads clean HTML, where every tag ends",
    "render/export/engine.py:_STOP_OUTSIDE_QUOTES": "reads one reference",
    "render/machine_copy.py:_PERMALINK": "reads clean HTML, where every tag ends",
    "render/machine_copy.py:_TAG": "reads clean HTML, where every tag ends",
    "render/plain_words.py:_TAGS": "reads clean HTML, where every tag ends",
    "render/sanitise.py:_TAG": "reads no further than the last tag ends",
}
"""Expressions whose work for one beginning ends at a fixed length, and what sees to that."""
Named = tuple[str, re.Pattern[str], bool]


FILES = [
    path.relative_to(PACKAGE).as_posix()
    for path in sorted(PACKAGE.rglob("*.py"))
    if b"re.compile(" in path.read_bytes() and path.stem != "__main__"
]


def expressions(file: str) -> Iterator[Named]:
    """Yield each expression at the top of a module, by its name, and whether it is only tried at the beginning."""
    module = importlib.import_module(".".join((PACKAGE.name, *Path(file).with_suffix("").parts)))
    calls = {
        (node.value.id, node.attr)
        for node in ast.walk(ast.parse((PACKAGE / file).read_bytes()))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    for key, value in _values(module):
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            used = {attribute for name, attribute in calls if name == key}
            only_matched = bool(used) and used <= {"match", "fullmatch"}
            yield f"{file}:{key}", value, only_matched


def _values(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Yield what a module has at its top, by name; of a table of dataclasses also each field of each row."""
    for key, value in vars(module).items():
        yield key, value
        rows = value if isinstance(value, tuple) else ()
        for number, row in enumerate(
            row for row in rows if is_dataclass(row) and type(row).__module__ == module.__name__
        ):
            yield from ((f"{key}.{number}.{field.name}", getattr(row, field.name)) for field in fields(row))


def texts(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield beginnings and what is repeated after them, made of the signs that the expression names."""
    own = signs(pattern)[:8]
    yield from (("", sign) for sign in dict.fromkeys([*REPEATED, *own]))
    yield from ((f"a{sign}", sign) for sign in own)
    yield from ((sign, " ") for sign in own)


def growth(matcher: Matcher, beginning: str, repeated: str) -> int:
    """Return how much more the second half of a text takes than the first."""
    try:
        none, half, whole = (matcher.count(f"{beginning}{repeated * times}\x02") for times in (0, N, 2 * N))
    except TooManyStepsError:
        return sys.maxsize
    return whole - 2 * half + none


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_steps_are_linear(file: str) -> None:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        quadratic = {
            (name, beginning, repeated): more
            for name, pattern, only_matched in expressions(file)
            if name not in BOUNDED
            for matcher in [Matcher(pattern, only_at_start=only_matched)]
            for beginning, repeated in texts(pattern)
            if (more := growth(matcher, beginning, repeated)) > N**2 / 2
        }
    finally:
        sys.setrecursionlimit(before)
    assert quadratic == {}


@pytest.mark.slow
def test_steps_are_counted_where_python_matches() -> None:
    """The matcher that counts finds what Python's own finds."""
    for _, pattern, _ in chain.from_iterable(map(expressions, FILES)):
        for text in ("", "a", " a, [b](c) `d`", *(sign * 3 for sign in signs(pattern)[:5])):
            spans = [match.span() for match in pattern.finditer(text) if match[0]]
            assert [span for span in Matcher(pattern).matches(text) if span[0] < span[1]] == spans


def test_a_quadratic_expression_is_noticed() -> None:
    assert growth(Matcher(re.compile("a+b")), "", "a") > N**2 / 4
    assert growth(Matcher(re.compile("(?:a|a?)+b"), most=10_000), "", "a") == sys.maxsize
