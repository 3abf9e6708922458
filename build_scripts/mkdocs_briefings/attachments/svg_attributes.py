"""The attributes of a drawing: which stay, and where they may lead."""

from __future__ import annotations

import base64
import binascii
import re

from mkdocs_briefings.attachments.kinds import picture_kind
from mkdocs_briefings.attachments.svg_names import ATTRIBUTES, PRESENTATION
from mkdocs_briefings.attachments.svg_style import Unusable, check_value, clean_declarations

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_KEPT = ATTRIBUTES | {f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("lang", "space")}
_ARIA = re.compile(r"aria-[a-z]+")
_HANDLER = re.compile(r"on[a-z]+", re.IGNORECASE)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]*)", re.IGNORECASE)
_FRAGMENT = re.compile(r"#\S+")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def clean_attribute(element: str, name: str, value: str) -> str | None:
    """Return the value that an attribute keeps; None for one that shows nothing.

    Args:
        element: name of its element, one that a drawing may hold.
        name: its name, that of its namespace before it in braces.
        value: as written.

    Raises:
        Unusable: it could run or fetch something, or is not understood.
    """
    if name in _HREFS:
        return _reference(element, value.strip())
    if name == "style":
        return clean_declarations(value)
    if name in PRESENTATION:
        check_value(value)
        return value
    if _HANDLER.fullmatch(name):
        raise Unusable("a handler")
    if element == "style" and (name == "media" or (name == "type" and value.strip().lower() != "text/css")):
        raise Unusable("a condition")
    return value if name in _KEPT or _ARIA.fullmatch(name) else None


def _reference(element: str, value: str) -> str:
    """Return where an element may lead: into its own drawing, a link to the web, a picture to the picture itself."""
    if _FRAGMENT.fullmatch(value) or (element == "a" and _WEB.fullmatch(value)):
        return value
    if element in {"image", "feImage"} and (data := _DATA.fullmatch(value)):
        return _picture(data[1])
    raise Unusable(f"a reference to {value[:40]!r}")


def _picture(base64_text: str) -> str:
    """Return a picture as data, under the name of what it is."""
    try:
        content = base64.b64decode("".join(base64_text.split()), validate=True)
    except binascii.Error:
        raise Unusable("a picture that is cut off") from None
    kind = picture_kind(content)
    if not kind:
        raise Unusable("a picture that is none of PNG, JPEG, WebP and GIF")
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
