"""Citations whose cue is a verb: its source, and what it is cited for."""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.citations.frame import ABOUT, Citation, cite, phrase_of, tree
from ascribe.extract.grammar import by_agents, children, is_passive, preposition, subject
from ascribe.knowledge.lexicon.cues import Cues

QUOTES = frozenset('"“”«»„')
_MARKS = frozenset({",", ":", ";", "--", "-", "–", "—", "''"}) | QUOTES
_SAYING = frozenset({"say", "tell", "speak"})
#: Classes whose passive cites ("was told that", "is believed to").
_PASSIVES = frozenset({"say", "think", "tell", "know", "judge", "show"})


def by_verb(cues: Cues, token: Token) -> Iterator[Citation]:
    """The citation of a verb that is a cue, or that stands beside a quotation."""
    lemma = cues.lemma(token.lower_, token.lemma_.lower())
    classes, words = cues.verbs.get(lemma, frozenset()), _cue_words(token)
    phrase = next((row for row in cues.phrases.get(lemma, ()) if _stands(token, row[0])), None)
    if phrase is not None:
        classes, words = frozenset({phrase[1]}), words | set(range(token.i, token.i + len(phrase[0])))
    if not classes and not _beside_quotation(token):
        return
    classes = classes or frozenset({"unknown"})
    if "seem" in classes and not classes & {"think", "want", "say"}:
        yield _seeming(token, words)
    elif is_passive(token) or _is_asked(token):
        if classes & _PASSIVES:
            who = next(iter(by_agents(token)), None)
            yield cite(token, classes, words, who, _passive_content(token), "passive")
    else:
        who = source_of(cues, token)
        own = words | _not_said(token) | (phrase_of(who) if who is not None else set())
        yield cite(token, classes, words, who, _content(token, classes, own) - own, "verb")


def _stands(token: Token, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase's words stand from a word on, as lemmas or forms."""
    own = token.doc[token.i : min(token.i + len(phrase), token.sent.end)]
    return len(own) == len(phrase) and all(
        w in (t.lemma_.lower(), t.lower_) for t, w in zip(own, phrase, strict=True)
    )


def _cue_words(token: Token) -> set[int]:
    """The verb with its auxiliaries, particle and negation."""
    near = [c for c in token.children if abs(c.i - token.i) < 4]
    own = [c.i for c in near if c.dep_ in ("aux", "aux:pass", "compound:prt")]
    return {token.i, *own, *(c.i for c in near if c.dep_ == "advmod" and c.i < token.i)}


def _is_asked(token: Token) -> bool:
    """ "Asked whether ...," before a clause."""
    return token.tag_ == "VBN" and token.dep_ == "advcl" and not children(token, "aux")


def _beside_quotation(token: Token) -> bool:
    """Whether a quotation ends before the clause of a finite verb or participle, or begins after it."""
    doc, left, right = token.doc, token.i - 1, token.i + 1
    if token.tag_ not in ("VBD", "VBZ", "VBP", "VBG"):
        return False
    while right < token.sent.end and doc[right].text not in _MARKS and right - token.i < 8:
        right += 1
    while left > token.sent.start and doc[left].text not in _MARKS and token.i - left < 8:
        left -= 1
    marks = QUOTES | {"''"}
    after = right + 1 < len(doc) and doc[right].text in (",", ":") and doc[right + 1].text in marks
    return after or (doc[left].text in marks and left > token.sent.start and doc[left - 1].text in ",.?!")


# Sources


def source_of(cues: Cues, token: Token) -> Token | None:
    """Who says it: the subject, that of the verb of saying that a participle goes on from, or the noun beside it."""
    if token.tag_ == "VBG" and not children(token, "nsubj") and token.i and token.nbor(-1).text in _MARKS:
        return _goes_on_from(cues, token) or _subject(token)
    found = _subject(token)
    if found is None:
        return _beside(token) if token.tag_ in ("VBD", "VBZ", "VBP") else None
    if found.tag_ == "WDT" or found.lower_ == "that":
        return token.head if token.dep_ == "acl:relcl" else found
    return found


def _subject(token: Token) -> Token | None:
    """The subject, or that of the verb it is coordinated with or controlled by; "who" stands for itself."""
    own = next((c for c in token.children if c.dep_ in ("nsubj", "csubj")), None)
    if own is not None or any(c.dep_ in ("nsubj:pass", "expl") for c in token.children):
        return own
    if token.dep_ == "conj":
        return _subject(token.head) or subject(token)
    return subject(token) if token.dep_ in ("xcomp", "advcl", "acl") else None


def _goes_on_from(cues: Cues, token: Token) -> Token | None:
    """Who speaks by the nearest verb of saying over a participle (", adding that ...")."""
    above = token
    while above.head.i != above.i:
        above = above.head
        lemma = cues.lemma(above.lower_, above.lemma_.lower())
        if above.pos_ == "VERB" and cues.verbs.get(lemma, frozenset()) & (_SAYING | {"judge"}):
            who = _subject(above)
            if who is not None and (who.pos_ != "NOUN" or who.ent_type_):
                return who
    return None


def _beside(token: Token) -> Token | None:
    """The noun right before or after a finite verb that the tree gives no subject."""
    for step in (-1, 1):
        at = token.i + step
        while token.sent.start <= at < token.sent.end and token.doc[at].pos_ == "ADV":
            at += step
        if not token.sent.start <= at < token.sent.end or token.doc[at].pos_ not in ("NOUN", "PROPN", "PRON"):
            continue
        head = token.doc[at]
        inner = ("compound", "flat", "nmod:poss", "amod", "det")
        while head.dep_ in inner and head.head.i not in (head.i, token.i):
            head = head.head
        if token.i not in tree(head):
            return head
    return None


# Contents


def _not_said(token: Token) -> set[int]:
    """Words of the clause that are not said: subjects, who is told, when."""
    own = [c for c in token.children if c.dep_ in ("iobj", "nsubj", "nsubj:pass", "obl:tmod", "expl")]
    return {i for child in own for i in tree(child)}


def _content(token: Token, classes: frozenset[str], own: set[int]) -> set[int]:
    """What is said, thought, wanted: clauses first, then what the class allows, then the rest of the sentence."""
    found = {i for c in token.children if c.dep_ in ("ccomp", "xcomp") for i in tree(c)}
    if found and "judge" not in classes:
        return found
    takes_object = not classes <= {"tell", "speak"}
    for child in token.children:
        marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
        is_object = child.dep_ in ("obj", "obl:npmod") and takes_object
        is_topic = child.dep_ in ("obl", "advcl", "nmod") and child.i > token.i
        is_about = preposition(child) in ABOUT or (child.dep_ == "advcl" and bool(marks & ABOUT))
        if is_object or child.dep_ == "parataxis" or (is_topic and is_about):
            found |= tree(child)
    if classes & _SAYING and token.dep_ == "parataxis":
        found = tree(token.head) - tree(token)
    return found or (_rest(token, own) if classes & _SAYING else set())


def _rest(token: Token, own: set[int]) -> set[int]:
    """All before a cue that stands near the end of its sentence."""
    before = {t.i for t in token.sent if t.i < min(own)}
    return before if token.i >= token.sent.end - 8 and len(before) > 3 else set()


def _passive_content(token: Token) -> set[int]:
    """What is said to be so: the subject and what is said of it."""
    found: set[int] = set()
    for child in token.children:
        marks = {c.lower_ for c in child.children if c.dep_ in ("case", "mark")}
        is_topic = child.dep_ in ("obl", "advcl") and child.i > token.i and marks & (ABOUT - {"by", "in"})
        if is_topic or child.dep_ in ("nsubj:pass", "xcomp", "ccomp", "obj", "nsubj", "csubj:pass"):
            found |= tree(child)
    return found


def _seeming(token: Token, cue: set[int]) -> Citation:
    """ "X seems to agree": nobody in particular says so of X."""
    content: set[int] = set()
    for child in token.children:
        after = child.dep_ == "obl" and child.i > token.i
        if child.dep_ in ("nsubj", "xcomp", "ccomp", "advcl") or after:
            content |= tree(child)
    return cite(token, frozenset({"seem"}), cue, None, content, "seeming")
