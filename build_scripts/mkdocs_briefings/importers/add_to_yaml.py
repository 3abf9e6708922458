"""Sources put into the YAML of a briefing as text, so that all else in the file stays as it is, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import yaml

from mkdocs_briefings.importers.write_yaml import source_lines
from mkdocs_briefings.model.content import Source

_KEY = "sources"
_INDENT = 2


def yaml_of_sources(sources: Sequence[Source], indent: int = _INDENT) -> list[str]:
    """Return the lines of sources as items of a list, indented by so many blanks."""
    lines = [line for source in sources for line in source_lines(source)]
    return [" " * indent + line[_INDENT:] for line in lines]


def with_sources(before: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield texts of a briefing with further sources, the likeliest to be right first: the caller reads them back.

    Args:
        before: the file, which is sound YAML.
        sources: what comes after its own sources.
    """
    root = yaml.compose(before, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return
    nodes = {key.value: (key, value) for key, value in root.value}
    key, held = nodes.get(_KEY, (None, None))
    if root.flow_style and held is None:
        yield from _before_bracket(before, root, f'"{_KEY}": [{_flow(sources)}]')
    elif held is None:
        yield from _with_key(before, root, sources)
    elif isinstance(held, yaml.SequenceNode) and held.value and not held.flow_style:
        yield from _after_block(before, held, sources)
    elif isinstance(held, yaml.SequenceNode) and (held.value or root.flow_style):
        yield from _before_bracket(before, held, _flow(sources))
    elif key is not None:
        yield from _in_place_of_nothing(before, held, sources)


def _flow(sources: Sequence[Source]) -> str:
    """Return sources as items of a list in brackets, in JSON, which is YAML there."""
    return ", ".join(
        json.dumps(source.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        for source in sources
    )


def _before_bracket(before: str, node: yaml.CollectionNode, item: str) -> Iterator[str]:
    """Yield the text with an item before the bracket that ends a list or mapping, after a comma and without one."""
    at = node.end_mark.index - 1
    for comma in (", ", "") if node.value else ("",):
        yield f"{before[:at]}{comma}{item}{before[at:]}"


def _after_block(before: str, held: yaml.SequenceNode, sources: Sequence[Source]) -> Iterator[str]:
    """Yield the text with sources after the last one; comments and blank lines that follow the list stay behind it."""
    column = held.start_mark.column
    lines, end = yaml_of_sources(sources, column), held.end_mark.index
    yield _inserted(before, _end_of_block(before[:end], column), lines)
    yield _inserted(before, end, lines)


def _end_of_block(text: str, column: int) -> int:
    """Return where the lines of a list end, before comments that are indented less, and before blank lines."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    while lines:
        line = lines[-1].strip()
        indent = len(lines[-1]) - len(lines[-1].lstrip())
        if line and not (line.startswith("#") and indent < max(column, 1)):
            break
        lines.pop()
    return min(len("\n".join(lines)) + 1, len(text))


def _with_key(before: str, root: yaml.MappingNode, sources: Sequence[Source]) -> Iterator[str]:
    """Yield the text with the key at its end, where its mapping ends, and before its last key."""
    lines = [f"{_KEY}:", *yaml_of_sources(sources)]
    yield _inserted(before, len(before), lines)
    yield _inserted(before, root.end_mark.index, lines)
    if root.value:
        mark = root.value[-1][0].start_mark
        yield _inserted(before, mark.index - mark.column, lines)


def _in_place_of_nothing(before: str, held: yaml.Node, sources: Sequence[Source]) -> Iterator[str]:
    """Yield the text with sources in the place of an empty list, or of no value."""
    start, end = held.start_mark.index, held.end_mark.index
    head = before[:start].rstrip(" ")
    line_end = before.find("\n", end)
    rest = before[end:] if line_end < 0 else before[end : line_end + 1]
    text = f"{head}{rest if rest.strip() else rest.lstrip(' ')}"
    yield _inserted(
        f"{text}{'' if line_end < 0 else before[line_end + 1 :]}", len(text), yaml_of_sources(sources)
    )


def _inserted(before: str, at: int, lines: Sequence[str]) -> str:
    """Return the text with lines at a place, which begin and end a line, with the line ends of the text."""
    end = "\r\n" if "\r\n" in before else "\n"
    gap = end if before[:at] and not before[:at].endswith("\n") else ""
    return f"{before[:at]}{gap}{''.join(f'{line}{end}' for line in lines)}{before[at:]}"
