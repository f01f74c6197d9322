"""Files and folders that are made to hurt: each gives one clear line and nothing else, and the rest is read."""

import bz2
import gzip
import io
import json
import lzma
import os
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
from hostile import SECRET, STORY, Read, lines, refused, sparse, texts, zipped

from ascribe.errors import LeftOutError
from ascribe.ledger import Ledger
from ascribe.read import Options, Source, captures, find_sources, read_paths

BOMB = bytes(300_000_000)


def test_a_batch_of_hostile_files_leaves_the_good_one_alone(tmp_path: Path) -> None:
    """As a user runs it, in a process that may hold 3 GiB: a line for each, nothing of them in the ledger."""
    desk = tmp_path / "desk"
    desk.mkdir()
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    bad = {
        "bomb.txt.gz": gzip.compress(BOMB, 1),
        "control\x1b[31m\n.txt": b"\x00\x01",
        "cut.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog",
        "deep.json": b"[" * 1_000_000,
        "deep.jsonl": b'{"text":' * 100_000,
        "empty.zip": zipped([]),
        "entities.rss": b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file://%s">]><rss><channel><item><title>&a;</title></item>'
        b"</channel></rss>" % os.fsencode(tmp_path / "secret.txt"),
        "mail.eml": b"Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n--b--\n",
        "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "outside.zip": zipped([("../../up.txt", STORY.encode())]),
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "scripts.html": b"<html><body><script>fetch('http://169.254.169.254/')</script></body></html>",
    }
    for name, data in bad.items():
        (desk / name).write_bytes(data)
    sparse(desk / "long.txt", b"words ")
    sparse(desk / "long.json", b'{"text": "')
    (desk / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(desk / "pipe.txt")
    (desk / "good.txt").write_text(STORY, encoding="utf-8")
    addresses = [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:9/",
        "http://[::1]/",
    ]
    limited = "import resource as r; r.setrlimit(r.RLIMIT_AS, (3 << 30, 3 << 30)); from ascribe.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", limited, "read", "desk", *addresses, "--failed-to", "failed.txt", "--json"],
        cwd=tmp_path, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    counts = json.loads(done.stdout)
    assert done.returncode == 1
    assert (counts["read"], counts["failed"]) == (1, len(bad) + 4 + len(addresses))
    told = (tmp_path / "failed.txt").read_text(encoding="utf-8").splitlines()
    assert len(told) == len(bad) + 4 + len(addresses) - 1  # a name with a line break fits in no such file
    assert all("\t" in line for line in told)
    with Ledger.open(str(tmp_path / "ascribe.db")) as ledger:
        assert [report.source for report in ledger.reports()] == ["desk/good.txt"]
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("ascribe.db")) == [
        "desk", "failed.txt", "secret.txt"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.txt", b"words "),
        ("a.html", b"<html><body><p>words"),
        ("a.json", b'{"text": "words'),
        ("b.json", b'[{"text": "words"},'),
        ("a.jsonl", b'{"text": "words'),
        ("a.csv", b"text,title\nwords"),
        ("b.csv", b"text" + b"," * 3000),
        ("a.rss", b"<rss><channel><item>"),
        ("a.eml", b"From: a@b.example\n\nwords"),
        ("a.mbox", b"From a 2031\nSubject: a\n\nwords"),
        ("a.zip", b"PK\x03\x04"),
        ("a.docx", b"PK\x03\x04"),
        ("a.gz", b"\x1f\x8b\x08\x00"),
        ("a.xz", b"\xfd7zXZ\x00"),
        ("a.zst", b"\x28\xb5\x2f\xfd"),
        (
            "a.warc",
            b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: x:\r\nContent-Length: 1000000000\r\n\r\n",
        ),
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\n", mtime=0)),
        ("a.pdf", b"%PDF-1.4\n"),
        ("a.parquet", b"PAR1"),
        ("a", b""),
    ],
)
def test_a_gigabyte_is_one_line(read: Read, tmp_path: Path, name: str, head: bytes) -> None:
    # What is searched for the next record takes its time, however fast that is.
    sparse(tmp_path / name, head, size=2**28 if name in ("a.warc", "a.warc.gz", "a.zst") else 2**30)
    found = read(name)
    assert len(lines(found)) == (
        2 if name == "a.warc" else 1
    )  # a record that is too long, and what follows it
    assert len(texts(found)) == (name == "b.json")


def test_a_gigabyte_before_an_archive_is_passed_over(read: Read, tmp_path: Path) -> None:
    sparse(tmp_path / "a.zip", b"PK\x03\x04", tail=zipped([("a.txt", STORY.encode())]))
    assert texts(read("a.zip")) == [STORY]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gz", gzip.compress(BOMB, 1)),
        ("a.bz2", bz2.compress(BOMB)),
        ("a.xz", lzma.compress(BOMB, preset=0)),
        ("a.zip", zipped([("a.txt", BOMB)], zipfile.ZIP_DEFLATED)),
        ("b.zip", zipped([("b.gz", gzip.compress(gzip.compress(BOMB, 9), 1))], zipfile.ZIP_DEFLATED)),
        (
            "a.docx",
            zipped([("[Content_Types].xml", b"<x/>"), ("word/document.xml", BOMB)], zipfile.ZIP_DEFLATED),
        ),
    ],
)
def test_bombs_stay_packed(read: Read, name: str, data: bytes) -> None:
    assert "as zip bombs do" in refused(read(name, data))


def test_a_table_that_is_a_bomb(read: Read) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    text = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 200_000, pyarrow.int32()), ["x" * 2_000])
    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": text}), out)
    found = read("a.parquet", out.getvalue(), ratio=20)
    assert "unpacks to" in lines(found)[-1]
    assert len(found) < 2000


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode()[:-5] + b"\xe2\x80",
        STORY.encode("utf-16")[:-1],
        b"\x00" * 5000,
        b"\xff" * 5000,
        b"\x1b" * 5000,
    ],
)
def test_texts_that_are_none(read: Read, data: bytes) -> None:
    refused(read("a.txt", data))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
        (b"\x7fELF\x02", "is a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "with a password"),
        (b"SQLite format 3\x00", "is a SQLite database"),
        (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive"),
        (b"Rar!\x1a\x07\x00", "is a RAR archive"),
        (b"<?xml version='1.0'?><urlset/>", "is XML"),
        (b"<svg onload='alert(1)'><script>alert(1)</script></svg>", "is an SVG picture"),
        (b"<?xml version='1.0'?>\n<svg><text>x</text></svg>", "is an SVG picture"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.csv", "a.eml", "a.zip"])
def test_a_wrong_ending_makes_no_format(read: Read, name: str, data: bytes, words: str) -> None:
    assert words in refused(read(name, data + bytes(100)))


def test_what_is_no_file_in_a_folder(read: Read, tmp_path: Path) -> None:
    """A pipe would wait for ever; a link to nothing is a report that somebody misses."""
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "good.txt").write_text(STORY, encoding="utf-8")
    os.mkfifo(desk / "pipe.txt")
    (desk / "zero.txt").symlink_to("/dev/zero")
    (desk / "gone.txt").symlink_to("nowhere.txt")
    (desk / "loop.txt").symlink_to("loop.txt")
    (desk / "round").symlink_to(desk)
    (desk / "a\udcff\x1b[31m\n.txt").write_text("x", encoding="utf-8")
    found = read("desk")
    assert texts(found) == ["x", STORY]
    assert [line.split(": ")[0] for line in lines(found)] == [
        "desk/gone.txt", "desk/loop.txt", "desk/pipe.txt", "desk/round", "desk/zero.txt"
    ]  # fmt: skip
    assert [isinstance(item, LeftOutError) for item in found if str(item).startswith("desk/round")] == [True]
    for name in ("desk/pipe.txt", "/dev/zero"):
        assert "is a pipe, a socket or a device" in refused(read(name))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(read: Read, tmp_path: Path) -> None:
    for name in ("shut/in.txt", "open/in.txt"):
        (tmp_path / "desk" / name).parent.mkdir(parents=True)
        (tmp_path / "desk" / name).write_text(STORY, encoding="utf-8")
    (tmp_path / "desk/open/shut.txt").touch(0)
    (tmp_path / "desk/shut").chmod(0)
    try:
        found = list(read_paths([str(tmp_path / "desk")]))
    finally:
        (tmp_path / "desk/shut").chmod(0o700)
    assert texts(found) == [STORY]
    assert [line.endswith("cannot be read: Permission denied") for line in lines(found)] == [True, True]


def test_a_folder_that_may_not_be_read_is_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above, for whoever tests as root: the system says no."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "shut").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    [source, error] = find_sources([str(tmp_path)])
    assert isinstance(source, Source)
    assert str(error) == f"{tmp_path}/shut: cannot be read: Permission denied"


@pytest.mark.parametrize("name", ["x" * 5000, "x" * 300 + ".txt", "a\0b", "\ud800.txt", "~/none/", "https:"])
def test_names_that_are_none(read: Read, name: str) -> None:
    assert len(refused(read(name))) < 500


def members(count: int) -> bytes:
    """A ZIP file of empty members, made by hand: the library takes its time."""
    local, listed = bytearray(), bytearray()
    for number in range(count):
        name = b"%06d.txt" % number
        listed += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, len(local)
        )
        local += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 10, 0) + name
        listed += name
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(listed), len(local), 0
    )
    return bytes(local + listed + end)


def test_a_hundred_thousand_empty_members_are_one_line(read: Read) -> None:
    for count in (60_000, 100_000):
        assert f"leaves out {count:,} files: nothing in them (000000.txt," in refused(
            read("a.zip", members(count))
        )


def test_archives_without_anything(read: Read) -> None:
    tar = io.BytesIO()
    tarfile.open(fileobj=tar, mode="w").close()
    for name, data in (("a.zip", zipped([])), ("a.tar", tar.getvalue()), ("b.zip", zipped([("dir/", b"")]))):
        assert refused(read(name, data)) == f"{name}: is empty: there is nothing in it to read"


def test_an_archive_that_holds_itself_ends(read: Read) -> None:
    """A member whose bytes are the rest of the archive, its own list of members with it; and boxes in boxes."""
    name = b"self.zip"
    entry = (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 2**21, 2**21, 8, 0, 0, 0, 0, 0, 0)
        + name
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), 30 + 8 + 2**21, 0)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 2**21, 2**21, 8, 0) + name
    refused(read("self.zip", local + bytes(2**21 - len(entry + end)) + (entry + end) * 2))
    data = STORY.encode()
    for _ in range(50):
        data = zipped([("self.zip", data)])
    assert "lies in 4 archives" in refused(read("self.zip", data))
    packed = STORY.encode()
    for _ in range(50):
        packed = gzip.compress(packed, 1)
    assert "lies in 4 archives" in refused(read("self.gz", packed))


def test_names_in_archives_lead_nowhere(read: Read, tmp_path: Path) -> None:
    outside = [
        "../up.txt",
        "/tmp/up.txt",
        "a/../../up.txt",
        "C:\\up.txt",
        "..\\up.txt",
    ]
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("link.txt")
            info.type, info.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(info)
        for name in ("link.txt/below.txt", *outside[:4], "good.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(STORY)
            archive.addfile(info, io.BytesIO(STORY.encode()))
    found = read("a.tar", tar.getvalue())
    assert texts(found) == [
        STORY,
        STORY,
    ]  # the good one, and one below a name that is a link there and nothing here
    assert [line.split(":")[1] for line in lines(found)] == [" leaves out 5 files", " leaves out 4 files"]
    found = read(
        "a.zip", zipped([*((name, STORY.encode()) for name in outside), ("good.txt", STORY.encode())])
    )
    assert STORY in texts(found)
    assert all("leads outside" in line or "lead outside" in line for line in lines(found))
    assert not (tmp_path.parent / "up.txt").exists()


def test_long_names_in_archives_are_cut_in_lines(read: Read) -> None:
    for name in ("x" * 60_000 + ".txt", "d/" * 30_000 + "a.txt"):
        assert len(refused(read("a.zip", zipped([(name, b"\x00")])))) < 600


def test_members_that_are_locked_or_packed_in_ways_unknown(read: Read) -> None:
    data = bytearray(zipped([("a.txt", b"secret")]))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert "a password is needed" in refused(read("a.zip", bytes(data)))
    odd = bytearray(zipped([("a.txt", b"secret")]))
    odd[8] = odd[odd.find(b"PK\x01\x02") + 10] = 99
    assert "packed by a method that is not known" in refused(read("a.zip", bytes(odd)))


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.warc", "a.jsonl", "a.csv", "a.mbox", "a.json"])
def test_a_file_that_shrinks_while_it_is_read(read: Read, tmp_path: Path, name: str) -> None:
    """What was read of it before stays; the rest is a line or nothing, and no end is waited for."""
    story = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(60_000))
    many = [(f"{number}.txt", (story + str(number)).encode()) for number in range(40)]
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for member, data in many:
            info = tarfile.TarInfo(member)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    head = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/{}\r\nContent-Type: text/plain\r\n"
    records = [head.format(n) + f"Content-Length: {len(data)}\r\n\r\n" for n, data in many]
    rows = [json.dumps({"text": story + str(number)}, ensure_ascii=False) for number in range(40)]
    made = {
        "a.zip": zipped(many, zipfile.ZIP_DEFLATED),
        "a.tar": tar.getvalue(),
        "a.warc": b"".join(a.encode() + b + b"\r\n\r\n" for a, (_, b) in zip(records, many, strict=True)),
        "a.jsonl": "\n".join(rows).encode(),
        "a.json": f"[{','.join(rows)}]".encode(),
        "a.csv": b"text,n\n" + b"".join(data + b",1\n" for _, data in many),
        "a.mbox": b"".join(b"From a 2031\nSubject: a\n\n" + data + b"\n\n" for _, data in many),
    }
    path = tmp_path / name
    path.write_bytes(made[name])
    [source] = find_sources([str(path)])
    assert isinstance(source, Source)
    found: list[object] = []
    for item in captures(source, Options()):
        found.append(item)
        if len(found) == 1:
            os.truncate(path, len(made[name]) // 2)
    assert 0 < len(found) <= 41


def test_a_file_that_is_replaced_while_it_is_read(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    [source] = find_sources([str(path)])
    assert isinstance(source, Source)
    with source.open(Options()) as opened:
        path.unlink()
        path.mkdir()
        assert opened.file.read() == STORY.encode()
    assert "is a folder now" in str(next(iter(captures(source, Options()))))


def test_overlapping_members_and_checksums_that_lie(read: Read) -> None:
    data = zlib.compress(STORY.encode() * 50)[2:-4]
    local = (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 1, len(data), 50 * len(STORY), 5, 0)
        + b"a.txt"
        + data
    )
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 1, len(data), 50 * len(STORY), 5, 0, 0, 0, 0, 0, 0
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) + 5, len(local), 0)
    assert "is damaged or cut off (Bad CRC-32" in refused(read("a.zip", local + entry + b"a.txt" + end))


def test_a_tar_header_of_nonsense(read: Read) -> None:
    assert "is damaged or cut off" in refused(read("a.tar", b"\0" * 257 + b"ustar\x0000" + b"\xff" * 5000))
