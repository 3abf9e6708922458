"""Markup that Markdown can leave as it was typed: one table of its kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_briefings.model.proof import CITED, HELD
from mkdocs_briefings.model.site import CitedText


@dataclass(frozen=True, slots=True)
class Leftover:
    """A kind of markup."""

    what: str
    """What it was to be, for messages."""
    gates: tuple[str, ...]
    """A text that holds none of these is not looked at."""
    pattern: re.Pattern[str]
    """What readers see of it if it was left as typed, in the words of a proof; a named group is the place."""
    hint: str
    sign: re.Pattern[str] | None = None
    """What a text holds that may leave it, so that it has to be rendered; None if the gates say enough."""
    code: str = "left-as-typed"
    """Name of the rule."""


def _leftover(what: str, gates: str, pattern: str, hint: str, sign: str = "") -> Leftover:
    """Return a kind; `gates` are parted by blanks, in which `·` is a blank and `¶` a line break."""
    signs = tuple(gate.replace("·", " ").replace("¶", "\n") for gate in gates.split())
    may_leave = re.compile(sign, re.MULTILINE) if sign else None
    return Leftover(what, signs, re.compile(pattern, re.MULTILINE), hint, may_leave)


def _needs(extension: str) -> str:
    return f"it needs the Markdown extension `{extension}`"


def _needs_feature(name: str) -> str:
    return f"it needs `{name}` in the setting `markdown`"


GOOD_ADDRESS = (
    r"(?:https?://[^\s()<>]+|mailto:[^\s()<>]+|files/[\w./-]+|briefing:[a-z0-9-]+(?:\#[^\s()<>]+)?)"
)
"""An address of `[words](address)` that is sound as far as can be seen."""
_ITEM = r"[ ]{0,3}(?:[-*+]|1[.)])[ \t]+\S"
_NEXT_ITEM = r"[ ]{0,3}(?:[-*+]|2[.)])[ \t]+\S"
_NO_ITEM = r"(?![ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])"
_AFTER_COLON = rf"(?=[^\n]*:[ \t]*$)[^\n]*\n(?P<after_colon>{_ITEM}[^\n]*)"
_SEVERAL = rf"[ \t]*+\S[^\n]*+\n(?P<several>{_ITEM}[^\n]*+)\n{_NEXT_ITEM}"

CITATION = Leftover(
    "a citation",
    ("[@", "[-@"),
    re.compile(rf"\[-?(?:@[^\[\]\n]*\]?|{CITED})"),
    "write the id of a source right after the @, and close the bracket: `[@sb-2024-01-27]`",
    code="unread-citation",
)
LEFTOVERS: tuple[Leftover, ...] = (
    CITATION,
    _leftover(
        "a footnote", "[^", r"\[\^[^\[\]\s]+\]",
        f"write its note in the same text, `[^1]: ...`; {_needs_feature('footnotes')}",
    ),
    _leftover(
        "a note in the line", "^[", r"\^\[[^\[\]\n]+\]", "write a footnote: `[^1]`, and its note, `[^1]: ...`",
    ),
    _leftover("a deletion", "~~", r"~~(?=[^\s~])[^~\n]+(?<=\S)~~", _needs_feature("strike")),
    _leftover(
        "a lowered sign", "~", r"(?<=[^\W_])~[^\s~]{1,12}~(?!~)",
        f"write H<sub>2</sub>O; or {_needs_feature('subscript')}", r"[^\W_]~[^\s~]{1,12}~",
    ),
    _leftover(
        "a raised sign", "^", r"(?<=[^\W_])\^[^\s^\[\]]{1,12}\^(?!\^)",
        f"write 10<sup>6</sup>; or {_needs_feature('superscript')}", r"[^\W_]\^[^\s^]{1,12}\^",
    ),
    _leftover("an insertion", "^^", r"\^\^(?=[^\s^])[^\n^]+\^\^", _needs("pymdownx.caret")),
    _leftover("marked words", "==", r"(?<![\w=])==(?=[^\s=])[^=\n]+(?<=\S)==(?![\w=])", _needs("pymdownx.mark")),
    _leftover("an edit", "{+ {- {= {> {~", r"\{(?:\+\+|--|==|>>|~~)[^\n]*", _needs("pymdownx.critic")),
    _leftover(
        "an admonition", "!!!", r"^!!! ?[a-z][^\n]*", f"indent its text by four blanks; {_needs_feature('admonitions')}",
    ),
    _leftover("a folded block", "???", r"^\?\?\?\+? [a-z][^\n]*", _needs("pymdownx.details")),
    _leftover("a container", ":::", r"^:{3,}(?:[ \t][^\n]*)?$", "write HTML, or an admonition: `!!! note`"),
    _leftover(
        "a formula", "$", r"\$\$[^$]+\$\$|^\$\$|(?<![\w$])\$(?=[^\s$])(?=[^$\n]*[\\^_])[^$\n]*+(?<=\S)\$(?![\w$])",
        "write no blank within the dollars, `$x^2$`; or a backslash before each $ that means money",
        r"\$\$|\$(?=[^$\n]*[\\^_&#{}])[^$\n]*+\$",
    ),
    _leftover(
        "a link", "](", rf"!?(?:\[|{HELD}.)[^\[\]\n]{{0,300}}\]\([^()\n]{{0,300}}\)?|\]\(", "write [words](https://...)",
        rf"\]\((?!{GOOD_ADDRESS}\))|<",
    ),
    _leftover(
        "a link", "]·(", r"\[[^\[\]\n]+\][ ]\((?:https?:|www\.|files/|briefing:)[^()\n]*\)",
        "leave no blank between the brackets: [words](https://...)",
    ),
    _leftover(
        "a link by reference", "][", r"\[(?=[^\[\]\n]*[^\W\d_])[^\[\]\n]+\]\[[^\[\]\n]*\]",
        "say where it leads, in a line of its own: `[name]: https://...`",
    ),
    _leftover("a link to a page", "]]", r"\[\[[^\[\]\n]+\]\]", "link to a briefing by its id: [words](briefing:id)"),
    _leftover("a template's tag", "{{ {%", r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}", "texts are no templates: remove it"),
    _leftover(
        "attributes", "{", r"\{:?[ \t]*(?:[#.][A-Za-z][\w-]*|[a-z-]+=[\"'][^\n\"'{}]*[\"'])[^{}\n]*\}",
        f"put them right behind what they are about; {_needs_feature('attributes')}",
    ),
    _leftover(
        "a caption", "///", r"^/{3,}[ \t]*[a-z-]*caption\b[^\n]*",
        f"write it below what it belongs to, and close it with `///`; {_needs_feature('captions')}",
    ),
    _leftover("an abbreviation", "*[", r"^\*\[[^\[\]\n]+\]:[^\n]*", _needs_feature("abbreviations")),
    _leftover("a definition", "¶:", r"(?<=\n):[ \t]+\S[^\n]*", _needs_feature("definition_lists")),
    _leftover("a task", "[·] [x] [X]", r"^\[[ xX]\](?=[ ]\S)", _needs_feature("task_lists")),
    _leftover(
        "bold words", "**", r"\*\*[^*\n]+\*\*", "leave no blank inside the stars: **words**", r"\*\*[^*\n]*[ ]\*\*|<",
    ),
    _leftover("code", "``` ~~~", r"^(?:`{3,}|~{3,})[^\n]*", "put it at the start of its line, and close it"),
    _leftover(
        "a table", "|",
        r"^\|[^\n]+\|[ \t]*+(?:\n\|[^\n]+\|[ \t]*+$)+|^[ \t]*+\|?[ \t]*+:?-{2,}+:?[ \t]*+\|[ \t:|-]*+$",
        "put an empty line before it, and a line `| --- | --- |` below its head", r"^[ \t]*+\||-[ \t]*+\|",
    ),
    _leftover(
        "a list", "¶- ¶* ¶+ ¶1 ¶·", rf"^{_NO_ITEM}(?:{_AFTER_COLON}|{_SEVERAL})", "put an empty line before it",
        rf"^{_NO_ITEM}[ \t]*+\S[^\n]*+\n{_ITEM}",
    ),
    _leftover("a line break", "\\¶", r"(?<![^\s\\])[^\s\\]*+\\(?=\n)", "end the line with two blanks, or write <br>"),
)  # fmt: skip
"""Every kind."""

_SIGNS = (*"~^=${<*|`\\", "!!!", "???", ":::", "///")
_BRACKET = re.compile(r"\](?:[(:\[\]]| \()")
_FIRST_SIGNS, _LATER_SIGNS = frozenset("-+1:["), frozenset("-+1: ")
"""What the first line of a text with markup may begin with, and what any other."""


def is_prose(cited: CitedText) -> bool:
    """Return whether a text holds no markup besides citations and headings; this alone tells most texts apart."""
    text = cited.text
    return not (
        any(map(text.__contains__, _SIGNS))
        or text[:1] in _FIRST_SIGNS
        or not _LATER_SIGNS.isdisjoint([line[:1] for line in text.split("\n")[1:]])
        or _BRACKET.search(text)
        or _has_more_marks(cited)
    )


def may_leave(cited: CitedText, leftover: Leftover) -> bool:
    """Return whether a text may leave something of a kind."""
    if not any(gate in cited.text for gate in leftover.gates):
        return False
    if leftover is CITATION:
        return "<" in cited.text or _has_more_marks(cited)
    return leftover.sign is None or leftover.sign.search(cited.text) is not None


def _has_more_marks(cited: CitedText) -> bool:
    """Return whether more in a text begins like a citation than is one."""
    marks = sum(cited.text.startswith(("[@", "[-@"), citation.start) for citation in cited.citations)
    return cited.text.count("[@") + cited.text.count("[-@") > marks
