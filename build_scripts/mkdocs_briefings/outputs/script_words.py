"""The words of the site's scripts: one small module, for the languages of the site and of its briefings.

A module, and not data in each page: browsers keep it, so a site in another language than English costs its readers a few
kilobytes once, not with every page, and an edit of words leaves pages as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render.script_words import ADDRESS, messages_module


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the module. Our own catalogues are part of the environment of a build."""
    pages, desk = plan.settings.languages, plan.render.words
    briefings = sorted({summary.language for summary in plan.index.summaries.values()})
    task = Task(ADDRESS, data=(pages, tuple(briefings)))
    yield Wanted(task, Inputs(digest_bytes(repr((task.data, plan.render.language, desk)).encode())))


def _make(task: Task, maker: Maker) -> Made:
    """Return what the catalogues have for the messages of scripts."""
    pages, briefings = task.data
    settings = maker.context.settings
    return Made({ADDRESS: messages_module(pages, briefings, settings.language, settings.words)})


SCRIPT_WORDS = Output("script words", "Words", _wanted, _make)
"""The messages that scripts say."""
