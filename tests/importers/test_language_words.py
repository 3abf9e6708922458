"""Every word of `languages.yaml` that names a part of a document is read as that part, in its language."""

from __future__ import annotations

import pytest

from mkdocs_briefings.importers.article import Metadata, RawArticle
from mkdocs_briefings.importers.front_matter import FIELD_KEYS, read_metadata
from mkdocs_briefings.importers.head_lines import read_head_line
from mkdocs_briefings.importers.language_words import languages, words_of
from mkdocs_briefings.importers.structure import notes_are_references, structure_article
from mkdocs_briefings.model.deciding_keys import deciding_key

READ = {tag: words for tag, words in languages().items() if "title" in words}
FIELDS = frozenset().union(*READ.values())
VALUES = {
    "title": ("The Locks", {"title": "The Locks"}),
    "author": ("Ilka Brandt", {"authors": ("Ilka Brandt",)}),
    "publication": ("River Letters", {"publication": "River Letters"}),
    "volume": ("3", {"volume": 3}),
    "issue": ("12", {"issue": 12}),
    "date": ("2023-04-12", {"date": "2023-04-12"}),
}
LABELS = [
    (tag, field, word) for tag, words in READ.items() for field in VALUES for word in words.get(field, ())
]


def words(field):
    """Words of a field with their languages, to be parameters."""
    return [(tag, word) for tag, by_field in READ.items() for word in by_field.get(field, ())]


def structured(*blocks):
    """The parts of an article."""
    return structure_article(RawArticle(("# A Title", *blocks), ""), "a.md", "")


def test_every_language_has_every_kind_of_word():
    in_some = {
        "common",
        "report",
        "byline",
        "before_date",
        "within_date",
        "year",
        "press_ending",
        "opening",
        "particle",
        "letters",
        "outlet_kind",
    }
    missing = {tag: FIELDS - words.keys() - in_some for tag, words in READ.items() if tag != "en"}
    assert missing == {tag: frozenset() for tag in missing}


@pytest.mark.parametrize("sign", [":", " :", "："])
def test_every_label_fills_its_field(sign):
    for tag, field, word in LABELS:
        value, expected = VALUES[field]
        read = read_head_line(Metadata(), f"{word}{sign} {value}")
        assert read is not None, (tag, word)
        held = {name: getattr(read[0], name) for name in expected}
        assert {name: str(part) if name == "date" else part for name, part in held.items()} == expected, (
            tag,
            word,
        )


def test_several_labels_of_a_language_stand_on_one_line():
    for tag, by_field in READ.items():
        line = " ".join(f"{by_field[field][0]}: {value}" for field, (value, _) in VALUES.items())
        read = read_head_line(Metadata(), line)
        assert read is not None, (tag, line)
        assert (read[0].title, read[0].volume, read[0].issue, str(read[0].date)) == (
            "The Locks",
            3,
            12,
            "2023-04-12",
        )


def test_every_word_of_a_by_line_is_read():
    for tag, word in words("byline"):
        name = {"ar": "ليلى حسن", "zh-Hans": "王小明"}.get(tag, "Лэся Öberg")
        read = read_head_line(Metadata(), f"{word} {name}")
        assert read is not None, (tag, word)
        assert read[0].authors == (name,), (tag, word)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Anna Schmidt und Jan Möller", ("Anna Schmidt", "Jan Möller")),
        ("Par Claire Martin, Hugo Petit et Léa Roux", ("Claire Martin", "Hugo Petit", "Léa Roux")),
        ("Por José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Por Lucía Gómez y Pablo Ruiz", ("Lucía Gómez", "Pablo Ruiz")),
        ("Автор Олена Коваль", ("Олена Коваль",)),
        ("本报记者 王小明、李红", ("王小明", "李红")),
        ("Von der Donau bis zum Rhein", None),
        ("Par temps de pluie", None),
        ("كتب أحمد علي عن النهر كثيرا في كل عام", None),
    ],
)
def test_by_lines_of_other_languages(line, authors):
    read = read_head_line(Metadata(), line)
    assert (read[0].authors if read else None) == authors


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Flussbriefe, Jahrgang 3, Heft 12", ("Flussbriefe", 3, 12)),
        ("Lettres du fleuve, volume 3, n° 12", ("Lettres du fleuve", 3, 12)),
        ("Речные письма. Том 3. № 12", ("Речные письма", 3, 12)),
        ("河流通讯，第3卷，第12期", ("河流通讯", 3, 12)),
    ],
)
def test_series_of_other_languages(line, expected):
    read = read_head_line(Metadata(), line)
    assert read is not None
    assert (read[0].publication, read[0].volume, read[0].issue) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Paris, le 12 avril 2023", "le mercredi 12 avril 2023", "Publié le 12 avril 2023", "Berlin, den 12. April 2023",
        "Veröffentlicht am 12.04.2023", "Madrid, 12 de abril de 2023", "г. Минск", "12 апреля 2023 г.", "от 12 апреля 2023 года",
        "Warszawa, dnia 12 kwietnia 2023 r.", "القاهرة، 12 أبريل 2023", "الأربعاء 12 نيسان/أبريل 2023", "2023年4月12日 星期三",
        "2023年4月12日（星期三）",
    ],
)  # fmt: skip
def test_lines_with_the_date(line):
    read = read_head_line(Metadata(), line)
    assert (str(read[0].date) if read else None) == (None if line == "г. Минск" else "2023-04-12")


def test_every_heading_of_points_takes_the_list_below_it():
    for tag, word in words("points"):
        article = structured(f"## {word}", "- One.\n- Two.", "Text.")
        assert (article.points, article.blocks) == (("One.", "Two."), ("Text.",)), (tag, word)


def test_every_heading_of_a_summary_takes_the_paragraph_below_it():
    for tag, word in words("summary"):
        for head in ((f"## {word}", "It leaks."), (f"**{word}** : It leaks.",), (f"{word}：\nIt leaks.",)):
            article = structured(*head, "## Part", "Text.")
            assert article.metadata.summary == "It leaks.", (tag, head)
            assert article.blocks == ("## Part", "Text."), (tag, head)


def test_a_summary_with_a_citation_is_a_point():
    article = structured("## Résumé", "Ça fuit (Le Monde, 5 avril 2023).", "## Suite", "Texte.")
    assert (article.metadata.summary, article.points) == ("", ("Ça fuit (Le Monde, 5 avril 2023).",))


@pytest.mark.parametrize("field", ["notes", "sources"])
def test_every_heading_of_notes_goes_with_them(field):
    for tag, word in words(field):
        article = structured("It leaks [1].", f"## {word}", "[1] Tide, 3 March 2020.")
        assert [note.label for note in article.notes] == ["1"], (tag, word)
        assert article.blocks == ("It leaks [^1].",), (tag, word)
        assert notes_are_references(article) is (word.casefold() in words_of("sources")), (tag, word)


def test_every_label_is_a_key_of_front_matter():
    for tag, field, word in LABELS:
        value, expected = VALUES[field]
        metadata, _ = read_metadata({word: value})
        held = {name: getattr(metadata, name) for name in expected}
        assert {name: str(part) if name == "date" else part for name, part in held.items()} == expected, (
            tag,
            word,
        )


def test_no_key_in_another_language_hides_what_limits_the_readers():
    english = READ["en"]["date"]
    keys = {word for field in VALUES for word in words_of(field)} - {word.casefold() for word in english}
    assert not [key for key in keys if deciding_key(key)]
    assert FIELD_KEYS
