"""Base of all that authors write, and parts of it: names of authors, the picture at the head of a briefing, its origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.field_types import Picture, Text

_NO_FIELDS: set[str] = set()


class ContentModel(BaseModel):
    """Base of all that authors write: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, context: Any, /) -> None:
        """Forget which fields were written: nobody asks, and their names take as much memory as a source."""
        object.__setattr__(self, "__pydantic_fields_set__", _NO_FIELDS)


class LeadImage(ContentModel):
    """The picture at the head of a briefing."""

    file: Picture
    """File under the content folder: `files/port.jpg`."""
    alt: Text
    """What it shows, in words, for readers who do not see it."""
    caption: Text | None = None
    """What readers should know of it."""
    credit: Text | None = None
    """Who made it, and by whose leave it is shown."""


class Imported(ContentModel):
    """Where an imported briefing came from."""

    file: str
    """Name of the imported file."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the imported bytes, in hex."""
    on: PartialDate
    """Day of the import."""


class NameInParts(ContentModel):
    """The name of an author in parts, where a plain name would be read wrongly: `{family: Kim, given: Jong Un}`.

    Either `literal`, or `family` with the others.
    """

    literal: str | None = None
    """A name that is never turned round or cut: `{literal: Doctors of the World}`."""
    family: str | None = None
    """Family name, which stands in citation marks."""
    given: str | None = None
    """Given names or initials."""
    particle: str | None = None
    """Small words before the family name that belong to it: `van der`."""
    suffix: str | None = None
    """What follows the name: `Jr.`, `III`."""
    name: str | None = None
    """The name as lists show it, where that is not given name first: `Kim Jong Un`."""

    @model_validator(mode="after")
    def _names_somebody(self) -> NameInParts:
        parts = (self.family, self.given, self.particle, self.suffix, self.name)
        if bool((self.literal or "").strip()) == bool((self.family or "").strip()) or (
            self.literal and any(parts)
        ):
            raise PydanticCustomError("name_in_parts", "a name has either `literal` alone, or `family`")
        return self

    @property
    def readable(self) -> str:
        """The name as lists show it."""
        parts = (self.given, self.particle, self.family, self.suffix)
        return self.literal or self.name or " ".join(filter(None, parts))


NAME_TAGS = ("[parts]", "[plain]")
"""Steps that pydantic puts into the way to an author's name; they are no keys of the content."""


def _form(name: object) -> str:
    return NAME_TAGS[0] if isinstance(name, (dict, NameInParts)) else NAME_TAGS[1]


AuthorName = Annotated[
    Annotated[NameInParts, Tag(NAME_TAGS[0])] | Annotated[Text, Tag(NAME_TAGS[1])], Discriminator(_form)
]
"""The name of an author: plain text, or in parts."""


def readable_name(name: str | NameInParts) -> str:
    """Return the name of an author as lists show it."""
    return name if isinstance(name, str) else name.readable


def between_names(names: Iterable[str]) -> str:
    """Return what parts names in a line: a semicolon where one of them has a comma: `Doe, Jane; Roe, Richard`."""
    return "; " if any("," in name for name in names) else ", "


def names_line(names: Sequence[str]) -> str:
    """Return names in one line."""
    return between_names(names).join(names)
