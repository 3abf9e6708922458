"""Every word that a reader sees is a message or content: a desk in a language of brackets has no other.

The content of the desk has all keys, and is written in Greek letters; what is neither Greek nor in brackets is a word of
code or of a template that no catalogue can translate.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pikepdf
import pypdfium2
import pytest
from babel import Locale
from lxml import etree
from pseudo_language import PSEUDO, outside_of_messages, pseudo, pseudo_words

from mkdocs_briefings import pipeline
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.face import Face
from mkdocs_briefings.model.output import Page, PrintDocument
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.model.vocabulary import (
    Likelihood,
    NoticeStatus,
    OutletKind,
    SourceKind,
    Tlp,
)
from mkdocs_briefings.prints import briefing_inputs, collection_inputs, issues
from mkdocs_briefings.publish.press import press_for
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.features import FEATURES
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.feeds.selection import plan_feeds
from mkdocs_briefings.render.mail.digest import (
    CorrectedInputs,
    DigestInputs,
    digest_html,
    digest_text,
    digest_view,
)
from mkdocs_briefings.render.moved import moved_pages
from mkdocs_briefings.render.pages import page_plans, render_page
from mkdocs_briefings.render.periods import MOST_ON_PAGE
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.print.collection import collection_document
from mkdocs_briefings.render.sharing import card_document, card_inputs

GREEK = str.maketrans("abcdefghijklmnopqrstuvwxyz", "αβψδεφγηιξκλμνοπφρστυωωχυζ")
TEXTS = frozenset(
    "alt as_cited bio caption container credit description family given name note owner place publisher role"
    " short subtitle summary text title".split()
)
"""Keys whose values are words."""
SOURCES: list[dict[str, Any]] = [
    *(
        {
            "id": f"s{number}",
            "kind": kind.value,
            "outlet": "sb",
            "title": "news",
            "authors": ["Ευα Ροη", "Αλ Που", "Βω Λι"][: number % 4],
            **({"container": "review", "volume": "67", "issue": "3"} if number % 2 else {}),
            "publisher": "press",
            "place": "riga",
            "url": f"https://sb.example/{number}",
            "date": f"2024-01-{number + 1:02}",
            "date_inferred": ["year", "month", "day", "date"][number % 4],
            "accessed": "2024-01-28",
            "archive_url": f"https://archive.example/{number}",
            "pages": ["4", "4-5"][number % 2],
            "language": "ru",
            "credibility": 2,
            "as_cited": "(said)",
            "note": "short",
        }
        for number, kind in enumerate(SourceKind)
    ),
    *(
        {"id": f"own{number}", "own": True, "kind": kind.value, "date": f"2024-02-{number + 1:02}"}
        for number, kind in enumerate(SourceKind)
    ),
    *(
        {"id": f"untitled{number}", "outlet": "sb", "kind": kind.value, "date": f"2024-02-{number + 1:02}"}
        for number, kind in enumerate(SourceKind)
    ),
    {"id": "unnamed", "date": "2024-01-27"},
    {"id": "undated", "outlet": "sb"},
    {"id": "of-two", "kind": "book", "authors": ["Ευα Ροη", "Αλ Που"], "title": "two", "date": "2008"},
    {
        "id": "of-three",
        "kind": "book",
        "authors": ["Ευα Ροη", "Αλ Που", "Βω Λι"],
        "title": "x",
        "isbn": "0-306-40615-2",
    },
    *(
        {
            "id": status.value,
            "outlet": "rbc",
            "title": "so",
            "url": f"https://rbc.example/{status}",
            "doi": "10.1000/182",
        }
        for status in NoticeStatus
    ),
]
BODY = """# α

β [@s0; @s1], [@s2, 3; @unnamed], [@of-two; @of-three; @own7].[^1]

| α | β |
|---|---|
| 1 | 2 |

- [ ] α
- [x] β

## γ

α [β](briefing:other).

### δ

```chart
alt: α
caption: β
data: {url: files/rows.csv}
mark: bar
encoding:
  x: {field: α, type: ordinal}
  y: {field: β, type: quantitative}
```

[^1]: β.
"""
TERMS = [term.value for term in Likelihood]
BRIEFINGS: dict[str, dict[str, Any]] = {
    "full": {
        "title": "a visit",
        "subtitle": "of three days",
        "date": "2024-02-05",
        "date_inferred": "day",
        "publication": "weekly",
        "volume": 21,
        "issue": 19,
        "authors": ["ada", "cy"],
        "translation_of": "other",
        "tlp": "green",
        "topics": ["union"],
        "regions": ["east"],
        "entities": ["bo", "di", "org"],
        "aliases": ["visit"],
        "summary": "they spoke.",
        "lead_image": {"file": "files/port.png", "alt": "ships", "caption": "the port", "credit": "by hand"},
        "executive_points": [
            {"text": f"bo li [@{NoticeStatus(status)}].", "likelihood": term, "confidence": confidence}
            for term, confidence, status in zip(
                TERMS, ["low", "moderate", "high", "low"] * 2, [*NoticeStatus, *NoticeStatus], strict=False
            )
        ][:7],
        "body": BODY,
        "events": [{"date": "2024-02-01", "text": "bo li came", "cites": ["s0"]}],
        "sources": SOURCES,
        "corrections": [{"date": "2024-02-06", "text": "a name."}, {"date": "2024-02-07", "text": "one."}],
        "related": ["other"],
        "license": "CC-BY-4.0",
    },
    "other": {
        "title": "before",
        "language": "da",
        "date": "2024-01",
        "authors": ["ada"],
        "publication": "weekly",
        "volume": 21,
    },
    "draft": {"title": "draft", "status": "draft", "tlp": "amber", "date": "2024", "date_inferred": "year"},
    "review": {"title": "review", "status": "review"},
    **{
        f"many{number}": {
            "title": "many",
            "date": f"{2019 + number % 3}-01-0{number % 9 + 1}",
            "topics": ["union"],
            "entities": ["bo"],
            "executive_points": [
                {"text": "bo li.", "likelihood": TERMS[number % len(TERMS)], "confidence": "low"}
            ],
        }
        for number in range(MOST_ON_PAGE + 2)
    },
}
REGISTRIES: dict[str, Any] = {
    "publications": {
        "weekly": {
            "name": "weekly", "short": "w", "publisher": "house", "description": "all news.",
            "issn": "1234-5678", "first_volume_year": 2004, "url": "https://weekly.example/",
        },
    },
    "authors": {
        "ada": {
            "name": "ada lee", "kind": "person", "family": "lee", "bio": "she writes.", "role": "analyst",
            "photo": "files/port.png", "email": "1@2.example", "orcid": "0000-0002-1825-0097", "url": "https://ada.example/",
        },
        "cy": {"name": "cy fox", "kind": "organisation"},
    },
    "topics": {"union": {"name": "union", "description": "of states.", "parent": "wide"}, "wide": {"name": "wide"}},
    "regions": {"east": {"name": "east", "description": "where it dawns."}},
    "outlets": {
        "sb": {
            "name": "soviet", "short": "sb", "kind": "newspaper", "country": "BY", "language": "ru", "owner": "state",
            "reliability": "C", "rated_on": "2024-01-01", "url": "https://sb.example/", "description": "a paper.",
        },
        "rbc": {"name": "rbc"},
    },
    "entities/all": {
        "bo": {
            "name": "bo li", "kind": "person", "native_names": {"zh": "李波"}, "wikidata": "Q1", "description": "a guest.",
        },
        "di": {"name": "di", "kind": "place"},
        "org": {"name": "org", "kind": "organisation"},
    },
    "notices": [
        *(
            {"url": f"https://rbc.example/{status}", "status": status.value, "date": "2024-02-02", "note": "so."}
            for status in NoticeStatus
        ),
        {"outlet": "rbc", "status": "disputed"},
    ],
}  # fmt: skip
FILES = {
    "files/port.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x09\x08\0\0\0\0\0\0\0\0",
    "files/rows.csv": ("α,β\n" + "".join(f"{row},{row}\n" for row in range(70))).encode(),
}


def in_greek(value: Any, key: str = "") -> Any:
    """Content with its words in Greek letters; citations, addresses and ids stay."""
    if isinstance(value, dict):
        return {name: in_greek(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [in_greek(inner, key) for inner in value]
    if not isinstance(value, str) or key not in TEXTS:
        return value
    return "".join(
        part if part.startswith("[@") else part.translate(GREEK) for part in re.split(r"(\[@[^\]]*\])", value)
    )


def desk() -> dict[str, Any]:
    """The desk, with an outlet for each kind that one can be of."""
    further = {f"kind{number}": {"name": "κ", "kind": kind.value} for number, kind in enumerate(OutletKind)}
    cited = [{"id": f"of-{id}", "outlet": id, "title": "τ"} for id in further]
    briefings = {f"briefings/{id}": in_greek(briefing) for id, briefing in BRIEFINGS.items()}
    briefings["briefings/review"]["sources"] = cited
    for briefing in briefings.values():
        briefing.setdefault("body", "β.")
        briefing.setdefault("executive_points", ["α."])
    registries = in_greek(REGISTRIES)
    registries["outlets"] |= further
    registries["authors"]["ada"]["photo"] = "files/port.png"
    return briefings | registries | FILES


SETTINGS = {"drafts": True, "audience": Tlp.RED, "feeds": 99, "machine_copies": True, "language": PSEUDO}
RENDER = RenderSettings(
    language=PSEUDO,
    features=tuple(FEATURES),
    words=pseudo_words(),
    site_url="https://example.org/",
    site_name="Σ",
    site_description="Δ",
    cite_as=(),
    exports=True,
    pdf=True,
    cards=True,
    machine_copies=True,
)


class Texts(HTMLParser):
    """Gathers what people read of a page: its text, and attributes that are told or seen."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = [""]
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_script = tag in {"script", "code", "kbd"}
        self.texts += [
            values[name] for name in ("alt", "title", "aria-label", "placeholder") if name in values
        ]
        if tag == "meta" and (values.get("name") or values.get("property", "")).endswith(
            ("description", "title", ":alt")
        ):
            self.texts.append(values["content"])
        if tag == "script" and values.get("type") == "application/ld+json":
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if not self._in_script:
            self.texts[0] += data


_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?<!Q)|Q")
_ADDRESS = re.compile(
    r"https?://\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:example|org)\b\S*|doi:\S+|\b10\.1000/182|1@2\.example"
)
_ENGLISH = Locale("en")
NAMES = {
    *"APA Atom BibTeX CC-BY CC BY CSL-JSON CSV Chicago DOI ISBN ISSN JSON ORCID PDF RIS Wikidata Q".split(),
    *"TLP AMBER GREEN RED STRICT CLEAR".split(),
    *_ENGLISH.months["format"]["wide"].values(),
    *_ENGLISH.months["stand-alone"]["abbreviated"].values(),
    "Dansk", "English", "januar",
    "Russian", "Belarus", "rows", "csv", *"abcdefghijklmABCDEF",
}  # fmt: skip
"""Latin letters that are no words of ours: names of formats, labels of TLP, dates and names of CLDR, marks."""


def words_of_code(texts: Iterator[str] | list[str]) -> set[str]:
    """What texts hold besides messages, content, addresses and names."""
    left = (_ADDRESS.sub(" ", outside_of_messages(unescape(text))) for text in texts)
    return {word for text in left for word in _LATIN.findall(text)} - NAMES


def read(html: str) -> list[str]:
    parser = Texts()
    parser.feed(html)
    return parser.texts


@pytest.fixture(scope="module")
def desk_settings(tmp_path_factory, write_content) -> Settings:
    return replace(write_content(desk(), tmp_path_factory.mktemp("brackets")), **SETTINGS)


@pytest.fixture(scope="module")
def site(desk_settings) -> tuple[Any, dict[str, Page], RenderContext]:
    settings = desk_settings
    gathered, context = pipeline.gather(settings, render=RENDER), RenderContext.from_settings(RENDER)
    assert gathered.publishable, [
        problem for problem in gathered.diagnostics if problem.severity is Severity.ERROR
    ]
    plans = page_plans(gathered.site, settings)
    return gathered.site, {plan.uri: render_page(plan, context) for plan in plans}, context


def test_pages(site) -> None:
    _, pages, _ = site
    told = {
        uri: words_of_code([page.title, page.description, *read(page.html)]) for uri, page in pages.items()
    }
    assert {uri: words for uri, words in told.items() if words} == {}


def test_heads_of_pages(site) -> None:
    _, pages, _ = site
    told = {uri: words_of_code(read(page.head)) for uri, page in pages.items()}
    assert {uri: words for uri, words in told.items() if words} == {}


def test_search_records(site) -> None:
    _, pages, _ = site
    records = [page.record for page in pages.values() if page.record]
    titles = [section.title for record in records for section in record.sections]
    assert (
        words_of_code([*titles, *(text for record in records for text in record.details.values())]) == set()
    )


def test_exports(site) -> None:
    _, pages, _ = site
    items = json.loads(dict(pages[addresses.briefing_uri("full")].files)["briefings/full/sources.json"])
    assert (
        words_of_code([text for item in items for text in (item.get("genre", ""), item.get("note", ""))])
        == set()
    )


def test_feeds(site) -> None:
    linked, pages, context = site
    copies = {
        id: dict(pages[addresses.briefing_uri(id)].files)[addresses.machine_copy(addresses.briefing_uri(id))]
        for id in linked.briefings
    }
    texts: list[str] = []
    for feed in plan_feeds(linked.index, 99):
        files = dict(feed_files(feed, [(copies[id], 1) for id in feed.ids], context))
        atom = etree.fromstring(files[f"{feed.address}.xml"])
        texts += [
            element.text or "" for element in atom.iter("{*}title", "{*}subtitle", "{*}summary", "{*}rights")
        ]
        texts += [text for element in atom.iter("{*}content") for text in read(element.text or "")]
    assert words_of_code(texts) == set()


def test_former_addresses(site) -> None:
    linked, _, _ = site
    [(_, html)] = moved_pages(linked.index, words=pseudo())
    assert words_of_code(read(html)) == set()


@pytest.fixture(scope="module")
def on_paper(site, desk_settings, shared) -> Callable[[PrintDocument], list[str]]:
    """Prints a document, and returns what is read of it: its text, and what readers are told who do not see it."""
    press = press_for(desk_settings.content, shared / "print-cache", Face())

    def texts(document: PrintDocument) -> list[str]:
        content = press.pdf(document).content
        with pypdfium2.PdfDocument(content) as pdf:
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
        with pikepdf.open(io.BytesIO(content)) as pdf:
            told = [
                str(part.Contents)
                for page in pdf.pages
                for part in page.get("/Annots", [])
                if "/Contents" in part
            ]
        return [" ".join(pages), *told]

    return texts


@pytest.mark.slow
def test_prints(site, desk_settings, on_paper) -> None:
    """A briefing, and a volume of two."""
    linked, _, context = site
    inputs = briefing_inputs(linked, desk_settings, ("full", "other"))
    alone = briefing_document(addresses.briefing_uri("full"), inputs["full"], context)
    volume = next(issues(linked.index, context.words()))
    together = collection_document(collection_inputs(volume, inputs), context)
    by_typst = {"Footnote"}  # its own catalogues translate it
    assert words_of_code([*on_paper(alone), *on_paper(together)]) - by_typst == set()


def test_cards(site) -> None:
    linked, _, context = site
    ref = linked.index.summaries["draft"].listing.ref
    document = json.loads(card_document(card_inputs(ref, CitedText("α.")), context).text)
    assert words_of_code([*document["marks"], *map(str, (document["line"], document["when"]))]) == set()


def test_mails(site, desk_settings) -> None:
    linked, _, context = site
    inputs = briefing_inputs(linked, desk_settings, ("full", "draft", "other"))
    corrected = (CorrectedInputs(inputs["full"], (0, 1)),)
    view = digest_view(DigestInputs("Τ", tuple(inputs.values()), corrected, PartialDate(2024, 2, 6)), context)
    assert words_of_code([*read(digest_html(view)), digest_text(view), view.subject, view.preview]) == set()
