"""The desk's face for templates of a theme, and its links where they need their whole address: in PDFs and mails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_briefings.model.face import FooterLink
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.print.text import absolute_url


class FaceView(NamedTuple):
    """The face of a desk for templates, with addresses from the root of the site."""

    logo: str
    """Address of the logo; may be empty."""
    logo_dark: str
    """Address of that for dark pages; empty where there is none of its own."""
    with_name: bool
    """Whether the name of the site stands beside the logo."""
    preloads: tuple[str, ...]
    """Addresses of the fonts that every page needs."""
    imprint: tuple[str, ...]
    footer: tuple[FooterLink, ...]


def face_view(settings: RenderSettings) -> FaceView:
    """Return the face of a desk for templates."""
    face, logo = settings.face, settings.face.logo
    return FaceView(
        logo=addresses.logo(logo.light) if logo else "",
        logo_dark=addresses.logo(logo.dark, dark=True) if logo and logo.dark else "",
        with_name=logo is None or logo.with_name,
        preloads=tuple(
            f"assets/briefings/fonts/{own if family else house}-latin.woff2"
            for family, own, house in (
                (face.serif, "desk-serif", "source-serif-4"),
                (face.sans, "desk-sans", "source-sans-3"),
            )
        ),
        imprint=tuple(face.imprint.splitlines()),
        footer=face.footer,
    )


class WholeLink(NamedTuple):
    """A link with its whole address."""

    title: str
    href: str

    @property
    def typed(self) -> str:
        """The address as it is told: without its scheme."""
        return self.href.partition("://")[2].rstrip("/") or self.href.removeprefix("mailto:")


def whole_links(settings: RenderSettings) -> Iterator[WholeLink]:
    """Yield the links of the desk's footer; those below the site only when its address is known."""
    for link in settings.face.footer:
        if href := absolute_url(link.href, settings.site_url):
            yield WholeLink(link.title, href)
