"""Turn what a desk already has (text, Markdown, DOCX, HTML) into draft briefings. Start at intake.py."""
