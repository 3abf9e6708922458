"""Authors' Markdown to clean HTML: the site's Markdown extensions, citation marks, paragraph addresses.

Every text of a briefing is parsed here once; the page, search, feeds and print all take the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple
from xml.etree import ElementTree

import markdown
from markdown.extensions.toc import slugify
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_briefings.charts.blocks import chart_blocks
from mkdocs_briefings.model.formulas import Formula, find_formulas
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.site import Citation, CitedText
from mkdocs_briefings.model.slugs import heading_words
from mkdocs_briefings.render.brackets import BracketEnds
from mkdocs_briefings.render.captions import keep_captions_shallow
from mkdocs_briefings.render.entity_links import EntityLinker
from mkdocs_briefings.render.features import FEATURES, Signs, feature_extensions
from mkdocs_briefings.render.fitting import CHART_SIGN, Fitting, Shape
from mkdocs_briefings.render.footnotes import count_footnotes
from mkdocs_briefings.render.formulas import (
    FORMULA_SIGNS,
    formula_sign,
    formulas_of,
    unset_formulas,
    with_formulas,
    without_formula_signs,
)
from mkdocs_briefings.render.page_texts import PageTexts
from mkdocs_briefings.render.paragraphs import ParagraphNames, link_to_paragraph
from mkdocs_briefings.render.plain_prose import PlainProse, extensions_keep_prose, has_abbreviations
from mkdocs_briefings.render.plain_words import inline_text
from mkdocs_briefings.render.sanitise import (
    Sanitiser,
    cleaned,
    is_clean_mark,
    is_clean_value,
    own_id,
    with_own_ids,
)
from mkdocs_briefings.render.smart_quotes import has_signs, smart_quotes

CitationHtml = Callable[[Citation], str]

_OPEN, _CLOSE = CHART_SIGN[0], "\U0010fff1"
_TOKEN = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
"""Stands for the citation of that number in a text that is being parsed: no Markdown syntax takes it apart."""
_CHART = re.compile(rf"<p>{CHART_SIGN}(\d+){_CLOSE}</p>")
"""Stands for a chart, as a paragraph of its own."""
_PROSE = PlainProse(_OPEN + _CLOSE + FORMULA_SIGNS)
_MOST_PARSERS = 12
_PERMALINK = '<a aria-label="{0}" class="permalink" href="#{1}"{2}></a>'
_MARKUP = re.compile(r"[*_`\\~^=<&\[!\"'$]|--|\.\.")
"""Signs that words of a line need to be parsed for."""
_BEFORE_PHRASE = "x"


class Heading(NamedTuple):
    """A heading inside a text."""

    level: int
    """1 to 6, as shown."""
    anchor: str
    """Its id."""
    title: str
    """Its words, plain."""


class Fragment(NamedTuple):
    """HTML that may stand in any page."""

    html: str
    """Clean HTML."""
    headings: tuple[Heading, ...] = ()
    """Its headings, in order."""


class MarkdownRenderer:
    """One Markdown parser, used again for each text; not for use by two threads."""

    def __init__(
        self,
        extensions: Sequence[Any],
        configs: Mapping[str, Mapping[str, Any]],
        features: Collection[str] = (),
    ) -> None:
        """Take the site's `markdown_extensions` with their settings, as MkDocs has them, and further features by name."""
        self._signs, self._arguments = Signs(features), (extensions, configs)
        self._added = feature_extensions(features)
        self._others: dict[tuple[str, ...], MarkdownRenderer] = {}
        """Parsers with further extensions, by the names of these."""
        self._own = [name for name in features if not FEATURES[name].extension]
        self._sets_quotes, self._sets_formulas = "smart_quotes" in features, "maths" in features
        own = {
            **configs,
            "toc": {
                "slugify": self._heading_id,
                **configs.get("toc", {}),
                "permalink": False,
                "baselevel": 1,
            },
        }
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=dict(own))
        escapable = "@$" if self._sets_formulas else "@"
        self._markdown.ESCAPED_CHARS = [*self._markdown.ESCAPED_CHARS, *escapable]
        self._marks = _Marks(_TOKEN.pattern, self._markdown)
        self._fitting = Fitting(self._markdown)
        self._sanitiser = Sanitiser()
        self._leaves_prose = extensions_keep_prose(extensions, configs)
        self._markdown.inlinePatterns.register(self._marks, "briefings_citation", 176)
        BracketEnds().answer_for(self._markdown.inlinePatterns)
        count_footnotes(self._markdown)
        keep_captions_shallow(self._markdown)
        if self._leaves_prose and not has_abbreviations(extensions):
            self._markdown.treeprocessors.register(
                _PlainLines(self._markdown, self._marks), "briefings_plain", 21
            )
        self._markdown.treeprocessors.register(self._fitting, "briefings_layout", 2)

    def _heading_id(self, title: str, separator: str) -> str:
        return str(slugify(heading_words(title, self._fitting.page.language), separator))

    def block(
        self,
        cited: CitedText,
        mark: CitationHtml,
        links: Mapping[str, str],
        names: Mapping[str, str],
        *,
        top: int = 3,
        figures: Sequence[str] = (),
        page: PageTexts | None = None,
    ) -> Fragment:
        """Render paragraphs, lists, tables ...; each paragraph gets an address of its own.

        Args:
            cited: the text with its citations.
            mark: returns the HTML of a citation.
            links: addresses that authors write in the site's own way (`briefing:x`), and where they lead.
            names: names whose first mention leads to a page, and the relative address of the page.
            top: level of the highest heading.
            figures: clean HTML that stands in the place of the charts, in order.
            page: the texts of its page so far; without them it stands alone.
        """
        shape = Shape(top, paragraphs=True, names=names, figures=figures)
        return self._render(cited, mark, links, shape, page or PageTexts())

    def short(
        self, cited: CitedText, mark: CitationHtml, links: Mapping[str, str], page: PageTexts | None = None
    ) -> Fragment:
        """Render a text of one or two sentences: paragraphs without addresses of their own."""
        return self._render(cited, mark, links, Shape(), page or PageTexts())

    def line(
        self, cited: CitedText, mark: CitationHtml, links: Mapping[str, str], page: PageTexts | None = None
    ) -> Fragment:
        """Render a text to stand inside a line: a single paragraph loses its `<p>`."""
        html = self.short(cited, mark, links, page).html
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            html = html.removeprefix("<p>").removesuffix("</p>")
        return Fragment(html)

    def phrase(self, text: str) -> str:
        """Render some words of a line, such as those around a citation; nothing in them begins a block."""
        if not _MARKUP.search(text):
            return escape(text, quote=False)
        html = self.line(CitedText(f"{_BEFORE_PHRASE} {text}"), lambda citation: "", {}, PageTexts("")).html
        return html.removeprefix(f"{_BEFORE_PHRASE} ")

    def unclean(self, cited: CitedText, mark: CitationHtml) -> str:
        """Return what Python-Markdown makes of a text, before anything is taken out of it."""
        marks = [mark(citation) for citation in cited.citations]
        parser = self._parser_for(cited.text)
        parser._fitting.page = PageTexts()  # noqa: SLF001
        formulas = tuple(find_formulas(cited.text)) if self._sets_formulas else ()
        text = _with_tokens(cited, formulas, with_charts=True)
        return without_formula_signs(parser._convert(cited, text, marks, {}, Shape()))  # noqa: SLF001

    def unset_formulas(self, text: str) -> list[tuple[str, str]]:
        """Return each formula of a text that cannot be set, as it is written, and why."""
        problems = unset_formulas(text) if self._sets_formulas else []
        return [(text[formula.start : formula.end], problem) for formula, problem in problems]

    def _render(
        self, cited: CitedText, mark: CitationHtml, links: Mapping[str, str], shape: Shape, page: PageTexts
    ) -> Fragment:
        formulas = formulas_of(cited.text) if self._sets_formulas else ()
        text = _with_tokens(cited, formulas, with_charts=bool(shape.figures))
        marks = [with_own_ids(_without_signs(mark(citation))) for citation in cited.citations]
        allowed = {**links, **{href: href for href in shape.names.values()}}
        language = page.language if self._sets_quotes and has_signs(cited.text) else ""
        if self._leaves_prose and not shape.figures and (paragraphs := _PROSE.paragraphs(text)):
            html = _prose_html(paragraphs, marks, shape, page.words)
            values = link_to_paragraph(page.words, 1), *shape.names.values()
            of_ours = all(map(is_clean_mark, marks)) and all(map(is_clean_value, values))
            html = cleaned(html) if of_ours else self._sanitiser.sanitise(html, allowed)
            return Fragment(with_formulas(smart_quotes(html, language), formulas, cited.text))
        parser = self._parser_for(cited.text)
        parser._fitting.page = page  # noqa: SLF001
        converted = parser._convert(cited, text, marks, links, shape)  # noqa: SLF001
        html = self._sanitiser.sanitise(converted, allowed, page.words)
        html, renamed = page.with_own_ids(html)

        def finished(part: str) -> str:
            return with_formulas(smart_quotes(part, language), formulas, cited.text)

        headings = (
            Heading(level, renamed.get(anchor, anchor), inline_text(finished(title)))
            for level, anchor, title in parser._fitting.headings  # noqa: SLF001
        )
        html = _CHART.sub(lambda match: shape.figures[int(match[1])], finished(html))
        return Fragment(html, tuple(headings))

    def _convert(
        self, cited: CitedText, text: str, marks: Sequence[str], links: Mapping[str, str], shape: Shape
    ) -> str:
        self._marks.html = marks
        fitting = self._fitting
        fitting.links, fitting.shape, fitting.headings = links, shape, []
        html = self._markdown.reset().convert(text)
        as_written = [escape(cited.text[mark.start : mark.end], quote=False) for mark in cited.citations]
        return _TOKEN.sub(lambda match: as_written[int(match[1])], html)

    def _parser_for(self, text: str) -> MarkdownRenderer:
        """Return a parser with those of the further extensions whose signs stand in a text; few sets of them are in use."""
        needed = self._signs.extensions_for(text)
        if not needed:
            return self
        if len(self._others) > _MOST_PARSERS:
            needed = tuple(self._added)
        if needed not in self._others:
            extensions, configs = self._arguments
            added = {name: self._added[name] for name in needed}
            self._others[needed] = MarkdownRenderer((*extensions, *added), {**configs, **added}, self._own)
        return self._others[needed]


def _prose_html(paragraphs: Sequence[str], marks: Sequence[str], shape: Shape, words: Words) -> str:
    """Return what the parser and `Fitting` make of plain prose."""
    linker, names, lines = EntityLinker(shape.names), ParagraphNames(), []
    for text in paragraphs:
        pieces = _TOKEN.split(text)
        address, link = "", ""
        if shape.paragraphs:
            number, name = names.next("".join(pieces[::2]))
            address = f' id="{own_id(f"p:{number}")}"'
            link = _PERMALINK.format(
                escape(link_to_paragraph(words, number)),
                name,
                f' id="{own_id(name)}"' if name != f"p:{number}" else "",
            )
        pieces[::2] = map(linker.linked_html, pieces[::2])
        pieces[1::2] = (marks[int(token)] for token in pieces[1::2])
        lines.append(f"<p{address}>{''.join(pieces)}{link}</p>")
    return "\n".join(lines)


def _with_tokens(cited: CitedText, formulas: Sequence[Formula], *, with_charts: bool) -> str:
    """Return a text with signs in the place of citations, formulas and, if they are to be shown, of charts."""
    charts = chart_blocks(cited.text) if with_charts else ()
    tokens = [
        *((mark.start, mark.end, f"{_OPEN}{number}{_CLOSE}") for number, mark in enumerate(cited.citations)),
        *((formula.start, formula.end, formula_sign(number)) for number, formula in enumerate(formulas)),
        *(
            (chart.start, chart.end, f"\n\n{CHART_SIGN}{number}{_CLOSE}\n\n")
            for number, chart in enumerate(charts)
        ),
    ]
    parts, after = [], 0
    for start, end, token in sorted(tokens):
        if start >= after:
            parts += [_plain(cited.text[after:start], formulas), token]
            after = end
    return "".join((*parts, _plain(cited.text[after:], formulas)))


def _plain(text: str, formulas: Sequence[Formula]) -> str:
    text = _without_signs(text)
    return without_formula_signs(text) if formulas else text


def _without_signs(text: str) -> str:
    """Replace the signs around tokens where a text holds them itself."""
    return text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")


class _Marks(InlineProcessor):
    """Puts the HTML of a citation where its token stands."""

    def __init__(self, pattern: str, md: markdown.Markdown) -> None:
        super().__init__(pattern, md)
        self.html: Sequence[str] = ()

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return self.store(match), match.start(0), match.end(0)

    def store(self, match: re.Match[str]) -> str:
        """Return the placeholder that Python-Markdown replaces by the HTML in the end."""
        return self.md.htmlStash.store(self.html[int(match[1])])


class _PlainLines(Treeprocessor):
    """Keeps all inline patterns away from plain prose: of them, only that for citations would find anything."""

    def __init__(self, md: markdown.Markdown, marks: _Marks) -> None:
        super().__init__(md)
        self._store = marks.store

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and _PROSE.is_plain_line(text):
                element.text = AtomicString(_TOKEN.sub(self._store, text))
