"""The table of all briefings, `briefings.json` and `briefings.csv`. Version 1 of a published format: frozen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mkdocs_briefings.model.machine_copy import Day, Words
from mkdocs_briefings.model.schema import published_schema

VERSION = 1


class Row(BaseModel):
    """One briefing. Its machine copy holds the names behind the ids, and all else."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: Words
    title: Words
    date: Day | None
    """Day, month or year of publication; null without one, as a draft may be."""
    publication: Words
    """Id of the series; empty outside any."""
    volume: int | None
    issue: int | None
    topics: tuple[Words, ...]
    """Ids; in the CSV parted by blanks, as are entities and authors."""
    entities: tuple[Words, ...]
    authors: tuple[Words, ...]
    language: Words
    """BCP 47."""
    tlp: Words
    """Who may read it: a level of FIRST TLP 2.0."""
    url: Words
    """Its permanent address."""
    pdf: Words
    """Address of its PDF; empty without one."""
    json_: Words = Field(alias="json")
    """Address of its machine copy."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the machine copy's bytes, in hex."""
    regions: tuple[Words, ...] = ()


class BriefingsTable(BaseModel):
    """Every briefing of a site, newest first."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    schema_: Words = Field(alias="$schema")
    """Address of this schema."""
    version: int = Field(json_schema_extra={"const": VERSION})
    """Version of this format."""
    briefings: tuple[Row, ...]

    @property
    def json_text(self) -> str:
        """The text of `briefings.json`, with a line break at the end."""
        return self.model_dump_json(by_alias=True) + "\n"


def table_schema(address: str) -> str:
    """Return the JSON Schema of `briefings.json` (draft 2020-12), which is published at an address; empty for none."""
    return published_schema(BriefingsTable, address)
