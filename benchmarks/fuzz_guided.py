"""One reader on inputs that atheris makes, guided by which lines of the reader they reach.

    python -m benchmarks.fuzz_guided READER SECONDS FOLDER     (pip install atheris)

Begins with the seeds of `fuzz_seeds.py`; new inputs that reach further are kept in FOLDER and begin the next run.
What is judged is what `fuzz.py` judges; the first fault ends the run, its input stands in FOLDER.
"""

import sys
import tempfile
from pathlib import Path

import atheris

from benchmarks.fuzz_seeds import made, seeds


def main() -> None:
    """Run libFuzzer; it ends the process itself."""
    reader, seconds, kept = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    # Lines of ours and of the pure Python below us; compiled libraries are not seen inside.
    with atheris.instrument_imports(include=["ascribe.read", "email", "feedparser", "csv", "docx"]):
        from ascribe.read.formats import _CONTAINERS, _PAGES, page_reader, unpacker
        from benchmarks.fuzz_cases import judged

        for kind in (*_PAGES, *_CONTAINERS):
            page_reader(kind), unpacker(kind)
    corpus = kept / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number in range(200):
        (corpus / f"seed-{number}").write_bytes(made(reader, 1, number)[1])
    place = Path(tempfile.mkdtemp(prefix="guided-")) / seeds()[reader][0].name

    def one(data: bytes) -> None:
        place.write_bytes(data)
        judged(place)

    limits = [
        f"-max_total_time={seconds}",
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-max_len=4096",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={kept}/", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
