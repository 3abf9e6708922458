"""One build: read what changed, plan every product, make those whose digest is new, change the site at once.

survey --read--> Reading --planned--> Wanted ... --make--> Made ... --commit--> the site, and the next State
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, Self

from build_scripts.builder import state as states
from build_scripts.builder.entry import Stamp
from build_scripts.builder.planning import Wanted, wanted
from build_scripts.builder.reading import Reading, Survey, gathered, survey
from build_scripts.builder.state import Frame, Product, State
from build_scripts.builder.worker import (
    Known,
    Made,
    Order,
    Places,
    Worker,
    Workshop,
    address_of,
    batches,
    put,
)
from build_scripts.model.outline import Overview
from build_scripts.model.output import Page
from build_scripts.model.settings import Settings
from build_scripts.model.values import digest, digest_of
from build_scripts.publish import search
from build_scripts.publish.pool import Pool, processors
from build_scripts.publish.staging import Staging, Stat, stats
from build_scripts.render.context import RenderSettings
from build_scripts.render.redirects import redirects
from build_scripts.render.shell import Segments, Shell

Tell = Callable[[str, int, int], None]
_WORTH_IT = 64
"""Below this many files to read, starting processes costs more than it saves."""
_BATCH = 16
_SPECIMENS = 3
_SEARCH = "search"


class Theme(Protocol):
    """MkDocs with everything that a page needs of it."""

    @property
    def shells(self) -> Mapping[str, Shell]:
        """The shells proven so far."""

    @property
    def branches(self) -> frozenset[Segments]:
        """As in `Frame`."""

    def full(self, page: Page) -> str:
        """The page in the theme."""


class FrameNeeded(Exception):
    """A page has no shell yet: MkDocs must make the frame anew."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be built."""

    settings: Settings
    render: RenderSettings
    site: Path
    cache: Path
    search: bool
    tell: Tell
    recipe: bytes


@dataclass(slots=True)
class Build:
    """A build in its steps; `read`, `plan`, then `make`, then `commit`. Use it as a context."""

    job: Job
    state: State
    staging: Staging
    survey: Survey = field(init=False)
    reading: Reading = field(init=False)
    frame: Frame = field(init=False)
    wanted: dict[str, Wanted] = field(init=False)
    """Those in whose place no hand-written page stands."""
    pages: list[str] = field(default_factory=list)
    """Addresses of the pages made."""
    into: Path | None = None
    """Folder that files go to at once, for a build that MkDocs began."""
    done: bool = False
    _pool: Pool | None = None
    _every: dict[str, Wanted] | None = None
    _products: dict[str, Product] = field(default_factory=dict)
    _before: Mapping[str, Stat] = field(default_factory=dict)
    _watched: dict[str, tuple[Stamp, bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, job: Job, *, into: Path | None = None) -> Build:
        """A build on top of what the last one left; one that writes `into` a folder knows nothing of it."""
        staging = Staging(job.site, states.file_of(job.cache, job.site))
        if into is not None:
            forget(job)
            return cls(job, State(job.recipe), staging, into=into)
        return cls(job, states.load(staging.state, job.recipe), staging)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(gently=kind is None)
        self.staging.abandon()

    def close(self, *, gently: bool = True) -> None:
        """Let the processes go."""
        self.done = True
        if self._pool is not None:
            self._pool.close(gently=gently)

    @property
    def every(self) -> dict[str, Wanted]:
        """Every generated page, by Markdown address."""
        if self._every is None:
            found = wanted(self.survey, self.reading.entries, self.overview)
            self._every = {one.uri: one for one in found}
        return self._every

    @property
    def overview(self) -> Overview:
        """What the site shows."""
        return self.reading.overview

    def read(self) -> Reading:
        """Read what changed since the last build.

        Raises:
            UsageError: there is no content folder.
            PublishError: the site's folder cannot be written.
        """
        if self.into is None:
            self.staging.begin()
        if self.state.products:
            self._before = stats(self.job.site)
        self.survey = survey(self.job.settings, self.state)
        files = self.survey.changed
        worthwhile = self.job.settings.fast and len(files) >= _WORTH_IT
        self._pool = Pool(self._worker, processors() if worthwhile else 1)
        entries = dict(self.survey.entries)
        own = [files[number :: self._pool.size] for number in range(self._pool.size)]
        tasks = [[("read", of[at : at + _BATCH]) for at in range(0, len(of), _BATCH)] for of in own]
        by_id = {file.id: file.shown for file in files}
        done = 0
        for answer in self._pool.run(tasks):
            entries |= {by_id[entry.id]: entry for entry in answer}
            done += len(answer)
            self.job.tell("load", done, len(files))
        ordered = {file.shown: entries[file.shown] for file in self.survey.shelves.briefings}
        self.reading = gathered(self.survey, ordered)
        return self.reading

    def plan(self, frame: Frame) -> None:
        """Learn what the site is to hold, in this frame."""
        self.frame = frame
        self.wanted = {uri: one for uri, one in self.every.items() if uri not in frame.occupied}

    def frame_stands(self, further: bytes) -> bool:
        """Whether what MkDocs made last time is what it would make now."""
        frame = self.state.frame
        there = all(self._before.get(name) == self.state.stats.get(name) for name in frame.outputs)
        return bool(frame.digest) and there and self.frame_digest(further, frame.named) == frame.digest

    def nothing_to_do(self, further: bytes) -> bool:
        """Whether the site is what this build would make: no file, no output and no setting has changed."""
        same = not self.survey.changed and self.survey.entries.keys() == self.state.entries.keys()
        return (
            same
            and self.survey.registries == self.state.registries
            and self._before == self.state.stats
            and self.state.frame.own == further
        )

    def frame_digest(self, further: bytes, named: frozenset[str]) -> bytes:
        """Digest of all that the frame is made from.

        Args:
            further: digest of what only MkDocs knows: its settings, hand-written pages, theme.
            named: names of Markdown files that hand-written pages link to; whether such a generated page is there
                decides how the link comes out.
        """
        there = sorted(uri for uri in self.every if uri.rpartition("/")[2] in named)
        return digest_of(further, digest((tuple(there), tuple(sorted(self.overview.files)))))

    def watch(self, paths: Iterable[Path]) -> bytes:
        """Digest of all files in some folders; the next build reads only those that changed."""
        found = states.tree(paths, self.state.stamps)
        self._watched |= found
        return digest(tuple((name, one[1]) for name, one in found.items()))

    def page(self, uri: str) -> Page:
        """A page for MkDocs, made in this process."""
        worker = self._worker()
        worker.learn(self._known())
        return worker.page(self.wanted[uri].order)

    def make(self, theme: Theme | None = None) -> None:
        """Make every product whose digest is new, and stage its files.

        Args:
            theme: renders a page where there is no shell for it; None without MkDocs.

        Raises:
            FrameNeeded: a page has no shell, and nobody can make one.
            PublishError: a tool failed.
        """
        base = self.frame.digest
        damaged = {name for name, stat in self.state.stats.items() if self._before.get(name) != stat}
        kept, todo = {}, []
        for uri, one in self.wanted.items():
            old, new = self.state.products.get(uri), digest_of(base, one.digest)
            if old is not None and old.digest == new and not damaged.intersection(old.outputs):
                kept[uri] = old
            else:
                todo.append((one, new))
        self._products = kept
        self._make_pages(todo, theme)
        self._put_files()
        if self.job.search:
            self._index(damaged)

    def commit(self, *, whole: bool = False) -> None:
        """Change the site, and remember what it holds.

        Args:
            whole: the staged files are the whole site.
        """
        staged = stats(self.staging.folder)
        outputs = {name for one in self._products.values() for name in one.outputs} | set(self.frame.outputs)
        before = {} if whole else {name: self._before[name] for name in outputs if name in self._before}
        held = {**before, **{name: stat for name, stat in staged.items() if name in outputs}}
        state = State(
            self.job.recipe,
            self.survey.registries,
            {**self.survey.stamps, **self._watched},
            dict(self.reading.entries),
            self._products,
            self.frame,
            held,
        )
        if whole:
            self.staging.replace(states.dump(state))
            return
        gone = self._before.keys() - outputs
        if staged or gone or state != self.state:
            self.staging.commit(gone, states.dump(state))

    def _worker(self) -> Worker:
        return Worker(Workshop(self.survey.desk, self.job.render, self._places()))

    def _places(self) -> Places:
        stage = self.into or self.staging.folder
        before = self.job.site if self.into is None else stage / ".none"
        return Places(before, stage, self.staging.state.parent / "records")

    def _known(self) -> Known:
        slim = Overview(self.overview.outlines, {}, self.overview.files, self.overview.naming)
        return Known(slim, self.frame.shells, self.frame.branches)

    def _make_pages(self, todo: list[tuple[Wanted, bytes]], theme: Theme | None) -> None:
        digests, total = {one.uri: new for one, new in todo}, len(todo)
        for part in (
            _specimens_first([one for one, _ in todo]) if theme is not None else [[one for one, _ in todo]]
        ):
            for made in self._made(part):
                if made.page is not None:
                    self._put_page(made, theme)
                self._products[made.uri] = Product(
                    digests[made.uri], made.outputs, made.url, made.date, made.record, is_page=True
                )
                self.pages.append(made.url)
                self.job.tell("render", len(self.pages), total)
            if theme is not None:
                self.frame = replace(self.frame, shells=theme.shells, branches=theme.branches)

    def _made(self, part: list[Wanted]) -> Iterator[Made]:
        """The pages made by the pool, those of a briefing by the process that has read it."""
        if not part or self._pool is None:
            return
        self._pool.all("learn", self._known())
        place = {file.id: number % self._pool.size for number, file in enumerate(self.survey.changed)}
        own: list[list[Order]] = [[] for _ in range(self._pool.size)]
        shared: list[Order] = []
        for one in part:
            at = place.get(one.briefing.id) if one.briefing is not None else None
            (shared if at is None else own[at]).append(one.order)
        for answer in self._pool.run([batches(orders) for orders in own], batches(shared)):
            yield from answer

    def _put_page(self, made: Made, theme: Theme | None) -> None:
        if theme is None or made.page is None:
            raise FrameNeeded
        html = theme.full(made.page).encode(errors="xmlcharrefreplace")
        put(self._places(), address_of(made.url), html)

    def _put_files(self) -> None:
        """What is no page of its own: pictures, redirects, and what is made of all pages together."""
        files: dict[str, bytes | Path] = {
            **{name: self.job.settings.content / name for name in self.overview.files},
            **self._redirects(),
        }
        for name, content in sorted(files.items()):
            data = content.read_bytes() if isinstance(content, Path) else content
            put(self._places(), name, data)
            self._products[name] = Product(digest_of(data), (name,))

    def _redirects(self) -> dict[str, bytes]:
        found = redirects(self.overview, directory_urls=self.job.settings.directory_urls)
        return {name: html.encode() for name, html in found}

    def _index(self, damaged: set[str]) -> None:
        """The search bundle, if what search knows has changed."""
        records = {search.record_file(one.url): one.record for one in self._products.values() if one.record}
        known = digest(tuple(sorted(records.items())))
        old = self.state.products.get(_SEARCH)
        if old is not None and old.digest == known and not damaged.intersection(old.outputs):
            self._products[_SEARCH] = old
            return
        folder = self._places().records
        folder.mkdir(parents=True, exist_ok=True)
        _prune(folder, records)
        indexing = search.start_in(folder, known.hex(), self.job.settings.language, self.job.cache)
        files = indexing.wait()
        for name, path in files.items():
            put(self._places(), name, path.read_bytes())
        self._products[_SEARCH] = Product(known, tuple(files))


def forget(job: Job) -> None:
    """Let the next build start from nothing: somebody else is about to write the site."""
    states.file_of(job.cache, job.site).unlink(missing_ok=True)


def _specimens_first(every: list[Wanted]) -> list[list[Wanted]]:
    """A few pages of each sort before all others, so that the others find their shells."""
    seen: Counter[tuple[str, int]] = Counter()
    first: list[Wanted] = []
    rest: list[Wanted] = []
    for one in every:
        sort = one.uri.partition("/")[0], one.uri.count("/")
        seen[sort] += 1
        (first if seen[sort] <= _SPECIMENS else rest).append(one)
    return [first, rest]


def _prune(folder: Path, records: Iterable[str]) -> None:
    """Remove records of pages that are no more."""
    wanted = {folder / name for name in records}
    for path in list(folder.rglob("*")):
        if path.is_file() and path not in wanted:
            path.unlink()
