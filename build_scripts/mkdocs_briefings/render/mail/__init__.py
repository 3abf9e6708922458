"""Several briefings as one mail: what it shows, as HTML that mail clients take and as plain text."""
