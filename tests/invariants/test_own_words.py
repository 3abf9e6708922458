"""What users are told of a fault is said in words of ours: Python's and most libraries' change from version to version."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mkdocs_briefings

PACKAGE = Path(mkdocs_briefings.__file__).parent
SAFE = set(
    "strerror errno lineno colno close filename start position lineno code number problem_mark context_mark mark name error_count errors "
    "__traceback__".split()
)
"""What an exception holds that is no sentence of its author, or that the system says alike for every Python."""
HARMLESS = set("isinstance not_utf8 set_exception type _can_be_sent _damage _lost".split())
"""Functions that an exception may be handed to: none makes a text of its words."""
OTHERS_WORDS = {
    ("attachments/svg.py", "XMLSyntaxError"): "libxml2 says what is not well formed",
    ("charts/draw.py", "ValueError"): "vl-convert says why Vega-Lite cannot draw",
    ("charts/reading.py", "YAMLError"): "libyaml says what is no YAML",
    ("importers/front_matter.py", "YAMLError"): "libyaml says what is no YAML",
    ("importers/pdf_lines.py", "PdfiumError"): "read for the word password, and not shown",
    ("importers/read_bibtex.py", "InvalidNameString"): "pybtex says what is wrong with a name",
    ("importers/read_bibtex.py", "PybtexError"): "pybtex says what is no BibTeX",
    ("load/reader.py", "YAMLError"): "libyaml says what is no YAML",
    ("mkdocs_plugin/guarded_server.py", "MkDocsException"): "MkDocs says why it stops",
    ("mkdocs_plugin/run.py", "ConfigurationError"): "MkDocs says what is wrong in mkdocs.yml",
    ("mkdocs_plugin/run.py", "Abort"): "MkDocs says why it stops",
    ("mkdocs_plugin/run.py", "MkDocsException"): "MkDocs says why it stops",
    ("mkdocs_plugin/run.py", "Exception"): "a fault in Python of the desk, which Python names",
    ("model/mathml.py", "LatexError"): "math-core says what is wrong with a formula",
    ("publish/executor/protocol.py", "Exception"): "a fault of ours, for the one who mends it",
    ("publish/pack/modules.py", "CycleError"): "names of modules, as data",
    ("settings/extensions.py", "Exception"): "an extension says why it does not take its options",
    ("settings/yaml_file.py", "YAMLError"): "libyaml says what is no YAML",
    ("publish/pdf.py", "TypstError"): "Typst says why a page cannot be set",
}
"""Whose words are shown all the same, and why: by file and exception."""


def _types(handler: ast.ExceptHandler, module: ast.Module) -> list[str]:
    """Names of what a handler catches; a constant of the module stands for the tuple that it is."""
    caught = handler.type
    if isinstance(caught, ast.Name) and caught.id.isupper():
        (caught,) = (
            node.value
            for node in module.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == caught.id
        )
    each = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return [ast.unparse(kind).rpartition(".")[2] for kind in each if kind is not None]


def _words_used(handler: ast.ExceptHandler) -> Iterator[int]:
    """Yield the lines of a handler that may make a text of the exception's words."""
    for parent in (node for statement in handler.body for node in ast.walk(statement)):
        for child in ast.iter_child_nodes(parent):
            if isinstance(child, ast.Name) and child.id == handler.name and not _is_harmless(parent, child):
                yield child.lineno


def _is_harmless(parent: ast.AST, child: ast.Name) -> bool:
    """Whether what is done with an exception makes no text of its words."""
    match parent:
        case (
            ast.Attribute(attr=name) | ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(name), *_])
        ):
            return name in SAFE
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in HARMLESS
        case ast.Raise(exc=raised):
            return raised is not child
        case ast.BoolOp(values=[ast.Attribute(attr="strerror"), _]):  # all of the system's have one
            return True
    return isinstance(parent, (ast.Match, ast.Assign))


@pytest.fixture(scope="module")
def shown() -> list[tuple[str, str, int]]:
    """File, exception and line of each handler of others' exceptions that makes a text of their words."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    ours = set(re.findall(r"^class (\w+)", "\n".join(texts.values()), re.MULTILINE))
    places = []
    for path, text in texts.items():
        if not re.search(r"except .* as \w+:", text):
            continue
        module = ast.parse(text)
        for handler in (node for node in ast.walk(module) if isinstance(node, ast.ExceptHandler)):
            others = [kind for kind in _types(handler, module) if kind not in ours]
            file = path.relative_to(PACKAGE).as_posix()
            places += [(file, kind, line) for line in _words_used(handler) for kind in others]
    return places


def test_others_words_are_shown_where_it_is_said_why(shown) -> None:
    assert [place for place in shown if place[:2] not in OTHERS_WORDS] == []


def test_every_exemption_is_used(shown) -> None:
    assert OTHERS_WORDS.keys() - {place[:2] for place in shown} == set()
