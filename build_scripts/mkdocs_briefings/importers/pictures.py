"""Pictures within an original: kept as files beside the briefing, under names that say of which and that never clash."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from mkdocs_briefings.attachments.kinds import PICTURES

_ENDINGS = {"png": "png", "jpeg": "jpg", "gif": "gif"}
"""Ending of a picture by its kind, for kinds that pages, PDFs and mails show."""
_STANDS = re.compile(r"(!\[[^\]]*\]\()picture:(\d+)(\))")
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL | re.IGNORECASE)
MAX_PICTURE_BYTES = 10 * 1024 * 1024
"""Bytes of the largest picture that is kept."""


@dataclass(slots=True)
class Pictures:
    """The pictures of one original, in the order of its text."""

    contents: list[bytes] = field(default_factory=list)
    refused: int = 0
    """How many could not be kept: too large, or of a kind that pages do not show, such as EMF."""

    def add(self, data: bytes) -> str:
        """Keep a picture, and return the address that stands for it; empty for one that cannot be kept."""
        if len(data) > MAX_PICTURE_BYTES or not picture_ending(data):
            self.refused += 1
            return ""
        self.contents.append(data)
        return f"picture:{len(self.contents) - 1}"

    def take_data_addresses(self, body: HtmlElement) -> None:
        """Keep the pictures that stand within the page itself, in addresses such as `data:image/png;base64,...`."""
        for image in body.iter("img"):
            match = _DATA.match((image.get("src") or "").strip())
            if match is None:
                continue
            try:
                image.set("src", self.add(base64.b64decode(match[1], validate=False)))
            except binascii.Error:
                self.refused += 1
                image.set("src", "")

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """What a person should look at: pictures that are missing."""
        if not self.refused:
            return ()
        pictures = "a picture" if self.refused == 1 else f"{self.refused} pictures"
        return (
            (
                "body",
                f"{pictures} of the original could not be kept: save as PNG or JPEG, and put in by hand",
            ),
        )


def picture_ending(data: bytes) -> str:
    """Return the ending of a picture by its first bytes; empty for a kind that cannot be shown everywhere."""
    kinds = (kind for kind in _ENDINGS if re.match(PICTURES[kind], data, re.DOTALL))
    return next((_ENDINGS[kind] for kind in kinds), "")


@dataclass(frozen=True, slots=True)
class NamedPictures:
    """Pictures with the names of their files."""

    files: Mapping[str, bytes]
    """Content by path within the content folder: `files/the-locks-1a2b3c4d.png`."""
    names: tuple[str, ...]
    """Path of each picture, in order."""

    @classmethod
    def of(cls, contents: Sequence[bytes], slug: str) -> NamedPictures:
        """Name pictures after a briefing and after their content."""
        names = tuple(
            f"files/{slug}-{hashlib.sha256(data).hexdigest()[:8]}.{picture_ending(data)}" for data in contents
        )
        return cls(dict(zip(names, contents, strict=True)), names)

    def put_into(self, text: str) -> str:
        """Return Markdown with the paths of the files in place of the addresses that stand for them."""

        def named(match: re.Match[str]) -> str:
            at = int(match[2])
            return f"{match[1]}{self.names[at]}{match[3]}" if at < len(self.names) else match[0]

        return _STANDS.sub(named, text)
