"""MkDocs' theme as the builder needs it: what the frame is made from, and pages that are rendered one at a time."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template

from mkdocs_briefings.host import (
    File,
    InclusionLevel,
    MkDocsConfig,
    Navigation,
    chosen,
    get_context,
)
from mkdocs_briefings.mkdocs_plugin.generated_pages import GeneratedPage
from mkdocs_briefings.mkdocs_plugin.headings import hide_headings
from mkdocs_briefings.mkdocs_plugin.linked_files import LinkedFiles
from mkdocs_briefings.mkdocs_plugin.page_head import Head
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
from mkdocs_briefings.settings.words import CATALOGUES


def no_other_plugins(config: MkDocsConfig) -> bool:
    """Return whether no other plugin or hook has a say in the pages, so that each can be made without all others."""
    return set(config.plugins) <= {"briefings"} and not config.hooks


def frame_sources(config: MkDocsConfig) -> list[Path]:
    """Return the folders that the hand-written pages, the site's own theme files and its catalogues are in."""
    beside = Path(config.config_file_path or "").parent / CATALOGUES
    folders = [*map(Path, filter(None, (config.docs_dir, config.theme.custom_dir))), beside]
    return [folder for folder in folders if folder.exists()]


def config_text(config: MkDocsConfig) -> str:
    """Return all settings as text, functions by name, without the folder of the site and the moment `at`."""
    left_out = {"plugins", "theme", "site_dir"}
    own = config.plugins["briefings"].config if "briefings" in config.plugins else {}
    parts = (
        {name: value for name, value in config.items() if name not in left_out},
        dict(config.theme),
        {name: value for name, value in own.items() if name != "at"},
    )
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(parts))


class MkDocsTheme:
    """The theme as MkDocs applies it to pages, inside its build."""

    def __init__(
        self, env: Environment, nav: Navigation, files: LinkedFiles, config: MkDocsConfig, shells: Shells
    ) -> None:
        self._env, self._nav, self._files, self._config, self._shells = env, nav, files, config, shells
        self._pages = files.documentation_pages()

    @property
    def shells(self) -> Mapping[str, Shell]:
        """The shells by their key, those that gave the bytes of full rendering."""
        return self._shells.proven

    @property
    def branches(self) -> frozenset[Segments]:
        """Every beginning of every URL that the navigation links to."""
        return self._shells.branches

    def full(self, page: Page) -> str:
        """Return the HTML of a page in the theme, from its shell where that gives equal bytes."""
        file = self._files.listed(page.uri)
        generated = file.page if file is not None else None
        if not isinstance(generated, GeneratedPage):
            file = File.generated(self._config, page.uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            generated = GeneratedPage(page, file, self._config)
        generated.read_source(self._config)
        generated.render(self._config, self._files)
        hide_headings(generated)
        generated.active = True
        try:
            context = get_context(self._nav, self._pages, self._config, generated)
            return str(self._env.get_template(TEMPLATE).render(context))
        finally:
            generated.active = False


Context = Mapping[str, Any]
"""Values that MkDocs gives a template, by name."""

_MAX_SHELLS = 300


@dataclass(slots=True)
class _Trial:
    """A shell that is to prove itself on the first page of its sort."""

    shell: Shell | None
    """None if pages of this sort have to be rendered in full."""
    proven: bool = False
    """Whether the shell was compared with a page rendered in full, whose every value differs from the marks."""


@dataclass(slots=True)
class Shells:
    """The theme's page template, rendered once for all pages that differ only in what they show.

    A Material page is some thousand template steps, and all but a few of its characters are the same on every
    briefing. So one page of each sort is rendered with marks in the place of its own values; where the marks come
    out are the slots (`render/shell.py`). A page is then its shell with the slots filled.

    What cannot be told this way is rendered in full: a slot escaped in an unknown manner, a template that looks at
    anything else of the page (the first page of each shell is compared with its full rendering), another
    plugin's values in the context.
    """

    trials: dict[str, _Trial] = field(default_factory=dict)
    """The shells of one build by their key, which is what their pages have in common."""
    branches: frozenset[Segments] = frozenset()
    """Every beginning of every URL that the navigation links to."""
    language_urls: frozenset[str] = frozenset()
    """URLs that pages link to because of their language."""
    rendered: int = 0
    """Number of generated pages that were asked for."""
    unexpected: frozenset[str] = frozenset()
    """Names of values that a template got and should not, or the other way round."""

    @property
    def proven(self) -> dict[str, Shell]:
        """The shells by their key, those that gave the bytes of full rendering."""
        return {
            key: trial.shell for key, trial in self.trials.items() if trial.shell is not None and trial.proven
        }

    @property
    def complaints(self) -> tuple[str, ...]:
        """Why no page came from a shell, a line for the log; none if one did, or there was no page."""
        if self.proven or not self.rendered:
            return ()
        reason = "no page of the theme could be made from another"
        if self.unexpected:
            names = ", ".join(sorted(self.unexpected))
            reason = f"what templates are given is not what {chosen().release} gives them ({names})"
        return (f"each generated page was rendered in full, which is slow: {reason}",)

    def render(self, name: str, context: Context, full: Callable[[Context], str]) -> str:
        """Return the HTML of a page: from its shell where that gives equal bytes, else rendered in full.

        Args:
            name: of the template.
            context: what MkDocs gives the template.
            full: renders the template.
        """
        page = context.get("page")
        if not isinstance(page, GeneratedPage):
            return full(context)
        self.rendered += 1
        if unexpected := chosen().context_names ^ context.keys():
            self.unexpected |= unexpected
            return full(context)
        if not self.branches:
            self.branches = navigation_branches(
                {*self.language_urls, *(linked.url for linked in context["nav"].pages)}
            )
        values = _values(page)
        key = shell_key(name, page.url, page.meta, values.keys(), self.branches)
        trial = self.trials.get(key)
        if trial is None:
            if len(self.trials) >= _MAX_SHELLS:
                return full(context)
            trial = _Trial(_shell(full({**context, "page": _with_marks(page)})))
            self.trials[key] = trial
        if trial.shell is None:
            return full(context)
        filled = trial.shell.fill(values)
        if trial.proven:
            return filled
        rendered = full(context)
        trial.shell, trial.proven = (trial.shell, True) if rendered == filled else (None, False)
        return rendered


def shell_template_class(base: type[Template], shells: Shells) -> type[Template]:
    """Return a class of templates, for MkDocs' environment, whose pages come from shells."""

    class ShellTemplate(base):  # type: ignore[valid-type, misc]
        def render(self, *args: Any, **kwargs: Any) -> str:
            def full(context: Context) -> str:
                return base.render(self, context)

            shells.language_urls = self.globals.get("language_urls", frozenset())
            return shells.render(self.name or "", dict(*args, **kwargs), full)

    return ShellTemplate


def _shell(rendered: str) -> Shell | None:
    """Return the shell of a page; None if what its head must say does not stand before all slots."""
    shell = parse_shell(rendered)
    return shell if shell is not None and Head.of(shell.literals[0]).covers(Head.of(rendered)) else None


def _values(page: GeneratedPage) -> dict[str, str]:
    return slot_values(page.meta, page.content or "", page.canonical_url or "", page.url)


def _with_marks(page: GeneratedPage) -> GeneratedPage:
    """Return a copy of the page with marks for values; a page of the navigation keeps its place there.

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
