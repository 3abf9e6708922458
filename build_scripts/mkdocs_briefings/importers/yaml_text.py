"""YAML as text: front matter read as plain data, scalars written. The importers' only file that imports yaml."""

from __future__ import annotations

import yaml

from mkdocs_briefings.importers.front_matter import Plain

_LONGEST = 1_000_000
_DEEPEST = 20
_MOST_NODES = 20_000


class NotYamlError(ValueError):
    """The text is no YAML mapping; the message says why, on one line."""


def read_mapping(text: str) -> dict[str, Plain]:
    """A YAML mapping with every scalar left as text.

    Raises:
        NotYamlError: it is something else, or nests or repeats beyond any use.
    """
    try:
        _refuse_depth(text)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise NotYamlError(getattr(error, "problem", None) or "unreadable") from None
    data = _plain(node, [_MOST_NODES]) if node is not None else {}
    if not isinstance(data, dict):
        raise NotYamlError("no keys with values")
    return data


def scalar(text: str) -> str:
    """One line of text as a YAML scalar, quoted only where it must be."""
    written = yaml.dump(str(text), Dumper=yaml.CSafeDumper, allow_unicode=True, width=_LONGEST)
    return str(written).removesuffix("\n").removesuffix("\n...")


def _refuse_depth(text: str) -> None:
    """The composer recurses, and a file must not choose how deep."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise NotYamlError(f"nests deeper than {_DEEPEST} levels")


def _plain(node: yaml.Node, budget: list[int]) -> Plain:
    budget[0] -= 1
    if budget[0] < 0:
        raise NotYamlError("repeats itself beyond any use")
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in ("", "~", "null") else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, budget) for child in node.value]
    return {
        str(key.value): _plain(value, budget) for key, value in node.value if isinstance(key, yaml.ScalarNode)
    }
