"""mkdocs.yml as data, as the hosts read it, and where each key stands: its types and tags, and the file it inherits from.

Tags that make Python objects are read when a Markdown extension asks for them, and nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError, UnsafeConstructor
from yaml.error import Mark
from yaml.resolver import Resolver
from yaml_env_tag import construct_env_tag

from mkdocs_briefings.diagnostics.diagnostic import KeyPath, Span
from mkdocs_briefings.diagnostics.errors import UsageError

_DEEPEST = 100
_INHERIT = "INHERIT"
_PYTHON, _RELATIVE = "tag:yaml.org,2002:python/", "!relative"


@dataclass(slots=True)
class ConfigFile:
    """A settings file as data, merged with the file that it inherits from."""

    data: dict[Any, Any] = field(default_factory=dict)
    spans: dict[KeyPath, Span] = field(default_factory=dict)
    """Position of each key, and of each entry of a list."""
    twice: list[KeyPath] = field(default_factory=list)
    """Keys that stand twice, of which the last counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """A value under a tag for Markdown extensions: a Python object, or a path."""

    node: yaml.Node

    def __str__(self) -> str:
        return f"the tag {self.node.tag.replace('tag:yaml.org,2002:', '!!')}"

    @property
    def object_name(self) -> str:
        """Name of the Python object, as its tag has it."""
        return self.node.tag.rpartition(":")[2]

    def value(self, path_of: Callable[[str], str]) -> Any:
        """Return what is meant.

        Args:
            path_of: returns what a path under `!relative` stands for.

        Raises:
            ConstructorError: there is no such Python object.
        """
        if self.node.tag == _RELATIVE:
            return path_of(str(self.node.value))
        return _PythonConstructor().construct_document(self.node)


class _Loader(yaml.CSafeLoader):
    """Reads YAML 1.1, as the hosts do."""

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        """Return a moment or a day; what only looks like one is text, and told of where it is used."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


class _PythonConstructor(UnsafeConstructor, Resolver):
    """Makes the Python objects that a settings file names, which may run what its writer likes, as hooks do."""

    def __init__(self) -> None:
        UnsafeConstructor.__init__(self)
        Resolver.__init__(self)


def _tagged(loader: object, *node: Any) -> Tagged:
    return Tagged(node[-1])


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)
_Loader.add_constructor(_RELATIVE, _tagged)
_Loader.add_multi_constructor(_PYTHON, _tagged)
for _reader in (_Loader, _PythonConstructor):
    _reader.add_constructor("!ENV", construct_env_tag)


def read_config_file(path: str, heirs: tuple[str, ...] = ()) -> ConfigFile:
    """Return what a settings file says, over what the file that it names under `INHERIT` says.

    Args:
        path: as the user would type it.
        heirs: files that inherit from it.

    Raises:
        UsageError: a file is missing, no YAML or has no keys.
    """
    if path in heirs:
        raise UsageError(f"{heirs[-1]}: {_INHERIT} leads back to {path}")
    file = _read(path)
    inherited = file.data.pop(_INHERIT, None)
    if inherited is None:
        return file
    place = f"{file.spans[_INHERIT,]}: "
    parent = os.path.normpath(Path(path).parent / str(inherited))
    if not Path(parent).is_file():
        raise UsageError(f"{place}{_INHERIT}: {parent} is not there, or no file")
    below = read_config_file(parent, (*heirs, path))
    return ConfigFile(_merged(below.data, file.data), below.spans | file.spans, file.twice)


def _read(path: str) -> ConfigFile:
    file = ConfigFile()
    try:
        text = Path(path).read_bytes()
        _refuse_depth(text, path)
        loader = _Loader(text)
        node = loader.get_single_node()
        data = None if node is None else loader.construct_document(node)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except yaml.YAMLError as error:
        raise UsageError(_in_words(error, path)) from error
    except ValueError as error:
        raise UsageError(f"{path}: has a number that is too long") from error
    if data is None:
        return file
    if not isinstance(data, dict):
        raise UsageError(f"{path}:1:1: is no list of settings; write `site_name: ...`")
    file.data = data
    _locate(node, (), path, file, set())
    return file


def _refuse_depth(text: bytes, path: str) -> None:
    """Refuse deep nesting before composing, which recurses in C."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise UsageError(f"{path}: nests deeper than {_DEEPEST} levels")


def _in_words(error: yaml.YAMLError, path: str) -> str:
    mark: Mark | None = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else path
    reason = getattr(error, "problem", None) or " ".join(str(error).split())
    return f"{place}: not valid YAML: {reason}"


def _locate(node: yaml.Node | None, keys: KeyPath, path: str, file: ConfigFile, seen: set[int]) -> None:
    """Note where each key stands, of what aliases repeat once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*keys, str(key.value))
            if inner in file.spans:
                file.twice.append(inner)
            file.spans[inner] = _span(path, key)
            _locate(value, inner, path, file, seen)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            file.spans[*keys, number] = _span(path, value)
            _locate(value, (*keys, number), path, file, seen)


def _span(path: str, node: yaml.Node) -> Span:
    return Span(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _merged(below: Mapping[Any, Any], above: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return all keys of both; where both have keys under a key, all of these, else what is above."""
    merged = dict(below)
    for key, value in above.items():
        both = isinstance(merged.get(key), dict) and isinstance(value, dict)
        merged[key] = _merged(merged[key], value) if both else value
    return merged


__all__ = ["ConfigFile", "ConstructorError", "Tagged", "read_config_file"]
