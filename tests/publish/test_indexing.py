"""Records in shards, merged: the same answers as of one bundle, and no more work than an edit asks for."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from pagefind_bin import get_executable

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.output import SearchName, SearchRecord, SearchSection
from mkdocs_briefings.publish.search import shards
from mkdocs_briefings.publish.search.bundle import decoded, entry, opened
from mkdocs_briefings.publish.search.indexing import start, start_in
from mkdocs_briefings.publish.search.records import record_html, write_record


def record(url: str, text: str) -> SearchRecord:
    return SearchRecord(
        url, f"On <{text}>", "en", {"line": "", "date": "February 5"}, {"topic": ("A & B",), "date": ("2024-02-05",)},
        "2024-02-05", ("Ada Oak",),
        (SearchName("oak", "zqone"), SearchName("ada oak", "zqone"), SearchName("UN", "zqtwo"), SearchName("oak", "zqboth")),
        (SearchSection("point:1", "Point 1", f"{text} & more"), SearchSection("", "", "Oak’s <un> and the UN")),
    )  # fmt: skip


def test_a_record_as_the_engine_reads_it(seen) -> None:
    html = record_html(record("briefings/a/", "grain"), "en")
    page = seen(html)
    assert "On <grain>" in page.text
    assert "grain & more" in page.text
    assert "Ada Oak|zqone|zqboth" in page.text
    assert "Oak’s|zqone|zqboth <un> and the UN|zqtwo" in page.text
    assert "point:1" in page.ids
    assert ("b", {"data-pagefind-filter": "topic"}) in page.tags
    assert ("b", {"data-pagefind-meta": "line"}) not in page.tags
    assert '<b data-pagefind-sort="date">2024-02-05</b>' in html


def test_a_bundle_is_made_once_for_the_same_records(tmp_path) -> None:
    grain, ports = record("briefings/a/", "grain"), record("briefings/b/", "ports")
    first = start([grain, ports], "en", tmp_path)
    assert first.process is not None
    first.finish(tmp_path / "site")
    again = start([ports, grain], "en", tmp_path)
    assert again.process is None
    again.finish(tmp_path / "other")
    files = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*")}
    assert files == {path.relative_to(tmp_path / "other") for path in (tmp_path / "other").rglob("*")}
    assert len([path for path in files if path.suffix == ".pf_fragment"]) == 2
    changed = start([grain], "en", tmp_path)
    assert changed.process is not None
    changed.finish(tmp_path / "site")
    assert len(list((tmp_path / "site").rglob("*.pf_fragment"))) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "search", "site"]


WORDS = ("harbour", "harbours", "café", "cafe", "Zürich", "grain", "GRAIN", "naïve", "Nairobi", "policy", "x")


def any_record(number: int, chance: random.Random) -> SearchRecord:
    """Return one of many records; they differ in what is shown and filtered by."""
    words = [chance.choice((*WORDS, f"rare{chance.randrange(90)}")) for _ in range(60)]
    details = {"summary": "Café policy.", "line": "Volume 3"} if number % 9 == 0 else {"summary": words[0]}
    day = f"20{number % 20 + 10}-0{number % 9 + 1}-05"
    filters = {"topic": (f"Topic {number % 3}",), "date": (day,)}
    return SearchRecord(
        url=f"briefings/{number}/",
        title=f"{words[1]} {number}",
        language="en",
        details=details,
        filters=filters if number % 11 else {},
        date=day if number % 11 else "",
        sections=(
            SearchSection("point:1", "Point", " ".join(words)),
            SearchSection("", "", "Ἀθῆναι e\u0301te\u0301"),
        ),
    )


@pytest.fixture
def records() -> list[SearchRecord]:
    chance = random.Random(3)  # noqa: S311
    return [any_record(number, chance) for number in range(70)]


@pytest.fixture
def small_shards(monkeypatch) -> None:
    """Shards of a few records."""
    monkeypatch.setattr(shards, "SIZE", 8)


def numbered(pages: list[Any]) -> list[tuple[int, list[int], list[int]]]:
    numbers = accumulate(since for since, _, _ in pages)
    return [(number, places, details) for number, (_, places, details) in zip(numbers, pages, strict=True)]


def answers(bundle: Path) -> dict[str, Any]:
    """Return all that a bundle says, with the addresses of pages in place of their numbers."""
    (meta,) = bundle.glob("pagefind.*.pf_meta")
    version, pages, chunks, filters, sorts, fields = decoded(opened(meta))
    texts = [json.loads(opened(bundle / f"fragment/{name}.pf_fragment")) for name, _ in pages]
    urls = [text["url"] for text in texts]
    words: dict[str, Any] = defaultdict(dict)
    for _, _, file in chunks:
        for word, plain, variants in decoded(opened(bundle / f"index/{file}.pf_index"))[0]:
            for form, of in (("", plain), *variants):
                postings = numbered(of)
                words[word, form] = {urls[number]: (places, details) for number, places, details in postings}
                assert [number for number, _, _ in postings] == sorted({number for number, _, _ in postings})
    return {
        "version": version,
        "texts": {text["url"]: text for text in texts},
        "words": dict(words),
        "filters": {
            name: {
                value: sorted(urls[number] for number in of)
                for value, of in decoded(opened(bundle / f"filter/{file}.pf_filter"))[1]
            }
            for name, file in filters
        },
        "days": [(name, [texts[number]["filters"]["date"] for number in of]) for name, of in sorts],
        "fields": fields,
        "entry": entry(bundle)["languages"]["en"] | {"hash": ""},
        "ranges": [chunk[:2] for chunk in chunks],
    }


def by_pagefind(records: list[SearchRecord], folder: Path) -> Path:
    """Return the folder of the bundle that Pagefind makes of all records at once."""
    for record in records:
        write_record(folder / "records", record, "en")
    command = [get_executable(), "--site", folder / "records", "--output-path", folder / "bundle"]
    subprocess.run([*command, "--force-language", "en", "--quiet"], check=True)
    return folder / "bundle"


def test_shards_answer_as_one_bundle(tmp_path, records, small_shards) -> None:
    start(records, "en", tmp_path / "cache").finish(tmp_path / "site")
    assert len(list((tmp_path / "cache/search/shards").iterdir())) == 8
    ours, theirs = answers(tmp_path / "site/pagefind"), answers(by_pagefind(records, tmp_path / "whole"))
    assert ours.pop("ranges")[0] == ["", ""]
    assert theirs.pop("ranges")
    assert {form for _, form in ours["words"]} >= {"", "café", "zürich", "ἀθῆναι"}
    assert ours == theirs


def test_every_word_lies_in_the_range_of_its_file(tmp_path) -> None:
    chance = random.Random(4)  # noqa: S311
    many = [any_record(number, chance) for number in range(150)]
    start(many, "en", tmp_path / "cache").finish(tmp_path / "site")
    bundle = tmp_path / "site/pagefind"
    (meta,) = bundle.glob("pagefind.*.pf_meta")
    ranges = decoded(opened(meta))[2]
    assert len(ranges) > 3
    assert ranges == sorted(ranges)
    for (first, last, file), (after, _, _) in pairwise([*ranges, ["\U0010ffff", "", ""]]):
        words = [word for word, *_ in decoded(opened(bundle / f"index/{file}.pf_index"))[0]]
        assert words == sorted(words)
        for word in words:
            assert first <= word < after
            assert word <= last or word.startswith(last)


def test_an_edit_indexes_one_shard(tmp_path, records, small_shards) -> None:
    start(records, "en", tmp_path).rest()
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "search/shards").iterdir()}
    start([*records[1:], record("briefings/0/", "edited")], "en", tmp_path).finish(tmp_path / "site")
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "search/shards").iterdir()}
    assert len(before.items() & after.items()) == len(before) - 1 == len(after) - 1
    assert "edited" in answers(tmp_path / "site/pagefind")["texts"]["/briefings/0/"]["content"]


def test_an_empty_site_has_a_bundle(tmp_path) -> None:
    start([], "en", tmp_path / "cache").finish(tmp_path / "site")
    bundle = answers(tmp_path / "site/pagefind")
    assert [text["url"] for text in bundle["texts"].values()] == ["/"]
    assert bundle["filters"] == {}


def test_what_cannot_be_indexed_is_said(tmp_path) -> None:
    indexing = start_in(tmp_path / "nowhere", {"briefings/a/index.html": b"a"}, "en", tmp_path / "cache")
    with pytest.raises(PublishError, match=r"search was not indexed: .*briefings/a/index\.html"):
        indexing.fragments()
    assert list((tmp_path / "cache").iterdir()) == []


_BUILD = """
import sys
from pathlib import Path
from mkdocs_briefings.publish.search.indexing import start_in
folder = Path(sys.argv[1])
files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
print(start_in(folder, dict.fromkeys(files, b""), "en", Path(sys.argv[2])).process.pid, flush=True)
sys.stdin.read()
"""


def test_it_ends_with_the_build(tmp_path) -> None:
    """A build that was killed leaves nobody who writes into the cache behind the back of the next one."""
    chance = random.Random(5)  # noqa: S311
    for number in range(400):
        write_record(tmp_path / "records", any_record(number, chance), "en")
    command = [sys.executable, "-c", _BUILD, tmp_path / "records", tmp_path / "cache"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        indexing = int(build.stdout.readline())
        build.send_signal(signal.SIGKILL)
    while Path(f"/proc/{indexing}/cmdline").exists() and Path(f"/proc/{indexing}/cmdline").read_bytes():
        time.sleep(0.01)
    assert not (tmp_path / "cache/search").exists()
