"""A page as the Markdown document that MkDocs (or ProperDocs, or Zensical) is given."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import escape

from mkdocs_briefings.model.output import Page, PageKind

TEMPLATE = "briefings/page.html"
_LISTS = {PageKind.HOME, PageKind.CATALOGUE, PageKind.ARCHIVE, PageKind.SEARCH, PageKind.FEEDS}
"""Pages that say nothing of their own, which the search of Material leaves out."""
_FOR_OTHER_PLUGINS = {
    "render_macros": False,  # `macros`: what authors wrote is no template, a title neither
    "social": {"cards": False},  # `social`: generated pages have cards of their own
}
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that stand for themselves in JSON, but that YAML forbids or folds."""
_REFERENCES = {"`": "&#96;", "{": "&#123;", "}": "&#125;", "~~~": "&#126;" * 3, "\t": "&#9;"}
_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 127)) | dict.fromkeys((11, 12, *range(28, 32)), " ")
"""Invisible characters that Markdown extensions mark their own work with: removed, or a space instead."""
_CONTROL_BYTES, _SYNTAX_BYTES = bytes(_CONTROLS), b"\r`{}~\t"
_BLANK_LINES = re.compile(r"\n +(?=\n)")


def document(page: Page) -> str:
    """Return front matter, then the page's HTML as one block that Python-Markdown passes on letter for letter."""
    lines = (f"{key}: {scalar(value)}" for key, value in front_matter(page).items())
    return "\n".join(("---", *lines, "---", page.html))


def front_matter(page: Page) -> dict[str, object]:
    """Return what the theme is told about a page, empty values left out; HTML-escaped, as themes do not escape it."""
    title, description = escape(page.title), escape(page.description)
    days = {"date": page.published or page.date, "updated": page.date}
    optional = {
        "title": title,
        "description": description,
        **{key: dt.date.fromisoformat(day) for key, day in days.items() if day},
        "head": page.head,
    }
    return {
        **{key: value for key, value in optional.items() if value},
        "template": TEMPLATE,
        "kind": page.kind.value,
        "language": page.language,
        "hide": ["navigation", "toc"],
        **_FOR_OTHER_PLUGINS,
        **({"search": {"exclude": True}} if page.kind in _LISTS else {}),
        **page.meta,
    }


def scalar(value: object) -> str:
    """Return a value as JSON that is YAML too; a day as YAML has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def escape_markdown(html: str) -> str:
    """Write HTML so that it shows the same and no Markdown extension or template plugin acts on a part of it.

    Code fences, attribute lists, template expressions and snippet markers are recognised before HTML is; their
    characters become character references.
    """
    if _has_any(html, _CONTROL_BYTES + _SYNTAX_BYTES):  # few pages have
        html = html.replace("\r\n", "\n").replace("\r", "\n")
        if _has_any(html, _CONTROL_BYTES):  # rare, and translating takes a millisecond
            html = html.translate(_CONTROLS)
        for syntax, reference in _REFERENCES.items():
            html = html.replace(syntax, reference)
    return (_BLANK_LINES.sub("\n", html) if "\n " in html else html).strip()


def _has_any(html: str, signs: bytes) -> bool:
    """Return whether HTML holds one of some signs of ASCII: bytes are looked through ten times as fast as a pattern does it."""
    raw = html.encode(errors="surrogatepass")
    return len(raw.translate(None, signs)) < len(raw)
