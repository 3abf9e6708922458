"""The setting `face`: colours, logo, families, imprint and links of the desk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from mkdocs_briefings.attachments.read import refusals
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.model.accent import DARK_GROUNDS, LIGHT_GROUNDS, dark_accent, with_accent
from mkdocs_briefings.model.contrast import LEAST, color_of, contrast, nearest
from mkdocs_briefings.model.face import Face, Family, FooterLink, Logo, family_folder
from mkdocs_briefings.model.palette import PALETTE, Palette, Shades
from mkdocs_briefings.model.safe_text import TEXT_SCHEMES, address_problem
from mkdocs_briefings.settings.kinds import BOOLEAN
from mkdocs_briefings.settings.site_config import Problems

Value = TypeVar("Value")
_PACKAGE = re.compile(r"fontpkg-[a-z0-9]+(?:-[a-z0-9]+)*")
_EXAMPLE = "#0b5c6b"
_LINK_SCHEMES = TEXT_SCHEMES - {"briefing"}


def read_face(written: Mapping[Any, object], content: Path, problems: Problems) -> Face:
    """Return what the setting says.

    Args:
        written: its keys and values.
        content: the content folder, which has the logo.
        problems: what is wrong is added here, all at once.
    """
    reader = _Reader(written, problems)
    reader.refuse_others(written, ("accent", "logo", "serif", "sans", "imprint", "footer"))
    return Face(
        palette=_palette_of(reader),
        logo=_logo_of(reader, content),
        serif=reader.read(_family_of, "serif"),
        sans=reader.read(_family_of, "sans"),
        imprint=reader.read(_imprint_of, "imprint") or "",
        footer=tuple(_footer_of(reader)),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads keys, and goes on behind what is wrong."""

    written: Mapping[Any, object]
    problems: Problems

    def read(self, meaning: Callable[[Any], Value], *keys: str) -> Value | None:
        """Return what the value under some keys means; None where it is left out or wrong."""
        value: Any = self.written
        for key in keys:
            if key not in value:
                return None
            value = value[key]
        with self.gathered(*keys):
            return meaning(value)
        return None

    def parts(self, key: str, allowed: Iterable[str]) -> Mapping[Any, Any]:
        """Return the keys below a key; none for a plain value."""
        value = self.written.get(key)
        if not isinstance(value, Mapping):
            return {}
        self.refuse_others(value, allowed, key)
        return value

    @contextmanager
    def gathered(self, *keys: str | int) -> Iterator[None]:
        """Add what the block raises as a problem of a key, and go on behind it."""
        try:
            yield
        except UsageError as error:
            named = "".join(f"{key}: " for key in keys if isinstance(key, str))
            self.problems.add_own(f"face: {named}{error}", "face", *keys)

    def refuse_others(self, written: Mapping[Any, Any], allowed: Iterable[str], *above: str) -> None:
        """Add each key that is not allowed, below the keys `above`."""
        for key in written:
            if key not in allowed:
                hint = did_you_mean(str(key), allowed) or f"there are {', '.join(allowed)}"
                named = "".join(f"{name}: " for name in ("face", *above))
                self.problems.add_own(f"{named}there is no '{key}'; {hint}", "face", *above, str(key))


def logo_file(name: object, content: Path) -> str:
    """Return the path of a logo from the content folder.

    Raises:
        UsageError: there is no such file, or it may not be shown.
    """
    if not isinstance(name, str) or not name.lower().endswith((".png", ".svg")):
        raise UsageError(f"{name!r} is no PNG and no SVG")
    path = content / name
    if not path.is_file() or not path.resolve().is_relative_to(content.resolve()):
        raise UsageError(f"{name!r} is no file of {content.name}/; name it from there: `files/logo.svg`")
    if reasons := refusals(path, name):
        raise UsageError(f"{name!r} {reasons[0].message}; {reasons[0].hint}")
    return name


def _palette_of(reader: _Reader) -> Palette:
    """Return the palette of the desk; the accent of the dark page is computed where it is left out."""
    if "accent" not in reader.written:
        return PALETTE
    parts = reader.parts("accent", ("light", "dark"))
    if parts and "light" not in parts:
        with reader.gathered("accent"):
            raise UsageError(f'name the colour of light pages: `light: "{_EXAMPLE}"`')
    light = reader.read(partial(_accent, "light", LIGHT_GROUNDS), "accent", *(["light"] if parts else []))
    dark = reader.read(partial(_accent, "dark", DARK_GROUNDS), "accent", "dark") if parts else None
    return with_accent(PALETTE, Shades(light, dark or dark_accent(light))) if light else PALETTE


def _accent(page: str, grounds: Mapping[str, str], value: object) -> str:
    """Return a colour that can be read on all grounds.

    Raises:
        UsageError: names the ratio, the ground, and the nearest colour that can.
    """
    if value is None:
        raise UsageError(f'it is empty; a colour stands in quotes, for # begins a remark: "{_EXAMPLE}"')
    color = color_of(value) if isinstance(value, str) else None
    if color is None:
        raise UsageError(f'{value!r} is no colour; write six digits in quotes: "{_EXAMPLE}"')
    ratios = {ground: contrast(color, ground) for ground in grounds}
    worst = min(ratios, key=ratios.__getitem__)
    if ratios[worst] >= LEAST:
        return color
    better = nearest(color, grounds, LEAST, lighter=page == "dark")
    raise UsageError(
        f"{color} has on the {page} page a contrast of {int(ratios[worst] * 100) / 100:.2f}:1 with {worst}, the ground of "
        f'{grounds[worst]}; text needs {LEAST}:1 (WCAG 2.2, 1.4.3). The nearest that has it: "{better}"'
    )


def _logo_of(reader: _Reader, content: Path) -> Logo | None:
    """Return the logo; None without one that may be shown."""
    parts = reader.parts("logo", ("light", "dark", "with_name"))
    if parts and "light" not in parts:
        with reader.gathered("logo"):
            raise UsageError("name the logo of light pages: `light: files/logo.svg`")
    read_file = partial(logo_file, content=content)
    light = reader.read(read_file, "logo", *(["light"] if parts else []))
    dark = reader.read(read_file, "logo", "dark") if parts else None
    with_name = reader.read(BOOLEAN.read, "logo", "with_name") if parts else None
    return Logo(light, dark or "", bool(with_name)) if light else None


def _family_of(value: object) -> Family:
    """Return a family that is installed.

    Raises:
        UsageError: the value is no package of fonts, or it is not installed.
    """
    if not isinstance(value, str) or not _PACKAGE.fullmatch(value):
        raise UsageError(f"{value!r} is no package of fonts; PyPI has families as `fontpkg-lora`")
    folder = family_folder(value)
    if folder is None:
        raise UsageError(
            f"{value!r} is not installed where the site is built; run `pip install {value}`, and name it in "
            "requirements.txt"
        )
    try:
        name = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["family"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{value!r} does not say which family it has; take another version of it") from None
    return Family(value, str(name))


def _imprint_of(value: object) -> str:
    """Return lines of plain text.

    Raises:
        UsageError: it is no text.
    """
    if not isinstance(value, str):
        raise UsageError("write text; several lines begin with `imprint: |`")
    return "\n".join(" ".join(line.split()) for line in value.strip().splitlines())


def _footer_of(reader: _Reader) -> Iterator[FooterLink]:
    """Yield the links that can be shown."""
    links = reader.written.get("footer", [])
    if not isinstance(links, list):
        with reader.gathered("footer"):
            raise UsageError("write a list: `- {title: For the desk, href: handbook/}`")
        return
    for number, link in enumerate(links):
        with reader.gathered("footer", number):
            yield _link_of(link)


def _link_of(link: object) -> FooterLink:
    """Return a link.

    Raises:
        UsageError: it lacks its title or its address, or the address is none.
    """
    if not isinstance(link, dict) or set(link) != {"title", "href"}:
        raise UsageError("a link has title and href: `{title: For the desk, href: handbook/}`")
    title, href = (link["title"], link["href"])
    if not isinstance(title, str) or not isinstance(href, str) or not title.strip() or not href.strip():
        raise UsageError("title and href are texts, and not empty")
    if problem := address_problem(href, _LINK_SCHEMES):
        raise UsageError(f"{href!r} {problem}")
    if href.startswith("/"):
        raise UsageError(f"{href!r} begins with a slash; write it from the root of the site: `handbook/`")
    return FooterLink(" ".join(title.split()), href.strip())
