"""Whatever stands in a file, the outcome is diagnostics, never an exception."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_briefings import pipeline
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.diagnostics.report import as_json, github, short
from mkdocs_briefings.model.content import Briefing, Source
from mkdocs_briefings.model.settings import Settings

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "brackets": b"[" * 5000,
    "closed brackets": b"[" * 2000 + b"]" * 2000,
    "dashes": b"- " * 5000,
    "deep block": "\n".join("  " * depth + "a:" for depth in range(400)).encode(),
    "questions": b"? " * 5000,
    "alias bomb": BOMB.encode(),
    "endless list": b"&a [*a]",
    "endless mapping": b"title: &a {x: *a}",
    "endless briefing": b"&a\ntitle: *a\nbody: *a\nexecutive_points: *a\n",
    "NUL": b"title: \x00",
    "control": b"title: \x1b[31mred",
    "surrogate": b'title: "\\ud800"',
    "surrogate bytes": b"title: \xed\xa0\x80",
    "not UTF-8": b"\xff\xfe\x00t",
    "UTF-16": "title: A visit".encode("utf-16"),
    "huge number": b"volume: " + b"9" * 5000,
    "huge date": b"date: " + b"9" * 5000,
    "year without end": b"date: 0000",
    "Arabic digits": "date: ٢٠٢٤".encode(),
    "tag": b"!!python/object/apply:os.system [echo]",
    "merge": b"a: &a {title: x}\n<<: *a",
    "two documents": b"a: 1\n---\nb: 2",
    "mapping as key": b"{a: 1}: 2",
    "long key": b"k" * 100_000 + b": 1",
    "list as key": b"? [a]\n: 1",
    "carriage returns": b"title: a\rdate: 2024\r\nbody: |\r  [@x]\r",
    "line separators": "title: a\u2028b\u0085c: [@x]\n".encode(),
    "byte order marks": b"\xef\xbb\xbf\xef\xbb\xbftitle: x",
    "empty": b"",
    "only a comment": b"# nothing",
    "directive": b"%YAML 9.9\n---\ntitle: x",
    "undefined alias": b"title: *a",
}
REST = {"title": "A", "date": "2024", "executive_points": ["x [@a]"], "body": "y"}
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
SOURCES = st.lists(st.dictionaries(st.sampled_from([*Source.model_fields]), VALUES, max_size=5), max_size=4)
BRIEFINGS = st.dictionaries(st.sampled_from([*Briefing.model_fields]), VALUES, max_size=6)


def examined(content: bytes, name: str = "briefings/2024/any.yaml") -> tuple[Diagnostic, ...]:
    """Check a desk with this file, and run every reporter over the diagnostics."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "content", name)
        file.parent.mkdir(parents=True)
        Path(folder, "content/briefings").mkdir(exist_ok=True)
        file.write_bytes(content)
        diagnostics = pipeline.examine(Settings(Path(folder), Path(folder, "content"))).diagnostics
    assert len(short(diagnostics).splitlines()) == len(github(diagnostics).splitlines()) == len(diagnostics)
    json.loads(as_json(diagnostics))
    lines = content.decode("utf-8", "replace").splitlines()
    assert all(
        1 <= problem.span.line <= len(lines) + 1 and problem.span.column >= 1 for problem in diagnostics
    )
    return diagnostics


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_file(content: bytes) -> None:
    assert examined(content)
    for registry in ("topics", "outlets", "notices", "entities/any"):
        examined(content, f"{registry}.yaml")


@given(st.text())
@example("title: x\n\x0c")
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    examined(text.encode("utf-8", "surrogatepass"))


@given(st.binary())
@settings(max_examples=100, deadline=None)
def test_any_bytes(content: bytes) -> None:
    examined(content)


@pytest.mark.slow
@given(BRIEFINGS, SOURCES)
@settings(max_examples=150, deadline=None)
def test_any_values(fields: dict[str, object], sources: list[dict[str, object]]) -> None:
    examined(json.dumps({**REST, "sources": sources, **fields}).encode())


@pytest.mark.slow
@given(
    st.lists(
        st.sampled_from([*"[]@;,:.`~<>(){}\\|-# \n'\"", "@a", "[@a]", "a", "```", "briefing:"]), max_size=40
    )
)
@settings(max_examples=150, deadline=None)
def test_any_markup(parts: list[str]) -> None:
    text = "".join(parts)
    written = {**REST, "body": text, "summary": text, "sources": [{"id": "a", "outlet": "A"}]}
    examined(json.dumps(written).encode())
