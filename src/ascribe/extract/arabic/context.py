"""What the steps of reading Arabic share: one report, its sentences, and what knowledge says about its words."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ascribe.extract.arabic.words import Sentence, Word
from ascribe.knowledge.arabic import Arabic, VerbForm
from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.knowledge.packs import Packs
from ascribe.model import Report, Speaker, SpeakerKind
from ascribe.parse.timevalue import TimeExpression

if TYPE_CHECKING:
    from ascribe.extract.arabic.groups import Group


@dataclass(frozen=True)
class Context:
    """One report; everything in text order."""

    report: Report
    packs: Packs
    arabic: Arabic
    gazetteer: Gazetteer
    sentences: tuple[Sentence, ...]
    times: tuple[TimeExpression, ...]

    @cached_property
    def outlet(self) -> Speaker:
        """The report's own voice."""
        return Speaker(self.report.publisher or "the outlet", SpeakerKind.MEDIA, named=True)

    @cached_property
    def groups(self) -> "list[Group]":
        """The armed and political groups that the report names, in text order."""
        from ascribe.extract.arabic.naming import named_groups

        return named_groups(self)

    def listed(self, name: str, word: Word) -> bool:
        """Whether a word, as it stands or as its stem, is on a list of small words."""
        words = self.arabic.words[name]
        return word.stem in words or word.plain in words


def opens_clause(sentence: Sentence, i: int) -> bool:
    """Whether a clause may begin with this word: at the start, after a mark or a particle, or with "and"."""
    word, before = sentence.words[i], sentence.at(i - 1)
    return (
        before is None
        or before.is_mark
        or word.conj
        or (before.particle and before.stem not in _BEFORE_NOUNS)
    )


#: Particles that a noun follows and no verb.
_BEFORE_NOUNS = frozenset(("اي", "ايه", "كل", "بعض", "جميع", "غير", "سوي", "هذا", "هذه", "ذلك", "تلك"))


def verb_at(sentence: Sentence, i: int) -> tuple[VerbForm, ...]:
    """What a word may be as a verb here; nothing where it can only be a noun in this place."""
    word = sentence.words[i]
    if not word.verbs or word.prep or word.article or word.name is not None or word.inside or word.time:
        return ()
    before = sentence.at(i - 1)
    governed = before is not None and before.particle and before.stem in _PREPOSITIONS and not word.conj
    if word.nouns or word.adjective is not None:
        if governed or not (opens_clause(sentence, i) or _after_definite(before)):
            return ()
    elif governed and not any(form.imperfect for form in word.verbs):
        return ()
    if word.particle and not word.verbs[0].verb.that:
        return ()
    return word.verbs


def _after_definite(before: Word | None) -> bool:
    """After a definite noun no indefinite one follows in the same group: what looks like one is a verb."""
    return before is not None and (before.article or before.name is not None) and not before.prep


_PREPOSITIONS = frozenset(
    ("في", "علي", "عن", "من", "الي", "مع", "بين", "ضد", "عبر", "حول", "بعد", "قبل", "خلال", "منذ")
)
