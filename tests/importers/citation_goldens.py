"""The golden citations: what each case finds, and how much of it is right. Run it to print precision and recall.

python tests/importers/citation_goldens.py
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mkdocs_briefings.importers.article import Article, Metadata
from mkdocs_briefings.importers.draft import Draft, ImportOptions, make_draft
from mkdocs_briefings.importers.pipeline import ImportResult, import_file
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.model.content import Entity, Outlet, Publication, Source
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.vocabulary import EntityKind

CASES = Path(__file__).with_name("citations.yaml")
CASES_BY_LANGUAGE = Path(__file__).with_name("citations_by_language.yaml")
_DEFAULT_DATE = "2018-11-12"


@dataclass(frozen=True)
class Outcome:
    """The sources that a case expects, and those that the import made, in comparable form."""

    text: str
    expected: tuple[Any, ...]
    actual: tuple[Any, ...]
    expected_doubtful: tuple[str, ...]
    doubtful: tuple[str, ...]
    expected_reading: str | None
    reading: str

    @property
    def right(self) -> bool:
        """Return whether everything is as expected."""
        reads = self.expected_reading in (None, self.reading)
        return self.expected == self.actual and self.expected_doubtful == self.doubtful and reads


def cases() -> list[dict[str, Any]]:
    """Return every case as it is written."""
    return yaml.load(CASES.read_text(encoding="utf-8"), yaml.CSafeLoader)


def cases_by_language() -> dict[str, list[dict[str, Any]]]:
    """Return the cases of other languages, by their tags."""
    return yaml.load(CASES_BY_LANGUAGE.read_text(encoding="utf-8"), yaml.CSafeLoader)


def score(results: list[Outcome]) -> tuple[float, float]:
    """Return precision and recall over all sources; a doubtful parenthesis counts as a thing to find too."""
    actual = expected = hits = 0
    for outcome in results:
        seen = [*map(str, outcome.actual), *outcome.doubtful]
        wanted = [*map(str, outcome.expected), *outcome.expected_doubtful]
        actual, expected = actual + len(seen), expected + len(wanted)
        hits += sum(min(seen.count(item), wanted.count(item)) for item in set(wanted))
    return hits / max(actual, 1), hits / max(expected, 1)


def outcome_of(case: dict[str, Any]) -> Outcome:
    """Return what the import makes of a case."""
    draft = _draft(case)
    return Outcome(
        case["text"],
        tuple(map(_wanted, case["sources"])),
        tuple(map(_seen, draft.briefing.sources)),
        tuple(case.get("doubtful", ())),
        _doubtful(draft),
        case.get("reads"),
        draft.briefing.body.rstrip("\n"),
    )


def _draft(case: dict[str, Any]) -> Draft:
    """Import a case: a file, or a paragraph as an article of its own."""
    options = ImportOptions(dt.date(2026, 1, 1))
    if "file" not in case:
        return make_draft(_article(case), _registry_index(case), options)
    result = import_file(case["file"], case["text"].encode(), _registry_index(case), options)
    assert isinstance(result, ImportResult)
    return result.draft


def _article(case: dict[str, Any]) -> Article:
    date = case.get("date", _DEFAULT_DATE)
    day = PartialDate.parse(str(date)) if date else None
    metadata = Metadata(title="A case", date=day, language=case.get("language", ""))
    return Article("case.md", "0" * 64, metadata, ("A point.",), (case["text"],), ())


def _registry_index(case: dict[str, Any]) -> RegistryIndex:
    outlets = {name.lower(): Located(name.lower(), Outlet(name=name), "o") for name in case.get("known", ())}
    kinds = ((EntityKind.PLACE, case.get("places", ())), (EntityKind.PERSON, case.get("people", ())))
    entities = {
        name.lower().replace(" ", "-"): Located(name, Entity(name=name, kind=kind), "e")
        for kind, names in kinds
        for name in names
    }
    series = {
        short.lower(): Located(short, Publication(name=name, short=short), "p")
        for short, name in case.get("series", {}).items()
    }
    return RegistryIndex.from_registries(Registries(outlets=outlets, entities=entities, publications=series))


def _wanted(source: dict[str, Any]) -> tuple[Any, ...]:
    date = str(source["date"]) if source.get("date") else None
    kind, authors = source.get("kind", "article"), tuple(source.get("authors", ()))
    return (
        source["outlet"],
        date,
        source.get("inferred"),
        kind,
        source.get("title"),
        authors,
        source.get("url"),
    )


def _seen(source: Source) -> tuple[Any, ...]:
    date = str(source.date) if source.date else None
    inferred = source.date_inferred.value if source.date_inferred else None
    kind = "book" if source.kind.value == "book" else "article"
    return (source.outlet, date, inferred, kind, source.title, source.authors, source.url)


def _doubtful(draft: Draft) -> tuple[str, ...]:
    return tuple(text for text, reason in draft.parentheses if reason)


def main() -> int:
    """Print the score and every case that is not as expected, for each language."""
    all_cases = {"en": cases(), **cases_by_language()}
    return max([_print_score(tag, [outcome_of(case) for case in rows]) for tag, rows in all_cases.items()])


def _print_score(tag: str, results: list[Outcome]) -> int:
    lines = []
    for outcome in results:
        if not outcome.right:
            lines += [
                f"- {outcome.text!r}",
                f"    expected {outcome.expected} {outcome.expected_doubtful} {outcome.expected_reading or ''}",
                f"    found    {outcome.actual} {outcome.doubtful} {outcome.reading}",
            ]
    precision, recall = score(results)
    sources = sum(len(outcome.expected) for outcome in results)
    doubtful = sum(len(outcome.doubtful) for outcome in results)
    counts = f"{tag}: {len(results)} cases, {sources} sources, {doubtful} doubtful"
    lines.append(f"{counts}: precision {precision:.3f}, recall {recall:.3f}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all(outcome.right for outcome in results) else 1


if __name__ == "__main__":
    sys.exit(main())
