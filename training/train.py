"""Train the reader: `python -m training.train --treebanks DIR --encoder DIR --out DIR`.

Writes checkpoints that a second call with the same arguments resumes, a log of losses and development figures,
and `reader.pt` at the end. Needs torch, transformers and safetensors (`pip install -e .[train]`).
"""

import argparse
import collections
import json
import random
import time
from pathlib import Path

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
from training.windows import batches, gold, inputs, windows

WINDOW_PIECES = 192
BATCH_PIECES = 1536
ENCODER_RATE, HEAD_RATE = 1e-4, 1.5e-3
WARM_UP = 0.08
#: A label must be seen this often to have a place in the network.
RARE_ROLE, RARE_RELATION = 25, 5


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


def train(args: argparse.Namespace) -> None:
    """Train for `args.epochs`, resuming from the last checkpoint in `args.out`."""
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    parts = load(args.treebanks, "train")
    sentences = parts["ewt"] + parts["gum"]
    labels = inventory(sentences)
    vocabulary = (args.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    wordpiece = WordPiece(vocabulary)
    network = Network(pretrained_encoder(args.encoder), labels)
    network.inventory = labels
    encoder = list(network.encoder.parameters())
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE * args.rate}, {"params": heads, "lr": HEAD_RATE * args.rate}],
        weight_decay=0.01,
    )
    probe = list(batches(windows(sentences, wordpiece, WINDOW_PIECES, random.Random(0)), BATCH_PIECES, None))
    steps = int(args.epochs * len(probe))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, steps))
    if args.start:
        network.load_state_dict(
            _fitting(network, torch.load(args.start, weights_only=False)["network"]), strict=False
        )
    state = {"step": 0, "seconds": 0.0}
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        state = saved["state"]
    dev = load(args.treebanks, "dev")
    print(f"{len(sentences)} sentences, {steps} steps, from step {state['step']}", flush=True)
    network.train()
    running, since = 0.0, time.time()
    while state["step"] < steps:
        rng = random.Random(f"{args.seed}-{state['step']}")
        for group in batches(windows(sentences, wordpiece, WINDOW_PIECES, rng), BATCH_PIECES, rng):
            if state["step"] >= steps:
                break
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                out = network(*inputs(group, wordpiece, rng))
            total = loss(network, {k: v.float() for k, v in out.items()}, gold(group, labels))
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            state["step"] += 1
            running += total.item()
            if state["step"] % 50 == 0:
                state["seconds"] += time.time() - since
                print(f"{state['step']} loss {running / 50:.3f} {state['seconds']:.0f}s", flush=True)
                running, since = 0.0, time.time()
            if state["step"] % args.every == 0:
                saved = {
                    "network": network.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "state": state,
                }
                torch.save(saved, checkpoint.with_suffix(".new"))
                checkpoint.with_suffix(".new").replace(checkpoint)
                figures = {k: quick_figures(network, wordpiece, v) for k, v in dev.items()}
                print(state["step"], json.dumps(figures), flush=True)
    figures = {k: quick_figures(network, wordpiece, v) for k, v in dev.items()}
    print("final", json.dumps(figures), f"{state['seconds']:.0f}s", flush=True)
    arguments = {k: v for k, v in vars(args).items() if isinstance(v, int | float | bool)}
    if args.start:
        earlier = torch.load(args.start, weights_only=False)
        arguments["after"] = {"epochs": earlier.get("arguments", {}).get("epochs"), **earlier["state"]}
    saved = {"network": network.state_dict(), "inventory": labels, "state": state, "arguments": arguments}
    torch.save(saved, args.out / "reader.pt")


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
