"""What CLDR knows of a language, by its tag (BCP 47). All that goes by a language asks here, so that all hear the same tag alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

SHORT_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""A tag of a language that has a code (ISO 639), not a word such as `german` or the name of a folder."""
_SCRIPT, _TERRITORY = re.compile("[A-Za-z]{4}"), re.compile("[A-Za-z]{2}")
_RIGHT_TO_LEFT = frozenset("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi".split())


def normal_tag(tag: str) -> str:
    """Return a tag as BCP 47 writes it: `pt-BR` for the `pt_br` of other programs."""
    language, *others = tag.replace("_", "-").split("-")
    written = (_normal_subtag(other) for other in others)
    return "-".join((language.lower(), *written))


def _normal_subtag(subtag: str) -> str:
    if _SCRIPT.fullmatch(subtag):
        return subtag.title()
    return subtag.upper() if _TERRITORY.fullmatch(subtag) else subtag.lower()


@lru_cache(maxsize=256)
def known_locale(tag: str) -> Any:
    """Return the CLDR locale (`babel.Locale`) of a tag, or of the tag cut at its end; None for a language that CLDR does not know."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - a desk that shows no date needs none

    _keep_locales_apart()
    subtags = normal_tag(tag).split("-")
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=1)
def _keep_locales_apart() -> None:
    """Have Babel look up anew what an alias stands for each time, and not write it into the data that locales share.

    Babel (2.18 at least) does, so whoever asked for the months of Chinese first got them in Spanish, too.
    """
    from babel import localedata  # noqa: PLC0415 - as above

    def resolved(value: Any, base: Any) -> Any:
        if isinstance(value, localedata.Alias):
            target = base
            for key in value.keys:
                target = resolved(target[key], base)
            return target
        if isinstance(value, tuple):
            alias, others = value
            merged = resolved(alias, base).copy()
            localedata.merge(merged, others)
            return merged
        return value

    def looked_up(self: Any, key: Any) -> Any:
        value = self._data[key]
        if isinstance(value, (localedata.Alias, tuple)):
            value = resolved(value, self.base)
        return localedata.LocaleDataDict(value, base=self.base) if isinstance(value, dict) else value

    localedata.LocaleDataDict.__getitem__ = looked_up  # type: ignore[method-assign]


def locale_tag(name: str) -> str:
    """Return the tag of a locale as programs name it: `pt-BR` for `pt_BR`.

    Raises:
        ValueError: CLDR has no such locale.
    """
    if name == "en":
        return name
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - as above

    try:
        return str(Locale.parse(name, sep="_")).replace("_", "-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(name) from error


def cldr_locale(tag: str) -> Any:
    """Return the CLDR locale (`babel.Locale`) of a tag, as near as there is one; English for a language that CLDR does not know."""
    return known_locale(tag) or known_locale("en")


@lru_cache(maxsize=256)
def has_name(tag: str) -> bool:
    """Return whether CLDR has an English name for each part of a tag: so `draft` and `old` are no languages; after `x` is what a desk means by it."""
    language, *others = normal_tag(tag).partition("-x-")[0].split("-")
    english = cldr_locale("en")
    parts = english.scripts.keys() | english.territories.keys() | english.variants.keys()
    return language in english.languages and all(part in parts or part.upper() in parts for part in others)


@lru_cache(maxsize=256)
def with_parents(tag: str) -> tuple[str, ...]:
    """Return the tag of the nearest CLDR locale and of those that it inherits from: `es-MX`, `es-419`, `es`."""
    from babel.core import get_global  # noqa: PLC0415 - as above

    name, names = str(known_locale(tag) or ""), list[str]()
    while name and name != "root":
        names.append(name.replace("_", "-"))
        name = get_global("parent_exceptions").get(name) or name.rpartition("_")[0]
    return tuple(names)


@lru_cache(maxsize=256)
def script(tag: str) -> str:
    """Return the script of a language (ISO 15924): `Latn`; where its tag names none, the likely one; empty if nothing is known."""
    named = next((part for part in tag.replace("_", "-").split("-")[1:] if _SCRIPT.fullmatch(part)), "")
    return named.title() or (known_locale(tag) and known_locale(tag).script) or _likely(tag, _SCRIPT)


@lru_cache(maxsize=256)
def territory(tag: str) -> str:
    """Return the territory of a tag (ISO 3166): `AT`; where it names none, the likely one; empty if nothing is known."""
    named = next((part for part in tag.replace("_", "-").split("-")[1:] if _TERRITORY.fullmatch(part)), "")
    return named.upper() or _likely(tag, _TERRITORY)


def _likely(tag: str, form: re.Pattern[str]) -> str:
    """Return the script or the territory that CLDR thinks likely of a language."""
    from babel.core import get_global  # noqa: PLC0415 - as above

    locale = known_locale(tag)
    if locale is None:
        return ""
    likely = get_global("likely_subtags")
    keys = (f"{locale.language}_{locale.script}", locale.language)
    parts = next((likely[key] for key in keys if key in likely), "").split("_")[1:]
    return next((part for part in parts if form.fullmatch(part)), "")


def reads_from_right(tag: str) -> bool:
    """Return whether a language is written from right to left, by its script."""
    return script(tag) in _RIGHT_TO_LEFT
