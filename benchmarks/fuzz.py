"""Every reader on a million inputs that are not what they should be.

    python -m benchmarks.fuzz [--reader NAME ...] [--inputs N] [--seed S] [--seconds T] [--log FILE] [--processes P]
    python -m benchmarks.fuzz --replay FILE

Small valid files of every format (`fuzz_seeds.py`) are changed, cut, repeated, joined and nested, written to a
temporary folder, and read from there to reports. Each must give documents or `InputError`s of one line, within
5 seconds of processor time, in a process of at most 2 GiB, with nothing written elsewhere, connected to or
started (`fuzz_cases.py` judges). Inputs with a fault are kept in the folder of the log; `--replay` reads one.
N inputs are spread over the readers by what they cost; `pdf` starts a process for each, `pdf-inside` does the
same work in this one. What the log holds is not done again, so that a run can be stopped and goes on.

The table: inputs, documents, refusals (one line each), crashes (any fault), hangs, the most processor time of
one input in ms, and the most memory of a process in MB, which holds the libraries of its readers, too.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.fuzz_cases import FaultError, judged, keep
from benchmarks.fuzz_seeds import made

#: Reader -> its share of the inputs, in thousandths.
SHARES = {
    "text": 120, "html": 140, "feed": 50, "mail": 80, "mailbox": 40, "csv": 90, "jsonl": 60, "json": 80, "telegram": 80,
    "parquet": 30, "zip": 50, "tar": 40, "packed": 40, "warc": 50, "wacz": 17, "docx": 20, "pdf": 1, "pdf-inside": 12,
}  # fmt: skip
#: So many inputs are read in one process; a process that does not get on for so many seconds is ended.
CHUNK, STALLED = 25_000, 240.0


class Piece(NamedTuple):
    """Inputs of one reader, by their numbers."""

    reader: str
    first: int
    count: int


def pieces(readers: Sequence[str], inputs: int) -> Iterator[Piece]:
    """The work, a process each; what is slow first."""
    total = sum(SHARES.get(reader, 20) for reader in readers)
    for reader in reversed(readers):
        count = max(1, round(inputs * SHARES.get(reader, 20) / total))
        for first in range(0, count, CHUNK):
            yield Piece(reader, first, min(CHUNK, count - first))


def done(piece: Piece, seed: int, kept: Path) -> list[dict[str, Any]]:
    """Read a piece; where an input ends the process, that input is a fault and the rest goes on in another."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        code, told = _in_process(piece, seed, folder, kept)
        if code == 0:
            return [{**piece._asdict(), "seed": seed, **json.loads(told)}]
        number = int.from_bytes((folder / "progress").read_bytes(), "little")
    words = f"ends its process ({code}): {told[-2000:]}"
    keep(kept, piece.reader, number, *made(piece.reader, seed, number), words)
    hang = code in (-27, -9)  # SIGPROF, or ended for getting nowhere
    fault = {
        "inputs": 1, "reports": 0, "refused": 0, "crashes": int(not hang), "hangs": int(hang), "worst_ms": 0.0,
        "worst": number, "peak_mb": 0.0, "kept": [[piece.reader, number, words[:300]]], "seconds": 0.0,
    }  # fmt: skip
    rest = Piece(piece.reader, number + 1, piece.first + piece.count - number - 1)
    before = Piece(piece.reader, piece.first, number - piece.first)
    found = [{"reader": piece.reader, "first": number, "count": 1, "seed": seed, **fault}]
    for part in (before, rest):
        found += done(part, seed, kept) if part.count else []
    return found


def _in_process(piece: Piece, seed: int, folder: Path, kept: Path) -> tuple[int, str]:
    """Exit code of the process that reads a piece, and what it says."""
    (folder / "progress").write_bytes(piece.first.to_bytes(8, "little"))
    (folder / "work").mkdir()
    command = [
        sys.executable,
        "-m",
        "benchmarks.fuzz_cases",
        piece.reader,
        *map(str, (seed, *piece[1:], folder, kept)),
    ]
    environment = {**os.environ, "TMPDIR": str(folder / "work")}
    with (folder / "said").open("w+b") as said, (folder / "wrong").open("w+b") as wrong:
        process = subprocess.Popen(command, stdout=said, stderr=wrong, env=environment)
        last, since = b"", time.monotonic()
        while process.poll() is None:
            time.sleep(0.5)
            now = (folder / "progress").read_bytes()
            if now != last:
                last, since = now, time.monotonic()
            if time.monotonic() - since > STALLED:
                process.kill()
        said.seek(0)
        wrong.seek(0)
        told = said.read() if process.returncode == 0 else wrong.read()
    return process.returncode, told.decode("utf-8", "replace")


def table(results: Sequence[dict[str, Any]]) -> str:
    """The figures by reader."""
    columns = ("inputs", "reports", "refused", "crashes", "hangs", "worst_ms", "peak_mb")
    lines = [f"{'reader':<11}" + "".join(f"{column:>11}" for column in columns)]
    every: list[list[float]] = []
    for reader in dict.fromkeys(result["reader"] for result in results):
        own = [result for result in results if result["reader"] == reader]
        sums = [float(sum(result[column] for result in own)) for column in columns[:5]]
        every.append([*sums, *(max(float(result[column]) for result in own) for column in columns[5:])])
        lines.append(f"{reader:<11}" + "".join(f"{value:>11,.0f}" for value in every[-1]))
    if every:
        total = [sum(row[i] for row in every) for i in range(5)] + [
            max(row[i] for row in every) for i in (5, 6)
        ]
        lines.append(f"{'all':<11}" + "".join(f"{value:>11,.0f}" for value in total))
    return "\n".join(lines)


def replay(path: Path) -> int:
    """Read one kept input and say what comes of it."""
    from ascribe.read import Options, Source, captures

    for found in captures(Source(path.name, path), Options()):
        print(str(found)[:300])
    try:
        print("documents and refusals: {}, {}".format(*judged(path)))
    except FaultError as error:
        print(f"fault: {error}")
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--reader", action="append", choices=[*SHARES, "raw"], help="may be repeated; all by default"
    )
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin nothing new after so many")
    parser.add_argument(
        "--log", type=Path, default=Path(tempfile.gettempdir()) / "ascribe-fuzz" / "log.jsonl"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--replay", type=Path, metavar="FILE")
    return parser.parse_args()


def main() -> int:
    """Do what the log does not hold yet, print the table; 1 where there is a fault."""
    given = _arguments()
    if given.replay:
        return replay(given.replay)
    kept = given.log.parent / "faults"
    kept.mkdir(parents=True, exist_ok=True)
    readers = given.reader or [*SHARES, "raw"]
    lines = given.log.read_text(encoding="utf-8").splitlines() if given.log.exists() else []
    results = [
        line for line in map(json.loads, lines) if line["seed"] == given.seed and line["reader"] in readers
    ]
    known = {
        (line["reader"], number)
        for line in results
        for number in range(line["first"], line["first"] + line["count"])
    }
    deadline = time.monotonic() + given.seconds

    def work(piece: Piece) -> list[dict[str, Any]]:
        return done(piece, given.seed, kept) if time.monotonic() < deadline else []

    wanted = [piece for piece in pieces(readers, given.inputs) if (piece.reader, piece.first) not in known]
    with ThreadPoolExecutor(given.processes) as pool, given.log.open("a", encoding="utf-8") as log:
        futures = [pool.submit(work, piece) for piece in wanted]
        for future in as_completed(futures):
            if future.exception():
                pool.shutdown(wait=False, cancel_futures=True)
            for result in future.result():
                results.append(result)
                log.write(json.dumps(result) + "\n")
                log.flush()
                for reader, number, words in result["kept"]:
                    print(f"{reader} {number}: {words}", file=sys.stderr, flush=True)
    print(table(results))
    return int(any(result["crashes"] or result["hangs"] for result in results))


if __name__ == "__main__":
    sys.exit(main())
