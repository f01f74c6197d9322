"""Export the events branch: `python -m training.events_export --run events.pt --weights DIR`.

Writes `events.onnx` (dynamic int8 products, one scale per output channel) beside a `reader.onnx`, gives that file the
states of its lowest layers as one more output (nothing else of it changes), and notes both in `recipe.json`.
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training.events_network import Branch

FROZEN = 3
INPUTS = ("states", "mask", "first", "last", "places")
OUTPUTS = ("role", "event", "confidence", "effect", "document")


class Exported(nn.Module):
    """The branch with its outputs in the order that the runtime names them."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        out = self.branch(*inputs)
        return tuple(out[name] for name in OUTPUTS)


def export(args: argparse.Namespace) -> None:
    """Write the files."""
    if args.states_only:
        give_states(args.weights / "reader.onnx", FROZEN)
        return
    saved = torch.load(args.run, weights_only=False, map_location="cpu")
    branch = Branch(saved["settings"]["frozen"])
    branch.load_state_dict(saved["branch"])
    branch.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _to_onnx(branch, plain)
        _quantise(plain, args.weights / "events.onnx")
    give_states(args.weights / "reader.onnx", branch.frozen)
    recipe = json.loads((args.weights / "recipe.json").read_text(encoding="utf-8"))
    recipe["events"] = {
        "command": "python -m training.events_data, training.events_train, training.events_export",
        "settings": {k: v for k, v in saved["settings"].items() if not isinstance(v, str)},
        "hours": round(saved["seconds"] / 3600, 2),
        "data": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in args.data},
    }
    (args.weights / "recipe.json").write_text(
        json.dumps(recipe, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def _to_onnx(branch: Branch, path: Path) -> None:
    example = (torch.randn(2, 12, 384), *(torch.ones(2, n, dtype=torch.long) for n in (12, 7, 7, 12)))
    axes = {name: {0: "texts", 1: "words" if name in ("first", "last") else "pieces"} for name in INPUTS}
    axes |= {name: {0: "texts", 1: "words"} for name in OUTPUTS}
    axes["document"] = {0: "texts"}
    torch.onnx.export(
        Exported(branch), example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def _quantise(plain: Path, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def give_states(path: Path, layers: int) -> None:
    """Make the states after the lowest `layers` an output of a reader."""
    import onnx

    model = onnx.load(str(path))
    if any(output.name == "states" for output in model.graph.output):
        return
    inner = f"/network/encoder/encoder/layer.{layers - 1}/output/LayerNorm/LayerNormalization_output_0"
    model.graph.node.append(onnx.helper.make_node("Identity", [inner], ["states"], name="states"))
    shape = ["windows", "pieces", 384]
    model.graph.output.append(onnx.helper.make_tensor_value_info("states", onnx.TensorProto.FLOAT, shape))
    onnx.save(model, str(path))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, help="events.pt")
    parser.add_argument("--states-only", action="store_true", help="give reader.onnx its output and stop")
    parser.add_argument("--weights", type=Path, required=True, help="folder of reader.onnx and recipe.json")
    parser.add_argument(
        "--data", type=Path, nargs="*", default=[], help="files that were learned from, for the recipe"
    )
    export(parser.parse_args())


if __name__ == "__main__":
    main()
