"""Words of pages in the language of a site: gettext catalogues (GNU gettext 0.22, PO files) in `locale/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol

from markupsafe import Markup

ENGLISH = "en"
"""Language that the messages are written in."""
_FOLDER = Path(__file__).parent.parent / "locale"


class Translate(Protocol):
    """A function that says a message in a language."""

    def __call__(self, message: str, **values: str) -> Markup:
        """Return the message, HTML, with values in the place of names in braces."""


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages of all catalogues, in order (BCP 47)."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.po")))


def catalogue_language(language: str) -> str:
    """Return the language of the nearest catalogue: that of the tag, or of the tag cut at its end; else English.

    Args:
        language: BCP 47: `de-AT`. Chinese without a script is that of its region, else simplified.
    """
    tag = language.replace("_", "-").lower()
    subtags = tag.split("-")
    if subtags[0] == "zh":
        return ENGLISH if {"hant", "tw", "hk", "mo"} & set(subtags) and "hans" not in subtags else "zh-Hans"
    by_tag = {name.lower(): name for name in languages()}
    shorter = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return next((by_tag[name] for name in shorter if name in by_tag), ENGLISH)


def translator(language: str) -> Translate:
    """Return the function that says messages in a language of `catalogue_language`."""
    return partial(_translated, catalogue(language))


@lru_cache(maxsize=4)
def catalogue(language: str) -> Mapping[str, str]:
    """Return the translations of a language by message; nothing for English."""
    if language == ENGLISH:
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 - one page of a site needs it

    with (_FOLDER / f"{language}.po").open("rb") as file:
        messages = read_po(file)
    return {str(message.id): str(message.string) for message in messages if message.id and message.string}


def _translated(translations: Mapping[str, str], message: str, **values: str) -> Markup:
    text = translations.get(message, message)
    return Markup(text.format(**values) if values else text)  # noqa: S704 - messages are ours, values addresses of pages
