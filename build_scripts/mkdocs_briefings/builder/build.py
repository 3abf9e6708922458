"""One build: read what changed, plan every product, make those whose digest is new, change the site at once.

survey --read--> Reading --planned--> Wanted ... --make--> Made ... --commit--> the site, and the next State
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from mkdocs_briefings.builder import state as states
from mkdocs_briefings.builder.extras import SEARCH, Bundle, files, put_files
from mkdocs_briefings.builder.feeds import TABLE, WantedFeed, table, table_digest, wanted_feeds
from mkdocs_briefings.builder.glance import Glance, Seen, Stamp, file_of, forget, listed
from mkdocs_briefings.builder.job import Job, Theme
from mkdocs_briefings.builder.left import Left
from mkdocs_briefings.builder.making import Making, product
from mkdocs_briefings.builder.planning import Wanted, wanted_cards, wanted_pages, wanted_prints
from mkdocs_briefings.builder.reading import Reading, Survey, gathered, seen, survey
from mkdocs_briefings.builder.state import Frame, Product, State
from mkdocs_briefings.builder.worker import Made, Places, Recorded, Worker, Workshop, put, size
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.model.outline import Overview
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.values import digest, digest_of
from mkdocs_briefings.publish.pool import Aside, Pool, processors
from mkdocs_briefings.publish.search.indexing import Indexing
from mkdocs_briefings.publish.staging import Staging, Stat, stats

_WORTH_IT = 64
"""Below this many files to read, starting processes costs more than it saves."""
_BATCH = 16
Some = TypeVar("Some", Wanted, WantedFeed)


@dataclass(slots=True)
class Build:
    """A build in its steps; `read`, `plan`, then `make`, then `commit`. Use it as a context."""

    job: Job
    state: State
    staging: Staging
    glance: Glance | None = None
    """The disk as it was at the start; None for a build that MkDocs began."""
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
    _behind: bool = False
    _every: dict[str, Wanted] | None = None
    _products: dict[str, Product] = field(default_factory=dict)
    _left: Left = field(init=False)
    _tabled: Aside[Mapping[str, Product]] | None = None
    _known: Mapping[str, Stat] = field(default_factory=dict)
    """Size and time of what search reads."""
    _watched: dict[str, tuple[Stamp, bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, job: Job, glance: Glance) -> Build:
        """A build on top of what the last one left."""
        state = states.load(glance.staging.state, job.recipe, glance.head)
        if not state.products:
            glance.walk.close()  # nobody will ask what the site was like
        return cls(job, state, glance.staging, glance)

    @classmethod
    def writing_into(cls, job: Job, folder: Path) -> Build:
        """A build that knows nothing of the last one, and writes its files into a folder at once."""
        forget(job)
        return cls(job, State(job.recipe), Staging(job.site, file_of(job.cache, job.site)), into=folder)

    def __post_init__(self) -> None:
        self._left = Left(self.state, self.glance)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(gently=kind is None)

    def close(self, *, gently: bool = True) -> None:
        """Let the processes go."""
        self.done = True
        if self._tabled is not None:
            self._tabled.close()
        if self._pool is not None:
            self._pool.close(gently=gently)

    @property
    def every(self) -> dict[str, Wanted]:
        """Every generated page, by Markdown address."""
        if self._every is None:
            found = wanted_pages(self.survey, self.reading.entries, self.overview)
            self._every = {one.name: one for one in found}
        return self._every

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What could not be printed as it is written."""
        return tuple(problem for one in self._products.values() for problem in one.problems)

    @property
    def overview(self) -> Overview:
        """What the site shows."""
        return self.reading.overview

    def read(self) -> Reading:
        """Read what changed since the last build.

        Raises:
            UsageError: there is no content folder.
        """
        there = self.glance.files if self.glance is not None else listed(self.job.settings.content)
        self.survey = survey(self.job.settings, self.state, there)
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
        same = bool(frame.digest) and self.frame_digest(further, frame.named) == frame.digest
        return same and self._left.damaged.isdisjoint(frame.outputs)

    def nothing_to_do(self, further: bytes) -> bool:
        """Whether the site is what this build would make: no file, no output and no setting has changed."""
        same = not self.survey.changed and self.survey.entries.keys() == self.state.entries.keys()
        return (
            same
            and self.survey.registries == self.state.registries
            and self._left.there == self.state.seen.site
            and self.state.frame.own == further
            and not (self.state.seen.behind and self.job.index)
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
        worker.learn(
            Making(Pool(self._worker, 1), self.survey, self.overview, self._places(), self.frame, None).known
        )
        return worker.page(self.wanted[uri].order)

    def make(self, theme: Theme | None = None) -> None:
        """Make every product whose digest is new, and stage its files.

        Args:
            theme: renders a page where there is no shell for it; None without MkDocs.

        Raises:
            FrameNeeded: a page has no shell, and nobody can make one.
            PublishError: a tool failed.
        """
        assert self._pool is not None  # noqa: S101 - `read` comes first
        making = Making(self._pool, self.survey, self.overview, self._places(), self.frame, theme)
        digests = {name: digest_of(self.frame.digest, one.digest) for name, one in self.wanted.items()}
        todo = [one for name, one in self.wanted.items() if not self._left.stands(name, digests[name])]
        new = {one.name for one in todo}
        self._products = {name: self.state.products[name] for name in self.wanted if name not in new}
        recorded = {one.name: one for one in self._records(making, todo)}
        bundle = Bundle.of(self._products.values(), recorded.values())
        self._known = bundle.held(self._places(), self.state.records)
        indexing = self._indexing(bundle)
        with closing(indexing) if indexing is not None else nullcontext():
            records = {name: one.digest for name, one in recorded.items()}
            for made in self._pages(making, todo):
                self._products[made.name] = product(made, digests[made.name], records.get(made.name, b""))
            self._others(making)
            self._pool.close()
            if indexing is not None:
                self._products[SEARCH] = bundle.finish(indexing, self._places(), self._left.sound)
            elif self.job.search:
                self._products[SEARCH] = self.state.products[SEARCH]

    def _others(self, making: Making) -> None:
        """What is no page."""
        self.frame = making.frame
        tabled = self._table()
        self._products |= self._prints(making)
        self._products |= self._cards(making)
        self._products |= self._feeds(making)
        self._products |= tabled()
        found = files(self.job, self.overview, self.frame, self._products)
        self._products |= put_files(self._places(), found)

    def _records(self, making: Making, todo: list[Wanted]) -> Iterator[Recorded]:
        """What search knows of some pages: before all else, for indexing takes longer than making pages."""
        searched = [one for one in todo if one.searched] if self.job.search else []
        for done, one in enumerate(making.records(searched), start=1):
            self.job.tell("record", done, len(searched))
            yield one

    def _pages(self, making: Making, todo: list[Wanted]) -> Iterator[Made]:
        """Some pages, made now."""
        for made in making.pages(todo):
            self.pages.append(made.url)
            self.job.tell("render", len(self.pages), len(todo))
            yield made

    def _prints(self, making: Making) -> Iterator[tuple[str, Product]]:
        """The PDFs, those of before and those made now; the theme has no part in them."""
        wanted = wanted_prints(self.wanted, self.overview) if self.job.render.pdf else ()
        yield from self._unthemed("print", wanted, making.prints)

    def _cards(self, making: Making) -> Iterator[tuple[str, Product]]:
        """The pictures for where pages are shared, likewise."""
        wanted = wanted_cards(self.wanted) if self.job.render.cards else ()
        yield from self._unthemed("card", wanted, making.cards)

    def _unthemed(
        self, kind: str, wanted: Iterable[Some], make: Callable[[list[Some]], Iterator[Made]]
    ) -> Iterator[tuple[str, Product]]:
        every = {one.name: one for one in wanted}
        digests = {name: digest_of(kind.encode(), one.digest) for name, one in every.items()}
        todo = [one for name, one in every.items() if not self._left.stands(name, digests[name])]
        new = {one.name for one in todo}
        yield from ((name, self.state.products[name]) for name in every if name not in new)
        for done, made in enumerate(make(todo), start=1):
            self.job.tell(kind, done, len(todo))
            yield made.name, product(made, digests[made.name])

    def _feeds(self, making: Making) -> Iterator[tuple[str, Product]]:
        """The feeds, likewise; they show the machine copies and how long the PDFs are."""
        wanted = wanted_feeds(self.job, self.overview, self._products, self._size)
        yield from self._unthemed("feed", wanted, making.feeds)

    def _size(self, name: str) -> int:
        """Bytes of a print."""
        if self._products[name] is self.state.products.get(name):
            return self._left.there[name][0]
        return size(self._places(), name)

    def _table(self) -> Callable[[], Mapping[str, Product]]:
        """The table of all briefings, likewise: written beside whatever comes next, and waited for by a call."""
        if not self.job.settings.machine_copies:
            return dict
        digest = table_digest(self.overview, self._products)
        if self._left.stands(TABLE, digest):
            return lambda: {TABLE: self.state.products[TABLE]}
        self._tabled = Aside(partial(self._put_table, digest))
        return self._tabled.answer

    def _put_table(self, digest: bytes) -> Mapping[str, Product]:
        named = dict(table(self.job, self.overview, self._products))
        for name, content in named.items():
            put(self._places(), name, content)
        return {TABLE: Product(digest, tuple(named))}

    def _indexing(self, bundle: Bundle) -> Indexing | None:
        """Pagefind at work, if what search knows has changed."""
        if not self.job.search or self._left.stands(SEARCH, bundle.digest):
            return None
        self._behind = not self.job.index and SEARCH in self.state.products
        return None if self._behind else bundle.start(self._places(), self.job, self.state.records)

    def commit(self, *, whole: bool = False) -> None:
        """Change the site, and remember what it holds.

        Args:
            whole: the staged files are the whole site.
        """
        staged = stats(self.staging.folder)
        outputs = {name for one in self._products.values() for name in one.outputs} | set(self.frame.outputs)
        before = self._left.there
        gone = before.keys() - outputs
        held = {name: stat for name, stat in {**before, **staged}.items() if name in outputs}
        pages = len(self.wanted) + len(self.frame.pages)
        state = State(
            self.job.recipe,
            self.survey.registries,
            {**self.survey.stamps, **self._watched},
            dict(self.reading.entries),
            self._products,
            self.frame,
            self._known,
            self._seen._replace(site=held, pages=pages, behind=self._behind),
            self.state.kept,
        )
        if whole:
            self.staging.replace(states.dump(state))
        elif staged or gone or state != self.state:
            self.staging.commit(gone, states.dump(state))

    def remember(self) -> None:
        """Keep what this build saw of the disk: the site is as it should be, and the next build need but glance at it."""
        before = self.state.seen
        seen = self._seen._replace(site=before.site, pages=before.pages, behind=before.behind)
        state = replace(self.state, stamps={**self.survey.stamps, **self._watched}, seen=seen)
        self.staging.commit((), states.dump(state))

    @property
    def _seen(self) -> Seen:
        """What the next build's glance is to find, but for the site."""
        return seen(self.survey, self.reading, self.glance.inputs if self.glance is not None else b"")

    def _worker(self) -> Worker:
        return Worker(Workshop(self.survey.desk, self.job.render, self._places(), self.job.cache))

    def _places(self) -> Places:
        stage = self.into or self.staging.folder
        before = self.job.site if self.state.products else stage / ".none"
        return Places(before, stage, self.staging.state.parent / "records")
