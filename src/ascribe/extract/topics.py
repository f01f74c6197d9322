"""What else a text is about: paragraphs on sports, markets, films and the like, whose words only sound like violence.

Comes in: a parsed report. Goes out: whether a word stands where no happening is told. The words of each topic,
and how they are weighed, stand in `topics.yaml`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from ascribe.extract.context import Context
from ascribe.extract.grammar import by_agents, children, preposition

#: So many different words of a topic make a paragraph one on it; so many where it is made up or most of them are weak.
ENOUGH, MANY = 2, 3
#: A report as a whole has a word of its topic in so many words at least.
A_WORD_IN = 30
#: How many words of each kind count at most among the cues.
CAPS = (4, 4, 4, 5, 6, 4)

Cues = tuple[float, ...]


@dataclass(frozen=True)
class Topics:
    """The words of one report, by paragraph."""

    context: Context
    elsewhere: bool
    paragraphs: dict[int, frozenset[str]]

    def armed(self, token: Token) -> bool:
        """Whether a weapon, or one who bears arms, stands in the clause."""
        return _any(_clause(token), self.context.lexicon.topics["violent"])

    def hides(self, token: Token) -> bool:
        """Whether what a predicate says is no happening: by what does it, or by what its paragraph is about."""
        rules = self.context.lexicon.topics
        if self.elsewhere or _figure(token, rules) or _long_ago(token) or _remembered(token, rules):
            return True
        words = self.paragraphs[token.sent.start]
        if _is_staged(token, rules) and any(words & own for own in rules["invented"].values()):
            return True
        violent = words & rules["violent"]
        armed = rules["violent"] - self.context.lexicon.classes["authorities"]
        if any(
            _is_on(words, rules, name, own, MANY, violent & armed) for name, own in rules["invented"].items()
        ):
            return True
        if _any(_clause(token), armed):
            return False
        policed = _any([*children(token, "nsubj"), *by_agents(token)], rules["violent"])
        for name, own in rules["topics"].items():
            lawful = name in rules["policed"]
            against = violent & armed if lawful else violent
            if (lawful or not policed) and _is_on(
                words, rules, name, own, max(ENOUGH, len(against) + 1), against
            ):
                return True
        return False

    def cues(self, token: Token) -> Cues:
        """How much of a word's clause and paragraph speaks for violence, and how much for another topic."""
        return (float(self.armed(token)), *self._counts(self.paragraphs[token.sent.start]))

    def _counts(self, words: frozenset[str]) -> tuple[float, ...]:
        """Words of violence, those that are not of the authorities too, and the most of one topic: that are strong,
        weak, of either kind, made up. Each is capped: a long paragraph has more of all."""
        rules = self.context.lexicon.topics
        violent = words & rules["violent"]
        strong = [*rules["topics"].items(), *rules["invented"].items()]
        own = {name: len(words & some) for name, some in strong}
        weak = {name: len(words & some) for name, some in rules["weak"].items()}
        either = max(own.get(name, 0) + weak.get(name, 0) for name in {*own, *weak})
        made_up = max(len(words & some) for some in rules["invented"].values())
        counts = (
            len(violent),
            len(violent - self.context.lexicon.classes["authorities"]),
            max(own.values()),
            max(weak.values()),
            either,
            made_up,
        )
        return tuple(float(min(count, cap)) for count, cap in zip(counts, CAPS, strict=True))


def _is_on(
    words: frozenset[str],
    rules: Mapping[str, Any],
    name: str,
    own: frozenset[str],
    enough: int,
    violent: frozenset[str],
) -> bool:
    """Whether a paragraph's words make it one on a topic: enough of its own, or one with weak ones and no violence."""
    strong, weak = len(words & own), len(words & rules["weak"].get(name, frozenset()))
    return strong >= enough or (strong > 0 and strong + weak >= MANY and not violent)


def topics(context: Context) -> Topics:
    """The topics of a report; `elsewhere` where all of it is about something else."""
    paragraphs = dict(_paragraphs(context.doc, context.sentences))
    rules, none = context.lexicon.topics, frozenset[str]()
    every = frozenset[str]().union(*paragraphs.values())
    strong = {**rules["topics"], **rules["invented"]}
    named = [rules["weak"].get(name, none) | strong.get(name, none) for name in {*strong, *rules["weak"]}]
    enough = max(ENOUGH, len(context.doc) // A_WORD_IN)
    elsewhere = not every & rules["violent"] and any(len(every & topic) >= enough for topic in named)
    return Topics(context, elsewhere, paragraphs)


def _paragraphs(doc: Doc, sentences: Iterable[Words]) -> Iterator[tuple[int, frozenset[str]]]:
    """The words of the paragraph of each sentence, by the sentence's first word."""
    held: list[Words] = []
    text = doc.text  # joined from its words at every call
    for sentence in sentences:
        if held and "\n\n" in text[held[-1].start_char : sentence.start_char]:
            yield from _shared(held)
            held = []
        held.append(sentence)
    yield from _shared(held)


def _shared(sentences: list[Words]) -> Iterator[tuple[int, frozenset[str]]]:
    row = [t.lower_ for sentence in sentences for t in sentence]
    words = frozenset(row) | {f"{a} {b}" for a, b in pairwise(row)}
    return ((sentence.start, words) for sentence in sentences)


def _figure(token: Token, rules: Mapping[str, Any]) -> bool:
    """Whether a beast, a disease or a price does it, it is done to a plan or a record, or only in a film or a drill."""
    doers = children(token, "nsubj") + by_agents(token)
    aims = children(token, "obj", "nsubj:pass")
    doers += [c for own in children(token, "acl") if own.lemma_ == "cause" for c in by_agents(own)]
    doers = [doer for doer in doers if not _is_named(doer) and not _is_made_of(doer, rules["violent"])]
    doers += _collapsed(token, rules["violent"])
    above = [token.head] if token.dep_ in ("nmod", "acl", "obj") else []
    story = [a.head for a in (token, token.head) if a.dep_.startswith("acl")]
    told_in = [c for verb in (token, token.head) for c in children(verb, "obl", "nmod")]
    return (
        _any(doers, rules["subjects"])
        or _any([*children(token, "nsubj", "nsubj:pass"), *aims], rules["performers"])
        or (token.dep_ == "compound" and _any([token.head], rules["genres"]))
        or _any([*doers, *children(token, "compound")], rules["practice"])
        or _any(aims, rules["objects"])
        or _any(above, rules["practice"])
        or _any(story, rules["invented-in"])
        or any(preposition(c) in ("in", "of") and _any([c], rules["invented-in"]) for c in told_in)
    )


def _is_named(token: Token) -> bool:
    """Whether a word is (part of) a name: the Tigers that kill soldiers are no beasts."""
    return token.pos_ == "PROPN" or (
        token.text[0].isupper() and not token.is_sent_start and not token.is_upper
    )


def _is_staged(token: Token, rules: Mapping[str, Any]) -> bool:
    """A "torture scene", and a scene "in which the hero is tortured"."""
    own = token.dep_ == "compound" or token.dep_.startswith("acl")
    return own and _any([token.head], rules["scenes"])


def _is_made_of(token: Token, violent: frozenset[str]) -> bool:
    """A "company of soldiers" and a "hail of rockets"."""
    return _any((c for c in children(token, "nmod") if preposition(c) == "of"), violent)


def _collapsed(token: Token, violent: frozenset[str]) -> list[Token]:
    """What gave way, where that is all that harm came of ("killed when the roof fell in")."""
    when = [c for c in children(token, "advcl") if any(m.lower_ in ("when", "after") for m in c.children)]
    return [c for own in when if not _any(_clause(token), violent) for c in children(own, "nsubj")]


def _any(tokens: Iterable[Token], words: frozenset[str]) -> bool:
    return any(t.lower_ in words or t.lemma_.lower() in words for t in tokens)


#: A year before 1950, or a time longer than a life ago.
_LONG_AGO = re.compile(
    r"\b(?:in|of|since|from|until|by|to) (?:1[0-8]\d\d|19[0-4]\d)\b|\bcentur(?:y|ies)\b"
    r"|\b(?:hundred|\d{3}|[5-9]\d|fifty|sixty|seventy|eighty|ninety) years ago\b",
    re.I,
)


def _long_ago(token: Token) -> bool:
    return _LONG_AGO.search(token.sent.text) is not None


#: Two or more years, before or since which something was.
_YEARS_PAST = re.compile(
    r"\b(?:\d{1,3}(?<!\b1)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))? years? "
    r"(?:ago|since|after|on|later|to the day|have passed)\b"
    r"|\b(?:second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|fifteen|twentie|thirtie|fortie)th"
    r"|\d{0,2}[2-9](?:nd|rd|th)|\d{1,2}[01](?:st|th))[- ]anniversary\b"
    r"|\bdecades? (?:ago|since|after)\b|\bcentenary\b",
    re.I,
)


#: How a word hangs on what it is the content of.
_CONTENT = frozenset("obj obl nmod nsubj:pass compound ccomp".split())


def _remembered(token: Token, rules: Mapping[str, Any]) -> bool:
    """Whether a happening is told only because it is remembered, years later: "to mark ten years since the attack"."""
    if not _YEARS_PAST.search(token.sent.text):
        return False
    path = [token, *token.ancestors]
    return any(_any([above], rules["remembering"]) and _is_content(below) for below, above in pairwise(path))


def _is_content(token: Token) -> bool:
    """Whether a word is what its head is about: not who does it, nor what came meanwhile ("when a bomb went off")."""
    since = any(c.lower_ in ("since", "after") for c in token.children)
    return token.dep_ in _CONTENT or (token.dep_ == "advcl" and since)


def _clause(token: Token) -> list[Token]:
    """The predicate's own words, and those it hangs on directly."""
    return [token, *token.subtree, token.head, *token.head.children]
