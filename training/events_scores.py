"""Scores of a branch for the messages kept from it: `python -m training.events_scores --run RUN --data DIR --out F`.

In: a run, and what `training.events_data` wrote. Out: a `.npz` of what `doc._.events` would hold for each message in
its first casing, guessed in the manner of the key's own writer; `training.events_join` reads it. The shipped branch
answers in the manner of one writer for all texts: a scorer fitted on that would take the manner back.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ascribe.parse.events import ROLES, TYPES
from training.events_batches import batches, inputs, passages
from training.events_network import Branch
from training.events_split import PARTS, in_part
from training.events_train import load

HEADS = ("role", "event", "confidence", "effect")


def scores(branch: Branch, records: list[dict[str, Any]], states: np.ndarray) -> dict[str, np.ndarray]:
    """By "ID HEAD": chances of all words; "ID relevant" and "ID counts" of the message."""
    parts: dict[str, dict[int, dict[str, torch.Tensor]]] = {r["id"]: {} for r in records}
    found = [p for r in records for p in passages(r, r["casings"][0])]
    with torch.inference_mode():
        for group in batches(found, 8192, None):
            out = branch(*inputs(group, states))
            for row, p in enumerate(group):
                own = {name: out[name][row, : p.end - p.start] for name in HEADS}
                parts[p.record["id"]][p.start] = {**own, "document": out["document"][row][None]}
    kept: dict[str, np.ndarray] = {}
    for name, runs in parts.items():
        joined = {head: torch.cat([runs[at][head] for at in sorted(runs)]) for head in (*HEADS, "document")}
        chances = {
            "role": joined["role"].unflatten(-1, (len(ROLES), 3)).softmax(-1),
            "event": joined["event"].sigmoid(),
            "confidence": joined["confidence"].softmax(-1),
            "effect": joined["effect"].sigmoid(),
            "relevant": joined["document"][:, 0].sigmoid().max(),
            "counts": joined["document"][:, 1:].unflatten(-1, (len(TYPES), 3)).softmax(-1),
        }
        kept |= {f"{name} {head}": value.numpy() for head, value in chances.items()}
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--part", type=int, choices=range(PARTS), help="the part of DEV that the run left out"
    )
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(args.run, weights_only=False, map_location="cpu")
    branch = Branch(saved["settings"]["frozen"]).eval()
    branch.load_state_dict(saved["branch"])
    records, states = load([args.data])
    kept = [r for r in records if in_part(r["id"], args.part)]
    np.savez_compressed(args.out, **scores(branch, kept, states))


if __name__ == "__main__":
    main()
