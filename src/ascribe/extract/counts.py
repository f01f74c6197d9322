"""Find counts of many happenings over a period: "12 attacks since", "58 times", "the 85th attack", "52 of them in X".

A count of one happening's dead or of its attackers is none: what is counted stands with a period of its own
clause, in the perfect with "there have been", beside a running total, or as troops that are stationed.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, is_passive, preposition, subject
from ascribe.extract.mentions import clause_head
from ascribe.extract.quantities import Bounds, read_count, read_ordinal
from ascribe.knowledge.lexicon import load_lexicon

_PERIOD = re.compile(
    r"\b(?:since|within|of this (?:month|year)"
    r"|(?:over|in|during) the (?:past|last|first|same)|so far|to date|(?:this|last) (?:year|month|week)"
    r"|recent|from \w+ to|between (?:\d|[A-Z]\w+ \d)|during|until|already|in total|altogether"
    r"|(?:all|whole) of \d{4})\b",
    re.I,
)
#: Periods that make a count of dead or taken one of many happenings; "recent" or "during" may stand beside one.
_LONG = re.compile(
    r"\b(?:since|(?:over|in|during) the (?:past|last|first|same) (?:\w+ )?(?:week|month|year|decade|period|quarter)"
    r"|so far|to date|(?:this|last) (?:year|month|week)|between (?:\d|[A-Z]\w+ \d)|(?:all|whole) of \d{4}"
    r"|(?:over|within|in) (?:the )?(?:\w+ ){1,2}(?:weeks|months|years|decades)\b"
    r"|(?:in|in the) (?:first|second) half of|separate (?:attacks|incidents|clashes|bombings|shootings))",
    re.I,
)
_AT_LEAST = re.compile(r"\bat least\b[^,;]{0,12}$", re.I)
_STRONG = re.compile(r"\b(\d[\d,]*)\s?-\s?strong\b")
#: How many words back that which a bare number counts is spoken of.
_NEAR = 60
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Count:
    """One count: `token` is what is counted (the verb for "58 times"), words start..end the number with it.

    `whole` is the bounds of the count that this one is a part of.
    """

    token: Token
    what: str
    bounds: Bounds
    start: int
    end: int
    whole: Bounds | None = None


def counts(context: Context, sentence: Words, before: Count | None) -> Iterator[Count]:
    """The counts of a sentence; `before` is the last count of this sentence or the one before it."""
    for token in sentence:
        for find in (_of_nouns, _of_times, _of_order, _of_totals, _of_sets, _of_parts, _of_recorded):
            found = find(context, token, before)
            if found is not None and (found.bounds[0] != 1 or found.bounds[1] is None):
                before = found
                yield found
                break


def known(token: Token, words: Container[str]) -> str | None:
    """The entry of a list or table that a word stands under, by its dictionary form or its plural."""
    for form in (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")):
        if form in words:
            return form
    return None


def _lists(name: str) -> dict[str, str]:
    found: dict[str, str] = load_lexicon().tallies[name]
    return found


def _has_long_period(token: Token) -> bool:
    """Whether words of a long period stand in the same clause as a word, or in one coordinated with it."""
    sentence, top = token.sent, _own_clause(token)
    for match in _LONG.finditer(sentence.text):
        at = sentence.start_char + match.start()
        word = next((t for t in sentence if t.idx <= at < t.idx + len(t)), None)
        if word is not None and top.i in _clauses(word):
            return True
    return False


def _own_clause(token: Token) -> Token:
    """The verb of a word's clause; a participle that goes on with another verb ("killing one") has that verb's."""
    top = clause_head(token)
    while top.dep_ in ("advcl", "xcomp") and top.tag_ == "VBG" and top.head.i != top.i:
        if any(c.dep_ in ("nsubj", "nsubj:pass") or c.lower_ in ("when", "as") for c in top.children):
            break
        top = clause_head(top.head)
    return top


def _clauses(word: Token) -> set[int]:
    """The verbs of the clause that a word stands in and of those that it is coordinated with."""
    top = _own_clause(word)
    found = {top.i}
    while top.dep_ == "conj":
        top = _own_clause(top.head)
        found.add(top.i)
    return found


def _perfect(verb: Token) -> bool:
    return any(c.lemma_.lower() == "have" for c in verb.children if c.dep_ == "aux")


def _number_words(token: Token) -> list[Token]:
    if token.pos_ == "NUM":
        return [token]
    return [
        c
        for c in token.children
        if c.dep_ == "nummod" or c.pos_ == "NUM" or c.lower_ in ("dozens", "hundreds", "scores")
    ]


def _count(context: Context, token: Token, what: str) -> Count | None:
    numbers = _number_words(token)
    if not numbers or any(c.ent_type_ for c in numbers):
        return None
    start = min(c.left_edge.i for c in numbers)
    end = token.i + 1 if token.pos_ == "NUM" else token.i
    bounds = read_count(context.doc[start:end].text)
    return Count(token, what, bounds, start, token.i + 1) if bounds else None


def _of_nouns(context: Context, token: Token, before: Count | None) -> Count | None:
    """ "14 attacks since May", "11 workers have been killed this year", "2,500 troops are deployed"."""
    if not (token.pos_ in ("NOUN", "PROPN") or token.pos_ == "NUM") or not _number_words(token):
        return None
    what = _troops(token) or _harmed_over_time(token, before)
    if what is None and token.tag_ in ("NNS", "NNPS"):
        entry = known(token, _lists("counted"))
        running = _PERIOD.search(token.sent.text) or _so_far(token) or _recorded(token) or _goes_on(token)
        what = _lists("counted")[entry] if entry is not None and running else None
    return _count(context, token, what) if what else None


def _goes_on(token: Token) -> bool:
    """ "the more than five dozen attacks" of the period that the sentence before tells of."""
    if not any(c.lower_ in ("the", "these", "those") for c in token.children) or token.sent.start == 0:
        return False
    last = token.doc[token.sent.start - 1].sent
    return bool(_LONG.search(last.text)) and any(t.lemma_.lower() == token.lemma_.lower() for t in last)


def _troops(token: Token) -> str | None:
    lists = load_lexicon().tallies
    named = [token, *(c for c in children(token, "nmod") if preposition(c) == "of")]
    if not any(known(t, lists["forces"]) for t in named) or not _number_words(token):
        return None
    verb = next((c for c in token.head.children if c.dep_ == "cop"), token.head)
    stationed = verb.lemma_.lower() in lists["stationed"] and token.dep_ in ("nsubj", "obj", "nsubj:pass")
    if verb.dep_ == "cop" and preposition(token.head) != "in":
        return None
    return "troops" if stationed and not _harmed(token) else None


def _harmed_over_time(token: Token, before: Count | None) -> str | None:
    what = _harmed(token) or _left(token) or _held(token)
    if what is None:
        what = _told_of(token)
        return what if what and _has_long_period(token) else None
    if _in_conflict(token) or _held(token):
        return what
    own = subject(token.head) if token.dep_ == "obj" else None
    if own is not None and own.lemma_.lower() in load_lexicon().classes["conflict"]:
        return what
    if _by_one(token) or any(c.lower_ == "when" for c in token.head.children):
        return None
    if _has_long_period(token):
        return what
    beside = before is not None and before.what != "troops" and before.token.i < token.i
    above = token.head.head if token.head.dep_ == "acl:relcl" else None
    series = above is not None and above.tag_ == "NNS" and known(above, _lists("counted"))
    return what if (beside or series) and _perfect(token.head) else None


def _harmed(token: Token) -> str | None:
    """What a count of people is of: the harm that its verb does them."""
    if token.dep_ in ("obj", "nsubj:pass", "nsubj"):
        verb = token.head
    elif token.dep_ == "nmod" and token.head.lemma_.lower() in load_lexicon().tallies["totals"]:
        verb = token.head.head
    else:
        return None
    if token.dep_ == "nsubj" and verb.lemma_.lower() in load_lexicon().tallies["suffer"]:
        return next(
            (w for c in children(verb, "obj") if (w := _lists("suffered").get(c.lemma_.lower()))), None
        )
    what = _lists("harm").get(verb.lemma_.lower())
    active = token.dep_ == "nsubj" and not is_passive(verb)
    return None if active and verb.lemma_.lower() not in ("die", "disappear") else what


def _in_conflict(token: Token) -> bool:
    """What a long happening did: "have been killed in the war", "died in the siege", "a war that left 900 dead"."""
    verb, conflicts = token.head, load_lexicon().tallies["long"]
    own = subject(verb) if not is_passive(verb) else None
    where = [c for c in children(verb, "obl", "nmod") if preposition(c) in ("in", "during", "by")]
    return any(c.tag_ == "NN" and c.lemma_.lower() in conflicts for c in [*where, *([own] if own else [])])


def _left(token: Token) -> str | None:
    """ "has left some 900 dead": the harm, where the verb leaves those counted in it."""
    states = {t.lower_ for t in (token, *token.children, *token.head.children)}
    if token.head.lemma_.lower() != "leave" or token.dep_ not in ("obj", "xcomp", "nsubj:pass"):
        return None
    return next((what for word, what in _lists("left").items() if word in states), None)


def _held(token: Token) -> str | None:
    """ "are still held", "are holding 30 hostages": those whom somebody keeps now."""
    verb, lists = token.head, load_lexicon().tallies
    while token.dep_ == "conj":
        token, verb = token.head, token.head.head
    now = any(c.lower_ in ("still", "currently", "now") for c in verb.children)
    if verb.lemma_.lower() != "hold" or not now or token.dep_ not in ("obj", "nsubj:pass"):
        return None
    return "detained" if is_passive(verb) or known(token, lists["held"]) else None


def _told_of(token: Token) -> str | None:
    """ "seven candidates murdered since May": the harm that a participle behind those counted says."""
    done = [c for c in children(token, "acl") if c.tag_ == "VBN"]
    return next((what for c in done if (what := _lists("harm").get(c.lemma_.lower()))), None)


def _by_one(token: Token) -> bool:
    """One attacker or one attack did it: its dead are those of one happening."""
    verb = token.head
    doers = [c for c in verb.children if c.dep_ == "nsubj" and not is_passive(verb) and c.i != token.i]
    doers += [c for c in children(verb, "obl", "obl:agent") if preposition(c) in ("by", "in")]
    attacks = _lists("counted").keys() | load_lexicon().people["anonymous"]
    return any(
        d.tag_ == "NN" and (any(c.lower_ in ("a", "an") for c in d.children) or known(d, attacks))
        for d in doers
    )


def _so_far(token: Token) -> bool:
    """Counted up to now ("there have been 14 attacks")."""
    verb = token.head
    return _perfect(verb) and any(c.dep_ == "expl" for c in verb.children)


def _recorded(token: Token) -> bool:
    verbs = [token.head] if token.dep_ == "obj" else []
    verbs += children(token, "acl:relcl", "acl")
    return any(v.lemma_.lower() in load_lexicon().tallies["recording"] for v in verbs)


def _of_times(context: Context, token: Token, before: Count | None) -> Count | None:
    """ "have been attacked 58 times", "came under fire on 26 occasions", "has retaliated twice"."""
    verb = token.head
    if token.lower_ not in ("times", "occasions", "twice") or verb.pos_ != "VERB":
        return None
    lemma = context.lexicon.lemma(verb.lower_, verb.lemma_.lower())
    what = _lists("repeated").get(lemma)
    if lemma == "come" and any(known(c, load_lexicon().tallies["under"]) for c in verb.children):
        what = "attacks"
    if what is None or not (_perfect(verb) or _PERIOD.search(token.sent.text)):
        return None
    if token.lower_ == "twice":
        return Count(verb, what, (2, 2), token.i, token.i + 1)
    found = _count(context, token, what)
    return Count(verb, what, found.bounds, found.start, found.end) if found else None


def _of_order(context: Context, token: Token, before: Count | None) -> Count | None:
    """ "the 85th attack since October", "Monday's attack was the ninth this year"."""
    value = read_ordinal(token.text)
    if value is None:
        return None
    noun = token.head if token.dep_ in ("amod", "nummod") else token
    named = [noun] if noun.i != token.i else children(token, "nsubj")
    entry = next((e for n in named if (e := known(n, _lists("counted")))), None)
    told = any(c.dep_ == "cop" for c in noun.children) or noun.dep_ in ("root", "ROOT", "appos")
    if noun.lemma_.lower() == "time":  # "the ninth time that X is attacked"
        verbs = (
            _lists("repeated").get(c.lemma_.lower()) for c in children(noun, "acl:relcl", "acl", "ccomp")
        )
        what = next(filter(None, verbs), None)
        if what and told and _PERIOD.search(noun.sent.text + " "):
            return Count(noun, what, (value, value), token.i, noun.i + 1)
    if entry is None or not told or not _PERIOD.search(noun.sent.text):
        return None
    least = _AT_LEAST.search(context.doc[max(0, token.i - 4) : token.i].text + " ")
    return Count(noun, _lists("counted")[entry], (value, None if least else value), token.i, noun.i + 1)


def _of_totals(context: Context, token: Token, before: Count | None) -> Count | None:
    """ "the number of attacks has reached 80", "the 9,000-strong force"."""
    lists = load_lexicon().tallies
    strong = (
        _STRONG.search(context.doc[max(0, token.i - 3) : token.i + 1].text)
        if token.text == "strong"
        else None
    )
    if strong and known(token.head, lists["forces"]):
        value = int(strong[1].replace(",", ""))
        return Count(token.head, "troops", (value, value), token.i - 2, token.head.i + 1)
    if token.lemma_.lower() not in lists["totals"] or token.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return None
    of = [c for c in children(token, "nmod") if preposition(c) == "of"]
    tables = {**_lists("counted"), **dict.fromkeys(lists["forces"], "troops")}
    entry = next((e for c in of if (e := known(c, tables))), None)
    verbs = [token.head, *children(token, "acl:relcl"), *(v for c in of for v in children(c, "acl:relcl"))]
    for verb in verbs:
        number = next(
            (c for c in verb.children if c.pos_ == "NUM" and c.i > verb.i and c.dep_ in ("obj", "obl")), None
        )
        if entry is not None and number is not None and verb.lemma_.lower() in lists["reach"]:
            bounds = read_count(context.doc[number.left_edge.i : number.i + 1].text)
            return Count(token, tables[entry], bounds, number.left_edge.i, number.i + 1) if bounds else None
    return None


def _of_sets(context: Context, token: Token, before: Count | None) -> Count | None:
    """ "has responded with four rounds of airstrikes", "96 cases of torture" beside a count."""
    if token.tag_ != "NNS" or not known(token, load_lexicon().tallies["sets"]):
        return None
    of = [c for c in children(token, "nmod") if preposition(c) == "of"]
    entry = next((e for c in of if (e := known(c, _lists("counted")))), None)
    verb = clause_head(token)
    if entry is None or not (_perfect(verb) or _PERIOD.search(token.sent.text) or _recorded(token)):
        return None
    return _count(context, token, _lists("counted")[entry])


def _of_parts(context: Context, token: Token, before: Count | None) -> Count | None:
    """A bare number that is part of the count told before, or the same count elsewhere: "52 took place in X and
    28 in Y", "600 in neighbouring Z", "compared with 61 in the same period of last year"."""
    if (
        before is None
        or token.pos_ != "NUM"
        or token.dep_ in ("nummod", "compound", "amod")
        or token.ent_type_
    ):
        return None
    if before.start <= token.i < before.end or _YEAR.fullmatch(token.text) or not token.text[:1].isdigit():
        return None
    after = context.doc[token.i + 1] if token.i + 1 < token.sent.end else None
    placed = [c for c in token.children if preposition(c) in ("in", "by")]
    if token.dep_ == "nsubj":
        placed += [c for c in token.head.children if preposition(c) == "in"]
        placed += [token.head] if preposition(token.head) == "in" else []
    if after is None or not (placed or after.lower_ in ("in", "by")):
        return None
    bounds = read_count(context.doc[token.left_edge.i : token.i + 1].text)
    whole = before.whole or before.bounds
    if bounds is None or (before.what != "troops" and bounds[0] > max(whole[0], whole[1] or 10**9)):
        return None
    return Count(token, before.what, bounds, token.left_edge.i, token.i + 1, whole)


def _of_recorded(context: Context, token: Token, before: Count | None) -> Count | None:
    """A bare number that somebody keeps of what was spoken of: "How many attacks? The ministry counts 15"."""
    verb, lists = token.head, load_lexicon().tallies
    if token.pos_ != "NUM" or token.dep_ != "obj" or verb.lemma_.lower() not in lists["recording"]:
        return None
    near = context.doc[max(0, token.sent.start - _NEAR) : token.i]
    spoken = [e for t in near if t.tag_ in ("NNS", "NNPS") and (e := known(t, _lists("counted")))]
    what = before.what if before is not None else _lists("counted")[spoken[-1]] if spoken else None
    bounds = read_count(context.doc[token.left_edge.i : token.i + 1].text)
    return Count(token, what, bounds, token.left_edge.i, token.i + 1) if what and bounds else None
