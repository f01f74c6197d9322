"""Paths become reports or errors, in their order; one bad file never stops the others."""

from pathlib import Path

import pytest

from ascribe.errors import InputError, LeftOutError
from ascribe.model import Report
from ascribe.read import find_sources, read_paths

TEXT = "Guards killed in Port Emmer\n\nTwo guards were killed on Tuesday, police in Port Emmer said.\n"


def test_folders_give_their_texts_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT + name, encoding="utf-8")
    found = [Path(r.source).name for r in read_paths([str(tmp_path)]) if isinstance(r, Report)]
    assert found == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.txt", "no such file"),
        ("ftp://example.org/story", "only http and https are, not ftp"),
        ("", "'': no name"),
        ("bad\0name", "cannot be read"),
    ],
)
def test_what_cannot_be_found_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    [error] = read_paths([name])
    assert isinstance(error, InputError)
    assert words in str(error)


@pytest.mark.parametrize("ending", ["_files", ".files", "-Dateien", "_fichiers"])
def test_what_a_browser_saves_beside_a_page_is_no_report(tmp_path: Path, ending: str) -> None:
    for name in ("Story.html", f"Story{ending}/advert.html", "Other_files/note.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    found = find_sources([str(tmp_path)])
    names = [Path(f.source if isinstance(f, InputError) else f.name).name for f in found]
    assert sorted(names) == sorted(["note.txt", "Story.html", f"Story{ending}"])
    [left] = [f for f in found if isinstance(f, InputError)]
    assert isinstance(left, LeftOutError)
    assert "saved page beside it" in str(left)
    named = read_paths([str(tmp_path / f"Story{ending}")])
    assert all(isinstance(report, Report) for report in named)


def test_the_others_are_read_all_the_same(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    found = list(read_paths([str(tmp_path / "none.txt"), str(good)]))
    assert [type(item) for item in found] == [InputError, Report]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    [error] = read_paths([str(path)])
    assert "50,000,000,000 bytes" in str(error)


def test_standard_input_is_a_source() -> None:
    [source] = find_sources(["-"])
    assert not isinstance(source, InputError)
    assert source.path is None
