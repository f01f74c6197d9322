"""Groups of nouns in, who or what they are out: the actor of a pack, else an English name made word by word, else the
Arabic words as they stand."""

import re
from collections.abc import Iterator

from ascribe.extract.arabic.context import Context
from ascribe.extract.arabic.groups import Group, group_at
from ascribe.extract.arabic.words import Word, span
from ascribe.knowledge.arabic import NounForm
from ascribe.knowledge.arabic.tables import bare
from ascribe.knowledge.names import NameHit
from ascribe.knowledge.numbers import NAMES
from ascribe.model import ActorKind, Filler, SpeakerKind

#: English words of number are written up to this, figures above it.
_MOST_IN_WORDS = 10
_GROUPS = (ActorKind.GROUP, ActorKind.UNIT, ActorKind.BRAND, ActorKind.BODY, ActorKind.STATE)


def filler(context: Context, group: Group) -> Filler:
    """The group as what fills a role."""
    words = span(context.report, group.begin, group.close)
    hit = known(context, group)
    if hit is not None:
        return Filler(words, context.packs.actors[hit.id].name, hit.id)
    own = _of_a_state(context, group)
    if own is not None:
        return Filler(words, context.packs.actors[own].name, own)
    meant = taken_up(context, group)
    if meant is not None:
        said = filler(context, meant)
        return Filler(words, said.name, said.actor, (said.span,))
    return Filler(words, english(context, group) or clean(words.quote))


def _of_a_state(context: Context, group: Group) -> str | None:
    """ "the Americans", "their American masters": the state whose people are meant."""
    first, last = group.first, group.words[-1]
    alone = len(group.words) == 1 and first.article and first.stem.endswith(("ون", "ين"))
    theirs = len(group.words) == 2 and (first.suffix or first.plain.endswith("هم"))
    named = first.stem in ("عدو", "كيان", "احتلال")
    if last.adjective is None or not (alone or theirs or named):
        return None
    state = context.packs.adjectives.match(last.adjective.english)
    return state if state in context.packs.countries else None


def state_beside(context: Context, group: Group) -> str | None:
    """The state that a group names, or whose adjective stands in it: for whom an office speaks."""
    for word in group.words:
        if word.name is not None and word.name.id in context.packs.countries:
            return word.name.id
        if word.adjective is not None and word.adjective.lemma not in context.arabic.words["no-state"]:
            state = context.packs.adjectives.match(word.adjective.english)
            if state is not None and state in context.packs.countries:
                return state
    return None


def taken_up(context: Context, group: Group) -> Group | None:
    """The named group that "the front", "the group" takes up: the last of that word, else the last."""
    if len(group.words) != 1 or not group.first.article or not group.has("group"):
        return None
    before = [g for g in context.groups if g.close <= group.begin]
    lemmas = {f.noun.lemma for f in group.first.nouns}
    same = [g for g in before if lemmas & {f.noun.lemma for f in g.first.nouns}]
    generic = group.first.stem in ("جماعه", "تنظيم", "فصيل", "مجموعه", "ميليشيا", "مليشيا")
    return same[-1] if same else before[-1] if before and generic else None


def named_groups(context: Context) -> list[Group]:
    """Groups with a name of their own, in text order."""
    found: list[Group] = []
    for sentence in context.sentences:
        at = 0
        for i in range(len(sentence.words)):
            group = group_at(sentence, i, context.arabic) if i >= at else None
            if group is None or not (group.has("group") or _is_armed(context, group)):
                continue
            at = group.end
            if (len(group.words) > 1 and is_named(context, group)) or group.first.name is not None:
                found.append(group)
    return found


def _is_armed(context: Context, group: Group) -> bool:
    hit = group.first.name
    return hit is not None and context.packs.role(hit.id) is SpeakerKind.ARMED_GROUP


def clean(words: str) -> str:
    """One line without quotation marks."""
    return re.sub(r"\s+", " ", re.sub(r"[\"“”«»]", "", words)).strip(" ,،;:.")


def known(context: Context, group: Group) -> NameHit | None:
    """The actor of a pack that the whole group is: its head, or the name beside a noun for such an actor."""
    if group.first.name is not None:
        return group.first.name if _at_home(context, group) else None
    head = group.first
    if not (head.noun("people") or head.noun("body")) or (head.has("counts") and not head.has("title")):
        return None
    hits = [w.name for w in group.words if w.name is not None]
    for hit in hits:
        kind = context.packs.actors[hit.id].kind
        if kind is ActorKind.PERSON and head.has("title"):
            return hit
        if kind in _GROUPS and kind is not ActorKind.STATE and head.has("group"):
            return hit
    return None


def _at_home(context: Context, group: Group) -> bool:
    """Whether no adjective makes the name another one's ("Pakistani Taliban")."""
    hit, state = group.first.name, None
    for word in group.sentence.words[group.first.name_end : group.end]:
        if word.adjective is not None and state is None:
            state = context.packs.adjectives.match(word.adjective.english)
    if hit is None or state is None or state not in context.packs.countries:
        return True
    home = context.packs.homes.get(hit.id)
    return home is None or home == context.packs.countries[state]


def is_person(context: Context, group: Group) -> bool:
    """Whether the group is one person by a title or by a name that a pack knows."""
    hit = known(context, group)
    if hit is not None:
        return context.packs.actors[hit.id].kind is ActorKind.PERSON
    return group.has("title")


def english(context: Context, group: Group) -> str:
    """The English name of a group all of whose words have one; "" where one has none."""
    phrase = " ".join(
        bare(w.stem if not w.article else w.plain[len(w.plain) - len(w.stem) :]) for w in _content(group)
    )
    if phrase in context.arabic.phrases:
        return context.arabic.phrases[phrase]
    if (known_as := _office(context, group, phrase.split())) is not None:
        return known_as
    parts = list(_parts(context, group))
    if not parts or any(not word for _, word in parts):
        return ""
    name = _phrase(group, parts)
    count = group.count
    if count is not None and count.low == count.high and group.has("counts"):
        number = NAMES[count.low] if 0 < count.low <= _MOST_IN_WORDS else str(count.low)
        return f"{'a' if count.low == 1 else number} {name}" if name else ""
    return name


def _office(context: Context, group: Group, words: list[str]) -> str | None:
    """ "the Iraqi prime minister": a known phrase with adjectives after it."""
    rest = [w.adjective for w in _content(group)[2:]]
    known_as = context.arabic.phrases.get(" ".join(words[:2]))
    if known_as is None or not rest or any(adjective is None for adjective in rest):
        return None
    return " ".join([*(one.english for one in reversed(rest) if one is not None), known_as])


def _phrase(group: Group, parts: list[tuple[bool, str]]) -> str:
    """Nouns joined by "of" with their adjectives: a state's and a plural go with the first, others with the last."""
    nouns: list[tuple[str, list[str]]] = []
    words = [w for w in _content(group) if not w.inside]
    for word, (is_noun, english_) in zip(words, parts, strict=False):
        if is_noun:
            nouns.append((english_, []))
        elif nouns:
            first = english_[:1].isupper() or word.stem.endswith(("ين", "ون"))
            nouns[0 if first else -1][1].insert(0, english_)
    return " of ".join(" ".join([*adjectives, noun]) for noun, adjectives in nouns)


def _content(group: Group) -> list[Word]:
    return [w for w in group.sentence.words[group.head : group.end] if not w.is_mark]


def _parts(context: Context, group: Group) -> Iterator[tuple[bool, str]]:
    """Each word of the group in English, nouns first of all; "" for a word that has none."""
    words = _content(group)
    for number, word in enumerate(words):
        if word.number is not None and number:
            continue
        if word.name is not None:
            yield True, context.packs.actors[word.name.id].name
            continue
        if word.inside:
            continue
        form = (
            word.noun("people")
            or word.noun("body")
            or word.noun("thing")
            or (word.noun("event") if number else None)
        )
        if word.adjective is not None and (number or form is None):
            yield False, word.adjective.english
        elif form is not None and not word.suffix:
            yield True, _word(form, group, first=number == 0)
        else:
            yield False, ""


def _word(form: NounForm, group: Group, first: bool) -> str:
    several = form.number > 1 or (first and group.count is not None and group.count.low != 1)
    return form.noun.many if several else form.noun.english


def kind_of(context: Context, group: Group) -> SpeakerKind:
    """What a group is as a speaker: by the pack, by its noun, by what stands with that."""
    hit = known(context, group)
    own = group.noun
    if hit is not None:
        role = context.packs.role(hit.id)
        if role is not None:
            return role
    if own is None or own.noun.speaker is None:
        return SpeakerKind.UNKNOWN
    if own.noun.lemma == "لواء" and own.number == 3:
        return SpeakerKind.ARMED_GROUP
    generic = (
        own.noun.speaker is SpeakerKind.UNKNOWN
        or "voice" in own.noun.flags
        or own.noun.speaker is SpeakerKind.DOCUMENT
    )
    if generic or own.noun.lemma in ("مسؤول", "مدير", "قائد"):
        return _by_modifiers(context, group) or own.noun.speaker
    return own.noun.speaker


_MODIFIERS = {
    "military": SpeakerKind.MILITARY,
    "medical": SpeakerKind.MEDICAL,
    "health": SpeakerKind.MEDICAL,
    "judicial": SpeakerKind.JUDICIARY,
    "security": SpeakerKind.OFFICIAL,
    "government": SpeakerKind.OFFICIAL,
    "official": SpeakerKind.OFFICIAL,
    "diplomatic": SpeakerKind.OFFICIAL,
    "political": SpeakerKind.POLITICAL,
}


def _by_modifiers(context: Context, group: Group) -> SpeakerKind | None:
    """What the words after the head say: a body, a known actor, or an adjective."""
    for word in group.words[group.head - group.start + 1 :]:
        if word.name is not None and (role := context.packs.role(word.name.id)) is not None:
            return role
        form = word.noun("body") or word.noun("people")
        if (
            form is not None
            and form.noun.speaker not in (None, SpeakerKind.UNKNOWN)
            and "rank" not in form.noun.flags
        ):
            return form.noun.speaker
        if word.adjective is not None and word.adjective.english in _MODIFIERS:
            return _MODIFIERS[word.adjective.english]
    return None


def is_named(context: Context, group: Group) -> bool:
    """Whether the words name somebody: a name, an office that one person holds, a body."""
    if known(context, group) is not None:
        return True
    head = group.first
    if head.has("anonymous"):
        return False
    unknown = any(
        not (w.nouns or w.adjective or w.article or w.is_mark or w.prep or w.number or w.name)
        for w in _content(group)
    )
    if head.noun("people") is not None and not (head.has("group") and len(_content(group)) > 1):
        return unknown or (head.has("office") and len(_content(group)) > 1) or (head.has("title") and unknown)
    definite = head.article or len(_content(group)) > 1
    if head.noun("body") is not None or head.has("group"):
        return (definite and bool(_definite(group))) or unknown
    return unknown


def _definite(group: Group) -> bool:
    return any(w.article or w.name is not None or not (w.nouns or w.adjective) for w in _content(group))
