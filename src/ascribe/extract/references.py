"""A parsed text in, its references out: the names, descriptions and pronouns that may stand for one and the same.

A `Reference` has the words of a noun phrase with what hangs on it (not its appositions and coordinated parts, which
are references of their own), and what English shows of who is meant: number, gender, person or body or place.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ascribe.knowledge.lexicon import Lexicon
from ascribe.knowledge.names import NameHit

PRONOUNS = {
    form: word
    for word, forms in {
        "i": "i me my mine myself",
        "you": "you your yours yourself yourselves",
        "he": "he him his himself",
        "she": "she her hers herself",
        "it": "it its itself",
        "we": "we us our ours ourselves",
        "they": "they them their theirs themselves 'em",
        "this": "this that these those",
    }.items()
    for form in forms.split()
}  # fmt: skip
_REFLEXIVE = re.compile(r"\w+sel(?:f|ves)")
_PLURAL = frozenset({"we", "they", "these", "those"})
_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
#: Relations of words that are no phrase of their own.
_PARTS = frozenset(
    {"flat", "goeswith", "fixed", "case", "mark", "cc", "expl", "discourse", "reparandum", "aux"}
)
#: What hangs on a noun and is no part of its phrase.
_OUTSIDE = frozenset({
    "appos", "conj", "cc", "parataxis", "cop", "nsubj", "nsubj:pass", "csubj", "aux", "mark", "advcl", "ccomp", "list",
    "discourse", "vocative", "expl", "dislocated", "orphan",
})  # fmt: skip
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_ROLES = {
    "nsubj": "subject", "nsubj:pass": "subject", "obj": "object", "iobj": "object", "obl": "oblique",
    "obl:agent": "oblique", "nmod": "nmod", "nmod:poss": "owner", "compound": "compound", "appos": "appos",
    "conj": "conj", "root": "root", "ROOT": "root",
}  # fmt: skip
_DETERMINERS = {
    "the": "definite",
    "a": "indefinite",
    "an": "indefinite",
    "another": "indefinite",
} | dict.fromkeys(("this", "that", "these", "those", "such"), "pointing")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words start..end of a text around their head, and what they show.

    `form`: a pronoun ("he" for all its cases), or name, definite, indefinite, pointing, owned, counted, bare, several
    (coordinated). `number`: one, many or ""; `gender`: male, female or ""; `sort`: person, body, place, thing or "".
    `words` are the content words of the phrase less what hangs on prepositions and clauses; `actor` is a pack's.
    """

    head: int
    start: int
    end: int
    form: str
    number: str
    gender: str
    sort: str
    lemma: str
    words: frozenset[str]
    role: str
    sentence: int
    paragraph: int
    name: str = ""
    actor: str | None = None
    quoted: bool = False
    reflexive: bool = False

    @property
    def is_pronoun(self) -> bool:
        """Whether it is one word that names nobody."""
        return self.form in _FORMS


_FORMS = frozenset(PRONOUNS.values())
#: Classes of the lexicon whose words are people.
_MEN = ("armed", "captives", "wanted", "crowd", "judges")


def references(doc: Doc, names: Iterable[NameHit], lexicon: Lexicon) -> tuple[Reference, ...]:
    """All references in the order of their heads' first words; the wider of two that begin together comes first."""
    reader = _Describer(doc, tuple(names), lexicon)
    found = [r for token in doc for r in reader.at(token)]
    return tuple(sorted(found, key=lambda r: (r.start, -r.end)))


class _Describer:
    """What the references of one text share."""

    def __init__(self, doc: Doc, names: tuple[NameHit, ...], lexicon: Lexicon) -> None:
        self.doc, self.names, self.lexicon = doc, names, lexicon
        self.sentences = [s.start for s in doc.sents]
        self.paragraphs = [0, *(t.i + 1 for t in doc if t.is_space and t.text.count("\n") > 1)]
        self.quoted = _quoted(doc)

    def at(self, token: Token) -> Iterator[Reference]:
        """The reference that a word heads, and the coordination that it begins."""
        if not _heads(token):
            return
        start, end = phrase(token)
        yield self._reference(token, start, end)
        parts = [c for c in token.children if c.dep_ == "conj" and c.pos_ in _HEADS]
        if parts and token.dep_ != "conj" and any(c.dep_ == "cc" for p in parts for c in p.children):
            last = phrase(parts[-1])[1]
            yield self._reference(token, start, max(end, last), several=True)

    def _reference(self, token: Token, start: int, end: int, several: bool = False) -> Reference:
        form = "several" if several else self._form(token)
        name, actor = self._name(token) if form == "name" else ("", None)
        words = {t.lemma_.lower() for t in _base(token) if t.pos_ in _CONTENT}
        return Reference(
            head=token.i, start=start, end=end, form=form,
            number="many" if several else self._number(token, form),
            gender="" if several else self._gender(token, form),
            sort=self._sort(token, form),
            lemma=token.lemma_.lower(),
            words=frozenset(words),
            role=_ROLES.get(token.dep_, "other"),
            sentence=bisect_right(self.sentences, token.i),
            paragraph=bisect_right(self.paragraphs, token.i),
            name=name, actor=actor,
            quoted=token.i in self.quoted,
            reflexive=bool(_REFLEXIVE.fullmatch(token.lower_)),
        )  # fmt: skip

    def _form(self, token: Token) -> str:
        if token.pos_ in ("PRON", "DET") and token.lower_ in PRONOUNS:
            return PRONOUNS[token.lower_]
        if token.pos_ == "PROPN" or (token.ent_type_ and token.pos_ != "PRON" and token.text[:1].isupper()):
            return "name"
        own = list(token.children)
        if any(c.dep_ == "nmod:poss" for c in own):
            return "owned"
        determiner = next(
            (_DETERMINERS.get(c.lower_) for c in own if c.dep_ == "det" and c.lower_ in _DETERMINERS), None
        )
        return determiner or ("counted" if any(c.dep_ in ("nummod", "det") for c in own) else "bare")

    def _name(self, token: Token) -> tuple[str, str | None]:
        """The words of a name, lower case, and its actor."""
        own = [t for t in _base(token) if t.pos_ == "PROPN" or t.text[:1].isupper() or t.text in "-–"]
        words = " ".join(t.text for t in own if t.pos_ != "DET").replace(" - ", "-").lower()
        hit = next((h for h in self.names if h.start <= token.idx < h.end), None)
        return words, hit.id if hit else None

    def _number(self, token: Token, form: str) -> str:
        if form in _FORMS:
            word = token.lower_
            return "many" if form in _PLURAL or word in _PLURAL else "" if form == "you" else "one"
        if token.lemma_.lower() in self.lexicon.people["group"] and token.tag_ in ("NN", "NNP"):
            return ""
        if token.lower_ in ("police", "people", "military", "army"):
            return "" if token.lower_ != "people" else "many"
        return "many" if token.tag_ in ("NNS", "NNPS") else "one" if token.tag_ in ("NN", "NNP") else ""

    def _gender(self, token: Token, form: str) -> str:
        if form in ("he", "she"):
            return "male" if form == "he" else "female"
        near = {t.lower_.rstrip(".") for t in _base(token)} if form == "name" else {token.lemma_.lower()}
        for gender in ("male", "female"):
            if near & self.lexicon.people[gender]:
                return gender
        return ""

    def _sort(self, token: Token, form: str) -> str:
        if form in _FORMS:
            return "person" if form in ("he", "she", "i", "you", "we") else "thing" if form == "it" else ""
        entity = next(
            (t.ent_type_ for t in (token, *token.children) if t.ent_type_ and _is_part(token, t)), ""
        )
        if entity:
            return {"PER": "person", "ORG": "body", "LOC": "place"}[entity]
        word, lemma = token.lower_, token.lemma_.lower()
        people, classes = self.lexicon.people, self.lexicon.classes
        if lemma in people["group"]:
            return "body"
        if lemma in people["person"] or word in people["anonymous"] or classes["person-noun"] & {word, lemma}:
            return "person"
        if any({word, lemma} & classes[name] for name in _MEN):
            return "person"
        return "" if form == "name" else "place" if lemma in classes["site"] | classes["area"] else "thing"


def _is_part(head: Token, token: Token) -> bool:
    return token.i == head.i or (token.dep_ in ("compound", "flat") and head.pos_ == "PROPN")


def is_title(token: Token) -> bool:
    """Whether a noun stands as a title before a name ("Mr." or "President" before Harn)."""
    return (
        token.dep_ == "nmod"
        and token.i < token.head.i
        and token.head.pos_ == "PROPN"
        and not any(c.dep_ == "case" for c in token.children)
    )


def _heads(token: Token) -> bool:
    """Whether a word heads a phrase that may refer."""
    if token.dep_ in _PARTS or token.is_space or is_title(token):
        return False
    if token.tag_ in ("WP", "WDT", "WP$", "EX"):
        return False
    if token.pos_ == "DET":
        return token.lower_ in PRONOUNS and token.dep_ not in ("det", "mark")
    if token.pos_ == "PRON":
        return token.lower_ in PRONOUNS and not (token.lower_ == "that" and token.dep_ == "mark")
    return token.pos_ in _HEADS and any(c.isalpha() for c in token.text)


def phrase(head: Token) -> tuple[int, int]:
    """Words [start, end) of the phrase of a head, less its appositions, coordinated parts and its own clause."""
    start = end = head.i
    for child in head.children:
        if child.dep_ in _OUTSIDE or (child.i < head.i and child.dep_ in ("case", "advmod", "punct", "obl")):
            continue
        if child.dep_ == "punct" and child.text not in ("-", "–", "''", '"', "”", ")"):
            continue
        if child.i < head.i:
            start = min(start, child.left_edge.i)
        elif child.dep_ not in ("punct", "case", "advmod", "obl") or child.text == "'s":
            end = max(end, child.right_edge.i)
    while end > head.i and (head.doc[end].is_space or head.doc[end].text in ".,;:—–"):
        end -= 1
    return start, end + 1


def _base(head: Token) -> list[Token]:
    """The words of a phrase less what hangs on prepositions and clauses."""
    own = [head]
    for child in head.children:
        if is_title(child):
            own.append(child)
        elif child.dep_ in ("compound", "amod", "nummod", "flat", "punct") and abs(child.i - head.i) < 8:
            own += [t for t in child.subtree if t.dep_ in ("compound", "amod", "nummod", "flat", "punct")]
    return sorted(own, key=lambda t: t.i)


def _quoted(doc: Doc) -> frozenset[int]:
    """Words inside double quotation marks, which end with their paragraph."""
    found, inside = set[int](), False
    for token in doc:
        if token.is_space and token.text.count("\n") > 1:
            inside = False
        elif token.text in ('"', "“", "”", "``", "''"):
            inside = token.text in ("“", "``") or (token.text == '"' and not inside)
        elif inside:
            found.add(token.i)
    return frozenset(found)
