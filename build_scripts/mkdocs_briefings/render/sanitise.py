"""What HTML content may hold. Everything else is taken out, its words kept. The only file that imports nh3."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

import nh3

from mkdocs_briefings.model.messages import IN_ENGLISH, Words

_TEXT = (
    "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time"
    " u var wbr"
)
_BLOCKS = (
    "blockquote dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr img li ol p pre section summary ul"
)
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"

TAGS = frozenset(f"{_TEXT} {_BLOCKS} {_TABLES}".split())
"""Elements that content may use. Of `input` only the box of a task becomes a sign; no page has the element."""

INLINE_TAGS = frozenset(_TEXT.split())
"""Those of them that stand within a line."""

_BOX = re.compile(r"<input\b[^<>]*>")
_TASK = '<span class="task" role="img" aria-label="{0}">{1}</span>'

ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "role", "title", "aria-label"},
    "a": {"href", "rel"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "input": {"type", "checked"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "td": {"align", "colspan", "rowspan", "headers"},
    "th": {"align", "colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
"""Attributes that content may use, by element."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""Schemes that a link may have."""

REMOVED_WITH_WORDS = frozenset({"script", "style", "template", "noscript", "iframe", "object"})
"""Elements that are taken out with all in them."""
_READ = TAGS | REMOVED_WITH_WORDS | {"input"}
"""Elements that nh3 takes as they are meant."""
_ADDRESSES = {"href", "src", "cite"}
_TAG = re.compile(r"</?([a-z][\w:-]*)[^>]*>", re.IGNORECASE)
_MOST_ROUNDS = 9
"""Links and lists in tables come out of nh3 in an order that it reads differently the next time; most texts need one."""
_NONE: Mapping[str, str] = MappingProxyType({})
_OWN = secrets.token_hex(16)
"""Stands before an id of the site's own on its way through the sanitiser; no text can hold what is new in each process."""
_ID = re.compile(r' id="')
_WORDS = r"[\w ,.;:()\[\]’–-]*"
_CLEAN_MARK = re.compile(
    rf'<span class="citation" id="{_OWN}cite:\d+">{_WORDS}'
    rf'(?:<a href="#source:[\w.:-]+" role="doc-biblioref">{_WORDS}</a>{_WORDS})*</span>'
)
_CLEAN_VALUE = re.compile(r"[\w ./#’–-]*")
_FOOTNOTE = re.compile(r"fn(?:ref\d*)?:.")


def own_id(name: str) -> str:
    """Return an id of the site's own (`cite:3`) as the sanitiser lets it pass."""
    return _OWN + name


def with_own_ids(html: str) -> str:
    """Return HTML of the site's own with every id as the sanitiser lets it pass."""
    return _ID.sub(f' id="{_OWN}', html)


def is_clean_mark(html: str) -> bool:
    """Return whether the HTML of a citation is of the site's own tags and words without signs, as most are.

    The sanitiser would leave it, letter for letter, and plain prose around it, too.
    """
    return _CLEAN_MARK.fullmatch(html) is not None


def is_clean_value(value: str) -> bool:
    """Return whether a value of the site's own has letters only that attributes may hold as they are."""
    return _CLEAN_VALUE.fullmatch(value) is not None


def cleaned(html: str) -> str:
    """Return HTML of plain prose and clean marks as the sanitiser would: with the ids that the page has."""
    return html.replace(_OWN, "")


def content_id(name: str) -> str:
    """Return the id that content gets for one that it asks for.

    Ids with a colon are the site's own, but for those of footnotes: links, scripts and the build find its elements by
    them. Two lines in front are Material's.
    """
    name = name.lstrip("_")
    return name if _FOOTNOTE.match(name) else name.replace(":", "-")


class Sanitiser:
    """Takes out what content may not hold. Use one for many texts: making it costs more than a text."""

    def __init__(self) -> None:
        """Hand the lists above to nh3."""
        self._links, self._targets = _NONE, frozenset[str]()
        self._nh3 = nh3.Cleaner(
            tags={*TAGS, "input"},
            clean_content_tags=set(REMOVED_WITH_WORDS),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            attribute_filter=self._attribute,
            url_schemes={*SCHEMES, "briefing"},
            link_rel=None,
        )

    def sanitise(self, html: str, links: Mapping[str, str] = _NONE, words: Words = IN_ENGLISH) -> str:
        """Return clean HTML: well formed, no script, no style, nothing that the browser would fetch from elsewhere.

        Args:
            html: what Python-Markdown made of an author's text.
            links: addresses that authors write in the site's own way, and where they lead; any other relative
                address must be a fragment.
            words: of what stands for the boxes of lists of tasks.
        """
        self._links, self._targets = links, frozenset(links.values())
        last = html.rfind(">") + 1  # no tag ends after it, so none is looked for
        clean = html
        if not _READ.issuperset(_TAG.findall(html, 0, last)):  # as in few texts
            clean = _TAG.sub(_drop_unknown, html[:last]) + html[last:]
        for _ in range(_MOST_ROUNDS):
            before, clean = clean, self._nh3.clean(clean)
            if clean == before:
                break
        clean = cleaned(clean)
        return _BOX.sub(lambda box: _task(box[0], words), clean) if "<input" in clean else clean

    def _attribute(self, tag: str, attribute: str, value: str) -> str | None:
        """Return the value to keep for an attribute; None removes it."""
        if attribute == "id":
            return value if value.startswith(_OWN) else content_id(value) or None
        if attribute not in _ADDRESSES or _base(tag, value) in self._targets:
            return value
        return kept_address(tag, value, self._links)


def kept_address(tag: str, address: str, links: Mapping[str, str]) -> str | None:
    """Return what becomes of an address in an element; None if it is taken out.

    Args:
        tag: name of the element.
        address: as written.
        links: addresses that authors write in the site's own way, and where they lead.
    """
    base = _base(tag, address)
    if base in links:
        return links[base] + address[len(base) :]
    leads_out = address.startswith("#") or address.lower().startswith(("https://", "http://", "mailto:"))
    return address if leads_out and tag != "img" else None


def _base(tag: str, address: str) -> str:
    """Return an address without its fragment; that of a picture whole."""
    return address if tag == "img" else address.partition("#")[0]


def _drop_unknown(tag: re.Match[str]) -> str:
    """Drop a tag that nh3 does not know: nh3 would drop the words of drawings and formulas with it."""
    return tag[0] if tag[1].lower() in _READ else ""


def _task(field: str, words: Words) -> str:
    """Return the sign for the box of a task; nothing for another field of a form."""
    if 'type="checkbox"' not in field:
        return ""
    label, sign = (words("done"), "☑") if " checked" in field else (words("to do"), "☐")
    return _TASK.format(escape(label), sign)
