"""The names of a report as relations need them: where each begins and ends, and whether it is a person's, a group's,
a body's or a state's.

Comes in: a parsed report. Goes out: names in text order. No pack need know them: a name is a run of capital words, and
what it is, is what the report itself says of it anywhere ("General X", "the X militia", "in X", "X's army").
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.phrases import clean
from ascribe.extract.states import state_of
from ascribe.knowledge.names import NameHit
from ascribe.model import ActorKind, Filler

_ACTORS = {
    ActorKind.GROUP: "GROUP", ActorKind.UNIT: "GROUP", ActorKind.BRAND: "GROUP", ActorKind.BODY: "BODY",
    ActorKind.PERSON: "PERSON", ActorKind.STATE: "STATE",
}  # fmt: skip
_ENTITIES = {"PER": "PERSON", "ORG": "BODY", "LOC": "STATE"}
#: Words that are no part of a name although a capital may begin them.
_NO_NAME = frozenset("DT PDT IN PRP PRP$ CC WDT WP WP$ WRB MD RB UH EX TO VBD VBZ VBP VB".split())
_PARTICLES = frozenset("al el ul as ar an de del la da dos du van von bin ibn ag".split())
_LOCATING = frozenset("in neighbouring neighboring inside across".split())
_QUOTES = frozenset("\"“”«»``''")
#: From which on a text in capitals says nothing by a capital.
_SHOUTED = 0.6


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its words start..end, what it is or may be (PERSON, GROUP, UNIT, BODY, OFFICE, STATE,
    NATION, AGENCY), and who."""

    start: int
    end: int
    labels: frozenset[str]
    who: Filler


def names_told(context: Context) -> dict[int, Name]:
    """All names of the sentences that are read, by their first word."""
    found = [name for sentence in context.sentences for name in _in_sentence(context, sentence)]
    votes = defaultdict[str, Counter[str]](Counter)
    for name in found:
        votes[name.who.name].update(_evidence(context, name))
    settled, public = dict[int, Name](), context.lexicon.relations["public"]
    for name in found:
        full = _full(context, name, settled.values())
        settled[name.start] = full or _settled(name, votes[name.who.name], public)
    return settled


def _in_sentence(context: Context, sentence: Words) -> Iterator[Name]:
    """The names of a sentence in text order: known actors, runs of capital words, adjectives of states."""
    doc, at = context.doc, sentence.start
    known = {
        (w := _words(context, h.start, h.end)).start: (w.end, h.id)
        for h in context.names
        if not _inside(context, h)
    }
    shouted = sum(t.text.isupper() for t in sentence if t.is_alpha) > _SHOUTED * sum(
        t.is_alpha for t in sentence
    )
    while at < sentence.end:
        name = _known(context, at, *known[at]) if at in known else None
        if name is None and not shouted and _opens(context, doc[at], sentence):
            end = _end_of_run(context, at, min([s for s in known if s > at] + [sentence.end]))
            name = _run(context, at, end)
        if name is None and shouted and doc[at].ent_iob_ == "B" and doc[at].ent_type_ in _ENTITIES:
            name = _run(context, at, _entity_end(doc[at]))
        if name is not None and not (name.who.actor is None and _is_title_of_post(context, name)):
            yield name
        at = name.end if name is not None else at + 1


def _inside(context: Context, hit: NameHit) -> bool:
    """A body's name of one word that ends another's ("National Progress Congress")."""
    words = _words(context, hit.start, hit.end)
    before = context.doc[words.start - 1] if words.start else None
    body = context.packs.actors[hit.id].kind is ActorKind.BODY and len(words) == 1
    return body and before is not None and before.text[:1].isupper() and before.pos_ == "PROPN"


def _known(context: Context, start: int, end: int, actor: str) -> Name:
    """The name of an actor of a pack, with the noun of a group right behind it."""
    whole = _past_noun(context, end)
    found = context.packs.actors[actor]
    who, label = Filler(context.span(start, end), found.name, actor), _ACTORS[found.kind]
    if _is_outlet(found.name) or _is_outlet(context.doc[start:whole].text):
        label = "AGENCY"
    return Name(start, whole, frozenset({label, *({"BAND"} if label == "GROUP" else ())}), who)


def _opens(context: Context, token: Token, sentence: Words) -> bool:
    """Whether a name begins here: with a capital, and no title, function word, day, or plain first word."""
    if token.text[:1].isdigit():
        follows = token.nbor() if token.i + 1 < len(context.doc) else token
        unit = follows.text[:1].isupper() or follows.lower_ in context.lexicon.relations["parts"]
        return bool(re.fullmatch(r"\d+(?:st|nd|rd|th)", token.text)) and unit
    if not token.text[:1].isupper() or _is_time(context, token):
        return token.lower_ in _PARTICLES and token.ent_iob_ == "B" and token.ent_type_ in ("PER", "ORG")
    if token.ent_iob_ == "B" and token.ent_type_ in _ENTITIES and not _is_post(context, token):
        return not _is_title(context, token) or token.ent_type_ != "PER"
    if token.tag_ in _NO_NAME or (not token.is_alpha and not token.text[:2].isalpha()):
        return False
    if _is_title(context, token) or _is_post(context, token) or _is_faith(context, token):
        return False
    return token.pos_ == "PROPN" or (token.i > _first(sentence) and token.pos_ in ("NOUN", "ADJ", "VERB"))


def _first(sentence: Words) -> int:
    return next((t.i for t in sentence if t.is_alpha), sentence.start)


def _is_time(context: Context, token: Token) -> bool:
    return any(t.start <= token.idx < t.end for t in context.times)


def _is_title(context: Context, token: Token) -> bool:
    """A title before a name; "Abu", "Imam" and the like belong to it."""
    words = context.lexicon.relations
    return token.lower_ in words["titles"] - words["in-names"]


def _is_post(context: Context, token: Token) -> bool:
    """The noun of a post: "Chief", "Spokesman"."""
    words = context.lexicon.relations
    return token.lower_ in words["leaders"] | words["ranks"] | words["rulers"]


def _is_title_of_post(context: Context, name: Name) -> bool:
    """The first words of a post in capitals: "Supreme" of "Supreme Leader X"; a group's name stays one."""
    after = context.doc[name.end] if name.end < len(context.doc) else None
    if (
        after is None
        or not after.text[:1].isupper()
        or not (_is_post(context, after) or _is_title(context, after))
    ):
        return False
    return not any(g.start < name.end and name.start < g.end for g in context.groups)


def _is_faith(context: Context, token: Token) -> bool:
    """An adjective of faith or people alone, as in "Sunni militias"; it may begin a name ("Muslim Brotherhood")."""
    faiths, doc = context.lexicon.relations["faiths"], token.doc
    if not {token.lower_, token.lower_.replace("’", "'")} & faiths:
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is None or not after.text[:1].isupper() or after.lower_ in faiths


def _end_of_run(context: Context, start: int, limit: int) -> int:
    """The end of the run of capital words from a first one: over particles, hyphens and the "of" of a body's name."""
    doc, end = context.doc, start + 1
    while end < limit:
        further = _further(context, start, end, limit)
        if further == end:
            break
        end = further
    whole = _entity_end(doc[start])
    if doc[start].ent_type_ not in ("", "LOC") and end < whole <= limit and "," not in doc[start:whole].text:
        end = whole
    while end - 1 > start and doc[end - 1].is_punct:
        end -= 1
    return end


def _entity_end(token: Token) -> int:
    """The end of the entity that begins with a word; the word's own end where none does."""
    end = token.i + 1
    while token.ent_iob_ == "B" and end < len(token.doc) and token.doc[end].ent_iob_ == "I":
        end += 1
    return end


def _further(context: Context, start: int, end: int, limit: int) -> int:
    """Where the name reaches with what stands next to it; `end` where it ends."""
    doc, token = context.doc, context.doc[end]
    if token.text in "-–" and end + 1 < limit and not token.whitespace_ and not doc[end - 1].whitespace_:
        follows = doc[end + 1].text[:1].isupper() or doc[end + 1].text.isdigit()
        return end + 2 if follows or doc[end - 1].lower_ in _PARTICLES else end
    if token.is_space or _is_time(context, token):
        return end
    if _continues(context, token):
        return end + 1
    if token.lower_ in _PARTICLES or token.lower_[:3] in ("al-", "el-", "ul-", "as-", "ar-", "an-"):
        last = end + 1 + (end + 1 < limit and doc[end + 1].text in "-–")
        if token.lower_ not in _PARTICLES:
            return end + 1
        return last + 1 if last < limit and doc[last].text[:1].isupper() else end
    if token.lower_ in ("of", "for"):
        return _past_of(context, start, end, limit)
    if token.tag_ == "POS" and doc[end - 1].lower_ in ("people", "workers", "women", "peoples"):
        return end + 2 if end + 1 < limit and doc[end + 1].text[:1].isupper() else end
    return end


def _continues(context: Context, token: Token) -> bool:
    if token.text[:1].isupper():
        if (_is_post(context, token) or _is_title(context, token)) and token.ent_iob_ != "I":
            return False
        return token.tag_ not in _NO_NAME or token.ent_iob_ == "I"
    return token.text.isdigit() and token.nbor(-1).lower_ in context.lexicon.relations["parts"]


def _past_of(context: Context, start: int, end: int, limit: int) -> int:
    """Over "of (the)" or "for (the)" where the words before name no part of what follows ("Sons of Dawn")."""
    doc, after = context.doc, end + 1
    while after < limit and doc[after].lower_ in ("the", "all"):
        after += 1
    if after >= limit or not _continues(context, doc[after]) or _is_time(context, doc[after]):
        return end
    held = doc[end].ent_iob_ == "I" and doc[end].ent_type_ == "ORG"
    last, words = doc[end - 1].lower_, context.lexicon.relations
    if held:
        return after + 1
    if last in words["units"] or doc[end - 1].ent_type_ in ("PER", "LOC"):
        return end
    opening = last in words["group-names"] | words["named-of"] or (last.endswith("s") and len(last) > 3)
    definite = start > 0 and doc[start - 1].lower_ == "the" and end - start == 1
    if definite and doc[after].ent_type_ not in ("LOC", "PER") and doc[end - 1].pos_ == "PROPN":
        return after + 1
    if not opening or (end - start > 1 and doc[after].ent_type_ == "LOC" and last not in words["named-of"]):
        return end
    return after + 1


def _run(context: Context, start: int, end: int) -> Name:
    """The name of these words, with the noun of a group right behind it."""
    doc, whole = context.doc, end
    entity = next((t.ent_type_ for t in doc[start:end] if t.ent_type_), "")
    if entity != "PER" or end - start == 1:
        whole = _past_noun(context, end)
    span = context.span(start, end + (whole > end))
    name, state = clean(span.quote), state_of(context, doc[start].text) if end - start == 1 else None
    actor = context.packs.adjectives.match(doc[start].text) if end - start == 1 else None
    if actor is not None:
        state = context.packs.actors[actor].name
    alone = clean(context.span(start, end).quote)
    if state is not None and (whole == end or actor) and (actor or state != name) and state != alone:
        return Name(start, end, frozenset({"NATION"}), Filler(context.span(start, end), state, actor))
    return Name(start, whole, frozenset(), Filler(span, name, None))


def _past_noun(context: Context, end: int) -> int:
    """Past the nouns of a group right behind its name ("the Reed movement", "the Sons of Dawn militia group")."""
    doc, words = context.doc, context.lexicon.relations["group-names"]
    while end < len(doc) and doc[end].lower_ in words and doc[end].tag_ in ("NN", "NNP", "NNS", "NNPS"):
        end += 1
    return end


def _evidence(context: Context, name: Name) -> Counter[str]:
    """What speaks for each label where a name stands."""
    doc, found = context.doc, Counter[str]()
    words, relations = doc[name.start : name.end], context.lexicon.relations
    before = next(
        (t for t in reversed(doc[max(0, name.start - 3) : name.start]) if t.text not in _QUOTES), None
    )
    after = doc[name.end] if name.end < len(doc) else None
    for entity in {t.ent_type_ for t in words}:
        if entity in _ENTITIES:
            found[_ENTITIES[entity]] += 2
    if any(g.start < name.end and name.start < g.end for g in context.groups) or words[-1].text.islower():
        found["GROUP"] += 6
    forms = {words[-1].lower_, words[0].lower_, words[-1].lemma_.lower()}
    if (units := relations["units"] & {t.lower_ for t in words}) and not forms & relations["named-of"]:
        found["UNIT"] += 7 if units else 0
    elif forms & (relations["group-names"] | relations["named-of"] | relations["units"]):
        found["UNIT" if forms & relations["units"] else "BODY"] += 7
    if forms & relations["offices"]:
        found["OFFICE"] += 12
    found["STATE"] += 4 * (name.who.name in context.states)
    found += _beside(context, words)
    if (before is not None and _is_title(context, before)) or words[0].lower_ in relations["in-names"]:
        found["PERSON"] += 6
    if before is not None and before.lower_ == "the":
        found["BODY"] += 3 if len(words) == 1 and words.text.endswith("s") else 2
        found["PERSON"] -= 2
    if before is not None and before.lower_ in _LOCATING:
        found["STATE"] += 2
    if after is not None and after.tag_ == "POS" and after.i + 1 < len(doc):
        owned = {after.nbor().lower_, after.nbor().lemma_.lower()}
        found["STATE"] += 3 * (len(words) == 1 and bool(owned & context.lexicon.roles["state-bodies"]))
    return found


def _beside(context: Context, words: Words) -> Counter[str]:
    """What the words right beside a name say: "X (ABC)", "X, an armed group", "members of X", "the X militia"."""
    doc, found = context.doc, Counter[str]()
    kinds, relations = context.lexicon.people["group"], context.lexicon.relations
    rest = doc[words.end : min(words.end + 7, words.sent.end)]
    before = doc[max(0, words.start - 3) : words.start]
    if len(rest) > 1 and rest[0].text in "([" and rest[1].text.isupper() and len(rest[1]) > 1:
        found["BODY"] += 5
    if rest and rest[0].lower_ in kinds & relations["group-names"] and not rest[0].text[:1].isupper():
        found["GROUP"] += 6
    if len(rest) > 2 and rest[0].text == "," and rest[1].lower_ in ("a", "an"):
        noun = next((t for t in rest[2:] if t.pos_ == "NOUN" and t.dep_ not in ("compound", "amod")), None)
        found["GROUP"] += 6 * (noun is not None and noun.lemma_.lower() in kinds)
    if len(before) > 1 and any(t.lower_ in ("of", "for") for t in before[-2:]):
        noun = next((t for t in before if t.pos_ == "NOUN"), None)
        found["BODY"] += 4 * (noun is not None and noun.lemma_.lower() in relations["members"])
    posts = {t.lemma_.lower() for t in doc[max(0, words.start - 8) : max(0, words.start - 1)]}
    told = bool(before) and before[-1].text == "," and bool(rest) and rest[0].text == ","
    found["PERSON"] += 5 * (
        told and len(words) > 1 and bool(posts & (relations["members"] | relations["leaders"]))
    )
    if len(before) > 1 and before[-1].lower_ == "one" and before[-2].text == ",":
        found["PERSON"] += 4
    return found


def _settled(name: Name, votes: Counter[str], public: frozenset[str]) -> Name:
    """The name with what the votes make of it; one word that is a person's by the parse alone may be a body's too."""
    if name.labels:
        return _with_letters(name)
    ranked = [label for label, weight in votes.most_common() if weight > 0]
    labels = {ranked[0]} if ranked else {"BODY"}
    if labels == {"PERSON"} and name.end - name.start == 1 and votes["PERSON"] < 6:
        labels.add("MAYBE")
    elif labels == {"PERSON"}:
        labels.add("FULL")
    if labels == {"BODY"} and _is_outlet(name.who.name):
        labels = {"AGENCY"}
    if labels & {"BODY", "MAYBE"} or "GROUP" in labels:
        words = {w.lower() for w in name.who.name.split()}
        labels |= set() if words & public else {"BAND"}
    return _with_letters(replace(name, labels=frozenset(labels)))


def _is_outlet(name: str) -> bool:
    words = name.lower().split()
    return bool({"news", "channel", "radio", "television", "newspaper"} & set(words))


def _with_letters(name: Name) -> Name:
    """A name of capitals alone is a short one."""
    short = re.fullmatch(r"[^\W\d_a-z]{2,}[A-Z0-9-]*", name.who.span.quote) is not None
    return replace(name, labels=name.labels | {"LETTERS"}) if short else name


def _full(context: Context, name: Name, before: Iterable[Name]) -> Name | None:
    """The full name that "the Brigades", "the Movement" or a surname takes up: the last one that holds the word."""
    if name.labels or name.end - name.start > 1:
        return None
    word = context.doc[name.start].text
    definite = name.start > 0 and context.doc[name.start - 1].lower_ == "the"
    for full in reversed(list(before)):
        words = full.who.span.quote.split()
        named = len(words) > 1 and word in words and not full.labels & {"STATE", "NATION"}
        if named and definite != ("PERSON" in full.labels):
            return replace(full, start=name.start, end=name.end)
    return None


def _words(context: Context, start: int, end: int) -> Words:
    """The words that hold these code points."""
    words = context.doc.char_span(start, end, alignment_mode="expand")
    assert words is not None, "a name stands in the text"
    return words
