"""The forms of what authors write as text: which fields are one line, which are Markdown."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from typing import Any

from pydantic import BaseModel

KeyNames = tuple[str | int, ...]


class TextForm(Enum):
    """Forms of text. A field has one as a part of its type; a plain `str` is a line."""

    LINE = auto()
    """A name or a title: one line."""
    SENTENCES = auto()
    """Plain sentences, which are shown as one paragraph."""
    MARKDOWN = auto()
    """Markdown with citations."""
    OTHER = auto()
    """What another rule judges, or what is kept letter for letter."""


@cache
def form_at(model: type[BaseModel], keys: KeyNames) -> TextForm | None:
    """Return the form of the text that stands at some keys below a model; None for an id, a date, a number ..."""
    return _form_in(model, (), keys)


@cache
def names_of_texts(models: tuple[type[BaseModel], ...], but: TextForm = TextForm.OTHER) -> frozenset[str]:
    """Return the keys under which models have texts, or lists of them, but those of a form."""
    return frozenset(
        key
        for model in models
        for key in model.model_fields
        for form in [form_at(model, (key,)) or form_at(model, (key, 0))]
        if form is not None and form is not but
    )


def markdown_fields(model: type[BaseModel], keys: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the keys that lead to each Markdown text below a model, without the numbers of list items."""
    for key, field in model.model_fields.items():
        inner = list(_models_in(field.annotation))
        for each in inner:
            yield from markdown_fields(each, (*keys, key))
        if not inner and form_at(model, (key,)) is TextForm.MARKDOWN:
            yield (*keys, key)


def _form_in(annotation: Any, metadata: Iterable[Any], keys: KeyNames) -> TextForm | None:
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _form_in(inner[0], (*metadata, *inner[1:]), keys)
    if origin in (typing.Union, types.UnionType):
        return next(filter(None, (_form_in(each, metadata, keys) for each in inner)), None)
    if origin in (tuple, dict):
        return _form_in(inner[-1 if origin is dict else 0], (), keys[1:]) if keys else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        name = keys[0] if keys else "text"  # a plain text may stand for a model that has one
        field = annotation.model_fields.get(str(name))
        return None if field is None else _form_in(field.annotation, tuple(field.metadata), keys[1:])
    return _form_of_text(metadata) if annotation is str and not keys else None


def _form_of_text(metadata: Iterable[Any]) -> TextForm | None:
    """Return the form of a `str`; None for one that must have a pattern."""
    parts = list(metadata)
    if any(
        getattr(each, "pattern", None) for part in parts for each in (part, *getattr(part, "metadata", ()))
    ):
        return None
    return next((part for part in parts if isinstance(part, TextForm)), TextForm.LINE)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in typing.get_args(annotation):
        yield from _models_in(each)
