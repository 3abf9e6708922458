"""MkDocs' theme as the builder needs it: one page at a time, and the frame around all pages."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from mkdocs_briefings.mkdocs_plugin.generated_pages import GeneratedPage
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.render.document import TEMPLATE
from mkdocs_briefings.render.shell import (
    Segments,
    Shell,
    navigation_branches,
    parse_shell,
    shell_key,
    slot_markers,
    slot_values,
)

_OWN = {"briefings"}
_LINKED = re.compile(r"([\w.-]+\.md)\b")


def no_other_plugins(config: MkDocsConfig) -> bool:
    """Whether no other plugin or hook has a say in the pages, so that each can be made without all others."""
    return set(config.plugins) <= _OWN and not config.hooks


def frame_sources(config: MkDocsConfig) -> list[Path]:
    """Files and folders that the hand-written pages and the theme are made from."""
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    return [folder for folder in (Path(config.docs_dir), *map(Path, own)) if folder.exists()]


def config_text(config: MkDocsConfig) -> str:
    """All settings but where the site goes, functions among them by name."""
    apart = {"plugins", "theme", "site_dir"}
    own = config.plugins["briefings"].config if "briefings" in config.plugins else {}
    parts = (
        {name: value for name, value in config.items() if name not in apart},
        dict(config.theme),
        {name: value for name, value in own.items() if name != "at"},
    )
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(parts))


def linked_names(files: Files) -> frozenset[str]:
    """Names of the Markdown files that hand-written pages may link to."""
    texts = (file.content_string for file in files.documentation_pages() if file.generated_by is None)
    return frozenset(name for text in texts for name in _LINKED.findall(text))


class MkDocsTheme:
    """Renders pages as MkDocs would, inside its build."""

    def __init__(
        self, env: Environment, nav: Navigation, files: Files, config: MkDocsConfig, shells: Shells
    ) -> None:
        self._env, self._nav, self._files, self._config, self._shells = env, nav, files, config, shells
        self._pages = files.documentation_pages()

    @property
    def shells(self) -> Mapping[str, Shell]:
        """The shells that gave the same pages as full rendering."""
        return self._shells.proven

    @property
    def branches(self) -> frozenset[Segments]:
        """Every beginning of every address that the navigation links to."""
        return self._shells.branches

    def full(self, page: Page) -> str:
        """The page in the theme; the environment's templates know the shells."""
        file = self._files.get_file_from_path(page.uri)
        made = file.page if file is not None else None
        if not isinstance(made, GeneratedPage):
            generated = File.generated(
                self._config, page.uri, content="", inclusion=InclusionLevel.NOT_IN_NAV
            )
            made = GeneratedPage(page, generated, self._config)
        made.read_source(self._config)
        made.render(self._config, self._files)
        made.active = True
        try:
            context = get_context(self._nav, self._pages, self._config, made)
            return str(self._env.get_template(TEMPLATE).render(context))
        finally:
            made.active = False


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
            self.branches = navigation_branches({one.url for one in context["nav"].pages})
        values = _values(page)
        sort = shell_key(name, page.url, page.meta, values.keys(), self.branches)
        trial = self.trials.get(sort)
        if trial is None:
            if len(self.trials) >= _MOST_SHELLS:
                return full(context)
            shell = parse_shell(full({**context, "page": _marked(page)}))
            trial = self.trials[sort] = _Trial(shell)
        if trial.shell is None:
            return full(context)
        filled = trial.shell.fill(values)
        if trial.proven:
            return filled
        plain = full(context)
        trial.shell, trial.proven = (trial.shell, True) if plain == filled else (None, False)
        return plain


def shell_template_class(base: type[Template], shells: Shells) -> type[Template]:
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
    marks = slot_markers(_values(page))
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
