"""The shape of the code: everything public is documented, nothing is long."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "build_scripts/mkdocs_briefings"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 350
SHORTEST_FILE = 30
EMPTY_NAMES = {"one", "shown", "found", "known", "made", "left", "told", "there", "said"}
PRIVATE_WORDS = ("likewise", "the same for", "the same of", "the same as lists")
LONGEST_FUNCTION = 60
Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@cache
def everything(path: Path) -> tuple[ast.AST, ...]:
    """The module of a file, and all that is in it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


PRONOUN = re.compile(r"(Its?|Their|They|Them|Those|These|That|This)\b")


QUESTION = re.compile(r"(What|Who|Where|How|Which|Whether)\b")
PUBLISHED = {f"{name}.py" for name in ("content", "content_model", "machine_copy", "settings", "vocabulary")}
"""Files of `model/` whose docstrings are descriptions on the reference page and in the schemas, below the name of a key."""


def nodes(path: Path) -> Iterator[Node]:
    """Functions and classes, methods too."""
    return (node for node in everything(path) if isinstance(node, Node))


def is_overload(node: Node) -> bool:
    return any(ast.unparse(decorator) == "overload" for decorator in node.decorator_list)


def public(tree: ast.Module | ast.ClassDef) -> Iterator[Node]:
    """What a reader of the file may use: top level and the methods of public classes."""
    for node in tree.body:
        if isinstance(node, Node) and not node.name.startswith("_") and not is_overload(node):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def problems(path: Path) -> Iterator[str]:
    """What is wrong with the shape of a file."""
    tree, lines = everything(path)[0], len(path.read_text(encoding="utf-8").splitlines())
    assert isinstance(tree, ast.Module)
    if lines > LONGEST_FILE or (lines < SHORTEST_FILE and not path.stem.startswith("__")):
        yield f"{lines} lines"
    if not ast.get_docstring(tree):
        yield "the file has no docstring"
    yield from (f"{node.name} has no docstring" for node in public(tree) if not ast.get_docstring(node))
    for node in nodes(path):
        if PRONOUN.match(ast.get_docstring(node) or ""):
            yield f"the docstring of {node.name} begins with a pronoun, whose noun is elsewhere"
        is_described = path.parent.name == "model" and path.name in PUBLISHED
        if (
            isinstance(node, ast.ClassDef)
            and QUESTION.match(ast.get_docstring(node) or "")
            and not is_described
        ):
            yield f"the docstring of the type {node.name} is no noun"
        length = (node.end_lineno or 0) - node.lineno + 1
        if not isinstance(node, ast.ClassDef) and length > LONGEST_FUNCTION:
            yield f"{node.name} has {length} lines"


def unclear_words(path: Path) -> Iterator[str]:
    """Words of a file that a stranger reads twice."""
    text = path.read_text(encoding="utf-8").casefold()
    yield from (words for words in PRIVATE_WORDS if words in text)
    for node in everything(path):
        name = node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else ""
        if name in EMPTY_NAMES:
            yield f"{name} in line {node.lineno}"


@pytest.mark.parametrize("look", [problems, unclear_words], ids=lambda look: look.__name__)
def test_every_file(look: Callable[[Path], Iterator[str]]) -> None:
    told = {path.relative_to(PACKAGE).as_posix(): list(look(path)) for path in FILES}
    assert {file: lines for file, lines in told.items() if lines} == {}


def test_most_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in nodes(path)
        if not isinstance(node, ast.ClassDef)
    )
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30


def test_no_name_that_says_nothing() -> None:
    empty = ("Manager", "Helper", "Util", "Processor")
    named = {node.name for path in FILES for node in nodes(path)}
    assert sorted(name for name in named if name.endswith(empty)) == []
    assert [path.name for path in FILES if path.stem in {"utils", "util", "helpers", "common", "misc"}] == []


def hands_on(handler: ast.ExceptHandler) -> bool:
    """Whether a fault is raised again, or put into a future, which raises it where its result is asked for."""
    return any(
        isinstance(node, ast.Raise) or (isinstance(node, ast.Attribute) and node.attr == "set_exception")
        for node in ast.walk(handler)
    )


def test_no_catch_all() -> None:
    """A fault of any kind is never swallowed."""
    caught = [
        f"{path.name}:{node.lineno}"
        for path in FILES
        for node in everything(path)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) == "Exception")
        and not hands_on(node)
    ]
    assert caught == []
