"""What briefings need to know of the theme, which need not be installed: its language, and the folder that goes before it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.host import THEMES, USUAL_THEME
from mkdocs_briefings.model.languages import locale_tag
from mkdocs_briefings.settings.kinds import as_written
from mkdocs_briefings.settings.site_config import OWN_THEME, Problems
from mkdocs_briefings.settings.yaml_file import read_config_file

_ENGLISH = frozenset({OWN_THEME, USUAL_THEME, "material", "materialx", "readthedocs"})
"""Themes that are known to be in English unless they are told."""
_SETTINGS = f"{USUAL_THEME}_theme.yml"


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of a site, as mkdocs.yml names it."""

    name: str = ""
    """Empty if it has none, only a folder."""
    language: str = "en"
    custom_dir: Path | None = None

    @classmethod
    def read(cls, written: object, root: Path, problems: Problems) -> Theme:
        """Read what stands under `theme`, and add what is wrong with it.

        Args:
            written: a name, or keys with values; None for nothing.
            root: folder of mkdocs.yml.
            problems: of mkdocs.yml.
        """
        keys = (
            {"name": USUAL_THEME if written is None else written}
            if isinstance(written, str | None)
            else written
        )
        if not isinstance(keys, dict):
            problems.add(f"theme: {as_written(keys)} is neither a name nor keys with values", "theme")
            return cls()
        if "name" not in keys or not (keys["name"] or keys.get("custom_dir")):
            problems.add("theme: has no name", "theme")
        name = str(keys.get("name") or "")
        return cls(name, _language(keys, problems), _custom_dir(keys, root, problems))


def _custom_dir(keys: Mapping[Any, Any], root: Path, problems: Problems) -> Path | None:
    if "custom_dir" not in keys:
        return None
    folder = root / str(keys["custom_dir"])
    if not os.path.isdir(folder):  # noqa: PTH112 - a name may be too long to be one
        problems.add(f"theme: custom_dir: there is no folder {folder}", "theme", "custom_dir")
    return folder


def _language(keys: Mapping[Any, Any], problems: Problems) -> str:
    """Return the language of the theme: Material has a setting of its own; where that is English, the `locale` of all themes."""
    own = _own_settings(str(keys["name"])) if keys.get("name") not in _ENGLISH and keys.get("name") else {}
    language, locale = ({**own, **keys}.get(name) for name in ("language", "locale"))
    if "locale" in keys and not isinstance(keys["locale"], str):
        problems.add(f"theme: locale: {as_written(locale)} is no text", "theme", "locale")
        return "en"
    try:
        tag = locale_tag(str(locale or "en"))
    except ValueError:
        problems.add(f"theme: locale: {as_written(locale)} is no locale, such as pt_BR", "theme", "locale")
        return "en"
    return str(language) if language and str(language) != "en" else tag


@cache
def _own_settings(name: str) -> Mapping[Any, Any]:
    """Return what an installed theme says of itself, over the one that it extends; nothing of one that is not installed."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - only themes of others are looked up

    for entry in entry_points(group=THEMES, name=name):
        package, *inner = entry.module.split(".")
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        try:
            own = read_config_file(str(Path(spec.origin).parent.joinpath(*inner, _SETTINGS))).data
        except UsageError:  # the host says what is wrong with a theme
            continue
        extended = own.get("extends")
        return {**_own_settings(str(extended)), **own} if extended else own
    return {}
