"""How fast Ascribe reads on one core, and what it holds in memory.

    python -m benchmarks.speed [FILES...] [--words N] [--only PART] [--json]

Words are the reader's own, white space left out; speeds are by the clock and, so that a busy machine can be told,
by processor time. `parse` is text to annotated Doc; `pipeline` is bytes to reading (read, parse, extract, resolve).
Without FILES the corpus is made of the bundled sample: its paragraphs in another order each time, as many reports
as hold about N words. `ready_s` is a fresh process from its start to a loaded reader (the best of three), `peak_mb`
the most memory that this process held, `growth_mb` how much of it came after the first quarter of the reports.
`html` is web pages (see `webpages.py`) from captures to reports: unpacked, decoded, parsed, cut into sections, dated.
`warc` is the same pages as records of one packed web archive, each beside its request and a picture:
`warc_unpacked_per_s` is from the archive to captures alone.
"""

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

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


def timed(texts: Sequence[Any], read: Callable[[Any], object]) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor time, and megabytes that came after the first quarter."""
    quarter = 0.0
    clock, processor = time.perf_counter(), time.process_time()
    for number, text in enumerate(texts):
        if number == (len(texts) + 3) // 4:
            quarter = peak_mb()
        read(text)
    elapsed = time.perf_counter() - clock, time.process_time() - processor
    return *elapsed, peak_mb() - quarter if quarter else 0.0


def pages_of(words: int) -> list[bytes]:
    """Web pages that hold about N words of stories."""
    from benchmarks.webpages import STORY_WORDS, web_pages

    paragraphs = [part for text in corpus((), 1000) for part in text.split("\n\n")]
    return list(web_pages(paragraphs, max(20, words // STORY_WORDS)))


def write_warc(path: Path, pages: Sequence[bytes]) -> None:
    """A packed web archive as crawlers write it: every page with its request, and a picture."""
    picture = b"\x89PNG\r\n" + random.Random(1).randbytes(20_000)
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            address = f"https://news.example/{number}"
            for kind, head, body in (
                ("request", b"GET / HTTP/1.1\r\n\r\n", b""),
                ("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", page),
                ("response", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", picture),
            ):
                lines = (
                    f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
                    f"WARC-Date: 2024-06-01T00:00:00Z\r\nWARC-Record-ID: <urn:x:{number}-{kind}-{len(body)}>\r\n"
                    f"Content-Type: application/http;msgtype={kind}\r\nContent-Length: {len(head + body)}\r\n\r\n"
                )
                file.write(gzip.compress(lines.encode() + head + body + b"\r\n\r\n", 6))


def of_warc(files: Sequence[Path], words: int) -> dict[str, float]:
    """Pages per second out of a web archive."""
    import tempfile

    from ascribe.model import Capture
    from ascribe.read import Options, Source, captures, report_of

    def of_archive(path: Path) -> Iterator[Capture]:
        return (item for item in captures(Source(path.name, path), Options()) if isinstance(item, Capture))

    pages = pages_of(words)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc.gz"
        write_warc(path, pages)
        size = path.stat().st_size

        def read(last: Callable[[Capture], object]) -> tuple[float, float, float]:
            return timed([path], lambda path: [last(capture) for capture in of_archive(path)])

        report_of(next(of_archive(path)))
        alone, alone_cpu, _ = read(lambda capture: capture.address)
        clock, processor, _ = read(lambda capture: report_of(capture).id)
    figures = {"warc_pages": len(pages), "warc_mb": size / 1e6}
    figures |= {"warc_unpacked_per_s": len(pages) / alone, "warc_unpacked_per_cpu_s": len(pages) / alone_cpu}
    figures |= {"warc_reports_per_s": len(pages) / clock, "warc_reports_per_cpu_s": len(pages) / processor}
    return figures | {"warc_peak_mb": peak_mb()}


def of_web_pages(files: Sequence[Path], words: int) -> dict[str, float]:
    """Pages per second, as many as hold about N words of stories."""
    import tempfile

    from ascribe.read import Options, captures, find_sources, report_of

    pages = pages_of(words)
    how = Options(captured="2024-06-01T00:00:00Z")
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            (Path(folder) / f"{number:06}.html").write_bytes(page)
        sources = find_sources([folder])

        def read(source: Any) -> None:
            for capture in captures(source, how):
                report_of(capture)

        read(sources[0])
        clock, processor, growth = timed(sources, read)
    figures = {"html_pages": len(pages), "html_kb_each": sum(map(len, pages)) / len(pages) / 1000}
    figures |= {"html_reports_per_s": len(pages) / clock, "html_reports_per_cpu_s": len(pages) / processor}
    return figures | {"html_growth_mb": growth, "html_peak_mb": peak_mb()}


def of_texts(files: Sequence[Path], words: int) -> dict[str, float]:
    """Reading: the network alone, then all stages."""
    figures = {"ready_s": ready_seconds()}
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
    return figures | {"pipeline_reports_per_s": len(texts) / clock, "growth_mb": growth, "peak_mb": peak_mb()}


#: What is measured, by the name that `--only` takes.
PARTS = {"html": of_web_pages, "warc": of_warc, "text": of_texts}


def measure(files: Sequence[Path], words: int, parts: Sequence[str]) -> dict[str, float]:
    """All figures, in the order of the table."""
    figures: dict[str, float] = {"core": one_core()}
    for part in parts:
        figures |= PARTS[part](files, words)
    return {name: round(value, 2) for name, value in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--words", type=int, default=100_000, help="size of the corpus made of the sample")
    parser.add_argument("--only", choices=PARTS, help="measure this part alone")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = measure(args.files, args.words, [args.only] if args.only else list(PARTS))
    if args.json:
        print(json.dumps(figures))
    else:
        sys.stdout.writelines(f"{name:26} {value:12,.2f}\n" for name, value in figures.items())


if __name__ == "__main__":
    main()
