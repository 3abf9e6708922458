"""The setting `csp`: on, off, or on with further sources; and the policy of a page."""

from __future__ import annotations

import pytest

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.settings.csp import ContentSecurityPolicy, policy_of


def policy(text: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in text.split(";"))}


def test_strict_by_default() -> None:
    directives = policy(policy_of(value=True).text(written=False))
    assert directives["default-src"] == directives["base-uri"] == ["'none'"]
    assert directives["script-src"] == ["'self'"]
    assert (
        directives["style-src"]
        == directives["connect-src"]
        == directives["font-src"]
        == directives["form-action"]
        == ["'self'"]
    )
    assert not any("unsafe-inline" in source for sources in directives.values() for source in sources)


def test_hand_written_pages_may_align_tables() -> None:
    generated, written = (
        ContentSecurityPolicy().text(written=False),
        ContentSecurityPolicy().text(written=True),
    )
    assert policy(written) == policy(generated) | {"style-src-attr": ["'unsafe-inline'"]}


def test_off() -> None:
    assert policy_of(value=False).text(written=True) == ""


def test_further_sources() -> None:
    option = {"img-src": "https://example.org", "frame-src": ["https://a.example", "https://b.example"]}
    directives = policy(policy_of(option).text(written=True))
    assert directives["img-src"] == ["'self'", "data:", "https://example.org"]
    assert directives["frame-src"] == ["https://a.example", "https://b.example"]


def test_none_stands_alone() -> None:
    directives = policy(policy_of({"base-uri": "https://example.org"}).text(written=False))
    assert directives["base-uri"] == ["https://example.org"]


def test_scripts_and_styles_of_mkdocs_yml_are_allowed() -> None:
    text = ContentSecurityPolicy().text(
        scripts=["own.js", "https://example.org/a;b,c.js?v=1"],
        styles=["//example.org/x.css", "own.css"],
        written=False,
    )
    assert policy(text)["script-src"][1:] == ["https://example.org/a%3Bb%2Cc.js"]
    assert policy(text)["style-src"] == ["'self'", "example.org/x.css"]


def test_scripts_inside_a_page_are_allowed_by_hash() -> None:
    inline = "<p>x</p><script>alert(1)</script><script src='x.js'></script><script type=\"application/json\">{}</script>"
    text = ContentSecurityPolicy().text(inline, written=False)
    # echo -n 'alert(1)' | openssl sha256 -binary | base64
    assert policy(text)["script-src"][1:] == ["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("strict", "write true, false, or sources"),
        (["'self'"], "write true, false, or sources"),
        ({"script": "x"}, "there is no directive 'script'; did you mean 'script-src'?"),
        ({"frame-ancestors": "'none'"}, "only works as a header"),
        ({"img-src": "https://example.org; script-src *"}, "is no source"),
        ({"img-src": 'https://example.org"><script>'}, "is no source"),
    ],
)
def test_invalid_policies_are_refused(value: object, expected: str) -> None:
    with pytest.raises(UsageError, match=r".") as refused:
        policy_of(value)
    assert expected in str(refused.value)
