"""Everything that puts a site out: worker processes, fonts, PDFs, the search bundle, files written whole or not at all."""
