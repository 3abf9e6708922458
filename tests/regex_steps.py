"""A regular expression run by hand, to count the steps that a search takes: Python's own matcher does not tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Then = Callable[[int], int]
"""Goes on from an offset; returns the end of the match, or -1."""
_WORD = {c.CATEGORY_WORD, c.CATEGORY_UNI_WORD}
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    c.CATEGORY_DIGIT: str.isdigit,
    c.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdigit(),
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    c.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    c.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}
_IGNORECASE, _MULTILINE, _DOTALL = int(re.IGNORECASE), int(re.MULTILINE), int(re.DOTALL)
_SINGLE = {c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN}


class TooManyStepsError(Exception):
    """A search that would not end."""


class Matcher:
    """One regular expression, and the steps that it has taken."""

    def __init__(self, pattern: re.Pattern[str], *, most: int = 50_000, only_at_start: bool = False) -> None:
        self.flags, self.most, self.steps, self.only_at_start = pattern.flags, most, 0, only_at_start
        self.items = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
        self.text = ""
        self.groups: dict[int, tuple[int, int]] = {}
        self.judged: dict[tuple[int, int, str], bool] = {}
        """Whether a sign is in a set: by the set, the flags and the sign."""

    def count(self, text: str) -> int:
        """Return the steps of a search for all matches in a text, or of the try at its beginning."""
        self.text, self.steps, at = text, 0, 0
        while at <= len(text):
            self.groups = {}
            end = self._sequence(self.items, 0, at, lambda end: end)
            at = end if end > at else at + 1
            if self.only_at_start:
                break
        return self.steps

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each match, to compare with Python's own."""
        self.text, at = text, 0
        while at <= len(text):
            self.groups = {}
            end = self._sequence(self.items, 0, at, lambda end: end)
            if end >= 0:
                yield at, end
            at = end if end > at else at + 1

    def _sequence(self, items: list[Any], index: int, at: int, then: Then) -> int:
        while index < len(items):
            op, value = items[index]
            if op in _SINGLE:
                if not self._is(op, value, at):
                    return -1
                at += 1
            elif op is c.AT:
                if not self._stands(value, at):
                    return -1
            elif op is c.FAILURE:  # what Python 3.13 makes of `(?!)`
                return -1
            else:
                rest = partial(self._sequence, items, index + 1, then=then)
                return self._complex(op, value, at, rest)
            index += 1
        return then(at)

    def _complex(self, op: Any, value: Any, at: int, then: Then) -> int:
        self._step()
        if op is c.BRANCH:
            ends = (self._sequence(list(branch), 0, at, then) for branch in value[1])
            return next((end for end in ends if end >= 0), -1)
        if op is c.SUBPATTERN:
            return self._group(value, at, then)
        if op is c.ATOMIC_GROUP:
            end = self._sequence(list(value), 0, at, lambda end: end)
            return then(end) if end >= 0 else -1
        if op in (c.ASSERT, c.ASSERT_NOT):
            return then(at) if self._looks(value, at) is (op is c.ASSERT) else -1
        if op is c.GROUPREF:
            start, end = self.groups.get(value, (0, -1))
            held = self.text[start:end] if end >= 0 else None
            self._step(len(held or ""))
            return then(at + len(held)) if held is not None and self.text.startswith(held, at) else -1
        low, high, inner = value
        return self._repeat(op, low, min(int(high), len(self.text) + 1), list(inner), at, then)

    def _group(self, value: Any, at: int, then: Then) -> int:
        number, add, drop, inner = value
        before = self.flags
        self.flags = (before | add) & ~drop

        def closed(end: int) -> int:
            held = self.groups.get(number or -1)
            self.groups[number or -1] = (at, end)
            after = then(end)
            if after < 0 and held is not None:
                self.groups[number or -1] = held
            return after

        end = self._sequence(list(inner), 0, at, closed)
        self.flags = before
        return end

    def _looks(self, value: Any, at: int) -> bool:
        direction, inner = value
        if direction > 0:
            return self._sequence(list(inner), 0, at, lambda end: end) >= 0
        width = parser.SubPattern(inner.state, list(inner)).getwidth()[0]
        return at >= width and self._sequence(list(inner), 0, at - width, lambda end: end) == at

    def _repeat(self, op: Any, low: int, high: int, inner: list[Any], at: int, then: Then) -> int:
        if len(inner) == 1 and inner[0][0] in _SINGLE:
            return self._repeat_single(op, low, high, inner[0], at, then)
        if op is c.POSSESSIVE_REPEAT:
            count = 0
            while count < high:
                end = self._sequence(inner, 0, at, lambda end: end)
                if end <= at:
                    break
                at, count = end, count + 1
            return then(at) if count >= low else -1
        return self._repeat_group(op, low, high, inner, at, then, 0)

    def _repeat_group(
        self, op: Any, low: int, high: int, inner: list[Any], at: int, then: Then, count: int
    ) -> int:
        self._step()

        def again() -> int:
            if count >= high:
                return -1

            def more(end: int) -> int:
                if end == at and count >= low:
                    return -1
                return self._repeat_group(op, low, high, inner, end, then, count + 1)

            return self._sequence(inner, 0, at, more)

        if count < low:
            return again()
        first, second = (lambda: then(at), again) if op is c.MIN_REPEAT else (again, lambda: then(at))
        end = first()
        return end if end >= 0 else second()

    def _repeat_single(self, op: Any, low: int, high: int, item: Any, at: int, then: Then) -> int:
        if op is c.MIN_REPEAT:
            count = 0
            while True:
                if count >= low and (end := then(at + count)) >= 0:
                    return end
                if count >= high or not self._is(*item, at + count):
                    return -1
                count += 1
        count = 0
        while count < high and self._is(*item, at + count):
            count += 1
        lowest = count if op is c.POSSESSIVE_REPEAT else low
        while count >= low and count >= lowest:
            if (end := then(at + count)) >= 0:
                return end
            count -= 1
        return -1

    def _step(self, steps: int = 1) -> None:
        self.steps += steps
        if self.steps > self.most:
            raise TooManyStepsError

    def _is(self, op: Any, value: Any, at: int) -> bool:
        self._step()
        if at >= len(self.text):
            return False
        sign = self.text[at]
        if op is c.ANY:
            return bool(self.flags & _DOTALL) or sign != "\n"
        if op is c.IN:
            key = (id(value), self.flags, sign)
            if key not in self.judged:
                self.judged[key] = self._in(value, sign)
            return self.judged[key]
        return self._same(value, sign) is (op is c.LITERAL)

    def _same(self, code: int, sign: str) -> bool:
        return chr(code) == sign or bool(self.flags & _IGNORECASE and chr(code).lower() == sign.lower())

    def _in(self, items: Any, sign: str) -> bool:
        wanted = True
        for op, value in items:
            if op is c.NEGATE:
                wanted = False
            elif self._is_in_part(op, value, sign):
                return wanted
        return not wanted

    def _is_in_part(self, op: Any, value: Any, sign: str) -> bool:
        if op is c.LITERAL:
            return self._same(value, sign)
        if op is c.RANGE:
            return any(value[0] <= ord(case) <= value[1] for case in self._cases(sign))
        return _CATEGORIES[value](sign)

    def _cases(self, sign: str) -> tuple[str, ...]:
        cases = {sign, sign.lower()[:1], sign.upper()[:1]} if self.flags & _IGNORECASE else {sign}
        return tuple(case for case in cases if case)

    def _stands(self, value: Any, at: int) -> bool:
        self._step()
        before = at > 0 and _CATEGORIES[c.CATEGORY_WORD](self.text[at - 1])
        after = at < len(self.text) and _CATEGORIES[c.CATEGORY_WORD](self.text[at])
        multiline = bool(self.flags & _MULTILINE)
        return {
            c.AT_BEGINNING: at == 0 or (multiline and self.text[at - 1 : at] == "\n"),
            c.AT_BEGINNING_STRING: at == 0,
            c.AT_END: at == len(self.text)
            or (self.text[at] == "\n" and (multiline or at == len(self.text) - 1)),
            c.AT_END_STRING: at == len(self.text),
            c.AT_BOUNDARY: before != after,
            c.AT_NON_BOUNDARY: before == after,
        }[value]


def signs(pattern: re.Pattern[str]) -> list[str]:
    """Return the characters that an expression names, in order, each once."""
    named: dict[str, None] = {}

    def walk(value: Any) -> None:
        if isinstance(value, tuple) and len(value) == 2 and value[0] in (c.LITERAL, c.NOT_LITERAL):
            named.setdefault(chr(value[1]))
        elif isinstance(value, tuple) and len(value) == 2 and value[0] is c.RANGE:
            named.setdefault(chr(value[1][0]))
        elif isinstance(value, (tuple, list, parser.SubPattern)):
            for part in value:
                walk(part)

    walk(list(parser.parse(pattern.pattern, pattern.flags)))
    return [sign for sign in named if not unicodedata.combining(sign)]
