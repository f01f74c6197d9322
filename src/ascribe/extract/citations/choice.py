"""Which candidates cite anybody: rules over the form of the cue, its classes and what stands for its content."""

from ascribe.extract.citations.frame import Citation

_SAYING = frozenset({"say", "tell", "think", "know", "show"})
#: Forms of cue that cite wherever they stand.
_SURE = frozenset({"according", "carried noun", "adverb", "seeming"})


def is_cited(c: Citation) -> bool:
    """Whether a reader would take it that somebody is cited; words inside a quotation cite nobody anew."""
    if c.form == "according":
        return True
    if "quoted" in c.traits and c.form != "carried noun":
        return False
    if c.form in _SURE:
        return True
    if c.form == "verb":
        return _by_verb(c)
    if c.form == "passive":
        return bool(c.classes & {"say", "think", "tell"})
    if c.form == "noun":
        return c.who is not None
    return c.form == "adjective" and "alleged" not in c.classes


def _by_verb(c: Citation) -> bool:
    has = {t.dep_ for t in c.head.children if t.i in c.content}
    if "quotation" in c.traits or (c.classes & _SAYING and "ccomp" in has):
        return True
    if c.who is None:
        return False
    marks = {t.lower_ for t in c.head.children if t.dep_ in ("aux", "mark")}
    infinitive = "to" in marks
    if c.classes & {"want", "tell"} and "xcomp" in has and not marks - {"to"} & _MODALS:
        return True
    if "judge" in c.classes and "obj" in has and not infinitive:
        return True
    return ("say" in c.classes and ("parataxis" in has or len(c.content) > 20)) or (
        "speak" in c.classes and not infinitive
    )


_MODALS = frozenset("will would can could may might shall should must 'll 'd".split())
