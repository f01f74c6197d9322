"""Accusations, claims and denials by the ways of wording them that `ways.yaml` holds.

Comes in: a word, the speech acts, what is told, whom somebody has accused so far. Goes out: statements on who did it.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.antecedents import meant as taken_for
from ascribe.extract.charges import Charges, body, speaks_for
from ascribe.extract.context import Context
from ascribe.extract.denials import NOBODY, is_other_part
from ascribe.extract.grammar import by_agents, children, is_passive, preposition, subject
from ascribe.extract.groups import as_filler, is_several, last_listed, mentions_of, taken_up
from ascribe.extract.meant import deed, resolved, statement_of, subjects, voice_of
from ascribe.extract.phrases import coordinated, filler, is_name
from ascribe.extract.roles import is_ones_own
from ascribe.extract.speakers import spoken_for
from ascribe.extract.speech import Act, is_a_person
from ascribe.extract.statements import can_be_accused
from ascribe.extract.states import is_of_a_state
from ascribe.extract.status import is_negated
from ascribe.extract.told import AGENTIVE, Told
from ascribe.extract.ways import Wording, wordings
from ascribe.knowledge.lexicon.ways import Purpose
from ascribe.model import Filler, Kind, Proposition, Speaker, SpeakerKind, Stance, Statement

#: Ways whose negation says that nobody is accused yet ("did not blame X"); others say nothing then.
_DECLINING = frozenset({"blame", "accuse"})
#: Verbs of blame that also tie one actor to another.
_TIES = frozenset({"link", "tie", "connect", "trace", "track", "lead", "pin"})
_ITSELF = frozenset("it we they he she i".split())


def by_ways(
    context: Context, token: Token, number: int, acts: list[Act], told: Told, charges: Charges
) -> Iterator[Statement]:
    """What the ways that begin with a word say of who did it."""
    yield from _belies(context, token, number, acts, told, charges)
    for found in wordings(context, told, token):
        match found.way.purpose:
            case Purpose.ACCUSES | Purpose.TRIES:
                yield from _accuses(context, found, number, acts, told)
            case Purpose.SAID | Purpose.CLEARS | Purpose.OWNS:
                yield from _said(context, found, number, acts, told)
            case Purpose.DENIES:
                yield from _denies(context, found, number, acts, told, charges)
            case Purpose.CLAIMS | Purpose.SHOWS:
                yield from _claims(context, found, number, acts, told)


def _accuses(
    context: Context, found: Wording, number: int, acts: list[Act], told: Told
) -> Iterator[Statement]:
    word = found.words[0]
    negated = found.negated or is_negated(word)
    if _is_withheld(context, word) or (negated and word.lemma_.lower() not in _DECLINING):
        return
    own = [p for _, p in told.within(frozenset(t.i for t in word.subtree)) if p.kind in AGENTIVE]
    named = bool(own) or any(_is_a_deed(context, t) for t in word.subtree)
    if (found.way.purpose is Purpose.TRIES and not named) or (negated and _is_infinitive(word)):
        return
    if not own and _is_of_something_else(context, found):
        return
    if word.lemma_.lower() in _TIES and not own and not _is_tied(context, word):
        return  # "parties linked to those factions" blames nobody
    about = deed(told, word, number)
    for who, _ in _sources(context, word, number, acts) if about is not None else ():
        for actor in _whom(context, found.actors, told, anybody=_is_tried(context, found) and named):
            if not speaks_for(context, who, actor):
                stance = Stance.DECLINED if negated else Stance.ACCUSES
                yield statement_of(context, word, number, who, stance, "agent", about, actor)


def _is_a_deed(context: Context, token: Token) -> bool:
    """Whether a definite noun is what a deed is called ("over the attack")."""
    entries = context.lexicon.nouns.get(token.lemma_.lower(), ()) if token.pos_ == "NOUN" else ()
    definite = any(c.lower_ in ("the", "that", "this") for c in token.children if c.dep_ == "det")
    return definite and any(entry.kind in AGENTIVE for entry in entries)


def _is_infinitive(word: Token) -> bool:
    return word.tag_ == "VB" and any(c.lower_ == "to" for c in word.children)


def _is_tied(context: Context, word: Token) -> bool:
    """Whether what is tied to somebody is a happening, "it" or "them"."""
    tied = [word.head] if word.dep_.startswith("acl") else [*children(word, "obj", "nsubj:pass")]
    known = context.lexicon.ways.it | context.lexicon.ways.vague
    known |= context.lexicon.classes["weapon"]
    return any(
        {c.lower_, c.lemma_.lower()} & known or c.lemma_.lower() in context.lexicon.nouns for c in tied
    )


def _is_withheld(context: Context, word: Token) -> bool:
    """Under a word that takes the accusation back ("refused to blame X")."""
    if word.dep_ not in ("xcomp", "advcl", "ccomp", "acl", "obl"):
        return False
    near = {word.head.lemma_.lower(), word.head.lower_, *(c.lower_ for c in word.head.children)}
    return bool(near & context.lexicon.ways.withheld) and any(
        c.dep_ == "mark" or c.dep_ == "case" for c in word.children
    )


def _is_of_something_else(context: Context, found: Wording) -> bool:
    """Whether the words say that it is for something that is no happening told ("blamed the rain for the delay")."""
    words = {w.i for w in found.words}
    words |= {c.i for c in children(found.words[0], "obj", "nsubj:pass", "xcomp")}
    named = words | {actor.i for actor in found.actors}
    return any(
        _is_other_matter(context, c) for i in words for c in context.doc[i].children if c.i not in named
    )


def _is_other_matter(context: Context, phrase: Token) -> bool:
    """Whether a phrase with "for", "over" or "of" names what is no happening and stands for none."""
    marks = {c.lower_ for c in phrase.children if c.dep_ in ("case", "mark")}
    if not marks & {"for", "over", "of"} or phrase.dep_ not in ("obl", "nmod", "advcl", "acl", "xcomp"):
        return False
    lemma = phrase.lemma_.lower()
    if lemma in context.lexicon.ways.vague | set(context.lexicon.speech["part-in-it"]):
        return False
    if lemma in ("have", "play", "take"):
        parts = {c.lemma_.lower() for c in children(phrase, "obj")}
        return not parts & set(context.lexicon.speech["part-in-it"])
    doing = set(context.lexicon.speech["doing"]) - {"support", "arm", "finance"} | {"be"}
    if phrase.pos_ in ("VERB", "AUX") and lemma in doing:
        return False
    light = phrase.pos_ == "VERB" and lemma in context.lexicon.roles["light"]
    clause = any(c.dep_ == "cop" for c in phrase.children)
    entries = (*context.lexicon.verbs.get(lemma, ()), *context.lexicon.nouns.get(lemma, ()))
    return not (light or clause or any(entry.kind in AGENTIVE | {Kind.ORDER, Kind.RAID} for entry in entries))


def _sources(
    context: Context, word: Token, number: int, acts: list[Act]
) -> list[tuple[Speaker, Filler | None]]:
    """Who accuses: the verb's subject, who stands behind "by", whose accusation it is; else whose words they are."""
    if word.pos_ in ("NOUN", "PROPN"):
        heads = [*children(word, "nmod:poss"), *by_agents(word)]
        heads += [c for c in children(word, "nmod") if preposition(c) == "from"]
        above = word.head if word.dep_ in ("obj", "nsubj:pass") and word.head.pos_ == "VERB" else None
        if not heads and above is not None:
            heads = _doers_of(above)
    else:
        heads = _doers_of(word)
    heads = [_behind_pronoun(context, head, word) for head in heads]
    found = [r for head in heads if (r := resolved(context, head, acts, number)) and _speaks(head, r[0])]
    if found:
        return [*found]
    outer = voice_of(context, word, acts)
    return [] if outer.is_outlet else [(outer, None)]


def _behind_pronoun(context: Context, head: Token, word: Token) -> Token:
    """What "it" takes up in a relative clause: who does what the clause around says ("X killed a man it accused")."""
    above = word.head.head
    while word.dep_ == "acl:relcl" and above.pos_ != "VERB" and above.head.i != above.i:
        above = above.head
    own = subject(above) if head.lower_ in ("it", "they") and word.dep_ == "acl:relcl" else None
    return own if own is not None and own.pos_ in ("NOUN", "PROPN") and own.i < head.i else head


def _doers_of(verb: Token) -> list[Token]:
    """Who does what a verb says, told together: its subject, or who stands behind "by"."""
    if is_passive(verb):
        return by_agents(verb)
    own = subject(verb)
    relative = verb.dep_ == "acl:relcl" and own is not None and own.i == verb.head.i
    if relative and verb.head.dep_ == "appos":
        return [verb.head.head]  # "X, a group that accuses Y"
    return [own] if own is not None else []


def _speaks(head: Token, who: Speaker) -> bool:
    return who.named or who.kind is not SpeakerKind.UNKNOWN or head.tag_ == "NNS" or head.ent_type_ != ""


def _is_tried(context: Context, found: Wording) -> bool:
    """Whether somebody is held, tried or "accused of" it: those are accused whom the words only count, too."""
    word = found.words[0]
    reduced = word.dep_ == "acl" and word.lemma_.lower() in context.lexicon.ways.alleging
    return found.way.purpose is Purpose.TRIES or reduced


def _whom(context: Context, heads: tuple[Token, ...], told: Told, anybody: bool = False) -> Iterator[Filler]:
    """Whom the words name, one by one; no happenings, no things, and `anybody` in general only if they are tried."""
    people = {
        "man",
        "woman",
        "people",
        "person",
        "individual",
        "brother",
        "youth",
        "teenager",
        "citizen",
        "national",
    }
    for head in (part for one in heads for part in coordinated(context, one)):
        if head.i not in told.by_token:
            actor = whom(context, head)
            if (
                actor is None
                and anybody
                and {head.lower_, head.lemma_.lower()} & people
                and head.tag_ != "PRP"
            ):
                actor = filler(context, head)
            if actor is not None:
                yield actor


def whom(context: Context, head: Token) -> Filler | None:
    """Who a noun or a pronoun names that can be accused; None where it is nobody in particular."""
    if head.lower_ in ("it", "them", "they", "him", "her", "he", "she", "which", "whom", "who"):
        meant = taken_for(context, head)
        group = taken_up(context, head) if meant is None and head.lower_ in ("it", "them", "they") else None
        found = meant or (as_filler(context, group, head) if group is not None else None)
        return found if found is not None and (found.actor or can_be_accused(context, found)) else None
    group = next(mentions_of(context, head), None)
    if group is not None:
        return as_filler(context, group)
    if head.dep_ == "appos" and is_name(head.head):
        return whom(context, head.head)  # "X, a commander it accused"
    found = filler(context, head)
    if found is None or can_be_accused(context, found):
        return found
    one = head.lemma_.lower() in context.lexicon.people["person"] and head.tag_ == "NN"
    return found if one and any(c.dep_ in ("det", "nmod:poss") for c in head.children) else None


def _said(context: Context, found: Wording, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "said X was behind it", "it was the work of X", "said it had no hand in it"."""
    word = found.words[0]
    who = voice_of(context, word, acts)
    about = deed(told, word, number)
    if who.is_outlet or about is None:
        return
    if _is_open(word) or (found.negated and not (found.way.actor_first or found.way.copular)):
        return
    if any(is_other_part(context, w, told, number) for w in found.words) or _is_told_anyway(found, told):
        return
    owns = found.way.purpose is Purpose.OWNS
    clears = found.way.purpose is Purpose.CLEARS
    own = (subject(word) or _subject_before(word)) if clears else None
    heads = [own] if own is not None else list(found.actors)
    negated = clears or found.negated or _is_under_denial(context, word)
    for head in (part for one in heads for part in coordinated(context, one)):
        itself = _is_itself(context, head, who)
        actor = body(context, who) if itself else whom(context, head)
        if owns and (not itself or negated or not _did(context, word, head, who)):
            continue
        if actor is None or (clears and not itself and not speaks_for(context, who, actor)):
            continue
        stance = Stance.CLAIMS if itself or speaks_for(context, who, actor) else Stance.ACCUSES
        yield statement_of(
            context, word, number, who, Stance.DENIES if negated else stance, "agent", about, actor
        )


def _did(context: Context, verb: Token, head: Token, who: Speaker) -> bool:
    """Whether a verb tells in the past what its subject did to something, said by a body that has arms."""
    armed = who.kind is SpeakerKind.ARMED_GROUP or is_of_a_state(who.kind)
    men = {head.lower_, head.lemma_.lower()} & (_ITSELF | context.lexicon.people["acting"])
    past = verb.tag_ in ("VBD", "VBN") and not is_passive(verb)
    hit = [c for c in children(verb, "obj") if c.lemma_.lower() not in context.lexicon.ways.bloodless]
    return bool(armed and men and past and hit) and verb.dep_ in ("ccomp", "root", "conj")


def _is_told_anyway(found: Wording, told: Told) -> bool:
    """Whether the way's own words are a happening that has its doers: "carried out the attack", "struck the base"."""
    pairs = told.within(frozenset(w.i for w in found.words))
    return any(p.kind in AGENTIVE and mention.agents for mention, p in pairs)


def _subject_before(word: Token) -> Token | None:
    """The subject told last before a word of its sentence."""
    before = (t for t in word.doc[word.sent.start : word.i] if t.dep_.startswith("nsubj"))
    return max(before, key=lambda t: t.i, default=None)


def _is_open(word: Token) -> bool:
    """Whether it is only wished, planned or possible: a modal verb, or an infinitive that is no report."""
    held = word.head if word.dep_ in ("case", "advmod") else word
    modal = any(c.lower_ in ("will", "would", "shall", "should", "can", "must", "'ll") for c in held.children)
    return modal or _is_infinitive(held)


def _is_under_denial(context: Context, word: Token) -> bool:
    """ "denied having any part in it", "denied that it was behind the attack"."""
    held = word.head if word.dep_ in ("case", "advmod") else word
    denied = context.lexicon.saying.get(held.head.lemma_.lower()) is Stance.DENIES
    return denied and held.dep_ in ("xcomp", "ccomp", "advcl", "obj")


def _is_itself(context: Context, head: Token, who: Speaker) -> bool:
    """Whether a subject stands for the speaker or those it speaks for: "it", "we", "its men"."""
    of = [g for c in (head, *children(head, "nmod")) for g in children(c, "nmod:poss")]
    if any(g.lower_ in ("its", "their", "our") for g in of) or is_ones_own(head):
        return True
    if any(g.lower_ in ("country", "nation", "group", "movement", "militia") for g in of):
        return True  # "the group's fighters"
    if head.lower_ not in _ITSELF:
        return False
    nobody = set(who.name.lower().split()) & context.lexicon.anonymous
    one_body = not is_a_person(context, who) and not nobody and who.kind is not SpeakerKind.UNKNOWN
    one_body = one_body or spoken_for(context, who) is not None
    return head.lower_ in ("we", "i") or one_body or _takes_up(context, head, who)


def _takes_up(context: Context, head: Token, who: Speaker) -> bool:
    meant = taken_for(context, head)
    return meant is not None and speaks_for(context, who, meant)


def _denies(
    context: Context, found: Wording, number: int, acts: list[Act], told: Told, charges: Charges
) -> Iterator[Statement]:
    word = found.words[0]
    if (found.negated and word.lemma_.lower() != "plead") or is_negated(word):
        return
    if any(is_other_part(context, w, told, number) for w in found.words):
        return
    for who, own in _sources(context, word, number, acts):
        charge = charges.against(context, who, word.idx)
        about = _denied(found, told, word) or (charge[0] if charge else deed(told, word, number))
        actor = charge[1] if charge else _own(context, found, who, own)
        if actor is not None and about is not None:
            yield statement_of(context, word, number, who, Stance.DENIES, "agent", about, actor)


def _belies(
    context: Context, token: Token, number: int, acts: list[Act], told: Told, charges: Charges
) -> Iterator[Statement]:
    """ "said the accusations were fabrications": a charge against the speaker is said to be untrue."""
    ways = context.lexicon.ways
    if not {token.lower_, token.lemma_.lower()} & ways.lies or not children(token, "cop"):
        return
    own = next((c for c in token.children if c.dep_ == "nsubj"), None)
    who = voice_of(context, token, acts)
    if own is None or who.is_outlet or is_negated(token):
        return
    charge = charges.against(context, who, token.idx)
    about, actor = charge if charge else (deed(told, token, number), None)
    if own.lemma_.lower() in ways.charges and who.kind is SpeakerKind.ARMED_GROUP:
        actor = actor or body(context, who)
    if (own.lemma_.lower() in ways.charges or own.lower_ in ways.it) and actor is not None:
        yield statement_of(context, token, number, who, Stance.DENIES, "agent", about, actor)


def _denied(found: Wording, told: Told, word: Token) -> Proposition | None:
    """The happening that stands in the words of a denial."""
    own = [p for _, p in told.within(frozenset(t.i for t in word.subtree)) if p.kind in AGENTIVE]
    return own[0] if own else None


def _own(context: Context, found: Wording, who: Speaker, own: Filler | None) -> Filler | None:
    """Who is cleared where nobody was accused before: one that denies a part in it, or a group that denies it."""
    charge = {w.lemma_.lower() for w in found.words[1:]} & context.lexicon.ways.charges
    if charge or found.words[-1].lower_ in context.lexicon.ways.it | context.lexicon.ways.lies:
        armed = who.kind is SpeakerKind.ARMED_GROUP
        return body(context, who, own) if armed and not _tells_of_others(found) else None
    if any(w.lower_ in context.lexicon.speech["part-in-it"] for w in found.words[1:]):
        return body(context, who, own)
    return body(context, who, own) if who.kind is SpeakerKind.ARMED_GROUP else None


def _tells_of_others(found: Wording) -> bool:
    """Whether a clause says what is denied of others ("denied claims that its leader was ill")."""
    return any(c.dep_ in ("acl", "ccomp") for w in found.words[1:] for c in w.children)


def _claims(
    context: Context, found: Wording, number: int, acts: list[Act], told: Told
) -> Iterator[Statement]:
    word = found.words[0]
    about = deed(told, word, number)
    heads = by_agents(word) if is_passive(word) else subjects(context, word)
    if about is None:
        return
    voice = voice_of(context, word, acts)
    shows = found.way.purpose is Purpose.SHOWS
    if any(h.lower_ in NOBODY or any(c.lower_ in NOBODY for c in h.children) for h in heads):
        if not shows:
            yield statement_of(context, word, number, voice, Stance.NO_CLAIM, "agent", about)
        return
    negated = found.negated or is_negated(word)
    for head in heads:
        got = resolved(context, head, acts, number)
        if got is None or (is_several(head) and last_listed(context, head)):
            continue
        if got[0].kind is not SpeakerKind.ARMED_GROUP and (shows or negated):
            continue
        if not negated:
            yield statement_of(context, word, number, got[0], Stance.CLAIMS, "agent", about, got[1])
        elif not shows:
            yield statement_of(context, word, number, voice, Stance.NO_CLAIM, "agent", about, got[1])
