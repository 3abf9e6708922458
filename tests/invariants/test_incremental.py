"""Incremental = clean: after any edits the site has the bytes of one that is built from nothing."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from search_texts import search_texts
from site_settings import LEAN, settle

from mkdocs_briefings.attachments.read import published_bytes
from mkdocs_briefings.builder import cached_briefing
from mkdocs_briefings.diagnostics.errors import ContentError
from mkdocs_briefings.mkdocs_plugin import run as mkdocs_run
from mkdocs_briefings.mkdocs_plugin.run import BuildReport, Overrides
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.outputs import feed, page, table
from mkdocs_briefings.outputs.output import Inputs, SitePlan
from mkdocs_briefings.pipeline import no_progress

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SITES = Path(__file__).parents[1] / "sites"
CACHE = Path(".cache/briefings")
WORDS = st.sampled_from(
    "border grain ministry port tariff <b>bold</b> Ærø Минск {{x}} 'quoted' & more".split()
)
TOPICS = st.lists(st.sampled_from(["grain", "trade"]), unique=True, max_size=2)


def pages_of(site: Path) -> dict[str, bytes]:
    """Return every file of the site, by its address."""
    paths = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def differing_files(site: Path, other: Path) -> list[str]:
    return changed(pages_of(site), pages_of(other))


class Desk:
    """A desk in a folder, built again and again into `site`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = str(folder / "mkdocs.yml")
        self.at = "2024-06-01T00:00:00+00:00"
        self.audience = "green"

    @property
    def briefings(self) -> list[Path]:
        return sorted((self.folder / "content/briefings").rglob("*.yaml"))

    @property
    def canary(self) -> Path:
        return self.folder / "content/briefings/2024/canary.yaml"

    def build(self, site: str = "site") -> BuildReport:
        overrides = Overrides(at=self.at, audience=self.audience, site_dir=str(self.folder / site))
        return mkdocs_run.build(self.config, overrides, no_progress)

    def write(self, name: str, **fields: object) -> None:
        path = self.folder / "content/briefings/2024" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        written = {
            "title": "A title", "date": "2024-02-05", "executive_points": ["They left [@x]."],
            "body": "Talks [@x].", "sources": [{"id": "x", "outlet": "SB", "title": "Визит"}], **fields,
        }  # fmt: skip
        path.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")

    def change(self, path: Path, **fields: object) -> None:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**data, **fields}, ensure_ascii=False, default=str), encoding="utf-8")

    def configure(self, **changes: object) -> None:
        path = self.folder / "mkdocs.yml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**data, **changes}), encoding="utf-8")


@pytest.fixture
def desk(tmp_path) -> Desk:
    folder = Path(shutil.copytree(SITES / "full", tmp_path / "desk"))
    settle(folder, reference=False)
    return Desk(folder)


@pytest.fixture
def lean_desk(desk) -> Desk:
    """A desk whose site has neither search nor PDFs nor cards."""
    settle(desk.folder, **LEAN)
    return desk


class Edits(RuleBasedStateMachine):
    """Random edits, built one by one; after some, the site must be what a clean build makes of the same files."""

    folder: Path
    searched = True
    """Whether the site has a search index, which takes as long to make as all else."""
    number = 0
    clean = ""
    """Folder of the clean site that the last build is to be compared with."""

    @initialize()
    def start(self) -> None:
        Edits.number += 1
        root = self.folder / str(Edits.number)
        shutil.copytree(SITES / "full", root)
        self.desk = Desk(root)
        settle(root, search=self.searched, reference=False)
        self.builds = 0

    def some(self, number: int) -> Path:
        return self.desk.briefings[number % len(self.desk.briefings)]

    @rule(number=st.integers(0, 9), title=WORDS, topics=TOPICS)
    def add(self, number: int, title: str, topics: list[str]) -> None:
        self.desk.write(
            f"new-{number}", title=f"New {title}", topics=topics, date=f"2024-0{number % 9 + 1}-01"
        )

    @rule(number=st.integers(0, 9), words=st.lists(WORDS, min_size=1, max_size=5))
    def change_body(self, number: int, words: list[str]) -> None:
        self.desk.change(self.some(number), body=" ".join(words) + " [see](briefing:new-1).")

    @rule(number=st.integers(0, 9), title=WORDS)
    def retitle(self, number: int, title: str) -> None:
        self.desk.change(self.some(number), title=f"{title} anew")

    @rule(
        number=st.integers(0, 9),
        topics=TOPICS,
        entity=st.sampled_from(["minsk", "ada-lovelace"]),
        regions=st.lists(st.sampled_from(["north", "far-north"]), unique=True),
    )
    def regroup(self, number: int, topics: list[str], entity: str, regions: list[str]) -> None:
        groups = {"topics": topics, "regions": regions, "entities": [entity]}
        self.desk.change(self.some(number), **groups, publication="weekly", volume=3)

    @rule(number=st.integers(0, 9), related=st.sampled_from(["a-visit", "new-1", "new-2"]))
    def relate(self, number: int, related: str) -> None:
        self.desk.change(self.some(number), related=[related])

    @rule(number=st.integers(0, 9), language=st.sampled_from(["de", "be", "en"]))
    def translate(self, number: int, language: str) -> None:
        original = self.some(number).stem.partition(".")[0]
        if number % 2:
            self.desk.write(f"{original}.{language}", title=f"In {language}", topics=["grain"])
        else:
            (self.desk.folder / f"content/briefings/2024/{original}.{language}.yaml").unlink(missing_ok=True)

    @rule(number=st.integers(0, 9), month=st.integers(1, 12))
    def redate(self, number: int, month: int) -> None:
        self.desk.change(self.some(number), date=f"2024-{month:02}-05", status="published")

    @rule(number=st.integers(0, 9), count=st.integers(0, 2), words=WORDS)
    def correct(self, number: int, count: int, words: str) -> None:
        corrections = [{"date": "2024-02-06", "text": f"Not {words}."}] * count
        self.desk.change(self.some(number), corrections=corrections)

    @rule(number=st.integers(0, 9))
    def delete(self, number: int) -> None:
        if len(self.desk.briefings) > 1:
            self.some(number).unlink()

    @rule(number=st.integers(0, 9), to=st.integers(0, 9))
    def rename(self, number: int, to: int) -> None:
        path, target = self.some(number), self.desk.folder / f"content/briefings/2024/moved-{to}.yaml"
        if not target.exists():
            self.desk.change(path, aliases=[path.stem])
            path.rename(target)

    @rule(tlp=st.sampled_from(["clear", "green", "amber"]), number=st.integers(0, 9))
    def classify(self, tlp: str, number: int) -> None:
        self.desk.change(self.some(number), tlp=tlp)

    @rule(number=st.integers(0, 9), month=st.integers(1, 9))
    def embargo(self, number: int, month: int) -> None:
        self.desk.change(self.some(number), publish_at=f"2024-0{month}-01T00:00:00+00:00")

    @rule(month=st.integers(1, 9))
    def clock(self, month: int) -> None:
        self.desk.at = f"2024-0{month}-15T00:00:00+00:00"

    @rule(audience=st.sampled_from(["clear", "green", "amber"]))
    def switch_audience(self, audience: str) -> None:
        self.desk.audience = audience

    @rule(name=WORDS)
    def edit_registry(self, name: str) -> None:
        self.desk.change(self.desk.folder / "content/topics.yaml", trade={"name": f"Trade {name}"})
        self.desk.change(self.desk.folder / "content/regions.yaml", north={"name": f"North {name}"})

    @rule(status=st.sampled_from(["dead", "disputed", "retracted"]), outlet=st.sampled_from(["sb", "SB"]))
    def notice(self, status: str, outlet: str) -> None:
        path = self.desk.folder / "content/notices.yaml"
        path.write_text(json.dumps([{"outlet": outlet, "status": status}]), encoding="utf-8")

    @rule(text=WORDS)
    def edit_by_hand(self, text: str) -> None:
        page = f"# About {text}\n\nSee [a visit](briefings/a-visit.md).\n"
        (self.desk.folder / "docs/about.md").write_text(page, encoding="utf-8")

    @rule(name=WORDS)
    def configure(self, name: str) -> None:
        self.desk.configure(site_name=f"Desk {name}")

    @rule(words=WORDS)
    def edit_template(self, words: str) -> None:
        folder = self.desk.folder / "overrides/briefings"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "footer.html").write_text(f"<p>{words}</p>", encoding="utf-8")
        self.desk.configure(theme={"name": "material", "font": False, "custom_dir": "overrides"})

    @rule(number=st.integers(0, 99))
    def damage(self, number: int) -> None:
        ending = ("html", "json", "xml")[number % 3]
        files = sorted(path for path in (self.desk.folder / "site").rglob(f"*.{ending}"))
        if files:
            files[number % len(files)].unlink()

    @invariant()
    def same_as_clean(self) -> None:
        if not hasattr(self, "desk"):
            return
        self.builds += 1
        self.clean = f"clean-{self.builds}"
        try:
            self.desk.build()
        except ContentError:
            with pytest.raises(ContentError):
                self.desk.build(self.clean)
            self.clean = ""
        if self.builds % 3 == 0:
            self.compare()

    def compare(self) -> None:
        """Compare the site with a clean one, unless that has been done or the content has errors."""
        if self.clean:
            self.desk.build(self.clean)
            assert differing_files(self.desk.folder / "site", self.desk.folder / self.clean) == []
            shutil.rmtree(self.desk.folder / self.clean)
        self.clean = ""

    def teardown(self) -> None:
        self.compare()


@pytest.mark.parametrize("part", range(1))
def test_any_edits(tmp_path, part: int) -> None:
    machine = type("Machine", (Edits,), {"folder": tmp_path, "searched": part == 0})
    chosen = settings(
        max_examples=2, stateful_step_count=8, deadline=None, database=None, derandomize=False,
        suppress_health_check=list(HealthCheck), print_blob=True, phases=[Phase.generate],  # to shrink takes minutes
    )  # fmt: skip
    random.seed(part)
    run_state_machine_as_test(machine, settings=chosen)  # type: ignore[no-untyped-call]


def test_an_edit_makes_only_what_shows_it(lean_desk) -> None:
    desk = lean_desk
    every = desk.build().pages_made
    assert desk.build().pages_made == 0
    before = {path: path.stat().st_mtime_ns for path in (desk.folder / "site").rglob("*") if path.is_file()}
    desk.change(desk.folder / "content/briefings/2023/a-year-before.yaml", body="Another body.")
    assert desk.build().pages_made == 1 < every
    after = {path: path.stat().st_mtime_ns for path in (desk.folder / "site").rglob("*.html")}
    rewritten = [path.parent.name for path, when in after.items() if before[path] != when]
    assert rewritten == ["a-year-before"]


def test_an_edit_makes_only_the_feeds_that_show_it(lean_desk) -> None:
    """The site's feed holds the two newest; the old briefing stands in a topic's alone."""
    desk = lean_desk
    for day, topics in ((10, ["trade"]), (11, ["trade"]), (12, []), (13, [])):
        desk.write(f"on-{day}", date=f"2024-03-{day}", topics=topics)
    desk.build()
    site = desk.folder / "site"
    before = feeds_of(site)
    desk.change(desk.folder / "content/briefings/2024/on-10.yaml", body="Other words [@x].")
    desk.build()
    assert changed(before, feeds_of(site)) == ["topics/trade/feed.json", "topics/trade/feed.xml"]
    before = feeds_of(site)
    desk.change(desk.folder / "content/briefings/2024/on-13.yaml", title="Another title")
    desk.build()
    assert changed(before, feeds_of(site)) == ["feed.json", "feed.xml"]
    assert b"on-10" not in (site / "feed.xml").read_bytes()


def feeds_of(site: Path) -> dict[str, int]:
    """Return when each feed was written, by its address."""
    paths = (path for ending in ("xml", "json") for path in site.rglob(f"feed.{ending}"))
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in paths}


@pytest.mark.parametrize("name", ["files/chart.svg", "files/ships.csv"])
def test_an_edited_file_is_published_and_printed(desk, name: str) -> None:
    settle(desk.folder, search=False, cards=False)
    desk.build()
    path = desk.folder / "content" / name
    before = (desk.folder / "site" / name).read_bytes(), pages_of(desk.folder / "site")
    path.write_bytes(path.read_bytes().replace(b"</svg>", b"<circle r='9'/></svg>") + b"\n")
    desk.build()
    published = published_bytes(desk.folder / "content", name)
    assert (desk.folder / "site" / name).read_bytes() == published != before[0]
    altered = changed(before[1], pages_of(desk.folder / "site"))
    assert (any(address.endswith(".pdf") for address in altered)) is name.endswith(".svg")
    assert differing(desk) == []


VERSION_EDITS: dict[str, Callable[[Desk], None]] = {
    "comes": lambda desk: desk.write("a-visit.de", title="Ein Besuch", topics=["grain"]),
    "another": lambda desk: desk.write("visite", title="Une visite", language="fr", translation_of="a-visit"),
    "is renamed": lambda desk: desk.change(version(desk), title="Ein Besuch im Winter"),
    "a topic has names": lambda desk: name_topic(desk, de="Korn", en="Grain"),
    "a name changes": lambda desk: name_topic(desk, de="Getreide", en="Grain"),
    "is of another language": lambda desk: desk.change(
        desk.folder / "content/briefings/2024/visite.yaml", language="be"
    ),
    "becomes a draft": lambda desk: desk.change(version(desk), status="draft"),
    "its original goes": lambda desk: desk.change(
        desk.folder / "content/briefings/2024/a-visit.yaml", tlp="red"
    ),
    "is gone": lambda desk: version(desk).unlink(),
}


def test_pages_of_further_languages_are_exact(lean_desk) -> None:
    """Fast = plain, and incremental = clean, on a desk whose lists come in several languages."""
    desk = lean_desk
    settle(desk.folder, search=True)
    desk.write("nur-deutsch", title="Nur deutsch", language="de", topics=["trade"])
    for languages, last in (
        (["en", "de"], "is renamed"),
        (["en", "de", "fr"], "is gone"),
        (["en", "fr"], "comes"),
    ):
        settle(desk.folder, languages=languages)
        for name in ("comes", "a topic has names", last):
            VERSION_EDITS[name](desk)
            desk.build()
            if "de" in languages and name == "comes":
                assert searched_in(desk.folder / "site/de") == {"a-visit-de", "nur-deutsch"}
        assert differing(desk) == [], languages
    settle(desk.folder, fast=False)
    desk.build("plain")
    assert differing_files(desk.folder / "site", desk.folder / "plain") == []


def searched_in(folder: Path) -> set[str]:
    """Which of the versions in question the search of a further language finds."""
    urls = {text[0].split("/")[1] for text in search_texts(folder).values()}
    return urls & {"a-visit", "a-visit-de", "nur-deutsch"}


def name_topic(desk: Desk, **names: str) -> None:
    desk.change(desk.folder / "content/topics.yaml", grain={"name": names, "description": names})


def version(desk: Desk) -> Path:
    return desk.folder / "content/briefings/2024/a-visit.de.yaml"


def test_the_navigation_follows_its_briefings(lean_desk) -> None:
    """What `nav` says of generated pages without a title, and where it lists briefings, is as in a clean build."""
    desk = lean_desk
    listed = {"Latest": [{"briefings": "latest 2"}]}
    desk.configure(nav=["about.md", "briefings/a-visit.md", "topics/trade.md", listed])
    desk.build()
    desk.change(desk.folder / "content/briefings/2024/a-visit.yaml", title="Another title")
    desk.change(desk.folder / "content/topics.yaml", trade={"name": "Commerce"})
    desk.build()
    assert differing(desk) == []
    settle(desk.folder, fast=False)
    desk.build("plain")
    assert differing_files(desk.folder / "site", desk.folder / "plain") == []


def test_versions_come_and_go(lean_desk) -> None:
    lean_desk.build()
    for name, edit in VERSION_EDITS.items():
        edit(lean_desk)
        assert differing(lean_desk) == [], name


def lose_the_state(desk: Desk) -> None:
    shutil.rmtree(desk.folder / ".cache/briefings/kept/search")


def damage_a_text(desk: Desk) -> None:
    min((desk.folder / "site/search/texts").iterdir()).write_bytes(b"damaged")


def damage_the_index(desk: Desk) -> None:
    max((desk.folder / "site/search/shards").iterdir()).unlink()


@pytest.mark.parametrize("harm", [lose_the_state, damage_a_text, damage_the_index])
def test_search_that_lost_a_part_is_made_anew(desk, harm: Callable[[Desk], None]) -> None:
    settle(desk.folder, pdf=False, cards=False)
    desk.build()
    harm(desk)
    desk.change(desk.briefings[0], body="Another body.")
    desk.build()
    assert differing(desk) == []
    assert any("Another body." in repr(text) for text in search_texts(desk.folder / "site").values())


EXPECTED_GONE: dict[str, Callable[[Desk], None]] = {
    "deleted": lambda desk: desk.canary.unlink(),
    "above the audience": lambda desk: desk.change(desk.canary, tlp="red"),
    "under embargo": lambda desk: desk.change(desk.canary, publish_at="2030-01-01T00:00:00+00:00"),
}


def test_what_goes_leaves_nothing(desk) -> None:
    settle(desk.folder, search=False)
    for edit in EXPECTED_GONE.values():
        desk.write(
            "canary",
            title="Canary one",
            body="Canary two.",
            aliases=["canary-three"],
            authors=["Canary Four"],
        )
        desk.build()
        site = desk.folder / "site"
        assert any(b"Canary" in content for content in pages_of(site).values())
        edit(desk)
        desk.build()
        names = [name for name, content in pages_of(site).items() if b"anary" in content or "anary" in name]
        assert names == []


def differing(desk: Desk) -> list[str]:
    """Return the addresses of files that are not what a clean build makes."""
    desk.build()
    desk.build("clean")
    return differing_files(desk.folder / "site", desk.folder / "clean")


LEFT_OUT: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Callable[[Desk], None], set[str]]] = {
    "what a page shows of other briefings": (
        lambda patch: patch.setattr(SitePlan, "_of_others", lambda *_: b""),
        lambda desk: desk.change(
            desk.folder / "content/briefings/2023/a-year-before.yaml", title="Another title"
        ),
        {"briefings/a-visit/index.html"},
    ),
    "what the registries say": (
        lambda patch: patch.setattr(cached_briefing, "_registered", lambda linked, desk: ()),
        lambda desk: (desk.folder / "content/notices.yaml").write_text("[{outlet: sb, status: retracted}]"),
        {"briefings/a-visit/index.html"},
    ),
    "what a list shows": (
        lambda patch: patch.setattr(page, "digest", lambda value: digest("the same")),
        lambda desk: desk.change(desk.briefings[-1], title="A newer title"),
        {"index.html"},
    ),
    "what feeds show": (
        lambda patch: patch.setattr(feed, "Inputs", lambda values, outputs: Inputs(values)),
        lambda desk: desk.change(desk.folder / "content/briefings/2024/a-visit.yaml", body="Others [@sb]."),
        {"feed.xml"},
    ),
    "what the table shows": (
        lambda patch: patch.setattr(table, "Inputs", lambda values, outputs: Inputs(values)),
        lambda desk: desk.change(desk.folder / "content/briefings/2024/a-visit.yaml", title="A long visit"),
        {"briefings.csv"},
    ),
}


@pytest.mark.parametrize(("leave_out", "edit", "stale"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_digest_that_lacks_something_is_seen(
    lean_desk, monkeypatch, leave_out, edit, stale: set[str]
) -> None:
    """The comparison above fails as soon as a product's digest leaves out a part of what it shows."""
    leave_out(monkeypatch)
    lean_desk.build()
    edit(lean_desk)
    assert stale <= set(differing(lean_desk))


def test_whole_digests_lack_nothing(lean_desk) -> None:
    """The edits above, each compared with a clean build."""
    lean_desk.build()
    for name, (_, edit, _) in LEFT_OUT.items():
        edit(lean_desk)
        assert differing(lean_desk) == [], name
        shutil.rmtree(lean_desk.folder / "clean")


def test_a_clock_that_goes_back_makes_feeds_anew(lean_desk) -> None:
    """They tell nothing of dates to come, and no file has changed."""
    desk = lean_desk
    for year in ("2025", "2023", "2026"):
        desk.at = f"{year}-01-15T00:00:00+00:00"
        desk.build()
        desk.build(year)
        assert differing_files(desk.folder / "site", desk.folder / year) == []
