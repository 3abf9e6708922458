"""Briefings as trees of plain data for the print templates, in which content can only be text."""
