"""The mean of several runs' weights: `python -m training.events_average RUN/events.pt ... --out events.pt`.

Runs that began from one earlier run (`--start`) with other seeds may be averaged; the mean is usually better than
each. Of a run that was stopped, the running average in its `checkpoint.pt` may be taken; of one at least, `events.pt`.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    saved = [torch.load(path, weights_only=False, map_location="cpu") for path in args.runs]
    weights = [run["average"] if "average" in run else run["branch"] for run in saved]
    mean = {name: sum(own[name] for own in weights) / len(weights) for name in weights[0]}
    settings = next(run["settings"] for run in saved if "settings" in run)
    seconds = sum(run["seconds"] for run in saved)
    torch.save({"branch": mean, "settings": settings, "seconds": seconds}, args.out)


if __name__ == "__main__":
    main()
