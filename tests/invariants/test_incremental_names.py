"""Incremental = clean for what search knows of names: registries and other briefings have a say in it."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable

import pytest
from search_texts import search_texts
from site_settings import settle
from test_incremental import Desk, desk, differing, pages_of

pytestmark = pytest.mark.slow

__all__ = ["desk"]


RENAMED: dict[str, Callable[[Desk], None]] = {
    "another spelling": lambda desk: (desk.folder / "content/entities/more.yaml").write_text(
        "minsk-2: {name: Talks of Minsk, kind: place, aliases: [Minsk]}", encoding="utf-8"
    ),
    "nobody lists the person any more": lambda desk: desk.change(
        desk.folder / "content/briefings/2024/a-visit.yaml", entities=["minsk"]
    ),
    "another briefing lists it": lambda desk: desk.write("lists", entities=["minsk-2", "port-authority"]),
}


def test_names_are_searched_as_in_a_clean_build(desk) -> None:
    """A name is found in a briefing that does not list it, as long as another does."""
    settle(desk.folder, pdf=False, cards=False)
    desk.write("names", body="Of the Countess of Lovelace and of Minsk.")
    desk.build()
    names = []
    for edit in RENAMED.values():
        edit(desk)
        assert differing(desk) == []
        names.append(search_texts(desk.folder / "site")["briefings/names/"].names)
        shutil.rmtree(desk.folder / "clean")
    assert len(set(map(repr, names))) == len(RENAMED), "each edit changes what is searched"


def files_with(desk: Desk, words: bytes) -> list[str]:
    """Return the files that hold some words, those of the search index unpacked."""
    files = pages_of(desk.folder / "site").items()
    opened = (
        (name, zlib.decompress(content) if name.endswith(".bin") else content) for name, content in files
    )
    return [name for name, content in opened if words in content]


def test_a_name_that_only_unseen_briefings_list_is_told_nowhere(desk) -> None:
    settle(desk.folder, pdf=False)
    entities = desk.folder / "content/entities/more.yaml"
    entities.write_text(
        "secret: {name: Sagittarius, kind: person, aliases: [Canary Name], description: Canary kept}",
        encoding="utf-8",
    )
    desk.write("names", body="About Sagittarius.")
    desk.write("canary", tlp="red", entities=["secret"])
    desk.build()
    assert files_with(desk, b"anary") == []
    assert search_texts(desk.folder / "site")["briefings/names/"].names == []
    desk.change(desk.canary, tlp="clear")
    desk.build()
    assert search_texts(desk.folder / "site")["briefings/names/"].names == [["sagittarius", ["secret"]]]
    assert any(name.startswith("search/parts/") for name in files_with(desk, b"Canary Name"))
