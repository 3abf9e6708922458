"""A page of each kind in the sample site."""

BELARUS = "briefings/belarus-strengthens-ties-with-russia/"
KINDS = {
    "home": "",
    "briefing": BELARUS,
    "briefing with tables": "briefings/accessibility-deadlines/",
    "topics": "topics/",
    "topic": "topics/history-policy/",
    "people": "entities/",
    "person": "entities/lukashenka/",
    "outlet": "outlets/sb/",
    "archive": "archive/",
    "year": "archive/2024/",
    "issue": "publications/edm/21/19/",
    "search": "search/",
    "feeds": "feeds/",
    "guide": "how-to-read/",
    "about": "about/",
    "handbook": "handbook/write/",
    "rules": "reference/rules/",
    "404": "404.html",
}
