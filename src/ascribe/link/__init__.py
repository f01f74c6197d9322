"""Readings in, incidents out: blocking, explainable pairwise evidence, clusters that hold nothing
contradictory.

    facts -> blocking -> compare -> cluster -> incidents
"""

from ascribe.link.compare import Comparison, Evidence, compare, may_join
from ascribe.link.facts import Facts, facts_of, is_incident
from ascribe.link.linker import Linker, link
from ascribe.link.weights import Weights, read_weights

__all__ = [
    "Comparison",
    "Evidence",
    "Facts",
    "Linker",
    "Weights",
    "compare",
    "facts_of",
    "is_incident",
    "link",
    "may_join",
    "read_weights",
]
