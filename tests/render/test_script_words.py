"""Scripts take their words from a module: only their own messages, by language, plurals by CLDR's categories."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mkdocs_briefings.model.messages import FOLDER, Catalogue, DeskWords, read_catalogue
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.vocabulary import EntityKind
from mkdocs_briefings.outputs.output import SitePlan
from mkdocs_briefings.outputs.script_words import SCRIPT_WORDS
from mkdocs_briefings.publish.pack.modules import bundle
from mkdocs_briefings.render import script_words
from mkdocs_briefings.render.script_words import messages_module

NONE = DeskWords()
POLISH = "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"


def said(pages=("en",), briefings=(), site="en", desk=NONE):
    module = messages_module(pages, briefings, site, desk).decode()
    return json.loads(re.fullmatch(r"export const MESSAGES = (.*);\n", module)[1])


def own(language: str, rule: str = "n != 1", **words: str | tuple[str, ...]) -> DeskWords:
    forms = {
        text.replace("_", " "): (form,) if isinstance(form, str) else form for text, form in words.items()
    }
    return DeskWords(overrides=(Catalogue(language, rule, tuple(forms.items())),))


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_english_says_the_messages_themselves(language: str) -> None:
    assert said((language,), (language,), language) == {}


def test_only_messages_of_scripts_are_there() -> None:
    assert said(desk=own("en", Close="Shut", Likelihood="Chance")) == {"en": {"Close": "Shut"}}


def test_every_translation_of_a_message_of_scripts_is_there() -> None:
    translations = dict(read_catalogue(FOLDER / "de.po", "de").translations)
    module = said(("de-AT",), (), "de-AT")["de-AT"]
    assert module.pop("") == "de"
    assert {key: form for key, form in module.items() if isinstance(form, str)}.items() <= {
        key: forms[0] for key, forms in translations.items()
    }.items()
    assert "Search" in module


def test_plurals_have_the_categories_of_the_language() -> None:
    """One that is the form of all others is left out."""
    forms = ("{n} raport", "{n} raporty", "{n} raportów")
    desk = DeskWords(overrides=(Catalogue("pl", POLISH, (("{n} briefing", forms),)),))
    assert said(("pl",), (), "pl", desk)["pl"]["{n} briefing"] == {
        "one": forms[0], "few": forms[1], "other": forms[2],
    }  # fmt: skip


def test_a_briefing_in_another_language_brings_the_words_of_its_buttons() -> None:
    module = said(("en",), ("de-CH", "en", "he"))
    assert module.keys() == {"en", "de-CH"}
    assert module["de-CH"].keys() == {"", "Copied", "Not copied"}
    assert said(("de",), ("en", "de", "he"), "de")["en"] == {}


def test_each_language_of_the_site_has_all_words(linked) -> None:
    """Those of its pages; a briefing in another brings only those of its buttons."""
    site = linked({"briefings/a": {"language": "fr"}})
    settings = Settings(Path(), Path(), further_languages=("de",))
    ((task, _),) = SCRIPT_WORDS.wanted(
        SitePlan(settings, RenderSettings(), search=False, index=site.index, briefings={})
    )
    assert task.data == (("en", "de"), ("fr",))


def test_words_of_another_language_say_so() -> None:
    """Where there is no catalogue for the language of the page."""
    assert said(("he",), (), "he") == {"he": {"": "en"}}


def test_no_words_are_taken_for_code_by_a_pack() -> None:
    words = "Can import (it): import.meta.url"
    module = messages_module(("en",), (), "en", own("en", Close=words)).decode()
    files = {"site.js": 'import { MESSAGES } from "./messages.js";\n', "messages.js": module}
    script = bundle(lambda address: files[address.rpartition("/")[2]]).script
    assert json.dumps(words).replace("import", r"\u0069mport") in script


SCRIPTS = Path(script_words.__file__).parents[1] / "theme/assets/briefings"
FOR_MACHINES = {
    "Escape", "/ Control+K", "replaceState", "pushState",
    "a an and are as at be by for from in is it of on or that the to was were with",
    "input, textarea, select, [contenteditable]:not([contenteditable=false])",
    ".prose pre > code, .prose table, [data-scroll-box]",
}  # fmt: skip
"""What looks like words of readers: keys, functions, selectors, words that phrases may leave out."""
COMMENT = re.compile(r"(?m)(?:^|\s)//.*$|(?s:/\*.*?\*/)")
SAID = re.compile(r'\bsay\w*\((?:\s*"(?:[^"\\]|\\.)*",?)+')
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
LIKE_WORDS = re.compile(r"[A-Z][a-z]|[a-z],? [a-z]")


@pytest.mark.parametrize("path", sorted(SCRIPTS.rglob("*.js")), ids=lambda path: path.stem)
def test_no_text_of_a_script_looks_like_words_of_readers(path: Path) -> None:
    code = SAID.sub("say(", COMMENT.sub("", path.read_text(encoding="utf-8")))
    texts = [plain or re.sub(r"\$\{[^}]*\}", "{}", built) for plain, built in TEXT.findall(code)]
    assert [text for text in texts if LIKE_WORDS.search(text) and text not in FOR_MACHINES] == []


def test_scripts_have_a_word_for_every_kind_of_names() -> None:
    code = (SCRIPTS / "search/results.js").read_text(encoding="utf-8")
    assert set(re.findall(r'(\w+): \(\) => say\("\1"\)', code)) == set(EntityKind)
