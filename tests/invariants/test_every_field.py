"""Equal digests, equal bytes, key by key: no output goes stale when a key that authors write gets another value.

An incremental build keeps an output as long as the digest of its inputs is what it was. So each case plans a desk with
another value for one key, by the steps of a build, and makes the outputs whose digests are as before: they must come out
as before. A PDF or a card counts by the document that Typst would set. No site is built; test_every_file.py does that.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from hashlib import sha256
from operator import getitem
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from test_shown import DESK, FIELDS, OTHER_VALUES, PLACES, RENDER, SETTINGS, with_other_value

from mkdocs_briefings.builder.manifest import Manifest
from mkdocs_briefings.builder.scan import connect_and_check, scan_content
from mkdocs_briefings.builder.up_to_date import list_stamps
from mkdocs_briefings.builder.worker import BuildFolders, Worker, WorkerConfig
from mkdocs_briefings.model import content, digests
from mkdocs_briefings.model.content_model import ContentModel, Imported
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.output import Page, Pdf, PrintDocument
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.shown import SHOWN
from mkdocs_briefings.outputs import OUTPUTS, STAGES
from mkdocs_briefings.outputs.output import Made, SitePlan, Task

pytestmark = pytest.mark.slow

IN_NO_OUTPUT: dict[tuple[type[ContentModel], str], str] = {
    (content.Briefing, "imported"): "tells the desk where a briefing came from",
    (Imported, "file"): "tells the desk where a briefing came from",
    (Imported, "sha256"): "tells the desk where a briefing came from",
    (Imported, "on"): "tells the desk where a briefing came from",
    (content.Publication, "first_volume_year"): "is read by a rule alone",
}
"""Keys that no output shows, with the reason."""


def nested_models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model and those of its fields, and of their fields."""
    yield model
    annotations = [field.annotation for field in model.model_fields.values()]
    while annotations:
        annotation = annotations.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from nested_models(annotation)
        annotations += get_args(annotation)


def test_every_key_of_every_model_has_a_case() -> None:
    roots = (content.Briefing, content.Notice, *(facet.model for facet in FACETS.values()))
    models = {model for root in roots for model in nested_models(root)}
    assert models == set(PLACES)
    assert {model: set(values) for model, values in OTHER_VALUES.items()} == {
        model: set(model.model_fields) for model in models
    }


def test_keys_that_no_output_shows_have_a_reason() -> None:
    nowhere = {(model, key) for model, keys in SHOWN.items() for key in keys if not keys[key]}
    assert set(IN_NO_OUTPUT) == nowhere


class DocumentMaker(Worker):
    """A worker of a build that knows no shells, keeps files in memory, and a document in the place of a PDF or a card."""

    def __init__(self, config: WorkerConfig, files: dict[str, bytes]) -> None:
        super().__init__(config)
        self.files = files

    def page(self, task: Task) -> Page:
        before = dict(self.briefings)
        page = super().page(task)
        self.briefings |= before  # a worker drops what it has made the page of
        return page

    def in_theme(self, page: Page) -> str | None:
        return None

    def output_file(self, address: str) -> bytes:
        return self.files[address]

    def pdf(self, document: PrintDocument) -> Pdf:
        return Pdf(digest(document))

    def png(self, document: PrintDocument) -> bytes:
        return digest(document)


@dataclass
class Outputs:
    """The outputs of a desk: the digest of all that each shows, and those that were made."""

    digests: dict[str, bytes] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)

    @classmethod
    def of_desk(cls, settings: Settings, before: Outputs | None = None) -> Outputs:
        """Plan the outputs of a desk as a build does; make those with the digest of before, and what others need of them."""
        outputs = cls()
        plan, worker = planned(settings)
        content_files = {name: digest_bytes(worker.content_file(name)) for name in plan.index.files}
        for output in (output for stage in STAGES for output in stage):
            for task, inputs in output.wanted(plan):
                now = outputs.digests[task.name] = inputs.digest(content_files, plan.contents)
                if before is None or task.briefings or now == before.digests.get(task.name):
                    result = outputs.made[task.name] = OUTPUTS[output.kind].make(task, worker)
                    worker.files.update(result.files)
                    if result.page is not None:
                        plan.pages[result.page.uri] = result.page.date
                    plan.contents.update(
                        (address, sha256(file).digest()) for address, file in result.files.items()
                    )
        return outputs

    def stale(self, after: Outputs) -> list[str]:
        """Return the names of what a build would keep although it comes out otherwise."""
        kept = (name for name, digest in after.digests.items() if digest == self.digests.get(name))
        return [name for name in kept if self.made[name] != after.made[name]]


def planned(settings: Settings) -> tuple[SitePlan, DocumentMaker]:
    """Read a desk as a build does that finds nothing of one before."""
    scan = scan_content(settings, RENDER, Manifest(), list_stamps(settings.content))
    folders = BuildFolders(settings.root / "site", settings.root / "staging")
    files = {file.id: file for file in scan.inventory.briefings}
    read_as = {id: scan.stamps[file.path_text][1] for id, file in files.items()}
    worker = DocumentMaker(WorkerConfig(scan.context, RENDER, folders, settings.root, files, read_as), {})
    paths = {file.id: file.display_path for file in scan.changed}
    read = connect_and_check(scan, {paths[cached.id]: cached for cached in worker.read(list(paths))})
    worker.index = read.site_index
    return SitePlan(settings, RENDER, search=True, index=read.site_index, briefings=read.planned), worker


@pytest.fixture(scope="module")
def outputs_of(tmp_path_factory, write_content) -> Callable[..., Outputs]:
    def outputs(desk: dict[str, Any], before: Outputs | None = None) -> Outputs:
        folder: Path = tmp_path_factory.mktemp("desk")
        return Outputs.of_desk(replace(write_content(desk, folder), **SETTINGS), before)

    return outputs


@pytest.fixture(scope="module")
def before(outputs_of) -> Outputs:
    return outputs_of(DESK)


def share_name(desk: dict[str, Any]) -> None:
    """Give an entity of another briefing a name that meant only one of this."""
    desk["entities/all"]["di"]["aliases"] = ["Bo Li"]


def share_unsearched_name(desk: dict[str, Any]) -> None:
    """Give an entity of another briefing a name that this links within a longer word, where search does not see it."""
    desk["entities/all"]["bo"]["aliases"] += ["Roe"]


def add_linked_file(desk: dict[str, Any]) -> None:
    """Add a file that a briefing links to."""
    desk["files/list.csv"] = b"Ships\n"


def drop_linked(desk: dict[str, Any]) -> None:
    """Remove a briefing that another links to."""
    del desk["briefings/other"]


def name_outlet_like_author_of_source(desk: dict[str, Any]) -> None:
    """Give an outlet that nobody cites the name of a source's author, which then is an organisation's."""
    desk["outlets"] = desk["outlets"] | {"eve": {"name": "Eve Roe"}}


def name_outlet_like_author(desk: dict[str, Any]) -> None:
    """Give an outlet that nobody cites the name of a briefing's author."""
    desk["outlets"] = desk["outlets"] | {"fay": {"name": "Fay Poe"}}


ELSEWHERE: dict[str, Callable[[dict[str, Any]], None]] = {
    "a name is shared": share_name,
    "a name that search does not see is shared": share_unsearched_name,
    "a linked file comes": add_linked_file,
    "a linked briefing goes": drop_linked,
    "an outlet has the name of a source's author": name_outlet_like_author_of_source,
    "an outlet has the name of an author": name_outlet_like_author,
}
"""Changes of what a page shows although neither its briefing nor an entry that this names is another."""


@pytest.mark.parametrize("change", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_change_elsewhere_leaves_nothing_stale(change, before, outputs_of) -> None:
    desk = copy.deepcopy(DESK)
    change(desk)
    assert before.stale(outputs_of(desk, before)) == []


NAMED_IN_SENTENCES = {
    **DESK,
    "briefings/full": {
        **DESK["briefings/full"],
        "executive_points": ["@one and @two say so."],
        "events": [{"date": "2024-02-01", "text": "@one [p. 3] says it."}],
        "corrections": [{"date": "2024-02-06", "text": "Not @two."}],
        "summary": "So says @one.",
    },
}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("outlets", "sb", "short"), "SU"),
        (("outlets", "rbc", "name"), "RBK"),
        (("briefings/full", "sources", 0, "own"), False),
        (("briefings/full", "sources", 1, "outlet"), "sb"),
    ],
    ids=str,
)
def test_names_in_sentences_leave_nothing_stale(place, value, outputs_of) -> None:
    before, desk = outputs_of(NAMED_IN_SENTENCES), copy.deepcopy(NAMED_IN_SENTENCES)
    reduce(getitem, place[:-1], desk)[place[-1]] = value
    after = outputs_of(desk, before)
    assert after.digests != before.digests
    assert before.stale(after) == []


@pytest.mark.parametrize("value", [{1, 2}, (frozenset("ab"),), {"key": [{3}]}])
def test_no_value_with_a_digest_holds_a_set(value: object) -> None:
    """A set comes out in another order in each process, and so its digest would be another at each build."""
    with pytest.raises(TypeError, match="sort it"):
        digests.digest(value)


@pytest.mark.parametrize(("model", "key"), FIELDS, ids=[f"{model.__name__}.{key}" for model, key in FIELDS])
def test_what_a_change_of_a_key_leaves_as_it_is_does_not_show_it(model, key, before, outputs_of) -> None:
    after = outputs_of(with_other_value(model, key), before)
    assert after.digests != before.digests
    assert before.stale(after) == []
