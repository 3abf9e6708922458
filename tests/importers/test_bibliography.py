"""Files of reference managers: what Zotero, Better BibTeX and doi.org write becomes sources, and nothing is lost unsaid."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from mkdocs_briefings.importers.add_to_yaml import yaml_of_sources
from mkdocs_briefings.importers.bibliography import read_bibliography
from mkdocs_briefings.importers.to_source import to_source

ZOTERO_BIBTEX = r"""
@book{hayek_road_1944,
	address = {London},
	edition = {1st},
	title = {The {Road} to {Serfdom}: 50\% \& more},
	isbn = {978-0-226-32055-7},
	language = {eng},
	publisher = {Routledge},
	author = {Hayek, Friedrich A. and {World Health Organization} and 김, 철수},
	year = {1944},
	keywords = {economics, liberty},
	file = {Hayek.pdf:/home/x/Zotero/storage/ABC/Hayek.pdf:application/pdf},
}
"""
BETTER_BIBLATEX = r"""
@article{muller2020,
  title = {{{Über}} die {{Lage}}},
  author = {M{\"u}ller, J{\"o}rg and family=Gogh, given=Vincent, prefix=van, useprefix=true},
  date = {2020-05-04},
  journaltitle = {The Tide},
  urldate = {2020-05-05},
  url = {https://doi.org/10.1000/a_b},
  pages = {12--34},
  langid = {ngerman}
}
"""
ZOTERO_RIS = """TY  - BOOK
TI  - The Road to Serfdom
AU  - Hayek, Friedrich A.
CY  - London
DA  - 1944///
PY  - 1944
ET  - 1st
LA  - eng
PB  - Routledge
SN  - 978-0-226-32055-7
KW  - economics
KW  - liberty
N1  - <p>my own note</p>
UR  - https://example.org/a;b?x=1
Y2  - 2024/02/05/10:11:12
ER  -

TY  - THES
TI  - Things
ER  -
"""
ZOTERO_CSL = """[
  {"id":"http://zotero.org/users/1/items/ABC","type":"chapter","title":"<i>Part</i> &amp; more","container-title":"Whole",
   "collection-title":"Series", "author":[{"family":"Beauvoir","given":"Simone","non-dropping-particle":"de"}],
   "editor":[{"family":"E","given":"D"}],"issued":{"date-parts":[["1944",3]]},"ISBN":"9780226320557 0226320553",
   "note":"DOI: 10.1234/xyz\\nPMID: 12\\nA remark."},
  {"id":"s","type":"article-journal","title":"T","issued":{"literal":"spring 1944"},"container-title":"wenweipo","language":"en_US"}
]"""
EXPECTED: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    ZOTERO_BIBTEX: (
        [
            {
                "id": "hayek-1944", "kind": "book", "title": "The Road to Serfdom: 50% & more", "outlet": "Routledge",
                "authors": ["Friedrich A. Hayek", "World Health Organization", {"family": "김", "given": "철수"}],
                "place": "London", "isbn": "978-0-226-32055-7", "language": "en", "date": "1944",
            }
        ],
        ["edition", "keywords", "file"],
    ),
    BETTER_BIBLATEX: (
        [
            {
                "id": "muller-2020", "title": "Über die Lage", "outlet": "tide", "authors": ["Jörg Müller", "Vincent van Gogh"],
                "doi": "10.1000/a_b", "date": "2020-05-04", "accessed": "2020-05-05", "pages": "12–34", "language": "de",
            }
        ],
        [],
    ),
    ZOTERO_RIS: (
        [
            {
                "id": "hayek-1944", "kind": "book", "title": "The Road to Serfdom", "outlet": "Routledge", "place": "London",
                "authors": ["Friedrich A. Hayek"], "url": "https://example.org/a;b?x=1", "isbn": "978-0-226-32055-7",
                "language": "en", "date": "1944", "accessed": "2024-02-05",
            },
            {"id": "things", "kind": "document", "title": "Things"},
        ],
        ["ET", "KW", "own note", "TY"],
    ),
    ZOTERO_CSL: (
        [
            {
                "id": "de-beauvoir-1944", "kind": "book", "title": "Part & more", "container": "Whole",
                "authors": ["Simone de Beauvoir"], "date": "1944-03", "doi": "10.1234/xyz", "isbn": "9780226320557",
                "note": "A remark.",
            },
            {"id": "wen-wei-po-t", "title": "T", "outlet": "wen-wei-po", "language": "en-US"},
        ],
        ["editor", "collection-title", "extra: PMID", "isbn", "issued"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", EXPECTED, ids=["zotero.bib", "better.bib", "zotero.ris", "zotero.json"])
def test_sources(registry_index, text: str) -> None:
    items, problems = read_bibliography(text.replace("\n", "\r\n").encode("utf-8-sig"), "x")
    read = [to_source(item, registry_index, "en") for item in items]
    sources, not_held = EXPECTED[text]
    assert problems == []
    assert [
        each.source.model_dump(mode="json", exclude_defaults=True, exclude_none=True) for each in read
    ] == sources
    assert sorted(name for each in read for name, _ in each.not_held) == sorted(not_held)


FAULTS = {
    "": ("1", "empty"),
    "Some words.": ("1", "neither BibTeX nor RIS nor CSL-JSON"),
    "[]": ("1", "no list of items"),
    '[\n{"type": "book"},\n{"itemType": "book"}]': ("3", "JSON of Zotero"),
    '[{"type": "book"},\n 1]': ("2", "must be an object"),
    '[{"type": "book"}\n': ("2", "not JSON"),
    "@comment{x}\n": ("1", "no item"),
    "\n@book{a, title={T}, publisher = nobody}": ("2", "undefined string"),
    "@book{a, title={T}}\n@book{A, title={U}}": ("2", "is taken by an entry above"),
    "@book{a,\n title={T}\n author={X}}": ("3", "syntax error|expected"),
    "@book{a, title={T}}\n@book{b, author={A, B, C, D, E}}": ("2", "Too many commas"),
    "TY  - BOOK\nTI  - T\n": ("1", "does not end"),
    "TY  - BOOK\nTY  - BOOK\nER  - \n": ("1", "does not end"),
    "TI  - T\nER  - \n": ("2", "did not begin"),
}


@pytest.mark.parametrize("text", FAULTS, ids=repr)
def test_what_is_wrong_is_told_with_its_line(text: str) -> None:
    _, problems = read_bibliography(text.encode(), "refs.bib")
    line, words = FAULTS[text]
    assert problems
    assert str(problems[0].span.line) == line, problems
    assert re.search(words, problems[0].message), problems


ODD = {
    '[{"type": "book", "title": "T", "author": 1}]': ["1"],
    '[{"type": "book", "title": "T", "author": [null, {"family": ""}, {"given": "Ada"}]}]': ["Ada"],
    "TY  - BOOK\nTI  - T\nAU  -\nAU  - , ,\nAU  - What: why? #1\nER  -": ["What: why? #1"],
    "@book{a, title={T}, author={family=, given=Ada}, year={1944\\}}": ["Ada"],
}
"""Files with odd values, and the authors that they name."""


@pytest.mark.parametrize("text", ODD)
def test_odd_values(registry_index, text: str) -> None:
    (item,), problems = read_bibliography(text.encode(), "x")
    source = to_source(item, registry_index, "en").source
    (written,) = yaml.safe_load("\n".join(yaml_of_sources([source])))
    assert (problems, written["title"], list(map(str, written["authors"]))) == ([], "T", ODD[text])


def test_what_no_key_takes_is_told(registry_index) -> None:
    bad = "@misc{a, title={T}, isbn={978-0-226-32055-8}, url={javascript:x}, doi={none}, year={soon}, note={<p>x</p>}}"
    (item,), _ = read_bibliography(bad.encode(), "x")
    read = to_source(item, registry_index, "en")
    assert {name for name, _ in read.not_held} >= {"isbn", "url", "doi", "year"}
