"""The Markdown extensions of a site that briefings are written with: none that lets a text choose a file or a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_KEPT_FROM_BRIEFINGS = (
    "pymdownx.snippets",
    "pymdownx.b64",
    "markdown_include",
    "mdx_include",
    "mkdocs-click",
    "mkdocs_click",
    "mkdocs-typer",
    "mkdocs_typer",
    "mkdocstrings",
    "markdown_exec",
)
"""Extensions, or packages of them, that read files, import modules or run code which a text names."""
_FENCES = "pymdownx.superfences"


def for_briefings(extensions: Iterable[object]) -> tuple[str, ...]:
    """Return the names of extensions that briefings may use.

    Other plugins add theirs as objects (`mkdocstrings` imports the module that a text names); these are for hand-written pages.
    """
    return tuple(name for name in extensions if isinstance(name, str) and not _is_kept_back(name))


def configs_for_briefings(configs: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the settings of extensions that briefings may use, without fences that run code (`markdown-exec`)."""
    kept = {name: options for name, options in configs.items() if not _is_kept_back(name)}
    fences = kept.get(_FENCES, {}).get("custom_fences")
    if fences:
        own = [fence for fence in fences if not _is_kept_back(_module_of(fence))]
        kept[_FENCES] = {**kept[_FENCES], "custom_fences": own}
    return kept


def _is_kept_back(name: str) -> bool:
    """Return whether a name is that of such an extension, of a module in its package, or of a class in that."""
    return any(name == kept or name.startswith((f"{kept}.", f"{kept}:")) for kept in _KEPT_FROM_BRIEFINGS)


def _module_of(fence: Mapping[str, Any]) -> str:
    """Return the module of the function that writes a fence."""
    return str(getattr(fence.get("format"), "__module__", ""))
