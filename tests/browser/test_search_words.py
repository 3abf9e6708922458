"""Words in a browser: cut as the index cuts them, each found where it stands, spelled as it stands or as readers type it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from index_of import ask, found_by, ids, lost_by, records_of, write_site
from playwright.sync_api import Browser, Page
from serve import served

from mkdocs_briefings.model.output import SearchRecord, SearchSection
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.spelling import RULES, Pair, cut
from mkdocs_briefings.publish.search.texts import read_text, text_of

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
DESKS = [ROOT, ROOT / "tests/search/desk", ROOT / "tests/sites/full", ROOT / "tests/sites/minimal"]
CASES = yaml.load((ROOT / "tests/search/words.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
_CUT = """async ([rules, chunks]) => {
  const { Words } = await import(new URL("assets/briefings/search/words.js", document.baseURI));
  const words = new Words(rules);
  return chunks.map((chunk) => words.cut(chunk).map((group) => [[...group.words.map(({ form }) => form)], [...words.parts(group)]]));
}"""


@pytest.fixture(scope="module")
def opened(once, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the site of some records."""
    pages, servers = [], []

    def open_site(name: str, records, entities=()) -> Page:
        folder = once(f"words-{name}", lambda folder: write_site(folder, records, entities))
        servers.append(served(folder))
        pages.append(browser.new_page())
        pages[-1].goto(servers[-1].__enter__())
        return pages[-1]

    yield open_site
    for page, server in zip(pages, servers, strict=True):
        page.close()
        server.__exit__(None, None, None)


@pytest.fixture(scope="module")
def nowhere(opened) -> Page:
    return opened("nothing", [])


def test_words_are_cut_alike(nowhere: Page) -> None:
    chunks = [chunk for chunk, *_ in CASES]
    in_browser = nowhere.evaluate(_CUT, [dict(RULES), chunks])
    in_python = [
        [[[word.form for word in group.words], [one.form for one in group.joined()]] for group in cut(chunk)]
        for chunk in chunks
    ]
    assert in_browser == in_python


def desks() -> Iterator[tuple[str, Settings]]:
    for folder in DESKS:
        yield folder.name, Settings(folder, folder / "content")


def record(id: str, text: str, *, title: str = "", language: str = "en") -> SearchRecord:
    sections = (SearchSection("point:1", "Point", text),)
    return SearchRecord(
        f"briefings/{id}/", title or f"Note {id}", language, {}, {}, "2024-01-01", (), (), sections
    )


ODD = [
    record("flu", "Influenza A(H7N9), MERS-CoV and COVID\u201119; C++ and C#, AT&T."),
    record("arms", "S-400/S-300, Kh-101(X-101), CVE-2021-44228 and 16,000 of M-15-13. Word—after…another."),
    record("fr", "L'attaque contre l’Ukraine qu’il décida; l'État.", language="fr"),
    record("zh", "東京都はロシアRussiaの都", language="ja"),
    record("th", "กรุงเทพมหานคร", language="th"),
    record("km", "ភាសាខ្មែរ និង អក្សរ", language="km"),
    record(
        "be", "Прэзідэнт Łukašenka, Ærø, Straße, Þór, naïve cœur, so\u00adft ﬁne ＡＢＣ e‑mail", language="be"
    ),
    record(
        "dup",
        "Reading and readings; plugged, stating, responsiveness; e-mail to info@sb.by, http://a.example/b-c_d",
    ),
]


def words_of_texts(records: list[SearchRecord]) -> dict[str, set[str]]:
    """Every piece of every text that has a word, with the pages that it stands on."""
    found: dict[str, set[str]] = {}
    for one in records:
        for field, _ in read_text(text_of(one)[1]).fields:
            for chunk in filter(cut, field.split()):
                found.setdefault(chunk, set()).add(one.url)
    return found


@pytest.mark.parametrize("name", [*(folder.name for folder in DESKS), "odd", "corpus"])
def test_every_word_finds_its_briefing(opened, tmp_path_factory, name: str) -> None:
    entities = []
    if name == "odd":
        records = ODD
    elif name == "corpus":
        records, entities = records_of(corpus(tmp_path_factory.mktemp("corpus")))
    else:
        records, entities = records_of(dict(desks())[name])
    page = opened(name, records, entities)
    standing = words_of_texts(records)
    assert len(standing) > 10
    assert lost_by(page, standing, records) == {}


def corpus(folder: Path) -> Settings:
    if not os.environ.get("BRIEFINGS_CORPUS"):
        pytest.skip("BRIEFINGS_CORPUS names no folder")
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from corpus import convert, posts  # noqa: PLC0415

    convert(posts(Path(os.environ["BRIEFINGS_CORPUS"])), folder)
    return Settings(folder / "desk", folder / "desk/content", keep_going=True)


@pytest.fixture(scope="module")
def odd(opened) -> Page:
    return opened("odd", ODD)


FOUND = {
    "H7N9": "flu", "MERS": "flu", "merscov": "flu", "CoV": "flu", "covid19": "flu", "c++": "flu", "C#": "flu", "at&t": "flu",
    "S400": "arms", "s-300": "arms", "S-300/S-400": "arms", "kh101": "arms", "X-101": "arms", "16000": "arms",
    "m-15-13": "arms", "CVE-2021-44228": "arms", "after": "arms", "another": "arms",
    "Ukraine": "fr", "l'Ukraine": "fr", "L’UKRAINE": "fr", "etat": "fr", "qu'il": "fr", "decide": "fr",
    "東京": "zh", "京都": "zh", "ロシア": "zh", "russia": "zh", "都": "zh", "กรุง": "th", "เทพ": "th", "ខ្មែរ": "km",
    "lukasenka": "be", "ŁUKAŠENKA": "be", "aero": "be", "strasse": "be", "thor": "be", "naive": "be", "coeur": "be",
    "soft": "be", "fine": "be", "abc": "be", "прэзідэнт": "be",
    "reading": "dup", "readings": "dup", "plugged": "dup", "info@sb.by": "dup", "a.example": "dup", "c d": "dup",
}  # fmt: skip


def test_words_are_found_as_readers_type_them(odd: Page) -> None:
    answers = dict(zip(FOUND, found_by(odd, list(FOUND), ODD), strict=True))
    wrong = {word: answers[word] for word, id in FOUND.items() if f"briefings/{id}/" not in answers[word]}
    assert wrong == {}
    assert found_by(odd, ["email", "e-mail"], ODD) == [{"briefings/be/", "briefings/dup/"}] * 2


def ways_to_write(chunk: str) -> list[str]:
    """A piece of text as it stands, in capitals, and as one word if its parts are one group."""
    groups = cut(chunk)
    whole = [one.form for one in groups[0].joined() if one.parts] if len(groups) == 1 else []
    return list(dict.fromkeys([chunk, chunk.upper(), *whole]))


def within(chunk: str, number: int) -> str:
    return f"before{number} {chunk} after{number}"


def test_a_phrase_is_found_however_its_words_are_joined(opened) -> None:
    """Each case stands between two words in each way to write it; as a phrase, each way finds all, and parts with blanks do."""
    cases = {number: ways_to_write(chunk) for number, (chunk, *_) in enumerate(CASES) if cut(chunk)}
    written = {
        f"n{number}-{place}": within(way, number)
        for number, ways in cases.items()
        for place, way in enumerate(ways)
    }
    records = [record(id, text) for id, text in written.items()]
    expected = {}
    for number, ways in cases.items():
        urls = [f"briefings/n{number}-{place}/" for place in range(len(ways))]
        words = [word for group in cut(ways[0]) for word in group.words]
        spoken = " ".join(word.form for word in words) if all(word.pair is Pair.NO for word in words) else ""
        for asked in (*ways, *([spoken] if spoken else [])):
            expected[f'"{within(asked, number)}"'] = urls if asked in ways else urls[:1]
    page = opened("phrases", records)
    assert len(expected) > 120
    assert lost_by(page, expected, records) == {}
    apart = {number: f'"{within(chunk, number)}"' for number, chunk in ((1, "S-500"), (2, "C#"), (3, "C"))}
    assert found_by(page, apart.values(), records) == [set()] * len(apart)


@pytest.mark.parametrize(
    ("phrase", "id"),
    [("都はロシア", "zh"), ("ロシアRussiaの", "zh"), ("東京都", "zh"), ("都", "zh"), ("กรุงเทพ", "th"), ("C++ and C#", "flu"),
     ("C and C", None), ("MERSCoV and covid19", "flu"), ("contre l'Ukraine qu'il", "fr"), ("email to info", "dup"),
     ("info@sb.by", "dup"), ("京東", None), ("e-mail or", None)],
)  # fmt: skip
def test_phrases(odd: Page, phrase: str, id: str | None) -> None:
    answer = ask(odd, f'"{phrase}"')
    assert ids(answer) == ([id] if id else [])
    assert not answer["isMore"]


def test_a_word_with_a_digit_is_found_whole_or_not_at_all(odd: Page) -> None:
    absent = ["CVE-2021-44229", "S-500", "M-15-1", "H7N", "16,00", "4422", "X-10", "c--", "2021-4422"]
    for word in absent[:-2]:
        answer = ask(odd, word)
        assert (answer["total"], answer["missing"], answer["instead"]) == (0, [word], []), word


def test_a_word_is_never_said_to_be_nowhere_when_it_is_there(odd: Page) -> None:
    answer = ask(odd, "reading zzqqxx Ukraine")
    assert answer["missing"] == ["zzqqxx"]
    assert answer["total"] == 0
    assert ask(odd, "readings plugged zzqqxx")["total"] == 1


@pytest.mark.parametrize(
    ("typed", "meant", "id"),
    [("responsivness", "responsiveness", "dup"), ("esponsiveness", "responsiveness", "dup"), ("raeding", "reading", "dup"),
     ("influenca", "influenza", "flu"), ("pluggde", "plugged", "dup"), ("resbonsifeness", "responsiveness", "dup"),
     ("xesponsivenesz", "responsiveness", "dup"), ("rsponsivenesss", "responsiveness", "dup"), ("inlfuenz", "influenza", "flu")],
)  # fmt: skip
def test_a_misspelt_word_is_taken_for_the_nearest(odd: Page, typed: str, meant: str, id: str) -> None:
    answer = ask(odd, typed)
    assert ids(answer) == [id]
    assert [part["instead"] for part in answer["instead"]] == [[meant]]


def test_what_is_not_near_is_not_guessed(odd: Page) -> None:
    for word in ("roddinks", "plu", "xx", "influxes"):
        assert ask(odd, word)["instead"] == [], word


@pytest.mark.parametrize(
    "query", ["word " * 10_000, "x" * 50_000, '"' + "reading " * 9000 + '"', "-" * 50_000, "Ł'" * 25_000]
)
def test_a_query_of_any_length_is_answered(odd: Page, query: str) -> None:
    answer = ask(odd, query)
    assert answer["isCut"]
    assert answer["total"] >= 0


PEOPLE = {
    "ivanov-a": ["Anton Petrovich Ivanov"],
    "ivanov-sb": ["Sergei Borisovich Ivanov"],
    "ivanov-ss": ["Sergei Sergeevich Ivanov"],
    "halabi-b": ["Basil al-Halabi", "Basil Halabi"],
    "halabi-m": ["Munir al-Halabi"],
    "khan-1": ["Navid Ali Khan", "Navid Khan", "Tariq Navid"],
    "khan-2": ["Samiullah Jan", "Navid Khan", "Samiullah Khan"],
    "khan-3": ["Irfan Khan"],
    "fattah": ["Pedram Fattah"],
    "bazzi": ["Adel Fattah al-Bazzi"],
}
"""Names of people with a briefing each; the first stands in it."""
CALLED = {
    "Sergei Ivanov": ["ivanov-sb", "ivanov-ss"],
    "IVANOV, Sergei": ["ivanov-sb", "ivanov-ss"],
    "Sergei Borisovich Ivanov": ["ivanov-sb"],
    "Ivanov": ["ivanov-a", "ivanov-sb", "ivanov-ss"],
    "al-Halabi": ["halabi-b", "halabi-m"],
    "Navid Khan": ["khan-1", "khan-2"],
    "Samiullah Khan": ["khan-2"],
    "Pedram Fattah": ["fattah"],
    "Bazzi": ["bazzi"],
}


@pytest.fixture(scope="module")
def people(opened, write_content, tmp_path_factory) -> Page:
    content = {
        "entities/people": {
            id: {"name": name, "kind": "person", "aliases": aliases}
            for id, (name, *aliases) in PEOPLE.items()
        },
        **{
            f"briefings/2024/note-{id}": {"title": f"Note {id}", "entities": [id], "body": f"{name} signed."}
            for id, (name, *_) in PEOPLE.items()
        },
    }
    return opened("people", *records_of(write_content(content, tmp_path_factory.mktemp("people"))))


@pytest.mark.parametrize("query", CALLED)
def test_a_name_finds_all_who_bear_it(people: Page, query: str) -> None:
    answer = ask(people, query)
    assert sorted(ids(answer)) == [f"note-{id}" for id in CALLED[query]]
    assert sorted(person["name"] for person in answer["who"]) == sorted(PEOPLE[id][0] for id in CALLED[query])


def test_a_name_within_a_longer_one_is_found_behind_and_not_marked(people: Page) -> None:
    answer = ask(people, "Fattah")
    assert ids(answer) == ["note-fattah", "note-bazzi"]
    assert [person["name"] for person in answer["who"]] == ["Pedram Fattah"]


@pytest.mark.parametrize("id", PEOPLE)
def test_every_spelling_finds_the_person(people: Page, id: str) -> None:
    for name in PEOPLE[id]:
        assert f"note-{id}" in ids(ask(people, name)), name


def turned(name: str) -> list[str]:
    """A name as lists and forms have it: `KHAN, Navid Ali`, `Khan Navid Ali`."""
    first, _, last = name.rpartition(" ")
    return [f"{last.upper()}, {first}", f"{last} {first}"] if first else []


def test_the_last_name_may_come_first(people: Page) -> None:
    bearers = {
        name: [id for id in PEOPLE if name in PEOPLE[id]] for names in PEOPLE.values() for name in names
    }
    assert max(map(len, bearers.values())) > 1
    lost = {
        query: found
        for name, of in bearers.items()
        for query in turned(name)
        if not {f"note-{id}" for id in of} <= set(found := ids(ask(people, query)))
    }
    assert lost == {}
