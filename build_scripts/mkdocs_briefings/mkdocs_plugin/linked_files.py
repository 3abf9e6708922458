"""MkDocs' files, in which hand-written pages find the generated pages and attachments that they link to.

A link may come from anywhere: the page itself, a snippet, an abbreviation, whatever an extension writes. So nobody looks
for links; MkDocs asks for the file that each leads to, and gets it. What it asked for is an input of the frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath

from mkdocs_briefings.host import File, Files
from mkdocs_briefings.mkdocs_plugin.generated_pages import GeneratedPage

_ATTACHMENTS = "files/"


class LinkedFiles(Files):
    """Files that MkDocs reads and writes, and others that it only finds: the builder writes these."""

    def __init__(
        self,
        files: Iterable[File],
        attachments: Iterable[File],
        make_page: Callable[[str], File | None],
    ) -> None:
        """Take the files.

        Args:
            files: that MkDocs reads and writes.
            attachments: that hand-written pages may link to; they take the place of files of the same name.
            make_page: makes the generated page of an address; returns None where there is none.
        """
        self._found = {file.src_uri: file for file in attachments}
        listed = [file for file in files if file.src_uri not in self._found]
        super().__init__(listed)
        self._make_page = make_page
        self._asked = {file.src_uri for file in files if file.src_uri.startswith(_ATTACHMENTS)}

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file of an address in the docs folder; generated if there is none."""
        uri = PurePath(path).as_posix()
        file = self.listed(uri)
        if file is None or isinstance(file.page, GeneratedPage):
            self._asked.add(uri)
        if file is not None or uri in self._found:
            return file or self._found[uri]
        generated = self._make_page(uri)
        if generated is not None:
            self._found[uri] = generated
        return generated

    def listed(self, uri: str) -> File | None:
        """Return a file that MkDocs reads and writes; None for any other."""
        return super().get_file_from_path(uri)

    @property
    def asked(self) -> frozenset[str]:
        """Addresses that were looked for and belong to no hand-written file; again with `#` where a place was meant."""
        pages = (file.page for file in self.documentation_pages() if file.page is not None)
        meant = {file.src_uri for page in pages for file in page.links_to_anchors or ()}
        return frozenset(self._asked | {f"{uri}#" for uri in meant & self._asked})
