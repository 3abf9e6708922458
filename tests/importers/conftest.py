"""A small desk to import into."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mkdocs_briefings.importers.draft import ImportOptions
from mkdocs_briefings.importers.pipeline import import_file
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.model.content import Author, Entity, Outlet, Publication, Topic
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.vocabulary import EntityKind

ARTICLES = Path(__file__).with_name("articles")


@pytest.fixture(scope="session")
def registry_index():
    return RegistryIndex.from_registries(
        Registries(
            publications={
                "rdm": Located(
                    "rdm", Publication(name="River Desk Monthly", short="RDM", first_volume_year=2014), "p"
                )
            },
            authors={"ilka-brandt": Located("ilka-brandt", Author(name="Ilka Brandt"), "a")},
            topics={"rivers": Located("rivers", Topic(name="Rivers and Canals"), "t")},
            outlets={
                "tide": Located(
                    "tide", Outlet(name="The Tide", short="Tide", url="https://tide.example/"), "o"
                ),
                "wen-wei-po": Located("wen-wei-po", Outlet(name="Wen Wei Po", aliases=("Wenweipo",)), "o"),
            },
            entities={
                "brandt": Located(
                    "brandt",
                    Entity(name="Ilka Brandt", kind=EntityKind.PERSON, aliases=("Mayor Brandt",)),
                    "e",
                ),
                "who": Located("who", Entity(name="WHO", kind=EntityKind.ORGANISATION), "e"),
            },
        )
    )


@pytest.fixture(scope="session")
def read(registry_index):
    """Import a text or bytes under a file's name."""
    options = ImportOptions(dt.date(2026, 1, 2))

    def read(name, data):
        return import_file(name, data if isinstance(data, bytes) else data.encode(), registry_index, options)

    return read


@pytest.fixture(scope="session")
def river():
    return (ARTICLES / "river.txt").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path):
    """A content folder with registries and no briefings."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "publications.yaml").write_text(
        "rdm:\n  name: River Desk Monthly\n  first_volume_year: 2014\n", encoding="utf-8"
    )
    (content / "outlets.yaml").write_text("# Outlets\ntide:\n  name: Tide\n", encoding="utf-8")
    return tmp_path
