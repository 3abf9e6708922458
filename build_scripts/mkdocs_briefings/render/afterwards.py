"""What became of a source after it was cited: the words for it, and where it is to be read now."""

from __future__ import annotations

from mkdocs_briefings.model.site import LinkedSource
from mkdocs_briefings.model.vocabulary import NoticeStatus

WORDS = {
    NoticeStatus.RETRACTED: "retracted by the publisher",
    NoticeStatus.CORRECTED: "corrected by the publisher",
    NoticeStatus.DISPUTED: "disputed",
    NoticeStatus.DEAD: "no longer online",
}
"""Each status as readers are told it, inside a sentence."""


def readable_at(linked: LinkedSource) -> tuple[str, str]:
    """Where a source is to be read, and the archived copy besides, either may be empty.

    An archived copy takes over where a notice says that the original is dead. What a notice about a whole
    outlet names is a copy of the outlet's site, not of the source.
    """
    source = linked.source
    own = (one.archive_url for one in linked.notices if one.url is not None)
    archive = source.archive_url or next(filter(None, own), None) or ""
    dead = any(one.status is NoticeStatus.DEAD for one in linked.notices)
    if archive and (dead or not source.url):
        return archive, ""
    return source.url or "", archive
