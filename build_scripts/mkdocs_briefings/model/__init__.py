"""The desk's nouns: what authors write, what the site knows, what is put out."""
