"""The protocol of an output: it names its inputs, and is made of nothing else.

SitePlan --wanted--> Wanted(task, inputs)        Task, Maker --make--> Made(files)

The digest of the inputs decides whether an output that was made once still holds. So what `make` looks at and `wanted`
does not name goes stale without a word; tests/invariants/test_outputs.py watches every look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from mkdocs_briefings.charts.chart import DATA_ENDINGS, ChartWithData
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.output import Page, Pdf, PrintDocument
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import MentionedName
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.publish.search.texts import Searched
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.texts import BriefingInputs


class Inputs(NamedTuple):
    """All that an output shows."""

    values: bytes
    """Digest of the values: texts, titles, settings of its own."""
    files: tuple[str, ...] = ()
    """Files whose bytes it shows, by path from the content folder: `files/chart.png`."""
    outputs: tuple[str, ...] = ()
    """Files of other products that it is made from, by address."""

    def digest(self, files: Mapping[str, bytes], outputs: Mapping[str, bytes]) -> bytes:
        """Return the digest of all that is shown.

        Args:
            files: digest of each file, by path from the content folder.
            outputs: digest of each file of the outputs before, by address.
        """
        return digest_bytes(
            self.values, *map(files.__getitem__, self.files), *map(outputs.__getitem__, self.outputs)
        )


class Task(NamedTuple):
    """An output to be made, in any process."""

    name: str
    """Name among the products: Markdown address of a page, address of another file."""
    briefings: tuple[str, ...] = ()
    """Ids of the briefings that have to be read for it; a worker that has read the only one makes it fastest."""
    data: Any = None
    """What else it is made of; it can be pickled."""


class Wanted(NamedTuple):
    """An output that the site is to have."""

    task: Task
    inputs: Inputs


class Made(NamedTuple):
    """An output that was made."""

    files: Mapping[str, bytes]
    """Content by address; the HTML of a page for which there is no shell is not among them."""
    page: Page | None = None
    """The page, for an output that is one."""
    unprinted: tuple[str, ...] = ()
    """Characters and files of pictures that a print could not show."""
    searched: Searched | None = None
    """What search knows of a briefing, for an output that is a record."""


class PlannedBriefing(NamedTuple):
    """A briefing, as far as outputs are planned by it."""

    summary: BriefingSummary
    page_digest: bytes = b""
    """Digest of all that its page shows of itself, not of other briefings."""
    card_digest: bytes = b""
    """Digest of all that its card shows."""
    registered_names: tuple[MentionedName, ...] = ()
    """Registered names in its texts."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The whole site, as far as it is known before anything is rendered; outputs are planned from it."""

    settings: Settings
    render: RenderSettings
    search: bool
    """Whether the site has a search index."""
    index: SiteIndex
    briefings: Mapping[str, PlannedBriefing]
    """Every briefing of the site, by id."""
    occupied: frozenset[str] = frozenset()
    """Markdown addresses of generated pages in whose place stands a hand-written one."""
    pages: dict[str, str] = field(default_factory=dict)
    """Day of the last change (ISO 8601) of each page, by address: hand-written ones, then those that were made."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """SHA-256 of every file of the outputs before, by address, but for HTML."""
    _values: dict[str, bytes] = field(default_factory=dict)

    def has_page(self, id: str) -> bool:
        """Return whether a briefing has a generated page."""
        return addresses.briefing_uri(id) not in self.occupied

    @property
    def shown_files(self) -> tuple[str, ...]:
        """Every file of the content folder that outputs show."""
        logo = self.render.face.logo
        return tuple({*self.index.files, *filter(None, [self.render.logo]), *(logo.files if logo else ())})

    @property
    def logo_files(self) -> tuple[str, ...]:
        """The logo of cards and mails, if there is one."""
        return (self.render.face.logo.light,) if self.render.face.logo else ()

    def briefing_values(self, id: str) -> bytes:
        """Return the digest of all values that a briefing's page shows, of itself and of others."""
        if id not in self._values:
            self._values[id] = digest_bytes(self.briefings[id].page_digest, self._of_others(id))
        return self._values[id]

    def files_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the files that exist and that briefings show or link to."""
        named = (name for id in ids for name in self.briefings[id].summary.files)
        return tuple(dict.fromkeys(name for name in named if name in self.index.files))

    def data_files_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return those of `files_of` whose words pages show as a table beside a chart."""
        return tuple(name for name in self.files_of(ids) if name.endswith(DATA_ENDINGS))

    def looked_at(self, id: str) -> tuple[str, ...]:
        """Return the files that a briefing's page looks into: data of its charts, and the picture at its head."""
        lead = self.briefings[id].summary.lead_image
        return (*self.data_files_of((id,)), *((lead,) if lead in self.index.files else ()))

    def printed_files(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the files that a print of briefings shows."""
        return tuple(dict.fromkeys((*self.files_of(ids), *filter(None, [self.render.logo]))))

    def _of_others(self, id: str) -> bytes:
        """Return all that a briefing's page shows of others, of files and of now, and the names that search finds in it."""
        briefing, index = self.briefings[id], self.index
        present = tuple(linked in index.summaries for linked in briefing.summary.linked_ids)
        files = tuple(name in index.files for name in briefing.summary.files)
        neighbours = tuple(other.digest for other in index.neighbours(id))
        names = tuple(map(tuple, index.visible_names(briefing.registered_names)))
        entities = (id for kind, id, _ in briefing.summary.memberships if kind == Kind.ENTITY)
        linked_names = tuple(index.entity_names.get(id, ()) for id in entities)
        versions = tuple(other.digest for other in index.versions_of(id))
        listed = index.version_for(id, index.language)
        of_others = (
            neighbours, present, files, names, linked_names, index.as_of_for(id), versions, listed
        )  # fmt: skip
        return repr(of_others).encode()  # not `digest`: for each briefing at each build


class Maker(Protocol):
    """The things that an output may look at while it is made."""

    @property
    def context(self) -> RenderContext:
        """Settings, templates and parser."""

    @property
    def settings(self) -> Settings:
        """Settings of the desk."""

    def page(self, task: Task) -> Page:
        """Render a page."""

    def in_theme(self, page: Page) -> str | None:
        """Return the HTML of a page in the theme; None if MkDocs has to render it."""

    def inputs(self, id: str) -> BriefingInputs:
        """Return what the page of a briefing is made from."""

    def summary(self, id: str) -> BriefingSummary:
        """Return the summary of a briefing, as far as lists show it."""

    def content_file(self, name: str) -> bytes:
        """Return the bytes of a file of the content folder as they are published."""

    def output_file(self, address: str) -> bytes:
        """Return a file of an output before."""

    def pdf(self, document: PrintDocument) -> Pdf:
        """Print a document."""

    def chart(self, chart: ChartWithData) -> Mapping[str, bytes]:
        """Draw a chart in every form."""

    def png(self, document: PrintDocument) -> bytes:
        """Draw a card."""

    def mail_logo(self, file: str) -> bytes:
        """Draw a logo as mails show it."""


@dataclass(frozen=True, slots=True)
class Output:
    """One sort of output."""

    kind: str
    """Name of the sort, as digests have it."""
    label: str
    """What a terminal shows while it is made."""
    wanted: Callable[[SitePlan], Iterable[Wanted]]
    """Yields every output of this sort that the site is to have."""
    make: Callable[[Task, Maker], Made]
    """Makes one of them; raises `PublishError` when a tool fails."""
    in_theme: bool = False
    """Whether the theme shows it, so that it is made anew with the frame."""
    travels: bool = False
    """Whether a cluster makes it: it takes longer to make than to send with its files, and shows no file of an output
    before."""
