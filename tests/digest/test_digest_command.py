"""`briefings digest`, run as users run it."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from mkdocs_briefings.cli.digest import _days
from mkdocs_briefings.cli.main import main
from mkdocs_briefings.diagnostics.errors import UsageError

AT = ("--at", "2024-02-08T09:00:00+01:00")
FILES = ["digest.eml", "digest.html", "digest.pdf", "digest.txt"]
DESK = {
    "old": {"title": "Long ago", "date": "2023-12-31", "corrections": [
        {"date": "2024-01-02", "text": "Before."}, {"date": "2024-02-07", "text": "It was *two*."}, {"date": "2024-03", "text": "Not yet."},
    ]},
    "monday": {"title": "Monday", "date": "2024-02-05", "topics": ["ports"]},
    "year": {"title": "Some day of the year", "date": "2024"},
    "embargoed": {"title": "Dated Monday, out on Wednesday", "date": "2024-02-05", "publish_at": "2024-02-07T06:00:00+01:00"},
    "canary-draft": {"title": "Canary", "date": "2024-02-05", "status": "draft"},
    "canary-embargo": {"title": "Canary", "date": "2024-02-05", "publish_at": "2024-02-08T09:00:01+01:00"},
    "canary-audience": {"title": "Canary", "date": "2024-02-05", "tlp": "amber", "corrections": [{"date": "2024-02-07", "text": "Canary"}]},
    "canary-broken": {"title": "Canary", "date": "2024-02-05", "executive_points": ["They left [@nobody]."]},
}  # fmt: skip
CONFIG = "site_name: The desk\nsite_url: https://example.org/\ntheme: {name: material, font: false}\nplugins: [briefings]\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, write_content) -> Path:
    folder = tmp_path_factory.mktemp("digest")
    content = {
        f"briefings/2024/{id}": {"body": f"Body of {id}.", **briefing} for id, briefing in DESK.items()
    }
    write_content({**content, "topics": {"ports": {"name": "Ports"}, "none": {"name": "None"}}}, folder)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return folder


@pytest.fixture
def digest(folder, tmp_path):
    """Run the command in this process; returns the titles in the text, in order, and standard error."""

    def run_digest(*options: str, status: int = 0) -> tuple[list[str], str]:
        target = tmp_path / "mail"
        where = ("-o", str(target), "-f", str(folder / "mkdocs.yml"))
        result = CliRunner().invoke(main, ["digest", *options, *AT, *where])
        assert result.exit_code == status, result.output
        if status:
            assert not target.exists()
            return [], " ".join(result.stderr.split())
        assert sorted(path.name for path in target.iterdir()) == FILES
        text = (target / "digest.txt").read_text(encoding="utf-8")
        titles = {briefing["title"] for briefing in DESK.values()}
        lines = [line.rpartition(" [")[0] for line in text.splitlines()]
        return [line for line in lines if line in titles], result.stderr

    return run_digest


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ("--since 2024-02-05", ["Monday", "Dated Monday, out on Wednesday", "Long ago"]),
        ("--since yesterday", ["Dated Monday, out on Wednesday", "Long ago"]),
        ("--since 1w --until 2024-02-06", ["Monday"]),
        (
            "--since 2023",
            ["Monday", "Dated Monday, out on Wednesday", "Some day of the year", "Long ago", "Long ago"],
        ),
        ("--since 2024 --topic ports", ["Monday"]),
    ],
)
def test_what_came_out(digest, options, titles) -> None:
    assert digest(*options.split())[0] == titles


def test_what_was_corrected(digest, tmp_path) -> None:
    """Corrections of these days alone, under a heading of their own; their briefings are in the PDF, too."""
    digest("--since", "2024-02-07")
    text = (tmp_path / "mail/digest.txt").read_text(encoding="utf-8")
    part = text[text.index("Corrected since February 7, 2024") :]
    assert "Long ago" in part
    assert "February 7, 2024: It was two." in part
    assert "Before." not in text
    assert "Not yet." not in text
    assert "1 briefing, 1 corrected" in text
    with pypdfium2.PdfDocument((tmp_path / "mail/digest.pdf").read_bytes()) as pages:
        assert "Body of old" in "".join(page.get_textpage().get_text_range() for page in pages)


def test_a_digest_of_corrections_alone(digest, tmp_path) -> None:
    digest("--since", "2024-01-02", "--until", "2024-01-02")
    text = (tmp_path / "mail/digest.txt").read_text(encoding="utf-8")
    assert text.startswith("TLP:CLEAR\n\nTHE DESK\nBriefings, January 2, 2024\n1 corrected briefing\n")


def test_what_is_not_selected_is_in_no_file(digest, tmp_path) -> None:
    _, stderr = digest("--since", "2023")
    assert "canary-broken.yaml has errors and is left out" in stderr
    for path in (tmp_path / "mail").iterdir():
        assert b"anary" not in path.read_bytes()
    content = (tmp_path / "mail/digest.pdf").read_bytes()
    pages = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "Body of old" in text
    assert "anary" not in text
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "anary" not in str(pdf.docinfo)


def test_a_higher_audience_and_drafts(digest, tmp_path) -> None:
    titles, _ = digest("--since", "2024-02", "--audience", "amber", "--drafts", "--title", "The week")
    assert len(titles) == 6
    text = (tmp_path / "mail/digest.txt").read_text(encoding="utf-8")
    assert text.startswith("TLP:AMBER\n\nTHE DESK\nThe week, ")
    assert text.count("TLP:AMBER") == 4
    assert "February 5, 2024 · Draft" in text


@pytest.mark.slow
def test_the_same_bytes_elsewhere(digest, folder, run, tmp_path) -> None:
    digest("--since", "2023")
    other = Path(shutil.copytree(folder / "content", tmp_path / "there/content")).parent
    shutil.copy(folder / "mkdocs.yml", other)
    (other / "docs").mkdir()
    run("briefings", "digest", "--since", "2023", *AT, cwd=other, TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    for name in FILES:
        assert (other / "digest" / name).read_bytes() == (tmp_path / "mail" / name).read_bytes(), name


@pytest.mark.parametrize(
    ("options", "status", "expected"),
    [
        ("--since today", 1, "there is no briefing and no correction since 2024-02-08; nothing was written"),
        (
            "--since 2024-02-06 --until 2024-02-06",
            1,
            "no briefing and no correction since 2024-02-06 until 2024-02-06",
        ),
        ("--since never", 2, "'never' is no date"),
        ("--since 2024-02-30", 2, "'2024-02-30' is no date"),
        ("--since 2024-03 --until 2024-02", 2, "--until 2024-02 is before --since 2024-03"),
        ("--since 2024 --topic portz", 2, "no topic 'portz'; did you mean 'ports'?"),
    ],
)
def test_nothing_to_tell_and_wrong_use(digest, options, status, expected) -> None:
    assert expected in digest(*options.split(), status=status)[1]


@pytest.mark.slow
def test_without_an_address(folder, run, tmp_path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        CONFIG.replace("site_url: https://example.org/\n", ""), encoding="utf-8"
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "content").symlink_to(folder / "content")
    result = run("briefings", "digest", "--since", "2024", cwd=tmp_path, status=2)
    assert result.stderr.startswith("briefings: set site_url in mkdocs.yml")


@pytest.mark.parametrize("since", ["1d", "9999w"])
def test_days_before_the_first_that_there_is(since) -> None:
    with pytest.raises(UsageError, match="is no date"):
        _days(since, None, dt.date.min)
