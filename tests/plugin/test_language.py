"""The language of a site is that of the plugin's setting, else that of the theme; all that goes by a language hears it."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from mkdocs_briefings.cli.desk import read_all_settings
from mkdocs_briefings.mkdocs_plugin.run import build
from mkdocs_briefings.model import languages
from mkdocs_briefings.model.languages import cldr_locale, normal_tag, reads_from_right, script, territory
from mkdocs_briefings.publish.search.reader import _stemmer
from mkdocs_briefings.render.export.engine import locale_of
from mkdocs_briefings.render.print.text import language_codes
from mkdocs_briefings.render.sharing import open_graph_locale
from mkdocs_briefings.settings.wishes import Overrides

WAYS = {
    "theme.language": (", language: de-AT", ""),
    "theme.locale": (", locale: de_AT", ""),
    "the plugin": ("", "language: de-AT"),
}
"""How a site says its language: in the theme, and in the plugin."""


def write_config(folder: Path, theme: str, plugin: str) -> str:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Tisch\nsite_url: https://example.org/\n"
        f"theme: {{name: material, font: false{theme}}}\n"
        f'plugins: [{{briefings: {{at: "2024-06-01T00:00:00Z", {plugin}}}}}]\n',
        encoding="utf-8",
    )
    return str(folder / "mkdocs.yml")


@pytest.mark.parametrize(
    ("theme", "setting", "language"),
    [
        ("", "", "en"),
        (", language: fr", "", "fr"),
        (", language: pt-BR", "", "pt-BR"),
        (", language: pt_br", "", "pt-BR"),
        (", locale: fr", "", "fr"),
        (", locale: pt_BR", "", "pt-BR"),
        (", language: fr, locale: de", "", "fr"),
        (", language: fr", "language: de", "de"),
        (", language: de, locale: de", "language: zh-hant", "zh-Hant"),
    ],
)
def test_language(tmp_path: Path, theme: str, setting: str, language: str) -> None:
    settings, rendered = read_all_settings(write_config(tmp_path, theme, setting), Overrides())
    assert settings.language == rendered.language == language


def test_all_ways_are_the_same(tmp_path: Path) -> None:
    """Settings are all that anything hears of a language, so that one way can stand for the others below."""
    read = [read_all_settings(write_config(tmp_path, *way), Overrides()) for way in WAYS.values()]
    assert read[0] == read[1] == read[2]


BRIEFING = """title: Titel
date: 2024-02-01
authors: [Ada Lovelace]
executive_points: ['Sie sprach "laut" [@one].']
body: "## Überblick\\n\\nDie Häuser und maisons sprachen [@one].\\n"
sources: [{id: one, outlet: SB, kind: book, title: News, date: 2023-03-02}]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """An Austrian site with a briefing in its language, `own`, and one in French, `other`."""
    folder = tmp_path_factory.mktemp("language")
    config = write_config(folder, *WAYS["theme.locale"])
    (folder / "content/briefings").mkdir(parents=True)
    for id, language in (("own", ""), ("other", "language: fr\n")):
        (folder / f"content/briefings/{id}.yaml").write_text(BRIEFING + language, encoding="utf-8")
    build(config, Overrides(), lambda *_: None)
    return folder / "site"


class Consumer(NamedTuple):
    """What goes by a language: what it shows for the briefing of the site's language, and for the French one."""

    own: str
    other: str
    shows: Callable[[Path, str], object]


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.DOTALL)
    assert match, pattern
    return match[1]


def on_page(pattern: str) -> Callable[[Path, str], object]:
    return lambda site, briefing: found(
        pattern, (site / f"briefings/{briefing}/index.html").read_text(encoding="utf-8")
    )


def in_json(name: str) -> Callable[[Path, str], object]:
    def language(site: Path, id: str) -> object:
        data = json.loads((site / name.format(id)).read_bytes())
        entries = data if isinstance(data, list) else data.get("items", [data])
        return next(entry["language"] for entry in entries if len(entries) == 1 or f"/{id}/" in entry["id"])

    return language


def of_entry(site: Path, id: str) -> str:
    return found(
        rf'<entry xml:lang="(\w+(?:-\w+)?)">\s*<id>[^<]*/{id}/',
        (site / "feed.xml").read_text(encoding="utf-8"),
    )


def of_pdf(site: Path, id: str) -> str:
    with pikepdf.open(site / f"briefings/{id}/{id}.pdf") as pdf:
        return str(pdf.Root.Lang)


def of_search_text(site: Path, id: str) -> str:
    texts = (zlib.decompress(path.read_bytes()) for path in (site / "search/texts").iterdir())
    return next(text[7] for text in map(json.loads, texts) if text[0] == f"briefings/{id}/")


def stem(site: Path, id: str) -> str:
    """The stem of a word in plural, as the reader of the index has it in the language of the search text."""
    return _stemmer(of_search_text(site, id))({"own": "häuser", "other": "maisons"}[id])


CONSUMERS = {
    "page": Consumer("de-AT", "de-AT", on_page(r'<html lang="([^"]*)"')),
    "article": Consumer("de-AT", "fr", on_page(r'<article class="briefing" lang="([^"]*)"')),
    "date": Consumer("1. Februar 2024", "1er février 2024", on_page(r'<time datetime="2024-02-01">(.*?)</time>')),
    "words": Consumer("Von", "Par", on_page(r'"dateline-authors">(\w+)')),
    "quotation marks": Consumer("„laut“", "« laut »", on_page(r'<li id="point:1">Sie sprach (.*?) <')),
    "citation mark": Consumer("2. März 2023", "2 mars 2023", on_page(r'biblioref">SB, (.*?)</a>')),
    "address of a heading": Consumer("ueberblick", "uberblick", on_page(r'<h3 id="(\w*)"')),
    "cite this": Consumer("1. Februar 2024", "1er février 2024", on_page(r'id="head:cite".*?(1\S*\s[Ff]\w+\s2024)')),
    "og:locale": Consumer("de_AT", "fr_FR", on_page(r'"og:locale" content="([^"]*)"')),
    "JSON-LD": Consumer("de-AT", "fr", on_page(r'"inLanguage": ?"([^"]*)"')),
    "copy": Consumer("de-AT", "fr", in_json("briefings/{}/index.json")),
    "CSL-JSON": Consumer("de-AT", "fr", in_json("briefings/{}/cite.json")),
    "PDF": Consumer("de-AT", "fr", of_pdf),
    "Atom": Consumer("de-AT", "fr", of_entry),
    "JSON Feed": Consumer("de-AT", "fr", in_json("feed.json")),
    "search": Consumer("de-AT", "fr", of_search_text),
    "stems": Consumer("haus", "maison", stem),
}  # fmt: skip
"""All that a briefing is shown by, and what it shows for one in the language of the site, and for a French one."""


@pytest.mark.slow
@pytest.mark.parametrize("name", CONSUMERS)
def test_all_that_goes_by_a_language_hears_it(site: Path, name: str) -> None:
    consumer = CONSUMERS[name]
    shown = [consumer.shows(site, id) for id in ("own", "other")]
    words = [" ".join(str(text).replace("&nbsp;", " ").split()) for text in shown]
    assert words == [consumer.own, consumer.other]


TAGS = {
    # tag: CLDR, citations, Open Graph, script, from the right, print
    "en": ("en", "en-US", "en_US", "Latn", False, ("en", "")),
    "en-GB": ("en_GB", "en-GB", "en_GB", "Latn", False, ("en", "GB")),
    "DE": ("de", "de-DE", "de_DE", "Latn", False, ("de", "")),
    "de_AT": ("de_AT", "de-AT", "de_AT", "Latn", False, ("de", "AT")),
    "de-US": ("de", "de-DE", "de_US", "Latn", False, ("de", "US")),
    "de-1996": ("de", "de-DE", "de_DE", "Latn", False, ("de", "")),
    "es-419": ("es_419", "es-ES", "es_ES", "Latn", False, ("es", "")),
    "no": ("no", "nb-NO", "no_NO", "Latn", False, ("no", "")),
    "uk": ("uk", "uk-UA", "uk_UA", "Cyrl", False, ("uk", "")),
    "sr-Latn": ("sr_Latn", "sr-Latn-RS", "sr_RS", "Latn", False, ("sr", "RS")),
    "zh": ("zh", "zh-CN", "zh_CN", "Hans", False, ("zh", "")),
    "zh-hant": ("zh_Hant", "zh-TW", "zh_TW", "Hant", False, ("zh", "TW")),
    "zh-HK": ("zh_Hant_HK", "zh-TW", "zh_HK", "Hant", False, ("zh", "HK")),
    "ar-EG": ("ar_EG", "ar", "ar_EG", "Arab", True, ("ar", "EG")),
    "pa-Arab": ("pa_Arab", "pa-PK", "pa_PK", "Arab", True, ("pa", "PK")),
    "x-own": ("en", "en-US", "en_US", "", False, ("", "")),
}


@pytest.mark.parametrize("tag", TAGS)
def test_tag(tag: str) -> None:
    """The nearest that each of these knows of a tag."""
    assert (
        str(cldr_locale(tag)), locale_of(tag), open_graph_locale(tag), script(tag), reads_from_right(tag), language_codes(tag)
    ) == TAGS[tag]  # fmt: skip
    assert normal_tag(normal_tag(tag)) == normal_tag(tag)
    assert territory(tag) in {"", open_graph_locale(tag)[-2:]}


def test_what_was_asked_of_one_language_is_not_told_of_another() -> None:
    """Babel keeps what an alias stands for in data that locales share; so one module alone asks it for locales."""
    forms = [
        ("format", "wide"),
        ("format", "abbreviated"),
        ("stand-alone", "wide"),
        ("stand-alone", "abbreviated"),
    ]
    asked = {
        tag: [cldr_locale(tag).months[form][width][1] for form, width in forms]
        for tag in ("zh", "es", "pl", "de-AT", "de", "en")
    }
    assert asked == {
        "zh": ["一月", "1月", "一月", "1月"],
        "es": ["enero", "ene", "enero", "ene"],
        "pl": ["stycznia", "sty", "styczeń", "sty"],
        "de-AT": ["Jänner", "Jän.", "Jänner", "Jän"],
        "de": ["Januar", "Jan.", "Januar", "Jan"],
        "en": ["January", "Jan", "January", "Jan"],
    }


def test_one_module_asks_babel_for_locales() -> None:
    package = Path(languages.__file__).parents[1]
    asking = {
        path.name
        for path in package.rglob("*.py")
        if re.search(r"\bLocale\b.*import|import.*\bLocale\b|Locale\(", path.read_text(encoding="utf-8"))
    }
    assert asking - {"elements.py"} == {"languages.py"}
