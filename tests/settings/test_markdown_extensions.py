"""Which Markdown extensions of a site its briefings are written with."""

from __future__ import annotations

import pytest
from markdown.extensions import Extension

from mkdocs_briefings.settings.markdown_extensions import configs_for_briefings, for_briefings

KEPT_BACK = (
    "pymdownx.snippets", "pymdownx.snippets:SnippetExtension", "markdown_include", "markdown_include.include",
    "markdown_include.include:MarkdownInclude", "mdx_include.mdx_include", "pymdownx.b64", "mkdocs-click", "mkdocs-typer",
    "mkdocstrings", "markdown_exec",
)  # fmt: skip


@pytest.mark.parametrize("name", KEPT_BACK)
def test_what_reads_files_or_runs_code_is_not_for_briefings(name: str) -> None:
    assert for_briefings(["tables", name, "pymdownx.superfences"]) == ("tables", "pymdownx.superfences")
    assert configs_for_briefings({"toc": {"permalink": True}, name: {"x": 1}}) == {"toc": {"permalink": True}}


def test_extensions_that_plugins_bring_are_not_for_briefings() -> None:
    assert for_briefings(["tables", Extension()]) == ("tables",)


def test_names_that_only_begin_alike_stay() -> None:
    assert for_briefings(["markdown_includes", "pymdownx.snippetsx"]) == (
        "markdown_includes",
        "pymdownx.snippetsx",
    )


def test_fences_that_run_code_are_not_for_briefings() -> None:
    def run() -> None:
        """Run code."""

    def draw() -> None:
        """Draw a picture."""

    run.__module__ = "markdown_exec._internal.main"
    fences = [{"name": "python", "format": run}, {"name": "mermaid", "format": draw}, {"name": "math"}]
    configs = {"pymdownx.superfences": {"custom_fences": fences, "css_class": "x"}}
    assert configs_for_briefings(configs) == {
        "pymdownx.superfences": {"custom_fences": fences[1:], "css_class": "x"}
    }
    assert configs["pymdownx.superfences"]["custom_fences"] == fences
