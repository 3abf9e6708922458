"""Configuration and templates of the peers' sites: bare ones, which is to the advantage of Hugo and Pelican."""

MKDOCS_CONFIG = """\
site_name: Briefings
site_url: https://example.org/
theme: {name: material, font: false}
plugins: [search]
nav: [index.md, years/index.md, topics/index.md]
not_in_nav: "*"
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables]
"""
"""Read by MkDocs and by Zensical; the briefings are not in the navigation."""

HUGO_CONFIG = """\
title = "Briefings"
baseURL = "https://example.org/"
disableKinds = ["rss"]
[taxonomies]
  year = "years"
  topic = "topics"
"""

_HUGO_ITEM = (
    '<li>{{ .Date.Format "2006-01-02" }}: <a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Summary }}</li>'
)
_HUGO_LIST = f"""\
{{{{ define "main" }}}}<h1>{{{{ .Title }}}}</h1>
<ul>{{{{ range .Pages }}}}{_HUGO_ITEM}
{{{{ end }}}}</ul>{{{{ end }}}}
"""

HUGO = {
    "baseof.html": """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }}</title></head>
<body><nav><a href="/">Home</a> <a href="/years/">Years</a> <a href="/topics/">Topics</a></nav>
<main>{{ block "main" . }}{{ end }}</main></body>
</html>
""",
    "home.html": f"""\
{{{{ define "main" }}}}<h1>Latest</h1>
<ul>{{{{ range first 10 site.RegularPages }}}}{_HUGO_ITEM}
{{{{ end }}}}</ul>{{{{ end }}}}
""",
    "page.html": """\
{{ define "main" }}<article data-pagefind-body><h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2006-01-02" }} {{ range .GetTerms "topics" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
{{ .Content }}</article>{{ end }}
""",
    "section.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ end }}\n',
    "taxonomy.html": _HUGO_LIST,
    "term.html": _HUGO_LIST,
}

PELICAN_CONFIG = """\
SITENAME = "Briefings"
SITEURL = "https://example.org"
RELATIVE_URLS = False
TIMEZONE = "UTC"
PATH = "content"
OUTPUT_PATH = "output"
DELETE_OUTPUT_DIRECTORY = False
THEME = "theme"
PLUGINS = []
ARTICLE_URL = "briefings/{slug}/"
ARTICLE_SAVE_AS = "briefings/{slug}/index.html"
CATEGORY_URL = "topics/{slug}/"
CATEGORY_SAVE_AS = "topics/{slug}/index.html"
CATEGORIES_SAVE_AS = "topics/index.html"
YEAR_ARCHIVE_URL = "years/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}/index.html"
ARCHIVES_SAVE_AS = "years/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = TAG_SAVE_AS = TAGS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "categories", "archives"]
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {
    "extension_configs": {f"markdown.extensions.{name}": {} for name in (
        "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "meta", "tables")},
    "output_format": "html5",
}
"""

_PELICAN_ITEM = (
    '<li>{{ article.date.strftime("%Y-%m-%d") }}: <a href="/{{ article.url }}">{{ article.title }}</a> '
    "{{ article.summary|striptags }}</li>"
)
_PELICAN_LIST = f"""\
{{% extends "base.html" %}}
{{% block main %}}<h1>{{{{ NAMED }}}}</h1>
<ul>{{% for article in ARTICLES %}}{_PELICAN_ITEM}
{{% endfor %}}</ul>{{% endblock %}}
"""

PELICAN = {
    "base.html": """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{% block title %}{{ SITENAME }}{% endblock %}</title></head>
<body><nav><a href="/">Home</a> <a href="/years/">Years</a> <a href="/topics/">Topics</a></nav>
<main>{% block main %}{% endblock %}</main></body>
</html>
""",
    "index.html": _PELICAN_LIST.replace("{{ NAMED }}", "Latest").replace("ARTICLES", "articles[:10]"),
    "article.html": """\
{% extends "base.html" %}
{% block title %}{{ article.title }}{% endblock %}
{% block main %}<article data-pagefind-body><h1>{{ article.title }}</h1>
<p>{{ article.date.strftime("%Y-%m-%d") }} <a href="/{{ article.category.url }}">{{ article.category }}</a></p>
{{ article.content }}</article>{% endblock %}
""",
    "category.html": _PELICAN_LIST.replace("NAMED", "category").replace("ARTICLES", "articles"),
    "period_archives.html": _PELICAN_LIST.replace("NAMED", "period[0]").replace("ARTICLES", "articles"),
    "categories.html": """\
{% extends "base.html" %}
{% block main %}<h1>Topics</h1>
<ul>{% for category, articles in categories %}<li><a href="/{{ category.url }}">{{ category }}</a></li>
{% endfor %}</ul>{% endblock %}
""",
    "archives.html": """\
{% extends "base.html" %}
{% block main %}<h1>Years</h1>
<ul>{% for year in dates|map(attribute="date.year")|unique %}<li><a href="/years/{{ year }}/">{{ year }}</a></li>
{% endfor %}</ul>{% endblock %}
""",
}
