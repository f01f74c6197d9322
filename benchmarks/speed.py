"""How fast Ascribe reads on one core, and what it holds in memory.

    python -m benchmarks.speed [FILES...] [--words N] [--json]

Words are the reader's own, white space left out; speeds are by the clock and, so that a busy machine can be told,
by processor time. `parse` is text to annotated Doc; `pipeline` is bytes to reading (read, parse, extract, resolve).
Without FILES the corpus is made of the bundled sample: its paragraphs in another order each time, as many reports
as hold about N words. `ready_s` is a fresh process from its start to a loaded reader (the best of three), `peak_mb`
the most memory that this process held, `growth_mb` how much of it came after the first quarter of the reports.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

READY = "from ascribe.parse import load; load(); print('ready')"


def one_core() -> int:
    """Keep this process and its children on one core, whose number it returns (-1 where that cannot be set)."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    if not hasattr(os, "sched_setaffinity"):
        return -1
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return core


def ready_seconds(tries: int = 3) -> float:
    """Start of a process to a loaded reader."""
    best = float("inf")
    for _ in range(tries):
        before = time.perf_counter()
        subprocess.run([sys.executable, "-c", READY], check=True, capture_output=True)
        best = min(best, time.perf_counter() - before)
    return best


def corpus(files: Sequence[Path], words: int, seed: int = 1) -> list[str]:
    """The texts of the files; without files, reports of shuffled paragraphs of the sample."""
    if files:
        return [path.read_text(encoding="utf-8") for path in files]
    from ascribe.sample import FOLDER

    reports = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]
    paragraphs = [part for report in reports for part in report.split("\n\n")]
    rng = random.Random(seed)
    found: list[str] = []
    held = 0
    while held < words:
        found.append("\n\n".join(rng.sample(paragraphs, 10)))
        held += len(found[-1].split())
    return found


def peak_mb() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def timed(texts: Sequence[str], read: Callable[[str], object]) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor time, and megabytes that came after the first quarter."""
    quarter = 0.0
    clock, processor = time.perf_counter(), time.process_time()
    for number, text in enumerate(texts):
        if number == (len(texts) + 3) // 4:
            quarter = peak_mb()
        read(text)
    elapsed = time.perf_counter() - clock, time.process_time() - processor
    return *elapsed, peak_mb() - quarter if quarter else 0.0


def measure(files: Sequence[Path], words: int) -> dict[str, float]:
    """All figures, in the order of the table."""
    figures: dict[str, float] = {"core": one_core(), "ready_s": ready_seconds()}
    texts = corpus(files, words)
    from ascribe import parse
    from ascribe.pipeline import Pipeline
    from ascribe.read import read_bytes

    nlp = parse.load(threads=1)
    count = sum(not token.is_space for text in texts for token in nlp.tokenizer(text))
    figures |= {"reports": len(texts), "words": count}
    nlp(texts[0])
    clock, processor, growth = timed(texts, nlp)
    figures |= {"parse_words_per_s": count / clock, "parse_words_per_cpu_s": count / processor}
    figures |= {"parse_growth_mb": growth, "parse_peak_mb": peak_mb()}
    pipeline = Pipeline(threads=1)
    pipeline.load()

    def read(text: str) -> None:
        pipeline.reading(read_bytes("report.txt", text.encode("utf-8"), None))

    read(texts[0])
    clock, processor, growth = timed(texts, read)
    figures |= {"pipeline_words_per_s": count / clock, "pipeline_words_per_cpu_s": count / processor}
    figures |= {"pipeline_reports_per_s": len(texts) / clock, "growth_mb": growth, "peak_mb": peak_mb()}
    return {name: round(value, 2) for name, value in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--words", type=int, default=100_000, help="size of the corpus made of the sample")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = measure(args.files, args.words)
    if args.json:
        print(json.dumps(figures))
    else:
        sys.stdout.writelines(f"{name:26} {value:12,.2f}\n" for name, value in figures.items())


if __name__ == "__main__":
    main()
