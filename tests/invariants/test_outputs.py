"""An output looks at nothing but the inputs that it names: a maker that watches every look runs over all outputs of a desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.full_build import SiteMaker
from mkdocs_briefings.mkdocs_plugin.plugin import BriefingsPlugin
from mkdocs_briefings.model.face import Face, Logo
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.output import Pdf, PrintDocument
from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.outputs import OUTPUTS, STAGES
from mkdocs_briefings.outputs.output import Made, PlannedBriefing, SitePlan, Wanted
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.texts import BriefingInputs

pytestmark = pytest.mark.slow

DESK = Path(__file__).parents[1] / "sites/full"
FORMER = "an-older-id"
"""Id that a briefing of the desk had."""


@dataclass(frozen=True)
class WatchingMaker(SiteMaker):
    """Makes outputs, and keeps what they looked at."""

    files: set[str] = field(default_factory=set)
    outputs: set[str] = field(default_factory=set)
    briefings: set[str] = field(default_factory=set)
    summaries: set[str] = field(default_factory=set)

    def inputs(self, id: str) -> BriefingInputs:
        self.briefings.add(id)
        return super().inputs(id)

    def summary(self, id: str) -> BriefingSummary:
        self.summaries.add(id)
        return super().summary(id)

    def content_file(self, name: str) -> bytes:
        self.files.add(name)
        return super().content_file(name)

    def output_file(self, address: str) -> bytes:
        self.outputs.add(address)
        return super().output_file(address)

    def pdf(self, document: PrintDocument) -> Pdf:
        self.files.update(document.pictures)
        return super().pdf(document)

    def png(self, document: PrintDocument) -> bytes:
        self.files.update(document.pictures)
        return super().png(document)

    def mail_logo(self, file: str) -> bytes:
        self.files.add(file)
        return super().mail_logo(file)


@pytest.fixture(scope="module")
def request_of_desk(tmp_path_factory) -> BuildRequest:
    folder = Path(shutil.copytree(DESK, tmp_path_factory.mktemp("outputs") / "desk"))
    renamed = min((folder / "content/briefings").rglob("*.yaml"))
    renamed.write_text(
        renamed.read_text(encoding="utf-8") + f"\naliases: [former, {FORMER}]\n", encoding="utf-8"
    )
    config = run.read_config(str(folder / "mkdocs.yml"), run.Overrides(audience="green"))
    plugin: BriefingsPlugin = run.plugin_of(config)
    plugin.on_config(config)
    request = plugin.build_request(config, folder / "site")
    logo = Logo("files/chart.svg", dark="files/chart.svg")
    return replace(request, render=replace(request.render, face=Face(logo=logo)))


def made(request: BuildRequest, site, pages) -> Iterator[tuple[Wanted, Made, WatchingMaker]]:
    """Make every output of the desk, each with a maker of its own."""
    briefings = {id: PlannedBriefing(summary) for id, summary in site.index.summaries.items()}
    plan = SitePlan(request.settings, request.render, request.search, site.index, briefings)
    for stage in STAGES:
        for output in stage:
            for wanted in list(output.wanted(plan)):
                maker = WatchingMaker(site, request, request.site, pages)
                result = OUTPUTS[output.kind].make(wanted.task, maker)
                for address, content in result.files.items():
                    path = request.site / address
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
                    plan.contents[address] = sha256(content).digest()
                yield wanted, result, maker


@pytest.fixture(scope="module")
def every(request_of_desk) -> list[tuple[Wanted, Made, WatchingMaker]]:
    gathered = pipeline.gather(request_of_desk.settings)
    rendered = pipeline.render_pages(gathered.site, request_of_desk.settings, request_of_desk.render)
    pages = {page.uri: page for page in rendered}
    return list(made(request_of_desk, gathered.site, pages))


def test_every_look_was_named(every) -> None:
    for wanted, _, maker in every:
        assert maker.files <= set(wanted.inputs.files), wanted.task.name
        assert maker.outputs <= set(wanted.inputs.outputs), wanted.task.name
        assert maker.briefings <= set(wanted.task.briefings), wanted.task.name


def test_every_look_is_of_some_use(every) -> None:
    """The maker does see looks: a picture in a PDF, a copy in a feed, a briefing in a PDF, a summary in a card."""
    looks = [(maker.files, maker.outputs, maker.briefings, maker.summaries) for _, _, maker in every]
    assert all(any(kind) for kind in zip(*looks, strict=True))


def test_what_lay_at_a_former_address_is_there_as_it_is_now(every, request_of_desk) -> None:
    files = {address: content for _, result, _ in every for address, content in result.files.items()}
    index = pipeline.gather(request_of_desk.settings).site.index
    (id,) = (summary.id for summary in index.summaries.values() if FORMER in summary.aliases)
    assert f'href="../{id}/"'.encode() in files[f"briefings/{FORMER}/index.html"]
    for address in (addresses.pdf, addresses.machine_copy):
        former, present = (address(addresses.briefing_uri(name)) for name in (FORMER, id))
        assert files[former] == files[present]


def test_names_are_unique_and_no_address_has_two_owners(every) -> None:
    names = [wanted.task.name for wanted, _, _ in every]
    assert len(names) == len(set(names))
    addresses = [address for _, result, _ in every for address in result.files]
    assert len(addresses) == len(set(addresses))


def test_what_stands_under_a_hand_written_page_is_not_made(request_of_desk) -> None:
    """Neither the page of a briefing, nor its PDF and card, nor the PDF of an issue or volume that it is in."""
    request, index = request_of_desk, pipeline.gather(request_of_desk.settings).site.index
    weekly = ((Kind.PUBLICATION, "weekly", "Weekly"),)
    summaries = {
        id: summary._replace(volume=3, issue=0, memberships=weekly) for id, summary in index.summaries.items()
    }
    briefings = {id: PlannedBriefing(summary) for id, summary in summaries.items()}
    plan = SitePlan(
        request.settings, request.render, request.search, replace(index, summaries=summaries), briefings
    )
    hidden = addresses.briefing_uri(next(iter(summaries)))
    before, after = (
        {wanted.task.name for output in OUTPUTS.values() for wanted in output.wanted(chosen)}
        for chosen in (plan, replace(plan, occupied=frozenset({hidden})))
    )
    gone = {name for name in before - after if not name.startswith("feed")}
    assert {hidden, addresses.pdf(hidden), addresses.card(hidden)} < gone
    assert {name for name in gone if name.endswith("3.pdf")} != set()
    assert len([name for name in after if name.endswith(".pdf")]) == len(summaries) - 1
