"""The templates of page contents. The only file that imports jinja2."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2

TEMPLATES = Path(__file__).parent.parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def fill(template: str, **values: object) -> str:
    """HTML of `templates/<template>.html.jinja`; a name the template asks for and does not get is an error."""
    return _environment().get_template(f"{template}.html.jinja").render(**values)
