"""Words that a desk brings: the setting `words`, and catalogues in the folder `locale` beside mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.model.languages import SHORT_TAG, cldr_locale, normal_tag
from mkdocs_briefings.model.messages import (
    CONTEXT_END,
    FOLDER,
    TEMPLATE,
    Catalogue,
    DeskWords,
    plural_form,
    plural_rule,
    read_catalogue,
)

CATALOGUES = "locale"
"""Folder of a desk's own catalogues."""
_MOST_SAMPLES = 1_000
"""A plural form that no count below this has is that of all others."""
_TAG = re.compile(r"<(/?)(\w*)[^>]*>?")
"""An element of HTML, also one that does not end."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufffe\uffff]")
"""What no line of a page, a mail and a feed may have."""


class _UnusableCatalogueError(Exception):
    """A catalogue of a desk that cannot be used; the message says why, after its name."""


class _WrongBracesError(Exception):
    """Braces in a message that are no names; the message says what to write."""


class Listed(NamedTuple):
    """A message as the list of all has it."""

    key: str
    """As a `Catalogue` has it."""
    forms: tuple[str, ...]
    """English: one form, or singular and plural."""


def read_desk_words(root: Path, language: str, words: Mapping[str, Any]) -> DeskWords:
    """Return the words that a desk brings.

    Args:
        root: folder of mkdocs.yml.
        language: of the site, BCP 47; that of what `words` says outside of any language.
        words: the setting.

    Raises:
        UsageError: names each word that is no message, and each translation that does not fit its message.
    """
    paths = sorted((root / CATALOGUES).glob("*.po"))
    if not paths and not words:
        return DeskWords()
    messages = {listed.key: listed for listed in all_messages()}
    problems: list[str] = []
    catalogues = tuple(_read(path, messages, problems) for path in paths)
    by_language: dict[str, dict[str, Any]] = {language: {}}
    for key, value in words.items():
        is_tag = SHORT_TAG.fullmatch(str(key)) and not _named(str(key), messages)
        nested = isinstance(value, dict) and is_tag
        target = by_language.setdefault(str(key) if nested else language, {})
        target.update(value if nested else {str(key): value})
    overrides = tuple(
        _overrides(tag, value, plural_rule(tag, catalogues), messages, problems)
        for tag, value in by_language.items()
        if value
    )
    if problems:
        raise UsageError("; ".join(problems))
    return DeskWords(catalogues, overrides)


def all_messages() -> Iterator[Listed]:
    """Yield all messages, from the template of the catalogues."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - few desks bring words

    with (FOLDER / TEMPLATE).open("rb") as file:
        for entry in read_po(file):
            forms = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
            if forms[0]:
                yield Listed(f"{entry.context}{CONTEXT_END}{forms[0]}" if entry.context else forms[0], forms)


def key_of(text: str) -> str:
    """Return a message as a key of `words`: `executive_points`."""
    return re.sub(r"\W+", "_", text.lower()).strip("_")


def _named(name: str, messages: Mapping[str, Listed]) -> list[Listed]:
    """Return the messages that a key of `words` names: by their English text, or that as a key."""
    return [
        listed for listed in messages.values() if name in listed.forms or name in map(key_of, listed.forms)
    ]


def _read(path: Path, messages: Mapping[str, Listed], problems: list[str]) -> Catalogue:
    where, language = f"{path.parent.name}/{path.name}", normal_tag(path.stem)
    nothing = Catalogue(language, "0", ())
    if not SHORT_TAG.fullmatch(language):
        problems.append(f"{where}: '{path.stem}' is no language tag, such as `nl` or `pt-BR`")
        return nothing
    try:
        catalogue = _usable_catalogue(path, language)
    except _UnusableCatalogueError as error:
        problems.append(f"{where}: {error}")
        return nothing
    for key, forms in catalogue.translations:
        if key in messages:
            problems += (f"{where}: {fault}" for fault in _faults(messages[key], forms))
    return catalogue


def _usable_catalogue(path: Path, language: str) -> Catalogue:
    """Read a PO file of a desk.

    Raises:
        _UnusableCatalogueError: it is none, or its plural rule has no form for some counts.
    """
    from babel.messages.pofile import PoFileError  # noqa: PLC0415 - few desks bring catalogues

    try:
        catalogue = read_catalogue(path, language)
    except PoFileError as error:
        raise _UnusableCatalogueError(f"line {error.lineno + 1} is none that gettext reads") from None
    except OSError as error:
        raise _UnusableCatalogueError(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _UnusableCatalogueError("is not in the encoding that its header names") from None
    except (ValueError, LookupError):
        raise _UnusableCatalogueError("look at its header: a value is none that gettext reads") from None
    _try_plurals(catalogue.plural_rule)
    return catalogue


def _try_plurals(rule: str) -> None:
    """Try a plural rule of a desk on some counts.

    Raises:
        _UnusableCatalogueError: it is no rule, or has no form for one of them.
    """
    try:
        form = plural_form(rule)
    except ValueError:
        raise _UnusableCatalogueError(f"the plural rule `{rule}` is none that gettext reads") from None
    for count in (*range(_MOST_SAMPLES), 1_000_000):
        try:
            fits = form(count) >= 0
        except ArithmeticError:
            fits = False
        if not fits:
            raise _UnusableCatalogueError(f"the plural rule `{rule}` has no form for {count}")


def _overrides(
    language: str, words: Mapping[str, Any], rule: str, messages: Mapping[str, Listed], problems: list[str]
) -> Catalogue:
    translations: dict[str, tuple[str, ...]] = {}
    for name, value in words.items():
        named = _named(str(name), messages)
        if not named:
            keys = [key_of(form) for listed in messages.values() for form in listed.forms]
            hint = did_you_mean(str(name), keys)
            problems.append(f"words: no page has the words '{name}'{f'; {hint}' if hint else ''}")
        for listed in named:
            forms = _forms(value, language, rule) if len(listed.forms) > 1 else (value,)
            if not all(isinstance(form, str) for form in forms):
                problems.append(
                    f"words: '{name}' is to be a text{_OR_PLURALS if len(listed.forms) > 1 else ''}"
                )
                continue
            problems += (f"words: {fault}" for fault in _faults(listed, forms))
            translations[listed.key] = forms
    return Catalogue(language, rule, tuple(translations.items()))


_OR_PLURALS = ", or one for each plural form: `{one: ..., other: ...}`"


def _forms(value: object, language: str, rule: str) -> tuple[Any, ...]:
    """Return a text for each plural form of a rule; a mapping has them by CLDR's names: `one`, `few`, `many`, `other`."""
    index = plural_form(rule)
    category = cldr_locale(language).plural_form
    names: dict[int, str] = {}
    for count in range(_MOST_SAMPLES):
        names.setdefault(index(count), category(count))
    if not isinstance(value, dict):
        return (value,) * len(names)
    return tuple(value.get(names[form], value.get("other")) for form in sorted(names))


def _faults(listed: Listed, forms: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with the braces, the HTML and the signs of a message that a desk writes otherwise."""
    allowed = {name for form in listed.forms for name in _names(form)}
    for form in dict.fromkeys(forms):
        try:
            unknown = sorted(set(_names(form)) - allowed)
        except _WrongBracesError as error:
            yield f"'{form}': {error}"
            continue
        if unknown:
            has = (
                f"it has {', '.join(f'{{{name}}}' for name in sorted(allowed))}" if allowed else "it has none"
            )
            yield f"'{form}' has {{{unknown[0]}}}, which '{listed.forms[0]}' has not; {has}"
        if not _keeps_html(form, listed):
            yield f"'{form}' has other HTML than '{listed.forms[0]}'; keep its elements, whole"
        if _CONTROL.search(form):
            yield f"{form!r} has a line break or another control character; write one line"


def _keeps_html(form: str, listed: Listed) -> bool:
    """Return whether all elements of a form are those of its message, and each that begins in it ends in it."""
    allowed = {tag.group() for each in listed.forms for tag in _TAG.finditer(each)}
    begun: list[str] = []
    for tag in _TAG.finditer(form):
        ends, name = tag.groups()
        if tag.group() not in allowed or (ends and (not begun or begun.pop() != name)):
            return False
        if not ends:
            begun.append(name)
    return not begun


def _names(text: str) -> list[str]:
    """Return the names in the braces of a message.

    Raises:
        _WrongBracesError: a brace does not end, or says more than a name.
    """
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise _WrongBracesError("a brace stands alone; write {{ or }} for one that is shown") from None
    for _, name, form, conversion in parts:
        if form or conversion:
            raise _WrongBracesError(f"write {{{name}}}, with nothing but the name")
    return [name or "" for _, name, _, _ in parts]
