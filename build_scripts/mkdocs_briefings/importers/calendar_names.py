"""Names of months and weekdays in the languages that imports read, from CLDR (Unicode)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from mkdocs_briefings.importers.language_words import languages, words_of
from mkdocs_briefings.model.languages import cldr_locale, known_locale

_FIRST = ("en", "ru", "uk", "be")
"""Languages whose names of months are no other words where they stand as these write them."""
VARIANTS = ("de_AT", "ar_LB", "ar_DZ", "ar_MA", "ar_MR")
"""Locales with months of their own: `Jänner`, the Syriac months of the Levant, the French ones of the Maghreb."""
_MORE = {"sept": 9, "set": 9, "juill": 7, "фев": 2, "сен": 9, "ноя": 11, "тра": 5, "يونية": 6, "يولية": 7}
"""Forms that CLDR lacks."""
_SHORTEST_WEEKDAY = 3
_HAMZA = str.maketrans("أإآ", "ااا")


def fold_calendar_name(name: str) -> str:
    """Return a name as it is looked up: in small letters, without its full stop, Arabic alif without hamza."""
    folded = name.casefold().rstrip(".")
    return folded if folded.isascii() else folded.translate(_HAMZA)


@cache
def plain_months() -> Mapping[str, int]:
    """Return the numbers of months by those names that are no other words: English capitalised, and Cyrillic."""
    return {"sept": 9, **_months(_FIRST, ("wide", "abbreviated"))}


@cache
def all_months() -> Mapping[str, int]:
    """Return the numbers of months by their names in all languages: `mars` and `lis` are other words as well."""
    return {**_MORE, **_months(_locales(), ("wide", "abbreviated"))}


@cache
def full_months() -> frozenset[str]:
    """Return the names of months in all languages without abbreviations."""
    return frozenset(_months(_locales(), ("wide",)))


@cache
def plain_weekdays() -> frozenset[str]:
    """Return names of weekdays that are no other words, without abbreviations of two letters."""
    return frozenset(name for name in _weekdays(_FIRST) if len(name) >= _SHORTEST_WEEKDAY)


@cache
def before_dates() -> frozenset[str]:
    """Return all names of weekdays, and other words that stand before a date: `vom`, `le`, `от`."""
    return frozenset(chain(_weekdays(_locales()), words_of("before_date")))


@cache
def writes_day_first(language: str) -> bool:
    """Return whether a language writes the day first in digits, as CLDR has it: `en-GB` does, `en` does not.

    Args:
        language: BCP 47; empty where it is not known.
    """
    locale = known_locale(language) if language else None
    return locale is not None and str(locale.date_formats["short"].pattern).lstrip("\u200f").startswith("d")


def _locales() -> tuple[str, ...]:
    read = (tag for tag, words in languages().items() if "title" in words)
    return (*(tag.replace("-", "_") for tag in read), *VARIANTS)


def _months(locales: tuple[str, ...], widths: tuple[str, ...]) -> dict[str, int]:
    return {
        fold_calendar_name(str(name)): number
        for locale in locales
        for names in cldr_locale(locale).months.values()
        for width in widths
        for number, name in names[width].items()
    }


def _weekdays(locales: tuple[str, ...]) -> Iterator[str]:
    for locale in locales:
        for names in cldr_locale(locale).days.values():
            for width in ("wide", "abbreviated"):
                yield from (fold_calendar_name(str(name)) for name in names[width].values())
