"""Every input of the corpus ends in a diagnostic or in harmless output: loaded, checked, rendered, exported."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import hostile_desks as desks
import pytest
import yaml
from bibtexparser.bparser import BibTexParser
from feed_rules import faults_of_atom, faults_of_json_feed
from jsonschema import Draft202012Validator
from lxml import etree
from pybtex.database import parse_string

from mkdocs_briefings import pipeline
from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.briefings_table import Row
from mkdocs_briefings.model.machine_copy import copy_schema
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefings_table import table_files
from mkdocs_briefings.render.context import RenderContext, RenderSettings
from mkdocs_briefings.render.document import document, front_matter
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.feeds.selection import plan_feeds
from mkdocs_briefings.render.sanitise import ATTRIBUTES, TAGS

pytestmark = pytest.mark.slow

LENIENT = {rule.code: Severity.OFF for rule in RULES}
"""With every rule off that can be, as much as possible reaches the pages."""
SITE = "https://example.org/briefings/"
EXTENSIONS = (
    "toc", "tables", "fenced_code", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "abbr",
    "pymdownx.superfences", "pymdownx.magiclink", "pymdownx.tabbed", "pymdownx.details",
)  # fmt: skip
SHOWN = RenderSettings(site_url=SITE, site_name="A desk", extensions=EXTENSIONS, machine_copies=True)
LAID_OUT = TAGS | {
    "article", "button", "footer", "form", "h1", "header", "input", "label", "main", "nav", "noscript", "option", "select",
}  # fmt: skip
MARKED_UP = ATTRIBUTES["*"] | {name for names in ATTRIBUTES.values() for name in names} | {
    "aria-hidden", "aria-labelledby", "aria-live", "autocapitalize", "autocomplete", "download", "enterkeyhint", "for", "hidden", "name",
    "open", "rel", "spellcheck", "tabindex", "type", "value",
}  # fmt: skip
OF_THE_SITE = re.compile(r"(?!fn).*:")
FOR_SCRIPTS = {
    "data-back",
    "data-copied",
    "data-copy",
    "data-count",
    "data-scroll-box",
    "data-search-exclude",
    "data-sortable",
    "data-tlp",
}
LEADS = re.compile(
    r"#|https?://|mailto:|(?:\.\./|\./)*(?:[a-z0-9-]+/)*(?:[a-z0-9.-]*|files/[A-Za-z0-9._/-]+)(?:#[^/]*)?$"
)
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SCHEMA = Draft202012Validator(json.loads(copy_schema("")))
_LARGE, _HUGE = 4_000, 200_000
"""Letters of a BibTeX file that bibtexparser takes long for, so that pybtex reads it; and for which each reader does."""
_BIBTEX = re.compile(r'[@{}"\\%#]')
"""What means something to BibTeX; a text without any of it cannot end a field, nor begin an entry."""
INERT = re.compile(r"application/(?:ld\+)?json")
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Rendered:
    """What a desk of all texts shows."""

    pages: dict[str, Page]
    """By address."""
    copies: dict[str, str]
    """The machine copy of each briefing, by id."""
    feeds: dict[str, bytes]
    """By address."""
    tables: dict[str, bytes]
    """By address."""


def render(settings: Settings) -> Rendered:
    gathered = pipeline.gather(settings)
    assert gathered.diagnostics == ()
    site = gathered.site
    context = RenderContext.from_settings(SHOWN)
    pages = {page.uri: page for page in pipeline.render_pages(site, settings, SHOWN)}
    uris = {id: addresses.briefing_uri(id) for id in site.briefings}
    copies = {id: dict(pages[uri].files)[addresses.machine_copy(uri)] for id, uri in uris.items()}
    members = ((feed, [(copies[id], 0) for id in feed.ids]) for feed in plan_feeds(site.index, 20))
    feeds = {name: content for feed, copied in members for name, content in feed_files(feed, copied, context)}
    summaries = ((summary, "0" * 64) for summary in site.index.summaries.values())
    return Rendered(pages, copies, feeds, dict(table_files(summaries, context)))


@pytest.fixture(scope="module")
def rendered(once, write_content) -> Rendered:
    """The desk rendered, once for all workers."""

    def fill(folder: Path) -> None:
        written = write_content(desks.written(desks.whole(desks.TEXTS)), folder)
        desk = render(replace(written, severities=LENIENT, keep_going=True))
        (folder / "rendered").write_bytes(pickle.dumps(desk))

    return cast("Rendered", pickle.loads((once("hostile-desk", fill) / "rendered").read_bytes()))  # noqa: S301 - the bytes are this run's own


@pytest.fixture(scope="module")
def pages(rendered: Rendered) -> dict[str, Page]:
    return rendered.pages


@pytest.fixture(scope="module")
def copies(rendered: Rendered) -> dict[str, str]:
    return rendered.copies


@pytest.fixture(scope="module")
def of_texts(pages) -> dict[str, list[Page]]:
    """The pages that show a text, by its id."""
    shown: dict[str, list[Page]] = {id: [] for id in desks.TEXTS}
    prefix = f"{desks.OWN}-"
    for uri, page in pages.items():
        names = {
            part.removesuffix(".md").removeprefix(prefix)
            for part in uri.split("/")
            if part.startswith(prefix)
        }
        names |= (
            {uri.removeprefix("briefings/").removesuffix(".md")} if uri.startswith("briefings/") else set()
        )
        for id in names & shown.keys():
            shown[id].append(page)
    return shown


def test_there_are_enough() -> None:
    assert len(desks.TEXTS) + len(desks.ADDRESSES) + len(desks.FILES) >= 400


def test_most_texts_have_their_pages(pages) -> None:
    """A text that is only blank, or only marks that nobody sees, may be refused; all others are shown."""
    shown = [id for id in desks.TEXTS if f"briefings/{id}.md" in pages]
    assert len(shown) >= len(desks.TEXTS) - 3
    assert len(pages) > 5 * len(shown)


@pytest.mark.parametrize("id", desks.TEXTS)
def test_pages_hold_nothing_but_what_is_laid_out(id: str, of_texts, seen) -> None:
    for page in of_texts[id]:
        read = seen(page.html)
        assert {tag for tag, _ in read.tags} <= LAID_OUT
        named = {name for _, attributes in read.tags for name in attributes if not name.startswith("data-")}
        assert named <= MARKED_UP
        assert {attributes["tabindex"] for _, attributes in read.tags if "tabindex" in attributes} <= {"0"}
        own = {name for _, attributes in read.tags for name in attributes if name.startswith("data-")}
        assert own <= FOR_SCRIPTS
        ids = [
            id for _, attributes in read.tags for id in [attributes.get("id", "")] if OF_THE_SITE.match(id)
        ]
        assert len(ids) == len(set(ids)), "an id of the site stands twice"
        assert [address for _, _, address in read.links if not LEADS.match(address)] == []
        assert [syntax for syntax in ("{", "}", "`") if syntax in page.html] == []
        assert yaml.safe_load(yaml.safe_dump(front_matter(page))) == front_matter(page)
        assert document(page).endswith(page.html)


@pytest.mark.parametrize("id", desks.TEXTS)
def test_heads_hold_nothing_but_data(id: str, of_texts, seen) -> None:
    for page in of_texts[id]:
        read = seen(page.head)
        assert {tag for tag, _ in read.tags} <= {"meta", "script", "link"}
        for tag, attributes in read.tags:
            assert set(attributes) <= {"name", "content", "type", "property", "rel", "href", "title"}
            assert tag != "script" or INERT.fullmatch(attributes["type"])
        for data in DATA.findall(page.head):
            assert not re.search("[<>&\u2028\u2029]", data)
            assert "javascript:" not in json.dumps(
                [json.loads(data).get("url"), json.loads(data).get("sameAs")]
            )


@pytest.mark.parametrize("id", desks.TEXTS)
def test_exports_hold_as_many_entries_as_there_are(id: str, of_texts) -> None:
    (page,) = [page for page in of_texts[id] if page.uri.startswith("briefings/")] or [None]
    for name, text in page.files if page else ():
        alone = "sources" not in name
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
        if name.endswith(".json") and "csl" in name:
            assert len(json.loads(text)) == (1 if alone else 3)
        elif name.endswith(".ris"):
            lines = text.split("\r\n")
            assert (
                [line[:2] for line in lines].count("TY")
                == [line[:2] for line in lines].count("ER")
                == (1 if alone else 3)
            )
            assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line.strip())
        elif name.endswith(".bib"):
            assert len(re.findall("^@", text, re.MULTILINE)) == (1 if alone else 3)
            if _BIBTEX.search(desks.TEXTS[id]) and len(text) < _HUGE:
                entries = read_bibtex(text)
                assert len(entries) == (1 if alone else 3)
                urls = [entry.get("url", "https://") for entry in entries]
                assert [url for url in urls if not url.startswith("https://")] == []


def read_bibtex(text: str) -> list[Any]:
    """Return the fields of each entry."""
    if len(text) > _LARGE:
        return [entry.fields for entry in parse_string(text, "bibtex").entries.values()]
    parser = BibTexParser(ignore_nonstandard_types=False, common_strings=True)
    read = parser.parse(text)
    assert (len(read.strings), read.preambles) == (12, [])  # the months
    return list(read.entries)


@pytest.mark.parametrize("id", desks.TEXTS)
def test_feeds_hold_nothing_but_what_is_written(id: str, rendered, seen) -> None:
    """In XML, in JSON and as HTML inside of both: no script, no mark that XML forbids, nothing relative."""
    copies, fed = rendered.copies, rendered.feeds
    if id not in copies:
        return
    copy = json.loads(copies[id])
    titles = set()
    for kind in ("topics", "publications", "entities"):
        atom, feed = (fed[f"{kind}/{desks.OWN}-{id}/feed.{ending}"] for ending in ("xml", "json"))
        assert faults_of_atom(atom) == faults_of_json_feed(feed) == []
        (entry,) = etree.fromstring(atom).findall("{*}entry")
        (item,) = json.loads(feed)["items"]
        assert entry.findtext("{*}content") == item["content_html"]
        titles |= {entry.findtext("{*}title"), item["title"], copy["title"]}
        assert not UNWRITABLE.search(json.dumps(item, ensure_ascii=False))
    assert len(titles) == 1
    read = seen(item["content_html"])
    assert {tag for tag, _ in read.tags} <= TAGS
    assert {name for _, attributes in read.tags for name in attributes} <= MARKED_UP
    assert [to for _, _, to in read.links if not to.startswith(("https://", "http://", "mailto:"))] == []


@pytest.mark.parametrize("id", desks.TEXTS)
def test_machine_copies_keep_their_form(id: str, copies) -> None:
    if id not in copies:
        return
    assert not UNWRITABLE.search(json.dumps(json.loads(copies[id]), ensure_ascii=False))
    assert [error.message for error in SCHEMA.iter_errors(json.loads(copies[id]))] == []


def test_the_table_stays_a_table(rendered: Rendered) -> None:
    files, copies = rendered.tables, rendered.copies
    rows = json.loads(files["briefings.json"])["briefings"]
    read = list(csv.reader(io.StringIO(files["briefings.csv"].decode(), newline="")))
    assert {len(row) for row in read} == {len(Row.model_fields)}
    assert len(read) == len(rows) + 1 == len(copies) + 1
    assert [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


READ = {
    "templates-and-front-matter-15": {"briefings/2024/x-source.yaml", "briefings/2024/x-cites.yaml"},
    "unicode-4": {"topics.yaml parent"},
    "unicode-6": {"topics.yaml parent"},
}
"""Texts of the corpus that ids may be, of sources or without the marks that nobody sees; and where they are read as such."""


def refused(settings: Settings) -> set[str]:
    """Return the files that a desk is not read from, and after its file the key of each part that is left out."""
    loaded = load(settings)
    places = [finding.place for finding in loaded.findings]
    return {
        *(problem.span.path for problem in loaded.diagnostics),
        *(place.path for place in places),
        *(f"{place.path} {place.keys[0]}" for place in places if place.keys),
    }


def test_fields_with_a_form_refuse_every_text(tmp_path, write_content) -> None:
    """Ids, dates, languages, words of a list, numbers: each text of the corpus is refused as it is read; of some it is seen that this is an error."""
    taken: dict[str, set[str]] = {}
    for number, (id, text) in enumerate(desks.TEXTS.items()):
        tried = desks.patterned(text) if len(text) < 1000 else ()
        for place, (desk, parts) in enumerate(tried):
            settings = write_content(desks.written(desk), tmp_path / f"{number}-{place}")
            without = refused(settings)
            if read := {part for part in parts if f"content/{part}" not in without}:
                taken[id] = read
            elif number % 20 == 0:
                problems = pipeline.examine(settings).diagnostics
                errors = {problem.span.path for problem in problems if problem.severity is Severity.ERROR}
                assert errors >= {f"content/{part.partition(' ')[0]}" for part in parts}
    assert taken == READ


@pytest.mark.parametrize("address", desks.ADDRESSES)
def test_address_is_refused_wherever_it_stands(address: str, tmp_path, write_content) -> None:
    desk, places = desks.addressed(address)
    written = write_content(desk, tmp_path)
    problems = [problem for problem in pipeline.examine(written).diagnostics if problem.code == "bad-address"]
    assert len(problems) == places
    for problem in problems:
        span = problem.span
        line = (tmp_path / span.path).read_text(encoding="utf-8").splitlines()[span.line - 1]
        raw = json.dumps(address)[1:-1]
        assert raw[: span.length] in line
        if "\\" in address:  # written as an escape, it is told by the line
            continue
        assert line[span.column - 1 :].lstrip('"').startswith(raw[:4])


@pytest.mark.parametrize("address", desks.ADDRESSES)
def test_address_is_on_no_page_whatever_the_settings(address: str, made, seen) -> None:
    desk, _ = desks.addressed(address)
    for page in made(desk, severities=LENIENT).values():
        links = [to for _, _, to in seen(page.html).links]
        assert [to for to in links if not LEADS.match(to)] == []
        assert address not in links
        assert f'"{address}"' not in page.head
        if not address.startswith(("about", "tel", "data:,")):
            assert [name for name, text in page.files if address in text] == []


POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names, links or pipes")


@POSIX_ONLY
@pytest.mark.parametrize("case", desks.FILES, ids=lambda case: case["name"])
def test_file_is_told_or_passed_over(case: dict[str, Any], tmp_path: Path, write_content) -> None:
    (tmp_path / "secret.yaml").write_text("x: {name: Secret}\n", encoding="utf-8")
    named = f"[words]({case['path']})" if case.get("path", "").startswith("files/") else "words"
    settings = write_content({"briefings/2024/sound": {**desks.SOUND, "body": named}}, tmp_path)
    (tmp_path / "content/files").mkdir()
    (tmp_path / "content/files/sound.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    desks.put(case, tmp_path / "content")
    examined = pipeline.examine(settings)
    codes = {problem.code for problem in examined.diagnostics}
    assert case.get("finds") in codes or not case.get("finds")
    for problem in examined.diagnostics:
        assert "Secret" not in problem.message
        assert "root:" not in problem.message
    gathered = pipeline.gather(replace(settings, severities=LENIENT, keep_going=True))
    assert not case.get("finds") or case["finds"] != "unsafe-file" or gathered.site.index.files == frozenset()
    assert set(gathered.site.briefings) <= {"sound", "x"}
    for page in pipeline.render_pages(gathered.site, settings, RenderSettings()):
        assert "Secret" not in page.html
        assert "root:" not in page.html
        assert re.fullmatch(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.md", page.uri)
