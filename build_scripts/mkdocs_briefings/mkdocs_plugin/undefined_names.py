"""Names that do not exist, in the templates of a desk: shown or gone through, they end a build, where Jinja shows nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, Undefined, nodes
from jinja2.utils import missing


def refuse_undefined_names(env: Environment, folder: Path) -> None:
    """Have templates below a folder, those of the desk, show no name that nothing gives a value.

    Asking whether there is such a name (`if`, `is defined`, `default`) stays allowed. So do attributes that are not
    there, such as a key of `page.meta`, and names that some template sets at times: themes count on these to be empty,
    and desks copy from themes.
    """
    lenient: type[Undefined] = env.undefined
    names = cache(lambda: frozenset(_names_set(env)))

    class UndefinedName(lenient):  # type: ignore[misc, valid-type]
        def __str__(self) -> str:
            self._refuse()
            return str(super().__str__())

        def __iter__(self) -> Iterator[Any]:
            self._refuse()
            yield from super().__iter__()

        def _refuse(self) -> None:
            """Raise UndefinedError for a name by itself in a template of the desk."""
            is_by_itself = self._undefined_obj is missing
            if (
                is_by_itself
                and _is_below(folder, _template_that_runs())
                and self._undefined_name not in names()
            ):
                self._fail_with_undefined_error()

    env.undefined = UndefinedName


def _names_set(env: Environment) -> Iterator[str]:
    """Yield every name that some template of an environment gives a value."""
    for name in env.list_templates(extensions=("html",)):
        if env.loader is not None:
            source, _, _ = env.loader.get_source(env, name)
            with suppress(TemplateSyntaxError):  # of a template that may never be used
                parsed = env.parse(source)
                yield from (each.name for each in parsed.find_all(nodes.Name) if each.ctx != "load")


def _template_that_runs() -> str:
    """Return the file of the innermost template that runs now; empty if it has none."""
    frame = sys._getframe(1)  # noqa: SLF001 - as `inspect` does it
    while frame.f_back is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return getattr(frame.f_globals.get("__jinja_template__"), "filename", None) or ""


def _is_below(folder: Path, file: str) -> bool:
    return bool(file) and Path(file).resolve().is_relative_to(folder.resolve())
