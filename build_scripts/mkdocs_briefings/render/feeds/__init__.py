"""Feeds: the newest briefings of the site, of a topic, of a publication, of an entity, for feed readers."""
