"""The importers: articles in text, Markdown, DOCX or HTML become draft briefings. Start at pipeline.py."""
