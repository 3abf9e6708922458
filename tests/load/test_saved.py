"""Of a file with faults all that can be used is saved, whatever stands beside the fault."""

from __future__ import annotations

import pytest

from mkdocs_briefings.load.load import load

GOOD = {"outlet": "SB", "date": "2024-01-27"}
BAD = {**GOOD, "kind": "rumour", "credibility": 9}


def _is_good(sources: str) -> list[dict[str, object]]:
    return [{"id": f"s{place}", **(GOOD if sign == "+" else BAD)} for place, sign in enumerate(sources)]


@pytest.mark.parametrize("sources", ["-+", "+-", "-+-+", "--++", "+-+-+"])
def test_sources_beside_faulty_ones_are_saved_as_they_are(write_desk, sources) -> None:
    desk = load(write_desk({"briefings/2024/a": {"sources": _is_good(sources)}})).desk
    (briefing,) = desk.briefings
    assert [source.id for source in briefing.value.sources] == [f"s{place}" for place in range(len(sources))]
    assert {source.outlet for source in briefing.value.sources} == {"SB"}


@pytest.mark.parametrize("faulty", [(0,), (0, 2), (1, 2), (0, 1, 3)])
def test_items_beside_faulty_ones_stay(write_desk, faulty) -> None:
    ids = [f"id-{place}" for place in range(4)]
    written = [["no id"] if place in faulty else id for place, id in enumerate(ids)]
    loaded = load(write_desk({"briefings/2024/a": {"related": written}}))
    (briefing,) = loaded.desk.briefings
    kept = [id for place, id in enumerate(ids) if place not in faulty]
    assert list(briefing.value.related) == kept
    assert [finding.place.keys for finding in loaded.findings] == [("related", place) for place in faulty]
