"""citeproc-py with what it lacks of CSL 1.0.2, so that items without an author, title or outlet come out right.

The library reads a style through classes named after its elements; `elements.py` has those that stand in for its
own. Specification: https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import citeproc
from citeproc import CitationStylesBibliography, model
from citeproc.frontend import CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from lxml import etree

from mkdocs_briefings.render.export.elements import CSL, ELEMENTS, RenderLog

_KNOWN = {name.replace("_", "-") for name in citeproc.VARIABLES} | {"id", "type"}
_TAGS = ("i", "b", "u", "sup", "sub", "span")
_OPEN = {tag: chr(0x10FE00 + place) for place, tag in enumerate(_TAGS)}
_CLOSE = {tag: chr(0x10FE10 + place) for place, tag in enumerate(_TAGS)}
_LESS = "\U0010fe20"
_OURS = re.compile("[\U0010fe00-\U0010fe2f]")
_ENDS = f"[{''.join(_CLOSE.values())}”’»]"
_TWICE = re.compile(rf"([.?!])({_ENDS}+)\.|([?!])()\.(?=\s|$)")
_NUMBER = re.compile(r"^([\[(]?\d+[.)\]]*)(?=[^\d\s])")
_OUTSIDE = re.compile(rf"(’?”)({_ENDS}*)([.,])")


class Formatter:
    """Markup as single signs, which no title holds and no change of case touches; `_finished` makes tags of them."""

    @staticmethod
    def preformat(text: str) -> str:
        """A term of the style as it is: all is escaped at the end."""
        return str(text)

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802
        """Called by its CSL name, like all that follow."""
        return _marked("i", text)

    Oblique = Italic

    @staticmethod
    def Bold(text: str) -> str:  # noqa: N802
        """`<b>`."""
        return _marked("b", text)

    @staticmethod
    def Light(text: str) -> str:  # noqa: N802
        """HTML has no element for it."""
        return str(text)

    @staticmethod
    def Underline(text: str) -> str:  # noqa: N802
        """`<u>`."""
        return _marked("u", text)

    @staticmethod
    def Superscript(text: str) -> str:  # noqa: N802
        """`<sup>`."""
        return _marked("sup", text)

    @staticmethod
    def Subscript(text: str) -> str:  # noqa: N802
        """`<sub>`."""
        return _marked("sub", text)

    @staticmethod
    def SmallCaps(text: str) -> str:  # noqa: N802
        """`<span class="small-caps">`: a page's policy may forbid styles inside it."""
        return _marked("span", text)


class CachedItem(citeproc.CitationItem):  # type: ignore[misc]
    """An item that is looked up once, not some hundred times for its line."""

    @cached_property
    def reference(self) -> Any:
        """What is known of it."""
        return super().reference


class LoadedStyle(CitationStylesStyle):  # type: ignore[misc]
    """A style with its locale, parsed once and used for many items; not for use by two threads."""

    def __init__(self, path: Path, locale: str) -> None:
        """Read the style; `locale` is one of citeproc-py's, such as `en-US`."""
        self.root = _read(path)
        for names in self.root.iter(f"{{{CSL}}}names"):
            if names.find(f"{{{CSL}}}name") is None and not names.getparent().tag.endswith("}substitute"):
                # The library would put a new one in at each use.
                names.insert(0, names.makeelement(f"{{{CSL}}}name"))
        self.root.log, self.root.language = RenderLog(), locale
        self.root.macros = {macro.get("name"): macro for macro in self.root.iter(f"{{{CSL}}}macro")}
        self.root.locales = _locales(self.root, locale)
        # lxml makes the Python side of an element anew at each visit unless somebody holds it.
        self._held = [element for tree in (self.root, *self.root.locales) for element in tree.iter()]

    def lines(self, items: Iterable[Mapping[str, Any]]) -> list[str]:
        """HTML of each item, in their order; empty for one that the style leaves out of bibliographies.

        Args:
            items: CSL-JSON; their ids are not looked at.
        """
        numbered = [_cleaned(item) | {"id": f"item-{place}"} for place, item in enumerate(items)]
        bibliography = CitationStylesBibliography(self, CiteProcJSON(numbered), Formatter)
        cites = [CachedItem(item["id"]) for item in numbered]
        bibliography.register(citeproc.Citation(cites))
        lines = [str(line or "") for line in bibliography.bibliography()]
        if self.root.bibliography.get("second-field-align"):
            # The number is meant to stand in a column of its own.
            lines = [_NUMBER.sub(r"\1 ", line) for line in lines]
        inside = self.root.get_locale_option("punctuation-in-quote") == "true"
        return [_finished(line, inside=inside) for line in lines]


def locale_of(language: str) -> str:
    """The locale of citeproc-py for a BCP 47 tag; American English where it has none."""
    if language in citeproc.LANGUAGE_NAMES:
        return language
    return str(citeproc.PRIMARY_DIALECTS.get(language.split("-", maxsplit=1)[0].lower(), "en-US"))


def independent_parent(path: Path) -> str:
    """Name of the style that a dependent style stands for; empty for one that stands for itself."""
    links = etree.parse(path).iter(f"{{{CSL}}}link")
    parents = (link.get("href", "") for link in links if link.get("rel") == "independent-parent")
    return next(parents, "").rpartition("/")[2]


def _read(path: Path) -> Any:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(CSL)
    namespace[None] = model.CitationStylesElement
    own = model.CitationStylesElement.__subclasses__()
    namespace.update(
        {one.__name__.replace("_", "-").lower(): one for one in own if one.__module__ == model.__name__}
    )
    namespace.update(ELEMENTS)
    parser = etree.XMLParser(remove_comments=True, no_network=True)
    parser.set_element_class_lookup(lookup)
    return etree.parse(path, parser).getroot()


def _locales(root: Any, locale: str) -> list[Any]:
    """Where terms are looked up, in the order of the specification (Locale fallback): the style's own first."""
    language = locale.split("-", maxsplit=1)[0]
    own = [
        found
        for tag in (locale, language, None)
        for found in root.findall(f"{{{CSL}}}locale")
        if found.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
    ]
    names = dict.fromkeys((locale, citeproc.PRIMARY_DIALECTS.get(language, locale), "en-US"))
    files = [_read(Path(citeproc.LOCALES_PATH, f"locales-{name}.xml")) for name in names]
    for found in (*own, *files):
        found.style = root
    return own + files


def _cleaned(item: Mapping[str, Any]) -> dict[str, Any]:
    """What the library understands of an item, free of the signs that stand for markup."""
    return {key: _without(value) for key, value in item.items() if key in _KNOWN}


def _without(value: Any) -> Any:
    match value:
        case str():
            return _OURS.sub("\ufffd", value).replace("<", _LESS)
        case list():
            return [_without(one) for one in value]
        case dict():
            return {key: _without(one) for key, one in value.items()}
        case _:
            return value


def _marked(tag: str, text: str) -> str:
    return f"{_OPEN[tag]}{text}{_CLOSE[tag]}"


def _finished(text: str, *, inside: bool) -> str:
    """Markup in its place, no full stop after another one or a question mark.

    Args:
        text: the line as the style has it.
        inside: whether full stops and commas go before a closing quotation mark, as in America.
    """
    text = _TWICE.sub(lambda at: f"{at[1] or at[3]}{at[2] or ''}", " ".join(text.split()))
    if inside:
        text = _OUTSIDE.sub(lambda at: f"{at[3]}{at[1]}{at[2]}", text)
    html = escape(text, quote=False).replace(_LESS, "&lt;")
    for tag in _TAGS:
        opening = '<span class="small-caps">' if tag == "span" else f"<{tag}>"
        html = html.replace(_OPEN[tag], opening).replace(_CLOSE[tag], f"</{tag}>")
    return html
