"""citeproc-py, corrected where it breaks CSL 1.0.2, so that items without an author, title or outlet come out right.

The library reads a style through classes named after its elements; `elements.py` has the classes that replace some of
them. Specification: https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import Any

import citeproc
from citeproc import CitationStylesBibliography, model
from citeproc.frontend import CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from lxml import etree

from mkdocs_briefings.model.languages import known_locale, normal_tag, script, territory
from mkdocs_briefings.render.export.elements import CSL, ELEMENTS, RenderLog

_KEYS = {name.replace("_", "-") for name in citeproc.VARIABLES} | {"id", "type"}
_TAGS = ("i", "b", "u", "sup", "sub", "span")
_OPEN = {tag: chr(0x10FE00 + place) for place, tag in enumerate(_TAGS)}
_CLOSE = {tag: chr(0x10FE10 + place) for place, tag in enumerate(_TAGS)}
_LESS = "\U0010fe20"
_MARKUP = re.compile("[\U0010fe00-\U0010fe2f]")
_CLOSING = f"[{''.join(_CLOSE.values())}”’»]"
_TWO_STOPS = re.compile(rf"([.?!])({_CLOSING}+)\.|([?!])()\.(?=\s|$)")
_NUMBER = re.compile(r"^([\[(]?\d+[.)\]]*)(?=[^\d\s])")
_STOP_OUTSIDE_QUOTES = re.compile(rf"(’?”)({_CLOSING}*)([.,])")


def _with_tag(tag: str, text: str) -> str:
    return f"{_OPEN[tag]}{text}{_CLOSE[tag]}"


class Formatter:
    """Writer of markup as private-use characters, which changes of case leave alone; `_html` makes tags of them.

    citeproc-py calls the members by the names of CSL.
    """

    preformat = Light = str
    Italic = Oblique = staticmethod(partial(_with_tag, "i"))
    Bold = staticmethod(partial(_with_tag, "b"))
    Underline = staticmethod(partial(_with_tag, "u"))
    Superscript = staticmethod(partial(_with_tag, "sup"))
    Subscript = staticmethod(partial(_with_tag, "sub"))
    SmallCaps = staticmethod(partial(_with_tag, "span"))


class CachedItem(citeproc.CitationItem):  # type: ignore[misc]
    """A citation that looks up its item once, not some hundred times for a line."""

    @cached_property
    def reference(self) -> Any:
        """The item of CSL-JSON."""
        return super().reference


class LoadedStyle(CitationStylesStyle):  # type: ignore[misc]
    """A style with a locale, parsed once and used for many items; not safe for threads."""

    def __init__(self, path: Path, locale: str) -> None:
        """Parse the style; `locale` is one of citeproc-py's, such as `en-US`."""
        self.root = _parse(path)
        for names in self.root.iter(f"{{{CSL}}}names"):
            if names.find(f"{{{CSL}}}name") is None and not names.getparent().tag.endswith("}substitute"):
                # The library would insert a new element at each use.
                names.insert(0, names.makeelement(f"{{{CSL}}}name"))
        self.root.log, self.root.language = RenderLog(), locale
        self.root.macros = {macro.get("name"): macro for macro in self.root.iter(f"{{{CSL}}}macro")}
        self.root.locales = _locales(self.root, locale)
        # Without a reference to it, lxml makes the Python object of an element anew at each visit.
        self._elements = [element for tree in (self.root, *self.root.locales) for element in tree.iter()]

    def lines(self, items: Iterable[Mapping[str, Any]]) -> list[str]:
        """Return the HTML of each item, in the order of the items; empty for one that the style leaves out.

        Args:
            items: CSL-JSON; ids are ignored.
        """
        numbered = [_without_markup(item) | {"id": f"item-{place}"} for place, item in enumerate(items)]
        bibliography = CitationStylesBibliography(self, CiteProcJSON(numbered), Formatter)
        cites = [CachedItem(item["id"]) for item in numbered]
        bibliography.register(citeproc.Citation(cites))
        lines = [str(line or "") for line in bibliography.bibliography()]
        if self.root.bibliography.get("second-field-align"):
            # The style wants the number in a column of its own.
            lines = [_NUMBER.sub(r"\1 ", line) for line in lines]
        inside = self.root.get_locale_option("punctuation-in-quote") == "true"
        return [_html(line, inside=inside) for line in lines]


_OTHER_CODES = {"no": "nb"}
"""Languages that citeproc-py has under another code."""


def locale_of(language: str) -> str:
    """Return the locale of citeproc-py for a BCP 47 tag; `en-US` where there is none."""
    tag = normal_tag(language)
    own = known_locale(tag)
    code = _OTHER_CODES.get(own.language, own.language) if own else ""
    regional = f"{code}-{'TW' if script(tag) == 'Hant' else territory(tag)}"
    exact = (name for name in (tag, regional) if name in citeproc.LANGUAGE_NAMES and tag != code)
    return next(exact, "") or str(citeproc.PRIMARY_DIALECTS.get(code, "en-US"))


def independent_parent(path: Path) -> str:
    """Return the name of the style that a dependent style points to; empty for an independent style."""
    links = etree.parse(path).iter(f"{{{CSL}}}link")
    parents = (link.get("href", "") for link in links if link.get("rel") == "independent-parent")
    return next(parents, "").rpartition("/")[2]


def _parse(path: Path) -> Any:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(CSL)
    namespace[None] = model.CitationStylesElement
    for element in model.CitationStylesElement.__subclasses__():
        if element.__module__ == model.__name__:
            namespace[element.__name__.replace("_", "-").lower()] = element
    namespace.update(ELEMENTS)
    parser = etree.XMLParser(remove_comments=True, no_network=True)
    parser.set_element_class_lookup(lookup)
    return etree.parse(path, parser).getroot()


def _locales(root: Any, locale: str) -> list[Any]:
    """Return the locales in which terms are looked up, in order: those of the style first (CSL, Locale fallback)."""
    language = locale.split("-", maxsplit=1)[0]
    own = [
        element
        for tag in (locale, language, None)
        for element in root.findall(f"{{{CSL}}}locale")
        if element.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
    ]
    names = dict.fromkeys((locale, citeproc.PRIMARY_DIALECTS.get(language, locale), "en-US"))
    files = [_parse(Path(citeproc.LOCALES_PATH, f"locales-{name}.xml")) for name in names]
    for element in (*own, *files):
        element.style = root
    return own + files


def _without_markup(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of an item that the library understands, without characters that stand for markup."""
    return {key: _escaped(value) for key, value in item.items() if key in _KEYS}


def _escaped(value: Any) -> Any:
    match value:
        case str():
            return _MARKUP.sub("\ufffd", value).replace("<", _LESS)
        case list():
            return [_escaped(inner) for inner in value]
        case dict():
            return {key: _escaped(inner) for key, inner in value.items()}
        case _:
            return value


def _html(text: str, *, inside: bool) -> str:
    """Return a formatted line as HTML, without full stops after another one or a question mark.

    Args:
        text: the line, with private-use characters for markup.
        inside: whether full stops and commas go before a closing quotation mark, as in American English.
    """
    text = _TWO_STOPS.sub(lambda match: f"{match[1] or match[3]}{match[2] or ''}", " ".join(text.split()))
    if inside:
        text = _STOP_OUTSIDE_QUOTES.sub(lambda match: f"{match[3]}{match[1]}{match[2]}", text)
    html = escape(text, quote=False).replace(_LESS, "&lt;")
    for tag in _TAGS:
        # A class, for a Content-Security-Policy may forbid `style` attributes.
        opening = '<span class="small-caps">' if tag == "span" else f"<{tag}>"
        html = html.replace(_OPEN[tag], opening).replace(_CLOSE[tag], f"</{tag}>")
    return html
