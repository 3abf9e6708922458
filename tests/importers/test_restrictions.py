"""An import never opens its original: what limits who reads it comes into the draft, or closes the draft until a person decides."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
import yaml

from mkdocs_briefings.importers.draft import ImportOptions
from mkdocs_briefings.importers.pipeline import ImportResult, import_file
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.vocabulary import Tlp

OPTIONS = ImportOptions(dt.date(2024, 2, 5))
INDEX = RegistryIndex.from_registries(Registries())
KEYS = ["tlp", "TLP", "Tlp", "tlp_level", "TLP-Level", "tpl", "tlp marking"]
LEVELS = {
    **{level.value: level for level in Tlp},
    **{f"TLP:{level.value.upper()}": level for level in Tlp},
    "Red": Tlp.RED, "AMBER + STRICT": Tlp.AMBER_STRICT, "TLP:WHITE": Tlp.CLEAR, "tlp: green": Tlp.GREEN,
}  # fmt: skip
UNCLEAR = [
    "tlp: secret", "tlp:", "tlp: 3", "tlp: [red]", "tlp:\n  red", "classification: secret", "Classification: TLP:RED", "visibility: public",
    "audience: board", "access: private", "private: true", "confidential: yes", "meta: {tlp: sensitive}", "embargo: tomorrow",
    "embargo_until: 2030-01-01", "publish_at: 20300101", "release: 2030-01-01T09:00:00", "tlp: red or so", "tlp: amber strict maybe",
]  # fmt: skip
"""Lines of front matter that limit somehow who reads, and do not say with certainty whom."""


def imported(text: str, name: str = "x.md") -> dict[str, object]:
    result = import_file(name, text.encode(), INDEX, OPTIONS)
    assert isinstance(result, ImportResult)
    assert result.draft.briefing.status == "draft"
    data = yaml.load(result.yaml, yaml.CBaseLoader)  # noqa: S506 - plain texts
    assert Tlp(data.get("tlp", "clear")) is result.draft.briefing.tlp
    assert ("# TODO: the original says" in result.yaml) is bool(result.draft.remarks.get("tlp"))
    return data


@pytest.mark.parametrize("written", LEVELS)
def test_a_level_in_front_matter_is_that_of_the_draft(written: str) -> None:
    for key in KEYS:
        quoted = f'"{written}"'
        forms = [
            f"---\ntitle: A visit\n{key}: {quoted}\n---\nTalks were held.",
            f"---\n{key}: {written}\ntitle: A visit\n---\nTalks were held.",
            f"---\ntitle: A: visit\n{key}: {quoted}\n---\nTalks were held.",
            f"---\ntitle: A visit\nmeta: {{{key}: {quoted}}}\n---\nTalks were held.",
            f"---\ntitle: A visit\nmeta:\n  - {key}: {quoted}\n---\nTalks were held.",
            f'+++\ntitle = "A visit"\n{key} = {quoted}\n+++\nTalks were held.',
            f'{{\n"title": "A visit",\n"{key}": {quoted}\n}}\n\nTalks were held.',
        ]
        for text in forms:
            assert imported(text).get("tlp", "clear") == LEVELS[written], text


def test_the_highest_of_several_levels_counts() -> None:
    for first, second in product(Tlp, Tlp):
        expected = max(first, second, key=lambda level: level.rank)
        twice = f"---\ntitle: A visit\ntlp: {first}\ntlp: {second}\n---\nTalks were held."
        labelled = f"---\ntitle: A visit\ntlp: {first}\n---\nTLP:{second.upper()}\n\nTalks were held."
        assert imported(twice).get("tlp", "clear") == imported(labelled).get("tlp", "clear") == expected


@pytest.mark.parametrize("line", UNCLEAR)
def test_what_is_not_certain_closes_the_draft(line: str) -> None:
    data = imported(f"---\ntitle: A visit\n{line}\n---\nTalks were held.")
    assert data["tlp"] == "red"


@pytest.mark.parametrize(
    "label", ["TLP:RED", "**TLP:RED**", "TLP: red", "- TLP:RED -", "TLP:RED.", "TLP:PURPLE"]
)
@pytest.mark.parametrize("name", ["x.md", "x.txt"])
def test_a_label_in_the_text_counts(label: str, name: str) -> None:
    assert imported(f"A visit\n\n{label}\n\nTalks were held in Minsk on Monday.\n", name)["tlp"] == "red"


def test_an_embargo_stays_one() -> None:
    for key in ("publish_at", "embargo", "Embargo-Until", "publishAt"):
        data = imported(f"---\ntitle: A visit\n{key}: 2030-01-01T09:00:00+02:00\n---\nTalks were held.")
        assert (data["publish_at"], data.get("tlp")) == ("2030-01-01T09:00:00+02:00", None)


def test_what_limits_nobody_stays_open() -> None:
    for line in (
        "tags: [a]",
        "published: 2024-02-05",
        "date: 2024-02-05",
        "draft: true",
        "status: publish",
        "layout: post",
        "summary: 'On access: who has it'",
    ):
        data = imported(
            f"---\ntitle: A visit\n{line}\n---\nTLP levels are explained: TLP:RED is the highest."
        )
        assert "tlp" not in data, line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.txt", "TLP:RED\n\nA visit\n\nTalks were held."),
        ("x.md", "# TLP:RED\n\nTalks were held."),
        ("x.html", "<html><head><title>TLP:RED</title></head><body><p>Talks were held.</p></body></html>"),
        ("x.md", "---\ntitle: TLP:RED\n---\nTalks were held."),
    ],
)
def test_a_label_that_is_taken_for_the_title_counts(name: str, text: str) -> None:
    assert imported(text, name)["tlp"] == "red"


def page(*metas: tuple[str, str], attribute: str = "name") -> str:
    head = "".join(f'<meta {attribute}="{name}" content="{content}">' for name, content in metas)
    return (
        f"<html><head><title>A visit</title>{head}</head><body><p>Talks were held in Minsk.</p></body></html>"
    )


@pytest.mark.parametrize("attribute", ["name", "property", "itemprop"])
def test_a_level_in_a_meta_element_is_that_of_the_draft(attribute: str) -> None:
    for written, level in LEVELS.items():
        for key in ("tlp", "TLP", "dc.tlp"):
            data = imported(page((key, written), attribute=attribute), "x.html")
            assert data.get("tlp", "clear") == level


@pytest.mark.parametrize(
    "meta",
    [
        ("classification", "secret"), ("Classification", "TLP:RED"), ("dc.accessRights", "restricted"), ("tlp", "secret"),
        ("sensitivity", "high"), ("embargo", "tomorrow"), ("dcterms.audience", "staff"),
    ],
)  # fmt: skip
def test_a_meta_element_that_is_not_certain_closes_the_draft(meta: tuple[str, str]) -> None:
    assert imported(page(meta), "x.html")["tlp"] == "red"


def test_an_embargo_in_a_meta_element_stays_one() -> None:
    data = imported(page(("embargo", "2030-01-01T09:00:00+02:00")), "x.html")
    assert (data["publish_at"], data.get("tlp")) == ("2030-01-01T09:00:00+02:00", None)


def test_meta_elements_for_search_engines_limit_nobody() -> None:
    metas = [
        ("robots", "noindex"), ("article:published_time", "2024-02-05"), ("published", "2024-02-05"), ("release", "2024-02-05"),
        ("DC.date.available", "2024-02-05"), ("distribution", "Global"), ("audience", "all"), ("classification", "Unclassified"),
        ("apple-mobile-web-app-status-bar-style", "black"), ("viewport", "width=device-width"), ("author", "Ada"),
    ]  # fmt: skip
    data = imported(page(*metas), "x.html")
    assert ("tlp" in data, "publish_at" in data) == (False, False)
