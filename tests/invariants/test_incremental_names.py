"""Incremental = clean for what search knows of names: registries and other briefings have a say in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from site_settings import settle
from test_incremental import CACHE, Desk, desk, differing, pages_of

pytestmark = pytest.mark.slow

__all__ = ["desk"]


def searched(desk: Desk) -> list[dict[str, bytes]]:
    """Return the files that search reads, of the site and of a clean one."""
    assert differing(desk) == []
    records = []
    for folder in sorted((desk.folder / CACHE).glob("builds/*/records")):
        paths = (path for path in folder.rglob("*") if path.is_file())
        records.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})
    shutil.rmtree(desk.folder / "clean")
    return records


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
    signs = set()
    for edit in RENAMED.values():
        edit(desk)
        incremental, clean = searched(desk)
        assert incremental == clean
        signs.add(incremental["briefings/names/index.html"])
    assert len(signs) == len(RENAMED), "each edit changes what is searched"


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
    names = [name for name, content in pages_of(desk.folder / "site").items() if b"anary" in content]
    assert names == []
    record = next((desk.folder / CACHE).glob("builds/*/records/briefings/names/index.html"))
    assert "Sagittarius." in record.read_text(encoding="utf-8")
    desk.change(desk.canary, tlp="clear")
    desk.build()
    assert "Sagittarius|zq" in record.read_text(encoding="utf-8")
    assert b"Canary Name" in pages_of(desk.folder / "site")["search/names.json"]
