"""What has been told so far: which proposition a mention is part of, and which one a later word takes up."""

from collections.abc import Collection

from spacy.tokens import Token

from ascribe.extract.happenings import VIOLENT, Happening
from ascribe.extract.mentions import Mention
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.words import weekday
from ascribe.model import Kind, Proposition, Status

#: Sentences back within which a speech act without a happening of its own is about the one told last.
NEAR = 3
#: Happenings that somebody did, and that are claimed, blamed and denied.
AGENTIVE = frozenset({Kind.ATTACK, Kind.CLASH, Kind.ABDUCTION, Kind.DESTRUCTION, Kind.SEIZURE})
#: What speakers are asked about.
DEEDS = AGENTIVE | {Kind.RAID, Kind.ARREST, Kind.RELEASE}
_UNREAL = frozenset({Status.HYPOTHETICAL, Status.GENERAL})


class Told:
    """Which proposition each mention is part of, and which was told last before a sentence."""

    def __init__(self, pairs: list[tuple[Happening, Proposition]]) -> None:
        self.pairs = pairs
        self.by_token = {m.token.i: (m, p) for h, p in pairs for m in h.mentions}

    def within(self, content: frozenset[int]) -> list[tuple[Mention, Proposition]]:
        """Mentions whose predicate is among these words, in text order."""
        return [self.by_token[i] for i in sorted(content & self.by_token.keys())]

    def before(self, sentence: int, within: int = NEAR, kind: Kind | None = None) -> Proposition | None:
        """The proposition told last, at most `within` sentences back, of a kind if one is asked for; a headline's
        words are of the report's first one."""
        near = [
            (m.sentence, not p.background, p)
            for m, p in self.by_token.values()
            if 0 <= sentence - m.sentence <= within and kind in (None, p.kind)
        ]
        if not near and sentence <= 1 and self.pairs and kind is None:
            return self.pairs[0][1]
        return max(near, key=lambda n: (n[0], n[1]))[2] if near else None

    def asked_of(self, sentence: int, within: int = NEAR) -> Proposition | None:
        """What a question or comment is about: the last deed told, else whatever was told last."""
        told = self.before(sentence, within)
        if told is None or (told.kind in DEEDS and not told.series):
            return told
        return (
            self.last_of(DEEDS, sentence, within, one=True) or self.last_of(DEEDS, sentence, within) or told
        )

    def last_of(
        self, kinds: Collection[Kind], sentence: int, within: int, one: bool = False
    ) -> Proposition | None:
        """The last proposition of some kinds, at most `within` sentences back; no series where `one` is wanted."""
        near = [
            (m.sentence, p)
            for m, p in self.by_token.values()
            if 0 <= sentence - m.sentence <= within and p.kind in kinds and not p.background
            if p.status not in _UNREAL and not (one and p.series)
        ]
        return max(near, key=lambda n: n[0])[1] if near else None

    def named_by(self, words: Collection[Token], sentence: int) -> Proposition | None:
        """The act of violence that a phrase names by its weapon or its day ("Sunday's rockets"): of those told before
        it the one that most of this is said of, of several the last; None where the phrase says neither."""
        lexicon = load_lexicon()
        means = {m for t in words for m, own in lexicon.means.items() if {t.lower_, t.lemma_.lower()} & own}
        days = {day for t in words if (day := weekday(t.text)) is not None}
        near = [
            ((m.means in means) + any(weekday(time.words) in days for time in m.times), m.token.i, p)
            for m, p in self.by_token.values()
            if m.sentence < sentence and p.kind in VIOLENT
        ]
        best = max(near, key=lambda n: n[:2], default=None)
        return best[2] if best is not None and best[0] else None

    def last_attack(self, sentence: int) -> Proposition | None:
        """What "that attack" takes up: the act of violence told by its own name in the nearest sentence before."""
        near = [
            (m.sentence, m.token.i, p)
            for m, p in self.by_token.values()
            if m.sentence < sentence and p.kind in VIOLENT and not m.entry.anaphor
        ]
        return max(near, key=lambda n: n[:2])[2] if near else None
