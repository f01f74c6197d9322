"""Two texts in, how they depend on one another out: `compare`.

What counts is running prose that both have, beyond what chance and formulas bring: some two sentences, or of a short
text a third. Quotations, charges, captions, tip lines and page furniture may be alike in texts that do not
know of one another.
"""

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import LCSseq

from ascribe.assess.copies.formulas import Formulas, shingles_of
from ascribe.assess.copies.kinds import Dependence, Likeness
from ascribe.assess.copies.lists import lists
from ascribe.assess.copies.prose import Stuff, Text, read_text

_NONE = Formulas()
#: Places in the other text at which one run of words is looked up.
_PLACES = 3


def compare(text_a: str, text_b: str, formulas: Formulas = _NONE) -> Likeness:
    """How two texts depend on one another: copy, derived or independent, with a score and the reasons.

    `formulas` is the wording that recurs in the collection the texts are from (`Formulas.of`).
    """
    short, long = sorted((read_text(text_a), read_text(text_b)), key=lambda t: (t.prose, len(t.words)))
    if short.words.hashes == long.words.hashes:
        return Likeness(1.0, Dependence.COPY, ("word for word the same",))
    numbers = lists().numbers
    runs = list(_runs(short, long, formulas))
    common = sum(max(0.0, run - numbers["prose_words"]) for run in runs)
    share = common / max(short.prose, 1)
    amount = common / numbers["prose_sentences"] + share / numbers["prose_share"]
    copied = _copied(short, long)
    reasons = (
        f"{common:.0f} words of running prose in common beyond chance, in {len(runs)} runs",
        f"{share:.0%} of the shorter text's prose",
        f"{copied:.0%} of the shorter text stands in the other sentence by sentence, no fact changed",
    )
    if copied >= numbers["prose_copied"] and amount >= 1:
        return Likeness(0.9 + 0.1 * copied, Dependence.COPY, reasons)
    label = Dependence.DERIVED if amount >= 1 else Dependence.INDEPENDENT
    return Likeness(0.9 * amount / (amount + 0.8), label, reasons)


def _runs(short: Text, long: Text, formulas: Formulas) -> Iterator[float]:
    """Lengths of the runs of prose of the one that are prose of the other, in words.

    Words of a formula weigh half where one more story has it, and nothing where more have.
    """
    elsewhere = formulas.elsewhere(short.words, long.words)
    places = defaultdict(list)
    for at, shingle in enumerate(shingles_of(long.words).tolist()):
        places[shingle].append(at)
    size = int(lists().numbers["prose_words"])
    weights = [0.0] * len(short.words)
    for at, shingle in enumerate(shingles_of(short.words).tolist()):
        for other in places.get(shingle, ())[:_PLACES]:
            weight = max(0.0, 1 - elsewhere(shingle) / 2)
            for i in range(size):
                if short.stuff[at + i] == long.stuff[other + i] == Stuff.PROSE:
                    weights[at + i] = max(weights[at + i], weight)
    run = 0.0
    for weight in [*weights, 0.0]:
        if weight == 0.0 and run:
            yield run
            run = 0.0
        run += weight


def _copied(short: Text, long: Text) -> float:
    """The share of a text's words in sentences that the other has word for word, with every name and figure."""
    numbers = lists().numbers
    found = _found(short, long)
    sentences = defaultdict(list)
    for i in short.own:
        sentences[short.sentences[i]].append(i)
    whole = copied = 0
    for indices in sentences.values():
        missing = [i for i in indices if i not in found]
        whole += len(indices)
        lost = any(short.is_fact(i) for i in missing)
        if not lost and len(missing) <= (1 - numbers["same_sentence"]) * len(indices):
            copied += len(indices)
    return copied / whole if whole else 0.0


def _found(short: Text, long: Text) -> frozenset[int]:
    """Indices of the words of one text that stand in the other, in order or in runs wherever they are."""
    found: set[int] = set()
    for block in LCSseq.opcodes(short.words.hashes, long.words.hashes):
        if block.tag == "equal" and block.src_end - block.src_start > 1:
            found.update(range(block.src_start, block.src_end))
    known = frozenset(shingles_of(long.words).tolist())
    size = int(lists().numbers["prose_words"])
    for at, shingle in enumerate(shingles_of(short.words).tolist()):
        if shingle in known:
            found.update(range(at, at + size))
    return frozenset(found)
