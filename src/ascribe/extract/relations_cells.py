"""A sentence as a row of cells, as the wordings of relations are matched with: `|commander|LEADERS|MEMBERS| `.

A name is one cell, whatever its words; "its", "they" and "the group" are cells that stand for the groups or body that
they take up.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.groups import Group, as_filler, is_several, last_listed, name_words, taken_up
from ascribe.extract.phrases import clean, filler
from ascribe.knowledge.names import NameHit
from ascribe.model import ActorKind, Filler, Span

_ACTORS = {
    ActorKind.GROUP: "GROUP", ActorKind.UNIT: "GROUP", ActorKind.BRAND: "GROUP", ActorKind.BODY: "BODY",
    ActorKind.PERSON: "PERSON", ActorKind.STATE: "STATE",
}  # fmt: skip
_ENTITIES = {"PER": "PERSON", "ORG": "BODY", "LOC": "STATE"}
_QUOTES = frozenset("\"“”«»``''")
#: A name behind "under".
_UNDER = re.compile(r"\|under\| (?:\|(?:\S*\|)?DET\|\S* )?(?P<body>\|(?:BODY|GROUP)\| )")
#: Words that only stand before a noun and say nothing of who it is.
_MODIFIERS = frozenset({"ADJ", "ADV", "NUM"})


@dataclass(slots=True)
class Row:
    """A sentence as cells: `text` is what wordings are matched with, `starts` where each cell begins in it,
    `fillers` who a cell names, `words` its words [start, end) in the document, `held` all names of cells."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    fillers: list[tuple[Filler, ...]] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def add(self, names: set[str], start: int, end: int, who: Sequence[Filler] = ()) -> None:
        """Add a cell."""
        self.starts.append(len(self.text))
        self.held |= names
        self.text += "|" + "|".join(sorted(names)) + "| "
        self.fillers.append(tuple(who))
        self.words.append((start, end))

    def cells(self, start: int, end: int) -> range:
        """The cells between two offsets of the text."""
        return range(bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1))

    def who(self, start: int, end: int) -> list[Filler]:
        """Who stands between two offsets of the text; in a list ("A, the B militia and C") the names alone."""
        numbers = self.cells(start, end)
        named = [n for n in numbers if "|KIND|" not in self.text[self.starts[n] :].partition(" ")[0]]
        return [found for number in named or numbers for found in self.fillers[number]]


def cells(context: Context, sentence: Words) -> Row:
    """The row of a sentence."""
    row, names = Row(), _names(context, sentence)
    at = sentence.start
    while at < sentence.end:
        token = context.doc[at]
        if at in names:
            end, label, who = names[at]
            row.add({label, *({"MOD"} if label == "NATION" else set())}, at, end, [who])
            at = end
            continue
        at += 1
        if token.is_space or token.text in _QUOTES:
            continue
        found = _classes(context, token)
        row.add(found, token.i, token.i + 1, _stands_for(context, token, found))
    return row


def _names(context: Context, sentence: Words) -> dict[int, tuple[int, str, Filler]]:
    """The names of a sentence by their first word: end, label, who; known actors first, then groups, then entities."""
    doc, found = context.doc, dict[int, tuple[int, str, Filler]]()
    taken = set[int]()

    def keep(start: int, end: int, label: str, who: Filler) -> None:
        while start < end and doc[start].text in _QUOTES:
            start += 1
        if start < end and not taken & set(range(start, end)) and sentence.start <= start < sentence.end:
            own = doc[end - 1].lower_ in context.lexicon.relations["mouthpieces"]
            found[start] = (end, "AGENCY" if own else label, who)
            taken.update(range(start, end))

    for hit in _inside(context.names, sentence):
        words, actor = _words(context, hit.start, hit.end), context.packs.actors[hit.id]
        keep(words.start, words.end, _ACTORS[actor.kind], Filler(_span(context, words), actor.name, hit.id))
    for group in context.groups:
        if group.end <= sentence.start or sentence.end <= group.start:
            continue
        start, end = group.start, _name_end(context, group)
        who = (
            as_filler(context, group)
            if end == group.end
            else Filler(span := context.span(start, end), span.quote)
        )
        keep(start, end, "GROUP", _clean(who))
    for entity in sentence.ents:
        label = _ENTITIES.get(entity.label_)
        if label and any(t.text[:1].isupper() for t in entity):
            own = filler(context, entity.root) if label == "PERSON" else None
            end = _full_end(context, entity.end) if label == "BODY" else entity.end
            label = "GROUP" if end > entity.end else label
            words = doc[entity.start : end]
            keep(entity.start, end, label, own or Filler(_span(context, words), clean(words.text)))
    for hit in context.packs.adjectives.find(sentence.text):
        start = sentence.start_char + hit.start
        words = _words(context, start, sentence.start_char + hit.end)
        name = context.packs.actors[hit.id].name
        keep(words.start, words.end, "NATION", Filler(_span(context, words), name, hit.id))
    return found


def _inside(names: Iterable[NameHit], sentence: Words) -> Iterator[NameHit]:
    """The names that share a code point with a sentence."""
    return (hit for hit in names if hit.start < sentence.end_char and hit.end > sentence.start_char)


def _name_end(context: Context, group: Group) -> int:
    """The end of a group's name, with the words behind it that the parse left out ("the Movement for the Dawn")."""
    doc, end = context.doc, group.end
    if group.actor is None and end - group.start == 1 and group.head.lower_ in _group_names(context):
        at = end
        while at < len(doc) - 1 and doc[at].lower_ in ("for", "of", "the") and at < end + 3:
            at += 1
        if end < at and doc[at].pos_ == "PROPN":
            return at + 1
    return _full_end(context, end)


def _full_end(context: Context, end: int) -> int:
    """Past the noun of a group right behind its name ("Reed" in "the Reed Brigades", "the Reed movement")."""
    doc = context.doc
    follows = (
        end < len(doc) and doc[end].lower_ in _group_names(context) and doc[end].pos_ in ("PROPN", "NOUN")
    )
    return end + 1 if follows else end


def _group_names(context: Context) -> frozenset[str]:
    return context.lexicon.relations["group-names"]


def _words(context: Context, start: int, end: int) -> Words:
    """The words that hold these code points."""
    words = context.doc.char_span(start, end, alignment_mode="expand")
    assert words is not None, "a name stands in the text"
    return words


def _span(context: Context, words: Words) -> Span:
    return context.span(words.start, words.end)


def _clean(found: Filler) -> Filler:
    return Filler(found.span, clean(found.name), found.actor)


def _classes(context: Context, token: Token) -> set[str]:
    """The word, its dictionary form, and the classes that it belongs to."""
    lemma = context.lexicon.lemma(token.lower_, token.lemma_.lower())
    forms = {token.lower_, token.lemma_.lower(), lemma}
    found = {re.sub(r"[|\s]", "", form) for form in forms}
    known = context.lexicon.relation_classes
    found = found.union(*(known[form] for form in forms if form in known))
    narrow = narrow_post(context, token)
    if token.tag_ in ("NNS", "NNPS") or narrow:
        found.discard("LEADERS")
    if narrow:
        found.add("MEMBERS")
    if token.pos_ == "DET" or token.tag_ == "PRP$":
        found.add("DET")
    if token.tag_ == "PRP$" and token.lower_ in ("its", "their"):
        found.add("ITS")
    if token.tag_ == "POS" or token.text in ("'s", "’s", "’", "'"):
        found.add("POSS")
    if token.dep_ == "compound" and token.head.i == token.i + 1 and narrow_post(context, token.head):
        found.add("LOWER")
    if _is_modifier(token) and "LOWER" not in found:
        found.add("MOD")
    if forms & context.lexicon.people["group"]:
        found.add("KIND")
    if token.pos_ == "PROPN":
        found.add("NAME")
    sides = context.lexicon.people["acting"] | context.lexicon.classes["groups"]
    if token.tag_ == "NNS" and forms & sides:
        found.add("SIDE")
    return found


def narrow_post(context: Context, token: Token) -> bool:
    """A post of one matter and not of the whole: "drone chief", "youth leader"; a "militia leader" leads it."""
    if token.lemma_.lower() not in context.lexicon.relations["leaders"] or token.pos_ != "NOUN":
        return False
    before = [c for c in token.children if c.dep_ == "compound" and c.pos_ == "NOUN" and c.i == token.i - 1]
    return any(c.lemma_.lower() not in context.lexicon.people["group"] and not c.ent_type_ for c in before)


def _is_modifier(token: Token) -> bool:
    """An adjective or the like, or a noun before the noun that it belongs to."""
    if token.lower_ in ("not", "never", "no", "n't"):
        return False
    if token.pos_ in _MODIFIERS or token.tag_ in ("VBN", "VBG") or token.text in "-–":
        return True
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "amod", "nmod:unmarked")


def _stands_for(context: Context, token: Token, classes: set[str]) -> list[Filler]:
    """Who a word that is no name stands for: "its", "the group", "the Brigades", "they", or the noun itself."""
    if "ITS" in classes or _is_ref(context, token, classes):
        found = taken_body(context, token)
        classes.discard("SIDE")
        if found is None:
            classes.discard("ITS")
            return []
        classes.add("REF" if "ITS" not in classes else "ITS")
        return [_clean(as_filler(context, found, token))]
    if is_several(token) and (several := last_listed(context, token)):
        classes.add("THEY")
        return [_clean(as_filler(context, group, token)) for group in several]
    if token.tag_ == "NNS" and token.head.lemma_.lower() == "include" and "KIND" in classes:
        body = _banded_under(context, token)
        classes |= {body[0]} if body else set()
        return [body[1]] if body else []
    if token.lower_ in ("he", "she") and (person := _last_person(context, token)) is not None:
        classes.add("HE")
        return [person]
    if classes & {"SIDE", "KIND", "UMBRELLA", "NAME", "FORCES"}:
        start = token.i
        while "FORCES" in classes and start > token.sent.start and context.doc[start - 1].dep_ == "compound":
            start -= 1
        span = context.span(start, token.i + 1)
        return [Filler(span, clean(span.quote))]
    return []


def _is_ref(context: Context, token: Token, classes: set[str]) -> bool:
    """A noun with "the" and nothing else that takes up a name: "the group", "the Regiment"."""
    before = context.doc[token.i - 1].lower_ if token.i else ""
    if before not in ("the", "this", "that") or token.tag_ not in ("NN", "NNP", "NNPS", "NNS"):
        return False
    named = token.text[:1].isupper() and token.lower_ in _group_names(context)
    return named or (token.tag_ == "NN" and token.lemma_.lower() in context.lexicon.relations["taking-up"])


def _banded_under(context: Context, token: Token) -> tuple[str, Filler] | None:
    """What the groups of the sentence before came together under: its label and who it is ("The groups include")."""
    number = next((n for n, s in enumerate(context.sentences) if s.start <= token.i < s.end), 0)
    row = cells(context, context.sentences[number - 1]) if number else Row()
    match = _UNDER.search(row.text)
    if match is None:
        return None
    body = row.who(*match.span("body"))
    return ("THOSE-BODY" if "BODY" in match["body"] else "THOSE-GROUP", body[0])


def _last_person(context: Context, token: Token) -> Filler | None:
    """The person that the sentence before was about: its first name of one."""
    number = next((n for n, s in enumerate(context.sentences) if s.start <= token.i < s.end), 0)
    for sentence in reversed(context.sentences[max(0, number - 2) : number]):
        people = [e for e in sentence.ents if e.label_ == "PER" and e.root.dep_.startswith("nsubj")]
        if people:
            return filler(context, people[0].root)
    return None


def taken_body(context: Context, token: Token) -> Group | None:
    """The group or body that "its", "the group" or "the Regiment" takes up: the last one whose name ends in that very
    word, else the last group, or body where one was named later."""
    same = next((t for t in reversed(context.doc[: token.i]) if t.text == token.text and _ends_name(t)), None)
    if same is not None and token.text[:1].isupper():
        start, end = name_words(same)
        end = max(end, same.i + 1)
        while start > 0 and context.doc[start - 1].pos_ == "PROPN":
            start -= 1
        return Group(same, start, end, clean(context.doc[start:end].text))
    if token.text[:1].isupper():
        return None
    bodies = [
        Group(e.root, e.start, e.end, clean(e.text), context.actor_at(e.start_char, e.end_char))
        for e in context.doc.ents
        if e.label_ == "ORG" and e.end <= token.i
    ]
    last = max(bodies, key=lambda g: g.start, default=None)
    if token.lemma_.lower() in context.lexicon.relations["taking-up-bodies"]:
        return last
    own = taken_up(context, token)
    if token.tag_ == "PRP$" and last is not None and (own is None or last.start > own.start):
        return last
    return own


def _ends_name(token: Token) -> bool:
    """A word of a name with another before it ("Rapid Intervention Regiment")."""
    if token.i == 0 or not token.text[:1].isupper():
        return False
    return token.nbor(-1).pos_ == "PROPN" or (token.nbor().lower_ in ("for", "of") and token.pos_ == "PROPN")
