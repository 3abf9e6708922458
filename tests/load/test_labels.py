"""Messages count the members of a list from one, as readers of a file do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_origin

import pytest
from pydantic import BaseModel

from mkdocs_briefings.diagnostics.diagnostic import Place
from mkdocs_briefings.load.validate import validate
from mkdocs_briefings.model.content import Briefing, Entity, Outlet, Source


def lists() -> Iterator[tuple[type[BaseModel], str]]:
    """Every field that holds a list."""
    for model in (Briefing, Source, Outlet, Entity):
        for name, field in model.model_fields.items():
            if get_origin(field.annotation) is tuple:
                yield model, name


@pytest.mark.parametrize(("model", "field"), list(lists()))
def test_members_count_from_one(model: type[BaseModel], field: str) -> None:
    _, findings = validate(model, {field: ["x", []]}, Place("a.yaml"))
    (finding,) = (finding for finding in findings if finding.place.keys == (field, 1))
    assert f"'{field}.2' must be " in finding.message
