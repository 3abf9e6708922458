"""The text of a mkdocs.yml: blocks, in which keys and values are JSON, so that a value is never read as anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import FunctionType
from typing import Any

from mkdocs_briefings.render.document import scalar

_STEP = "  "


def settings_text(settings: Mapping[str, object]) -> str:
    """Return settings as YAML: a line for each value, with functions by their names."""
    return "".join(f"{line}\n" for line in _lines(settings))


def is_writable(value: object) -> bool:
    """Return whether a value can be written: a text, a number or nothing, a function of a module, and what holds only such."""
    match value:
        case Mapping():
            return all(map(is_writable, value.values()))
        case list() | tuple():
            return all(map(is_writable, value))
        case FunctionType():
            return value.__qualname__.isidentifier()
        case _:
            return value is None or isinstance(value, str | bool | int | float)


def _lines(value: object) -> Iterator[str]:
    match value:
        case Mapping() if value:
            for key, held in value.items():
                yield from _entry(f"{scalar(str(key))}:", held, _STEP)
        case list() | tuple() if value:
            for held in value:
                yield from _item(held)
        case _:
            yield _leaf(value)


def _entry(key: str, value: object, step: str) -> Iterator[str]:
    if isinstance(value, Mapping | list | tuple) and value:
        yield key
        yield from (f"{step}{line}" for line in _lines(value))
    else:
        yield f"{key} {_leaf(value)}"


def _item(value: object) -> Iterator[str]:
    first, *rest = _lines(value)
    yield f"- {first}"
    yield from (f"{_STEP}{line}" for line in rest)


def _leaf(value: Any) -> str:
    match value:
        case FunctionType():
            return f"!!python/name:{value.__module__}.{value.__qualname__} ''"
        case Mapping():
            return "{}"
        case list() | tuple():
            return "[]"
        case _:
            return scalar(value)
