"""The theme's page template, rendered once for all pages that differ only in what they show.

A Material page is some thousand template steps, and all but a few of its characters are the same on every
briefing. So one page of each sort is rendered with marked values in the place of its own; where the marks come
out are the slots (`render/shell.py`). A page is then its shell with the slots filled.

What cannot be told this way is rendered in full: a slot escaped in an unknown manner, a template that looks at
anything else of the page (the first page of each shell is compared with its full rendering), another
plugin's values in the context.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Template

from mkdocs_briefings.mkdocs_plugin.files import GeneratedPage
from mkdocs_briefings.render.shell import Segments, Shell, branches_of, marked, shell_of, slot_values, sort_of

Context = Mapping[str, Any]

_KNOWN = {
    "nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page",
}  # fmt: skip
_MOST_SHELLS = 300


@dataclass(slots=True)
class _Trial:
    """A shell, or None if pages of its sort have to be rendered in full."""

    shell: Shell | None
    proven: bool = False
    """Whether it was compared with a page rendered in full, whose every value differs from those of the marks."""


@dataclass(slots=True)
class Shells:
    """The shells of one build, by what their pages have in common."""

    trials: dict[str, _Trial] = field(default_factory=dict)
    branches: frozenset[Segments] = frozenset()
    """Every beginning of every address that the navigation links to."""

    @property
    def proven(self) -> dict[str, Shell]:
        """The shells that gave the same pages as full rendering."""
        return {sort: one.shell for sort, one in self.trials.items() if one.shell is not None and one.proven}

    def render(self, name: str, context: Context, full: Callable[[Context], str]) -> str:
        """The page: from its shell where that is the same, else in full.

        Args:
            name: of the template.
            context: what MkDocs gives the template.
            full: renders the template.
        """
        page = context.get("page")
        if not isinstance(page, GeneratedPage) or set(context) != _KNOWN:
            return full(context)
        if not self.branches:
            self.branches = branches_of({one.url for one in context["nav"].pages})
        values = _values(page)
        sort = sort_of(name, page.url, page.meta, values.keys(), self.branches)
        trial = self.trials.get(sort)
        if trial is None:
            if len(self.trials) >= _MOST_SHELLS:
                return full(context)
            shell = shell_of(full({**context, "page": _marked(page)}))
            trial = self.trials[sort] = _Trial(shell)
        if trial.shell is None:
            return full(context)
        filled = trial.shell.fill(values)
        if trial.proven:
            return filled
        plain = full(context)
        trial.shell, trial.proven = (trial.shell, True) if plain == filled else (None, False)
        return plain


def template_class(base: type[Template], shells: Shells) -> type[Template]:
    """A template class for MkDocs' environment whose pages come from shells."""

    class ShellTemplate(base):  # type: ignore[valid-type, misc]
        def render(self, *args: Any, **kwargs: Any) -> str:
            def full(context: Context) -> str:
                return base.render(self, context)

            return shells.render(self.name or "", dict(*args, **kwargs), full)

    return ShellTemplate


def _values(page: GeneratedPage) -> dict[str, str]:
    return slot_values(page.meta, page.content or "", page.canonical_url or "", page.url)


def _marked(page: GeneratedPage) -> GeneratedPage:
    """A copy of the page with marks for values; a page of the navigation keeps its place there.

    The home page, which alone has no address, is the only one of its sort.
    """
    marks = marked(_values(page))
    copied = copy.copy(page)
    copied.meta = {**page.meta, **{name: mark for name, mark in marks.items() if name in page.meta}}
    copied.content = marks.get("content")
    copied.canonical_url = marks.get("canonical")
    if not page.in_navigation:
        copied.title = marks["title"]
    if not page.in_navigation and "address" in marks:
        copied.file = copy.copy(page.file)
        folder = page.url.rstrip("/").rpartition("/")[0]
        address = "/".join(filter(None, (folder, marks["address"])))
        copied.file.url = address + ("/" if page.url.endswith("/") else "")
        copied.file.src_uri = copied.edit_url = marks["address"]
    return copied
