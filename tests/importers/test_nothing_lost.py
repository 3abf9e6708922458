"""Every word of an article is in the file or in the report: articles at random, and real ones where they are."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from forms import as_markdown
from forms_compared import posts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_briefings.importers.article import count_words
from mkdocs_briefings.importers.draft import ImportOptions
from mkdocs_briefings.importers.front_matter import read_mapping
from mkdocs_briefings.importers.pipeline import ImportResult, import_file, missing_words
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.desk import Registries

REGISTRY_INDEX = RegistryIndex.from_registries(Registries())
OPTIONS = ImportOptions(dt.date(2026, 1, 2))

_WORDS = (
    "river quay “gates” town’s harbour— *sand* _lamps_ 54 $9 a the No. e.g. x@y.example @handle [the] [@odd] <b>loud</b> "
    "C++ ## 1. - | `code` &amp; naïve straße мост 河 soft\u00adhyphen non\u00a0breaking end… (see) f(x) https://x.example/a_(b) "
    "{{< short >}} \\ ~~~ # : ; ! ~ = > + %"
)
word = st.sampled_from(_WORDS.split(" "))
citation = st.sampled_from(
    [
        "(TASS, September 20)", "(, January 27)", "(, August 26;, August 25)", "(Vesti, 3 March 1995; Tide, 1 March 1995)",
        "(Minsk radio)", "(5 February)", "(see EDM, October 20)", "(AFP 6 Jan 94; Le Monde 2 Feb 94)", "(Ogonek, 22/28 Nov 93)",
        "(Vesti, 3 and 12 February)", "(Cairo radio, 7 March, Beirut radio, 10 March)", "(Wen Wei Po [Hong Kong], August 23)",
        "(A Harbour of One’s Own, Quint 2008, p. 58)", "(Quint 2008, p. 7)", "(such as this, that)", "(Pier 12)", "(202) 555-0147",
        "(TASS, Sept. 20)", "(the local press, May 3)", "[a link](https://x.example/l)", "[SB](https://sb.example/) (May 3)", "[^1]", "[1]",
        "(“A Title,” SB, May 3)", "([SB](https://sb.example/q), May 3)", "(", ")", "(unclosed, May 3",
        "(Le Monde, 27 janvier 2024)", "(vgl. FAZ vom 27. Januar 2024, S. 12)", "(«Коммерсантъ», 27 января 2024 г., с. 5)",
        "（《人民日报》2024年1月27日第3版）", "新华社（2024年1月27日）报道", "(صحيفة الأهرام، ٢٧ يناير/كانون الثاني ٢٠٢٤)", "(ebd., S. 3)",
    ]
)  # fmt: skip
sentence = st.lists(st.one_of(word, word, word, citation), min_size=1, max_size=14).map(" ".join)
paragraph = st.lists(sentence, min_size=1, max_size=4).map(". ".join).map(lambda text: text + ".")


def _list_of(rows):
    return "\n".join(
        f"{number}. {row}" if len(rows) > 2 else f"• {row}" for number, row in enumerate(rows, 1)
    )


bullets = st.lists(sentence, min_size=1, max_size=4).map(_list_of)
block = st.one_of(
    paragraph,
    paragraph,
    bullets,
    st.sampled_from(
        [
            "```\ncode (TASS, May 3)\n\nmore\n```",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            '<ul class="plain"><li>one</li>\n\n<li>two <a href="https://x.example/l">three</a></li></ul> four',
            '<div>\n<p>five (TASS, May 3)</p>\n\n<iframe src="https://x.example/v">six</iframe></div>',
            '<p>seven <img src="/g.png" alt="gate"> eight\n\nnine',
        ]
    ),
)
head = st.sampled_from(
    [
        "",
        "A Title\n\n",
        "# A Title\n\n",
        "A Title\n\nPublication: River Letters Volume: 3 Issue: 1\n\nExecutive Summary:\n\n• One\n• Two\n\n",
        "Titre : Une écluse\n\nAuteur : Jean Petit et Léa Roux\n\nParis, le 4 mars 2020\n\nRésumé : Elle fuit.\n\n",
        "Ein Titel\n\nVon Anna Schmidt und Jan Möller\n\nZusammenfassung\n\nSie leckt. Sehr.\n\n## Teil\n\n",
        "标题：船闸\n\n作者：王小明、李红\n\n2020年3月4日（星期三）\n\n摘要：它漏水。\n\n",
    ]
)
tail = st.sampled_from(["", "\n\nNotes\n\n1. Tide, 3 March 2020.\n", "\n\n[^1]: Tide, 3 March 2020, p. 4.\n"])
article = st.builds(
    lambda first, blocks, last: first + "\n\n".join(blocks) + last,
    head,
    st.lists(block, min_size=1, max_size=6),
    tail,
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=article, name=st.sampled_from(["a.txt", "a.md"]))
def test_nothing_is_lost(text, name):
    result = import_file(name, text.encode(), REGISTRY_INDEX, OPTIONS)
    if not isinstance(result, ImportResult):
        assert not count_words(text)
        return
    assert not [words for words in result.left_out if words.reason.startswith("lost")], result.yaml
    read = Briefing.model_validate(read_mapping(result.yaml))
    assert read.sources == result.draft.briefing.sources
    assert count_words(read.body) == count_words(result.draft.briefing.body)


def test_the_account_notices_a_lost_word(river):
    result = import_file("river.txt", river.encode(), REGISTRY_INDEX, OPTIONS)
    assert not missing_words(river, result.draft, result.yaml)
    assert missing_words(river, result.draft, result.yaml.replace("dredgers", "")) == {"dredgers": 1}
    assert (
        missing_words(river, result.draft, result.yaml.replace("(Tide, November 27, 2019)", "(Tide)"))[
            "november"
        ]
        == 1
    )


def test_the_seed_gives_what_it_should():
    seed = Path(os.environ.get("BRIEFINGS_SEED", "/nowhere"))
    if not seed.is_file():
        pytest.skip("BRIEFINGS_SEED names no file")
    result = import_file(seed.name, seed.read_bytes(), REGISTRY_INDEX, OPTIONS)
    briefing = result.draft.briefing
    assert (briefing.title, briefing.volume, briefing.issue) == (
        "Belarus Further Strengthens Ties with Russia",
        21,
        19,
    )
    assert len(briefing.executive_points) == 3
    books = [source for source in briefing.sources if source.kind == "book"]
    unnamed = [source for source in briefing.sources if source.outlet is None and not source.authors]
    assert (len(briefing.sources), len(unnamed), len(books)) == (12, 6, 1)
    assert [text for text, _ in result.draft.parentheses] == [
        "(SKA Arena)",
        "(such as Lukashenka bad, Tikhanovskaya good)",
    ]
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


@pytest.mark.slow
def test_a_corpus_of_real_posts_imports_without_a_crash():
    folder = Path(os.environ.get("BRIEFINGS_CORPUS", "/nowhere"))
    if not folder.is_dir():
        pytest.skip("BRIEFINGS_CORPUS names no folder")
    for post in posts(folder, listed=True):
        result = import_file("post.md", as_markdown(post).encode(), REGISTRY_INDEX, OPTIONS)
        assert isinstance(result, ImportResult), (post.id, result)
        lost = [words for words in result.left_out if words.reason.startswith("lost")]
        assert not lost, (post.id, lost)


def test_a_word_that_a_line_tore_is_not_lost_though_half_of_it_stands_in_a_point_put_in(read):
    wide = "A line that is as long as the lines of this page are, all of them, "
    result = read(
        "a.txt",
        f"A Title\n\nIt has some locks.\n\n{wide}some-\nthing of which leaks each spring, as it has done for as long as the river\nrose.\n",
    )
    assert "something" in result.draft.briefing.body
    assert not [words for words in result.left_out if words.reason.startswith("lost")]
