"""What stands under the attributes of a class: Python drops these sentences, editors and readers want them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise


def attribute_docs(kind: type) -> Mapping[str, str]:
    """The sentence under each attribute of a class, by the attribute's name."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    found: dict[str, str] = {}
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    for attribute, below in pairwise(body):
        match attribute, below:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = inspect.cleandoc(text)
    return found


def meanings(words: type[StrEnum]) -> Mapping[str, str]:
    """The sentence under each member of an enum, by the member's value; empty where none stands."""
    docs = attribute_docs(words)
    return {word.value: docs.get(word.name, "") for word in words}
