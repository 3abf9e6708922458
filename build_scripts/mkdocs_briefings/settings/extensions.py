"""The Markdown extensions of mkdocs.yml with their options, tried as Python-Markdown will use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from mkdocs_briefings.diagnostics.diagnostic import KeyPath
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.host import PACKAGES
from mkdocs_briefings.settings.site_config import Problems
from mkdocs_briefings.settings.yaml_file import ConstructorError, Tagged

BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that each site has."""
_KEY = "markdown_extensions"
_MAKES_EXTENSION = "def makeExtension("
_WRONG = "write a list of names, each with its options below it or none"
_OPTIONAL = PACKAGES | {"material", "materialx"}
"""Packages that a desk without a host need not have."""
_INSTEAD = {
    f"{package}.emoji.{name}": f"pymdownx.emoji.{other}"
    for package in ("material.extensions", "materialx", "materialx.extensions")
    for name, other in (("twemoji", "twemoji"), ("to_svg", "to_alt"))
}
"""What stands in for an object of a theme that is not installed: of emoji the character, in place of a picture."""


@dataclass(slots=True)
class Extensions:
    """The Markdown extensions of a settings file, with their options."""

    problems: Problems
    root: Path
    """Folder of mkdocs.yml."""
    names: list[str] = field(default_factory=lambda: list(BUILT_IN))
    configs: dict[str, dict[Any, Any]] = field(default_factory=dict)
    """Options by name of the extension."""
    notes: list[str] = field(default_factory=list)
    """What is left out, a line each."""
    folders: dict[str, Path] = field(default_factory=dict)
    """What a path under `!relative` may begin with; the docs folder takes the place of that of a page."""

    def read(self, value: object, docs: Path) -> None:
        """Read what stands under `markdown_extensions`, if anything does.

        Args:
            value: what stands there.
            docs: the docs folder, which paths may begin with.
        """
        self.folders = {"$config_dir": self.root, "$docs_dir": docs}
        for keys, name, options in self._entries([] if value is None else value):
            if not isinstance(name, str) or not isinstance(options or {}, dict):
                self.problems.add(f"{_KEY}: {_WRONG}", *keys)
                continue
            resolved = self._resolved(options, keys) if options else None
            if self._is_usable(name, resolved or {}, keys):
                self.names += () if name in self.names else (name,)
                self.configs |= {name: resolved} if resolved else {}

    def _entries(self, value: object) -> Iterator[tuple[KeyPath, object, Any]]:
        """Yield each extension with the keys that lead to it, and its options."""
        if isinstance(value, dict):
            for name, options in value.items():
                yield (_KEY, str(name)), name, options
        elif isinstance(value, list):
            for number, entry in enumerate(value):
                if isinstance(entry, dict) and len(entry) == 1:
                    ((name, options),) = entry.items()
                    yield (_KEY, number, str(name)), name, options
                else:
                    yield (_KEY, number), entry, None
        else:
            self.problems.add(f"{_KEY}: {_WRONG}", _KEY)

    def _resolved(self, value: Any, keys: KeyPath) -> Any:
        """Return options with the objects and paths that their tags stand for, without those that are not installed."""
        if isinstance(value, dict):
            inner = {key: self._resolved(each, (*keys, str(key))) for key, each in value.items()}
            return {key: each for key, each in inner.items() if each is not _LEFT_OUT}
        if isinstance(value, list):
            entries = (self._resolved(each, (*keys, number)) for number, each in enumerate(value))
            return [each for each in entries if each is not _LEFT_OUT]
        return self._object(value, keys) if isinstance(value, Tagged) else value

    def _object(self, tagged: Tagged, keys: KeyPath) -> Any:
        name = tagged.object_name
        try:
            return _made(tagged, self._path_of)
        except UsageError as error:
            if not _is_absent(error, name):
                self.problems.add(f"{_KEY}: {error}", *keys)
                return _LEFT_OUT
        instead = _INSTEAD.get(name, "")
        what = f"{instead} stands in for it" if instead else "the option is left out"
        self.notes.append(f"{self.problems.places.of(*keys)}'{name}' is not installed; {what}")
        return resolve_name(instead) if instead else _LEFT_OUT

    def _path_of(self, path: str) -> str:
        start, _, below = path.partition("/")
        return str(self.folders.get(start, self.folders["$docs_dir"]) / below)

    def _is_usable(self, name: str, options: dict[Any, Any], keys: KeyPath) -> bool:
        if not options and _is_brought(name):
            return True
        try:
            _try(name, options)
        except UsageError as error:
            if name.partition(".")[0] in _OPTIONAL and _is_absent(error, name):
                self.notes.append(
                    f"{self.problems.places.of(*keys)}the extension '{name}' is not installed, and left out"
                )
            else:
                hint = did_you_mean(name, _brought_names()) if _is_absent(error, name) else ""
                self.problems.add(f"{_KEY}: '{name}' cannot be used: {error}{hint and f'; {hint}'}", *keys)
            return False
        return True


def _made(tagged: Tagged, path_of: Callable[[str], str]) -> Any:
    """Return what a tag stands for.

    Raises:
        UsageError: there is no such object, or it cannot be made.
    """
    try:
        return tagged.value(path_of)
    except Exception as error:
        raise UsageError(_reason(error, f"there is no '{tagged.object_name}'")) from error


def _try(name: str, options: dict[Any, Any]) -> None:
    """Have Python-Markdown take an extension.

    Raises:
        UsageError: there is no such extension, or it does not take these options.
    """
    import markdown  # noqa: PLC0415 - most desks name extensions without options, all of which are there

    try:
        markdown.Markdown().registerExtensions([name], {name: options})
    except Exception as error:
        raise UsageError(_reason(error, "there is none")) from error


def _reason(error: Exception, absent: str) -> str:
    """Return why an extension or an object cannot be used.

    Args:
        error: as it was raised.
        absent: what to say of one that is not there.
    """
    match error:
        case ConstructorError() | ModuleNotFoundError():
            return absent
        case KeyError():
            return f"it has no option {error}"
        case _:
            return f"{type(error).__name__}: {' '.join(str(error).split())}"


def _is_absent(error: UsageError, name: str) -> bool:
    """Return whether something could not be made or taken because the package that its name begins with is not there."""
    cause = error.__cause__
    absent = cause if isinstance(cause, ModuleNotFoundError) else cause and cause.__context__
    return isinstance(absent, ModuleNotFoundError) and absent.name == name.partition(".")[0]


def _is_brought(name: str) -> bool:
    """Return whether an extension comes with libraries of this package; its name holds without a trial."""
    return any(
        name.startswith(start)
        and (file := root.joinpath(*name.removeprefix(start).split(".")).with_suffix(".py")).is_file()
        and _MAKES_EXTENSION in file.read_text(encoding="utf-8")
        for root, start in _libraries()
    )


def _brought_names() -> Iterator[str]:
    """Yield the names of the extensions that come with libraries of this package."""
    for root, start in _libraries():
        for path in root.rglob("*.py"):
            if _MAKES_EXTENSION in path.read_text(encoding="utf-8"):
                yield start + ".".join(path.relative_to(root).with_suffix("").parts)


@cache
def _libraries() -> tuple[tuple[Path, str], ...]:
    """Return the folders of Python-Markdown's own extensions and those of its companion, none imported, and how their names begin."""
    markdown, pymdownx = (
        Path(str(spec.origin)).parent for name in ("markdown", "pymdownx") if (spec := find_spec(name))
    )
    return (markdown / "extensions", ""), (pymdownx, "pymdownx.")


_LEFT_OUT = object()
"""Stands for an option that is left out."""
