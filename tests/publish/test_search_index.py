"""The search index: the bytes of a clean build after any edits, small files, and a program that ends with its build."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
import zlib
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import yaml
from search_sites import (
    IN_A_BATCH,
    PEOPLE,
    any_record,
    clean,
    entities,
    files_in,
    make_pieces_small,
    updated,
    write_texts,
)

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model import spelling
from mkdocs_briefings.model.output import SearchRecord, SearchSection
from mkdocs_briefings.model.packing import pack as packed
from mkdocs_briefings.model.packing import unpack as unpacked
from mkdocs_briefings.publish.search import index, reader, shards
from mkdocs_briefings.publish.search.files import Files
from mkdocs_briefings.publish.search.index import Change, State
from mkdocs_briefings.publish.search.indexing import Request, index_digest, index_site, start
from mkdocs_briefings.publish.search.inverted import Inverted
from mkdocs_briefings.publish.search.postings import pack, unpack
from mkdocs_briefings.publish.search.reader import Lists, Reader
from mkdocs_briefings.publish.search.texts import Searched, file_address, read_text, text_of

CHANCE = random.Random(1)  # noqa: S311


@pytest.fixture
def small_pieces(monkeypatch) -> None:
    """Many shards, files and batches of a few records."""
    make_pieces_small(monkeypatch)


def edited(records: dict[int, SearchRecord], chance: random.Random) -> dict[int, SearchRecord]:
    """Records after some random edits: texts, days, pages that come and go."""
    new = dict(records)
    for _ in range(chance.choice([1, 1, 2, 5])):
        match chance.randrange(4):
            case 0:
                new.pop(chance.choice(list(new)), None)
            case 1:
                number = chance.randrange(100, 400)
                new[number] = any_record(number, chance)
            case 2:
                number = chance.choice(list(new))
                new[number] = replace(new[number], date="2025-01-01")
            case _:
                number = chance.choice(list(new))
                new[number] = any_record(number, chance)
        if not new:
            return records
    return new


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_an_edit_leaves_the_bytes_of_a_clean_build(tmp_path, small_pieces, seed) -> None:
    chance = random.Random(seed)  # noqa: S311
    records = {number: any_record(number, chance) for number in range(30 + 2 * seed)}
    state, _ = clean(records, tmp_path / "site")
    assert len(state.shards) > 8
    for step in range(12):
        records = edited(records, chance)
        people = chance.sample(PEOPLE, chance.randrange(1, 5))
        files = Files(tmp_path / "site", tmp_path / "site", is_intact=True)
        state = unpacked(
            packed(updated(files, state, write_texts(records, tmp_path / "site"), entities(*people)))
        )
        expected, of_clean = clean(records, tmp_path / f"clean-{step}", people)
        assert files_in(tmp_path / "site", files.used) == of_clean, step
        assert dict(state.terms) == dict(expected.terms)
        assert dict(state.spellings) == dict(expected.spellings)


LYING = "abc apple lie {} tie {} zebra"
"""Forms of two terms, whose places and number stay whatever stands in the gaps."""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LYING.format("lying", "tying"), LYING.format("lie", "tie")),
        (LYING.format("lie", "tie"), LYING.format("lying", "tying")),
        (LYING.format("lying", "tie"), LYING.format("lies", "tying")),
        ("apple lie tie zebra", "apple tie lie zebra"),
        ("apple tie tie zebra", "apple zebra tie"),
        ("apple lie tie zebra", "apple lie tie zebra zebra"),
    ],
)
def test_what_is_all_an_edit_changes_is_written(tmp_path, before, after) -> None:
    """No term comes or goes: only the forms that mean it, or its places in a text, or how often it comes."""
    plain = replace(any_record(1, CHANCE), title="Harbours", language="en", names=(), date="2024-01-01")
    texts = [before, *["Apple lie tie zebra"] * 5]
    records = {
        number: replace(plain, url=f"{number}/", sections=(SearchSection("", "", text),))
        for number, text in enumerate(texts)
    }
    state, _ = clean(records, tmp_path / "site", ())
    records[0] = replace(records[0], sections=(SearchSection("", "", after),))
    files = Files(tmp_path / "site", tmp_path / "site", is_intact=True)
    new = updated(files, state, write_texts(records, tmp_path / "site"), entities())
    expected, of_clean = clean(records, tmp_path / "clean", ())
    assert new.terms == state.terms == expected.terms
    assert files_in(tmp_path / "site", files.used) == of_clean


def test_where_shards_were_cut_before_shows_nowhere(tmp_path, monkeypatch) -> None:
    """Shards of three lines become shards of two, so some begin or end with the one line that they have of an old one."""

    def cut(size: int) -> None:
        monkeypatch.setattr(
            index, "cuts", lambda lines, _: pairwise([*range(0, len(lines), size), len(lines)])
        )

    monkeypatch.setattr(index, "_STRETCH", -1)
    records = {number: any_record(number, CHANCE, words=5, rare=60) for number in range(6)}
    cut(3)
    state, _ = clean(records, tmp_path / "site")
    cut(2)
    files = Files(tmp_path / "site", tmp_path / "site", is_intact=True)
    updated(files, state, write_texts(records, tmp_path / "site"), entities(*PEOPLE[:3]))
    assert files_in(tmp_path / "site", files.used) == clean(records, tmp_path / "clean")[1]


def test_a_name_that_is_all_an_edit_changes_is_written(tmp_path) -> None:
    records = {number: any_record(number, CHANCE) for number in range(20)}
    state, _ = clean(records, tmp_path / "site", ["ada oak", "lying man"])
    for step, people in enumerate((["ada oak"], ["ada oak", "harbour woman"], ["ada oak", "Harbour Woman"])):
        files = Files(tmp_path / "site", tmp_path / "site", is_intact=True)
        pages = write_texts(records, tmp_path / "site")
        assert not Change.between(state, pages).new
        state = updated(files, state, pages, entities(*people))
        assert files_in(tmp_path / "site", files.used) == clean(records, tmp_path / f"clean{step}", people)[1]


def test_every_line_lies_where_a_browser_looks(tmp_path, small_pieces) -> None:
    """Of a shard the browser knows how its first line begins, and looks for a term or a form in one shard alone."""
    chance = random.Random(11)  # noqa: S311
    state, files = clean({number: any_record(number, chance) for number in range(60)}, tmp_path)
    begins = json.loads(zlib.decompress(files["search/entry.bin"]))["shardBegins"]
    assert len(begins) == len(state.shards) > 20
    for line in state.lines:
        looked_in = state.shards[max(0, bisect_right(begins, shards.head(line)) - 1)]
        assert looked_in.first <= line <= looked_in.last


def test_how_much_is_read_at_once_shows_nowhere(tmp_path, monkeypatch) -> None:
    chance = random.Random(7)  # noqa: S311
    records = {number: any_record(number, chance) for number in range(40)}
    _, whole = clean(records, tmp_path / "whole")
    make_pieces_small(monkeypatch, IN_A_BATCH)
    assert clean(records, tmp_path / "parts")[1] == whole


def test_an_edit_reads_and_writes_little(tmp_path, monkeypatch) -> None:
    """It reads a shard for each that it writes, and none that lies between."""
    read, read_file = [], Files.read
    monkeypatch.setattr(Files, "read", lambda *args: read.append(args[1]) or read_file(*args))
    chance = random.Random(3)  # noqa: S311
    records = {number: any_record(number, chance, rare=6000) for number in range(200)}
    site = tmp_path / "site"
    state, before = clean(records, site)
    records[7] = replace(records[7], title="Harbours rare1")
    files = Files(site, tmp_path / "staging", is_intact=True)
    read.clear()
    new = updated(files, state, write_texts(records, site), entities(*PEOPLE[:3]))
    written = [path for path in (tmp_path / "staging").rglob("*") if path.is_file()]
    assert len(files.used) > 30
    assert len(written) < len(before) / 3
    assert read.count("shards") == len(set(new.shards) - set(state.shards))


@pytest.mark.slow
def test_files_are_small(tmp_path) -> None:
    """A word of every page, and a value of a filter of every page, are in several files."""
    chance = random.Random(9)  # noqa: S311
    records = {number: any_record(number, chance, words=150) for number in range(1200)}
    _, files = clean(records, tmp_path)
    assert max(map(len, files.values())) < 40_000
    assert sum(name.startswith("search/places/") for name in files) > 20


@pytest.mark.slow
def test_the_program_does_it_too(tmp_path) -> None:
    """Another process, whose strings have other hashes; twice, the second time with what the first one left."""
    chance = random.Random(5)  # noqa: S311
    records = {number: any_record(number, chance) for number in range(40)}
    site, cache, people = tmp_path / "site", tmp_path / "cache", tuple(entities(*PEOPLE[:3]))
    first = Request(str(site), str(site), str(cache), "", tuple(write_texts(records, site)), people)
    assert files_in(site, set(start(first).finish())) == clean(records, tmp_path / "one")[1]
    records[3] = any_record(3, chance)
    second = first._replace(previous=first.name, pages=tuple(write_texts(records, site)))
    assert files_in(site, set(start(second).finish())) == clean(records, tmp_path / "two")[1]


def test_other_pages_and_other_entities_are_another_index() -> None:
    page, person = Searched("a/", "2024-01-01", "x"), entities("ada oak")[0]
    others = [[page._replace(**{key: "y"})] for key in Searched._fields]
    digests = [index_digest(pages, (person,)) for pages in ([page], [], *others)]
    digests += [
        index_digest([page], some) for some in ((), (person, person), (replace(person, spellings=("b",)),))
    ]
    assert len(set(digests)) == len(digests)


@pytest.mark.slow
def test_a_damaged_file_is_written_again(tmp_path) -> None:
    """Unless the build knows that the site is as it was written, a file is not taken for what its name says."""
    records = {number: any_record(number, CHANCE) for number in range(9)}
    pages = tuple(write_texts(records, tmp_path))
    for _ in range(2):
        index_site(tmp_path, tmp_path / "cache", pages, ())
        used = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "search").rglob("*.bin")}
        assert files_in(
            tmp_path, used - {file_address("texts", page.text) for page in pages}
        ) == intact_files(records, tmp_path / "clean")
        for path in (*(tmp_path / "search/shards").iterdir(), *(tmp_path / "search/parts").iterdir()):
            path.write_bytes(b"damaged")


def intact_files(records: dict[int, SearchRecord], site: Path) -> dict[str, bytes]:
    files = Files(site, site, is_intact=False)
    updated(files, State(), write_texts(records, site), ())
    return files_in(site, files.used)


def test_an_empty_site_has_an_index(tmp_path) -> None:
    index_site(tmp_path / "site", tmp_path / "cache", (), ())
    assert (tmp_path / "site/search/entry.bin").is_file()


def test_what_cannot_be_indexed_is_said(tmp_path) -> None:
    page = Searched("briefings/a/", "", "absent")
    with pytest.raises(PublishError, match=r"search was not indexed: .*absent\.bin"):
        index_site(tmp_path / "site", tmp_path / "cache", (page,), ())


_BUILD = """
import sys
from mkdocs_briefings.model.packing import unpack
from mkdocs_briefings.publish.search.indexing import start
indexing = start(unpack(open(sys.argv[1], "rb").read()))
print(indexing.executor._crew[0]._context._process.pid, flush=True)
sys.stdin.read()
"""


def test_it_ends_with_the_build(tmp_path) -> None:
    """A build that was killed leaves nobody who writes behind the back of the next one."""
    chance = random.Random(5)  # noqa: S311
    records = {number: any_record(number, chance, words=400) for number in range(700)}
    site = tmp_path / "site"
    request = Request(
        str(site), str(site), str(tmp_path / "cache"), "", tuple(write_texts(records, site)), ()
    )
    (tmp_path / "request").write_bytes(packed(request))
    command = [sys.executable, "-c", _BUILD, tmp_path / "request"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        indexing = int(build.stdout.readline())
        build.send_signal(signal.SIGKILL)
    while Path(f"/proc/{indexing}/cmdline").exists() and Path(f"/proc/{indexing}/cmdline").read_bytes():
        time.sleep(0.01)
    assert not (site / "search/entry.bin").exists()


def test_a_text_holds_all_of_a_record() -> None:
    record = any_record(1, CHANCE)
    _, content = text_of(record)
    fields = dict(read_text(content).fields)
    assert {record.title, *(section.text for section in record.sections), "More", "Made up."} <= fields.keys()
    assert read_text(content).filters == {"topic": ["Topic 1"]}


def test_columns_come_back_as_they_were() -> None:
    text, columns = unpack(pack("ä\n", [], [0, 0], [1, 300, 70_000, 0x7FFFFFFF]))
    assert text == "ä\n"
    assert [column.tolist() for column in columns] == [[], [0, 0], [1, 300, 70_000, 0x7FFFFFFF]]


@pytest.mark.parametrize(
    ("language", "stem"),
    [("en", "read"), ("en-GB", "read"), ("de", "reading"), ("xx", "reading"), ("", "reading")],
)
def test_words_are_stemmed_by_the_language_of_their_text(language, stem) -> None:
    text = read_text(text_of(replace(any_record(1, CHANCE), language=language, title="Reading"))[1])
    (part,) = Reader().parts([(0, text)])
    assert stem in part.terms


def test_words_added_to_a_paragraph_move_no_words_of_another() -> None:
    """So an edit changes the shards of the words of one paragraph."""

    def places(first: str) -> dict[tuple[str, int], tuple[int, bytes]]:
        text = f"{first} ship port\nquay grain\nferry"
        record = SearchRecord("", "Title", "en", {}, {}, "", sections=(SearchSection("", "", text),))
        return dict(Inverted(Reader().parts([(0, read_text(text_of(record)[1]))])).rows())

    before, after = places("a"), places("a few more words")
    assert {term for term, _ in after.items() - before.items()} == {
        (term, 0) for term in ("few", "more", "word", "ship", "port")
    }


PIECES = [
    str(case[0])
    for case in yaml.safe_load(
        (Path(__file__).parent.parent / "search/words.yaml").read_text(encoding="utf-8")
    )
]


@pytest.mark.parametrize(
    "piece",
    [
        *PIECES,
        "The",
        "policies,",
        "(POLICIES)",
        "A",
        "UN",
        "un",
        "18F",
        "2.5",
        "(2.5).",
        "x" * 60,
        "X" * 60,
        "1.",
        "2.5.1",
    ],
)
def test_a_word_that_is_not_cut_is_read_as_if_it_were(piece: str, monkeypatch) -> None:
    """Most pieces are a word as it stands; they get the same terms and spellings without being cut."""

    def read() -> tuple[object, ...]:
        record = SearchRecord(
            "", piece, "en", {}, {}, "", sections=(SearchSection("", "", f"{piece} {piece}"),)
        )
        (part,) = Reader().parts([(0, read_text(text_of(record)[1]))])
        return part.terms, part.spellings, [column.tolist() for column in part.postings]

    quick = read()
    for module in (reader, spelling):
        monkeypatch.setattr(module, "only_word", lambda chunk: "")
    monkeypatch.setattr(reader, "cut", spelling.cut.__wrapped__)
    assert read() == quick


def sizes(reader: Reader) -> dict[str, int]:
    """Return how much a reader holds."""
    held = {name: value.flat if isinstance(value, Lists) else value for name, value in vars(reader).items()}
    return {name: len(value) for name, value in held.items()}


def test_a_reader_does_not_grow_with_the_site(monkeypatch) -> None:
    monkeypatch.setattr(reader, "_MOST_CHUNKS", 0)
    text, new = read_text(text_of(any_record(1, CHANCE))[1]), Reader()
    (_,) = new.parts([(0, text)])
    assert sizes(new) == sizes(Reader())


def test_a_text_that_could_not_be_read_leaves_nothing() -> None:
    """A worker keeps its reader from one task to the next."""
    texts = [read_text(text_of(any_record(number, CHANCE))[1]) for number in range(2)]
    after_fault = Reader()
    with pytest.raises(AttributeError):
        list(after_fault.parts([(0, texts[0]), (1, None)]))
    terms = [[part.terms for part in of.parts([(0, texts[1])])] for of in (after_fault, Reader())]
    assert terms[0] == terms[1]


def test_places_of_a_field_follow_each_other() -> None:
    sections = (SearchSection("", "", "one two one"), SearchSection("", "", "two"))
    record = SearchRecord("a/", "two", "xx", {}, {}, "", (), (), sections)
    (part,) = Reader().parts([(0, read_text(text_of(record)[1]))])
    of_terms = np.split(part.postings.places, np.cumsum(part.postings.uses)[:-1])
    places = {term: of.tolist() for term, of in zip(part.terms, of_terms, strict=True)}
    assert places == {"one": [96, 98], "two": [0, 97, 160]}
