"""Two texts in, how they depend on one another out: `compare`."""

from ascribe.assess.copies.align import Verdict, agree
from ascribe.assess.copies.kinds import Dependence, Likeness
from ascribe.assess.copies.paragraphs import words_of


def compare(text_a: str, text_b: str) -> Likeness:
    """How two texts depend on one another: copy, derived or independent, with a score (0 to 1) and why."""
    found = agree(words_of(text_a), words_of(text_b))
    score = max(found.share_a, found.share_b) if found.verdict is Verdict.SAME else 0.0
    label = Dependence.COPY if score >= 0.95 else Dependence.DERIVED if score else Dependence.INDEPENDENT
    return Likeness(score, label, (f"{score:.0%} of the shorter text stands in the other",))
