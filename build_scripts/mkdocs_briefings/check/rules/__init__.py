"""The rules, in the order of the reference page: what loading finds, then errors, warnings and remarks, then paper."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.check.rules import files, loading, printing

_WITH_CHECK = """
    duplicate_id unresolved_citation unknown_id unclear_name alias_taken parent_loop bad_address dead_link lost_html
    unset_formula     empty_body missing_file unusable_chart unknown_anchor hidden_reference translation_of unknown_reference translations_apart unread_citation left_as_typed
    picture_elsewhere point_without_citation unused_source same_address
    same_source misspelt_outlet citation_after_briefing date_to_come volume_without_publication alias_collision notice_names_nothing
    same_mark outlet_not_named outlet_without_entry point_on_one_outlet issue_without_volume long_title stale_rating
""".split()
"""Modules of this folder that are a rule each."""

RULES: tuple[Rule, ...] = (
    *loading.RULES,
    *files.RULES,
    *(Rule.from_module(import_module(f"{__name__}.{name}")) for name in _WITH_CHECK),
)

PRINT_RULES: tuple[Rule, ...] = printing.RULES
"""Rules whose problems only show when a PDF is made."""

RULES_BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in (*RULES, *PRINT_RULES)}
