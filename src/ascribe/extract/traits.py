"""What speaks for and against two tellings being of one happening, as named traits.

Comes in: a happening told before (`home`) and mentions that the syntax holds together (`group`). Goes out: the
traits of the pair. What each weighs stands in `joining.yaml`, learned by `training.happenings` from annotated reports.
"""

import re
from collections.abc import Iterator
from itertools import product

from ascribe.extract.context import Context
from ascribe.extract.happenings import VIOLENT, Happening
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import head_words
from ascribe.knowledge.kinship import kin_means
from ascribe.model import ActorKind, Filler, Means, Quantity, SectionKind, Status

_HARM = frozenset({"killed", "wounded", "detained", "damaged"})
_UNREAL = frozenset({Status.HYPOTHETICAL, Status.GENERAL})
_OTHERS = frozenset(
    "another second third also separately earlier previous other later similar fresh new further".split()
)
_LEAD_IN = re.compile(r"^\s*(?:(?:on|in|for|by|from|of|at|late|early|around|about|the)\s+)+")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}\b"
    r"|\b\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|t|ober|ember)?\.?(?:\s\d{4}|\s\d{1,2}|$)"
)


def traits(context: Context, home: Happening, group: Happening, story: Happening) -> frozenset[str]:
    """The traits of a pair; `story` is the happening that the report told first."""
    found = set(_kinds(home, group))
    found |= set(_slots(context, home, group))
    found |= set(_wording(group))
    found |= set(_standing(context, home, group, story))
    found |= set(_shared(home, group))
    shape = next((s for s in ("anaphor", "bare definite", "definite", "bare") if s in found), "full")
    near = next(t for t in found if t.startswith("distance"))
    alike = [t for t in found if t in ("same word", "same kind", "same family", "same story")]
    found |= {f"{shape} & {near}", *(f"{shape} & {t}" for t in alike)}
    return frozenset(found)


def _kinds(home: Happening, group: Happening) -> Iterator[str]:
    own, other = ({m.token.lemma_.lower() for m in h.mentions if not m.entry.anaphor} for h in (home, group))
    if own & other:
        yield "same word"
    if home.kind is group.kind:
        yield "same kind"
    elif {home.kind, group.kind} <= VIOLENT:
        yield "same family"
    else:
        yield "other kind"
    yield f"means {_means(home.means, group.means)}"
    unreal = [h.status in _UNREAL for h in (home, group)]
    if unreal[0] != unreal[1]:
        yield "only one is real"
    elif all(unreal):
        yield "neither is real"
    if home.status is not group.status and not any(unreal):
        yield "other status"
    many = [h.mentions[0].series for h in (home, group)]
    if many[0] != many[1]:
        yield "one is a series"
    elif all(many):
        yield "both are series"
    plural = [h.mentions[0].token.tag_ in ("NNS", "NNPS") for h in (home, group)]
    if plural[1]:
        yield "plural after plural" if plural[0] else "plural after singular"


def _slots(context: Context, home: Happening, group: Happening) -> Iterator[str]:
    yield f"time {_compared_times(_times(home), _times(group))}"
    yield f"town {_compared(_towns(context, home), _towns(context, group))}"
    yield f"country {_compared(_countries(context, home), _countries(context, group))}"
    for name in ("targets", "agents"):
        yield f"{name} {_compared(content_words(home.slot(name)), content_words(group.slot(name)))}"
    own, other = content_words(home.slot("targets")), content_words(group.slot("agents"))
    if own & other or content_words(home.slot("agents")) & content_words(group.slot("targets")):
        yield "roles turned round"
    yield f"count {_counts(home.slot('harm'), group.slot('harm'))}"


def _shared(home: Happening, group: Happening) -> Iterator[str]:
    """What the slots of the two have in common, whatever the role, and what harm each tells."""
    people = [
        {w for name in ("targets", "agents") for w in content_words(h.slot(name))} for h in (home, group)
    ]
    if people[0] & people[1]:
        yield "people shared"
    effects = [{m.entry.effect for m in h.mentions if m.entry.effect} for h in (home, group)]
    if effects[1]:
        yield (
            "same effect" if effects[0] & effects[1] else "first effect" if not effects[0] else "other effect"
        )
    if group.slot("harm") and not home.slot("harm"):
        yield "first count"


def _wording(group: Happening) -> Iterator[str]:
    lead = group.mentions[0]
    dated = any(_dated_by_possessive(m) for m in group.mentions)
    definite = dated or any(m.definite for m in group.mentions)
    bare = all(m.bare or _only_dated(m) for m in group.mentions)
    if dated:
        yield "possessive time"
    if all(m.entry.anaphor for m in group.mentions):
        yield "anaphor"
    if definite and bare:
        yield "bare definite"
    elif definite:
        yield "definite"
    elif bare:
        yield "bare"
    if any(m.denied for m in group.mentions):
        yield "denied"
    if lead.negated:
        yield "negated"
    if lead.entry.effect in _HARM:
        yield "harm" if lead.token.pos_ == "VERB" else "harm as noun"
    if _another(lead):
        yield "another"
    if lead.token.pos_ in ("NOUN", "PROPN"):
        yield "noun"


def _dated_by_possessive(mention: Mention) -> bool:
    """ "Thursday's attack": taken for known."""
    return any(0 <= mention.token.idx - time.end <= 3 and time.words.endswith("s") for time in mention.times)


def _only_dated(mention: Mention) -> bool:
    slots = (mention.agents, mention.targets, mention.places, mention.harm)
    return _dated_by_possessive(mention) and not any(slots)


def _standing(context: Context, home: Happening, group: Happening, story: Happening) -> Iterator[str]:
    lead, last = group.mentions[0], home.mentions[-1]
    apart = lead.sentence - max(m.sentence for m in home.mentions)
    yield "distance " + (
        "0" if apart <= 0 else "1" if apart == 1 else "2-3" if apart <= 3 else "4-8" if apart <= 8 else "9-"
    )
    if home is story:
        yield "same story"
    if len(home.mentions) > 2:
        yield "told often"
    if _in_headline(context, home.mentions[0]) and lead.sentence <= 2:
        yield "headline then lead"
    if last.token.sent == lead.token.sent and lead.token.dep_ == "conj":
        yield "coordinated"


def _means(a: Means | None, b: Means | None) -> str:
    if a is None or b is None:
        return "unsaid"
    return "same" if a is b else "kin" if kin_means(a, b) else "other"


def _compared(home: set[str], group: set[str]) -> str:
    if home and group:
        return "same" if home & group else "other"
    return "only now" if group else "only before" if home else "unsaid"


def _compared_times(home: set[str], group: set[str]) -> str:
    """As `_compared`; times of different sorts (a weekday, "last week") cannot be told apart, but what a report dates
    by a weekday is of its own week, and what it dates by a month alone is not."""
    outcome = _compared(home, group)
    if outcome != "other":
        return outcome
    sorts = [{_sort(key) for key in keys} for keys in (home, group)]
    if sorts[0] & sorts[1]:
        return "other"
    months = [{key[:3] for key in keys if _MONTH.match(key)} for keys in (home, group)]
    if all(months):
        return "same" if months[0] & months[1] else "other"
    return "other" if sorts in ([{"weekday"}, {"month"}], [{"month"}, {"weekday"}]) else "incomparable"


def _sort(key: str) -> str:
    if _WEEKDAY.fullmatch(key):
        return "weekday"
    if _DATE.fullmatch(key):
        return "date"
    return "month" if _MONTH.match(key) else "words"


def _times(happening: Happening) -> set[str]:
    return {key for time in happening.slot("times") for key in _time_keys(time.words)}


def _time_keys(words: str) -> set[str]:
    """What of a time can be compared: its weekday, its date, else its words without what leads in."""
    folded = _LEAD_IN.sub("", words.lower().replace("’", "'")).strip()
    return set(_DATE.findall(folded) or _WEEKDAY.findall(folded) or [folded.removesuffix("'s")])


def _towns(context: Context, happening: Happening) -> set[str]:
    """Places less wide than a country."""
    return {n for n in _places(happening) if not _is_state(context, n)}


def _countries(context: Context, happening: Happening) -> set[str]:
    return {n for n in _places(happening) if _is_state(context, n)}


def _places(happening: Happening) -> set[str]:
    return {p.name.lower() for p in happening.slot("places") if p.role == "where"}


def _is_state(context: Context, name: str) -> bool:
    actor = context.packs.index.match(name.title()) or context.packs.index.match(name)
    return actor is not None and context.packs.actors[actor].kind is ActorKind.STATE


def content_words(fillers: list[Filler]) -> set[str]:
    """What names a filler: its head words and its actor."""
    return {w for f in fillers for w in (head_words(f) | ({f.actor} if f.actor else set()))}


def _counts(home: list[Quantity], group: list[Quantity]) -> str:
    pairs = [(x, y) for x, y in product(home, group) if x.role == y.role]
    if not pairs:
        return "only now" if group else "unsaid"
    same = [x for x, y in pairs if (x.low, x.high) == (y.low, y.high)]
    if same:
        return "same" if max(x.low for x in same) > 1 else "same one"
    return "other"


def _another(mention: Mention) -> bool:
    """Words that set a happening apart from the one before: "another blast", "a second attack", "also struck"."""
    words = {c.lower_ for c in mention.token.children}
    if mention.token.dep_ in ("obj", "nsubj"):
        words |= {c.lower_ for c in mention.token.head.children}
    return bool(words & _OTHERS)


def _in_headline(context: Context, mention: Mention) -> bool:
    return context.section(mention.token.idx) is SectionKind.HEADLINE
