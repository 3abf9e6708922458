"""Moments that authors write: with an offset, for an embargo must end at the same time for everybody.

They are apart from `dates.py` because that is read by commands too, which need no pydantic.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from mkdocs_briefings.model.dates import MOMENT_EXAMPLE, parse_moment


def _moment(value: Any) -> Any:
    """Read a moment; reject a number, a moment without offset, and nothing at all."""
    moment = parse_moment(value) if isinstance(value, str) else value
    if not isinstance(moment, dt.datetime):
        words = {"value": value if isinstance(value, str) else "it", "example": MOMENT_EXAMPLE}
        raise PydanticCustomError(
            "no_moment", "'{value}' is no moment with an offset; write {example}", words
        )
    return moment


Moment = Annotated[
    AwareDatetime | None,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment with an offset; a key without a value is no moment."""
