"""`briefings init`: a desk that can be built at once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

import click

from mkdocs_briefings.cli.console import display_path, exit_on_error, out
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.host import CONFIG_FILES, USUAL_CONFIGS
from mkdocs_briefings.load.discover import BRIEFINGS, NOTICES, SCHEMA
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.new_draft import new_draft, printable_line
from mkdocs_briefings.model.now import today
from mkdocs_briefings.model.schema import schemas
from mkdocs_briefings.publish.atomic import write_atomically

_TEMPLATES = Path(__file__).parents[1] / "new_desk"
_CONTENT = "content"
_DRAFT = "a-first-briefing"
_REGISTRIES = MappingProxyType(
    {
        **{kind.value: facet.registry_files.replace("*", "all") for kind, facet in FACETS.items()},
        NOTICES: f"{NOTICES}.yaml",
    }
)
"""The file of each registry in the content folder."""
_COPIED = MappingProxyType(
    {
        "mkdocs.yml": "mkdocs.yml",
        "docs/about.md": "about.md",
        **{f"{_CONTENT}/{file}": f"{name}.yaml" for name, file in _REGISTRIES.items()},
        ".vscode/briefings.code-snippets": "briefings.code-snippets",
        ".github/workflows/publish.yml": "publish.yml",
        ".gitignore": "gitignore",
        "requirements.txt": "requirements.txt",
    }
)
"""The template of each file, by its path in the desk."""
_PARTS = MappingProxyType(
    {
        "mkdocs.yml": "name of the site, theme, settings",
        f"{_CONTENT}/{BRIEFINGS}/": "a draft to fill in",
        f"{_CONTENT}/": "lists that briefings share: topics, outlets, people ...",
        f"{_CONTENT}/{SCHEMA}/": "what editors complete and check with",
        "docs/": "pages written by hand",
        ".vscode/": "settings and snippets for VS Code",
        ".github/": "checks at each push, publishes on GitHub Pages",
        "requirements.txt": "what the workflow installs",
        ".gitignore": "what is made anew and need not be kept",
    }
)
"""What the files of a desk are for, in the order of the report."""
_NEXT = """
Next:{enter}
  briefings serve --drafts   shows the draft at http://127.0.0.1:8000/ while you write
  briefings check            says what is wrong and what to do
  briefings build            makes the site; for the draft to be in it, set `status: published`"""


@click.command(
    short_help="Make a desk that can be built at once.",
    epilog='\b\nExamples:\n  briefings init\n  briefings init desk --name "Our briefings"',
)
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the site; made of the folder's name when left out.")
@exit_on_error
def init(folder: Path, name: str | None) -> None:
    """Make a desk in DIR, the current folder when left out: settings, content with a draft, editor and workflow files.

    Nothing that is there is overwritten.
    """
    _reject_desk(folder)
    files = _new_files(printable_line(name or "") or _name_of(folder))
    kept = [path for path in files if os.path.lexists(folder / path)]
    written = [path for path in files if path not in kept]
    for path in written:
        write_atomically(folder / path, files[path].encode(), overwrite=False)
    lines = [f"Wrote {counted(len(written), 'file')} to {display_path(folder.resolve())}/", *_report(written)]
    lines += [f"Left as they are: {', '.join(kept)}"] if kept else []
    enter = "" if folder.resolve() == Path.cwd() else f"\n  cd {display_path(folder.resolve())}"
    out().print("\n".join((*lines, _NEXT.format(enter=enter))), markup=False)


def _reject_desk(folder: Path) -> None:
    """Refuse a folder with a site or with content, and one in which a file stands where a folder is to be.

    Raises:
        UsageError: names what is in the way.
    """
    files = [path for path in CONFIG_FILES if os.path.lexists(folder / path)]
    content = folder / _CONTENT
    if os.path.lexists(content) and not (
        content.is_dir() and not content.is_symlink() and not any(content.iterdir())
    ):
        files.append(f"{_CONTENT}/" if content.is_dir() else _CONTENT)
    parents = {parent for path in _COPIED for parent in Path(path).parents}
    files += [
        str(parent)
        for parent in sorted(parents)
        if os.path.lexists(folder / parent) and not (folder / parent).is_dir()
    ]
    if files := list(dict.fromkeys(files)):
        verb = "is" if len(files) == 1 else "are"
        raise UsageError(
            f"{', '.join(files)} {verb} in the way, so nothing was written; to add briefings to a site that you have, "
            f"put `- briefings` under `plugins:` in its {USUAL_CONFIGS} and run `briefings new TITLE`"
        )


def _name_of(folder: Path) -> str:
    name = printable_line(folder.resolve().name.replace("-", " ").replace("_", " "))
    return f"{name[:1].upper()}{name[1:]}" or "Our briefings"


def _new_files(name: str) -> Mapping[str, str]:
    """Return the texts of all files of a new desk, by path."""
    day = today()
    files = {path: (_TEMPLATES / template).read_text(encoding="utf-8") for path, template in _COPIED.items()}
    files["mkdocs.yml"] = files["mkdocs.yml"].replace("{name}", json.dumps(name, ensure_ascii=False))
    files["docs/about.md"] = files["docs/about.md"].replace("{name}", name)
    files["requirements.txt"] = files["requirements.txt"].replace("{version}", version("mkdocs-briefings"))
    files[f"{_CONTENT}/{BRIEFINGS}/{day.year:04}/{_DRAFT}.yaml"] = new_draft("A first briefing", str(day))
    for schema, text in schemas().items():
        files[f"{_CONTENT}/{SCHEMA}/{schema}.schema.json"] = text
    files[".vscode/settings.json"] = _json(_editor_settings())
    files[".vscode/extensions.json"] = _json({"recommendations": ["redhat.vscode-yaml"]})
    return files


def _editor_settings() -> dict[str, object]:
    """Return the settings for VS Code: which schema goes with which file, and what is not searched."""
    files = {name: f"{_CONTENT}/{file.replace('all', '*')}" for name, file in _REGISTRIES.items()}
    files["briefing"] = f"{_CONTENT}/{BRIEFINGS}/**/*.yaml"
    return {
        "yaml.schemas": {f"{_CONTENT}/{SCHEMA}/{name}.schema.json": path for name, path in files.items()},
        "yaml.format.enable": False,
        "[yaml]": {"editor.quickSuggestions": {"strings": True}, "editor.wordWrap": "on"},
        "search.exclude": {"site": True, ".cache": True},
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _report(written: list[str]) -> Iterator[str]:
    """Yield a line for each part of the desk of which something was written."""
    for part, meaning in _PARTS.items():
        inner = [other for other in _PARTS if other != part and other.startswith(part)]
        paths = [path for path in written if path.startswith(part) and not path.startswith(tuple(inner))]
        if paths:
            yield f"  {paths[0] if len(paths) == 1 else part:<46} {meaning}"
