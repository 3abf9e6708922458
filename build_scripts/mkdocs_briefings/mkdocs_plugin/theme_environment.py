"""The Jinja environment of MkDocs' theme: it says messages, lists no hidden folders, and compiles a template once in a process.

Material keeps twelve thousand icons in a hidden folder. MkDocs lists every file of a theme, and only then drops the
hidden ones; and it compiles each template anew in each build. Together that is half of the time of a small build.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, pass_context
from jinja2.bccache import Bucket
from markupsafe import escape

from mkdocs_briefings.host import Theme, chosen
from mkdocs_briefings.mkdocs_plugin.looks import THEMES
from mkdocs_briefings.mkdocs_plugin.undefined_names import refuse_undefined_names
from mkdocs_briefings.model.messages import ENGLISH, nearest_language
from mkdocs_briefings.model.settings import RenderSettings


class VisibleFilesLoader(FileSystemLoader):
    """Templates in folders; a list of them leaves out what lies in hidden folders."""

    def list_templates(self) -> list[str]:
        """Return the names of all files outside hidden folders, in order."""
        names = set[str]()
        for folder in self.searchpath:
            for path, folders, files in os.walk(folder, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(path).relative_to(folder)
                names.update((below / name).as_posix() for name in files)
        return sorted(names)


class CompiledTemplates(BytecodeCache):
    """Compiled templates in memory, by name and source; each only for environments that compile alike."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], tuple[object, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the compiled template into a bucket if there is one."""
        compiled_for, code = self._codes.get((bucket.key, bucket.checksum), (None, None))
        if compiled_for == _what_compiling_depends_on(bucket.environment):
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled template of a bucket."""
        if bucket.code is not None:
            compiled_for = _what_compiling_depends_on(bucket.environment)
            self._codes[bucket.key, bucket.checksum] = compiled_for, bucket.code


_COMPILED = CompiledTemplates()
_OTHER_NAMES = {"no": "nb", "zh-hans": "zh"}
"""Tags of languages that Material names otherwise."""


def use_theme_environment(theme: Theme) -> None:
    """Have MkDocs make the environment of this theme as `theme_environment` does."""
    theme.get_env = partial(theme_environment, theme)  # type: ignore[method-assign]


def theme_environment(theme: Theme) -> Environment:
    """Return MkDocs' environment for a theme, with a loader and a cache that spare work."""
    env = type(theme).get_env(theme)
    env.loader = VisibleFilesLoader(theme.dirs)
    env.bytecode_cache = _COMPILED
    if theme.custom_dir:
        refuse_undefined_names(env, Path(theme.custom_dir))
    return env


def say_in_theme(env: Environment, theme: Theme, settings: RenderSettings) -> None:
    """Let templates of the theme say messages, as those of pages do, and know the language of their page.

    MkDocs escapes nothing in templates, so what is said comes escaped.
    """
    from mkdocs_briefings.mkdocs_plugin.page_language import PageLanguages  # noqa: PLC0415 - only where MkDocs makes pages
    from mkdocs_briefings.mkdocs_plugin.written_formulas import with_written_formulas  # noqa: PLC0415
    from mkdocs_briefings.render.face_view import face_view  # noqa: PLC0415
    from mkdocs_briefings.render.sharing import open_graph_locale  # noqa: PLC0415

    languages = PageLanguages(settings, cache(partial(_material_language, folders=tuple(theme.dirs))))

    def in_page(say: Callable[..., Any]) -> Callable[..., Any]:
        return pass_context(
            lambda context, *args, **values: say(languages.words(context.get("page")), *args, **values)
        )

    env.globals.update(
        t=in_page(lambda words, text, **values: escape(words(text, **values))),
        th=in_page(lambda words, text, **values: words.html(text, **values)),
        tn=in_page(lambda words, *args, **values: escape(words.plural(*args, **values))),
        tc=in_page(lambda words, context, text, **values: escape(words.in_context(context, text, **values))),
        says_english=languages.words(None).language == ENGLISH,
        page_language=languages.of_page,
        place=languages.place,
        language_links=languages.links,
        language_urls=languages.urls(),
        host_name=chosen().title,
        with_formulas=with_written_formulas,
        theme_name=THEMES.get(str(theme.name), ""),
        site_locale=open_graph_locale(settings.language),
        face=face_view(settings),
    )


def _material_language(language: str, folders: Iterable[str]) -> str:
    """Return the language of Material's words that is nearest to one."""
    names = [path.stem for folder in folders for path in Path(folder, "partials/languages").glob("*.html")]
    by_tag = {**_OTHER_NAMES, **{name.lower(): name for name in names}}
    return nearest_language(language, by_tag) or ENGLISH


def _what_compiling_depends_on(env: Environment) -> Any:
    """Return what besides its source decides how a template is compiled; filters and tests of constants are computed then."""
    return (
        dict(env.filters),
        dict(env.tests),
        sorted(env.extensions),
        env.autoescape,
        env.sandboxed,
        env.optimized,
    )
