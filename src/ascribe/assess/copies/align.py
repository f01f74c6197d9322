"""The words of two paragraphs in, how much of each stands in the other out: agreeing runs, facts apart."""

import math
from array import array
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import LCSseq, Opcodes

from ascribe.assess.copies.lists import lists
from ascribe.assess.copies.paragraphs import FIGURE, GRAMMAR, NAME, ORDINARY, Words


class Verdict(Enum):
    """`SAME`: one text; `FORM`: one form filled twice; `OTHER`: neither."""

    SAME = "same"
    FORM = "form"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares (0 to 1) of the words of each side that stand in the other in runs, and what follows.

    `changed_names` and `changed_figures` count the places where the one has others than the other.
    """

    verdict: Verdict
    share_a: float = 0.0
    share_b: float = 0.0
    changed_names: int = 0
    changed_figures: int = 0


def may_agree(a: "array[int]", b: "array[int]") -> bool:
    """Whether so many words agree in order, in runs or not, that two passages may be one text; fast."""
    least = math.ceil(_enough(min(len(a), len(b))))
    return LCSseq.similarity(a, b, score_cutoff=least) >= least


def agree(a: Words, b: Words) -> Agreement:
    """Whether two passages are one text, from their words alone. The shorter one decides."""
    numbers = lists().numbers
    return _agreement(
        a, b, int(numbers["run_words"]), _enough(min(len(a), len(b))), numbers["fewest_content"]
    )


def agree_beside(a: Words, b: Words, *, taken: bool) -> Agreement:
    """Whether two passages are one text where others of the same two reports are: less has to agree.

    More of it has to where one of them is `taken`: it is the text of another paragraph already.
    """
    numbers = lists().numbers
    share = numbers["taken_shared" if taken else "beside_shared"]
    least = max(share * min(len(a), len(b)), numbers["beside_words"])
    return _agreement(a, b, int(numbers["run_words"]) - 1, least, numbers["beside_content"])


def _enough(shorter: int) -> float:
    """Words that must agree: a share of the shorter passage, of a short one nearly all."""
    numbers = lists().numbers
    short = min(numbers["enough_words"], numbers["short_shared"] * shorter)
    return max(numbers["shared"] * shorter, short, numbers["fewest_words"])


def _agreement(a: Words, b: Words, run: int, least: float, content: float) -> Agreement:
    blocks = LCSseq.opcodes(a.hashes, b.hashes)
    matched: list[int] = []
    for block in blocks:
        if block.tag == "equal" and block.src_end - block.src_start >= run:
            matched.extend(range(block.src_start, block.src_end))
    if len(matched) < least or sum(a.classes[i] != GRAMMAR for i in matched) < content:
        return Agreement(Verdict.OTHER)
    alike = [i for block in blocks if block.tag == "equal" for i in range(block.src_start, block.src_end)]
    verdict = Verdict.FORM if _fills_a_form(a, b, alike) else Verdict.SAME
    names, figures = (_changed(a, b, blocks, kind) for kind in (NAME, FIGURE))
    return Agreement(verdict, len(matched) / len(a), len(matched) / len(b), names, figures)


def _fills_a_form(a: Words, b: Words, alike: list[int]) -> bool:
    """Whether the ordinary words agree and the names, days and figures do not.

    Who edits a copy changes facts no more often than other words, give or take some standard deviations; who
    fills a form changes little else.
    """
    numbers = lists().numbers
    shorter = a if len(a) <= len(b) else b
    facts, ordinary = sum(c >= NAME for c in shorter.classes), shorter.classes.count(ORDINARY)
    same_facts = sum(a.classes[i] >= NAME for i in alike)
    same_ordinary = sum(a.classes[i] == ORDINARY for i in alike)
    if facts < numbers["form_facts"] or facts - same_facts < numbers["form_facts"]:
        return False
    kept = min(same_ordinary / max(ordinary, 1), numbers["form_kept"])
    chance = numbers["form_deviations"] * math.sqrt(facts * kept * (1 - kept)) + 0.5
    return same_facts < numbers["form"] * kept * facts and same_facts <= kept * facts - chance


def _changed(a: Words, b: Words, blocks: Opcodes, kind: int) -> int:
    """Places where names (or figures) of the one stand instead of names (figures) of the other."""
    changed, in_a, in_b = 0, False, False
    for block in blocks:
        if block.tag == "equal":
            changed += in_a and in_b
            in_a = in_b = False
            continue
        in_a |= kind in a.classes[block.src_start : block.src_end]
        in_b |= kind in b.classes[block.dest_start : block.dest_end]
    return changed + (in_a and in_b)
