"""A desk as a project for Zensical, which makes the same pages of it without MkDocs and without this package.

    content/*.yaml --full_build.py--> pages ----documents.py--> docs/**/*.md
                                      other files ------------> docs/
    hand-written pages, assets ------------------written.py---> docs/
    templates of the theme --------------------templates.py---> overrides/
    mkdocs.yml of the desk --frame.py, settings_file.py-------> mkdocs.yml

`export.py` tells the story. Content is data there: `documents.py` writes it so that nothing of it is Markdown, an address of
the project or an expression of a template.
"""
