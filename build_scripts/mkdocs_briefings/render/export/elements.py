"""Elements of CSL that replace those of citeproc-py; the head of each names the rule of CSL 1.0.2 that it restores."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import String

from mkdocs_briefings.model.languages import cldr_locale
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.export.casing import TextCase

CSL = "http://purl.org/net/xbiblio/csl"
_QUOTED = re.compile(r'"([^"]*)"')
_INITIAL = re.compile(r"([^\W\d_])\.")


@dataclass(slots=True)
class RenderLog:
    """Log of what the line of an item has used so far; kept by the root of a style."""

    calls: int = 0
    """Number of variables asked for."""
    rendered: list[str] = field(default_factory=list)
    """Variables that gave text, in the order of the line."""
    suppressed: set[str] = field(default_factory=set)
    """Variables shown in place of missing names, which must not come again."""

    def ask(self, variable: str) -> bool:
        """Note that a variable is asked for, and return whether it may be shown."""
        self.calls += 1
        return variable not in self.suppressed

    def clear(self) -> None:
        """Forget everything, before the line of another item."""
        self.calls = 0
        self.rendered.clear()
        self.suppressed.clear()


class Locale(model.Locale):  # type: ignore[misc]
    """A locale that looks up each term once."""

    def get_term(self, name: str, form: str | None = None, zero_padded: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Return a term.

        Raises:
            IndexError: the locale does not have the term.
        """
        terms = self.__dict__.setdefault("_terms", {})
        if (key := (name, form, zero_padded)) not in terms:
            try:
                terms[key] = super().get_term(name, form, zero_padded)
            except IndexError:
                terms[key] = None
        if terms[key] is None:
            raise IndexError(name)
        return terms[key]


class Layout(model.Layout):  # type: ignore[misc]
    """A layout that gives a line for each item, empty ones too; each begins with a clear log."""

    def render_bibliography(self, citation_items: list[Any]) -> list[Any]:
        """Return the lines, in the order of the items."""
        return [self._line(item) for item in citation_items]

    def _line(self, item: Any) -> Any:
        self.get_root().log.clear()
        return self.format(self.wrap(self.render_children(item)) or "")


class Group(model.Group):  # type: ignore[misc]
    """A group, suppressed if it calls variables, directly or through macros, and all are empty (Group)."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the texts of the children, joined."""
        log = self.get_root().log
        calls, rendered = log.calls, len(log.rendered)
        parts, delimiter = [], self.get("delimiter", "")
        for child in self.iterchildren():
            further = {"delimiter": delimiter} if isinstance(child, model.Choose) else {}
            try:
                text = child.render(item, context=context, **further, **kwargs)
            except VariableError:
                continue
            if text is not None:
                parts.append(text)
        if not parts or (log.calls > calls and len(log.rendered) == rendered):
            raise VariableError
        return self.join(parts)


class Substitute(model.Substitute):  # type: ignore[misc]
    """A substitute for names, whose variables are not shown again, even when a macro has shown them (Substitute)."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the text of the first child that gives one."""
        log = self.get_root().log
        for child in self.iterchildren():
            start = len(log.rendered)
            shape = {"names_context": self.getparent()} if _is_shapeless(child) else {}
            try:
                text = child.render(item, context=context, **shape, **kwargs)
            except VariableError:
                continue
            if text:
                log.suppressed.update(log.rendered[start:])
                return text
        return None


def _is_shapeless(child: Any) -> bool:
    return isinstance(child, model.Names) and child.find(f"{{{CSL}}}name") is None


class Names(model.Names):  # type: ignore[misc]
    """Names, suppressed when they have already been shown in place of others (Substitute)."""

    def process(self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any) -> Any:
        """Return the names or their substitute."""
        log, roles = self.get_root().log, self.get("variable").split()
        if not all(log.ask(role) for role in roles):
            raise VariableError
        if self.substitute() is None and not any(role in item.reference for role in roles):
            raise VariableError  # the library comes to the same result, but slowly
        text = super().process(item, names_context, context, **kwargs)
        if text:
            log.rendered += [role for role in roles if role in item.reference]
        return text

    def substitute(self) -> Any:
        """Return the element that may replace the names, looked up once."""
        if "_substitute" not in self.__dict__:
            self.__dict__["_substitute"] = super().substitute()
        return self.__dict__["_substitute"]


class NameElement(model.Name):  # type: ignore[misc]
    """A name, cut to initials only where the style says so (Name, `initialize`)."""

    def initialize(self, given: str, mark: str, context: Any) -> str:
        """Return initials; with `initialize="false"` the whole name, with initials in it spaced."""
        if self.get("initialize", self.get_root().get("initialize", "true")) == "true":
            return str(super().initialize(given, mark, context))
        return " ".join(_INITIAL.sub(lambda initial: initial[1] + mark, given).split())


class Text(TextCase, model.Text):  # type: ignore[misc]
    """A text that logs its variable; quotation marks inside quotation marks are the inner ones (Quotes)."""

    def get_macro(self, name: str) -> Any:
        """Return a macro without a search through the style."""
        return self.get_root().macros[name]

    def _variable(self, item: Any, context: Any) -> Any:
        variable, log, reference = self.get("variable"), self.get_root().log, item.reference
        if variable == "year-suffix" or not log.ask(variable):
            return None
        short = f"{variable}-short".replace("-", "_")
        if self.get("form") == "short" and short in reference:
            text = reference[short]
        elif variable.startswith("page"):
            text = self._process(reference.page, variable)
        elif variable == "citation-number":
            text = str(item.number)
        else:
            text = reference[variable.replace("-", "_")]
        if text:
            log.rendered.append(variable)
        return text

    def quote(self, string: Any) -> Any:
        """Return a text in quotation marks, where the style wants them."""
        if self.get("quotes", "false") != "true":
            return string
        names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        opening, closing, *inner = (str(self.get_single_term(name=name)) for name in names)
        text = _QUOTED.sub(rf"{opening}\1{closing}", str(string))
        return String(f"{opening}{text.replace(opening, inner[0]).replace(closing, inner[1])}{closing}")


class Number(TextCase, model.Number):  # type: ignore[misc]
    """A number that logs its variable, which may have a hyphen in its name."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """Return the number as the style writes it."""
        variable, log = self.get("variable"), self.get_root().log
        if not log.ask(variable):
            return None
        key = variable.replace("-", "_").replace("page_first", "page")
        text = self._process(item.reference[key], variable)
        log.rendered.append(variable)
        return text


class Label(TextCase, model.Label):  # type: ignore[misc]
    """A label, shown only beside its variable (Label)."""

    def process(self, item: Any, variable: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """Return the label; None where its variable is not shown."""
        own = self.get("variable", "")
        silent = own.replace("-", "_") not in item.reference or own in self.get_root().log.suppressed
        if variable is None and own != "locator" and silent:
            return None
        return super().process(item, variable, *args, **kwargs)


class Date(model.Date):  # type: ignore[misc]
    """A date that logs its variable."""

    def is_locale_date(self) -> bool:
        """Return whether the element is the pattern of a locale, not a date of the style."""
        return isinstance(self.getparent(), model.Locale)

    def process(self, item: Any, variable: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """Return the date as the style writes it."""
        if self.is_locale_date():
            return super().process(item, variable, *args, **kwargs)
        own, log = self.get("variable"), self.get_root().log
        if not log.ask(own):
            return None
        text = super().process(item, variable, *args, **kwargs)
        if text:
            log.rendered.append(own)
        return text


class DatePart(TextCase, model.Date_Part):  # type: ignore[misc]
    """A part of a date that leaves the pattern of a locale unchanged; the library overwrites it with that of a style.

    The name of a month beside a day is CLDR's, as in all dates of the site: locales of CSL have no genitive.
    """

    def render(self, *args: Any, **kwargs: Any) -> Any:
        """Return the part as the style writes it."""
        before = dict(self.attrib)
        try:
            return super().render(*args, **kwargs)
        finally:
            self.attrib.clear()
            self.attrib.update(before)

    def process(self, date: Any, context: Any = None) -> Any:
        """Return the part as words or a number."""
        text = super().process(date, context)
        if not isinstance(self.getparent().getparent(), model.Locale) or "day" not in date:
            return text
        language = (self if context is None else context).get_root().language
        if (self.get("name"), self.get("form", "long")) == ("month", "long"):
            return str(cldr_locale(language).months["format"]["wide"][date.month])
        return dates.first_of_month(language) if self.get("name") == "day" and str(text) == "1" else text


class NamePart(TextCase, model.Name_Part):  # type: ignore[misc]
    """A part of a name, which may be missing; results are plain text."""

    def format_part(self, given: str | None, family: str) -> tuple[str | None, str]:
        """Return given and family name as the style writes them."""
        if given is None and self.get("name") == "given":
            return given, family
        given, family = super().format_part(given, family)
        return None if given is None else str(given), str(family)


class _Condition:
    """Mixin for conditions, whose attributes are split once; `disambiguate` never holds, for a list needs none."""

    def render(self, *args: Any, **kwargs: Any) -> Any:
        """Return the branch, if the condition holds."""
        if "disambiguate" in self.attrib:  # type: ignore[attr-defined]
            raise model.ConditionFailed
        return super().render(*args, **kwargs)  # type: ignore[misc]

    def _type(self, item: Any) -> list[bool]:
        kind = item.reference.type
        return [name == kind for name in self._names("type")]

    def _variable(self, item: Any) -> list[bool]:
        reference = item.reference
        return [name in (item if name == "locator" else reference) for name in self._names("variable")]

    def _position(self, item: Any, context: Any) -> list[bool]:
        """Return that no position holds: a bibliography has none."""
        return [False]

    def _names(self, attribute: str) -> tuple[str, ...]:
        names: tuple[str, ...] | None = self.__dict__.get(attribute)
        if names is None:
            text: str = self.get(attribute)  # type: ignore[attr-defined]
            text = text.lower() if attribute == "type" else text.replace("-", "_")
            names = self.__dict__[attribute] = tuple(text.split())
        return names


class If(_Condition, model.If):  # type: ignore[misc]
    """The first branch of a choice."""


class ElseIf(_Condition, model.Else_If):  # type: ignore[misc]
    """A further branch of a choice."""


ELEMENTS: Mapping[str, type] = {
    "locale": Locale,
    "layout": Layout,
    "group": Group,
    "substitute": Substitute,
    "names": Names,
    "name": NameElement,
    "name-part": NamePart,
    "text": Text,
    "number": Number,
    "label": Label,
    "date": Date,
    "date-part": DatePart,
    "if": If,
    "else-if": ElseIf,
}
