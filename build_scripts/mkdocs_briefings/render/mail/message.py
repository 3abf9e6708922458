"""A digest as a file that mail programs open ready to be sent, with its pictures inside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

from mkdocs_briefings.render.mail.digest import DigestEntry, DigestView, digest_html, digest_text

_LOGO = "logo@digest"
"""Id of the part that is the logo."""


def mail_file(view: DigestView, picture_bytes: Callable[[str], bytes], logo: Callable[[], bytes]) -> bytes:
    """Return an unsent mail (RFC 5322) with a digest as plain text and as HTML, which has nothing to fetch.

    Whoever sends the mail adds sender, recipient and date; for that `X-Unsent` makes Outlook open it as a draft.

    Args:
        view: the digest.
        picture_bytes: gives the bytes of a file of the content folder, as they are published.
        logo: gives the logo as a PNG, if the view has one.
    """
    inside = replace(
        view,
        entries=tuple(_enclosed(entry, n) for n, entry in enumerate(view.entries)),
        logo=f"cid:{_LOGO}" if view.logo else "",
    )
    text, html = digest_text(view), digest_html(inside)
    mail = EmailMessage(SMTP)
    mail["Subject"] = " ".join(view.subject.split())  # a header holds no line break
    mail["X-Unsent"] = "1"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    _, body = mail.iter_parts()
    for picture in (entry.picture for entry in inside.entries if entry.picture is not None):
        name, cid = picture.file.rpartition("/")[2], f"<{picture.src.removeprefix('cid:')}>"
        content = picture_bytes(picture.file)
        body.add_related(content, "image", picture.subtype, disposition="inline", filename=name, cid=cid)
    if view.logo:
        body.add_related(logo(), "image", "png", disposition="inline", filename="logo.png", cid=f"<{_LOGO}>")
    boundary = hashlib.sha256((view.subject + text + html).encode()).hexdigest()[:32]
    for letter, part in zip("=-", (mail, body), strict=True):
        if part.is_multipart():
            part.set_boundary(f"{letter}_{boundary}")
    return mail.as_bytes()


def _enclosed(entry: DigestEntry, number: int) -> DigestEntry:
    """Return an entry whose picture is a part of the mail."""
    picture = entry.picture
    return replace(entry, picture=replace(picture, src=f"cid:{number}@digest")) if picture else entry
