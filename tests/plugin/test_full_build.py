"""The full build hands its outputs to other processes, whatever shows how far it has come."""

from __future__ import annotations

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.mkdocs_plugin.full_build import FullBuild
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.publish.executor import choose

pytestmark = pytest.mark.slow


def test_what_shows_progress_stays_in_this_process(write_desk, tmp_path) -> None:
    """The bars of a terminal cannot go to another; so many files are copied by several."""
    files = {f"files/{number}.txt": f"File {number}\n" for number in range(choose.WORTH_IT)}
    body = "\n\n".join(f"[{name}]({name})" for name in files)
    settings = write_desk({"briefings/x": {"body": body}, **files})
    shown = []
    request = BuildRequest(
        settings, RenderSettings(), tmp_path / "site", tmp_path / "cache", search=False,
        progress=lambda *step: shown.append(step), environment_key=b"",
    )  # fmt: skip
    full = FullBuild(pipeline.gather(settings).site, request)
    full.pages()
    full.finish(tmp_path / "site", ())
    assert {name for name in files if (tmp_path / "site" / name).is_file()} == files.keys()
    assert shown
