"""Incremental = clean, key by key: a change of one key that authors write reaches every byte that shows it.

Each case builds the desk with another value for one key, gives the key its own value, builds again, and compares the
site with a clean build. The first of the two builds begins at a desk with the same kinds of page and other briefings,
so it makes everything that shows the key, and needs no MkDocs.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from small_desk import Files, SmallDesk, changed
from test_shown import DESK, FIELDS, OTHER_VALUES, PLACES, with_other_value

from mkdocs_briefings.model import content
from mkdocs_briefings.model.content import ContentModel
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.shown import SHOWN, Shown

pytestmark = pytest.mark.slow

IN_NO_OUTPUT: dict[tuple[type[ContentModel], str], str] = {
    (content.Briefing, "imported"): "tells the desk where a briefing came from",
    (content.Imported, "file"): "tells the desk where a briefing came from",
    (content.Imported, "sha256"): "tells the desk where a briefing came from",
    (content.Imported, "on"): "tells the desk where a briefing came from",
    (content.Publication, "first_volume_year"): "is read by a rule alone",
}
"""Keys that no output shows, with the reason."""
_PRINTED = Shown.PRINT | Shown.CARD


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


def other_desk() -> dict[str, Any]:
    """The desk with other ids throughout: the same kinds of page, none of the same briefings and entries."""
    registries = [facet.kind + "/all" if facet.in_folder else facet.kind for facet in FACETS.values()]
    ids = {id for name in registries for id in DESK[name]}
    ids |= {name.removeprefix("briefings/") for name in DESK if name.startswith("briefings/")}
    written = json.dumps(DESK)
    for id in ids | {"visit"}:
        written = written.replace(f'"{id}"', f'"another-{id}"').replace(
            f'"briefings/{id}"', f'"briefings/another-{id}"'
        )
    return dict(json.loads(written))


@dataclass
class Start:
    """A desk of other briefings that was built, to which every case comes back; and the site of `DESK`, built clean."""

    desk: SmallDesk
    clean: Files

    def restore(self) -> SmallDesk:
        shutil.rmtree(self.desk.folder, ignore_errors=True)
        shutil.copytree(self.desk.folder.with_name("start"), self.desk.folder)
        return self.desk


@pytest.fixture(scope="module")
def starts(tmp_path_factory, write_content) -> Callable[..., Start]:
    """Return where cases start, with and without PDFs and cards."""
    made: dict[bool, Start] = {}

    def start(*, prints: bool) -> Start:
        if prints not in made:
            desk = SmallDesk(tmp_path_factory.mktemp("prints" if prints else "pages") / "desk", write_content)
            desk.configure({"pdf": prints, "cards": prints})
            desk.write_file("docs/about.md", "# About\n")
            desk.write(DESK)
            clean = desk.build_clean()
            desk.write(other_desk())
            desk.build()
            shutil.copytree(desk.folder, desk.folder.with_name("start"))
            made[prints] = Start(desk, clean)
        return made[prints]

    return start


@pytest.mark.parametrize(("model", "key"), FIELDS, ids=[f"{model.__name__}.{key}" for model, key in FIELDS])
def test_a_change_of_a_key_reaches_every_byte(model, key, starts) -> None:
    start = starts(prints=bool(SHOWN[model][key] & _PRINTED))
    desk = start.restore()
    desk.write(with_other_value(model, key))
    before = desk.build()
    desk.write(DESK)
    assert changed(desk.build(), start.clean) == []
    assert (before == start.clean) == ((model, key) in IN_NO_OUTPUT)
