"""From plain data to models; of faulty data what can be used is saved, and the rest is said in the desk's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mkdocs_briefings.diagnostics.diagnostic import Finding, KeyPath, Place
from mkdocs_briefings.diagnostics.messages import closest_word, did_you_mean
from mkdocs_briefings.load.key_hints import hint_for_key, inner_model
from mkdocs_briefings.load.reader import PlainData
from mkdocs_briefings.model.by_language import LANGUAGE_TAGS, SITE_LANGUAGE
from mkdocs_briefings.model.content_model import NAME_TAGS
from mkdocs_briefings.model.countries import COUNTRY_PATTERN, country_hint
from mkdocs_briefings.model.field_types import (
    DOI_PATTERN,
    EMAIL_PATTERN,
    ISBN_PATTERN,
    LANGUAGE_PATTERN,
    PICTURE_PATTERN,
    SLUG_PATTERN,
    SOURCE_ID_PATTERN,
)

Model = TypeVar("Model", bound=BaseModel)

_LIMITS = {
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_short": "must have at least {min_length}, not {actual_length}",
    "too_long": "must have at most {max_length}, not {actual_length}",
    "string_too_long": "must have at most {max_length} characters",
}
_VALUES = "enum string_pattern_mismatch timezone_aware empty_text notice_target reserved_name check_digit license name_in_parts family_name unknown_country repeated_language".split()
_CODES = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "missing_date": "missing-key",
    "impossible_date": "impossible-date",
    "unsafe_address": "bad-address",
    **dict.fromkeys([*_LIMITS, *_VALUES], "wrong-value"),
}
"""Names of rules by pydantic's types of errors; all others are `wrong-type`."""
_FORMS = {
    SLUG_PATTERN: "use small letters, digits and single hyphens: `my-id`",
    SOURCE_ID_PATTERN: "use letters, digits and underscores, and single hyphens, dots or colons between them: `sb-2024-01-27`",
    LANGUAGE_PATTERN: "use a BCP 47 tag: `en`, `pt-BR`, `zh-Hant`",
    DOI_PATTERN: "a DOI begins with 10 and a full stop: `10.1000/182`",
    ISBN_PATTERN: "an ISBN has 13 digits, or 10 before 2007, with or without hyphens: `978-0-306-40615-7`",
    EMAIL_PATTERN: "write one address: `desk@example.org`",
    PICTURE_PATTERN: "name a picture under the content folder: `files/port.jpg` (avif, gif, jpg, png, svg or webp)",
}
_ATTEMPTS = 2
"""How often faulty parts are left out: without a faulty key, what held it may be faulty."""
_NO_KEYS = frozenset({"[key]", *NAME_TAGS, *LANGUAGE_TAGS})
"""Steps in the places that pydantic gives which are no keys of the content."""
_SHAPES = {dict: "keys with values", list: "a list", str: "text", type(None): "nothing"}
_TYPES = {
    "string_type": "text",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "model_type": "keys with values",
    "datetime_parsing": "a time such as 2024-02-05T09:00:00-05:00",
    "datetime_from_date_parsing": "a time such as 2024-02-05T09:00:00-05:00",
}


def validate(
    model: type[Model], data: PlainData, place: Place, language: str = "en"
) -> tuple[Model | None, list[Finding]]:
    """Return a model of the data, and every fault in the data; None as model when a required part is missing.

    A value with a fault is left out, a value under a misspelt required key is put under the right one, and the rest is
    validated again: so later stages can check the rest of the file in the same run.

    Args:
        model: what the data should be.
        data: as read from YAML.
        place: where the data stands; findings have places below it.
        language: of the site, BCP 47.
    """
    context = {SITE_LANGUAGE: language}
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    misspelt = _misspelt(model, details)
    holders = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    details = [detail for detail in details if not _follows(detail, holders, misspelt.values())]
    findings = [_finding(model, detail, place) for detail in details]
    saved = _renamed(data, misspelt)
    faulty = (_keys(detail["loc"]) for detail in details if detail["type"] != "missing")
    saved = _without(saved, [keys for keys in faulty if keys not in misspelt])
    for _ in range(_ATTEMPTS):
        try:
            return model.model_validate(saved, context=context), findings
        except ValidationError as error:
            saved = _without(saved, [_keys(detail["loc"]) for detail in error.errors(include_url=False)])
    return None, findings


def _misspelt(model: type[BaseModel], errors: list[ErrorDetails]) -> dict[KeyPath, KeyPath]:
    """Return the unknown keys that must be misspelt missing ones, each with the key that was meant."""
    missing = {_keys(error["loc"]) for error in errors if error["type"] == "missing"}
    unknown = (_keys(error["loc"]) for error in errors if error["type"] == "extra_forbidden")
    meant = {keys: (*keys[:-1], closest_word(str(keys[-1]), _fields(model, keys[:-1]))) for keys in unknown}
    return {keys: right for keys, right in meant.items() if right in missing}


def _renamed(data: PlainData, names: Mapping[KeyPath, KeyPath]) -> PlainData:
    """Return a copy with other names for some keys."""
    copy = deepcopy(data)
    for wrong, right in names.items():
        holder: Any = copy
        for key in wrong[:-1]:
            holder = holder[key]
        holder[right[-1]] = holder.pop(wrong[-1])
    return copy


def _finding(model: type[BaseModel], error: ErrorDetails, place: Place) -> Finding:
    kind, keys = error["type"], _keys(error["loc"])
    code = _CODES.get(kind, "wrong-type")
    name = str(keys[-1]) if keys else ""
    message, hint, on_key = error["msg"], "", False
    if kind == "extra_forbidden":
        message, hint, on_key = (
            f"unknown key '{name}'",
            hint_for_key(name, model, _model_at(model, keys[:-1])),
            True,
        )
    elif kind == "missing":
        message, hint = f"'{name}' is missing", f"add `{name}:`"
        keys = keys[:-1]
    elif kind == "enum":
        words = re.findall("'([^']+)'", error["ctx"]["expected"])
        message = f"'{error['input']}' is not a value of '{_label(keys)}'"
        hint = did_you_mean(str(error["input"]), words) or f"one of: {', '.join(words)}"
    elif kind in _TYPES:
        got = error["input"]
        seen = f"'{got}'" if isinstance(got, str) else _SHAPES.get(type(got), "something else")
        message = f"'{_label(keys)}' must be {_TYPES[kind]}, not {seen}"
    elif kind in _LIMITS:
        message = f"'{_label(keys)}' {_LIMITS[kind].format(**error.get('ctx', {}))}"
    elif kind == "string_pattern_mismatch":
        message = f"'{error['input']}' is not a value of '{_label(keys)}'"
        hint = _form_hint(error["ctx"]["pattern"], str(error["input"]))
    elif kind == "unsafe_address":
        hint = "copy it again from the browser; it starts with https:// or http://"
    elif kind != "missing_date":
        hint = error.get("ctx", {}).get("hint", "")
        message = f"'{_label(keys)}': {message[:1].lower()}{message[1:]}" if keys else message
    return Finding(Place(place.path, (*place.keys, *keys), on_key=on_key), code, message.rstrip("."), hint)


def _form_hint(pattern: str, written: str) -> str:
    """Return what a value that has not the form of a pattern has to look like."""
    if pattern == COUNTRY_PATTERN:
        return country_hint(written)
    return _FORMS.get(pattern, f"it must match {pattern}")


def _follows(
    error: ErrorDetails, holders: Container[tuple[int | str, ...]], meant: Collection[KeyPath]
) -> bool:
    """Return whether an error only follows from another: a key missing since it is misspelt, a list short by its faults.

    Args:
        error: the error.
        holders: places of everything that holds an error.
        meant: required keys that are there, but misspelt.
    """
    misspelt = error["type"] == "missing" and _keys(error["loc"]) in meant
    return misspelt or (error["type"] == "too_short" and error["loc"] in holders)


def _label(keys: KeyPath) -> str:
    """Return the way to a value as messages give it: members of lists count from 1."""
    return ".".join(str(key + 1 if isinstance(key, int) else key) for key in keys)


def _keys(loc: tuple[int | str, ...]) -> KeyPath:
    return tuple(key for key in loc if key not in _NO_KEYS)


def _fields(model: Any, keys: KeyPath) -> Iterable[str]:
    """Return the names of the fields of the model that stands at `keys`."""
    inner = _model_at(model, keys)
    return inner.model_fields if inner is not None else ()


def _model_at(model: Any, keys: KeyPath) -> type[BaseModel] | None:
    """Return the model that stands at `keys` below another; None where there is none."""
    for key in keys:
        if isinstance(key, str) and isinstance(model, type) and issubclass(model, BaseModel):
            model = model.model_fields[key].annotation if key in model.model_fields else None
        model = inner_model(model)
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _without(data: PlainData, faulty: list[KeyPath]) -> PlainData:
    """Return a copy without the values at those keys; list items go from the end, so that indexes stay true."""
    copy = deepcopy(data)
    for keys in sorted(faulty, key=lambda keys: [(isinstance(k, int), k) for k in keys], reverse=True):
        holder: Any = copy
        for key in keys[:-1]:
            holder = holder[key] if _has(holder, key) else None
        if keys and _has(holder, keys[-1]):
            del holder[keys[-1]]
    return copy


def _has(holder: Any, key: str | int) -> bool:
    if isinstance(holder, dict):
        return key in holder
    return isinstance(holder, list) and isinstance(key, int) and key < len(holder)
