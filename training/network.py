"""The reader's network: one encoder, a word vector, and a head for each layer of annotation.

The encoder reads no case, so the casing of each word is added to the embeddings of its pieces. A word is the mean
of its first and last pieces' vectors (a learned mix of the encoder's last four layers) and a 32-wide embedding of its
casing. Linear heads: part of speech, Penn tag, sentence start, predicate. Entities see two words to either side.
Biaffine heads (Dozat & Manning 2017): arcs over all words of the window, relations for a given head, roles for a
given predicate (He et al. 2018, without span enumeration: a role is carried by the head word of its span).
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from ascribe.parse.shape import SHAPES

MIXED_LAYERS = 4
SHAPE_WIDTH = 32
#: Words to either side that the entity heads see.
ENTITY_REACH = 2


class Biaffine(nn.Module):
    """Scores of every label for pairs of vectors that are given paired."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(labels, width + 1, width + 1) * 0.01)

    def project(self, left: Tensor) -> Tensor:
        """(p, width) -> (p, labels, width + 1): the left half of the product."""
        ones = torch.ones_like(left[..., :1])
        labels, wide, _ = self.weight.shape
        flat = self.weight.permute(1, 0, 2).reshape(wide, labels * wide)
        return (torch.cat([left, ones], -1) @ flat).view(*left.shape[:-1], labels, wide)

    @staticmethod
    def with_one(right: Tensor) -> Tensor:
        return torch.cat([right, torch.ones_like(right[..., :1])], -1)

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        """(p, width), (p, width) -> (p, labels)."""
        return torch.einsum("pow,pw->po", self.project(left), self.with_one(right))


def _layer(width_in: int, width_out: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width_in, width_out), nn.GELU(), nn.Dropout(0.25))


class Network(nn.Module):
    """Encoder and heads; `inventory` maps each labelled layer to its labels."""

    def __init__(self, encoder: nn.Module, inventory: dict[str, list[str]]) -> None:
        super().__init__()
        self.inventory = inventory
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        self.mix = nn.Parameter(torch.zeros(MIXED_LAYERS))
        self.shapes = nn.Embedding(len(SHAPES), SHAPE_WIDTH)
        self.piece_shapes = nn.Embedding(len(SHAPES), hidden)
        nn.init.zeros_(self.piece_shapes.weight)
        self.dropout = nn.Dropout(0.2)
        wide = hidden + SHAPE_WIDTH
        self.upos = nn.Linear(wide, len(inventory["upos"]))
        self.xpos = nn.Linear(wide, len(inventory["xpos"]))
        self.entity_context = _layer((2 * ENTITY_REACH + 1) * wide, 256)
        self.entity = nn.Linear(256, len(inventory["entities"]))
        self.name = nn.Linear(256, len(inventory["entities"]))
        self.predicate = nn.Linear(wide, 2)
        self.start = nn.Linear(wide, 2)
        self.root = nn.Parameter(torch.randn(wide) * 0.02)
        self.arc_dependent, self.arc_head = _layer(wide, 256), _layer(wide, 256)
        self.arc = Biaffine(256, 1)
        self.relation_dependent, self.relation_head = _layer(wide, 128), _layer(wide, 128)
        self.relation = Biaffine(128, len(inventory["relations"]))
        self.role_predicate, self.role_argument = _layer(wide, 192), _layer(wide, 192)
        self.role = Biaffine(192, len(inventory["roles"]))

    def words(self, pieces: Tensor, mask: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> Tensor:
        """Pieces and their shapes (b, pieces), word-to-piece indices (b, words) -> vectors (b, words, wide)."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.piece_shapes(shapes)
        states = self.encoder(
            inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True
        ).hidden_states
        weights = self.mix.softmax(0)
        mixed = sum(weights[i] * states[i - MIXED_LAYERS] for i in range(MIXED_LAYERS))
        size = mixed.size(-1)
        ends = [torch.gather(mixed, 1, index.unsqueeze(-1).expand(-1, -1, size)) for index in (first, last)]
        own_shapes = self.shapes(torch.gather(shapes, 1, first))
        vectors = torch.cat([(ends[0] + ends[1]) / 2, own_shapes], -1)
        return self.dropout(vectors * (last > 0).unsqueeze(-1))

    def neighbourhood(self, words: Tensor) -> Tensor:
        """(b, words, wide) -> (b, words, 256): each word with its neighbours, zeros beyond the window."""
        padded = functional.pad(words, (0, 0, ENTITY_REACH, ENTITY_REACH))
        shifted = [padded[:, i : i + words.size(1)] for i in range(2 * ENTITY_REACH + 1)]
        return self.entity_context(torch.cat(shifted, -1))

    def forward(
        self, pieces: Tensor, mask: Tensor, first: Tensor, last: Tensor, shapes: Tensor
    ) -> dict[str, Tensor]:
        """Linear scores (b, words, labels), arc scores (b, words, 1 + words) with the root first, and the
        projections that `relation` and `role` are computed from once heads and predicates are known."""
        words = self.words(pieces, mask, first, last, shapes)
        near = self.neighbourhood(words)
        rooted = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        left = self.arc.project(self.arc_dependent(words)).squeeze(2)
        return {
            "upos": self.upos(words),
            "xpos": self.xpos(words),
            "entity": self.entity(near),
            "name": self.name(near),
            "predicate": self.predicate(words),
            "start": self.start(words),
            "arc": left @ self.arc.with_one(self.arc_head(rooted)).transpose(1, 2),
            "relation_dependent": self.relation_dependent(words),
            "relation_head": self.relation_head(rooted),
            "role_predicate": self.role_predicate(words),
            "role_argument": self.role_argument(words),
        }


def pretrained_encoder(folder: Path) -> nn.Module:
    """MiniLM from the folder of its config and safetensors; nothing is fetched."""
    from transformers import BertModel

    return BertModel.from_pretrained(
        str(folder), add_pooling_layer=False, attn_implementation="sdpa", local_files_only=True
    )


def loss(network: Network, out: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    """Sum of the heads' cross-entropies; labels of -100 (no annotation, padding) do not count."""

    def linear(name: str) -> Tensor:
        target = gold[name].flatten()
        if not (target >= 0).any():
            return torch.zeros(())
        return functional.cross_entropy(out[name].flatten(0, 1), target, ignore_index=-100)

    total = linear("upos") + linear("xpos") + 1.5 * linear("entity") + 0.5 * linear("name")
    total = total + linear("predicate") + 0.5 * linear("start")
    arcs = out["arc"].masked_fill(~gold["arc_mask"], -1e4)
    total = total + functional.cross_entropy(arcs.flatten(0, 1), gold["head"].flatten(), ignore_index=-100)
    at = (gold["head"] >= 0).nonzero(as_tuple=True)
    scores = network.relation(out["relation_dependent"][at], out["relation_head"][at[0], gold["head"][at]])
    total = total + functional.cross_entropy(scores, gold["relation"][at])
    return total + 3 * _role_loss(network, out, gold)


def _role_loss(network: Network, out: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    row, predicate = gold["role_row"], gold["role_predicate"]
    if not len(row):
        return torch.zeros(())
    left = network.role.project(out["role_predicate"][row, predicate])
    right = network.role.with_one(out["role_argument"][row])
    scores = torch.einsum("pow,pnw->pno", left, right)
    return functional.cross_entropy(scores.flatten(0, 1), gold["role"].flatten(), ignore_index=-100)
