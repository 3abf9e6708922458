"""The first stage: a content folder becomes a `Desk` and the findings about its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from build_scripts.diagnostics.diagnostic import Diagnostic, Finding, Severity
from build_scripts.diagnostics.errors import UsageError
from build_scripts.diagnostics.span import Place, Span
from build_scripts.load import discover
from build_scripts.load.reader import Plain, read
from build_scripts.load.validate import validate
from build_scripts.model.content import Author, Briefing, Entity, Notice, Outlet, Publication, Topic
from build_scripts.model.desk import Desk, Located, Registries
from build_scripts.model.settings import Settings

Model = TypeVar("Model", bound=BaseModel)
Tick = Callable[[int, int], None]


@dataclass(slots=True)
class _Reading:
    """What one run of the stage has found so far."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """The path as the user would type it."""
        inside = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return inside.as_posix()

    def plain(self, path: Path) -> tuple[Plain, bool]:
        """Data of a file, and whether it could be read at all."""
        shown = self.shown(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"not UTF-8 (byte {error.start})"
            self._report("invalid-yaml", Span(shown), message, "save the file as UTF-8")
            return None, False
        except OSError as error:
            self._report("invalid-yaml", Span(shown), f"cannot be read: {error.strerror}")
            return None, False
        data, faults = read(text, shown)
        for fault in faults:
            self._report(fault.code, fault.span, fault.message, fault.hint)
        return data, data is not None or not faults

    def _report(self, code: str, span: Span, message: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(span, Severity.ERROR, code, message, hint))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the stage puts out."""

    desk: Desk
    """Everything that could be read."""
    findings: tuple[Finding, ...]
    """Faults whose position is still to be looked up."""
    diagnostics: tuple[Diagnostic, ...]
    """Faults of the YAML itself, which come with their position."""


def load(settings: Settings, tick: Tick = lambda done, total: None) -> Loaded:
    """Read the content folder.

    Args:
        settings: where it is.
        tick: called with (files read, files in all) as the reading goes on.

    Raises:
        UsageError: there is no such folder.
    """
    content = settings.content
    if not content.is_dir():
        raise UsageError(
            f"there is no content folder at {content}; make one, or set `content:` in mkdocs.yml"
        )
    reading = _Reading(settings.root)
    registries = Registries(
        publications=_registry(reading, [content / "publications.yaml"], Publication),
        authors=_registry(reading, [content / "authors.yaml"], Author),
        topics=_registry(reading, [content / "topics.yaml"], Topic),
        outlets=_registry(reading, [content / "outlets.yaml"], Outlet),
        entities=_registry(reading, list(discover.yaml_files(content / discover.ENTITIES)), Entity),
        notices=_notices(reading, content / "notices.yaml"),
        files=discover.shown_files(content),
    )
    briefings = tuple(_briefings(reading, content / discover.BRIEFINGS, tick))
    return Loaded(Desk(briefings, registries), tuple(reading.findings), tuple(reading.diagnostics))


def _briefings(reading: _Reading, folder: Path, tick: Tick) -> Iterator[Located[Briefing]]:
    paths = list(discover.yaml_files(folder))
    first: dict[str, str] = {}
    for done, path in enumerate(paths, start=1):
        shown = reading.shown(path)
        tick(done, len(paths))
        if finding := discover.unsound_name(path, shown):
            reading.findings.append(finding)
        if path.stem in first:
            message = f"the id '{path.stem}' is taken by {first[path.stem]}"
            reading.findings.append(
                Finding(Place(shown), "duplicate-id", message, "rename one of the two files")
            )
            continue
        first[path.stem] = shown
        data, readable = reading.plain(path)
        if readable and not isinstance(data, dict):
            _not_a_mapping(reading, shown)
        elif readable:
            briefing, findings = validate(Briefing, data, Place(shown))
            reading.findings += findings
            if briefing is not None and not finding:
                yield Located(path.stem, briefing, shown)


def _registry(reading: _Reading, paths: list[Path], model: type[Model]) -> dict[str, Located[Model]]:
    entries: dict[str, Located[Model]] = {}
    for path in paths:
        data, _ = reading.plain(path) if path.is_file() else (None, True)
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


def _entry(reading: _Reading, model: type[Model], fields: Plain, place: Place) -> Located[Model] | None:
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


def _notices(reading: _Reading, path: Path) -> tuple[Located[Notice], ...]:
    data, _ = reading.plain(path) if path.is_file() else (None, True)
    shown = reading.shown(path)
    if data is None:
        return ()
    if not isinstance(data, list):
        reading.findings.append(Finding(Place(shown), "wrong-type", "must be a list of notices"))
        return ()
    notices = []
    for index, fields in enumerate(data):
        value, findings = validate(Notice, fields, Place(shown, (index,)))
        reading.findings += findings
        if value is not None:
            notices.append(Located(str(index), value, shown, (index,)))
    return tuple(notices)


def _not_a_mapping(reading: _Reading, shown: str) -> None:
    message = "must be keys with values, such as `title: ...`"
    reading.findings.append(Finding(Place(shown), "wrong-type", message))
