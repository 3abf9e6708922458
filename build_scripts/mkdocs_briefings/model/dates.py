"""Dates that may lack their day or month, as EDTF level 0 (ISO 8601-2) writes them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)", re.ASCII | re.IGNORECASE
)
_NOON = dt.time(12, tzinfo=dt.UTC)
MOMENT_EXAMPLE = "2024-02-05T09:00:00-05:00"


def noon(date: PartialDate) -> dt.datetime:
    """Return noon UTC of the first day that a date can mean: at that hour it is that day nearly everywhere on earth."""
    return dt.datetime.combine(date.first_day(), _NOON)


def is_to_come(last_date: str, as_of: dt.datetime) -> bool:
    """Return whether the noon of a day (ISO 8601; may be empty) comes after a moment."""
    return bool(last_date) and noon(PartialDate.parse(last_date)) > as_of


def parse_moment(text: str) -> dt.datetime | None:
    """Return a moment written as date, time and offset (RFC 3339); None for anything else, a number above all."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return dt.datetime.fromisoformat(text.upper())
    except ValueError:  # no such day, hour or offset
        return None


class NotADateError(ValueError):
    """A text that is no date; the message says why, after the text itself."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day. A part that is not known is 0, so that a bare year sorts before its months."""

    year: int
    """Year of the common era, four digits."""
    month: int = 0
    """1 to 12; 0 when only the year is known."""
    day: int = 0
    """1 to 31; 0 when only the month or the year is known."""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2024`, `2024-02` or `2024-02-05`.

        Raises:
            NotADateError: the text has another shape, or names a day that the calendar does not have.
        """
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            raise NotADateError("write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part or 0) for part in match.groups())
        if not year:
            raise NotADateError("year 0 is out of range")
        if month > 12:  # noqa: PLR2004
            raise NotADateError("month must be in 1..12")
        if day > calendar.monthrange(year, month or 1)[1]:
            raise NotADateError("day is out of range for month")
        if (match[2] and not month) or (match[3] and not day):
            raise NotADateError("month and day count from 01")
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: self.precision])

    @property
    def precision(self) -> int:
        """How many parts are known: 1 for a year, 2 for a month, 3 for a day."""
        return 1 + bool(self.month) + bool(self.day)

    def first_day(self) -> dt.date:
        """Return the earliest day that the date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> dt.date:
        """Return the latest day that the date can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415 - commands read dates without pydantic

        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        written = {"type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"}
        return {"anyOf": [written, {"type": "integer", "minimum": 1000, "maximum": 9999}]}

    @classmethod
    def _validate(cls, value: Any) -> PartialDate:
        if isinstance(value, cls):
            return value
        try:
            return cls.parse(str(value))
        except NotADateError as error:
            from pydantic_core import PydanticCustomError  # noqa: PLC0415

            raise PydanticCustomError(
                "impossible_date",
                "'{value}' is not a date: {reason}",
                {"value": str(value), "reason": str(error)},
            ) from None
