"""One input of `fuzz.py` read and judged, and a run of many of them in a process with limits.

A name and bytes come in; what came of them goes out: documents, refusals, or the fault that was found. A fault
is anything but documents and `InputError`s that are one line each and begin with the source's name; text that
no ledger can keep; nothing at all; more time than the limit; a file written elsewhere than in the temporary
folder, a connection, a process.
"""

import json
import mmap
import os
import resource
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

#: What one input may cost: seconds of processor time, and bytes of address space of the whole process.
SECONDS, MEMORY = 5.0, 2 * 1024**3
#: A message may be longer than the name in it by so many characters.
LONGEST = 1000
#: Of one kind of fault so many inputs are kept in one run.
_KEPT = 3
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: What Python says before it does it, of what no reader should do.
_NEVER = (
    *("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate"),
    *("os.system", "os.exec", "os.fork", "os.posix_spawn", "subprocess.Popen", "webbrowser.open"),
    *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "urllib.Request"),
)


class FaultError(Exception):
    """What a reader did and should not have."""


class SlowError(BaseException):
    """The time of an input is up; no reader catches this."""


@dataclass(slots=True)
class Result:
    """What became of inputs; `kept` are faults as [reader, number, words], `worst` is the slowest number."""

    inputs: int = 0
    reports: int = 0
    refused: int = 0
    crashes: int = 0
    hangs: int = 0
    worst_ms: float = 0.0
    worst: int = -1
    peak_mb: float = 0.0
    kept: list[list[Any]] = field(default_factory=list)


class Watch:
    """What Python was about to do while an input was read: connections, processes, files elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.allowed = (str(folder), "/dev/null")
        self.starting = False
        self.seen: list[str] = []
        self.on = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            path, _, flags = arguments
            written = isinstance(flags, int) and flags & _WRITES
            if written and isinstance(path, str | bytes) and not os.fsdecode(path).startswith(self.allowed):
                self.seen.append(f"opens {path!r} to write")
        elif event in _NEVER and not self._may(event, arguments):
            self.seen.append(f"{event} {arguments!r}"[:200])

    def _may(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Temporary files go, and PDFs are taken apart in a process of their own."""
        if event == "subprocess.Popen":
            self.starting = str(arguments[1][-1]).endswith("pdf_work.py")
            return self.starting
        if event in ("os.posix_spawn", "os.fork"):
            return self.starting
        return event == "os.remove" and str(arguments[0]).startswith(self.allowed)


def judged(path: Path) -> tuple[int, int]:
    """How many documents and refusals a file gives; raises FaultError for any that is not as it should be."""
    from ascribe.errors import InputError
    from ascribe.read import Options, Source, captures, report_of

    options = Options(captured="2031-04-01T00:00:00Z")
    reports = refused = 0
    for found in captures(Source(path.name, path), options):
        try:
            if isinstance(found, InputError):
                raise found
            _check_report(report_of(found), found)
            reports += 1
        except InputError as error:
            _check_message(str(error), path.name)
            refused += 1
    if not reports and not refused:
        raise FaultError("gives nothing, not even a line")
    return reports, refused


def _check_message(message: str, name: str) -> None:
    if not message.startswith(name):
        raise FaultError(f"a message that does not begin with the source: {message!r}")
    if not message.isprintable():
        raise FaultError(f"a message that is not one printable line: {message!r}")
    if len(message) > len(name) + LONGEST:
        raise FaultError(f"a message of {len(message)} characters: {message[:300]!r}")


def _check_report(report: Any, capture: Any) -> None:
    """Sections inside the text and in order, and nothing that a ledger cannot keep."""
    at = 0
    for section in report.sections:
        if not at <= section.start < section.end <= len(report.text):
            raise FaultError(f"sections that overlap or lie outside: {report.sections!r}")
        at = section.end
    for kept in (
        report.text,
        report.source,
        report.address,
        report.title or "",
        report.publisher or "",
        report.language,
    ):
        if "\0" in kept:
            raise FaultError(f"a NUL that no database keeps: {kept[:100]!r}")
        kept.encode()
    if len(report.captured or "") > 40 or len(report.media_type) > 120:
        raise FaultError(f"captured {report.captured!r}, {report.media_type!r}")
    for fact in (*report.facts, *capture.facts):
        fact.value.encode()


def run(reader: str, seed: int, first: int, count: int, folder: Path, kept: Path) -> Result:
    """Read `count` inputs; the number of the one that is read stands in `folder`/progress all the while."""
    from benchmarks.fuzz_seeds import made

    _prepare(reader)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    watch, result, kinds = Watch(work), Result(), dict[str, int]()
    with (folder / "progress").open("r+b") as file, mmap.mmap(file.fileno(), 8) as progress:
        for number in range(first, first + count):
            progress[:] = number.to_bytes(8, "little")
            name, data = made(reader, seed, number)
            path = work / name
            path.write_bytes(data)
            fault = _timed(path, watch, result, number)
            path.unlink()
            if left := [other.name for other in work.iterdir()]:
                fault = fault or ("leftover", f"leaves files behind: {left}")
                for other in left:
                    (work / other).unlink()
            if fault is None:
                continue
            kind, words = fault
            result.hangs += kind == "hang"
            result.crashes += kind != "hang"
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] <= _KEPT:
                keep(kept, reader, number, name, data, words)
                result.kept.append([reader, number, words.strip().splitlines()[-1][:300]])
    result.peak_mb = max(
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return result


def keep(folder: Path, reader: str, number: int, name: str, data: bytes, words: str) -> None:
    """Save an input under a folder of its own, with what is wrong beside it."""
    place = folder / f"{reader}-{number}"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(data)
    (place / "fault.log").write_text(words, encoding="utf-8", errors="backslashreplace")


def _timed(path: Path, watch: Watch, result: Result, number: int) -> tuple[str, str] | None:
    """Read one input within its time; the kind of its fault and its words, None where it has none."""
    watch.seen.clear()
    begun = _spent()
    # The first alarm ends what runs in Python, the second one the process, whatever it runs in.
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    signal.setitimer(signal.ITIMER_PROF, 2 * SECONDS)
    fault = None
    try:
        watch.on = True
        reports, refused = judged(path)
        result.reports, result.refused = result.reports + reports, result.refused + refused
    except SlowError:
        fault = ("hang", f"more than {SECONDS:g} seconds:\n{traceback.format_exc()}\nhang")
    except FaultError as error:
        fault = (str(error)[:30], str(error))
    except BaseException as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "ascribe" in f.filename]
        where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        fault = (
            f"{type(error).__name__} {where}",
            f"{traceback.format_exc()}\n{type(error).__name__} at {where}: {error}",
        )
    finally:
        watch.on = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
    taken = 1000 * (_spent() - begun)
    result.inputs += 1
    if taken > result.worst_ms:
        result.worst_ms, result.worst = taken, number
    if fault is None and watch.seen:
        fault = (watch.seen[0][:30], watch.seen[0])
    return fault


def _spent() -> float:
    """Seconds of processor time of this process and of those that it has started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _prepare(reader: str) -> None:
    """Bound this process, and load what readers load late, so that no input pays for it."""
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGVTALRM, _slow)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    if reader == "pdf-inside":
        _without_process()
    import benchmarks.fuzz_seeds as made_by

    for seed in (seed for every in made_by.seeds().values() for seed in every):
        place = Path(os.environ["TMPDIR"]) / f"warm-{seed.name}"
        place.write_bytes(seed.pack(seed.parts))
        with suppress(FaultError):
            judged(place)
        place.unlink()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEMORY, MEMORY))


def _without_process() -> None:
    """Let PDFs be taken apart in this process, as their own process does it."""
    from ascribe.read.formats import pdf, pdf_work

    def here(data: bytes, seconds: float = 0.0) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(json.dumps(pdf_work.answer(data)))
        return found

    pdf.taken_apart = here


def _slow(_: int, frame: FrameType | None) -> None:
    raise SlowError


def main() -> None:
    """What `fuzz.py` starts: reader, seed, first number, how many, folder of its own, folder of faults."""
    reader, seed, first, count, folder, kept = sys.argv[1:]
    begun = time.monotonic()
    result = run(reader, int(seed), int(first), int(count), Path(folder), Path(kept))
    told = {name: getattr(result, name) for name in Result.__slots__}
    print(json.dumps({**told, "seconds": round(time.monotonic() - begun, 1)}))


if __name__ == "__main__":
    main()
