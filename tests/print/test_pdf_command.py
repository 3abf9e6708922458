"""`briefings pdf`: once as users run it, then within this process, which is cheaper."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from test_structure import page_texts

from mkdocs_briefings.cli.main import main


@pytest.fixture
def pdf(sample, monkeypatch):
    monkeypatch.chdir(sample)

    def run(*options: str, status: int = 0):
        ended = CliRunner().invoke(main, ["pdf", *options])
        assert ended.exit_code == status, ended.output
        return ended

    return run


def texts(path) -> list[str]:
    return page_texts(path.read_bytes())


@pytest.mark.slow
def test_one_briefing(sample, run) -> None:
    ended = run("briefings", "pdf", "union-state-at-twenty-five", cwd=sample)
    assert "Printed 1 briefing" in ended.stdout
    file = sample / "union-state-at-twenty-five.pdf"
    assert "The Union State at twenty-five" in texts(file)[0]
    (sample / "other").touch()
    assert file.stat().st_mode == (sample / "other").stat().st_mode, "whoever may read what is made here"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "file", "title", "count"),
    [
        ("--publication desk-notes --volume 14", "desk-notes-14.pdf", "Volume 14", 2),
        ("--topic union-state", "union-state.pdf", "Union State", 2),
        ("--entity lukashenka --since 2024", "lukashenka-since-2024.pdf", "Since 2024", 2),
        ("--until 2016 --output some/", "some/until-2016.pdf", "Until 2016", 3),
        ("--ids federal-source-code-policy,https-after-the-deadline", "briefings.pdf", "Briefings", 2),
    ],
)
def test_a_selection(sample, pdf, options, file, title, count) -> None:
    ended = pdf(*options.split())
    assert f"Printed {count} briefings" in ended.stdout
    cover = texts(sample / file)[0]
    assert title in cover
    assert f"{count} briefings" in cover


@pytest.mark.slow
def test_each_in_a_folder(sample, pdf) -> None:
    pdf("--since", "2024", "--each", "--output", "prints", "--paper", "letter")
    assert sorted(path.stem for path in (sample / "prints").iterdir()) == [
        "accessibility-deadlines", "belarus-strengthens-ties-with-russia", "union-state-at-twenty-five",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("", "say which briefings"),
        ("union-state-at-twenty-six", "did you mean 'union-state-at-twenty-five'?"),
        ("--publication edmm", "did you mean 'edm'?"),
        ("--publication edm --issue 3", "--issue needs --volume"),
        ("--topic union-state --volume 3", "--volume needs --publication"),
        ("--since 2031", "no briefing fits this choice"),
        ("--since 2024-13", "'2024-13' is no date"),
        ("one,nor,other", "no briefing 'one,nor,other'"),
        ("--ids one,other", "no briefing 'one'; the site has no briefing 'other'"),
        ("--until 2012 --output mkdocs.yml/x.pdf", "cannot write mkdocs.yml/x.pdf"),
        ("--since 2025 --each --output mkdocs.yml", "cannot write mkdocs.yml/"),
    ],
)
def test_wrong_use_ends_in_one_line(sample, pdf, options, said) -> None:
    ended = pdf(*options.split(), status=2)
    assert said in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr


@pytest.mark.slow
def test_what_cannot_be_printed_is_told(sample, pdf) -> None:
    path = sample / "content/briefings/2016/federal-source-code-policy.yaml"
    text = path.read_text(encoding="utf-8").replace("body: |\n", "body: |\n  \U00016800 begins.\n\n", 1)
    path.write_text(text, encoding="utf-8")
    ended = pdf("federal-source-code-policy")
    line = text.splitlines().index("  \U00016800 begins.") + 1
    assert f"federal-source-code-policy.yaml:{line}:3" in ended.stderr
    assert "U+16800" in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "why", "option"),
    [
        ("status: draft", "it is not published yet", ["--drafts"]),
        ("publish_at: 2999-01-01T09:00:00Z", "it is under embargo", ["--at", "2999-01-02T00:00:00Z"]),
        ("tlp: amber", "its TLP level is above this audience", ["--audience", "amber"]),
    ],
)
def test_a_briefing_that_is_not_shown_is_named(sample, pdf, line, why, option) -> None:
    path = sample / "content/briefings/2016/federal-source-code-policy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("status: published", line if "status" in line else f"status: published\n{line}"),
        encoding="utf-8",
    )
    told = " ".join(pdf("federal-source-code-policy", status=2).stderr.split())
    assert f"'federal-source-code-policy' is not printed, for {why}" in told
    assert f"with {option[0]}" in told or f"another {option[0]}" in told
    pdf("federal-source-code-policy", *option)


def test_a_briefing_with_errors_is_named(sample, pdf) -> None:
    path = sample / "content/briefings/2016/federal-source-code-policy.yaml"
    path.write_text("title: [\n", encoding="utf-8")
    ended = pdf("federal-source-code-policy", status=2)
    assert "federal-source-code-policy.yaml has errors; see `briefings check`" in " ".join(
        ended.stderr.split()
    )
