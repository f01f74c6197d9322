"""What the patterns of responsibility share: the case that they look at, and small questions to a sentence."""

from dataclasses import dataclass

from ascribe.extract.arabic.context import Context, verb_at
from ascribe.extract.arabic.joining import tells_another
from ascribe.extract.arabic.mentions import Mention
from ascribe.extract.arabic.speakers import Voices
from ascribe.extract.arabic.speaking import Act
from ascribe.extract.arabic.telling import Told
from ascribe.extract.arabic.words import Sentence, span
from ascribe.model import Filler, Proposition, Speaker, Stance, Statement

NEGATIONS = frozenset(("لم", "لن", "لا", "ما"))


@dataclass(frozen=True)
class Case:
    """What the patterns look at: the report, what is said in it, what it tells."""

    context: Context
    acts: list[Act]
    told: Told
    mentions: list[Mention]
    voices: Voices
    writer: tuple[Speaker, Filler] | None = None

    def about(self, sentence: Sentence, start: int, end: int) -> Proposition | None:
        """The happening that words [start, end) of a sentence speak of: one they name, else the one told of last."""
        for mention in self.mentions:
            if mention.sentence is sentence and start <= mention.i < end:
                found = self.told.of(mention)
                if found is not None:
                    return found
                if (mention.series or tells_another(mention)) and not mention.negated:
                    return None  # of "similar attacks" nothing is told
        return self.told.main or self.told.before(sentence.end)

    def voice(self, sentence: Sentence, i: int) -> Speaker:
        """Whose words a word is: the innermost act that holds it, else the outlet's."""
        held = [act for act in self.acts if act.holds(sentence, i) and not act.negated]
        author = self.writer[0] if self.writer is not None else self.context.outlet
        return held[-1].speaker if held else author


def statement(
    case: Case, sentence: Sentence, i: int, end: int, speaker: Speaker, stance: Stance, about: Proposition | None,
    actor: Filler | None = None, facet: str = "agent", certainty: str = "stated",
) -> Statement:  # fmt: skip
    start = sentence.words[i].begin
    if speaker.span is not None and sentence.start <= speaker.span.start < start:
        start = speaker.span.start
    return Statement(
        case.context.report.id, speaker, stance, facet,
        span(case.context.report, start, sentence.words[max(end, i + 1) - 1].end),
        proposition=about.id if about else None, actor=actor, certainty=certainty,
        cue=span(case.context.report, sentence.words[i].begin, sentence.words[i].end),
    )  # fmt: skip


def act_of(sentence: Sentence, i: int, *names: str) -> str:
    return next((f.verb.act for f in verb_at(sentence, i) if f.verb.act in names), "")


def word_of(case: Case, sentence: Sentence, start: int, end: int, name: str) -> int | None:
    """The index of the first word of a list among words."""
    words = case.context.arabic.words[name]
    for j in range(start, min(end, len(sentence.words))):
        word = sentence.words[j]
        if word.stem in words or any(
            word.stem.removesuffix(p) in _stems(words) for p in ("ه", "ها", "هم", "هما", "هن")
        ):
            return j
    return None


def _stems(words: frozenset[str]) -> set[str]:
    """The words of a list as they are written before a pronoun."""
    return {w[:-1] + "ت" if w.endswith("ه") else w for w in words} | {
        w[:-1] + "تي" if w.endswith("ه") else w for w in words
    }
