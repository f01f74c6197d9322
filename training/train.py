"""Train the reader: `python -m training.train --treebanks DIR --encoder DIR --out DIR`.

Writes checkpoints that a second call with the same arguments resumes, a log of losses and development figures,
and `reader.pt` at the end. Needs torch, transformers and safetensors (`pip install -e .[train]`).
"""

import argparse
import collections
import json
import random
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import torch

from ascribe.parse.wordpiece import WordPiece
from training.network import Network, loss, pretrained_encoder
from training.treebanks import (
    Sentence,
    add_entities,
    add_gum_names,
    add_roles,
    kept_relation,
    read_conllu,
)
from training.windows import Window, batches, gold, inputs, windows

WINDOW_PIECES = 192
BATCH_PIECES = 1536
ENCODER_RATE, HEAD_RATE = 1e-4, 1.5e-3
WARM_UP = 0.08
#: A label must be seen this often to have a place in the network.
RARE_ROLE, RARE_RELATION = 25, 5


def train_files(folder: Path) -> list[Path]:
    """The files that weights are trained on: EWT with its roles and entities, permissively licensed GUM."""
    names = (
        "en_ewt-train.conllu",
        "en_gum-permissive-train.conllu",
        "propbank_en_ewt-train.jsonl",
        "uner_en_ewt-train.iob2",
    )
    return [folder / name for name in names]


def load(folder: Path, part: str) -> dict[str, list[Sentence]]:
    """EWT with roles and entities, and the permissively licensed GUM documents."""
    ewt = read_conllu(folder / f"en_ewt-{part}.conllu")
    add_roles(ewt, folder / f"propbank_en_ewt-{part}.jsonl")
    add_entities(ewt, folder / f"uner_en_ewt-{part}.iob2")
    gum_path = folder / f"en_gum-permissive-{part}.conllu"
    gum = read_conllu(gum_path)
    add_gum_names(gum, gum_path)
    return {"ewt": ewt, "gum": gum}


def inventory(sentences: list[Sentence]) -> dict[str, list[str]]:
    """The labels of each head, most frequent first."""

    def common(values: list[str], least: int = 1) -> list[str]:
        counts = collections.Counter(values)
        return [v for v, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if n >= least and v != "_"]

    roles = [label for s in sentences for f in s.frames or () for _, _, label in f.arguments]
    return {
        "upos": common([u for s in sentences for u in s.upos]),
        "xpos": common([x for s in sentences for x in s.xpos], 3),
        "relations": common([kept_relation(r) for s in sentences for r in s.relations], RARE_RELATION),
        "roles": ["O", *common(roles, RARE_ROLE)],
        "entities": ["O", *(f"{p}-{t}" for t in ("PER", "ORG", "LOC") for p in "BI")],
    }


def quick_figures(network: Network, wordpiece: WordPiece, sentences: list[Sentence]) -> dict[str, float]:
    """Greedy UPOS, UAS, entity-tag and predicate accuracy on gold tokens: a progress figure, not the benchmark."""
    network.eval()
    right: collections.Counter[str] = collections.Counter()
    with torch.inference_mode():
        for group in batches(windows(sentences, wordpiece, WINDOW_PIECES, None), BATCH_PIECES, None):
            out, target = network(*inputs(group, wordpiece)), gold(group, network.inventory)
            arcs = out["arc"].masked_fill(~target["arc_mask"], -1e4).argmax(-1)
            at = (target["head"] >= 0).nonzero(as_tuple=True)
            picked = arcs[at]
            scores = network.relation(out["relation_dependent"][at], out["relation_head"][at[0], picked])
            hit = picked == target["head"][at]
            right["n"] += len(picked)
            right["uas"] += int(hit.sum())
            right["las"] += int((hit & (scores.argmax(-1) == target["relation"][at])).sum())
            right["upos"] += int((out["upos"].argmax(-1)[at] == target["upos"][at]).sum())
            right.update(_role_counts(network, out, target))
            known = target["entity"] >= 0
            tags, gold_tags = out["entity"].argmax(-1)[known], target["entity"][known]
            right["tags"] += int((tags > 0).sum() + (gold_tags > 0).sum())
            right["tags_right"] += int(((tags == gold_tags) & (tags > 0)).sum())
    network.train()
    figures = {k: right[k] / right["n"] for k in ("upos", "uas", "las")}
    if right["tags"]:
        figures["entity_tags"] = 2 * right["tags_right"] / right["tags"]
    if right["roles_gold"]:
        figures["roles_given_predicates"] = (
            2 * right["roles_right"] / (right["roles_gold"] + right["roles_found"])
        )
    return {k: round(100 * v, 2) for k, v in figures.items()}


def _role_counts(network, out, target) -> dict[str, int]:
    row, predicate = target["role_row"], target["role_predicate"]
    if not len(row):
        return {}
    left = network.role.project(out["role_predicate"][row, predicate])
    found = torch.einsum("pow,pnw->pno", left, network.role.with_one(out["role_argument"][row])).argmax(-1)
    real = target["role"] >= 0
    return {
        "roles_gold": int((target["role"][real] > 0).sum()),
        "roles_found": int((found[real] > 0).sum()),
        "roles_right": int(((found == target["role"]) & (found > 0))[real].sum()),
    }


def rate(step: int, steps: int) -> float:
    """Linear warm-up, then linear decay to a fiftieth."""
    return min(1.0, (step + 1) / (steps * WARM_UP)) * max(0.02, 1 - step / steps)


def _fitting(network: Network, weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Weights of an earlier run that have a place of the same shape in this network."""
    own = network.state_dict()
    return {name: value for name, value in weights.items() if name in own and own[name].shape == value.shape}


@dataclass
class Run:
    """One training run: the network with its optimiser and schedule, where it stands, and its checkpoint file."""

    network: Network
    wordpiece: WordPiece
    sentences: list[Sentence]
    dev: dict[str, list[Sentence]]
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LambdaLR
    steps: int
    checkpoint: Path
    step: int = 0
    seconds: float = 0.0

    @property
    def state(self) -> dict[str, float]:
        return {"step": self.step, "seconds": self.seconds}

    def save(self) -> None:
        """Write the checkpoint beside the old one, then in its place: an interruption leaves one of the two."""
        new = self.checkpoint.with_suffix(".new")
        parts = {name: getattr(self, name).state_dict() for name in ("network", "optimizer", "schedule")}
        torch.save({**parts, "state": self.state}, new)
        new.replace(self.checkpoint)

    def resume(self) -> None:
        """Go on from the checkpoint, where there is one."""
        if not self.checkpoint.exists():
            return
        saved = torch.load(self.checkpoint, weights_only=False)
        for name in ("network", "optimizer", "schedule"):
            getattr(self, name).load_state_dict(saved[name])
        self.step, self.seconds = saved["state"]["step"], saved["state"]["seconds"]

    def figures(self) -> str:
        """Quick figures of every development file, as JSON."""
        return json.dumps({k: quick_figures(self.network, self.wordpiece, v) for k, v in self.dev.items()})


def start(args: argparse.Namespace) -> Run:
    """Load data and encoder and set up the run; weights of `args.start` fill what fits them."""
    parts = load(args.treebanks, "train")
    sentences = parts["ewt"] + parts["gum"]
    vocabulary = (args.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    wordpiece = WordPiece(vocabulary)
    network = Network(pretrained_encoder(args.encoder), inventory(sentences))
    if args.start:
        earlier = torch.load(args.start, weights_only=False)["network"]
        network.load_state_dict(_fitting(network, earlier), strict=False)
    encoder = list(network.encoder.parameters())
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    rates = [(encoder, ENCODER_RATE), (heads, HEAD_RATE)]
    optimizer = torch.optim.AdamW(
        [{"params": part, "lr": own * args.rate} for part, own in rates], weight_decay=0.01
    )
    probe = windows(sentences, wordpiece, WINDOW_PIECES, random.Random(0))
    steps = int(args.epochs * sum(1 for _ in batches(probe, BATCH_PIECES, None)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, steps))
    dev = load(args.treebanks, "dev")
    checkpoint = args.out / "checkpoint.pt"
    return Run(network, wordpiece, sentences, dev, optimizer, schedule, steps, checkpoint)


def learn(run: Run, group: list[Window], rng: random.Random, bf16: bool) -> float:
    """One step on one batch; its loss."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        out = run.network(*inputs(group, run.wordpiece, rng))
    total = loss(run.network, {k: v.float() for k, v in out.items()}, gold(group, run.network.inventory))
    run.optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
    run.optimizer.step()
    run.schedule.step()
    run.step += 1
    return total.item()


def train(args: argparse.Namespace) -> None:
    """Train for `args.epochs`, resuming from the last checkpoint in `args.out`."""
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    run = start(args)
    run.resume()
    print(f"{len(run.sentences)} sentences, {run.steps} steps, from step {run.step}", flush=True)
    run.network.train()
    running, since = 0.0, time.time()
    while run.step < run.steps:
        rng = random.Random(f"{args.seed}-{run.step}")
        found = windows(run.sentences, run.wordpiece, WINDOW_PIECES, rng)
        for group in islice(batches(found, BATCH_PIECES, rng), run.steps - run.step):
            running += learn(run, group, rng, args.bf16)
            if run.step % 50 == 0:
                run.seconds += time.time() - since
                print(f"{run.step} loss {running / 50:.3f} {run.seconds:.0f}s", flush=True)
                running, since = 0.0, time.time()
            if run.step % args.every == 0:
                run.save()
                print(run.step, run.figures(), flush=True)
    print("final", run.figures(), f"{run.seconds:.0f}s", flush=True)
    labels = run.network.inventory
    saved = {"network": run.network.state_dict(), "inventory": labels, "state": run.state}
    torch.save({**saved, "arguments": _arguments(args)}, args.out / "reader.pt")


def _arguments(args: argparse.Namespace) -> dict[str, Any]:
    """What the recipe keeps of the command: its numbers, and where an earlier run that it goes on from had ended."""
    kept: dict[str, Any] = {k: v for k, v in vars(args).items() if isinstance(v, int | float | bool)}
    if args.start:
        earlier = torch.load(args.start, weights_only=False)
        kept["after"] = {**earlier.get("arguments", {}), **earlier["state"]}
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of config.json, vocab.txt, model.safetensors"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="reader.pt of an earlier run to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="factor on both learning rates")
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--every", type=int, default=400, help="steps between checkpoints")
    parser.add_argument("--bf16", action="store_true", help="bfloat16 products, where the processor has them")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
