"""Learned weights, as the YAML files beside this hold them: name -> weight, "bias" among them."""

from collections.abc import Iterable, Mapping
from math import fsum
from pathlib import Path

import yaml

from ascribe.errors import KnowledgeError


def read_weights(name: str) -> Mapping[str, float]:
    """The weights of a file of this folder; raises KnowledgeError where it does not hold what it must."""
    path = Path(__file__).with_name(name)
    try:
        table = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        found = {str(trait): float(weight) for trait, weight in table["weights"].items()}
        return {"bias": found["bias"], **found}
    except (OSError, KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{name}: {error!r}") from error


def weigh(traits: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of the traits, and the bias; 0 is where for and against balance.

    Rounded once: traits that come as a set give the same to the last bit in whatever order they come.
    """
    return fsum([weights["bias"], *(weights.get(trait, 0.0) for trait in traits)])
