"""Archives give their members; what cannot or should not be had is one line, and nothing is ever written."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st

from ascribe.errors import InputError, LeftOutError
from ascribe.model import Capture
from ascribe.read import Limits, Options, Source, captures

STORY = "Guards killed in Port Emmer\n\nTwo guards were killed on Tuesday, police in Port Emmer said.\n"
BOMB = b"0" * 50_000_000


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: Iterable[tuple[str, bytes]], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


Found = list[Capture | InputError]


@pytest.fixture
def unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Found]:
    """Writes bytes to a file of a name and gives what is found in it."""
    monkeypatch.chdir(tmp_path)

    def found(name: str, data: bytes, **limits: int) -> Found:
        Path(name).write_bytes(data)
        return list(captures(Source(name, Path(name)), Options(limits=Limits(**limits))))

    return found


def names(found: Found) -> list[str]:
    return [item.source for item in found if isinstance(item, Capture)]


def errors(found: Found) -> list[str]:
    return [str(item) for item in found if isinstance(item, InputError)]


MEMBERS = [("b.txt", STORY.encode()), ("dir/a.html", b"<html><body><p>Hello</p></body></html>")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("batch.zip", zipped(MEMBERS)),
        ("stored.zip", zipped(MEMBERS, zipfile.ZIP_STORED)),
        ("bz2.zip", zipped(MEMBERS, zipfile.ZIP_BZIP2)),
        ("lzma.zip", zipped(MEMBERS, zipfile.ZIP_LZMA)),
        ("batch.tar", tarred(MEMBERS)),
        ("batch.tar.gz", tarred(MEMBERS, "w:gz")),
        ("batch.tgz", tarred(MEMBERS, "w:gz")),
        ("batch.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("batch.tar.xz", tarred(MEMBERS, "w:xz")),
        ("wrong-name.txt", zipped(MEMBERS)),
        ("no-name", tarred(MEMBERS, "w:gz")),
    ],
)
def test_members_come_in_the_archives_order(unpack: Callable[..., Found], name: str, data: bytes) -> None:
    found = unpack(name, data)
    assert errors(found) == []
    assert names(found) == [f"{name}!/b.txt", f"{name}!/dir/a.html"]
    first = found[0]
    assert isinstance(first, Capture)
    assert (first.data, first.media_type) == (STORY.encode(), "text/plain")
    assert first.address.endswith(f"/{name}!/b.txt")


def _zstd(data: bytes) -> bytes:
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    out.close = lambda: None  # type: ignore[method-assign]
    with ZstdWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.txt.gz", gzip.compress),
        ("a.txt.bz2", bz2.compress),
        ("a.txt.xz", lzma.compress),
        ("a.txt.zst", _zstd),
    ],
)
def test_a_packed_file_gives_the_file(
    unpack: Callable[..., Found], name: str, pack: Callable[[bytes], bytes]
) -> None:
    [found] = unpack(name, pack(STORY.encode()))
    assert isinstance(found, Capture)
    assert (found.source, found.data) == (f"{name}!/a.txt", STORY.encode())
    [error] = unpack(name, pack(STORY.encode())[:-9])
    assert isinstance(error, InputError)
    assert "is damaged or cut off" in str(error)


def test_a_zstd_tar(unpack: Callable[..., Found]) -> None:
    assert names(unpack("a.tar.zst", _zstd(tarred(MEMBERS)))) == ["a.tar.zst!/b.txt", "a.tar.zst!/dir/a.html"]


def test_archives_in_archives_up_to_a_depth(unpack: Callable[..., Found]) -> None:
    data = STORY.encode()
    for depth in range(4):
        data = zipped([(f"{depth}.txt" if depth == 0 else f"{depth}.zip", data)])
    assert names(unpack("deep.zip", data)) == ["deep.zip!/3.zip!/2.zip!/1.zip!/0.txt"]
    [error] = unpack("deeper.zip", zipped([("4.zip", data)]))
    assert str(error).startswith("deeper.zip!/4.zip!/3.zip!/2.zip!/1.zip: lies in 4 archives")


def test_pictures_are_counted_in_one_line(unpack: Callable[..., Found]) -> None:
    members = [(f"img/{n}.jpg", b"\xff\xd8\xff" + bytes(100)) for n in range(30)]
    junk = [("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("dir/Thumbs.db", b"x")]
    for data in (zipped([*members, *junk, *MEMBERS]), tarred([*members, *junk, *MEMBERS])):
        found = unpack("site.zip", data)
        assert len(names(found)) == 2
        [line] = [item for item in found if isinstance(item, InputError)]
        assert isinstance(line, LeftOutError)
        assert str(line) == (
            "site.zip: leaves out 30 files: formats that are not read (img/0.jpg, img/1.jpg, img/2.jpg, ...)"
        )


def test_what_a_browser_saved_beside_a_page_is_left_out_of_a_zip(unpack: Callable[..., Found]) -> None:
    pages = [
        (f"a/{name}", b"<html><p>x</p></html>") for name in ("Story.html", "Story_files/ad.html", "x.html")
    ]
    found = unpack("desk.zip", zipped(pages))
    assert names(found) == ["desk.zip!/a/Story.html", "desk.zip!/a/x.html"]
    [line] = [item for item in found if isinstance(item, InputError)]
    assert isinstance(line, LeftOutError)
    assert str(line) == ("desk.zip: leaves out 1 file: of a saved page beside them (a/Story_files/ad.html)")


def test_pages_without_an_ending_are_told_by_what_they_hold(unpack: Callable[..., Found]) -> None:
    members = [
        ("news?id=3", b"<!DOCTYPE html><html><p>x</p></html>"),
        ("story.php", b"<html></html>"),
        ("x.css", b"a{}"),
    ]
    assert names(unpack("mirror.zip", zipped(members))) == ["mirror.zip!/news?id=3", "mirror.zip!/story.php"]


OUTSIDE = ["../up.txt", "/etc/passwd.txt", "a/../../up.txt", "C:/windows.txt", "\\\\host\\share.txt"]


def test_names_that_lead_outside_are_never_used(unpack: Callable[..., Found], tmp_path: Path) -> None:
    for data in (
        zipped([(n, b"x") for n in OUTSIDE] + MEMBERS),
        tarred([(n, b"x") for n in OUTSIDE] + MEMBERS),
    ):
        found = unpack("evil.zip", data)
        assert len(names(found)) == 2
        [line] = errors(found)
        assert line.startswith(
            "evil.zip: leaves out 5 files: names that lead outside the archive (../up.txt,"
        )
    assert [path.name for path in tmp_path.rglob("*")] == ["evil.zip"]


def test_links_and_devices_are_never_followed(unpack: Callable[..., Found]) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (
            ("soft.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("dev.txt", tarfile.CHRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    [line] = unpack("links.tar", out.getvalue())
    assert str(line) == (
        "links.tar: leaves out 3 files: links and devices are never followed (soft.txt, hard.txt, dev.txt)"
    )
    info = zipfile.ZipInfo("soft.txt")
    info.external_attr = 0o120777 << 16
    zip_out = io.BytesIO()
    with zipfile.ZipFile(zip_out, "w") as zip_archive:
        zip_archive.writestr(info, "/etc/passwd")
    [line] = unpack("links.zip", zip_out.getvalue())
    assert str(line) == "links.zip: leaves out 1 file: links and devices are never followed (soft.txt)"


def test_members_with_a_password_are_one_line(unpack: Callable[..., Found]) -> None:
    data = bytearray(zipped([("a.txt", b"secret"), ("b.txt", b"secret")]))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            data[start + at] |= 1
    [line] = unpack("locked.zip", bytes(data))
    assert str(line).startswith("locked.zip: leaves out 2 files: a password is needed")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bomb.zip", zipped([("a.txt", BOMB), ("b.txt", STORY.encode())])),
        ("bomb.tar.gz", tarred([("a.txt", BOMB)], "w:gz")),
        ("bomb.txt.gz", gzip.compress(BOMB)),
        ("bomb.txt.xz", lzma.compress(BOMB)),
        ("bomb.txt.bz2", bz2.compress(BOMB)),
    ],
)
def test_zip_bombs_are_not_unpacked(unpack: Callable[..., Found], name: str, data: bytes) -> None:
    found = unpack(name, data, ratio=20)
    assert len(errors(found)) == 1
    assert "and more, as zip bombs do: not read" in errors(found)[0]
    assert len(names(found)) == (name == "bomb.zip")


def test_members_that_overlap_are_refused(unpack: Callable[..., Found]) -> None:
    """The non-recursive zip bomb: many entries of the list share one body."""
    body = zlib.compress(BOMB[:1000])[2:-4]
    local = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(BOMB[:1000]), len(body), 1000, 5, 0
    )
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(BOMB[:1000]), len(body), 1000, 5, 0, 0, 0, 0, 0, 0
    )  # fmt: skip
    data = local + b"a.txt" + body
    directory = (entry + b"a.txt") * 50
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50, 50, len(directory), len(data), 0)
    [line] = unpack("overlap.zip", data + directory + end)
    assert "holds members that overlap, as zip bombs do" in str(line)


def test_all_that_a_source_unpacks_to_is_limited(unpack: Callable[..., Found]) -> None:
    inner = zipped([(f"{n}.txt", bytes(200_000)) for n in range(10)])
    found = unpack("many.zip", zipped([(f"{n}.zip", inner) for n in range(10)]), unpacked=1_000_000)
    assert "unpacks to more than" in errors(found)[-1]
    assert len(names(found)) < 10


def test_too_many_members(unpack: Callable[..., Found]) -> None:
    members = [(f"{n}.txt", b"x") for n in range(60)]
    for name, data in (("many.zip", zipped(members)), ("many.tar", tarred(members))):
        assert "more than 50 members" in errors(unpack(name, data, members=50))[0]


@pytest.mark.parametrize("name", ["cut.zip", "cut.tar", "cut.tar.gz"])
def test_archives_that_are_cut_off(unpack: Callable[..., Found], name: str) -> None:
    members = [(f"{n}.txt", STORY.encode() * 50) for n in range(9)]
    whole = zipped(members) if name == "cut.zip" else tarred(members, "w:gz" if name.endswith("gz") else "w")
    found = unpack(name, whole[: int(len(whole) * 0.6)])
    assert len(errors(found)) == 1
    assert "is damaged or cut off" in errors(found)[0]
    assert bool(names(found)) == (name == "cut.tar" or name == "cut.tar.gz")


def test_a_tar_that_is_damaged_in_the_middle_says_so(unpack: Callable[..., Found]) -> None:
    data = bytearray(tarred([(f"{n}.txt", b"x" * 512) for n in range(9)]))
    data[4096 : 4096 + 512] = b"\x55" * 512
    found = unpack("damaged.tar", bytes(data))
    assert len(names(found)) == 4
    assert "after 4 members" in errors(found)[0]


def test_a_damaged_member_leaves_the_others(unpack: Callable[..., Found]) -> None:
    data = bytearray(zipped([("a.txt", STORY.encode()), ("b.txt", STORY.encode())]))
    data[40:60] = b"\x00" * 20
    found = unpack("half.zip", bytes(data))
    assert names(found) == ["half.zip!/b.txt"]
    assert errors(found)[0].startswith("half.zip!/a.txt: is damaged or cut off")


def test_a_tar_header_cannot_ask_for_memory(unpack: Callable[..., Found]) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 4 * 1024**3
    [line] = unpack("header.tar", info.tobuf() + bytes(4096))
    assert "a header of 4,294,967,296 bytes" in str(line)


def test_names_cannot_steer_a_terminal(unpack: Callable[..., Found]) -> None:
    assert names(unpack("esc.tar", tarred([("\x1b[31mred.txt", b"x")]))) == ["esc.tar!/\\x1b[31mred.txt"]


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("xl/workbook.xml", "is an Excel workbook, which is not read: save its sheet as .csv"),
        ("ppt/presentation.xml", "is a PowerPoint presentation, which is not read: save it as .pdf"),
    ],
)
def test_office_files_say_what_they_are(tmp_path: Path, member: str, words: str) -> None:
    from ascribe.read import read_paths

    path = tmp_path / "figures"
    path.write_bytes(zipped([("[Content_Types].xml", b"<x/>"), (member, b"<x/>")]))
    [error] = read_paths([str(path)])
    assert words in str(error)


SEEDS = [
    zipped(MEMBERS),
    tarred(MEMBERS),
    tarred(MEMBERS, "w:gz"),
    gzip.compress(STORY.encode()),
    lzma.compress(b"x"),
]


@fuzzing(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=8)), max_size=6))
def test_any_damage_is_an_input_error(seed: bytes, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(seed)
    for at, new in changes:
        at %= len(data) + 1
        data[at : at + len(new)] = new
    _read_all(bytes(data))


@fuzzing(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b""]),
    st.binary(),
)
def test_any_bytes_are_an_input_error(magic: bytes, data: bytes) -> None:
    _read_all(magic + data)


def _read_all(data: bytes) -> None:
    from ascribe.read.opened import Opened
    from ascribe.read.unpack import _inside, _Unpacked

    options = Options(limits=Limits(report=100_000, unpacked=1_000_000))
    opened = Opened("fuzz", "fuzz", io.BytesIO(data))
    for found in _inside(opened, options, _Unpacked("fuzz", len(data), options)):
        assert isinstance(found, Capture | InputError)
