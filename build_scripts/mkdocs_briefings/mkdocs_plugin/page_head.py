"""The Content-Security-Policy, and the word to search engines, in the head of every page, whatever the theme.

They are put into a page once the theme has rendered it, right behind its encoding. A page that does not have them when
it is about to be written stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from typing import Any

from jinja2 import Environment, Template

from mkdocs_briefings.host import PluginError

_POLICY, _ROBOTS = "briefings/policy.html", "briefings/robots.html"
"""Templates of the two."""
_PLACES = (
    re.compile(r"<meta\b[^>]*\bcharset\b[^>]*>", re.IGNORECASE),
    re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE),
)
"""Tags behind which they may stand, the best first."""
_PAGE = re.compile(r"<(?:!doctype|html|head|meta)\b", re.IGNORECASE)
"""What a template has that makes a page, not a part of one; HTML lets each of these be left out."""
_MOST_PLACES = 5
"""Such tags that are looked at: the first may stand in a comment."""
_HEAD_END = re.compile(r"</head|<body", re.IGNORECASE)
_IN_HEAD = frozenset("html head title meta link style script noscript template base".split())
_WITH_TEXT = frozenset("title style script noscript template".split())
_GOVERNED = frozenset("link style script base".split())
"""Elements that a policy must stand before, as it governs nothing above it."""
_HIDDEN_WORDS = {"noindex", "none"}


@dataclass
class Head(HTMLParser):
    """The part of a page's head that browsers and search engines obey."""

    policies: set[str] = field(default_factory=set)
    """Policies that stand before all that they govern."""
    noindex: bool = False
    """Whether search engines are told not to list the page."""
    _open: str = ""
    _governed: bool = False
    _ended: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def of(cls, html: str) -> Head:
        """Read the head of a page."""
        head, end = cls(), _HEAD_END.search(html)
        head.feed(html[: end.start()] if end else html)
        return head

    def covers(self, wanted: Head) -> bool:
        """Return whether all that another head says is said here, too."""
        return self.policies >= wanted.policies and self.noindex >= wanted.noindex

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element; one that belongs into the body ends the head."""
        if self._open or self._ended:
            return
        self._ended = tag not in _IN_HEAD
        self._governed = self._governed or tag in _GOVERNED
        self._open = tag if tag in _WITH_TEXT else ""
        if tag == "meta":
            self._read_meta({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """Leave an element with text."""
        self._open = "" if tag == self._open else self._open

    def handle_data(self, data: str) -> None:
        """Notice text, which ends the head."""
        self._ended = self._ended or bool(data.strip() and not self._open)

    def _read_meta(self, attributes: dict[str, str]) -> None:
        content = attributes.get("content", "")
        if attributes.get("http-equiv", "").lower() == "content-security-policy" and not self._governed:
            self.policies.add(content)
        if attributes.get("name", "").lower() == "robots":
            words = re.findall(r"[a-z]+", content.lower())
            self.noindex = self.noindex or not _HIDDEN_WORDS.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class HeadRules:
    """The statements that the head of each page of a site must make."""

    policy: bool
    """Whether pages have a policy at all: not if it is turned off, and not on a server that puts a script into them."""
    everywhere: bool
    """Whether hand-written pages have it, too."""
    hidden: bool
    """Whether no page of the site is for search engines."""

    def has_policy(self, page: Any) -> bool:
        """Return whether a page of MkDocs (None for one that is only a template) has a policy."""
        return self.policy and (self.everywhere or bool(page and (page.meta or {}).get("kind")))

    def parts(self, page: Any) -> tuple[str, ...]:
        """Return the names of the templates that are put into the head of a page."""
        return (_POLICY, _ROBOTS) if self.has_policy(page) else (_ROBOTS,)

    def lacks_something(self, html: str, page: Any) -> bool:
        """Return whether the head of a page does not say all that it must."""
        head = Head.of(html)
        robots = str((page.meta or {}).get("robots", "")) if page else ""
        hidden = self.hidden or "noindex" in robots
        return (self.has_policy(page) and not head.policies) or (hidden and not head.noindex)

    def check(self, html: str, page: Any, template: str) -> None:
        """Look at a page that is about to be written.

        Args:
            html: the page.
            page: of MkDocs; None for one that is only a template.
            template: its name.

        Raises:
            PluginError: its head lacks something.
        """
        if self.lacks_something(html, page):
            raise _incomplete(page, template)


def guarded_template_class(base: type[Template], rules: HeadRules) -> type[Template]:
    """Return a class of templates, for MkDocs' environment, whose pages have all that their head must say."""

    class GuardedTemplate(base):  # type: ignore[valid-type, misc]
        def render(self, *args: Any, **kwargs: Any) -> str:
            context = dict(*args, **kwargs)
            html = str(base.render(self, context))
            page, name = context.get("page"), self.name or ""
            is_page = page or (name.endswith(".html") and _PAGE.search(html))
            if "config" not in context or name in {_POLICY, _ROBOTS} or not is_page:
                return html
            parts = (base.render(self.environment.get_template(part), context) for part in rules.parts(page))
            guarded = with_head(html, "".join(parts))
            if guarded is None:
                raise _incomplete(page, name)
            return guarded

    return GuardedTemplate


def with_head(html: str, addition: str) -> str | None:
    """Return a page with an addition to its head; None if it has no head that could hold it."""
    addition = addition.strip()
    return next(_with_addition(html, addition), None) if addition else html


def checked_template(html: str, name: str, rules: HeadRules, env: Environment, config: Any) -> str:
    """Return a page that is only a template; one of `extra_templates`, which no theme renders, with what its head lacks.

    Args:
        html: the page.
        name: of its template.
        rules: what its head must say.
        env: of the theme.
        config: of MkDocs.

    Raises:
        PluginError: its head lacks something.
    """
    if name in config.extra_templates and rules.lacks_something(html, None):
        context = {"config": config, "base_url": ".", "page": None}
        parts = (env.get_template(part).render(context) for part in rules.parts(None))
        html = with_head(html, "".join(parts)) or html
    rules.check(html, None, name)
    return html


def _with_addition(html: str, addition: str) -> Iterator[str]:
    """Yield the page with an addition to its head, for each place where it has an effect, the best first."""
    wanted = Head.of(addition)
    for place in _PLACES:
        for match in islice(place.finditer(html), _MOST_PLACES):
            page = f"{html[: match.end()]}\n{addition}{html[match.end() :]}"
            if Head.of(page).covers(wanted):
                yield page


def _incomplete(page: Any, template: str) -> PluginError:
    name = (
        f"the page {page.file.src_uri} (template {template})"
        if page
        else f"the page of the template {template}"
    )
    return PluginError(
        f"briefings: {name} has no head that holds its Content-Security-Policy and `noindex`: "
        "let the template begin with <head> and its <meta charset>, and let no plugin remove them"
    )
