"""Political acts of a text: the classes that its predicates say, each with who does it, and to whom.

Comes in: a parsed text (`ascribe.parse`). Goes out: `Act`s, whose source and target are heads of phrases.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from ascribe.extract.grammar import by_agents, children, is_passive, subject
from benchmarks.events_actors import actors, is_actor, is_name, is_own, is_place
from benchmarks.events_lexicon import lists
from benchmarks.events_predicates import APART, CLAUSES, SUBJECTS, case, event_of, governs, inner, teller

#: Prepositions behind which the one stands to whom something is done, the most telling first.
_TOWARDS = (
    "against with to on upon from toward towards between for of at in into over by near inside around across"
).split()
#: What is given may be people ("sent doctors to"); those to whom it is given come first.
_GIVEN = ("AID", "AGREE")
_MUTUAL = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT", "FIGHT", "RETREAT")


@dataclass(frozen=True, slots=True)
class Act:
    """One coded event: its class, the word that says it, the heads of the phrases of its source and target."""

    event: str
    token: Token
    source: tuple[Token, ...] = ()
    target: tuple[Token, ...] = ()


def acts(doc: Doc, most: int = 3) -> list[Act]:
    """The acts of a text, those of the main clauses first; at most so many of a sentence."""
    found: list[Act] = []
    for sentence in doc.sents:
        own: list[Act] = []
        for result in filter(None, map(event_of, _predicates(sentence.root))):
            act = _acted(*result)
            if all((act.event, act.target) != (a.event, a.target) for a in own):
                own.append(act)
        found += own[:most] or _anywhere(sentence)
    return found


def _acted(event: str, token: Token) -> Act:
    """The act with its source and target; a source that the clause leaves out is the next actor, not the target."""
    act = Act(event, token, source_of(token))
    act = replace(act, target=target_of(act))
    if not act.source:
        taken = _within(act.target) | {t.i for t in _tellers(token)}
        others = [a for a in actors(token.sent) if a.i not in taken]
        before = [a for a in others if a.i < token.i]
        act = replace(act, source=tuple((before or others)[:1]))
    return act


def _anywhere(sentence: Span) -> list[Act]:
    """The first act that any verb of a sentence tells, else any noun, where the main clauses tell none."""
    for tags in (("VERB",), ("NOUN", "PROPN")):
        for token in sentence:
            if token.pos_ in tags and (result := event_of(token)):
                return [_acted(*result)]
    return []


def _predicates(root: Token) -> Iterator[Token]:
    """The main predicate and those beside it."""
    yield root
    for child in root.children:
        if child.dep_ in ("conj", "parataxis") and child.pos_ in ("VERB", "AUX", "ADJ"):
            yield child


def source_of(token: Token) -> tuple[Token, ...]:
    """The heads of who does it; a pronoun stands for who tells it."""
    if token.pos_ in ("NOUN", "PROPN") and not children(token, "nsubj", "cop"):
        return _noun_source(token)
    if is_passive(token):
        agents = by_agents(token)
        if agents:
            return tuple(agents)
        above = teller(token)
        return source_of(above) if above is not None and above.lemma_ not in ("say", "report") else ()
    head = subject(token)
    if head is None or head.i == token.i:
        above = teller(token)
        return source_of(above) if above is not None else ()
    if head.pos_ == "PRON":
        above = teller(token)
        while above is not None:
            told = subject(above)
            if told is not None and told.pos_ != "PRON":
                return (told,)
            above = teller(above)
        return next(((a,) for a in actors(token.sent) if a.i < head.i), ())
    return (head,)


def _noun_source(token: Token) -> tuple[Token, ...]:
    """Who does what a noun says: behind "by", before it, or who does its verb."""
    agents = by_agents(token)
    if agents:
        return tuple(agents)
    head = token.head
    if token.dep_ in ("obj", "obl", "xcomp", "nsubj:pass", "nmod") and head.pos_ in ("VERB", "AUX", "NOUN"):
        above = source_of(head)
        if above:
            return above
    inside = [a for a in actors(inner(token)) if a.i < token.i]
    return tuple(inside[:1]) or tuple(list(actors(w for w in inner(token) if w.i > token.i))[:1])


def target_of(act: Act) -> tuple[Token, ...]:
    """The heads of those to whom it is done: the nearest actor in what is dealt with, else the next in the sentence."""
    own = _within(act.source) | {t.i for t in _tellers(act.token)}
    mutual = act.event in _MUTUAL and len(act.source) == 1 and _coordinated(act.source[0])
    for stands in (is_actor, is_name, is_place):
        for direct, words in _places(act):
            if mutual and not direct:
                return act.source
            for head in actors(words, stands):
                if head.i not in own and not is_own(head, mutual=act.event in _MUTUAL):
                    return (head,)
    several = act.source and act.event in _MUTUAL and act.source[0].tag_ in ("NNS", "NNPS")
    return act.source if several else ()


def _tellers(token: Token) -> Iterator[Token]:
    """The words of those who tell the sentence ("an official said")."""
    for word in token.sent:
        if governs(word, "tell") and word.i != token.i and word.pos_ == "VERB" and word.i > token.i:
            for told in children(word, "nsubj"):
                yield from told.subtree


def _coordinated(head: Token) -> bool:
    """Whether a phrase names two sides ("A and B", "A and B officials")."""
    modifiers = children(head, "amod", "compound")
    return bool(children(head, "conj")) or any(children(c, "conj") for c in modifiers)


def _within(heads: Iterable[Token]) -> set[int]:
    return {t.i for head in heads for t in inner(head, clauses=True)}


def _places(act: Act) -> Iterator[tuple[bool, list[Token]]]:
    """Where the target may stand, the likeliest first, and whether the predicate itself governs it."""
    chain = [act.token]
    while (above := teller(chain[-1])) is not None and not governs(above, "tell"):
        chain.append(above)
    for verb in chain[:2]:
        agents = {a.i for a in by_agents(verb)}
        own = [c for c in verb.children if c.dep_ not in APART and c.i not in agents]
        if is_passive(verb):
            yield from ((True, list(inner(c))) for c in own if c.dep_ in ("nsubj:pass", "nsubj"))
        objects = [c for c in own if c.dep_ in ("obj", "iobj")]
        phrases = _phrases(own, act.event)
        if act.event in _GIVEN:
            yield from ((True, list(inner(c))) for c in phrases if case(c) == "to")
        told = [word for c in own if c.dep_ in CLAUSES for word in _told(c, act.event)]
        people = [c for c in objects if is_actor(c)]
        yield from ((True, list(inner(c, clauses=True))) for c in (*people, *objects))
        yield from ((case(c) in ("with", "against"), list(inner(c, clauses=True))) for c in phrases)
        yield False, told
    yield False, [t for t in act.token.sent if t.i > act.token.i]
    yield False, [t for t in act.token.sent if t.i < act.token.i]


def _phrases(dependents: Iterable[Token], event: str) -> list[Token]:
    """The phrases with a preposition behind which the target may stand, those first that are so with the class."""
    order = [*lists().towards.get(event, ()), *_TOWARDS]
    found = [c for c in dependents if c.dep_ in ("obl", "nmod", "obl:agent") and case(c) in order]
    return sorted(found, key=lambda c: order.index(case(c)))


def _told(clause: Token, event: str) -> list[Token]:
    """The words of a complement; who threatens or promises stands there as its subject, so that comes last."""
    heads = (
        [w for c in children(clause, *SUBJECTS) for w in c.subtree] if event in ("THREATEN", "AGREE") else []
    )
    late = {w.i for w in heads}
    return [*(w for w in clause.subtree if w.i not in late), *heads]


def mode(act: Act, doc: Doc) -> str:
    """How it is done, by the words of the sentence; empty where nothing says."""
    words = {t.lower_ for t in act.token.sent} | {t.lemma_.lower() for t in act.token.sent}
    return next((m for m, said in lists().modes.get(act.event, {}).items() if words & said), "")
