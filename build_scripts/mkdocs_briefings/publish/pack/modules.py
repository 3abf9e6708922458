"""The modules of a site as one classic script: browsers load no modules from a disk.

It knows the forms of `import` and `export` that the site's own modules have, and refuses all others.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError

FOLDER = "assets/briefings"
FIRST = "site.js"
"""The module that pages load."""
_HOST = "search/host.js"
"""The module that loads files of a host, in whose place the one that loads them of a disk goes."""
_HERE = Path(__file__).parent
_PLACE = "/* modules */\n"
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "(\.[^"]+)";$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*? ?|class |const )(\w+))", re.MULTILINE)
_UNKNOWN = re.compile(r"^[ \t]*(?:import|export)\b|\bimport\s*[(.]", re.MULTILINE)
_URL = "import.meta.url"


@dataclass(frozen=True, slots=True)
class Bundle:
    """One script, and the modules that it is made of."""

    script: str
    modules: frozenset[str]
    """Their addresses from the root of the site."""


@dataclass(frozen=True, slots=True)
class _Module:
    """A module as a function that is called when it is first needed."""

    function: str
    now: tuple[str, ...]
    """Names of the modules that it needs at once."""
    later: tuple[str, ...]
    """Names of those that it may ask for."""


def bundle(read: Callable[[str], str]) -> Bundle:
    """Return the script of all modules that pages load, at once or later.

    Args:
        read: returns a file of the site by its address.

    Raises:
        PublishError: a module has a form of `import` or `export` that is not known, or modules import each other.
    """
    modules: dict[str, _Module] = {}
    waiting = [FIRST]
    while waiting:
        name = waiting.pop()
        if name not in modules:
            modules[name] = _module(name, _own("disk.js") if name == _HOST else read(f"{FOLDER}/{name}"))
            waiting += (*modules[name].now, *modules[name].later)
    _refuse_circles(modules)
    functions = "".join(f"{json.dumps(name)}: {modules[name].function},\n" for name in sorted(modules))
    script = _own("bundle.js").replace(_PLACE, functions)
    return Bundle(script, frozenset(f"{FOLDER}/{name}" for name in modules))


def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _module(name: str, source: str) -> _Module:
    near = partial(_beside, name)
    now = tuple(near(match[2]) for match in _IMPORT.finditer(source))
    later = tuple(near(match[1]) for match in _LATER.finditer(source))
    exported = [match[1] for match in _EXPORT.finditer(source)]
    text = _IMPORT.sub(lambda match: _needed(match[1], near(match[2])), source)
    text = _LATER.sub(lambda match: f"later({json.dumps(near(match[1]))})", text)
    text = _EXPORT.sub("", text).replace(_URL, "address")
    if unknown := _UNKNOWN.search(text):
        line = text.count("\n", 0, unknown.end()) + 1
        raise PublishError(f"{FOLDER}/{name}:{line}: no form of import or export that can be packed")
    given = f"Object.assign(exports, {{ {', '.join(exported)} }});\n"
    return _Module(f"(exports, need, later, address) => {{\n{text}{given}}}", now, later)


def _beside(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def _needed(names: str, module: str) -> str:
    return f"const {names.replace(' as ', ': ')} = need({json.dumps(module)});"


def _refuse_circles(modules: Mapping[str, _Module]) -> None:
    try:
        TopologicalSorter({name: module.now for name, module in modules.items()}).prepare()
    except CycleError as error:
        raise PublishError(f"modules import each other: {', '.join(error.args[1])}") from error
