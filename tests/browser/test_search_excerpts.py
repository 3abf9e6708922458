"""What a result shows of a text, in any script: the words that were found, marked, and where the text goes on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from index_of import ask, ids, records_of, write_site
from playwright.sync_api import Page
from serve import served

from mkdocs_briefings.model.output import SearchRecord, SearchSection

pytestmark = pytest.mark.slow
LONGEST = 180
_ENGLISH = "The harbour master wrote that the ferries of the northern line would wait for the spring tide in the old dock"
_ARABIC = "وقال مدير الميناء إن العبارات سوف تنتظر المد في الحوض القديم حتى يأتي الربيع وتعود السفن إلى الخط الشمالي"
_JAPANESE = "港の所長は北の航路の連絡船が春の大潮まで古い船渠で待つと書いた"
_THAI = "ผู้จัดการท่าเรือเขียนว่าเรือข้ามฟากสายเหนือจะรอน้ำขึ้นในอู่เก่า"
TEXTS = {
    "en": f"{_ENGLISH}, {_ENGLISH.lower()}. A turnstile stood there. {_ENGLISH}, {_ENGLISH.lower()}.",
    "ar": f"{_ARABIC} {_ARABIC}. دوار هناك. {_ARABIC} {_ARABIC}.",
    "ja": f"{_JAPANESE}が、{_JAPANESE}が、{_JAPANESE}。改札口がある。{_JAPANESE}が、{_JAPANESE}が、{_JAPANESE}が、{_JAPANESE}。",
    "th": f"{_THAI}{_THAI}{_THAI} ประตูหมุน {_THAI}{_THAI}{_THAI}",
}
ASKED = {"en": "turnstile", "ar": "دوار", "ja": "改札口", "th": "ประตูหมุน"}
ADDRESS = "https://example.org/" + "a" * 900
_PEOPLE = {
    "lukashenka": ("ru", "Вчера Александр Лукашенко подписал указ.", "Александр Лукашенко", "Lukashenko"),
    "xi": ("zh", "昨日習近平が会見した。", "習近平", "Xi Jinping"),
    "somchai": ("th", "เมื่อวานนี้สมชายลงนาม", "สมชาย", "Somchai"),
    "sisi": ("ar", "وقع عبد الفتاح السيسي القرار.", "عبد الفتاح السيسي", "Sisi"),
}


def record(id: str, text: str, language: str) -> SearchRecord:
    sections = (SearchSection("point:1", "Point", text),)
    return SearchRecord(f"briefings/{id}/", f"Note {id}", language, {}, {}, "2024-01-01", (), (), sections)


@pytest.fixture(scope="module")
def page(once, write_content, tmp_path_factory, browser):
    people = {
        id: {"name": latin, "kind": "person", "native_names": {language: native}}
        for id, (language, _, native, latin) in _PEOPLE.items()
    }
    notes = {
        f"briefings/note-{id}": {"language": language, "entities": [id], "body": text}
        for id, (language, text, _, _) in _PEOPLE.items()
    }
    settings = write_content({"entities/people": people, **notes}, tmp_path_factory.mktemp("excerpts"))
    records, entities = records_of(settings)
    records += [record(language, text, language) for language, text in TEXTS.items()]
    records.append(record("address", f"See {ADDRESS} there.", "en"))
    with served(once("excerpts", lambda folder: write_site(folder, records, entities))) as host:
        opened = browser.new_page()
        opened.goto(host)
        yield opened
        opened.close()


def excerpt(page: Page, query: str) -> list[dict[str, Any]]:
    return ask(page, query)["results"][0]["excerpt"]


def written(pieces: list[dict[str, Any]]) -> str:
    return "".join(piece["text"] for piece in pieces)


def marked(pieces: list[dict[str, Any]]) -> list[str]:
    return [piece["text"] for piece in pieces if piece["marked"]]


@pytest.mark.parametrize("language", TEXTS)
def test_dots_stand_where_a_sentence_is_cut(page, language) -> None:
    text = written(excerpt(page, ASKED[language]))
    assert text.startswith("…")
    assert text.endswith("…")
    assert text.strip("…\u00a0") in TEXTS[language]
    assert len(text) <= LONGEST
    assert marked(excerpt(page, ASKED[language])) == [ASKED[language]]


@pytest.mark.parametrize("language", TEXTS)
def test_no_dots_stand_where_the_text_begins_or_ends(page, language) -> None:
    first = TEXTS[language].split(" ")[0] if language in {"en", "ar"} else TEXTS[language][:9]
    text = written(
        excerpt(
            page, f'"{first} {TEXTS[language].split(" ")[1]}"' if language in {"en", "ar"} else f'"{first}"'
        )
    )
    assert text.startswith(first)
    assert text.endswith("…")


def test_no_dots_stand_between_sentences(page) -> None:
    text = written(excerpt(page, '"the ferries of the northern line would"'))
    assert not text.startswith("…")
    text = written(excerpt(page, '"A turnstile stood"'))
    assert text.startswith("…")


def test_what_has_no_blanks_is_cut(page) -> None:
    text = written(excerpt(page, "example.org"))
    assert len(text) < LONGEST
    assert "…" in text


@pytest.mark.parametrize("id", _PEOPLE)
def test_a_name_is_marked_in_its_script(page, id) -> None:
    _, _, native, latin = _PEOPLE[id]
    for query in (native, latin):
        assert ids(ask(page, query))[0] == f"note-{id}"
        assert marked(excerpt(page, query)) == [native], query


_LAID_OUT = """async (query) => {
  const load = (name) => import(new URL(`assets/briefings/search/${name}.js`, document.baseURI));
  const [{ search }, { asideOf, excerptOf, lineOf, texts }] = await Promise.all(["engine", "results"].map(load));
  const answer = await search(query);
  const all = answer.results.flatMap((result) => [...texts([result.title]), lineOf(result), excerptOf(result)]);
  document.body.replaceChildren(...all.filter(Boolean), ...asideOf(answer));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const outside = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("bdi")) outside.push(walker.currentNode.data);
  return outside.join("");
}"""


@pytest.mark.parametrize("query", [ASKED["ar"], _PEOPLE["sisi"][2]])
def test_what_authors_wrote_has_its_own_direction(page, query) -> None:
    outside = page.evaluate(_LAID_OUT, query)
    assert not re.search(r"[\u0600-\u06ff]", outside), outside


_PAGE = """<!doctype html><meta charset="utf-8"><main><p>{text}</p></main>
<script type="module" src="../../assets/briefings/search/mark.js"></script>"""


@pytest.mark.parametrize("language", TEXTS)
def test_the_page_that_a_result_leads_to_has_the_marks(page, once, browser, language) -> None:
    folder = once("excerpts", lambda _: None)
    note = folder / "briefings" / language / "index.html"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(_PAGE.format(text=TEXTS[language]), encoding="utf-8")
    other = browser.new_page()
    other.goto(ask(page, ASKED[language])["results"][0]["url"])
    assert other.locator("mark.found").all_inner_texts() == [ASKED[language]]
    other.close()
