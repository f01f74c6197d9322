"""Named traits of a citation, by which a log-linear model (or a reader of it) tells whether anybody is cited at all."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from ascribe.extract.citations.frame import Citation
from ascribe.knowledge.lexicon import load_lexicon

_MODALS = frozenset("will would can could may might should must 'll 'd".split())
_FIRST = frozenset("i we you it there that this one".split())
_CONTENT = ("ccomp", "xcomp", "obj", "obl", "advcl", "nmod", "acl", "parataxis", "appos", "iobj")


def give_traits(doc: Doc, found: Iterable[Citation]) -> None:
    """Add to each citation its traits."""
    all_found = list(found)
    saying = [c for c in all_found if "say" in c.classes or c.form == "according"]
    for c in all_found:
        c.traits |= (
            set(_of_cue(c)) | set(_of_source(c)) | set(_of_content(c)) | set(_of_place(doc, c, saying))
        )
        c.traits |= set(_pairs(c))


def _of_cue(c: Citation) -> Iterator[str]:
    head = c.head
    lemma = load_lexicon().cues.lemma(head.lower_, head.lemma_.lower())
    yield f"lemma {lemma}"
    yield f"form {c.form}"
    yield f"lemma {lemma} as {c.form}"
    for name in c.classes:
        yield f"class {name}"
        yield f"class {name} as {c.form}"
    yield "classes " + " ".join(sorted(c.classes))
    yield f"tag {head.tag_}"
    yield f"relation {head.dep_}"
    yield f"{c.form} as {head.dep_}"
    words = {t.lower_ for t in head.children}
    if words & {"not", "n't", "never", "no"}:
        yield "negated"
    if words & _MODALS:
        yield "modal"
        yield f"modal {c.form}"
    if "to" in words and head.tag_ == "VB":
        yield "infinitive"
        yield f"infinitive under {head.head.pos_}"
    if any(t.dep_ == "mark" and t.lower_ in ("if", "as", "when", "while", "because") for t in head.children):
        yield "subordinate"
    if c.form == "carried noun":
        yield f"carrier {head.head.lemma_.lower()}"
    if len(c.cue) > 1:
        yield "cue of several words"


def _of_source(c: Citation) -> Iterator[str]:
    who = c.who
    if who is None:
        yield "no source"
        return
    yield f"source {who.tag_}"
    if who.ent_type_:
        yield f"source is {who.ent_type_}"
    if who.lower_ in _FIRST:
        yield f"source {who.lower_}"
    if who.tag_ in ("NN", "NNS"):
        yield f"source lemma {who.lemma_.lower()}"
        people = _is_people(who)
        yield f"source people {people}"
    yield "source after" if who.i > c.head.i else "source before"
    gap = abs(who.i - c.head.i)
    yield "source " + ("near" if gap < 4 else "at some distance" if gap < 12 else "far")
    yield f"source as {who.dep_}"


def _is_people(who: Token) -> bool:
    lexicon = load_lexicon()
    words = {who.lower_, who.lemma_.lower()}
    return bool(words & lexicon.anonymous) or any(words & set(known) for known in lexicon.speakers.values())


def _of_content(c: Citation) -> Iterator[str]:
    kinds = {t.dep_ for t in c.head.children if t.i in c.content and t.dep_ in _CONTENT}
    for kind in kinds:
        yield f"content {kind}"
    yield "contents " + " ".join(sorted(kinds))
    if "ccomp" in kinds and any(
        g.dep_ == "mark" and g.lower_ == "that"
        for t in c.head.children
        if t.dep_ == "ccomp"
        for g in t.children
    ):
        yield "content with that"
    size = len(c.content)
    yield "content " + (
        "1" if size < 2 else "2-3" if size < 4 else "4-8" if size < 9 else "9-20" if size < 21 else "long"
    )
    obj = next((t for t in c.head.children if t.dep_ == "obj"), None)
    if obj is not None:
        yield f"object {obj.pos_}"
        if obj.ent_type_:
            yield f"object is {obj.ent_type_}"
    for t in c.head.children:
        if t.dep_ in ("obl", "nmod") and t.i in c.content:
            case = next((g.lower_ for g in t.children if g.dep_ == "case"), "")
            yield f"content after {case}"


def _of_place(doc: Doc, c: Citation, saying: list[Citation]) -> Iterator[str]:
    over = [s for s in saying if s is not c and c.head.i in s.content and s.head.i not in c.content]
    yield f"inside {min(len(over), 2)}"
    under = [s for s in saying if s is not c and s.head.i in c.content]
    yield f"around {min(len(under), 2)}"
    if c.head.head.i != c.head.i:
        yield f"under {c.head.head.pos_} {c.head.dep_}"
    if c.head.sent.start == 0:
        yield "headline"
    if '"' in c.head.sent.text or "“" in c.head.sent.text or "''" in c.head.sent.text:
        yield "sentence with quotation"


def _pairs(c: Citation) -> Iterator[str]:
    classes = "+".join(sorted(c.classes))
    contents = [t for t in c.traits if t.startswith("contents ")]
    source = next((t for t in c.traits if t.startswith(("source people", "source is"))), "source other")
    source = "no source" if c.who is None else source
    for t in contents:
        yield f"{classes} {t}"
        yield f"{t} & {source}"
    yield f"{classes} & {source}"
    if "quotation" in c.traits:
        yield f"{classes} & quotation"
    if "quoted" in c.traits:
        yield f"{classes} & quoted"
    if "modal" in c.traits:
        yield f"{classes} & modal"
    if "infinitive" in c.traits:
        yield f"{classes} & infinitive"
