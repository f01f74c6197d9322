"""Relations by the order of words: a sentence as a row of cells, matched with the wordings of the lexicon.

The tree says more where it is right; the row stands where the tree hangs an apposition or a list on the wrong word.
"""

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.relations_cells import cells
from ascribe.model import Filler, RelationKind, Span


def worded(context: Context, sentence: Words) -> Iterator[tuple[Filler, RelationKind, Filler, Span, Token]]:
    """The relations that the order of a sentence's words states, with the words and the first of them."""
    row, told = cells(context, sentence), set[frozenset[str]]()
    for wording in context.lexicon.wordings:
        if not all(need & row.held for need in wording.needs):
            continue
        for match in wording.pattern.finditer(row.text):
            whole = row.cells(match.start(), match.end())
            first, last = row.words[whole[0]][0], row.words[whole[-1]][1]
            for a, b in product(*(row.who(*match.span(role)) for role in "ab")):
                pair = frozenset({a.name, b.name})
                if len(pair) == 2 and not any(x in y for x in pair for y in pair - {x}) and pair not in told:
                    told.add(pair)
                    yield a, wording.kind, b, context.span(first, last), context.doc[first]
