"""The rules, in the order of the reference page: what loading finds, then errors, warnings and remarks."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.check.rules import (
    alias_collision,
    alias_taken,
    bad_address,
    citation_after_briefing,
    duplicate_id,
    empty_body,
    hidden_reference,
    issue_without_volume,
    loading,
    long_title,
    missing_file,
    notice_names_nothing,
    outlet_not_named,
    outlet_without_entry,
    parent_loop,
    point_on_one_outlet,
    point_without_citation,
    same_address,
    same_source,
    stale_rating,
    unknown_id,
    unknown_reference,
    unread_citation,
    unresolved_citation,
    unused_source,
    volume_without_publication,
)

RULES: tuple[Rule, ...] = (
    *loading.RULES,
    *map(
        Rule.from_module,
        (
            duplicate_id,
            unresolved_citation,
            unknown_id,
            alias_taken,
            parent_loop,
            bad_address,
            empty_body,
            missing_file,
            hidden_reference,
            unknown_reference,
            unread_citation,
            point_without_citation,
            unused_source,
            same_address,
            same_source,
            citation_after_briefing,
            volume_without_publication,
            alias_collision,
            notice_names_nothing,
            outlet_not_named,
            outlet_without_entry,
            point_on_one_outlet,
            issue_without_volume,
            long_title,
            stale_rating,
        ),
    ),
)

RULES_BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
