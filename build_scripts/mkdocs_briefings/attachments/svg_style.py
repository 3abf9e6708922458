"""The styles of a drawing: cut into tokens that every reader of CSS cuts alike, judged, and written out again.

Only a part of CSS is understood (CSS Syntax Level 3 without escapes and nesting, and of its rules with `@` only `@media`). All else is refused: what
this file does not read, nobody is served.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mkdocs_briefings.attachments.svg_names import (
    FUNCTIONS,
    PROPERTIES,
    PROPERTY_FAMILIES,
    SELECTOR_FUNCTIONS,
)


class Unusable(Exception):
    """Something that a drawing may not hold; the message names it."""


class _Token(NamedTuple):
    kind: str
    text: str


_NAME = r"-{0,2}[A-Za-z_\u0080-\U0010ffff][\w\u0080-\U0010ffff-]*"
_TOKEN = re.compile(
    rf"""
    (?P<comment>/\*.*?\*/)
    | (?P<space>[ \t\n\r\f]+)
    | (?P<string>"[^"\\\n\r\f]*"|'[^'\\\n\r\f]*')
    | (?P<url>(?i:url)\([ \t\n\r\f]*(?:"\#[^"\\\s]+"|'\#[^'\\\s]+'|\#[^"'()\\\s]+)[ \t\n\r\f]*\))
    | (?P<media>@(?i:media)(?![\w-]))
    | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:%|{_NAME})?)
    | (?P<function>{_NAME}\()
    | (?P<name>{_NAME})
    | (?P<hash>\#[\w\u0080-\U0010ffff-]+)
    | (?P<mark>[,/:;{{}}()\[\].=*+>~^$|!-])
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_IN_SELECTORS = set(",:()[].=*+>~^$|-")
_IN_VALUES = set(",/()*+!-")
_IN_CONDITIONS = set(",:()")


def clean_style_sheet(text: str) -> str:
    """Return a style sheet as it was understood.

    Raises:
        Unusable: something in it is not allowed.
    """
    return "".join(_rules(_tokens(text)))


def clean_declarations(text: str) -> str:
    """Return the value of a `style` attribute as it was understood.

    Raises:
        Unusable: something in it is not allowed.
    """
    return ";".join(_declarations(list(_tokens(text))))


def check_value(text: str) -> None:
    """Look at the value of one property, as an attribute such as `fill` has it.

    Raises:
        Unusable: something in it is not allowed.
    """
    _value(list(_tokens(text)))


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise Unusable(_refused_mark(text, at))
        yield (
            _Token("space", "/**/")
            if token.lastgroup == "comment"
            else _Token(token.lastgroup or "", token[0])
        )
        at = token.end()


def _refused_mark(text: str, at: int) -> str:
    rule = re.compile(r"@[\w-]*").match(text, at)
    return f"the rule '{rule[0]}'" if rule else f"{text[at]!r} in a style"


def _rules(tokens: Iterator[_Token], *, nested: bool = False) -> Iterator[str]:
    """Yield each rule; those inside of `@media` end at its bracket."""
    start: list[_Token] = []
    for token in tokens:
        if token.text == "}" and nested:
            break
        if token.text != "{":
            start.append(token)
            continue
        if any(part.kind == "media" for part in start):
            if nested:
                raise Unusable("the rule '@media' in another one")
            yield f"{_condition(start)}{{{''.join(_rules(tokens, nested=True))}}}\n"
        else:
            yield f"{_selector(start)}{{{';'.join(_declarations(_block(tokens)))}}}\n"
        start = []
    else:
        if nested:
            raise Unusable("a rule that is not closed")
    if any(token.kind != "space" for token in start):
        raise Unusable("a selector without a rule")


def _block(tokens: Iterator[_Token]) -> list[_Token]:
    """Return the tokens up to the end of a rule."""
    inside: list[_Token] = []
    for token in tokens:
        if token.text == "}":
            return inside
        inside.append(token)
    raise Unusable("a rule that is not closed")


def _condition(tokens: list[_Token]) -> str:
    """Return what stands before the rules of `@media`."""
    words = [token for token in tokens if token.kind != "space"]
    for token in words[1:]:
        allowed = token.kind in {"name", "number"} or (token.kind == "mark" and token.text in _IN_CONDITIONS)
        if not allowed:
            raise Unusable(f"{token.text!r} in a condition")
    if words[0].kind != "media":
        raise Unusable(f"{words[0].text!r} before a rule")
    _check_brackets(tokens)
    return _joined(tokens)


def _selector(tokens: list[_Token]) -> str:
    for token in tokens:
        _check_function(token, SELECTOR_FUNCTIONS)
        if token.kind == "url" or (token.kind == "mark" and token.text not in _IN_SELECTORS):
            raise Unusable(f"{token.text!r} in a selector")
    _check_brackets(tokens)
    return _joined(tokens)


def _declarations(tokens: list[_Token]) -> Iterator[str]:
    """Yield `property:value` for each declaration; those for one maker's browser or editor are left out."""
    for part in _split(tokens):
        words = [token for token in part if token.kind != "space"]
        if not words:
            continue
        name = words[0].text.lower()
        if words[0].kind != "name" or len(words) == 1 or words[1].text != ":":
            raise Unusable(f"a declaration that is none: {_joined(part)[:40]!r}")
        colon = next(number for number, token in enumerate(part) if token.text == ":")
        value = _value(part[colon + 1 :])
        if name.startswith("-") and not name.startswith("--"):
            continue
        if not (name in PROPERTIES or name.startswith("--") or name.partition("-")[0] in PROPERTY_FAMILIES):
            raise Unusable(f"the property '{name}'")
        yield f"{words[0].text}:{value}"


def _split(tokens: list[_Token]) -> Iterator[list[_Token]]:
    part: list[_Token] = []
    for token in (*tokens, _Token("mark", ";")):
        if token.text == ";" and token.kind == "mark":
            yield part
            part = []
        else:
            part.append(token)


def _value(tokens: list[_Token]) -> str:
    for token in tokens:
        _check_function(token, FUNCTIONS)
        if token.kind == "media" or (token.kind == "mark" and token.text not in _IN_VALUES):
            raise Unusable(f"{token.text!r} in a value")
    _check_brackets(tokens)
    return _joined(tokens)


def _check_function(token: _Token, allowed: Iterable[str]) -> None:
    if token.kind == "function" and token.text[:-1].lower() not in allowed:
        outside = " of something outside of the drawing" if token.text.lower() == "url(" else ""
        raise Unusable(f"the function '{token.text})'{outside}")


def _check_brackets(tokens: list[_Token]) -> None:
    closing = {"(": ")", "[": "]"}
    expected: list[str] = []
    for token in tokens:
        if token.kind == "function":
            expected.append(")")
        elif token.text in closing:
            expected.append(closing[token.text])
        elif token.text in {")", "]"} and (not expected or expected.pop() != token.text):
            raise Unusable(f"a {token.text!r} that closes nothing")
    if expected:
        raise Unusable(f"a missing {expected[-1]!r}")


def _joined(tokens: list[_Token]) -> str:
    return "".join(token.text for token in tokens).strip()
