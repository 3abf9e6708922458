"""Versions of a briefing in several languages: which belong together, and which of them a list shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from mkdocs_briefings.model.field_types import LANGUAGE_PATTERN, SLUG_PATTERN
from mkdocs_briefings.model.languages import has_name

_ENGLISH_WORD = "new"
"""What a file is called when it is tried out, and the tag of Newari."""


class FileName(NamedTuple):
    """The name of a briefing's file, as far as it says what the briefing is."""

    id: str
    original: str = ""
    """Id of the briefing that it translates; empty where the name says nothing of that."""
    language: str = ""
    """BCP 47; empty where the name does not say it."""


def read_file_name(stem: str) -> FileName:
    """Return what the name of a file without its ending says: `visit`, or `visit.de` for the German version of that.

    A word that is no language, as in `visit.draft`, makes no version: whoever keeps such a file does not mean to publish it.
    """
    original, _, language = stem.partition(".")
    if not re.fullmatch(LANGUAGE_PATTERN, language) or not re.fullmatch(SLUG_PATTERN, original):
        return FileName(stem)
    if language.lower() == _ENGLISH_WORD or not has_name(language):
        return FileName(stem)
    return FileName(f"{original}-{language.lower()}", original, language)


class Version(Protocol):
    """A briefing, as far as this looks at it."""

    @property
    def id(self) -> str:
        """Id of the briefing."""

    @property
    def language(self) -> str:
        """Language of the briefing, BCP 47."""

    @property
    def translation_of(self) -> str:
        """Id of the briefing that it translates; empty if it is no translation."""


Listed = TypeVar("Listed", bound=Version)


def versions_by_id(briefings: Iterable[Version]) -> dict[str, tuple[str, ...]]:
    """Return for each briefing that has another version the ids of all of them: the original, then by language.

    The original itself may be missing, for each version may be shown or not by itself. What translates a translation
    stands alone.
    """
    works: dict[str, list[Version]] = {}
    for briefing in briefings:
        works.setdefault(briefing.translation_of or briefing.id, []).append(briefing)
    versions: dict[str, tuple[str, ...]] = {}
    for original, members in works.items():
        if len(members) > 1:
            members.sort(key=lambda each: (each.id != original, each.language.lower(), each.id))
            versions |= dict.fromkeys([each.id for each in members], tuple(each.id for each in members))
    return versions


def version_for(versions: Sequence[Listed], language: str) -> Listed:
    """Return the version for readers of a language: in that, else in one that begins alike (`en-GB`), else the first."""
    tag = language.lower()
    exact = (each for each in versions if each.language.lower() == tag)
    near = (each for each in versions if _primary(each.language) == _primary(tag))
    return next(exact, None) or next(near, versions[0])


def folder_of(language: str, languages: Sequence[str]) -> str:
    """Return the folder of the pages for readers of a language, `de/`; empty for the root.

    Args:
        language: BCP 47.
        languages: of the site, which has the root, then those that have a folder each.
    """
    tag = language.lower()
    exact = (each for each in languages if each.lower() == tag)
    near = (each for each in languages if _primary(each) == _primary(tag))
    chosen = next(exact, None) or next(near, languages[0])
    return "" if chosen == languages[0] else f"{chosen.lower()}/"


def each_once(
    briefings: Iterable[Listed],
    versions: Mapping[str, tuple[str, ...]],
    language: str,
    apart: Callable[[Listed], Hashable] = lambda _: None,
) -> tuple[Listed, ...]:
    """Return briefings without those of which a better version for readers of a language is among them, in their order.

    Args:
        briefings: of any languages.
        versions: what `versions_by_id` returns.
        language: BCP 47.
        apart: versions of which this differs both stay.
    """
    briefings = tuple(briefings)
    if not versions:
        return briefings
    members: dict[Hashable, dict[str, Listed]] = {}
    for briefing in briefings:
        if briefing.id in versions:
            members.setdefault((versions[briefing.id], apart(briefing)), {})[briefing.id] = briefing
    best = set()
    for by_id in members.values():
        ids = versions[next(iter(by_id))]
        best.add(version_for([by_id[id] for id in ids if id in by_id], language).id)
    return tuple(each for each in briefings if each.id not in versions or each.id in best)


def _primary(tag: str) -> str:
    return tag.lower().partition("-")[0]
