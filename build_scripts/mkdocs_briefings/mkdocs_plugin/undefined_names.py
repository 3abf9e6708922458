"""Names that do not exist, in the templates of a desk: shown or gone through, they end a build, where Jinja shows nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Undefined
from jinja2.utils import missing


def refuse_undefined_names(lenient: type[Undefined], folder: Path) -> type[Undefined]:
    """Return what stands for a name without a value, so that a template below a folder cannot show it.

    Asking whether there is such a name (`if`, `is defined`, `default`) stays allowed, and so do attributes that are not
    there, such as a key of `page.meta`: Jinja gives them no value, and MkDocs' themes count on that.

    Args:
        lenient: what stands for it elsewhere.
        folder: the desk's own templates; those of themes may show what is not there.
    """

    class UndefinedName(lenient):  # type: ignore[misc, valid-type]
        def __str__(self) -> str:
            self._refuse()
            return str(super().__str__())

        def __iter__(self) -> Iterator[Any]:
            self._refuse()
            yield from super().__iter__()

        def _refuse(self) -> None:
            """Raise UndefinedError for a name by itself in a template of the desk."""
            if self._undefined_obj is missing and _is_below(folder, _template_that_runs()):
                self._fail_with_undefined_error()

    return UndefinedName


def _template_that_runs() -> str:
    """Return the file of the innermost template that runs now; empty if it has none."""
    frame = sys._getframe(1)  # noqa: SLF001 - as `inspect` does it
    while frame.f_back is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return getattr(frame.f_globals.get("__jinja_template__"), "filename", None) or ""


def _is_below(folder: Path, file: str) -> bool:
    return bool(file) and Path(file).resolve().is_relative_to(folder.resolve())
