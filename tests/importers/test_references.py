"""Lists of references by author and year, the places that cite them, and parentheses that cite no outlet."""

from __future__ import annotations

import pytest

from mkdocs_briefings.importers.classify import classify
from mkdocs_briefings.importers.name_shapes import KnownNames
from mkdocs_briefings.importers.reference_list import read_authors, read_reference

HAYEK = "Hayek, F. A. (1944). The Road to Serfdom. London: Routledge."
LEDFORD = "Ledford, H. (2015a). How to solve the world’s biggest problems. Nature, 525(7569), 308–311. https://doi.org/10.1038/525308a"
COOKE = "Cooke, N. J., Hilton, M. L., & Council, N. R. (2015). Enhancing the Effectiveness of Team Science. Academies Press."
LIST = f"## References\n\n{HAYEK}\n\n{LEDFORD}\n\n{COOKE}\n"


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        (HAYEK, "F. A. Hayek|1944|The Road to Serfdom|book|place=London|publisher=Routledge"),
        (
            LEDFORD,
            (
                "H. Ledford|2015|How to solve the world’s biggest problems|article|letter=a|container=Nature|volume=525|issue=7569"
                "|pages=308–311|doi=10.1038/525308a"
            ),
        ),
        (
            COOKE,
            (
                "N. J. Cooke, M. L. Hilton, N. R. Council|2015|Enhancing the Effectiveness of Team Science|book"
                "|publisher=Academies Press"
            ),
        ),
        (
            "Roe, Jane, and Max Doe. 2019. “Rivers and Locks.” Tide Quarterly 12 (3): 4–19.",
            "Jane Roe, Max Doe|2019|Rivers and Locks|article|container=Tide Quarterly|volume=12|issue=3|pages=4–19",
        ),
        (
            "National Research Council. (2012). Locks of the North. https://locks.example/north.",
            "National Research Council|2012|Locks of the North|document|url=https://locks.example/north",
        ),
        (
            "Patel, R., et al. (2020, May 3). Who pays? Working Paper 7.",
            "R. Patel|2020|Who pays?|article|container=Working Paper|volume=7",
        ),
        ("A remark without a year.", ""),
        ("(2015). A title without an author.", ""),
    ],
)
def test_an_entry_is_read_into_its_parts(entry, fields):
    reference = read_reference(entry)
    if not fields:
        assert reference is None
        return
    authors, year, title, kind, *others = fields.split("|")
    names = dict(part.split("=", 1) for part in others)
    assert reference is not None
    assert (", ".join(reference.authors), reference.year, reference.title, reference.kind) == (
        authors,
        int(year),
        title,
        kind,
    )
    all_names = ("letter", "container", "volume", "issue", "pages", "place", "publisher", "doi", "url")
    assert {name: getattr(reference, name) for name in all_names if getattr(reference, name)} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cooke, N. J., & Hilton, M.", ("N. J. Cooke", "M. Hilton")),
        ("Roe, J; Doe, M", ("J Roe", "M Doe")),
        ("Roe, Jane, Max Doe, and Ilka Brandt", ("Jane Roe", "Max Doe", "Ilka Brandt")),
        ("Müller, A. und Öberg, B.", ("A. Müller", "B. Öberg")),
        ("World Bank (Ed.)", ("World Bank",)),
        ("Lynch et al.", ("Lynch",)),
    ],
)
def test_names_of_authors(text, names):
    assert read_authors(text) == names


@pytest.mark.parametrize(
    ("place", "reads"),
    [
        ("(Hayek, 1944)", "[@hayek-1944]"),
        ("(Hayek, 1944, p. 12)", "[@hayek-1944, p. 12]"),
        ("(Hayek 1944: 12–14)", "[@hayek-1944, p. 12–14]"),
        ("(see Hayek 1944; Cooke et al., 2015)", "[see @hayek-1944; @cooke-2015]"),
        ("(Cooke, Hilton, and Council 2015)", "[@cooke-2015]"),
        ("(Ledford 2015a)", "[@ledford-2015a]"),
        ("Hayek (1944)", "Hayek [@hayek-1944]"),
        ("Hayek’s (1944)", "Hayek’s [@hayek-1944]"),
        ("Cooke et al. (2015)", "Cooke et al. [@cooke-2015]"),
        ("(Hayek 1960)", "(Hayek 1960)"),
        ("(Hayek 1944; a remark)", "(Hayek 1944; a remark)"),
        ("(Hayek 1944, 1960)", "(Hayek 1944, 1960)"),
    ],
)
def test_a_place_cites_the_entry_that_answers_it(place, reads, read):
    result = read("a.md", f"# A Title\n\nIt was said {place} that they leak.\n\n{LIST}")
    briefing = result.draft.briefing
    assert briefing.body.startswith(f"It was said {reads} that they leak.")
    assert [source.id for source in sorted(briefing.sources, key=lambda source: source.id)] == [
        "cooke-2015", "hayek-1944", "ledford-2015a",
    ]  # fmt: skip
    assert "References" not in briefing.body
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


def test_an_entry_that_cannot_be_read_stays_in_the_text(read):
    briefing = read(
        "a.md", f"# A Title\n\nThey leak (Hayek, 1944).\n\n{LIST}\n\nMinutes of the council, spring.\n"
    ).draft.briefing
    assert briefing.body.endswith("## References\n\nMinutes of the council, spring.\n")
    assert len(briefing.sources) == 3


def test_a_list_of_another_form_stays_as_it_is(read):
    for entry in ("", f"\n{HAYEK}\n"):
        listed = f"## References\n\nThe Tide, May.\n\nMinutes of the council.\n{entry}"
        briefing = read("a.md", f"# A Title\n\nThey leak.\n\n{listed}").draft.briefing
        assert "## References\n\nThe Tide, May.\n\nMinutes of the council." in briefing.body
        assert briefing.sources == ()


NOTED = """\
# A Title

They leak.[^1] All do.[^2] In spring.[^3] Nobody pays.[^4]

[^1]: Tide, 3 March 2020, p. 4.
[^2]: {}
[^3]: {}
[^4]: Tide, 4 March 2020.
"""


@pytest.mark.parametrize("word", ["Ibid.", "ibid", "Ebd.", "Ibídem", "Там же", "Tamże", "同上"])
def test_a_note_that_points_to_the_one_before_cites_its_source(word, read):
    result = read("a.md", NOTED.format(f"{word}, p. 9." if word.isascii() else word, word))
    marks = (
        "[@tide-2020-03-03, p. 4]",
        "[@tide-2020-03-03, p. 9]" if word.isascii() else "[@tide-2020-03-03]",
        "[@tide-2020-03-03]",
    )
    for mark in marks[:2] if word.isascii() else marks[:1]:
        assert mark in result.draft.briefing.body
    assert len(result.draft.briefing.sources) == 2
    assert "ibid" not in result.draft.briefing.body.casefold()
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


def test_a_note_that_points_to_two_sources_or_none_stays_text(read):
    briefing = read("a.md", NOTED.format("Tide, 5 March 2020; Trud, 6 March 2020.", "Ibid.")).draft.briefing
    assert "[^3]: Ibid." in briefing.body


@pytest.mark.parametrize(
    "inside",
    [
        "S.D. Fla. Sept. 5, 2018", "D. Mass. May 28, 2025", "9th Cir. 2019", "D.C. Cir. Mar. 3, 2020", "D.D.C. 2020", "N.D. Cal. 2021",
        "Fed. Cl. 2017", "Cal. Ct. App. 2011", "Bankr. S.D.N.Y. 2009", "2d Cir. 1999", "Washington, D.C.: Mar. 10, 2004",
        "Washington D.C.: Apr. 13, 2023", "London: Routledge, 1944", "Geneva: 2011",
    ],
)  # fmt: skip
def test_courts_and_imprints_are_text_without_a_doubt(inside):
    assert classify(inside, KnownNames()) is None


@pytest.mark.parametrize("inside", ["Tide, May 3, 2019", "TASS, May 3, 2019", "D. Roe, Tide, May 3, 2019"])
def test_others_are_not_taken_for_courts(inside):
    assert classify(inside, KnownNames(outlets=frozenset({"tide"}))) is not None
