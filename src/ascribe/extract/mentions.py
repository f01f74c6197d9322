"""Find the words that report happenings, with what stands around them in the sentence.

One `Mention` per predicate (verb or noun) of the lexicon; several mentions of one happening are joined later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.knowledge.lexicon import Entry
from ascribe.model import Filler, Kind, Means, Place, Quantity, Span, Status
from ascribe.parse.timevalue import TimeExpression

#: Verbs that lend their subject to a noun that reports a happening ("carried out an attack", "came under fire").
LIGHT = frozenset(
    "carry conduct launch mount stage make commit perpetrate execute undertake wage begin start "
    "unleash open suffer face see witness claim order direct plan repel foil thwart prevent "
    "condemn survive".split()
)
LENDS_AGENT = frozenset(
    "carry conduct launch mount stage make commit perpetrate execute undertake wage begin start "
    "unleash open continue".split()
)


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
    harm: list[Quantity] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Nothing but the word: no slot that could tell one happening from another."""
        return not (self.agents or self.targets or self.places or self.times or self.harm)


def find(context: Context) -> list[Mention]:
    """All mentions in the sentences that are read, in text order."""
    found: list[Mention] = []
    if is_figurative(context):
        return found
    for number, sentence in enumerate(context.sentences):
        lowered = [t.lower_ for t in sentence]
        taken: set[int] = set()
        for token in sentence:
            entry = None if token.i in taken else _entry(context, token, lowered)
            if entry is None or _only_a_name(context, token) or _figured(context, token):
                continue
            taken.update(range(token.i, token.i + 1))
            evidence = clause(context, token)
            means = entry.means
            found.append(Mention(token, entry, number, evidence, entry.kind, means))
    return found


def _figured(context: Context, token: Token) -> bool:
    """A word that its modifier makes no violence between people ("heart attack", "rail strike", "shark attacks")."""
    words = context.lexicon.contexts["figurative"]
    return any(
        c.lower_ in words for c in token.children if c.dep_ in ("compound", "amod", "nsubj", "obl:agent")
    )


def is_figurative(context: Context) -> bool:
    """Whether the report's attacks and strikes are those of animals, bodies, sports or markets."""
    figured = armed = 0
    for token in context.doc:
        figured += token.lemma_.lower() in ("attack", "strike", "raid", "bomb", "shoot", "hit") and _figured(
            context, token
        )
        armed += token.lower_ in context.lexicon.contexts["weapons"]
    gate = context.lexicon.contexts["gate"]
    lowered = context.doc.text.lower()
    phrases = (w for w in context.lexicon.contexts["weapons"] if " " in w)
    told = armed or any(t.lower_ in gate for t in context.doc) or any(p in lowered for p in phrases)
    return figured > armed or not told


def _entry(context: Context, token: Token, lowered: list[str]) -> Entry | None:
    lexicon = context.lexicon
    lemma = token.lemma_.lower()
    if token.tag_.startswith("VB"):
        lemma = lexicon.lemma(token.lower_, lemma)
    if token.pos_ in ("VERB", "ADJ") and token.tag_.startswith("VB"):
        candidates = lexicon.verbs.get(lemma, ())
    elif token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
        candidates = lexicon.nouns.get(lemma, ())
    else:
        return None
    for entry in candidates:
        if _phrase(token, entry) and _in_context(context, token, entry, lowered):
            return entry
    return None


def _phrase(token: Token, entry: Entry) -> bool:
    """Whether the other words of a phrase stand with the predicate."""
    if len(entry.words) == 1:
        return True
    others = entry.words[:-1] if token.pos_ in ("NOUN", "PROPN") else entry.words[1:]
    near = {t.lower_ for t in token.subtree if abs(t.i - token.i) <= 4}
    near |= {t.lemma_.lower() for t in token.children}
    return all(word in near for word in others)


def _in_context(context: Context, token: Token, entry: Entry, lowered: list[str]) -> bool:
    if entry.needs is None:
        return True
    if entry.needs == "weapon":
        return any(_is_weapon(context, child) for child in token.children if child.dep_ in _THING_MOVED)
    if entry.needs == "pronoun":
        return any(child.lower_ in ("it", "them") for child in token.children if child.dep_ == "obj")
    if entry.needs == "people":
        return any(child.dep_ == "nsubj" for child in token.children) and any(
            child.lower_ in ("at", "on") for part in token.children for child in part.children
        )
    cues = context.lexicon.contexts[entry.needs]
    own = entry.words
    if entry.needs == "menace":
        return any(t.lemma_.lower() in cues or t.lower_ in cues for t in token.subtree if t.i > token.i)
    return any(word in cues and word != token.lower_ and word not in own for word in lowered)


def _is_weapon(context: Context, token: Token) -> bool:
    own = {
        token.lower_,
        token.lemma_.lower(),
        *(c.lower_ for c in token.children if c.dep_ in ("compound", "conj", "amod")),
    }
    return any(own & words for words in context.lexicon.means.values())


#: Where the weapon stands that a verb of moving or firing is about.
_THING_MOVED = frozenset({"obj", "nsubj:pass", "nsubj"})


def _only_a_name(context: Context, token: Token) -> bool:
    """A word inside a name ("Operation Inherent Resolve", "Strike Eagle") reports nothing."""
    return (
        token.pos_ == "PROPN" and any(hit.start <= token.idx < hit.end for hit in context.names)
    ) or token.ent_type_ in ("PER", "ORG")


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
