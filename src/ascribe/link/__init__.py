"""Readings in, incidents out: blocking, explainable pairwise evidence, clusters that hold nothing
contradictory.

    facts -> blocking -> compare -> cluster -> incidents

and whole reports to matters, by what their texts share (`stories`).
"""

from ascribe.link.compare import compare, may_join
from ascribe.link.decided import Decided
from ascribe.link.evidence import Comparison, Evidence
from ascribe.link.facts import Facts, facts_of, is_incident
from ascribe.link.linker import Linker, link
from ascribe.link.stories import compare_stories, matters
from ascribe.link.story import Story, story_of
from ascribe.link.weights import Weights, read_weights

__all__ = [
    "Comparison",
    "Decided",
    "Evidence",
    "Facts",
    "Linker",
    "Story",
    "Weights",
    "compare",
    "compare_stories",
    "facts_of",
    "is_incident",
    "link",
    "matters",
    "may_join",
    "read_weights",
    "story_of",
]
