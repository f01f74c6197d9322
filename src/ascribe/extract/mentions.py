"""Find the words that report happenings, with what stands around them in the sentence.

One `Mention` per predicate (verb or noun) of the lexicon; several mentions of one happening are joined later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.fitting import fitting
from ascribe.extract.literal import Literal
from ascribe.extract.topics import Topics, topics
from ascribe.knowledge.lexicon import Entry
from ascribe.model import Filler, Kind, Means, Place, Quantity, Span, Status
from ascribe.parse.timevalue import TimeExpression


@dataclass(frozen=True, slots=True)
class Counted:
    """So long after (sense 1) or before (-1) another mention; None where what it counts from is no mention."""

    time: TimeExpression
    sense: int
    other: "Mention | None"


@dataclass(slots=True)
class Mention:
    """One predicate in its sentence; slots are filled by `slots`, status by `status`."""

    token: Token
    entry: Entry
    sentence: int
    evidence: Span
    kind: Kind
    means: Means | None = None
    status: Status = Status.HAPPENED
    negated: bool = False
    series: bool = False
    plural: bool = False
    denied: bool = False
    definite: bool = False
    agents: list[Filler] = field(default_factory=list)
    targets: list[Filler] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    harm: list[Quantity] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Nothing but the word: no slot that could tell one happening from another."""
        return not (self.agents or self.targets or self.places or self.times or self.harm)


def find(context: Context) -> list[Mention]:
    """All mentions in the sentences that are read, in text order."""
    if is_figurative(context):
        return []
    about = topics(context)
    candidates = list(_candidates(context, about))
    doubted = Literal(context.doc, about).doubted([token for token, _, _ in candidates])
    return [
        Mention(token, entry, number, clause(context, token), entry.kind, entry.means)
        for token, entry, number in candidates
        if token.i not in doubted
    ]


def _candidates(context: Context, about: Topics) -> Iterator[tuple[Token, Entry, int]]:
    """The words that may report a happening, their entries and the numbers of their sentences."""
    lowered: list[str] = []
    for number, sentence in enumerate(context.sentences):
        before, lowered = lowered, [t.lower_ for t in sentence]
        for token in sentence:
            entry = fitting(context, token, lowered, before)
            if entry is not None and not (
                _only_a_name(context, token) or _figured(context, token) or about.hides(token)
            ):
                yield token, entry, number


def _figured(context: Context, token: Token) -> bool:
    """A word that its modifier makes no violence between people ("heart attack", "rail strike", "shark attacks")."""
    words = context.lexicon.classes["figurative"]
    return any(c.lower_ in words for c in token.children if c.dep_ in ("compound", "amod"))


def is_figurative(context: Context) -> bool:
    """Whether the report's attacks and strikes are those of animals, bodies, sports or markets."""
    figured = armed = 0
    classes = context.lexicon.classes
    weapons = classes["fighters"].union(*context.lexicon.means.values())
    for token in context.doc:
        figured += token.lemma_.lower() in classes["two-faced"] and _figured(context, token)
        armed += token.lower_ in weapons
    gate = classes["gate"]
    lowered = context.doc.text.lower()
    phrases = (w for w in weapons if " " in w)
    told = armed or any(t.lower_ in gate for t in context.doc) or any(p in lowered for p in phrases)
    return figured > armed or not told


def _only_a_name(context: Context, token: Token) -> bool:
    """A word inside a name ("Operation Inherent Resolve", "Strike Eagle", "March 4") reports nothing."""
    if token.pos_ == "PROPN":
        named = [*((n.start, n.end) for n in context.names), *((t.start, t.end) for t in context.times)]
        return token.ent_type_ in ("PER", "ORG") or any(start <= token.idx < end for start, end in named)
    return token.ent_type_ in ("PER", "ORG")


def clause(context: Context, token: Token) -> Span:
    """The words around a predicate that make its evidence: the smallest clause that holds it."""
    top = clause_head(token)
    start, end = top.left_edge.i, top.right_edge.i + 1
    sentence = token.sent
    start, end = max(start, sentence.start), min(end, sentence.end)
    for child in top.children:
        if child.dep_ in ("parataxis", "ccomp") and not (child.left_edge.i <= token.i <= child.right_edge.i):
            if child.i > token.i:
                end = min(end, child.left_edge.i)
            else:
                start = max(start, child.right_edge.i + 1)
    if not start <= token.i < end:
        start, end = token.left_edge.i, token.right_edge.i + 1
    return context.span(start, end)


def clause_head(token: Token) -> Token:
    """The verb (or copular predicate) of the clause that a word stands in."""
    top = token
    while top.head.i != top.i and not _heads_clause(top):
        top = top.head
    return top


def _heads_clause(token: Token) -> bool:
    clausal = token.dep_ in ("ccomp", "advcl", "acl:relcl", "parataxis", "csubj") or (
        token.dep_ == "conj"
        and token.pos_ == "VERB"
        and any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children)
    )
    return clausal and token.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")


def ancestors(token: Token) -> Iterator[Token]:
    """The token's head, its head, and so on to the root."""
    while token.head.i != token.i:
        token = token.head
        yield token
