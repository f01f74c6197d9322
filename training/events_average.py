"""The mean of several runs' weights: `python -m training.events_average RUN/events.pt ... --out events.pt`.

Runs that began from one earlier run (`--start`) with other seeds may be averaged; the mean is usually better than each.
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
    mean = {name: sum(run["branch"][name] for run in saved) / len(saved) for name in saved[0]["branch"]}
    seconds = sum(run["seconds"] for run in saved)
    torch.save({"branch": mean, "settings": saved[0]["settings"], "seconds": seconds}, args.out)


if __name__ == "__main__":
    main()
