"""The importers: articles in text, Markdown, DOCX, PDF or HTML become draft briefings. Start at pipeline.py."""
