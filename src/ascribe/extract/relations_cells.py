"""A sentence as a row of cells, as the wordings of relations are matched with: `|commander|LEADERS|MEMBERS| `.

A name is one cell, whatever its words; "its", "they" and "the group" are cells that stand for the groups or body that
they take up.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.groups import Group, as_filler, describes, is_several, last_listed
from ascribe.extract.phrases import clean, filler
from ascribe.extract.relations_names import Name
from ascribe.model import Filler

#: How many sentences back a pronoun reaches, its own among them.
_REACH = 4
#: What "the group" takes up, the likeliest first, and what "its" does.
_GROUPS, _BODIES = ("GROUP", "BAND", "ORG"), ("ORG",)

#: What else the cell of a name is: ORG a group, a body, or a name that may be one; WHO any name.
_ALSO = {
    "GROUP": ("ORG", "WHO"), "BODY": ("ORG", "WHO"), "MAYBE": ("ORG", "WHO"), "PERSON": ("WHO",), "STATE": ("WHO",),
    "NATION": ("MOD",), "UNIT": ("GROUP", "ORG", "WHO"), "OFFICE": ("WHO",),
}  # fmt: skip
_QUOTES = frozenset("\"“”«»``''")
#: A name behind "under".
_UNDER = re.compile(r"\|under\| (?:\|(?:\S*\|)?DET\|\S* )?(?P<body>\|(?:\S*\|)?ORG\|\S* )")
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
    row = Row()
    at = sentence.start
    while at < sentence.end:
        token = context.doc[at]
        if (name := context.named.get(at)) is not None:
            row.add(
                {c for label in name.labels for c in (label, *_ALSO.get(label, ()))}, at, name.end, [name.who]
            )
            at = name.end
            continue
        at += 1
        if token.is_space or token.text in _QUOTES:
            continue
        end = _end_of_compound(context, token)
        if end > at:
            row.add(_compound(context, context.doc[token.i : end]), token.i, end)
            at = end
            continue
        found = _classes(context, token)
        row.add(found, token.i, token.i + 1, _stands_for(context, token, found))
    return row


def _end_of_compound(context: Context, token: Token) -> int:
    """The end of a word with hyphens in lower case: "secretary-general", "self-styled"; "pro-X" is no such word."""
    doc, end = context.doc, token.i + 1
    while (
        end + 1 < len(doc)
        and doc[end].text in "-–"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and doc[end - 1].text.islower()
        and doc[end + 1].text.islower()
    ):
        end += 2
    return end


def _compound(context: Context, words: Words) -> set[str]:
    """The classes of a word with hyphens: its own, else those of its last part as a post or a modifier."""
    whole, last = words.text.lower(), words[-1]
    found = set(context.lexicon.relation_classes.get(whole, ()))
    if not found:
        found = _classes(context, last) & {"LEADERS", "MEMBERS", "RANKS", "VOICES", "MOD", "KIND"}
    return {whole, *found} if found else {whole, "MOD"}


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
        found -= {"LEADERS", "RANKS", "VOICES"}
    if token.text.isdigit() and len(token) == 2:
        found.add("AGE")
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
    if _is_modifier(token) and "LOWER" not in found and not forms & context.lexicon.relations["offices"]:
        found.add("MOD")
    if forms & context.lexicon.people["group"]:
        found.add("KIND")
    if token.pos_ == "PROPN":
        found.add("NAME")
    sides = context.lexicon.people["acting"] | context.lexicon.classes["groups"]
    if token.tag_ == "NNS" and forms & sides:
        found.add("SIDE")
    if token.tag_ == "NNS" and found & {"MEMBERS", "SIDES"}:
        found.add("SEVERAL")
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
    it = token.lower_ in ("it", "itself") and token.pos_ == "PRON"
    if it or "ITS" in classes or _is_ref(context, token, classes):
        found = taken_body(context, token)
        classes.discard("SIDE")
        if found is None:
            classes.discard("ITS")
            return []
        classes.add("IT" if it else "ITS" if "ITS" in classes else "REF")
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
    """A noun with "the" and nothing else that takes up a name: "the group", "the militia"."""
    before = context.doc[token.i - 1].lower_ if token.i else ""
    listed = token.lemma_.lower() in context.lexicon.relations["taking-up"]
    return before in ("the", "this", "that") and token.tag_ == "NN" and listed


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
    """The group or body that "its", "it" or "the group" takes up: the one named last in its own sentence, else the
    subject of the sentence before it, else the one named last there; none that another is only described by."""
    body = token.lemma_.lower() in context.lexicon.relations["taking-up-bodies"]
    group = token.lemma_.lower() in context.lexicon.people["group"] and not body
    told = [n for n in context.named.values() if n.end <= token.i]
    near = next(
        filter(None, ([n for n in told if _may_be(n, w)] for w in (_GROUPS if group else _BODIES))), []
    )
    if (later := _named_later(context, token)) is not None:
        near, body = [later], True
    near = [n for n in near if not describes(_head(context, n)) and not _backs(context, n)] or near
    for sentence in reversed([s for s in context.sentences if s.start <= token.i][-_REACH:]):
        own = [n for n in near if sentence.start <= n.start < sentence.end]
        if own:
            subjects = [n for n in own if _head(context, n).dep_.startswith("nsubj")]
            found = subjects[0] if subjects and token.i >= sentence.end else own[-1]
            return Group(_head(context, found), found.start, found.end, found.who.name, found.who.actor)
    return None


def _backs(context: Context, name: Name) -> bool:
    """Whether a name is only told as what stands behind another ("backed by X")."""
    head = _head(context, name)
    backed = context.lexicon.relations["supplied"] | context.lexicon.relations["backs"]
    return head.dep_.startswith("obl") and head.head.lower_ in backed


def _named_later(context: Context, token: Token) -> Name | None:
    """The subject that "its" in a phrase before it takes up ("In a statement signed by its leader, the X said")."""
    if token.tag_ != "PRP$" or any(token.sent.start <= n.start < token.i for n in context.named.values()):
        return None
    later = (n for n in context.named.values() if token.i < n.start < token.sent.end and _may_be(n, "ORG"))
    main = token.sent.root
    subjects = (n for n in later if (h := _head(context, n)).dep_.startswith("nsubj") and h.head.i == main.i)
    return next((n for n in subjects if token.i < n.start and not _head(context, n).is_ancestor(token)), None)


def _may_be(name: Name, wanted: str) -> bool:
    if wanted == "GROUP":
        return "GROUP" in name.labels
    return bool({wanted} & {c for label in name.labels for c in (label, *_ALSO.get(label, ()))})


def _head(context: Context, name: Name) -> Token:
    root: Token = context.doc[name.start : name.end].root
    return root
