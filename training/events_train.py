"""Train the events branch: `python -m training.events_train --data DIR --reader reader.pt --out DIR`.

In: what `training.events_data` wrote. Out: a checkpoint that a second call of the same kind resumes, `events.pt` (a
running average of the weights), and a log of the parts of the loss and of figures on the documents kept for tuning.
"""

import argparse
import copy
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ascribe.parse.events import ROLES
from training.events_batches import Passage, batches, gold, inputs, passages
from training.events_network import Branch, loss
from training.events_split import PARTS, in_part

WARM_UP = 0.08


def load(folders: Sequence[Path]) -> tuple[list[dict[str, Any]], np.ndarray]:
    """The records of several folders and all their states, in one row."""
    records, states, at = [], [], 0
    for folder in folders:
        states.append(np.load(folder / "states.npy"))
        for line in (folder / "docs.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            for casing in record["casings"]:
                casing["at"] += at
            records.append(record)
        at += len(states[-1])
    return records, np.concatenate(states)


def epoch(records: list[dict[str, Any]], rng: random.Random, args: argparse.Namespace) -> list[Passage]:
    """Every document once, in one of its casings; of those that tell of nothing, a share."""
    found = []
    for record in records:
        if not record["types"] and rng.random() >= args.silent:
            continue
        casings = record["casings"]
        chosen = casings[0] if len(casings) == 1 or rng.random() < args.upper else casings[1]
        found += passages(record, chosen)
    for passage in found:
        passage.hide(args.drop, rng)
    return found


def disturbed(given: tuple[Tensor, ...], share: float) -> tuple[Tensor, ...]:
    """Some pieces' states hidden."""
    hidden = torch.rand(given[0].shape[:2]) < share
    return given[0].masked_fill(hidden.unsqueeze(-1), 0.0), *given[1:]


def quick_figures(branch: Branch, found: list[Passage], states: np.ndarray) -> dict[str, float]:
    """At one half: exact span F1 by role, F1 of relevance and of events, accuracy of confidence."""
    counts: Counter[str] = Counter()
    with torch.inference_mode():
        for group in batches(found, 8192, None):
            out, own = branch(*inputs(group, states)), gold(group)
            tags = out["role"].unflatten(-1, (len(ROLES), 3)).argmax(-1)
            for r, name in enumerate(ROLES):
                for row, p in enumerate(group):
                    a, b = (_spans(t[row, : p.end - p.start, r].tolist()) for t in (tags, own["role"]))
                    counts.update({f"{name}+": len(a & b), f"{name}#": len(a) + len(b)})
            known = own["event"] >= 0
            _agreement(counts, "relevant", out["document"][:, 0] > 0, own["relevant"] > 0.5)
            _agreement(counts, "event", (out["event"] > 0)[known], (own["event"] > 0.5)[known])
            at = own["confidence_at"]
            if len(at):
                best = out["confidence"][at[:, 0], at[:, 1]].argmax(-1)
                right = int(own["confidence"][range(len(at)), best].sum())
                counts.update({"confidence+": right, "confidence#": 2 * len(at)})
    return {
        n[:-1]: round(200 * counts[n[:-1] + "+"] / max(1, counts[n]), 1) for n in counts if n.endswith("#")
    }


def _agreement(counts: Counter[str], name: str, said: Tensor, real: Tensor) -> None:
    counts.update({f"{name}+": int((said & real).sum()), f"{name}#": int(said.sum() + real.sum())})


def _spans(tags: list[int]) -> set[tuple[int, int]]:
    found, start = set(), None
    for at, tag in enumerate([*tags, 0]):
        if start is not None and tag != 2:
            found.add((start, at))
            start = None
        if tag == 1 or (tag == 2 and start is None):
            start = at
    return found


@dataclass
class Run:
    """One training run: the branch, the running average of its weights, optimiser and schedule, and where it stands."""

    branch: Branch
    average: Branch
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LambdaLR
    checkpoint: Path
    steps: int
    step: int = 0
    seconds: float = 0.0

    def save(self) -> None:
        parts = ("branch", "average", "optimizer", "schedule")
        state = {"step": self.step, "seconds": self.seconds}
        torch.save({**{name: getattr(self, name).state_dict() for name in parts}, **state}, self.checkpoint)

    def resume(self) -> None:
        """Go on from the checkpoint, where there is one."""
        if self.checkpoint.exists():
            saved = torch.load(self.checkpoint, weights_only=False)
            for name in ("branch", "average", "optimizer", "schedule"):
                getattr(self, name).load_state_dict(saved[name])
            self.step, self.seconds = saved["step"], saved["seconds"]

    def learn(
        self, given: tuple[Tensor, ...], own: dict[str, Any], args: argparse.Namespace
    ) -> dict[str, float]:
        """One step; the parts of its loss."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
            out = self.branch(*given)
        parts = loss({k: v.float() for k, v in out.items()}, own)
        self.optimizer.zero_grad()
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.branch.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        decay = min(args.decay, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, new in zip(self.average.parameters(), self.branch.parameters(), strict=True):
                mean.lerp_(new, 1 - decay)
        return {name: value.item() for name, value in parts.items()}


def start(args: argparse.Namespace, probe: int) -> Run:
    """A run of `args.epochs` times `probe` steps."""
    branch = Branch(args.frozen)
    branch.copy(torch.load(args.reader, weights_only=False, map_location="cpu")["network"])
    if args.start:
        branch.load_state_dict(torch.load(args.start, weights_only=False)["branch"], strict=False)
    heads = [p for n, p in branch.named_parameters() if not n.startswith(("layers.", "writers."))]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(branch.layers.parameters()), "lr": args.rate},
            {"params": heads, "lr": args.head_rate},
            {"params": list(branch.writers.parameters()), "lr": args.writer_rate},
        ],
        weight_decay=0.01,
    )
    steps = int(args.epochs * probe)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min(1.0, (s + 1) / (WARM_UP * steps)) * (1.0 if args.flat else max(0.02, 1 - s / steps)),
    )
    average = copy.deepcopy(branch).eval()
    return Run(branch, average, optimizer, schedule, args.out / "checkpoint.pt", steps)


def train(args: argparse.Namespace) -> None:
    """Train for `args.epochs`, resuming from the checkpoint in `args.out`."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    records, states = load(args.data)
    kept = [r for r in records if in_part(r["id"], args.part)]
    learned = [r for r in records if args.all or not in_part(r["id"], args.part)]
    run = start(args, len(batches(epoch(learned, random.Random(0), args), args.pieces, None)))
    run.resume()
    print(f"{len(learned)} documents, {run.steps} steps, from {run.step}", flush=True)
    since = time.time()
    while run.step < run.steps:
        rng = random.Random(f"{args.seed}-{run.step}")
        groups = batches(epoch(learned, rng, args), args.pieces, rng)
        running: Counter[str] = Counter()
        for group in groups[: run.steps - run.step]:
            running.update(run.learn(disturbed(inputs(group, states), args.hide), gold(group), args))
        run.seconds += time.time() - since
        since = time.time()
        print(
            run.step,
            {k: round(v / len(groups), 3) for k, v in running.items()},
            f"{run.seconds:.0f}s",
            flush=True,
        )
        found = [p for r in kept for p in passages(r, r["casings"][0])]
        print(run.step, json.dumps(quick_figures(run.average, found, states)), flush=True)
        run.save()
    found = [p for r in kept for p in passages(r, r["casings"][-1])]
    print("mixed case", json.dumps(quick_figures(run.average, found, states)), flush=True)
    settings = {k: v for k, v in vars(args).items() if isinstance(v, int | float | bool)}
    saved = {"branch": run.average.state_dict(), "settings": settings, "seconds": run.seconds}
    torch.save(saved, args.out / "events.pt")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--start", type=Path, help="events.pt or checkpoint.pt of an earlier run to go on from"
    )
    parser.add_argument("--frozen", type=int, default=3, help="layers of the reader that stay as they are")
    parser.add_argument("--epochs", type=float, default=7)
    parser.add_argument("--pieces", type=int, default=2048, help="padded pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--writer-rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.99, help="of the running average of the weights")
    parser.add_argument("--upper", type=float, default=0.6, help="share of documents read in capitals")
    parser.add_argument(
        "--silent", type=float, default=1.0, help="share of documents without incidents in an epoch"
    )
    parser.add_argument("--hide", type=float, default=0.04, help="share of pieces hidden")
    parser.add_argument("--drop", type=float, default=0.0, help="share of sentences hidden")
    parser.add_argument("--flat", action="store_true", help="do not lower the rates towards the end")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--part", type=int, choices=range(PARTS), help="leave this part of DEV out, not every ninth message"
    )
    parser.add_argument("--all", action="store_true", help="learn from the tuning documents too")
    parser.add_argument("--bf16", action="store_true")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
