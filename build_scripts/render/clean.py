"""What HTML content may hold. Everything else is taken out, its words kept. The only file that imports nh3."""

from __future__ import annotations

from collections.abc import Set

import nh3

_TEXT = {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd"}
_TEXT |= {"mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u"}
_TEXT |= {"var", "wbr"}
_BLOCKS = {
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
_BLOCKS |= {"hr", "img", "li", "ol", "p", "pre", "section", "summary", "ul"}
_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}

TAGS = frozenset(_TEXT | _BLOCKS | _TABLES)
"""Elements that content may use."""

ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "role", "title", "aria-label"},
    "a": {"href", "rel"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
"""Attributes that content may use, by element."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""Schemes that a link may have."""

_GONE = {"script", "style", "template", "noscript", "iframe", "object"}
_ADDRESSES = {"href", "src", "cite"}


def clean(html: str, own: Set[str] = frozenset()) -> str:
    """Clean HTML: well formed, no script, no style, nothing that the browser would fetch from elsewhere.

    Args:
        html: what Python-Markdown made of an author's text.
        own: relative addresses that the site itself put in; any other relative one must be a fragment.
    """

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if attribute not in _ADDRESSES or value in own or (value.startswith("#") and tag != "img"):
            return value
        return (
            value if tag != "img" and value.lower().startswith(("https://", "http://", "mailto:")) else None
        )

    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=_GONE,
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=kept,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
