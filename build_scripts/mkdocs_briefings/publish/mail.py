"""A mail as a file that mail programs open and send (RFC 5322; MIME, RFC 2046)."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.policy import SMTP


def message(subject: str, text: str, html: str) -> bytes:
    """A mail not sent yet, the same text as plain words and as HTML.

    It has neither sender, receiver nor date: who sends it adds them. `X-Unsent` has Outlook open it for that.
    """
    mail = EmailMessage(SMTP)
    mail["Subject"] = " ".join(subject.split())  # no header holds what ends a line
    mail["X-Unsent"] = "1"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary("=_" + hashlib.sha256((subject + text + html).encode()).hexdigest()[:32])
    return mail.as_bytes()
