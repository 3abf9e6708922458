"""A rule as a value, read from its manual page."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

Check = Callable[[CheckContext], Iterator[Finding]]

_PARTS = re.compile(r"^(FAIL|PASS):$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem: what is reported, why, and how gravely."""

    code: str
    """Name of the rule: `unknown-key`."""
    severity: Severity
    """Severity unless a desk decides otherwise."""
    title: str
    """What the rule finds, one sentence."""
    manual: str
    """What the rule finds, why that matters and what to do, in Markdown."""
    fail: str
    """Content that is reported: YAML, each file under a comment with its name."""
    passes: str
    """Content that is not reported, in the form of `fail`."""
    check: Check | None = None
    """Finds the problem; None for a rule whose problems loading finds."""
    desk: bool = False
    """True for a rule that looks at all briefings at once, and at each only through its `DeskFacts`."""
    fatal: bool = False
    """True when no setting can lower it, because nothing can be made of such a file."""

    @classmethod
    def from_module(cls, module: ModuleType) -> Rule:
        """Return the rule of a file: docstring, `SEVERITY`, `check`, perhaps `DESK` or `FATAL`."""
        return cls.from_manual(
            module.__name__.rpartition(".")[2].replace("_", "-"),
            module.__doc__ or _manual_in_source(module),
            severity=module.SEVERITY,
            check=module.check,
            desk=getattr(module, "DESK", False),
            fatal=getattr(module, "FATAL", False),
        )

    @classmethod
    def from_manual(
        cls,
        code: str,
        page: str,
        *,
        severity: Severity = Severity.ERROR,
        check: Check | None = None,
        desk: bool = False,
        fatal: bool = False,
    ) -> Rule:
        """Return the rule of a manual page: a title, an empty line, the manual, then examples under FAIL and PASS."""
        text, _, fail, _, passes = _PARTS.split(inspect.cleandoc(page))
        title, _, manual = text.partition("\n")
        examples = inspect.cleandoc(fail), inspect.cleandoc(passes)
        return cls(code, severity, title, manual.strip(), *examples, check, desk, fatal)


def _manual_in_source(module: ModuleType) -> str:
    """Return the docstring of a file where Python has dropped it (`PYTHONOPTIMIZE=2`)."""
    return ast.get_docstring(ast.parse(inspect.getsource(module))) or ""
