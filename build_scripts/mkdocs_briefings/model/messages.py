"""Words that readers see, in their language: gettext catalogues (PO files, GNU gettext 0.22) by language, and what a desk says otherwise.

A message is its English text, so English has no catalogue. `message` marks those that stand in tables of code;
`make messages` finds these and all that `Words` and templates say.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mkdocs_briefings.model.languages import cldr_locale

ENGLISH = "en"
"""Language that the messages are written in."""
FOLDER = Path(__file__).parent.parent / "locale"
"""Folder of the catalogues, and of the template that lists all messages."""
TEMPLATE = "briefings.pot"
_ENGLISH_RULE = "n != 1"
CONTEXT_END = "\x04"
"""What gettext puts between a context and its message (GNU gettext 0.22, 10.3)."""


def message(text: str) -> str:
    """Return a text unchanged: marks it as a message that is said elsewhere."""
    return text


def term(text: str) -> str:
    """Return a text unchanged: marks a term of a standard, of which translations may be published (ICD 203, Admiralty scale)."""
    return text


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of a language."""

    language: str
    """BCP 47."""
    plural_rule: str
    """The number of a plural form by `n`, an expression in C, as the header of a PO file has it."""
    translations: tuple[tuple[str, tuple[str, ...]], ...]
    """Message, after its context if it has one, and its forms: one, or all plural forms in their order."""


@dataclass(frozen=True, slots=True)
class DeskWords:
    """Words that a desk brings: catalogues of its own, and messages said otherwise."""

    catalogues: tuple[Catalogue, ...] = ()
    """Those beside mkdocs.yml; what one of them has goes before ours."""
    overrides: tuple[Catalogue, ...] = ()
    """Those of its settings, for English too; what one has goes before all catalogues of its language."""


@dataclass(frozen=True, slots=True)
class Words:
    """Says messages in one language."""

    language: str
    """Language of the words, BCP 47."""
    translations: Mapping[str, tuple[str, ...]]
    form_of: Callable[[int], int]
    """Number of the plural form of a count."""

    def __call__(self, text: str, /, **values: object) -> str:
        """Return a message with values in the place of names in braces."""
        translated = self.translations.get(text)
        return _filled(translated[0] if translated else text, values)

    def html(self, text: str, /, **values: object) -> Markup:
        """Return a message that is HTML; values are escaped unless they are `Markup`."""
        translated = self.translations.get(text)
        return Markup(translated[0] if translated else text).format(**values)  # noqa: S704 - messages are ours or the desk's

    def in_context(self, context: str, text: str, /, **values: object) -> str:
        """Return a message that other languages say in two ways, by the place where it stands."""
        translated = self.translations.get(f"{context}{CONTEXT_END}{text}")
        return _filled(translated[0] if translated else text, values)

    def plural(self, singular: str, several: str, count: int, /, **values: object) -> str:
        """Return the form of a message for a count, which `{n}` stands for, written as the language writes numbers."""
        forms = self.translations.get(singular)
        if forms is None:
            text = singular if count == 1 else several
        else:
            text = forms[min(self.form_of(count), len(forms) - 1)]
        return _filled(text, {"n": self.number(count), **values})

    def number(self, value: int) -> str:
        """Return a whole number with the language's mark between thousands."""
        if -1000 < value < 1000:  # noqa: PLR2004 - below, there is none
            return str(value)
        from babel.numbers import format_decimal  # noqa: PLC0415 - few numbers are so large

        return format_decimal(value, locale=cldr_locale(self.language))

    def listed(self, items: Iterable[str]) -> str:
        """Return items in a row as CLDR has it: `A, B and C`, without the comma before `and`."""
        from babel.lists import format_list  # noqa: PLC0415 - few pages have such a row

        return format_list(list(items), locale=cldr_locale(self.language))


IN_ENGLISH = Words(ENGLISH, {}, lambda count: int(count != 1))
"""Says messages as they are."""


def _filled(text: str, values: Mapping[str, object]) -> str:
    return text.format(**values) if values else text


@lru_cache(maxsize=1)
def shipped_languages() -> tuple[str, ...]:
    """Return the languages of our catalogues, in order (BCP 47)."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.po")))


@lru_cache(maxsize=32)
def words_of(language: str, site_language: str, desk: DeskWords) -> Words:
    """Return the words for a text in a language: its own if there are any, else those of the site, else English.

    Args:
        language: BCP 47, of a page or a briefing.
        site_language: BCP 47.
        desk: words that the desk brings.
    """
    languages = _known_languages(desk.catalogues)
    nearest = (nearest_language(tag, languages) for tag in (language, site_language))
    chosen = next((tag for tag in nearest if tag), ENGLISH)
    layers = [_shipped(chosen)] if chosen in shipped_languages() else []
    layers += [catalogue for catalogue in desk.catalogues if catalogue.language == chosen]
    layers += [words for words in desk.overrides if nearest_language(words.language, languages) == chosen]
    translations = {text: forms for layer in layers for text, forms in layer.translations}
    return Words(chosen, translations, plural_form(layers[0].plural_rule if layers else _ENGLISH_RULE))


def plural_rule(language: str, catalogues: tuple[Catalogue, ...]) -> str:
    """Return the plural rule of the words for a language, with some catalogues beside ours."""
    chosen = nearest_language(language, _known_languages(catalogues))
    rules = [catalogue.plural_rule for catalogue in catalogues if catalogue.language == chosen]
    if chosen in shipped_languages():
        return _shipped(chosen).plural_rule
    return rules[0] if rules else _ENGLISH_RULE


def _known_languages(catalogues: tuple[Catalogue, ...]) -> dict[str, str]:
    names = (*shipped_languages(), ENGLISH, *(catalogue.language for catalogue in catalogues))
    return {name.lower(): name for name in names}


def nearest_language(language: str, languages: Mapping[str, str]) -> str:
    """Return the language that there is for a tag, or for the tag cut at its end; empty without one.

    Chinese without a script is that of its region, else simplified.
    """
    subtags = language.replace("_", "-").lower().split("-")
    if subtags[0] == "zh":
        traditional = {"hant", "tw", "hk", "mo"} & set(subtags) and "hans" not in subtags
        subtags = [*subtags, "zh-hant" if traditional else "zh-hans"]
        return next((languages[tag] for tag in ("-".join(subtags[:-1]), subtags[-1]) if tag in languages), "")
    shorter = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return next((languages[tag] for tag in shorter if tag in languages), "")


@lru_cache(maxsize=4)
def _shipped(language: str) -> Catalogue:
    return read_catalogue(FOLDER / f"{language}.po", language)


def read_catalogue(path: Path, language: str) -> Catalogue:
    """Read a PO file; a message without a translation, or with one that is marked as unsure, is left out.

    Raises:
        babel.messages.pofile.PoFileError: the file is no PO file.
        ValueError: its plural rule or its encoding is wrong.
    """
    from babel.messages.pofile import read_po  # noqa: PLC0415 - an English site needs none

    file = BytesIO(path.read_bytes().removeprefix(BOM_UTF8))  # Babel takes the mark for a word
    entries = read_po(file, locale=str(cldr_locale(language)), abort_invalid=True)
    translations = {}
    for entry in entries:
        translated, text = forms(entry.string), forms(entry.id)[0]
        if text and all(translated) and not entry.fuzzy:
            translations[f"{entry.context}{CONTEXT_END}{text}" if entry.context else text] = translated
    return Catalogue(language, entries.plural_expr, tuple(translations.items()))


def forms(text: Any) -> tuple[str, ...]:
    """Return the forms of what Babel has as a text, or as several: singular and plurals."""
    return (text,) if isinstance(text, str) else tuple(text)


@lru_cache(maxsize=64)
def plural_form(rule: str) -> Callable[[int], int]:
    """Return the function that gives the number of the plural form of a count by a rule."""
    from gettext import c2py  # noqa: PLC0415 - Python's own reader of the rule

    return c2py(rule)
