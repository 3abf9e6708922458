"""Catalogues are complete and keep the markup of their messages, each language finds the nearest, a desk's words go first."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from pseudo_language import PSEUDO, pseudo, pseudo_po

import make_messages
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.model.languages import cldr_locale
from mkdocs_briefings.model.messages import (
    FOLDER,
    TEMPLATE,
    DeskWords,
    read_catalogue,
    shipped_languages,
    words_of,
)
from mkdocs_briefings.model.vocabulary import Likelihood
from mkdocs_briefings.settings.words import Listed, all_messages, read_desk_words

LANGUAGES = ("ar", "be", "de", "es", "fr", "pl", "ru", "uk", "zh-Hans")
NONE = DeskWords()
_KEPT = re.compile(r"<[^>]*>|\{\w*\}")


def test_languages() -> None:
    assert shipped_languages() == LANGUAGES


def test_the_list_of_all_messages_is_that_of_the_code() -> None:
    made = make_messages.written(make_messages.extract(), template=True)
    assert (FOLDER / TEMPLATE).read_bytes() == made, "run `make messages`"


def _said_in_code() -> Iterator[str]:
    """Every text that code says by a function of messages, also where Babel does not look: in f-strings, on `words()`."""
    for path in sorted(FOLDER.parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if not isinstance(node, ast.Call):
                continue
            function = node.func.func if isinstance(node.func, ast.Call) else node.func
            name = getattr(function, "id", getattr(function, "attr", ""))
            text = node.args[name == "in_context"] if len(node.args) > (name == "in_context") else None
            if (
                name in make_messages.KEYWORDS
                and isinstance(text, ast.Constant)
                and isinstance(text.value, str)
            ):
                yield text.value


def test_every_message_of_code_is_listed() -> None:
    listed = {form for entry in all_messages() for form in entry.forms}
    assert [text for text in _said_in_code() if text not in listed] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_no_other(language: str) -> None:
    translations = dict(read_catalogue(FOLDER / f"{language}.po", language).translations)
    assert translations.keys() == {listed.key for listed in all_messages()}


def _kept(listed: Listed, translated: tuple[str, ...]) -> bool:
    """Whether tags and placeholders of a message are in each form; only the count may be left out, and only of plurals."""
    wanted = sorted(_KEPT.findall(listed.forms[-1]))
    without_count = [part for part in wanted if part != "{n}"]
    return all(
        sorted(_KEPT.findall(form)) in ([wanted] if len(listed.forms) == 1 else [wanted, without_count])
        for form in translated
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_and_placeholders_are_kept(language: str) -> None:
    translations = dict(read_catalogue(FOLDER / f"{language}.po", language).translations)
    translated = ((listed, translations.get(listed.key)) for listed in all_messages())
    assert [listed.key for listed, forms in translated if forms and not _kept(listed, forms)] == []


NEAREST = {
    "de": "de", "de-AT": "de", "DE_at": "de", "en-GB": "en", "he": "en", "zh": "zh-Hans", "zh-CN": "zh-Hans",
    "zh-Hans-HK": "zh-Hans", "zh-TW": "en", "zh-Hant": "en", "be-tarask": "be",
}  # fmt: skip


@pytest.mark.parametrize("language", NEAREST)
def test_nearest(language: str) -> None:
    assert words_of(language, "en", NONE).language == NEAREST[language]


def test_without_a_catalogue_the_words_are_those_of_the_site() -> None:
    assert words_of("he", "de-CH", NONE).language == "de"


def test_english_says_the_message_itself() -> None:
    words = words_of("en", "en", NONE)
    assert words.html('<a href="{search}">{it}</a>', search="../x/", it="<") == '<a href="../x/">&lt;</a>'
    assert [words.plural("{n} day", "{n} days", count) for count in (0, 1, 2, 1234)] == [
        "0 days", "1 day", "2 days", "1,234 days",
    ]  # fmt: skip


def desk(tmp_path: Path, words: dict[str, object], language: str = "en", **catalogues: str) -> DeskWords:
    for name, text in catalogues.items():
        path = tmp_path / "locale" / f"{name.replace('_', '-')}.po"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_desk_words(tmp_path, language, words)


def test_a_desk_says_a_message_otherwise(tmp_path: Path) -> None:
    own = desk(tmp_path, {"how_to_read_this_site": "Start here", "de": {"Likelihood": "Chance"}})
    assert words_of("en", "en", own)("How to read this site") == "Start here"
    assert words_of("de-AT", "en", own)("Likelihood") == "Chance"
    assert words_of("de", "en", own)("How to read this site") == "So lesen Sie diese Website"


def test_a_desk_adds_a_language(tmp_path: Path) -> None:
    own = desk(tmp_path, {}, en_XA=pseudo_po())
    assert words_of(PSEUDO, "en", own).translations == pseudo().translations
    assert words_of(PSEUDO, "en", own)("Likelihood") == "⟦Likelihood⟧"


FAULTS = {
    "words: no page has the words 'likelyhood'; did you mean 'likelihood'?": {"likelyhood": "x"},
    "words: 'likelihood' is to be a text": {"likelihood": 3},
    "'{x}' has {x}, which 'Likelihood' has not; it has none": {"likelihood": "{x}"},
    "words: '{': a brace stands alone; write {{": {"likelihood": "{"},
    "words: '{n:d}': write {n}, with nothing but the name": {"{n} briefing": "{n:d}"},
    "words: '{n!s}': write {n}, with nothing": {"{n} briefing": "{n!s}"},
    "no page has the words '{n} dey'": {"{n} dey": {"one": "x", "other": "y"}},
    "no page has the words 'german'": {"german": {"likelihood": "x"}},
    "words: '<b>x' has other HTML than 'Likelihood'": {"likelihood": "<b>x"},
    "words: '<script>x</script>' has other HTML": {"Likelihood": "<script>x</script>"},
    r"words: 'a\nb' has a line break": {"likelihood": "a\nb"},
    "words: '</strong>{corrections}<strong>' has other HTML": {
        "<strong>{corrections}</strong>, if there are any, stand above everything else.": "</strong>{corrections}<strong>"
    },
}


@pytest.mark.parametrize("said", FAULTS)
def test_what_is_wrong_with_words_is_said(tmp_path: Path, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        desk(tmp_path, FAULTS[said])


def test_what_is_wrong_with_a_catalogue_is_said(tmp_path: Path) -> None:
    po = 'msgid "Likelihood"\nmsgstr "{likelihood}"\n'
    with pytest.raises(UsageError, match=re.escape("locale/nl.po: '{likelihood}' has {likelihood}")):
        desk(tmp_path, {}, nl=po, sv='msgid "Likelihood\n')


@pytest.mark.parametrize(
    ("po", "said"),
    [
        (b'\n\nmsgid "Likelihood\n', "line 3 is none that gettext reads"),
        (b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=x; plural=n;\\n"\n', "look at its header: a value"),
        (
            b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n !! 1;\\n"\n',
            "the plural rule `n !! 1` is none",
        ),
        (b'msgid "a"\nmsgstr "\xff"\n', "is not in the encoding that its header names"),
    ],
    ids=["line", "header", "plural rule", "encoding"],
)
def test_a_catalogue_that_cannot_be_read_is_told_in_our_words(tmp_path: Path, po: bytes, said: str) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/nl.po").write_bytes(po)
    with pytest.raises(UsageError, match=rf"^locale/nl\.po: {said}"):
        desk(tmp_path, {})


@pytest.mark.parametrize("rule", ["n !!! 1", "n%0", "n == 3 ? 1/0 : 0", "exit()"])
def test_a_plural_rule_that_cannot_be_used_is_said(tmp_path: Path, rule: str) -> None:
    po = f'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural={rule};\\n"\n'
    with pytest.raises(UsageError, match=r"locale/nl\.po: "):
        desk(tmp_path, {}, nl=po)


def test_the_name_of_a_catalogue_is_a_tag_in_any_spelling_and_its_file_may_begin_with_a_mark(
    tmp_path: Path,
) -> None:
    (tmp_path / "locale").mkdir()
    for name in ("nl_BE", "dutch"):
        (tmp_path / f"locale/{name}.po").write_bytes(b'\xef\xbb\xbfmsgid "Likelihood"\nmsgstr "Kans"\n')
    with pytest.raises(UsageError, match=r"locale/dutch\.po: 'dutch' is no language tag") as raised:
        desk(tmp_path, {})
    assert "nl_BE" not in str(raised.value)
    (tmp_path / "locale/dutch.po").unlink()
    assert words_of("nl-BE", "en", desk(tmp_path, {}))("Likelihood") == "Kans"


def test_plural_forms_of_a_desk(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n>1);\\n"\n'
    po = header + '\nmsgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} dag"\nmsgstr[1] "{n} dagen"\n'
    words = words_of("nl", "nl", desk(tmp_path, {}, nl=po))
    assert [words.plural("{n} day", "{n} days", count) for count in (0, 1, 2)] == [
        "0 dag",
        "1 dag",
        "2 dagen",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_of_standards_say_whose_translation_it_is(language: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as file:
        comments = {entry.id: entry.user_comments for entry in read_po(file)}
    terms = make_messages.terms()
    assert terms > set(Likelihood)
    assert [
        term
        for term in terms
        if not comments[term] or not comments[term][0].startswith(("Ours:", "Published in "))
    ] == []


def test_what_is_not_translated_stays_english(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n>1);\\n"\n'
    plural = '\nmsgid "{n} briefing"\nmsgid_plural "{n} briefings"\nmsgstr[0] "{n} nota"\nmsgstr[1] ""\n'
    po = f'{header}\nmsgid "Likelihood"\nmsgstr ""\n\n#, fuzzy\nmsgid "Sources"\nmsgstr "Unsure"\n{plural}'
    words = words_of("nl", "nl", desk(tmp_path, {}, nl=po))
    assert [words("Likelihood"), words("Sources")] == ["Likelihood", "Sources"]
    assert [words.plural("{n} briefing", "{n} briefings", count) for count in (1, 2)] == [
        "1 briefing",
        "2 briefings",
    ]


@pytest.mark.parametrize("document", ["README.md", "docs/handbook/your-own-site.md"])
def test_documents_name_every_language(document: str) -> None:
    text = (Path(__file__).parents[2] / document).read_text(encoding="utf-8")
    names = {str(cldr_locale(tag).get_language_name("en")) for tag in (*shipped_languages(), "en")}
    assert {name for name in names if name not in text} == set()
