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
_DEFAULT_DATE = "2018-11-12"


@dataclass(frozen=True)
class Outcome:
    """What a case expects and what was found, in comparable form."""

    text: str
    expected: tuple[Any, ...]
    found: tuple[Any, ...]
    expected_doubtful: tuple[str, ...]
    doubtful: tuple[str, ...]
    expected_reading: str | None
    reading: str

    @property
    def right(self) -> bool:
        """Whether everything is as expected."""
        reads = self.expected_reading in (None, self.reading)
        return self.expected == self.found and self.expected_doubtful == self.doubtful and reads


def outcomes() -> list[Outcome]:
    """All cases, done."""
    return [_outcome(case) for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))]


def score(done: list[Outcome]) -> tuple[float, float]:
    """Precision and recall over all sources; a doubtful parenthesis counts as a thing to find too."""
    found = expected = hits = 0
    for one in done:
        seen = [*map(str, one.found), *one.doubtful]
        wanted = [*map(str, one.expected), *one.expected_doubtful]
        found, expected = found + len(seen), expected + len(wanted)
        hits += sum(min(seen.count(each), wanted.count(each)) for each in set(wanted))
    return hits / max(found, 1), hits / max(expected, 1)


def _outcome(case: dict[str, Any]) -> Outcome:
    made = _draft(case)
    return Outcome(
        case["text"],
        tuple(_wanted(one) for one in case["sources"]),
        tuple(map(_seen, made.briefing.sources)),
        tuple(case.get("doubtful", ())),
        _doubtful(made),
        case.get("reads"),
        made.briefing.body.rstrip("\n"),
    )


def _draft(case: dict[str, Any]) -> Draft:
    """A paragraph as an article of its own; a whole file goes the whole way."""
    options = ImportOptions(dt.date(2026, 1, 1))
    if "file" not in case:
        return make_draft(_article(case), _registry_index(case), options)
    result = import_file(case["file"], case["text"].encode(), _registry_index(case), options)
    assert isinstance(result, ImportResult)
    return result.draft


def _article(case: dict[str, Any]) -> Article:
    date = case.get("date", _DEFAULT_DATE)
    known = Metadata(title="A case", date=PartialDate.parse(str(date)) if date else None)
    return Article("case.md", "0" * 64, known, ("A point.",), (case["text"],), ())


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


def _wanted(one: dict[str, Any]) -> tuple[Any, ...]:
    date = str(one["date"]) if one.get("date") else None
    kind = one.get("kind", "article")
    return (
        one["outlet"],
        date,
        one.get("inferred"),
        kind,
        one.get("title"),
        tuple(one.get("authors", ())),
        one.get("url"),
    )


def _seen(source: Source) -> tuple[Any, ...]:
    date = str(source.date) if source.date else None
    inferred = source.date_inferred.value if source.date_inferred else None
    kind = "book" if source.kind.value == "book" else "article"
    return (source.outlet, date, inferred, kind, source.title, source.authors, source.url)


def _doubtful(made: Draft) -> tuple[str, ...]:
    return tuple(text for text, reason in made.parentheses if reason)


def main() -> int:
    """Print the score and every case that is not as expected."""
    done = outcomes()
    say = sys.stdout.write
    for one in done:
        if not one.right:
            say(
                f"- {one.text!r}\n    expected {one.expected} {one.expected_doubtful} {one.expected_reading or ''}\n"
            )
            say(f"    found    {one.found} {one.doubtful} {one.reading}\n")
    precision, recall = score(done)
    sources, doubtful = (
        sum(len(field(one)) for one in done) for field in (lambda o: o.expected, lambda o: o.doubtful)
    )
    say(
        f"{len(done)} cases, {sources} sources, {doubtful} doubtful: precision {precision:.3f}, recall {recall:.3f}\n"
    )
    return 0 if all(one.right for one in done) else 1


if __name__ == "__main__":
    sys.exit(main())
