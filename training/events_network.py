"""The events branch: the reader's upper layers once more, tuned for incidents, and a head for each question.

In: the states that the reader's lowest layers give for all windows of a passage, one window after another; the
branch attends over the whole passage. Out: per word the logits of roles, incident types, confidences and effects; per
passage whether it reports incidents, and how many of each type.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from ascribe.parse.events import CONFIDENCES, EFFECTS, PLACES, ROLES, TYPES

HEADS = 12
REACH = 2
#: Who wrote the keys of the development messages. The first edited those of the tests too: it is its notion of an
#: incident, and its manner of filling slots, that the exported branch answers with.
WRITERS = (
    "NOSC", "ADS", "BBN", "BELLCORE", "BOEING", "GE", "GTE", "INTEL TEXT PROC", "LANG SYS INC", "MCDONNELL DOUGLAS",
    "PRC", "SRI", "SYNCHRONETICS", "TRW", "U NEBRASKA", "UMASS", "UNISYS",
)  # fmt: skip


class Layer(nn.Module):
    """A transformer layer as BERT has it."""

    def __init__(self, hidden: int, wide: int, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.up, self.down = nn.Linear(hidden, wide), nn.Linear(wide, hidden)
        self.after_attention, self.after = (nn.LayerNorm(hidden, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        shape = (states.size(0), states.size(1), HEADS, states.size(2) // HEADS)
        query, key, value = (
            f(states).view(shape).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, bias.to(query.dtype))
        seen = seen.transpose(1, 2).reshape(states.shape)
        states = self.after_attention(states + self.dropout(self.out(seen)))
        return self.after(states + self.dropout(self.down(functional.gelu(self.up(states)))))

    def copy(self, weights: dict[str, Tensor], prefix: str) -> None:
        """Take the weights of a BERT layer."""
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "after_attention": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "after": "output.LayerNorm",
        }
        own = {f"{a}.{k}": weights[f"{prefix}.{b}.{k}"] for a, b in names.items() for k in ("weight", "bias")}
        self.load_state_dict(own)


class Branch(nn.Module):
    """Layers `frozen` and above of the reader, and the heads."""

    def __init__(self, frozen: int, hidden: int = 384, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.frozen = frozen
        self.layers = nn.ModuleList(Layer(hidden, 4 * hidden, dropout) for _ in range(layers - frozen))
        self.places = nn.Embedding(PLACES, hidden)
        self.writers = nn.Embedding(len(WRITERS), hidden)
        nn.init.zeros_(self.places.weight)
        nn.init.zeros_(self.writers.weight)
        self.dropout = nn.Dropout(0.25)
        self.near = nn.Linear((2 * REACH + 1) * hidden, 256)
        self.role = nn.Linear(256, 3 * len(ROLES))
        self.event = nn.Linear(256, len(TYPES))
        self.confidence = nn.Linear(256, len(CONFIDENCES))
        self.effect = nn.Linear(256, len(EFFECTS))
        self.look = nn.Linear(hidden, 4)
        self.whole = nn.Linear(4 * hidden, 256)
        self.document = nn.Linear(256, 1 + 3 * len(TYPES))

        with torch.no_grad():  # most words are in no role and tell of nothing
            self.role.bias.view(-1, 3)[:, 0] += 4
            self.event.bias -= 3

    def copy(self, weights: dict[str, Tensor]) -> None:
        """Begin with the reader's own upper layers."""
        for number, layer in enumerate(self.layers):
            layer.copy(weights, f"encoder.encoder.layer.{self.frozen + number}")

    def forward(
        self,
        states: Tensor,
        mask: Tensor,
        first: Tensor,
        last: Tensor,
        places: Tensor,
        writer: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """States (b, pieces, hidden), mask and window ordinals (b, pieces), word ends (b, words; 0 is no word).

        `writer` (b) is whose key is to be guessed, the first of WRITERS unless told.
        """
        manner = self.writers.weight[0] if writer is None else self.writers(writer).unsqueeze(1)
        states = states + self.places(places) + manner
        bias = ((1 - mask.to(states.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        size = states.size(-1)
        ends = [torch.gather(states, 1, at.unsqueeze(-1).expand(-1, -1, size)) for at in (first, last)]
        real = (last > 0).unsqueeze(-1)
        words = self.dropout((ends[0] + ends[1]) / 2 * real)
        padded = functional.pad(words, (0, 0, REACH, REACH))
        shifted = [padded[:, i : i + words.size(1)] for i in range(2 * REACH + 1)]
        near = self.dropout(functional.gelu(self.near(torch.cat(shifted, -1))))
        looks = (self.look(words) + (~real) * -1e4).softmax(1)
        whole = torch.einsum("bwl,bwh->blh", looks, words).flatten(1)
        return {
            "role": self.role(near),
            "event": self.event(near),
            "confidence": self.confidence(near),
            "effect": self.effect(near),
            "document": self.document(self.dropout(functional.gelu(self.whole(whole)))),
        }


def loss(out: dict[str, Tensor], gold: dict[str, Any]) -> dict[str, Tensor]:
    """The parts of the loss; labels of -100 do not count."""
    rows = len(gold["documents"])
    role = functional.cross_entropy(
        out["role"].unflatten(-1, (len(ROLES), 3)).flatten(0, 2),
        gold["role"].flatten(),
        ignore_index=-100,
        reduction="sum",
    )
    known = gold["event"] >= 0
    event = functional.binary_cross_entropy_with_logits(
        out["event"][known], gold["event"][known], reduction="sum"
    )
    relevance, counts = out["document"][:, 0], out["document"][:, 1:].unflatten(-1, (len(TYPES), 3))
    document = functional.binary_cross_entropy_with_logits(relevance, gold["relevant"])
    count = functional.cross_entropy(counts.flatten(0, 1), gold["counts"].flatten())
    parts = {"role": role / rows / 10, "event": event / rows / 100, "document": document, "count": count * 2}
    if len(gold["confidence_at"]):
        at = gold["confidence_at"]
        chance = out["confidence"][at[:, 0], at[:, 1]].log_softmax(-1)
        parts["confidence"] = -(chance + gold["confidence"].log()).logsumexp(-1).sum() / rows
    if len(gold["effect_at"]):
        at = gold["effect_at"]
        parts["effect"] = (
            functional.binary_cross_entropy_with_logits(
                out["effect"][at[:, 0], at[:, 1]], gold["effect"], reduction="sum"
            )
            / rows
        )
    return parts
