"""What decides who sees a briefing is never guessed: every way to get it wrong withholds the briefing and is an error."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import replace

import hostile_desks as desks
import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.load.visibility import CODE
from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.deciding_keys import deciding_key, is_within
from mkdocs_briefings.model.vocabulary import Status, Tlp
from mkdocs_briefings.select.select import Withheld

LOWERED = {rule.code: Severity.INFO for rule in RULES}
WITHHOLDING = {"tlp": "red", "status": "draft", "publish_at": "2999-01-01T00:00:00Z"}
"""For each key that decides, a value that hides the briefing; a test compares the keys with what `select` looks at."""
ELSEWHERE = (
    "embargo embargo_until embargoed Embargo-Until classification Classification visibility visible audience access private "
    "public hidden confidential secret internal restricted sensitivity draft Draft is_draft isDraft published unpublished "
    "state stage wip review workflow release release-date released scheduled schedule_for tlp_level tlp-marking "
    "TLPMarking publication_status statusText publish-on publish_on publishAt publishat publish.at darft-status "
    "embrago clasification visiblity"
).split()
"""Keys of other systems that say the same, some of them misspelt."""
HARMLESS = (
    "tags keywords image thumbnail notes byline slug permalink category layout template toc comments author subtitle "
    "sumary titel bodyy related_to sorces langauge volum isue executive_point correction"
).split()
"""Unknown keys, and slips in known ones, that have nothing to do with who sees a briefing."""


def edits(word: str) -> Iterator[str]:
    """All words within one slip: a letter left out, added, replaced, or two swapped."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in string.ascii_lowercase)
        yield before + after[1:]
        yield before + after[1::-1] + after[2:]
        yield from (before + letter + after[1:] for letter in string.ascii_lowercase if after)


def spellings(key: str) -> Iterator[str]:
    """The key in other cases, with other signs between its words, and with letters that only look the same."""
    words = key.split("_")
    for sign in ("", "-", " ", "_", "__", ".", "\u200b", "\u00a0"):
        joined = sign.join(words)
        yield from (joined, joined.upper(), joined.title(), joined.capitalize())
        yield sign.join((words[0], *map(str.title, words[1:])))
    full_width = {ord(letter): ord(letter) + 0xFEE0 for letter in string.ascii_letters}
    yield key.translate(full_width)
    yield from (
        f" {key}",
        f"{key} ",
        f"{key[0]}\u200b{key[1:]}",
        f"{key}:",
        f"_{key}",
        f"{key}2",
        f"\ufeff{key}",
    )
    yield key.replace("t", "\u0442", 1)  # a Cyrillic letter
    yield key.replace("p", "\u0440", 1)


FIELDS = set(Briefing.model_fields)
NEAR = sorted(
    {
        word
        for key in WITHHOLDING
        for word in (*edits(key), *spellings(key))
        if word.strip() and word not in FIELDS
    }
)


def faulty() -> Iterator[tuple[str, str]]:
    """Name and YAML lines of each way to get it wrong."""
    for key, value in WITHHOLDING.items():
        wrong = {
            "empty": "", "quotes": '""', "null": "null", "tilde": "~", "list": f"[{value}]", "list of none": "[]",
            "mapping": f"{{level: '{value}'}}", "empty mapping": "{}", "number": "1", "date": "20300205", "long number": "1900000000",
            "fraction": "1900000000.5", "boolean": "true", "no": "no", "capitals": f'"{value.upper()} "', "blank before": f'" {value}"',
            "invisible": f'"\\u200b{value}"', "control": f'"{value[:2]}\\u0007{value[2:]}"', "word": "maybe", "folded": f">\n  {value}\n\n  x",
            "alias": f"*{key}",
        }  # fmt: skip
        for name, written in wrong.items():
            anchor = f"authors: [&{key} nobody]\n" if name == "alias" else ""
            yield f"{key} {name}", f"{anchor}{key}: {written}"
        yield f"{key} twice", f"{key}: '{value}'\n{key}: '{value}'"
        yield f"{key} in a mapping", f"meta: {{{key}: '{value}'}}"
        yield f"{key} in a list", f"settings: [{{{key}: '{value}'}}]"
        yield f"{key} in a source", f"sources: [{{id: x, {key}: '{value}'}}]"
        yield f"{key} by a merge key", f"defaults: &d {{{key}: '{value}'}}\n<<: *d"
        lines = {
            "": f"{key}: {value}", " in capitals": f"{key.upper()}: {value.upper()}", " with a capital": f"{key.title()}: '{value.capitalize()}'",
            " in quotes": f'"{key}": {value}', " without a blank": f"{key}:{value}", " with one before the colon": f"{key} : {value}",
        }  # fmt: skip
        yield from (
            (f"{key} in a text{way}", f"summary: |\n  Talks.\n  {line}") for way, line in lines.items()
        )
    harmless = {"tlp": "clear", "status": "published"}
    for key, value in harmless.items():
        yield f"{key} twice, first open", f"{key}: {value}\n{key}: {WITHHOLDING[key]}"
        yield f"{key} capital", f"{key}: {value.title()}"
        yield f"{key} with a control character", f'{key}: "{value[:2]}\\u0007{value[2:]}"'
    words = ("TLP:RED", "TLP:CLEAR", "white", "amber strict", "AMBER", "everybody", "public", "none")
    yield from ((f"tlp {word}", f"tlp: '{word}'") for word in words)
    words = ("Draft", "PUBLISHED", "done", "final", "publish", "live")
    yield from ((f"status {word}", f"status: '{word}'") for word in words)
    moments = (
        "2024-02-05", "2024-02-05T09:00:00", "2024-02-05 09:00", "2024-02-05T09:00:00 UTC", "5 February 2024", "1e9", "-1", "0",
        "20240205T090000Z", "2024-W06-1T09:00:00Z", "2024-13-05T09:00:00Z", "2024-02-30T09:00:00Z", "2024-02-05T25:00:00Z",
        "2024-02-05T09:00:00+99:00", "2024-02-05T09Z", "2024-2-5T9:00:00Z", "now", "tomorrow", "1707120000000", "T09:00:00Z",
    )  # fmt: skip
    yield from ((f"publish_at {moment}", f"publish_at: '{moment}'") for moment in moments)
    yield from (
        (f"key {word}", f"'{word}': x") for word in (*ELSEWHERE, *spellings("tlp"), *spellings("publish_at"))
    )


FAULTY = dict(faulty())
SOUND = {
    "plain": "",
    "clear": "tlp: clear",
    "published": "status: published",
    "past": "publish_at: 2024-02-05T09:00:00-05:00",
    "past, in minutes": "publish_at: '2024-02-05 09:00+01:00'",
    "a text about it": "tlp: clear\nsummary: |\n  Talks.\n  tlp: red",
    "a text that opens": "summary: |\n  Talks.\n  tlp: clear\n  status: published",
    **{f"key {word}": f"{word}: x" for word in HARMLESS},
}


@pytest.fixture(scope="module")
def gathered(tmp_path_factory, write_content):
    """A desk with all of them, every rule lowered, for the widest audience, drafts and all, long after every embargo."""
    cases = {f"f{number}": lines for number, lines in enumerate(FAULTY.values())}
    cases |= {f"s{number}": lines for number, lines in enumerate(SOUND.values())}
    root = tmp_path_factory.mktemp("visibility")
    settings = write_content({}, root)
    (root / "content/briefings").mkdir(exist_ok=True)
    for id, lines in cases.items():
        given = "\n".join(
            f"{key}: {value}" for key, value in {**desks.SOUND, "executive_points": "[They met.]"}.items()
        )
        (root / f"content/briefings/{id}.yaml").write_text(f"{given}\n{lines}\n", encoding="utf-8")
    widest = replace(settings, severities=LOWERED, audience=Tlp.RED, drafts=True)
    return pipeline.gather(widest)


def test_every_fault_withholds_and_is_an_error(gathered) -> None:
    errors = {problem.span.path for problem in gathered.diagnostics if problem.severity is Severity.ERROR}
    public, silent = [], []
    for number, name in enumerate(FAULTY):
        id = f"f{number}"
        public += [name] if id in gathered.site.briefings else []
        silent += [name] if f"content/briefings/{id}.yaml" not in errors else []
    assert (public, silent) == ([], [])
    assert not gathered.publishable


def test_what_is_no_fault_is_public(gathered) -> None:
    unclear = {problem.span.path: problem for problem in gathered.diagnostics if problem.code == CODE}
    for number, name in enumerate(SOUND):
        assert f"content/briefings/s{number}.yaml" not in unclear, name
        assert f"s{number}" in gathered.site.briefings, name


def test_every_near_miss_is_taken_for_the_key() -> None:
    assert len(NEAR) > 1000
    assert [word for word in NEAR if not deciding_key(word)] == []
    assert [word for word in ELSEWHERE if not deciding_key(word)] == []
    assert [word for word in HARMLESS if deciding_key(word)] == []
    assert [word for key in WITHHOLDING for word in edits(key) if not is_within(1, word, key)] == []


def test_a_draft_with_a_fault_is_an_error_too(write_desk) -> None:
    settings = write_desk({"briefings/2024/a": {"status": "draft", "tlp": "rad"}, "briefings/2024/b": {}})
    result = pipeline.gather(replace(settings, severities=LOWERED))
    assert [problem.code for problem in result.diagnostics] == [CODE]
    assert result.withheld == {"a": Withheld.UNCLEAR}


def test_the_keys_are_those_that_select_looks_at() -> None:
    """Every key with a value that hides a briefing is enumerated above."""
    assert {"tlp": Tlp, "status": Status} == {
        name: field.annotation
        for name, field in Briefing.model_fields.items()
        if field.annotation in {Tlp, Status}
    }
    assert "publish_at" in WITHHOLDING
