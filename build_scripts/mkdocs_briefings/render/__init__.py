"""Turn the site into pages and search records: values in, values out, nothing written."""
