"""Values that a comment cuts short: in YAML a blank and `#` end what is not in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.load.reader import PlainData, texts_in
from mkdocs_briefings.model.content_model import ContentModel
from mkdocs_briefings.model.text_forms import names_of_texts

CODE = "cut-value"
"""Name of the rule."""

_PERHAPS_IDS = frozenset({"outlet"})
"""Keys of names for which an id may stand, so that a remark may follow it."""
_NOT_PLAIN = ("'", '"', "|", ">", "[", "{", "&", "*", "!", "#", "%", "@", "`")
"""Beginnings of values that are no plain scalars, and so end elsewhere."""
_BLANKS = " \t"
_LONGEST = 80
"""Characters of a comment that a message repeats."""


def cut_values(text: str, data: PlainData, path: str) -> Iterator[Diagnostic]:
    """Yield a warning for each value that probably goes on behind a `#`.

    That is where the sign stands right before a word (`Package #14`), or a single blank behind a title or a sentence; a
    comment stands two blanks behind the value, and has a blank after its sign.

    Args:
        text: the file.
        data: what was read from it.
        path: of the file, as the user would type it.
    """
    lines = [] if "#" not in text else list(enumerate(text.split("\n"), start=1))
    cut = [(number, line, at) for number, line in lines if (at := _cut_at(line))]
    contents = " ".join(" ".join(value.split()) for value in texts_in(data)) if cut else ""
    for number, line, at in cut:
        rest = line[at : at + _LONGEST].rstrip()
        if " ".join(line.split()) not in contents and _whole_value(line) not in contents:
            message = f"the value ends before '{rest}': the rest of the line is a comment"
            hint = "put the value in quotes; before a comment leave two blanks, and one after its sign"
            yield Diagnostic(Span(path, number, at + 1, len(rest)), Severity.WARNING, CODE, message, hint)


def _cut_at(line: str) -> int:
    """Return where in a line the comment begins that cuts its value; 0 if there is none."""
    at = min((place for sign in (" #", "\t#") if (place := line.find(sign)) > 0), default=-1) + 1
    key, value = _key_and_value(line[:at])
    if not at or not value or value.startswith(_NOT_PLAIN):
        return 0
    before, after = len(line[:at]) - len(line[:at].rstrip(_BLANKS)), line[at + 1 : at + 2]
    is_word = after.strip() != "" and after != "#"
    in_text = key in names_of_texts(tuple(ContentModel.__subclasses__())) and key not in _PERHAPS_IDS
    return at if is_word or (in_text and before == 1 and after == " ") else 0


def _key_and_value(start: str) -> tuple[str, str]:
    """Return the key of a line, empty for a member of a list, and the beginning of its value."""
    bare = start.strip(_BLANKS).lstrip(f"-{_BLANKS}")
    if bare.startswith("#"):
        return "", ""
    key, colon, value = bare.partition(": ")
    return (key, value.strip(_BLANKS)) if colon else ("", "" if bare.endswith(":") else bare)


def _whole_value(line: str) -> str:
    return " ".join(_key_and_value(line)[1].split())
