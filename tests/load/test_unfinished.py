"""What `briefings new` and an import leave to be replaced is not published."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.importers.write_yaml import _todo
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.new_draft import PLACEHOLDERS, new_draft

DRAFT = new_draft("A visit", "2024-02-05")
PUBLISHED = DRAFT.replace("status: draft ", "status: published ")
TODO = "\n".join(_todo(["the year is inferred"]))

Unfinished = Callable[[str], list[Diagnostic]]


def finished(but: str = "", written: str = "") -> str:
    """A published briefing with its own texts, but one."""
    text = PUBLISHED
    for placeholder in PLACEHOLDERS:
        key, colon, _ = placeholder.rpartition(": ")
        text = text.replace(placeholder, written if placeholder == but else f"{key}{colon}finished")
    return text


FINISHED = finished()


@pytest.fixture
def unfinished(write_desk) -> Unfinished:
    """Load a briefing, and return what is unfinished in it."""

    def read(text: str) -> list[Diagnostic]:
        diagnostics = load(write_desk({"briefings/2024/a.yaml": text})).diagnostics
        return [problem for problem in diagnostics if problem.code == "unfinished"]

    return read


def test_every_text_of_a_new_draft_is_a_placeholder() -> None:
    """Whatever `new` writes for readers to see, but the title and dates that it was given."""
    draft = yaml.load(DRAFT, yaml.CSafeLoader)
    (point,), (source,) = draft["executive_points"], draft["sources"]
    texts = [
        draft["summary"],
        draft["body"],
        point["text"],
        *(source[key] for key in ("outlet", "title", "url")),
    ]
    for text in texts:
        assert any(placeholder.rpartition(": ")[2] in text for placeholder in PLACEHOLDERS)
    assert len(texts) == len(PLACEHOLDERS)


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_a_placeholder_is_not_published(unfinished, placeholder: str) -> None:
    key, colon, value = placeholder.rpartition(": ")
    other_spelling = f'{key}{colon}"{value}"' if colon else placeholder.replace(" ", "\n      ")
    for written in (placeholder, other_spelling):
        text = finished(placeholder, written)
        (problem,) = unfinished(text)
        line = text.splitlines()[problem.span.line - 1][problem.span.column - 1 :]
        assert line.startswith(written.splitlines()[0][: problem.span.length])


def test_a_draft_may_have_them(unfinished) -> None:
    assert len(unfinished(PUBLISHED)) == len(PLACEHOLDERS)
    assert unfinished(DRAFT) == []
    assert unfinished(FINISHED) == []
    assert unfinished(DRAFT.replace("status: draft ", "status: review ")) == []


@pytest.mark.parametrize(
    "comment",
    [
        f"{TODO}\n",
        f"  {TODO}\n",
        f"corrections: []  {TODO}\n",
        f"{TODO.partition(':')[0]}\n",
        f"note-of: x\n{TODO}\n",
    ],
)
def test_a_remark_of_an_import_is_not_published(unfinished, comment: str) -> None:
    (problem,) = unfinished(FINISHED + comment)
    line = (FINISHED + comment).splitlines()[problem.span.line - 1]
    assert line[problem.span.column - 1 :] == "# TODO: the year is inferred"[: problem.span.length]
    assert unfinished(DRAFT + comment) == []


@pytest.mark.parametrize("value", ["  # TODO: the list of ships\n", "  a `# TODO` is a comment  # TODO\n"])
def test_what_readers_see_is_no_remark(unfinished, value: str) -> None:
    assert unfinished(f"{FINISHED}events:\n- date: 2024\n  text: |\n  {value}") == []
