"""The proof of a text: what Python-Markdown made of it, read as the sanitiser is going to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from html.parser import HTMLParser
from urllib.parse import unquote

from mkdocs_briefings.model.proof import CITED, HIDDEN, Part, PartKind, Proof, with_escapes, with_escapes_held
from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.sanitise import INLINE_TAGS, REMOVED_WITH_WORDS, TAGS, content_id, kept_address

_NO_PROSE = frozenset("code kbd math pre samp var".split())
_NO_PROSE_CLASSES = frozenset({"arithmatex"})
_NO_LIST_CLASSES = frozenset({"footnote", "toc"})
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ONLY_WRAPPERS = frozenset(
    "acronym address article aside basefont big body center dir fieldset font footer form head header hgroup html"
    " label legend main nav nobr o:p picture strike tt".split()
)
"""Elements that content may not use, but of which readers see nothing besides the words in them, which stay."""
_OF_EXTENSIONS = frozenset({"input"})
"""Elements that extensions write for tabs and tasks, whose words stay without them."""


def proof_of(cited: CitedText, desk_addresses: Iterable[str], renderer: MarkdownRenderer) -> Proof:
    """Return the proof of a text.

    Args:
        cited: the text with its citations.
        desk_addresses: addresses in it that lead to briefings and files of the desk.
        renderer: has the Markdown extensions of the site.
    """
    written = CitedText(with_escapes_held(cited.text), cited.citations)
    reader = _Reader(desk_addresses, cited.text.casefold())
    reader.feed(renderer.unclean(written, lambda citation: CITED))
    reader.close()
    unset = (
        Part(PartKind.UNSET_FORMULA, *unset_formula) for unset_formula in renderer.unset_formulas(cited.text)
    )
    return Proof("".join(reader.words), (*reader.judged(), *unset), tuple(reader.depths))


class _State(Enum):
    """The meaning that an element has for all that stands in it."""

    PLAIN = auto()
    LIST = auto()
    HIDDEN = auto()
    """Its words are no prose."""
    REMOVED = auto()
    """It is taken out with all in it."""
    APART = auto()
    """Its lists are not the author's."""


class _Reader(HTMLParser):
    """Reads words, addresses and list items of HTML."""

    def __init__(self, desk_addresses: Iterable[str], typed: str) -> None:
        super().__init__()
        self._typed = typed
        self.words: list[str] = []
        self.parts: list[Part] = []
        self.depths: list[int] = []
        self._ids: set[str] = set()
        self._links = {address: address for address in desk_addresses}
        self._open: list[tuple[str, _State]] = []
        self._around: Counter[str | _State] = Counter()
        """How many elements of a tag or state are open."""

    def judged(self) -> Iterator[Part]:
        """Yield what somebody should look at, without links to places in the text itself."""
        inside = {f"#{name}" for name in self._ids}
        yield from (
            part
            for part in self.parts
            if part.kind is not PartKind.FRAGMENT or unquote(part.written) not in inside
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = set(attributes.get("class", "").split())
        self._break(tag)
        self._ids.add(content_id(attributes.get("id", "")))
        if not self._around[_State.REMOVED]:
            self._judge(tag, attributes, classes)
        if tag == "li" and not self._around[_State.APART]:
            self.depths.append(self._around[_State.LIST])
        if tag not in _VOID:
            state = _state(tag, classes)
            if state is _State.HIDDEN and not self._around[state]:
                self.words.append(HIDDEN)
            self._open.append((tag, state))
            self._around.update((tag, state))

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        while self._around[tag]:
            ended = self._open.pop()
            self._around.subtract(ended)
            if ended[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._around[_State.HIDDEN] and not self._around[_State.REMOVED]:
            self.words.append(data)

    def _break(self, tag: str) -> None:
        """Begin a line at a line break, and a block at the edges of one."""
        if tag == "br":
            self.words.append("\n")
        elif tag in TAGS and tag not in INLINE_TAGS:
            self.words.append("\n\n")

    def _judge(self, tag: str, attributes: dict[str, str], classes: set[str]) -> None:
        if tag == "a" and "picture-elsewhere" in classes:
            self._add(PartKind.PICTURE_ELSEWHERE, attributes["href"])
        elif tag == "a" and "href" in attributes:
            self._judge_link(attributes["href"])
        elif tag == "img":
            self._judge_picture(attributes.get("src", ""))
        elif tag in REMOVED_WITH_WORDS:
            self._add(PartKind.REMOVED, self.get_starttag_text() or "")
        elif tag not in TAGS | _ONLY_WRAPPERS and (tag not in _OF_EXTENSIONS or f"<{tag}" in self._typed):
            self._add(PartKind.NOT_KEPT, self.get_starttag_text() or "")

    def _judge_link(self, address: str) -> None:
        if address.startswith("#"):
            self._add(PartKind.FRAGMENT, address)
        elif kept_address("a", address, self._links) is None:
            self._add(PartKind.DEAD_LINK, address)

    def _judge_picture(self, address: str) -> None:
        if kept_address("img", address, self._links) is None:
            elsewhere = kept_address("a", address, {}) is not None
            self._add(PartKind.PICTURE_REMOVED if elsewhere else PartKind.DEAD_PICTURE, address)

    def _add(self, kind: PartKind, written: str) -> None:
        self.parts.append(Part(kind, with_escapes(written)))


def _state(tag: str, classes: set[str]) -> _State:
    if tag in REMOVED_WITH_WORDS:
        return _State.REMOVED
    if tag in _NO_PROSE or classes & _NO_PROSE_CLASSES:
        return _State.HIDDEN
    if classes & _NO_LIST_CLASSES:
        return _State.APART
    return _State.LIST if tag in {"ol", "ul"} else _State.PLAIN
