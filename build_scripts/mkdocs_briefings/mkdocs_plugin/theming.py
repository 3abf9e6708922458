"""MkDocs' theme as the builder needs it: one page at a time, and the frame around all pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from mkdocs_briefings.mkdocs_plugin.files import GeneratedPage
from mkdocs_briefings.mkdocs_plugin.shell import Shells
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.render.document import TEMPLATE
from mkdocs_briefings.render.shell import Segments, Shell

_OWN = {"briefings"}
_LINKED = re.compile(r"([\w.-]+\.md)\b")


def alone(config: MkDocsConfig) -> bool:
    """Whether no other plugin or hook has a say in the pages, so that each can be made without all others."""
    return set(config.plugins) <= _OWN and not config.hooks


def sources(config: MkDocsConfig) -> list[Path]:
    """Files and folders that the hand-written pages and the theme are made from."""
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    return [folder for folder in (Path(config.docs_dir), *map(Path, own)) if folder.exists()]


def said(config: MkDocsConfig) -> str:
    """All settings but where the site goes, functions among them by name."""
    apart = {"plugins", "theme", "site_dir"}
    own = config.plugins["briefings"].config if "briefings" in config.plugins else {}
    parts = (
        {name: value for name, value in config.items() if name not in apart},
        dict(config.theme),
        {name: value for name, value in own.items() if name != "at"},
    )
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(parts))


def linked(files: Files) -> frozenset[str]:
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
