"""The first stage: a content folder becomes a `Desk` and the findings about its files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Place, Severity, Span
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.load import discover
from mkdocs_briefings.load.reader import PlainData, read_yaml
from mkdocs_briefings.load.validate import validate
from mkdocs_briefings.model.content import Briefing, Notice
from mkdocs_briefings.model.desk import Desk, Located, Registries
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.settings import Settings

Model = TypeVar("Model", bound=BaseModel)
Tick = Callable[[int, int], None]


@dataclass(slots=True)
class _Reading:
    """What one run of the stage has found so far."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    text: str = ""
    """Of the last file."""

    def shown(self, path: Path) -> str:
        """The path as the user would type it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def plain(self, path: Path) -> tuple[PlainData, bool]:
        """Data of a file, and whether it could be read at all."""
        shown = self.shown(path)
        try:
            self.text = text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"not UTF-8 (byte {error.start})"
            self._report("invalid-yaml", Span(shown), message, "save the file as UTF-8")
            return None, False
        except OSError as error:
            self._report("invalid-yaml", Span(shown), f"cannot be read: {error.strerror}")
            return None, False
        data, faults = read_yaml(text, shown)
        for fault in faults:
            self._report(fault.code, fault.span, fault.message, fault.hint)
        return data, data is not None or not faults

    def _report(self, code: str, span: Span, message: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(span, Severity.ERROR, code, message, hint))


@dataclass(frozen=True, slots=True)
class LoadedDesk:
    """What the stage puts out."""

    desk: Desk
    """Everything that could be read."""
    findings: tuple[Finding, ...]
    """Faults whose position is still to be looked up."""
    diagnostics: tuple[Diagnostic, ...]
    """Faults of the YAML itself, which come with their position."""


@dataclass(frozen=True, slots=True)
class BriefingFile:
    """A file that holds a briefing."""

    id: str
    path_text: str
    """Its path as a text."""
    display_path: str
    """Its path as the user would type it."""
    valid_name: bool = True
    """False when its name cannot be an id."""

    @property
    def path(self) -> Path:
        """Its path."""
        return Path(self.path_text)


@dataclass(frozen=True, slots=True)
class Inventory:
    """The registries and the list of briefings, before any briefing is read."""

    registries: Registries
    briefings: tuple[BriefingFile, ...]
    """By path; ids are unique."""
    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class LoadedBriefing:
    """What one file holds, and what is wrong with it."""

    briefing: Located[Briefing] | None
    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    digest: bytes = b""
    """Of the text that was read."""


def load(settings: Settings, tick: Tick = lambda done, total: None) -> LoadedDesk:
    """Read the content folder.

    Args:
        settings: where it is.
        tick: called with (files read, files in all) as the reading goes on.

    Raises:
        UsageError: there is no such folder.
    """
    shelves = load_inventory(settings)
    findings, diagnostics = list(shelves.findings), list(shelves.diagnostics)
    briefings = []
    for done, file in enumerate(shelves.briefings, start=1):
        tick(done, len(shelves.briefings))
        one = load_briefing(file, settings)
        findings += one.findings
        diagnostics += one.diagnostics
        briefings += [one.briefing] if one.briefing is not None else []
    return LoadedDesk(Desk(tuple(briefings), shelves.registries), tuple(findings), tuple(diagnostics))


def load_inventory(settings: Settings) -> Inventory:
    """Read the registries and list the briefings.

    Raises:
        UsageError: there is no content folder.
    """
    content = settings.content
    if not content.is_dir():
        raise UsageError(
            f"there is no content folder at {content}: `briefings new TITLE` makes it, or set `content:` in mkdocs.yml"
        )
    reading = _Reading(settings.root)
    by_facet: dict[str, Any] = {
        facet.kind.value: _registry(reading, discover.registry(content, facet.kind), facet.model)
        for facet in FACETS.values()
    }
    registries = Registries(
        **by_facet,
        notices=tuple(_notices(reading, discover.registry(content, discover.NOTICES))),
        files=discover.attachment_names(content),
    )
    reading.findings += discover.refused_files(content, reading.shown)
    briefings = tuple(_listed(reading, content / discover.BRIEFINGS))
    return Inventory(registries, briefings, tuple(reading.findings), tuple(reading.diagnostics))


def load_briefing(file: BriefingFile, settings: Settings) -> LoadedBriefing:
    """Read one briefing, as far as it can be read."""
    reading, place = _Reading(settings.root), Place(file.display_path)
    data, readable = reading.plain(file.path)
    located = None
    if readable and not isinstance(data, dict):
        _not_a_mapping(reading, file.display_path)
    elif readable:
        briefing, findings = validate(Briefing, data, place)
        reading.findings += findings
        located = (
            Located(file.id, briefing, file.display_path)
            if briefing is not None and file.valid_name
            else None
        )
    text = digest_bytes(reading.text.encode(errors="surrogatepass"))
    return LoadedBriefing(located, tuple(reading.findings), tuple(reading.diagnostics), text)


def _listed(reading: _Reading, folder: Path) -> Iterator[BriefingFile]:
    first: dict[str, str] = {}
    above, cut = reading.shown(folder), len(str(folder))
    for place in discover.yaml_files(folder):
        shown = above + place[cut:].replace(os.sep, "/")
        id = shown.rpartition("/")[2].rpartition(".")[0]
        unsound = discover.invalid_name(id, shown)
        reading.findings += [unsound] if unsound else []
        if id in first:
            message = f"the id '{id}' is taken by {first[id]}"
            reading.findings.append(
                Finding(Place(shown), "duplicate-id", message, "rename one of the two files")
            )
            continue
        first[id] = shown
        yield BriefingFile(id, place, shown, unsound is None)


def _registry(reading: _Reading, paths: list[Path], model: type[Model]) -> dict[str, Located[Model]]:
    entries: dict[str, Located[Model]] = {}
    for path in paths:
        data, _ = reading.plain(path)
        shown = reading.shown(path)
        if data is None:
            continue
        if not isinstance(data, dict):
            _not_a_mapping(reading, shown)
            continue
        for key, fields in data.items():
            if key in entries:
                message = f"the id '{key}' is taken in {entries[key].path}"
                place = Place(shown, (key,), on_key=True)
                reading.findings.append(Finding(place, "duplicate-id", message, "keep one of the two"))
            elif entry := _entry(reading, model, fields, Place(shown, (key,))):
                entries[key] = entry
    return entries


def _entry(reading: _Reading, model: type[Model], fields: PlainData, place: Place) -> Located[Model] | None:
    key = str(place.keys[-1])
    if not discover.is_slug(key):
        message = f"'{key}' cannot be an id"
        hint = "use small letters, digits and single hyphens"
        reading.findings.append(
            Finding(Place(place.path, place.keys, on_key=True), "wrong-value", message, hint)
        )
        return None
    value, findings = validate(model, fields, place)
    reading.findings += findings
    return None if value is None else Located(key, value, place.path, place.keys)


def _notices(reading: _Reading, paths: list[Path]) -> Iterator[Located[Notice]]:
    for path in paths:
        data, _ = reading.plain(path)
        shown = reading.shown(path)
        if data is None:
            continue
        if not isinstance(data, list):
            reading.findings.append(Finding(Place(shown), "wrong-type", "must be a list of notices"))
            continue
        for index, fields in enumerate(data):
            value, findings = validate(Notice, fields, Place(shown, (index,)))
            reading.findings += findings
            if value is not None:
                yield Located(str(index), value, shown, (index,))


def _not_a_mapping(reading: _Reading, shown: str) -> None:
    message = "must be keys with values, such as `title: ...`"
    reading.findings.append(Finding(Place(shown), "wrong-type", message))
