"""Claims, blame, denials and silence in Arabic: every pattern for them, over every word of a report."""

from collections.abc import Iterator

from ascribe.extract.arabic.backing import backed, backer
from ascribe.extract.arabic.blame import accusation, bearer, behind, held
from ascribe.extract.arabic.case import Case
from ascribe.extract.arabic.claims import admitted, claim
from ascribe.extract.arabic.denials import baseless, denial, not_of, silence, unchecked, unnamed
from ascribe.model import Statement

_PATTERNS = (
    claim, admitted, accusation, held, bearer, behind, backer, backed,
    denial, baseless, not_of, silence, unnamed, unchecked,
)  # fmt: skip


def responsibility(case: Case) -> Iterator[Statement]:
    """Statements whose words are themselves an act of claiming, blaming, denying or keeping silent."""
    for sentence in case.context.sentences:
        for i in range(len(sentence.words)):
            for pattern in _PATTERNS:
                yield from pattern(case, sentence, i)
