"""A rule as a value, read from the file that describes it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

Check = Callable[[CheckContext], Iterator[Finding]]

_PARTS = re.compile(r"^(FAIL|PASS):$", re.MULTILINE)
_FILE = re.compile(r"^# (.+\.ya?ml)$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is reported, why, and how gravely."""

    code: str
    """Its name: the name of its file with hyphens."""
    severity: Severity
    """How grave it is unless a desk decides otherwise."""
    title: str
    """What it finds, one sentence."""
    manual: str
    """What it finds, why that matters and what to do, in Markdown."""
    fail: str
    """Content it reports: YAML, each file under a comment with its name."""
    passes: str
    """The same content put right."""
    check: Check | None = None
    """Finds it; None for a rule whose findings come from loading."""
    desk: bool = False
    """True for a rule that looks at all briefings at once, and at each only through its `Claims`."""
    fatal: bool = False
    """True when no setting can lower it, because nothing can be made of such a file."""

    @classmethod
    def from_module(cls, module: ModuleType) -> Rule:
        """The rule a file describes: docstring, `SEVERITY`, perhaps `DESK` or `FATAL`, perhaps `check`."""
        text, _, fail, _, passes = _PARTS.split(inspect.getdoc(module) or "")
        title, _, manual = text.strip().partition("\n")
        return cls(
            code=module.__name__.rpartition(".")[2].replace("_", "-"),
            severity=module.SEVERITY,
            title=title,
            manual=manual.strip(),
            fail=inspect.cleandoc(fail),
            passes=inspect.cleandoc(passes),
            check=getattr(module, "check", None),
            desk=getattr(module, "DESK", False),
            fatal=getattr(module, "FATAL", False),
        )


def example_files(example: str) -> Mapping[str, str]:
    """The files of an example by name, in the content folder."""
    _, *parts = _FILE.split(example)
    return {name: text.rstrip() + "\n" for name, text in zip(parts[::2], parts[1::2], strict=True)}
