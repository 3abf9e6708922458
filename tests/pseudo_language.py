"""A language in which every message is in brackets: what a page shows outside of them is no message, and English for all."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_briefings.model.messages import Catalogue, DeskWords, Words, words_of
from mkdocs_briefings.settings.words import all_messages

PSEUDO = "en-XA"
"""The tag that CLDR keeps for such a language."""
_PLURAL_RULE = "(n != 1)"
_NO_WORDS = re.compile(r"(<[^>]*>|\{\w*\})")


def bracketed(text: str) -> str:
    """Return a message with its own words in brackets: neither its tags nor what is put in."""
    parts = _NO_WORDS.split(text)
    return "".join(
        part if number % 2 or not part.strip() else f"⟦{part}⟧" for number, part in enumerate(parts)
    )


@lru_cache(maxsize=1)
def pseudo_words() -> DeskWords:
    """Return the catalogue of the language, for `RenderSettings`."""
    translations = tuple((entry.key, tuple(map(bracketed, entry.forms))) for entry in all_messages())
    return DeskWords((Catalogue(PSEUDO, _PLURAL_RULE, translations),))


def pseudo() -> Words:
    """Return the words of the language."""
    return words_of(PSEUDO, PSEUDO, pseudo_words())


def pseudo_po() -> str:
    """Return the catalogue as a PO file, for the folder `locale` of a desk."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    lines = ['msgid ""', 'msgstr ""', quoted("Content-Type: text/plain; charset=utf-8\n")]
    lines += [quoted(f"Plural-Forms: nplurals=2; plural=({_PLURAL_RULE});\n")]
    for entry in all_messages():
        context, _, _ = entry.key.rpartition("\x04")
        lines += ["", *([f"msgctxt {quoted(context)}"] if context else []), f"msgid {quoted(entry.forms[0])}"]
        if len(entry.forms) == 1:
            lines.append(f"msgstr {quoted(bracketed(entry.forms[0]))}")
        else:
            lines.append(f"msgid_plural {quoted(entry.forms[1])}")
            lines += [
                f"msgstr[{number}] {quoted(bracketed(form))}" for number, form in enumerate(entry.forms)
            ]
    return "\n".join(lines) + "\n"


def outside_of_messages(text: str) -> str:
    """Return what a text has besides messages; brackets may stand in each other."""
    before = None
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return text
