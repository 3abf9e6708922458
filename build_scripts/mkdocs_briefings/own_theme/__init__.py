"""The theme `briefings`: the frame of a page where no other theme brings one. Entry point `mkdocs.themes`.

Templates and files alone. MkDocs takes the folder of this package as that of the theme.
"""
