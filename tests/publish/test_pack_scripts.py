"""Modules and search index as classic scripts."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import mkdocs_briefings
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.messages import DeskWords
from mkdocs_briefings.publish.pack.index import index_scripts, is_index_file
from mkdocs_briefings.publish.pack.modules import bundle
from mkdocs_briefings.render.script_words import ADDRESS, messages_module

THEME = Path(mkdocs_briefings.__file__).parent / "theme"
CLASSIC = {"early.js", "moved.js", "search/asked.js"}
"""Scripts of the theme that are no modules."""


def given(**modules: str) -> Callable[[str], str]:
    return {f"assets/briefings/{name}.js": text for name, text in modules.items()}.__getitem__


def test_all_modules_of_the_theme_are_in_the_script() -> None:
    """And that of the messages, which the build writes."""
    messages = {ADDRESS: messages_module(["en"], [], "en", DeskWords()).decode()}
    packed = bundle(lambda address: messages.get(address) or (THEME / address).read_text(encoding="utf-8"))
    folder = THEME / "assets/briefings"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.js")} - CLASSIC
    assert packed.modules == {f"assets/briefings/{name}" for name in names} | {ADDRESS}
    assert not re.search(r"^\s*(import|export)\b|import\.meta|\bfetch\(", packed.script, re.MULTILINE)


def test_names_that_a_module_takes_and_gives() -> None:
    script = bundle(
        given(
            site='import { a, b as c } from "./x.js";\nconst ask = () => import("./y.js");\n',
            x="export const a = 1;\nexport async function b() {}\nexport function* d() {}\nexport class E {}\n",
            y="const here = import.meta.url;\n",
        )
    ).script
    assert 'const { a, b: c } = need("x.js");\nconst ask = () => later("y.js");\n' in script
    assert "Object.assign(exports, { a, b, d, E });" in script
    assert "const here = address;" in script


@pytest.mark.parametrize(
    "statement",
    [
        'import x from "./x.js";',
        'import "./x.js";',
        'import { a } from "elsewhere";',
        "export default 1;",
        "export { a };",
        "export let a = 1;",
        'export * from "./x.js";',
        "import(name);",
        "import.meta.resolve('x');",
        '  import { a } from "./x.js";',
    ],
)
def test_a_form_that_is_not_known_is_told_with_its_place(statement: str) -> None:
    with pytest.raises(PublishError, match=r"^assets/briefings/site\.js:2: "):
        bundle(given(site=f"const a = 1;\n{statement}\n", x=""))


def test_modules_that_import_each_other() -> None:
    modules = {name: f'import {{ a }} from "./{other}.js";' for name, other in ("xy", "yx")}
    with pytest.raises(PublishError, match="import each other"):
        bundle(given(site='import("./x.js");', **modules))


def test_scripts_hold_all_of_the_index_and_are_bounded() -> None:
    sizes = [70_000, *[9_000] * 30, 0]
    files = {f"search/texts/{number:02}.bin": bytes(size) for number, size in enumerate(sizes)} | {
        "search/entry.bin": b"e"
    }
    assert all(map(is_index_file, files))
    assert not any(map(is_index_file, ("search/index.html", "search.bin", "files/search/a.bin")))
    scripts = dict(index_scripts(files, files.__getitem__))
    held = {address: json.loads(f"[{text[len('briefingsPack(') : -3]}]") for address, text in scripts.items()}
    assert all(address == f"search/index/{name}.js" for address, (name, _) in held.items())
    firsts = held.pop("search/index/firsts.js")[1]
    assert firsts == sorted(firsts) == [min(content) for _, content in held.values()]
    every = {path: base64.b64decode(content) for _, parts in held.values() for path, content in parts.items()}
    assert every == {
        address.removeprefix("search/").removesuffix(".bin"): content for address, content in files.items()
    }
    assert len(held) < 8
    assert [
        len(parts) for _, parts in held.values() if sum(map(len, parts.values())) > 64_000 * 4 / 3 + 200
    ] == [1]
    assert dict(index_scripts((), files.__getitem__)) == {}


def test_each_language_has_scripts_of_its_own() -> None:
    files = {
        f"{folder}search/{name}.bin": name.encode()
        for folder in ("", "de/", "zh-hant/")
        for name in ("a", "b")
    }
    assert all(map(is_index_file, files))
    scripts = dict(index_scripts(files, files.__getitem__))
    assert {name.rpartition("search/index/")[0] for name in scripts} == {"", "de/", "zh-hant/"}
    assert scripts["de/search/index/0.js"] == scripts["search/index/0.js"]
