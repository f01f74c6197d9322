"""The words of two paragraphs in, how much of each stands in the other out: agreeing runs, facts apart."""

import math
from array import array
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import LCSseq, Opcodes

from ascribe.assess.copies.lists import lists
from ascribe.assess.copies.paragraphs import FACT, GRAMMAR, ORDINARY, Words


class Verdict(Enum):
    """`SAME`: one text; `FORM`: one form filled twice; `OTHER`: neither."""

    SAME = "same"
    FORM = "form"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares (0 to 1) of the words of each side that stand in the other in runs, and what follows.

    `changed_facts` counts the places where the one has other figures or names than the other.
    """

    verdict: Verdict
    share_a: float = 0.0
    share_b: float = 0.0
    changed_facts: int = 0


def may_agree(a: "array[int]", b: "array[int]") -> bool:
    """Whether so many words agree in order, in runs or not, that two passages may be one text; fast."""
    numbers = lists().numbers
    least = math.ceil(max(numbers["shared"] * min(len(a), len(b)), numbers["fewest_words"]))
    return LCSseq.similarity(a, b, score_cutoff=least) >= least


def agree(a: Words, b: Words) -> Agreement:
    """Whether two passages are one text. The shorter one decides."""
    if a.hashes == b.hashes:
        return Agreement(Verdict.SAME if _telling(a, len(a)) else Verdict.OTHER, 1.0, 1.0)
    numbers = lists().numbers
    least = int(numbers["run_words"])
    blocks = LCSseq.opcodes(a.hashes, b.hashes)
    matched: list[int] = []
    for block in blocks:
        if block.tag == "equal" and block.src_end - block.src_start >= least:
            matched.extend(range(block.src_start, block.src_end))
    shorter = min(len(a), len(b))
    if len(matched) < max(numbers["shared"] * shorter, numbers["fewest_words"]):
        return Agreement(Verdict.OTHER)
    if sum(a.classes[i] != GRAMMAR for i in matched) < numbers["fewest_content"]:
        return Agreement(Verdict.OTHER)
    verdict = Verdict.FORM if _fills_a_form(a, b, matched) else Verdict.SAME
    changed = _changed_facts(a, b, blocks)
    return Agreement(verdict, len(matched) / len(a), len(matched) / len(b), changed)


def _telling(a: Words, matched: int) -> bool:
    numbers = lists().numbers
    content = matched - a.classes.count(GRAMMAR)
    return matched >= numbers["fewest_words"] and content >= numbers["fewest_content"]


def _fills_a_form(a: Words, b: Words, matched: list[int]) -> bool:
    """Whether the ordinary words agree and the names, days and figures do not.

    Who edits a copy changes facts no more often than other words; who fills a form changes little else.
    """
    numbers = lists().numbers
    shorter = a if len(a) <= len(b) else b
    facts, ordinary = shorter.classes.count(FACT), shorter.classes.count(ORDINARY)
    same_facts = sum(a.classes[i] == FACT for i in matched)
    same_ordinary = sum(a.classes[i] == ORDINARY for i in matched)
    if facts - same_facts < numbers["form_facts"]:
        return False
    return same_facts / facts < numbers["form"] * same_ordinary / max(ordinary, 1)


def _changed_facts(a: Words, b: Words, blocks: Opcodes) -> int:
    """Places where facts of the one stand instead of facts of the other."""
    changed, facts_a, facts_b = 0, False, False
    for block in blocks:
        if block.tag == "equal":
            changed += facts_a and facts_b
            facts_a = facts_b = False
            continue
        facts_a |= FACT in a.classes[block.src_start : block.src_end]
        facts_b |= FACT in b.classes[block.dest_start : block.dest_end]
    return changed
