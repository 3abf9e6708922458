"""Put the site out: worker processes, fonts, the search bundle, files written whole or not at all."""
