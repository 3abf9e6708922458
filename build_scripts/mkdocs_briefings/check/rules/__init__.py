"""The rules, in the order of the reference page: what loading finds, then errors, warnings and notes."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.check.rules import (
    alias_collision,
    alias_taken,
    bad_address,
    citation_after_briefing,
    duplicate_id,
    duplicate_key,
    empty_body,
    file_name,
    hidden_character,
    hidden_reference,
    impossible_date,
    invalid_yaml,
    issue_without_volume,
    long_title,
    missing_file,
    missing_key,
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
    unknown_key,
    unknown_reference,
    unread_citation,
    unresolved_citation,
    unsafe_file,
    unused_source,
    volume_without_publication,
    wrong_type,
    wrong_value,
)

RULES: tuple[Rule, ...] = tuple(
    Rule.from_module(module)
    for module in (
        file_name,
        unsafe_file,
        invalid_yaml,
        duplicate_key,
        hidden_character,
        unknown_key,
        missing_key,
        wrong_type,
        wrong_value,
        impossible_date,
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
    )
)

RULES_BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
