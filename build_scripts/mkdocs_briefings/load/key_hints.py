"""Hints for keys that a model does not know: misspelt, called otherwise, or in the wrong place."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from mkdocs_briefings.diagnostics.messages import did_you_mean

_OTHER_WORDS = {
    "journal": "container", "magazine": "container", "periodical": "container", "booktitle": "container",
    "container_title": "container", "website": "container", "site": "container",
    "newspaper": "outlet", "agency": "outlet", "channel": "outlet", "platform": "outlet",
    "author": "authors", "by": "authors", "creator": "authors",
    "year": "date", "published": "date", "day": "date", "issued": "date",
    "number": "issue", "vol": "volume", "page": "pages", "pp": "pages",
    "city": "place", "address": "place", "location": "place", "house": "publisher", "press": "publisher",
    "link": "url", "href": "url", "web": "url", "archive": "archive_url", "archived": "archive_url",
    "lang": "language", "type": "kind", "remark": "note", "comment": "note", "retrieved": "accessed",
    "image": "lead_image", "picture": "lead_image", "cover": "lead_image", "hero": "lead_image",
    "licence": "license", "rights": "license", "copyright": "license",
    "subheading": "subtitle", "deck": "subtitle", "standfirst": "summary", "abstract": "summary", "description": "summary",
    "tags": "topics", "keywords": "topics", "categories": "topics", "series": "publication",
    "mail": "email", "e-mail": "email", "portrait": "photo", "job": "role", "position": "role", "about": "bio",
    "src": "file", "path": "file", "credits": "credit", "source": "credit",
}  # fmt: skip
"""Keys by the words that other tools, or authors, have for them; a hint names one only where the model has it."""


def hint_for_key(name: str, root: type[BaseModel], model: type[BaseModel] | None) -> str:
    """Return what to do about an unknown key; empty where nothing is near.

    Args:
        name: the key.
        root: model of the whole file or registry entry.
        model: model of the part in which the key stands.
    """
    fields = model.model_fields if model is not None else {}
    plain = name.casefold()
    if _OTHER_WORDS.get(plain) in fields:
        return f"did you mean '{_OTHER_WORDS[plain]}'?"
    if hint := did_you_mean(name, fields, likeness=0.8):
        return hint
    meant = {plain, _OTHER_WORDS.get(plain, plain)}
    if model is not root and meant & root.model_fields.keys():
        return f"'{name}' stands at the top of the file, not here"
    for key, inner in _inner_models(root):
        if inner is not model and meant & inner.model_fields.keys():
            return f"'{name}' belongs to an item of `{key}`, not here"
    return did_you_mean(name, fields)


def inner_model(annotation: Any) -> Any:
    """Return the model inside `tuple[Model, ...]`, `Model | None` or `Annotated[..., ...]`."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType, tuple, typing.Annotated):
        return inner_model(next(arg for arg in typing.get_args(annotation) if arg is not type(None)))
    return annotation


def _inner_models(root: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the models of which a file holds lists, the sources first, each with its key."""
    for key in sorted(root.model_fields, key=lambda name: name != "sources"):
        inner = inner_model(root.model_fields[key].annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield key, inner
