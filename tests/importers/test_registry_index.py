"""Names to ids."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Brandt’s harbour and ILKA BRANDT again", ("brandt",)),
        ("Who goes there? Those who know.", ()),
        ("The WHO's report", ("who",)),
        ("The WHOLE report by Ilka Brandtner", ()),
        ("the WHO met Ilka\nBrandt", ("who", "brandt")),
    ],
)
def test_entities_in_running_text(text, expected, registry_index):
    assert registry_index.entities_in(text) == expected


@pytest.mark.parametrize(
    ("name", "remark", "expected"),
    [
        ("the tide", "", "tide"),
        ("TIDE", "", "tide"),
        ("Wenweipo", "Hong Kong", "wen-wei-po"),
        ("RDM", "", "River Desk Monthly"),
        ("Some  Paper", "", "Some Paper"),
    ],
)
def test_outlets_by_any_name(name, remark, expected, registry_index):
    assert registry_index.resolve_outlet(name, remark) == expected
