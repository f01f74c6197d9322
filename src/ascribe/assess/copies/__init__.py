"""Reports and texts in, who carries whose words out, down to the paragraph.

    index = CopyIndex()
    for report in reports:
        for copy in index.add(report):      # against all that were added before
            copy.kind, copy.of, copy.share, copy.first, copy.paragraphs

    compare(text_a, text_b)                 # two texts, without a ledger: copy, derived or independent

    paragraphs -> postings -> align -> verdicts, direction -> index

Copies are found by containment, paragraph by paragraph, so that a truncated or embedded text is found as a whole
one is. Forms that are filled again and again (letters of one office, police notices) are not copies: their
ordinary words agree and their names, days and figures do not.
"""

from ascribe.assess.copies.formulas import Formulas
from ascribe.assess.copies.index import CopyIndex
from ascribe.assess.copies.kinds import Copy, CopyKind, Dependence, Likeness, Pair
from ascribe.assess.copies.likeness import compare

__all__ = ["Copy", "CopyIndex", "CopyKind", "Dependence", "Formulas", "Likeness", "Pair", "compare"]
