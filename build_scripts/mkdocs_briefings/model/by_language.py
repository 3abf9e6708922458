"""Texts of registries that may be given in several languages: `name: {en: Belarus, be: Беларусь}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Self, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, Discriminator, Field, Tag, ValidationInfo
from pydantic_core import PydanticCustomError

from mkdocs_briefings.model.field_types import LanguageTag, Name, OtherName, Sentences, Text

_ENGLISH = "en"
LANGUAGE_TAGS = ("[languages]", "[text]")
"""Steps that pydantic puts into the way to such a text; they are no keys of the content."""
SITE_LANGUAGE = "language"
"""Key in the context of a validation under which the language of the site stands."""

Model = TypeVar("Model", bound=BaseModel)


class ByLanguage(str):
    """A text in several languages. As a plain text it is the one for readers of the site."""

    __slots__ = ("by_language",)
    by_language: tuple[tuple[str, str], ...]
    """Language tag (BCP 47) and text, in the order written."""

    def __new__(cls, text: str, by_language: tuple[tuple[str, str], ...] = ()) -> Self:
        """Make a text of the one for the site, and of all."""
        self = super().__new__(cls, text)
        self.by_language = by_language
        return self

    @classmethod
    def for_site(cls, texts: Mapping[str, str], language: str) -> ByLanguage:
        """Return texts by language, for a site in a language: in that, else in English, else the first."""
        written = _nearest(texts, language) or _nearest(texts, _ENGLISH) or next(iter(texts.values()))
        return cls(written, tuple(texts.items()))


def in_language(text: str, language: str) -> str:
    """Return a text for readers of a language, as a plain one.

    It is the one under that tag, else under the tag cut at its end (`de` for `de-AT`), else the one for the site.
    """
    if not isinstance(text, ByLanguage):
        return text
    return _nearest(dict(text.by_language), language) or str(text)


def in_every_language(text: str | None) -> tuple[str, ...]:
    """Return a text in all its languages, the one for the site first; none for no text."""
    if not isinstance(text, ByLanguage):
        return (text,) if text else ()
    return tuple(dict.fromkeys((str(text), *(each for _, each in text.by_language))))


def names_by_tag(name: str, native_names: Mapping[str, str]) -> dict[str, str]:
    """Return the names of something in its own languages, and in those that its name is given in."""
    return {**dict(name.by_language if isinstance(name, ByLanguage) else ()), **native_names}


def stands_in(part: str | None, name: str) -> bool:
    """Return whether each text of a part of a name is one or several words of the name in some language."""
    names = [f" {each} " for each in in_every_language(name)]
    return all(any(f" {each} " in name for name in names) for each in in_every_language(part))


def localised(entry: Model, language: str) -> Model:
    """Return an entry of a registry with all its texts for readers of a language."""
    texts: dict[str, object] = {
        key: in_language(value, language)
        for key, value in entry.__dict__.items()
        if isinstance(value, ByLanguage)
    }
    if "name" in texts and "native_names" in entry.__dict__:
        names = names_by_tag(entry.__dict__["name"], entry.__dict__["native_names"])
        texts["native_names"] = {tag: name for tag, name in names.items() if name != texts["name"]}
    return entry.model_copy(update=texts) if texts else entry


def _nearest(texts: Mapping[str, str], language: str) -> str:
    """Return the text under a tag, or under the tag cut at its end; empty without one."""
    by_tag = {tag.lower(): text for tag, text in texts.items()}
    return next(filter(None, (by_tag.get(tag) for tag in _shorter_tags(language.lower()))), "")


def _shorter_tags(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _form(value: object) -> str:
    return LANGUAGE_TAGS[0] if isinstance(value, (dict, ByLanguage)) else LANGUAGE_TAGS[1]


def _each_once(texts: dict[str, str]) -> dict[str, str]:
    first: dict[str, str] = {}
    for tag in texts:
        if first.setdefault(tag.lower(), tag) != tag:
            raise PydanticCustomError("repeated_language", "has the language '{tag}' twice", {"tag": tag})
    return texts


def _for_site(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, dict):
        return value
    return ByLanguage.for_site(value, (info.context or {}).get(SITE_LANGUAGE, _ENGLISH))


if TYPE_CHECKING:
    NameByLanguage: TypeAlias = str
    OtherNameByLanguage: TypeAlias = str
    SentencesByLanguage: TypeAlias = str
    TextByLanguage: TypeAlias = str
else:
    _Languages = (Field(min_length=1), AfterValidator(_each_once))
    _Chosen = (Discriminator(_form), AfterValidator(_for_site))
    _PLAIN, _BY_TAG = Tag(LANGUAGE_TAGS[1]), Tag(LANGUAGE_TAGS[0])
    NameByLanguage = Annotated[
        Annotated[Name, _PLAIN] | Annotated[dict[LanguageTag, Name], *_Languages, _BY_TAG], *_Chosen
    ]
    OtherNameByLanguage = Annotated[
        Annotated[OtherName, _PLAIN] | Annotated[dict[LanguageTag, OtherName], *_Languages, _BY_TAG], *_Chosen
    ]
    SentencesByLanguage = Annotated[
        Annotated[Sentences, _PLAIN] | Annotated[dict[LanguageTag, Sentences], *_Languages, _BY_TAG], *_Chosen
    ]
    TextByLanguage = Annotated[
        Annotated[Text, _PLAIN] | Annotated[dict[LanguageTag, Text], *_Languages, _BY_TAG], *_Chosen
    ]
