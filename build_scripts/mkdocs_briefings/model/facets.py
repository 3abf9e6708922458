"""Facets: what briefings are filed under. Each is declared once, here; all that reads, checks, shows or imports loops over `FACETS`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mkdocs_briefings.diagnostics.diagnostic import KeyPath
from mkdocs_briefings.model.by_language import in_every_language
from mkdocs_briefings.model.content import Author, Briefing, Entity, Outlet, Publication, Region, Topic
from mkdocs_briefings.model.content_model import readable_name
from mkdocs_briefings.model.messages import message
from mkdocs_briefings.model.vocabulary import EntityKind

RegistryEntry = Topic | Region | Entity | Outlet | Author | Publication
"""What a registry says of something that briefings are filed under."""


def registered_names(entry: RegistryEntry) -> tuple[str, ...]:
    """Return every name that a registry gives an entry: its name, short name, aliases and native names, none twice."""
    native: Mapping[str, str] = getattr(entry, "native_names", {})
    names = (*in_every_language(entry.name), *in_every_language(getattr(entry, "short", None)))
    return tuple(dict.fromkeys((*names, *getattr(entry, "aliases", ()), *native.values())))


class Kind(StrEnum):
    """A facet. The value names its registry, its field in `Registries` and its folder in addresses."""

    PUBLICATION = "publications"
    TOPIC = "topics"
    REGION = "regions"
    ENTITY = "entities"
    OUTLET = "outlets"
    AUTHOR = "authors"


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its words, how a briefing names it, and where it is shown."""

    kind: Kind
    model: type[RegistryEntry]
    """Class of its registry entries."""
    key: str
    """Key of a briefing that names it; empty for outlets, which the sources of a briefing name."""
    word: str
    """Its name in addresses of the search page, options of commands and messages: `topic`."""
    title: str
    """Heading of the list of its members: `Topics`; a message, as all its texts for readers."""
    label: str
    """Name of one member for readers: `Topic`."""
    lead: str
    """Sentence that tells readers what its members are."""
    filter_label: str
    """Heading of its filter on the search page."""
    filter_open: bool = False
    """True where the search page shows the values of its filter at once."""
    option_help: str = ""
    """`on this topic`, where commands have an option that chooses briefings by it; empty without one."""
    imported_keys: str = ""
    """Keys of front matter that hold it, in small letters with underscores, parted by blanks."""
    many: bool = True
    """True where its key takes a list."""
    names_allowed: bool = False
    """True where a plain name may stand for an id; else an id that the registry lacks is an error."""
    in_folder: bool = False
    """True where its registry is a folder with any number of files."""
    parts: Mapping[EntityKind, str] = field(default_factory=dict)
    """Headings of its parts by the kind of an entry; empty where it has none."""
    filed: bool = False
    """True where briefings name it under "Filed under", in the tags of feed entries and in JSON-LD (`about`)."""
    schema_type: str = "Thing"
    """Class of a member in schema.org; that of an entity follows from its kind."""
    keywords: bool = False
    """True where its names are keywords of the PDF and tags of Open Graph."""
    weighs_in_search: bool = False
    """True where a word in its names counts for more than one in the texts."""
    weight_in_common: int = 0
    """How much a member that two briefings share counts when one is suggested to read after the other; 0 for nothing."""
    has_feeds: bool = False
    """True where each member has feeds of its own."""
    lists_points: bool = False
    """True where the page of a member lists the executive points of each briefing."""

    @property
    def registry_files(self) -> str:
        """Files of its registry in the content folder: `topics.yaml`, `entities/*.yaml`."""
        return f"{self.kind}/*.yaml" if self.in_folder else f"{self.kind}.yaml"

    @property
    def is_tree(self) -> bool:
        """Whether a member may name a wider one as its `parent`."""
        return "parent" in self.model.model_fields

    def part(self, entry: RegistryEntry | None) -> str:
        """Return the heading of the part that an entry stands in; empty where there is none."""
        return self.parts.get(getattr(entry, "kind", None), "")  # type: ignore[arg-type] # None is no key

    def written(self, briefing: Briefing) -> Iterator[tuple[KeyPath, str]]:
        """Yield each id or plain name that a briefing's own key gives, with the keys that lead to it."""
        value: Any = getattr(briefing, self.key) if self.key else ()
        if self.many:
            yield from (((self.key, index), readable_name(name)) for index, name in enumerate(value))
        elif value is not None:
            yield (self.key,), value


_FACETS = (
    Facet(
        Kind.PUBLICATION, Publication, "publication", "publication", message("Publications"), message("Publication"), many=False,
        lead=message("The series that the briefings appeared in."), filter_label=message("Publication"), filter_open=True,
        option_help="of this publication", imported_keys="publication series journal publication_name", has_feeds=True,
    ),
    Facet(
        Kind.TOPIC, Topic, "topics", "topic", message("Topics"), message("Topic"),
        lead=message("What the briefings are about."), filter_label=message("Topic"), filter_open=True, option_help="on this topic",
        imported_keys="topics topic tags tag categories category keywords subject",
        filed=True, keywords=True, weighs_in_search=True, weight_in_common=2, has_feeds=True, lists_points=True,
    ),
    Facet(
        Kind.REGION, Region, "regions", "region", message("Regions"), message("Region"),
        lead=message("The parts of the world that the briefings are about."), filter_label=message("Region"), option_help="on this region",
        imported_keys="regions region areas area", schema_type="Place",
        filed=True, keywords=True, weighs_in_search=True, weight_in_common=1, has_feeds=True, lists_points=True,
    ),
    Facet(
        Kind.ENTITY, Entity, "entities", "entity", message("People, organisations and places"), message("Entity"), in_folder=True,
        lead=message("Who and what the briefings are about."), filter_label=message("People and places"),
        option_help="on this person, organisation or place",
        imported_keys="entities people places organisations organizations",
        parts={
            EntityKind.PERSON: message("People"), EntityKind.ORGANISATION: message("Organisations"), EntityKind.PLACE: message("Places"),
        },
        filed=True, weighs_in_search=True, weight_in_common=2, has_feeds=True,
    ),
    Facet(
        Kind.OUTLET, Outlet, "", "outlet", message("Outlets"), message("Outlet"), names_allowed=True,
        lead=message("Who published the sources that the briefings cite."), filter_label=message("Outlet cited"),
    ),
    Facet(
        Kind.AUTHOR, Author, "authors", "author", message("Authors"), message("Author"), names_allowed=True,
        lead=message("Who wrote the briefings."), filter_label=message("Author"), imported_keys="authors author by byline creator",
        weighs_in_search=True,
    ),
)  # fmt: skip
FACETS: Mapping[Kind, Facet] = {facet.kind: facet for facet in _FACETS}
"""Every facet, in the order in which readers meet them."""
