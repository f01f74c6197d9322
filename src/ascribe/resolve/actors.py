"""Names of actors in, their pack ids out: matched whole, where only a title or a generic noun is left, or as alike.

"the Varn Front militia" is the Varn Front; its headquarters, its opponents and an unnamed member are not. A
family name alone is whoever the same report names in full. What no pack writes so is compared (`matching`).
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from ascribe.knowledge.names import NameHit, fold
from ascribe.knowledge.naming import load_naming
from ascribe.knowledge.packs import Packs
from ascribe.model import ActorKind, Filler, RelationKind, Speaker
from ascribe.resolve.aliases import names_of
from ascribe.resolve.likeness import is_foreign
from ascribe.resolve.matching import matcher

#: What may follow the name of a group that is still the group.
_GROUP_TAIL = re.compile(
    r"[\s'’s]*(?:(?:armed|militant|militia|terror|terrorist|rebel|paramilitary|extremist|jihadi|insurgent|guerrilla)\s+)?"
    r"(?:groups?|militias?|movement|factions?|fighters|rebels|gunmen|militants|insurgents|terrorists|jihadists|guerrillas"
    r"|organi[sz]ation|network|forces|troops|soldiers|authorities|news agency|agency|office)?\s*",
    re.I,
)
_STATE_TAIL = re.compile(
    r"(?:['’]s)?(?:\s+(?:government|authorities|regime|state|leadership|administration))?", re.I
)
_STATE_HEAD = re.compile(r"(?:the|neighbou?ring)?\s*", re.I)
_ADJECTIVE_TAIL = re.compile(r"\s+(?:government|authorities|regime|state|leadership|administration)", re.I)
#: What must not stand before a name for it to be the head: another head, another actor, an opposite.
_OTHER_HEAD = re.compile(r"\b(?:of|for|by|in|from|against|to|with|at|on|near|and|or|between|inside)\b", re.I)
#: What makes a person's name the end of a phrase for something else: "the government of X".
_OF = re.compile(r"\b(?:of|for|by|from|against|to|with|near|and|or)\s*$", re.I)
_OPPOSITE = re.compile(r"\b(?:anti|pro|non|ex|former)[\s-]*$", re.I)
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*")
_PARENTAGE = frozenset(
    fold(word) for word in "abu abou umm um ibn bin bint أبو أم بن ابن بنت абу ибн бин".split()
)
#: Words of the longest name that is compared with those of the packs.
_LONGEST = 9


@dataclass(frozen=True)
class Actors:
    """The actors that names of one report mean.

    `countries` are those the report speaks of; `full_names` maps a folded family name to the full name of the
    one person that the report names so.
    """

    packs: Packs
    countries: Collection[str]
    full_names: dict[str, str]

    @classmethod
    def of(cls, packs: Packs, countries: Collection[str], names: Iterable[str]) -> "Actors":
        """For a report that speaks of these countries and has these names (fillers and named speakers)."""
        families: dict[str, set[str]] = {}
        for name in names:
            words = name.split()
            if len(words) > 1 and all(_NAME.fullmatch(word) or word.startswith("al-") for word in words):
                families.setdefault(fold(words[-1]), set()).add(name)
        return cls(packs, countries, {last: full.pop() for last, full in families.items() if len(full) == 1})

    def filler(self, filler: Filler) -> Filler:
        """The filler with its actor, and that actor's name, where a pack knows it."""
        actor = filler.actor or self.identify(filler.name)
        if actor is not None and actor in self.packs.actors:
            return replace(filler, actor=actor, name=self.packs.actors[actor].name)
        return replace(filler, name=self._full(filler.name))

    def speaker(self, speaker: Speaker) -> Speaker:
        """The speaker with its actor; one who is not named is nobody, whatever the words beside."""
        if not speaker.named:
            return replace(speaker, actor=None)
        if speaker.is_outlet:
            return replace(speaker, actor=speaker.actor or self._whole(speaker.name))
        name = self._full(speaker.name)
        return replace(speaker, name=name, actor=speaker.actor or self.identify(name))

    def identify(self, name: str) -> str | None:
        """The actor that a name means where an actor is meant, or None; of "X, codenamed Y" the one both can mean."""
        parts = names_of(name)
        found = list(dict.fromkeys(actor for part in parts if (actor := self._one(part))))
        if len(found) > 1:  # "Hezbollah (Lebanon)"
            found = [actor for actor in found if self.packs.actors[actor].kind is not ActorKind.STATE]
        if len(parts) > 1 and not found:
            return self._one(name)
        return found[0] if len(found) == 1 else None

    def _one(self, name: str) -> str | None:
        return (
            self._whole(name)
            or self._state(name)
            or self._numbered(name)
            or self._head(name)
            or self._alike(name)
        )

    def _whole(self, name: str) -> str | None:
        ids = {*self.packs.index.ids(name), *self.packs.metonyms.ids(name)}
        meant = [
            actor
            for actor in ids
            if self.packs.fits(actor, name, self.countries) and not self._is_acronym(actor, name)
        ]
        if len(meant) > 1:
            meant = [actor for actor in meant if self.packs.homes.get(actor) in self.countries]
        return meant[0] if len(meant) == 1 else None

    def _is_acronym(self, actor: str, name: str) -> bool:
        """Whether an actor goes by a word of small letters in capitals only: a car is not the CAR."""
        if not (name.islower() and name.isascii()):
            return False
        written = [own.text for own in self.packs.actors[actor].names if fold(own.text) == fold(name)]
        return bool(written) and all(own.isupper() for own in written)

    def _numbered(self, name: str) -> str | None:
        """A numbered unit with what it is part of: "PMF Brigade 9" is who has that number there."""
        if not any(c.isdigit() for c in name):
            return None
        for hit in (*self.packs.index.find(name), *self.packs.index.find(name.lower())):
            said = name[hit.start : hit.end]
            if not any(c.isdigit() for c in said):
                continue
            rest = f"{name[: hit.start]} {name[hit.end :]}".strip(" ,-")
            words = [w for w in rest.split() if w.lower() not in ("of", "the", "in", "from", "في", "من")]
            whole = self._whole(" ".join(words)) if words else None
            if whole is not None and self._is_part(hit.id, whole):
                return hit.id
        return None

    def _is_part(self, actor: str, whole: str) -> bool:
        return any(
            r.a == actor and r.b == whole and r.kind is RelationKind.PART_OF
            for r in self.packs.relations_of(actor)
        )

    def _alike(self, name: str) -> str | None:
        """The actor that a name is another writing of; descriptions are no names."""
        words = name.split()
        named = is_foreign(name) or sum(any(c.isupper() for c in word) for word in words) * 2 >= len(words)
        return matcher(self.packs).best(name, self.countries) if named and len(words) <= _LONGEST else None

    def _state(self, name: str) -> str | None:
        """ "the Varnian government" is Varnia."""
        for hit in self.packs.adjectives.find(name):
            head, tail = name[: hit.start], name[hit.end :]
            if _STATE_HEAD.fullmatch(head) and _ADJECTIVE_TAIL.fullmatch(tail):
                return hit.id
        return None

    def _head(self, name: str) -> str | None:
        """The last known name of a phrase, if the phrase is that actor and not something of it."""
        hits = self.packs.index.find(name)
        if not hits:
            return None
        hit = hits[-1]
        said = name[hit.start : hit.end]
        return hit.id if self._is_head(name, hit) and self.packs.fits(hit.id, said, self.countries) else None

    def _is_head(self, name: str, hit: NameHit) -> bool:
        head, tail = name[: hit.start], name[hit.end :]
        kind = self.packs.actors[hit.id].kind
        if kind is ActorKind.STATE:
            return bool(_STATE_HEAD.fullmatch(head) and _STATE_TAIL.fullmatch(tail))
        if kind is ActorKind.PERSON:
            # A family name of the pack is not enough where another first name stands before it.
            if tail.strip() or _given_before(head) or _OF.search(head):
                return False
            return " " in name[hit.start : hit.end] or not _first_name(head)
        if is_foreign(name):
            return self._says_little(head, hit.id) and self._says_little(tail, hit.id)
        return (
            bool(_GROUP_TAIL.fullmatch(tail))
            and not _OTHER_HEAD.search(head)
            and not _OPPOSITE.search(head)
            and self._says_little(" ".join(w for w in head.split() if w[:1].isupper()), hit.id)
        )

    def _says_little(self, words: str, actor: str) -> bool:
        """Whether words beside the name of a group leave it that group: "Shiite", its nationality, "Iran-backed"."""
        naming = load_naming()
        for word in words.replace("،", " ").replace(",", " ").split():
            plain = fold(word)
            if "-" in word.strip("-") or plain in naming.weak or plain in naming.modifiers or word == "The":
                continue
            state = self.packs.adjectives.match(word) or self.packs.index.match(word.removesuffix("'s"))
            country = self.packs.countries.get(state) if state else None
            if country is None or self.packs.homes.get(actor, country) != country:
                return False
        return True

    def _full(self, name: str) -> str:
        """The name in full, where the report gives it in full elsewhere."""
        return name if " " in name else self.full_names.get(fold(name), name) if _NAME.match(name) else name


#: Titles that stand before a family name ("President X", "Gen. X").
_TITLES = re.compile(
    r"(?:president|premier|(?:prime |foreign |defen[cs]e |interior )?minister|secretary|general|colonel"
    r"|brigadier|major|lieutenant|captain|commander|spokes\w+|ayatollah|sheikh|sayyed|leader|chief|king|prince|dr|mr|mrs|ms"
    r"|gen|col|brig|maj|lt|capt|pm|cleric)\.?",
    re.I,
)


def _given_before(head: str) -> bool:
    """Whether a name that ends before another makes it another person's: "Abu", "Hassan"."""
    words = [fold(word) for word in head.split()[-1:]]
    return (
        bool(words)
        and (words[0] in _PARENTAGE or words[0] in load_naming().apart)
        and not _TITLES.fullmatch(words[0])
    )


def _first_name(head: str) -> bool:
    """Whether the last word before a name is a name too and no title."""
    words = head.split()
    return bool(words) and words[-1][:1].isupper() and not _TITLES.fullmatch(words[-1])
