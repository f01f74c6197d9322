"""Bad input gives one clear line each and never stops the others; run as a user would run it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest


def _ascribe(folder: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "ascribe.cli", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode().splitlines()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty: nothing to read"),
        (b"\n \n", "is empty: it holds white space only"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "is a program, which is not read"),
        (bytes(range(256)) * 4, "is binary"),
        (b"Guards killed in Port Emmer\n\nTwo guards \xff\xfe were killed.\n", "byte 0xff at offset 40"),
        (b"x" * 50_000_000, "50,000,000 bytes, more than"),
        (b"x" * 5_000_000, "a line of 5,000,000 characters"),
    ],
    ids=["empty", "blank", "binary", "bytes", "invalid UTF-8", "50 MB line", "5 MB line"],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    begun = time.monotonic()
    code, out, err = _ascribe(tmp_path, "extract", "bad.txt")
    assert time.monotonic() - begun < 5
    assert (code, out, len(err)) == (1, "", 1)
    assert err[0].startswith("ascribe: bad.txt: ")
    assert words in err[0]


def test_a_missing_file_and_an_address(tmp_path: Path) -> None:
    code, out, err = _ascribe(tmp_path, "extract", "gone.txt", "file:///etc/passwd")
    assert (code, out) == (1, "")
    assert err == [
        "ascribe: gone.txt: no such file",
        "ascribe: file:///etc/passwd: is not fetched: only http and https are, not file:",
    ]


def test_another_language_is_kept_and_not_read(tmp_path: Path) -> None:
    story = "Двое охранников погибли при атаке беспилотника на склад в городе.\n"
    (tmp_path / "russian.txt").write_text(story, encoding="utf-8")
    code, _, err = _ascribe(tmp_path, "read", "russian.txt")
    assert code == 0
    assert err[-1] == (
        "ascribe: russian.txt: is in Russian; the reader reads English and Arabic: kept, nothing extracted"
    )
    assert [line.split() for line in err[:3]] == [["read", "0"], ["unchanged", "0"], ["skipped", "1"]]
    code, out, _ = _ascribe(tmp_path, "export", "jsonl")
    assert (code, out.count("\n")) == (0, 1)
    assert _ascribe(tmp_path, "verify")[0] == 0


def test_a_text_without_violence_is_an_empty_result(tmp_path: Path) -> None:
    story = b"Record herring catch expected\n\nFishermen expect the best herring season in twenty years.\n"
    code, out, err = _ascribe(tmp_path, "extract", "-", stdin=story)
    assert (code, err) == (0, [])
    assert "proposition" not in out


def test_the_other_files_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a-empty.txt").touch()
    (tmp_path / "b-good.txt").write_text("A bomb killed two police officers in the capital on Friday.\n")
    (tmp_path / "c-binary.txt").write_bytes(b"\x00\x01\x02")
    code, _, err = _ascribe(tmp_path, "read", ".")
    assert code == 1
    assert [line.split(": ")[1] for line in err[-2:]] == ["a-empty.txt", "c-binary.txt"]
    assert [line.split() for line in err[:4]] == [
        ["read", "1"], ["unchanged", "0"], ["skipped", "0"], ["failed", "2"]
    ]  # fmt: skip
