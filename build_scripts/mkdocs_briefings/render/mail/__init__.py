"""A digest of several briefings as one mail: as HTML that mail clients take, and as plain text."""
