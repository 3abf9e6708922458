"""The first stage: a content folder becomes a `Desk` and the problems of its files."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Place, Severity, Span, with_spans
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import not_utf8
from mkdocs_briefings.load import discover, visibility
from mkdocs_briefings.load.cut_values import cut_values
from mkdocs_briefings.load.reader import PlainData, locate, read_yaml
from mkdocs_briefings.load.unfinished import unfinished
from mkdocs_briefings.load.untidy_values import untidy_values
from mkdocs_briefings.load.validate import validate
from mkdocs_briefings.model.content import Briefing, Notice
from mkdocs_briefings.model.deciding_keys import DECIDING_KEYS
from mkdocs_briefings.model.desk import Desk, Located, Registries
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.versions import read_file_name
from mkdocs_briefings.model.vocabulary import Status

Model = TypeVar("Model", bound=BaseModel)
Data = TypeVar("Data", bound=PlainData)

_NO_MAPPING = "must be keys with values, such as `title: ...`"


@dataclass(slots=True)
class _Run:
    """The reading of some files, with the problems met so far."""

    root: Path
    """Folder of mkdocs.yml."""
    content: Path
    language: str = "en"
    """Language of the site, BCP 47."""
    findings: list[Finding] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    text: str = ""
    """Text of the file that was read last."""
    digest: bytes = b""
    """Digest of its bytes; empty if it could not be read."""

    def display_path(self, path: Path) -> str:
        """Return the path as the user would type it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def read(self, path: Path, verbatim: Collection[str] = ()) -> tuple[PlainData, bool]:
        """Return the data of a file, and whether the file could be read at all; `verbatim` as for `read_yaml`."""
        span = Span(self.display_path(path))
        self.text, self.digest = "", b""
        try:
            content = path.read_bytes()
            self.digest = digest_bytes(content)
            self.text = text = TextIOWrapper(BytesIO(content), encoding="utf-8-sig").read()
        except UnicodeDecodeError as error:
            self._unreadable(span, not_utf8(error), "save the file as UTF-8")
            return None, False
        except OSError as error:
            self._unreadable(span, f"cannot be read: {error.strerror}")
            return None, False
        data, faults = read_yaml(text, span.path, verbatim)
        for fault in faults:
            code = visibility.CODE if verbatim and visibility.is_deciding_fault(fault) else fault.code
            self.diagnostics.append(Diagnostic(fault.span, Severity.ERROR, code, fault.message, fault.hint))
        self.diagnostics += cut_values(text, data, span.path)
        return data, data is not None or not faults

    def read_shared(self, name: str, kind: type[Data], expected: str) -> Iterator[tuple[str, Data]]:
        """Yield display path and data of each file of a registry or list; an empty file is passed over.

        Args:
            name: its name in the content folder: `topics`, `notices`.
            kind: what the data of a file must be; anything else is a finding.
            expected: `kind` in the words of the finding.
        """
        for path in discover.registry_files(self.content, name):
            data, _ = self.read(path)
            display_path = self.display_path(path)
            if isinstance(data, kind):
                yield display_path, data
            elif data is not None:
                self.report(Place(display_path), "wrong-type", expected)

    def validate(self, model: type[Model], data: PlainData, place: Place) -> Model | None:
        """Return the data as a model; None when too much of it is faulty."""
        value, findings = validate(model, data, place, self.language)
        self.findings += findings
        faulty = {finding.place.keys for finding in findings}
        untidy = [each for each in untidy_values(model, data, place) if each.place.keys not in faulty]
        self.diagnostics += with_spans(untidy, lambda place: locate(place, self.root))
        return value

    def report(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Add a finding."""
        self.findings.append(Finding(place, code, message, hint))

    def _unreadable(self, span: Span, message: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(span, Severity.ERROR, "invalid-yaml", message, hint))


@dataclass(frozen=True, slots=True)
class LoadedDesk:
    """A content folder as read, and its problems."""

    desk: Desk
    """Everything that could be read."""
    findings: tuple[Finding, ...]
    """Problems whose position is still to be looked up."""
    diagnostics: tuple[Diagnostic, ...]
    """Problems of the YAML itself, which come with their position."""


@dataclass(frozen=True, slots=True)
class BriefingFile:
    """A file that holds a briefing."""

    id: str
    path_text: str
    """Absolute path, as a text: ten thousand are listed, and few of them opened."""
    display_path: str
    """Path as the user would type it."""
    valid_name: bool = True
    """False when its name cannot be an id."""
    original: str = ""
    """Id of the briefing that it translates by its name; empty where the name does not say that."""
    language: str = ""
    """Its language by its name."""

    @property
    def path(self) -> Path:
        """Absolute path."""
        return Path(self.path_text)


@dataclass(frozen=True, slots=True)
class Inventory:
    """The registries and the list of briefings, before any briefing is read."""

    registries: Registries
    briefings: tuple[BriefingFile, ...]
    """In the order of their paths; ids are unique."""
    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class LoadedBriefing:
    """A briefing as read from its file, and its problems."""

    briefing: Located[Briefing] | None
    """None when too much of it is faulty."""
    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    digest: bytes = b""
    """Digest of the file's bytes; empty if they could not be read."""

    @property
    def unclear(self) -> bool:
        """Whether a fault makes it unclear who may see the briefing."""
        codes = (*(finding.code for finding in self.findings), *(each.code for each in self.diagnostics))
        return visibility.CODE in codes


def load(
    settings: Settings,
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    may_be_new: bool = False,
) -> LoadedDesk:
    """Read the content folder.

    Args:
        settings: where the folder is.
        progress: called with (number of the briefing, briefings in all) before each is read.
        may_be_new: whether the folder of the briefings may be missing, because there are none yet.

    Raises:
        UsageError: there is no such folder.
    """
    inventory = load_inventory(settings, may_be_new=may_be_new)
    findings, diagnostics = list(inventory.findings), list(inventory.diagnostics)
    briefings, unclear = [], set()
    for number, file in enumerate(inventory.briefings, start=1):
        progress(number, len(inventory.briefings))
        loaded = load_briefing(file, settings)
        findings += loaded.findings
        diagnostics += loaded.diagnostics
        briefings += [loaded.briefing] if loaded.briefing is not None else []
        unclear |= {file.id} if loaded.unclear else set()
    desk = Desk(tuple(briefings), inventory.registries, frozenset(unclear))
    return LoadedDesk(desk, tuple(findings), tuple(diagnostics))


def load_inventory(
    settings: Settings, *, may_be_new: bool = False, is_sound: discover.IsSound = discover.never_judged
) -> Inventory:
    """Read the registries and list the briefings; `may_be_new` is that of `load`, `is_sound` of `discover.attachments`.

    Raises:
        UsageError: there is no content folder, or none of briefings in it.
    """
    content = settings.content
    if not content.is_dir():
        raise UsageError(
            f"there is no content folder at {content}: `briefings new TITLE` makes it, or set `content:` in "
            f"{settings.config_name}"
        )
    briefings_folder = content / discover.BRIEFINGS
    if not (may_be_new or briefings_folder.is_dir()):
        raise UsageError(
            f"there is no folder {briefings_folder}: a site of nothing is not built; put it back, or begin with "
            "`briefings new TITLE`"
        )
    run = _Run(settings.root, content, settings.language)
    by_facet = _by_facet(run)
    files, refused = discover.attachments(content, run.display_path, is_sound)
    registries = Registries(**by_facet, notices=tuple(_notices(run)), files=files)
    run.diagnostics += (*discover.passed_over(content, run.display_path), *refused)
    briefings = tuple(_briefing_files(run))
    return Inventory(registries, briefings, tuple(run.findings), tuple(run.diagnostics))


def load_registries(settings: Settings) -> Registries:
    """Read the registries alone, as far as they can be read; without a content folder they are empty."""
    return Registries(**_by_facet(_Run(settings.root, settings.content, settings.language)))


def load_briefing(file: BriefingFile, settings: Settings) -> LoadedBriefing:
    """Read one briefing, as far as it can be read."""
    run, place = _Run(settings.root, settings.content, settings.language), Place(file.display_path)
    data, readable = run.read(file.path, DECIDING_KEYS)
    briefing = None
    if readable and not isinstance(data, dict):
        run.report(place, "wrong-type", _NO_MAPPING)
    elif isinstance(data, dict):
        if file.original:
            run.findings += _said_by_name(data, file)
        briefing = run.validate(Briefing, data, place)
        run.findings = list(visibility.marked_unclear(run.findings, data))
        run.diagnostics += [
            Diagnostic(span, Severity.ERROR, visibility.CODE, message, hint)
            for span, message, hint in visibility.decisions_in_texts(run.text, data, file.display_path)
        ]
        if briefing is not None and briefing.status is Status.PUBLISHED:
            run.diagnostics += unfinished(run.text, data, file.display_path)
    located = (
        Located(file.id, briefing, file.display_path) if briefing is not None and file.valid_name else None
    )
    return LoadedBriefing(located, tuple(run.findings), tuple(run.diagnostics), run.digest)


def _said_by_name(data: dict[Any, PlainData], file: BriefingFile) -> Iterator[Finding]:
    """Give a version what the name of its file says, and yield what contradicts that."""
    for key, value in (("translation_of", file.original), ("language", file.language)):
        written = data.setdefault(key, value)
        if str(written).lower() != value.lower():
            message, hint = f"by the name of its file it is '{value}'", "rename the file, or remove the key"
            yield Finding(Place(file.display_path, (key,)), "wrong-value", message, hint)


def _briefing_files(run: _Run) -> Iterator[BriefingFile]:
    """Yield the files of briefings; of several with one id the first."""
    folder = run.content / discover.BRIEFINGS
    paths_by_id: dict[str, str] = {}
    display_folder, cut = run.display_path(folder), len(str(folder))
    for path in discover.yaml_files(folder):
        display_path = display_folder + path[cut:].replace(os.sep, "/")
        id, original, language = read_file_name(display_path.rpartition("/")[2].rpartition(".")[0])
        invalid_name = discover.invalid_name(id, display_path)
        run.findings += [invalid_name] if invalid_name else []
        if id in paths_by_id:
            message = f"the id '{id}' is taken by {paths_by_id[id]}"
            run.report(Place(display_path), "duplicate-id", message, "rename one of the two files")
            continue
        paths_by_id[id] = display_path
        yield BriefingFile(id, path, display_path, invalid_name is None, original, language)


def _by_facet(run: _Run) -> dict[str, Any]:
    """Return all registries, by the names that `Registries` has for them."""
    return {kind.value: _registry(run, kind, facet.model) for kind, facet in FACETS.items()}


def _registry(run: _Run, name: str, model: type[Model]) -> dict[str, Located[Model]]:
    """Return the entries of a registry by id, of all its files."""
    entries: dict[str, Located[Model]] = {}
    for path, data in run.read_shared(name, dict, _NO_MAPPING):
        for id, fields in data.items():
            key = Place(path, (id,), on_key=True)
            if id in entries:
                message = f"the id '{id}' is taken in {entries[id].path}"
                run.report(key, "duplicate-id", message, "keep one of the two")
            elif not discover.is_slug(id):
                hint = "use small letters, digits and single hyphens"
                run.report(key, "wrong-value", f"'{id}' cannot be an id", hint)
            elif (value := run.validate(model, fields, Place(path, (id,)))) is not None:
                entries[id] = Located(id, value, path, (id,))
    return entries


def _notices(run: _Run) -> Iterator[Located[Notice]]:
    for path, data in run.read_shared(discover.NOTICES, list, "must be a list of notices"):
        for index, fields in enumerate(data):
            notice = run.validate(Notice, fields, Place(path, (index,)))
            if notice is not None:
                yield Located(str(index), notice, path, (index,))
