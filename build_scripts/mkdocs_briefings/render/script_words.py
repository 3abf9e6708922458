"""The messages that scripts of the site say, in the module that they take them from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from mkdocs_briefings.model.languages import cldr_locale
from mkdocs_briefings.model.messages import (
    CONTEXT_END,
    ENGLISH,
    FOLDER,
    TEMPLATE,
    DeskWords,
    Words,
    forms,
    words_of,
)

ADDRESS = "assets/briefings/messages.js"
"""Address of the module, from the root of the site."""
_SCRIPTS = "theme/assets/"
_IN_BRIEFINGS = "theme/assets/briefings/share.js"
"""The script that speaks in the language of the briefing that it stands in."""
_LANGUAGE = ""
"""Key of the language whose rules the words have, where it is another than that of the page."""
_COUNTS = (*range(1_000), 1_000_000)
"""Counts of every plural form."""

Said = str | Mapping[str, str]
"""What is said for a message: a text, or a plural's by its CLDR category (`one`, `few`, `other`)."""


def messages_module(pages: Iterable[str], briefings: Iterable[str], site: str, desk: DeskWords) -> bytes:
    """Return the module: `MESSAGES` by language; for English only what a desk says otherwise.

    Args:
        pages: languages of pages, BCP 47.
        briefings: languages of briefings.
        site: language of the site.
        desk: words that the desk brings.
    """
    spoken = {language: _translations(language, words_of(language, site, desk)) for language in pages}
    for language in briefings:
        words = words_of(language, site, desk)
        if language not in spoken and words != words_of(site, site, desk):
            spoken[language] = _translations(language, words, _IN_BRIEFINGS)
    if not any(spoken.values()):
        spoken = {}
    text = json.dumps(spoken, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("import", "\\u0069mport")  # what packs a site takes the word for the keyword
    return f"export const MESSAGES = {text};\n".encode()


def _translations(language: str, words: Words, script: str = _SCRIPTS) -> dict[str, Said]:
    """Return what a language has for the messages of scripts; nothing for English that says them as they are."""
    translations: dict[str, Said] = {}
    for key, is_plural in _script_messages(script) if words.translations else ():
        if key in words.translations:
            translations[key] = dict(_by_category(words, key)) if is_plural else words.translations[key][0]
    own = language == words.language or (
        f"{language}-".startswith(f"{ENGLISH}-") and words.language == ENGLISH
    )
    return translations if own else {_LANGUAGE: words.language, **translations}


def _by_category(words: Words, key: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a plural by CLDR's categories, each once, and last the form for counts of any other."""
    texts, category = words.translations[key], cldr_locale(words.language).plural_form
    by_category: dict[str, str] = {}
    for count in _COUNTS:
        by_category.setdefault(category(count), texts[min(words.form_of(count), len(texts) - 1)])
    other = by_category.pop("other", texts[-1])
    yield from ((name, text) for name, text in by_category.items() if text != other)
    yield "other", other


@lru_cache(maxsize=2)
def _script_messages(script: str) -> tuple[tuple[str, bool], ...]:
    """Return the key of every message that scripts say, and whether it is a plural, from the list of all messages."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - an English site needs none

    with (FOLDER / TEMPLATE).open("rb") as file:
        entries = [
            entry for entry in read_po(file) if any(path.startswith(script) for path, _ in entry.locations)
        ]
    return tuple(
        (f"{entry.context}{CONTEXT_END}{text}" if entry.context else text, bool(plural))
        for entry in entries
        for text, *plural in [forms(entry.id)]
    )
