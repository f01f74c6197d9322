"""Predicates of a sentence to political acts: which class, who does it, to whom.

Comes in: a parsed text (`ascribe.parse`). Goes out: `Act`s. What words say stands in `events_acts.yaml`; here is how
they work together: the most particular entry of a verb, light verbs and their nouns, and what a promise, a threat, a
demand, a refusal, a denial or the future makes of an act.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc, Span, Token

from ascribe.extract.grammar import by_agents, children, is_passive, subject
from ascribe.knowledge.lexicon import inflected
from benchmarks.events_actors import actors, is_actor, is_own

_LISTS = Path(__file__).with_name("events_acts.yaml")
#: How far behind a verb its further words may stand ("call the strike off").
_REACH = 5
#: What is no part of what a predicate deals with.
_APART = frozenset({"punct", "cc", "parataxis", "advcl", "mark", "aux", "aux:pass", "discourse", "acl:relcl", "dep"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_CLAUSES = ("ccomp", "xcomp")
#: Prepositions behind which the one stands to whom something is done, the most telling first.
_TOWARDS = ("against", "with", "to", "on", "upon", "from", "toward", "towards", "between", "for", "of", "at", "in", "into",
            "over", "by", "near", "inside", "around", "across")  # fmt: skip
#: Prepositions of phrases that say when or in spite of what, not what is dealt with.
_BESIDE = frozenset(
    {"after", "following", "since", "during", "despite", "before", "amid", "until", "under", "because", "ahead"}
)
_MUTUAL = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT", "FIGHT", "RETREAT")


@dataclass(frozen=True, slots=True)
class Act:
    """One coded event: its class, the word that says it, the heads of the phrases of its source and target."""

    event: str
    token: Token
    source: tuple[Token, ...] = ()
    target: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb's further words and conditions, and what it then says."""

    event: str
    further: tuple[str, ...]
    dealt: frozenset[str]
    by: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lists:
    """`events_acts.yaml` by what it is looked up by."""

    verbs: Mapping[str, Sequence[Entry]]
    deeds: Mapping[str, str]
    turned: Sequence[tuple[frozenset[str], frozenset[str], str]]
    governing: Mapping[str, frozenset[str]]
    become: Mapping[str, Mapping[str, str]]
    negative: frozenset[str]
    coming: frozenset[str]
    ordering: frozenset[str]
    towards: Mapping[str, Sequence[str]]
    modes: Mapping[str, Mapping[str, frozenset[str]]]
    forms: Mapping[str, str]

    def lemma(self, token: Token) -> str:
        """The dictionary form of a word: one that the lists know, if its form can be one of it."""
        lemma = token.lemma_.lower()
        known = lemma in self.verbs or any(lemma in words for words in self.governing.values())
        return lemma if known else self.forms.get(token.lower_, lemma)


@cache
def lists() -> Lists:
    """The lexicon of acts, read once."""
    raw = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
    verbs: dict[str, list[Entry]] = {}
    for row in raw["acts"]:
        dealt, by = _words(raw, row.get("with", ())), _words(raw, row.get("by", ()))
        for verb in row["verbs"]:
            first, *further = verb.split()
            verbs.setdefault(first, []).append(
                Entry(row["event"], tuple(further), dealt, by, frozenset(row.get("prep", ())))
            )
    governing = {kind: frozenset(words) for kind, words in raw["governing"].items()}
    every = {*verbs, *(word for words in governing.values() for word in words)}
    return Lists(
        verbs=verbs,
        deeds={word: event for event, words in raw["deeds"].items() for word in words},
        turned=[(frozenset(t["words"]), frozenset(t["deeds"]), t["event"]) for t in raw["turned"]],
        governing=governing,
        become=raw["become"],
        negative=frozenset(raw["not"]),
        coming=frozenset(raw["coming"]),
        ordering=frozenset(raw["ordering"]),
        towards=raw["towards"],
        forms={form: verb for verb in sorted(every) if verb.isalpha() and len(verb) > 2 for form in inflected(verb)},
        modes={e: {m: frozenset(w) for m, w in modes.items()} for e, modes in raw["modes"].items()},
    )


def _words(raw: Any, items: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for item in items:
        sign, name = item[0], item[1:]
        found |= set(raw["things"][name] if sign == "+" else raw["deeds"][name] if sign == "~" else [item])
    return frozenset(found)


# ---- nouns -------------------------------------------------------------------------------------------------------------


def has(token: Token, words: frozenset[str]) -> bool:
    """Whether a word, or it with the ones right before it, is among some words."""
    if token.lower_ in words or token.lemma_.lower() in words:
        return True
    text, i = token.lower_, token.i
    for back in range(1, 3):
        if i - back < 0:
            return False
        text = f"{token.doc[i - back].lower_} {text}"
        if text in words:
            return True
    return False


def deed(token: Token) -> str | None:
    """The class of what a noun says is done."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    before = {child.lower_ for child in children(token, "compound", "amod", "nmod")}
    for words, nouns, event in lists().turned:
        if token.lower_ in nouns and before & words:
            return event
    deeds = lists().deeds
    for back in (2, 1):
        if token.i >= back and (event := deeds.get(token.doc[token.i - back : token.i + 1].text.lower())):
            return event
    return deeds.get(token.lower_) or deeds.get(token.lemma_.lower())


# ---- what a verb deals with ----------------------------------------------------------------------------------------------


def inner(token: Token, *, clauses: bool = False) -> Iterator[Token]:
    """The words of a phrase, its head first, without its relative clauses."""
    yield token
    for child in token.children:
        if child.dep_ not in _APART and (clauses or child.dep_ not in ("acl", "ccomp")):
            yield from inner(child, clauses=clauses)


def dealt_with(verb: Token) -> list[Token]:
    """The words of what a verb deals with, what it is nearest to first."""
    passive, agents = is_passive(verb), {a.i for a in by_agents(verb)}
    own = [c for c in verb.children if c.dep_ not in _APART and c.dep_ not in ("ccomp", "conj") and c.i not in agents]
    if not passive:
        own = [c for c in own if c.dep_ not in _SUBJECTS]
    own = [c for c in own if _case(c) not in _BESIDE and c.dep_ not in ("obl:tmod", "advmod")]
    own.sort(key=lambda c: (c.dep_ not in ("obj", "nsubj:pass"), c.i))
    found = [word for child in own for word in inner(child)]
    if passive and verb.dep_ == "acl":
        found = [*inner(verb.head), *found]
    return found


def doers(verb: Token) -> list[Token]:
    """The words of who does it, or by what."""
    if is_passive(verb):
        return [word for agent in by_agents(verb) for word in inner(agent)]
    head = subject(verb)
    return list(inner(head)) if head is not None and head.i != verb.i else []


def _follows(verb: Token, words: tuple[str, ...]) -> bool:
    near = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + _REACH]}
    near |= {t.lower_ for t in verb.children} | {t.lower_ for c in verb.children for t in c.children}
    near |= {t.lower_ for t in verb.doc[max(0, verb.i - 1) : verb.i]} if verb.dep_ != "ROOT" else set()
    return all(word in near for word in words)


def entry(verb: Token) -> tuple[float, str] | None:
    """The most particular entry that fits a verb: how particular, and its class."""
    best: tuple[float, str] | None = None
    options = lists().verbs.get(lists().lemma(verb), ())
    objects, agents = (dealt_with(verb), doers(verb)) if options else ([], [])
    for option in options:
        points = 1.1 * len(option.further)
        if option.further and not _follows(verb, option.further):
            continue
        if option.dealt:
            place = next((n for n, word in enumerate(objects) if has(word, option.dealt)), None)
            if place is None:
                continue
            points += 1.3 if place == 0 else 1.1 if place < 4 else 0.9
        if option.by:
            if not any(has(word, option.by) for word in agents):
                continue
            points += 1.0
        if option.after and not _follows(verb, (next(iter(option.after)),)):
            continue
        if best is None or points > best[0]:
            best = points, option.event
    return best


# ---- acts under acts -----------------------------------------------------------------------------------------------------


def governs(token: Token, kind: str) -> bool:
    return lists().lemma(token) in lists().governing[kind]


def complement(token: Token) -> Token | None:
    """The clause that says what is promised, demanded, done."""
    found = children(token, *_CLAUSES)
    if not found:
        found = [c for c in children(token, "advcl", "acl", "obl") if c.i > token.i and (_to(c) or _as(c))]
    return next((c for c in found if c.pos_ in ("VERB", "AUX", "ADJ", "NOUN")), None)


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)


def _as(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.lower_ == "as" for c in verb.children)


def negated(token: Token) -> bool:
    return any(c.lower_ in lists().negative for c in token.children if c.i < token.i + 3)


def coming(token: Token) -> bool:
    return any(c.lower_ in lists().coming for c in children(token, "aux"))


def object_deed(verb: Token) -> tuple[str, Token] | None:
    """The class of the first noun of a deed that a verb deals with."""
    heads = sorted(
        (c for c in verb.children if c.dep_ in ("obj", "nsubj:pass", "obl", "nsubj", "xcomp")),
        key=lambda c: (("obj", "nsubj:pass", "xcomp", "obl", "nsubj").index(c.dep_), c.i),
    )
    for head in heads:
        for word in inner(head):
            if (event := deed(word)) and word.dep_ not in ("compound", "amod"):
                return event, word
    return None


def event_of(token: Token, depth: int = 0) -> tuple[str, Token] | None:
    """The class that a predicate says with all that it governs, and the word that carries it."""
    if depth > 6:
        return None
    above = teller(token)
    if above is not None and any(c.lower_ in lists().ordering for c in children(token, "aux")):
        return "DEMAND", above
    found = _bare(token, depth)
    if found is None:
        return None
    event, word = found
    if negated(token):
        event = lists().become["not"].get(event, event)
    elif coming(token):
        event = lists().become["intend"].get(event, event)
    return event, word


def _bare(token: Token, depth: int) -> tuple[str, Token] | None:
    if token.pos_ == "NOUN" or token.pos_ == "PROPN":
        event = deed(token)
        return (event, token) if event else None
    own = entry(token)
    if own and own[0] >= 1:
        return own[1], token
    clause = complement(token)
    under = event_of(clause, depth + 1) if clause is not None else None
    if governs(token, "threaten"):
        return "THREATEN", token
    if governs(token, "refuse"):
        return _refused(token, under)
    if governs(token, "demand") and (clause is None or not governs(token, "tell") or not coming(token)):
        if own and own[1] == "DEMAND":
            return "DEMAND", token
    if governs(token, "accuse"):
        return "DISAPPROVE", token
    if governs(token, "intend"):
        under = under or object_deed(token)
        if under:
            return lists().become["intend"].get(under[0], under[0]), token
        return (own[1], token) if own else None
    if own and own[0] >= 0.6:
        return own[1], token
    if governs(token, "tell") or governs(token, "do"):
        if under:
            return under
        if governs(token, "do") and (noun := object_deed(token)):
            return noun
    if own:
        return own[1], token
    if token.pos_ in ("ADJ", "AUX") and under:
        return under
    return object_deed(token) if token.pos_ in ("VERB", "ADJ", "AUX") and depth == 0 else None


def _refused(token: Token, under: tuple[str, Token] | None) -> tuple[str, Token]:
    if token.lemma_.lower() == "fail" and under and under[0] in ("ASSAULT", "FIGHT", "COERCE"):
        return under
    return "REJECT", token


# ---- who and to whom -----------------------------------------------------------------------------------------------------


def teller(token: Token) -> Token | None:
    """The predicate that tells a clause ("said" of "X said it had left"), where there is one."""
    return token.head if token.dep_ in ("ccomp", "xcomp") and token.head.i != token.i else None


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
    mutual = act.event in _MUTUAL and len(act.source) == 1 and _several(act.source[0])
    for places in (False, True):
        for direct, words in _places(act):
            if mutual and not direct:
                return act.source
            for head in actors(words, places=places):
                if head.i not in own and not (is_own(head) and act.event in _MUTUAL):
                    return (head,)
    return ()


def _tellers(token: Token) -> Iterator[Token]:
    """The words of those who tell the sentence ("an official said")."""
    for word in token.sent:
        if governs(word, "tell") and word.i != token.i and word.pos_ == "VERB" and word.i > token.i:
            for told in children(word, "nsubj"):
                yield from told.subtree


def _several(head: Token) -> bool:
    return bool(children(head, "conj")) or head.tag_ in ("NNS", "NNPS") or any(
        c.dep_ in ("amod", "compound") and children(c, "conj") for c in head.children
    )


def _within(heads: Iterable[Token]) -> set[int]:
    return {t.i for head in heads for t in inner(head, clauses=True)}


def _places(act: Act) -> Iterator[tuple[bool, list[Token]]]:
    """Where the target may stand, the likeliest first, and whether the predicate itself governs it."""
    chain = [act.token]
    while (above := teller(chain[-1])) is not None and not governs(above, "tell"):
        chain.append(above)
    for verb in chain[:2]:
        agents = {a.i for a in by_agents(verb)}
        own = [c for c in verb.children if c.dep_ not in _APART and c.i not in agents]
        if is_passive(verb):
            yield from ((True, list(inner(c))) for c in own if c.dep_ in ("nsubj:pass", "nsubj"))
        objects = [c for c in own if c.dep_ in ("obj", "iobj")]
        phrases = _phrases(own, act.event)
        told = [word for c in own if c.dep_ in _CLAUSES for word in _told(c, act.event)]
        people = [c for c in objects if is_actor(c)]
        yield from ((True, list(inner(c, clauses=True))) for c in (*people, *objects))
        yield from ((_case(c) in ("with", "against"), list(inner(c, clauses=True))) for c in phrases)
        yield False, told
    yield False, [t for t in act.token.sent if t.i > act.token.i]
    yield False, [t for t in act.token.sent if t.i < act.token.i]


def _phrases(dependents: Iterable[Token], event: str) -> list[Token]:
    """The phrases with a preposition behind which the target may stand, those first that are so with the class."""
    order = [*lists().towards.get(event, ()), *_TOWARDS]
    found = [c for c in dependents if c.dep_ in ("obl", "nmod", "obl:agent") and _case(c) in order]
    return sorted(found, key=lambda c: order.index(_case(c)))


def _told(clause: Token, event: str) -> list[Token]:
    """The words of a complement; who threatens or promises stands there as its subject, so that comes last."""
    heads = [w for c in children(clause, *_SUBJECTS) for w in c.subtree] if event in ("THREATEN", "AGREE") else []
    late = {w.i for w in heads}
    return [*(w for w in clause.subtree if w.i not in late), *heads]


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


# ---- a sentence ----------------------------------------------------------------------------------------------------------


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
    """The act with its source and target; a source that the clause leaves out is the next actor who is not the target."""
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


def mode(act: Act, doc: Doc) -> str:
    """How it is done, by the words of the sentence; empty where nothing says."""
    words = {t.lower_ for t in act.token.sent} | {t.lemma_.lower() for t in act.token.sent}
    return next((m for m, said in lists().modes.get(act.event, {}).items() if words & said), "")

