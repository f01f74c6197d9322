"""Groups of nouns in, `Speaker`s out: named or not, of what kind, and who is meant where the words say little."""

from dataclasses import replace

from ascribe.extract.arabic.context import Context
from ascribe.extract.arabic.groups import Group, group_at
from ascribe.extract.arabic.naming import clean, is_named, is_person, kind_of, known, state_beside, taken_up
from ascribe.extract.arabic.words import Sentence, span
from ascribe.knowledge.arabic import plain
from ascribe.knowledge.arabic.tables import bare
from ascribe.model import ActorKind, Hop, Speaker, SpeakerKind

_SAME = ("نفسه", "نفسها", "ذاته", "ذاتها")
_PASSED_ON = ("نقل",)


class Voices:
    """The speakers of one report in the order in which they are read; `last` is who spoke last."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: list[tuple[tuple[str, ...], Speaker]] = []
        self.last: Speaker | None = None

    def speaker(self, group: Group, strict: bool = False) -> Speaker | None:
        """Who a group is as a speaker; None for what cannot speak. `strict` takes only what a list or a pack knows, and
        names of several words."""
        context = self._context
        if not _can_speak(context, group) or (strict and not _is_sure(context, group)):
            return None
        if _is_lone_unknown(group) and not self._is_known(group):
            return None
        meant = taken_up(context, group)
        if meant is not None and meant is not group:
            own, _ = self._made(meant)
            self.last = replace(own, span=span(context.report, group.begin, group.close))
            return self.last
        made, whole = self._made(group)
        words = tuple(bare(w.stem) for w in whole.words if not w.is_mark)
        earlier = self._earlier(whole, words)
        if earlier is not None:
            made = replace(earlier, span=made.span, via=())
        elif (words, made.name) not in ((known_words, s.name) for known_words, s in self._known):
            self._known.append((words, made))
        self.last = made
        return made

    def _is_known(self, group: Group) -> bool:
        """Whether a single unknown word is part of a name that was read, or of a known group's."""
        stem = bare(group.first.stem)
        seat = self._context.packs.metonyms.match(group.first.text[group.first.begin - group.first.start :])
        return seat is not None or any(stem in words for words, _ in self._known)

    def _made(self, group: Group) -> tuple[Speaker, Group]:
        """The speaker by its own words, and the group with the name beside it."""
        context = self._context
        group, kind, named = self._with_name(group)
        words = span(context.report, group.begin, group.close)
        hit = known(context, group)
        seat = context.packs.metonyms.match(words.quote) if hit is None and len(group.words) == 1 else None
        if seat is not None:  # a capital that speaks is a government
            return Speaker(
                words.quote, SpeakerKind.OFFICIAL, True, words, affiliation=seat, actor=seat
            ), group
        anonymous = not named
        person = is_person(context, group)
        single = group.count is None and (
            person or (group.noun is not None and group.noun.number == 1 and anonymous)
        )
        count = group.count.low if group.count and group.count.low == group.count.high else None
        made = Speaker(
            name=clean(words.quote),
            kind=kind,
            named=named,
            span=words,
            count=count or (1 if single else None),
            affiliation=state_beside(context, group),
            actor=hit.id if hit is not None and named else None,
        )
        return made, group

    def _with_name(self, group: Group) -> tuple[Group, SpeakerKind, bool]:
        """The group with the name or the office that stands beside it between commas."""
        context, sentence = self._context, group.sentence
        kind, named = kind_of(context, group), is_named(context, group)
        comma = sentence.at(group.end)
        if comma is None or comma.text not in "،," or not (group.has("title") or not group.first.nouns):
            return group, kind, named
        beside = group_at(sentence, group.end + 1, context.arabic)
        if beside is None or beside.prep or beside.sentence.words[beside.start].conj or beside.has("event"):
            return group, kind, named
        if group.has("title") and _names_somebody(context, beside):
            whole = replace_end(group, beside.end)
            return whole, kind if kind is not SpeakerKind.UNKNOWN else kind_of(context, beside), True
        if beside.has("title") and not group.first.nouns:
            return replace_end(group, beside.end), kind_of(context, beside), named
        return group, kind, named

    def _earlier(self, group: Group, words: tuple[str, ...]) -> Speaker | None:
        """Who was named before and is meant by a short form: "the source", "the ministry", a family name."""
        first = group.first
        following = group.sentence.at(group.end)
        same = following is not None and following.plain in _SAME
        if first.article and (
            len(words) == 1
            or same
            or (set(words) <= {*words[:2]} and len(words) == 2 and first.has("anonymous"))
        ):
            for earlier, speaker in reversed(self._known):
                if earlier[0] == words[0] or (same and words[0] in earlier):
                    return speaker
            if words[0] == "بيان":
                return self.last
        if len(words) == 1 and not first.nouns and first.name is None:
            holders = [
                s for earlier, s in self._known if words[0] in earlier[1:] or f"ال{words[0]}" in earlier[1:]
            ]
            if holders:
                return holders[-1]
        longer = [
            (earlier, speaker)
            for earlier, speaker in self._known
            if len(words) > 1
            and len(earlier) > len(words)
            and earlier[: len(words)] == words
            and speaker.named
        ]
        return max(longer, key=lambda one: len(one[0]))[1] if longer else None

    def through(
        self, sentence: Sentence, i: int, spoken: list[Speaker], groups: list[Group], lemma: str
    ) -> Speaker:
        """The speaker; whom an outlet quotes ("the agency quoted X as saying") is heard through the outlet."""
        speaker = spoken[0]
        if lemma not in _PASSED_ON or speaker.span is None:
            return speaker
        at = groups[0].end
        for j in range(at, min(at + 3, len(sentence.words))):
            if sentence.words[j].plain == "عن":
                group = group_at(sentence, j + 1, self._context.arabic)
                inner = self.speaker(group) if group is not None else None
                if inner is not None:
                    return replace(inner, via=(Hop(speaker.span, speaker.name, speaker.kind), *inner.via))
        return speaker


def _is_lone_unknown(group: Group) -> bool:
    first = group.first
    return (
        len(group.words) == 1 and first.name is None and not (first.nouns or first.adjective or first.is_mark)
    )


def _is_sure(context: Context, group: Group) -> bool:
    """Whether a group is a speaker by a list or a pack, or has a name of several unknown words."""
    if group.first.name is not None or any(f.noun.speaker is not None for f in group.first.nouns):
        return True
    if len(group.words) == 1 and context.packs.metonyms.match(group.first.text) is not None:
        return True
    plain_words = [w for w in group.words if not (w.nouns or w.verbs or w.adjective or w.article or w.prep)]
    return len(plain_words) == len(group.words) > 1


def replace_end(group: Group, end: int) -> Group:
    """The group up to another word."""
    return replace(group, end=end)


def _names_somebody(context: Context, group: Group) -> bool:
    """Whether a group is a person's name, with a rank or without."""
    hit = known(context, group)
    if hit is not None:
        return context.packs.actors[hit.id].kind is ActorKind.PERSON
    if group.first.has("rank"):
        return True
    return (
        not group.first.nouns
        and group.first.adjective is None
        and not group.first.article
        and not group.first.is_mark
    )


def _can_speak(context: Context, group: Group) -> bool:
    """People with an office or a name, bodies, reports; no things, no happenings, no mere victims."""
    first = group.first
    if first.name is not None:
        return True
    if (
        first.is_mark
        or first.number is not None
        or first.has("nobody")
        or first.noun("event")
        or first.noun("thing")
    ):
        return False
    if first.nouns:
        return any(f.noun.speaker is not None for f in first.nouns)
    if first.adjective is not None or first.suffix:
        return False
    return not first.article and len(plain(first.text)) > 2
