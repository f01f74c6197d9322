"""A world in, its reports out: who tells what of each happening, when, and whose text it is; with what was truly said.

Officials err and lie, groups claim (some under a front) or deny, the first counts are too low, outlets copy with or
without credit, some correct themselves late. Each `Act` is one thing that a speaker said in an original: a copy adds
none, and that is what corroboration is measured against.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from ascribe.model import Means, Moment, SpeakerKind, Stance
from benchmarks.world.page import Page, Says, Sentence, Story, Tells, Voice, page
from benchmarks.world.truth import Group, Happening, World, words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is copied (share of all reports) and lied (share of what officials and the accused say)."""

    copying: float = 0.5
    lying: float = 0.1
    erring: float = 0.05
    correcting: float = 0.05
    recalling: float = 0.1


@dataclass(frozen=True, slots=True)
class Act:
    """One thing said in an original report, `story` its number: on which day, by whom (`voice` is unique)."""

    happening: int
    story: int
    day: date
    voice: str
    says: Says


@dataclass(frozen=True, slots=True)
class Telling:
    """All reports of a world, and the acts behind them; `fronts` are the groups (ids) whose front a report states."""

    world: World
    settings: Settings
    pages: tuple[Page, ...]
    acts: tuple[Act, ...]
    told_means: tuple[tuple[int, Means], ...]
    fronts: frozenset[tuple[str, str]]


def tell(world: World, settings: Settings) -> Telling:
    """Every report of a world; what each happening's reports say depends on its number and the seed alone."""
    stories: list[Story] = []
    acts: list[Act] = []
    means: set[tuple[int, Means]] = set()
    fronts: set[tuple[str, str]] = set()
    for happening in world.happenings:
        teller = _Teller(world, settings, happening, Random(f"telling {world.seed} {happening.number}"))
        for number, story in enumerate(teller.stories()):
            if story.copy_of is None:
                acts += _acts(happening.number, number, story)
            means |= {
                (s.tells.happening, s.tells.means)
                for s in story.sentences
                if s.tells and s.tells.means and not s.tells.background
            }
            fronts |= {(s.front[0].id, s.front[1].id) for s in story.sentences if s.front}
            stories.append(story)
    pages = {made.report.id: made for made in map(page, stories)}
    return Telling(
        world, settings, tuple(pages.values()), tuple(acts), tuple(sorted(means)), frozenset(fronts)
    )


def _acts(happening: int, number: int, story: Story) -> Iterator[Act]:
    for sentence in story.sentences:
        for says in sentence.says:
            voice = says.voice.actor or (
                says.voice.words if says.voice.named else f"{says.voice.words} {happening} {number}"
            )
            yield Act(happening, number, story.day, voice, says)


class _Teller:
    """The reports of one happening."""

    def __init__(self, world: World, settings: Settings, happening: Happening, random: Random) -> None:
        self.world, self.settings, self.h, self.random = world, settings, happening, random
        others = [g for g in world.groups if not g.front_of and g.id != happening.agent.id]
        self.rival = random.choice(others)
        self.known_at_first = (
            max(1, happening.killed // 2) if happening.killed > 3 and random.random() < 0.5 else None
        )

    def stories(self) -> Iterator[Story]:
        """Originals, each with its copies; the page that is copied stands before its copies."""
        pool = [*self.random.sample(self.world.agencies, 2), *self.random.sample(self.world.outlets, 4)]
        wanted = self.random.choices((1, 2, 3), (0.7, 0.25, 0.05))[0]
        originals = [
            self._original(outlet, self.h.day + self.random.choice((0, 0, 1, 1, 2)) * _DAY)
            for outlet in pool[:wanted]
        ]
        if self._chance(self.settings.correcting):
            originals.append(self._correction(originals[0]))
        for original in originals:
            yield original
            while self._chance(self.settings.copying):
                yield self._copy(original)

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _original(self, outlet: str, day: date) -> Story:
        sentences = [self._lead(outlet), self._counts(outlet, day)]
        sentences += self._blame(outlet, day)
        if self._chance(self.settings.lying / 3):
            sentences.append(self._denial_of_all(outlet))
        if self._chance(self.settings.erring):
            sentences.append(self._other_means(outlet))
        for detail in self.random.sample(words()["details"], 1):
            sentences.append(
                Sentence(f"{detail}, a correspondent of the {outlet} saw in {self.h.town.name}.")
            )
        if self._chance(self.settings.recalling) and self.h.number:
            sentences.append(self._recall(outlet))
        headline = f"{outlet}: {self.h.means.value} attack in {self.h.town.name}"
        return Story(outlet, day, headline, tuple(sentences))

    def _lead(self, outlet: str) -> Sentence:
        h, random = self.h, self.random
        target = h.target if self._chance(0.75) else h.target.partition(" ")[2]
        town = h.town if self._chance(0.9) else None
        where = town.name if town else h.town.province
        when, said = self._when()
        means = h.means if self._chance(0.9) else None
        verb = random.choice(words()["verbs"][h.means.value]) if means else "Attackers struck"
        text = f"{verb} the {target} in {where}{said}, the {outlet} reports."
        return Sentence(text, Tells(h.number, means, target, when, town, h.town.province))

    def _when(self) -> tuple[Moment | None, str]:
        """The day, or the week, or nothing."""
        roll, day = self.random.random(), self.h.day
        if roll < 0.85:
            return Moment(day.isoformat(), f"on {day:%A}"), f" on {day:%A}"
        if roll < 0.95:
            monday = day - day.weekday() * _DAY
            return Moment(f"{monday}/{monday + 6 * _DAY}", "this week"), " this week"
        return None, ""

    def _counts(self, outlet: str, day: date) -> Sentence:
        h = self.h
        first = self.known_at_first if day == h.day else None
        killed = first if first is not None else h.killed
        wounded = h.wounded
        voice = self.random.choice((
            Voice("A police official", SpeakerKind.POLICE, False),
            Voice("A doctor", SpeakerKind.MEDICAL, False),
            Voice("The Interior Ministry", SpeakerKind.OFFICIAL, True, "a:interior"),
        ))  # fmt: skip
        if voice.actor and self._chance(self.settings.lying):
            killed, wounded = killed // 3, wounded // 3
        elif self._chance(self.settings.erring):
            killed += self.random.choice((1, 2, 4))
        open_ = self._chance(0.2) and killed > 0
        dead = f"at least {killed} people" if open_ else f"{killed} people"
        says = [Says(voice, Stance.ASSERTS, "killed", count=(dead, killed, None if open_ else killed))]
        hurt = f"{wounded} others"
        if also := self._chance(0.4):
            says.append(Says(voice, Stance.ASSERTS, "wounded", count=(hurt, wounded, wounded)))
        rest = f" and {hurt} wounded" if also else ""
        text = f"{voice.words} told the {outlet} that {dead} were killed{rest} in {h.town.name}."
        return Sentence(text, None, tuple(says))

    def _blame(self, outlet: str, day: date) -> Iterator[Sentence]:
        """Who is said to have done it: a claim, accusations, denials of the accused, or that nobody claims it."""
        h = self.h
        claimed = h.claims and day >= h.day + h.claim_after * _DAY
        if h.claims and claimed:
            yield self._claim(h.claims, outlet)
            if h.claims.front_of and self._chance(0.1):
                yield self._front(h.claims, outlet)
        elif self._chance(0.5):
            nobody = Voice(f"the {outlet}", SpeakerKind.MEDIA, True)
            text = f"No group has claimed the attack in {h.town.name} so far, the {outlet} notes."
            yield Sentence(text, None, (Says(nobody, Stance.NO_CLAIM, "agent"),))
        if self._chance(0.6):
            accused = self.rival if self._is_wrong() else h.agent
            yield self._accusation(accused, outlet)
            denies = 0.6 if accused is not h.agent else self.settings.lying
            if self._chance(denies):
                group = Voice(f"the {accused.name}", SpeakerKind.ARMED_GROUP, True, accused.id)
                text = f"Asked by the {outlet}, {group.words} denied any part in the attack in {h.town.name}."
                yield Sentence(text, None, (Says(group, Stance.DENIES, "agent", agent=accused),))

    def _is_wrong(self) -> bool:
        return self._chance(self.settings.lying) or self._chance(self.settings.erring)

    def _claim(self, group: Group, outlet: str) -> Sentence:
        voice = Voice(f"The {group.name}", SpeakerKind.ARMED_GROUP, True, group.id)
        place = self.h.town.name
        text = f"{voice.words} claimed the attack of {self.h.day:%d %B} in {place}, the {outlet} reports."
        return Sentence(text, None, (Says(voice, Stance.CLAIMS, "agent", agent=group),))

    def _front(self, front: Group, outlet: str) -> Sentence:
        doer = self.world.doer(front)
        text = f"The {front.name} is a front of the {doer.name}, analysts told the {outlet}."
        return Sentence(text, None, (), (front, doer))

    def _accusation(self, accused: Group, outlet: str) -> Sentence:
        place = self.h.town.name
        kind = self.random.choice(("record", "unnamed", "witness", "suspects"))
        voice = {
            "record": Voice("The Interior Ministry", SpeakerKind.OFFICIAL, True, "a:interior"),
            "unnamed": Voice("Two security officials", SpeakerKind.OFFICIAL, False),
            "witness": Voice("A shopkeeper", SpeakerKind.WITNESS, False),
            "suspects": Voice("An investigator", SpeakerKind.POLICE, False),
        }[kind]
        hedged = kind == "suspects"
        verb = "said they suspected" if hedged else "blamed"
        text = f"{voice.words} {verb} the {accused.name} for the attack in {place}, the {outlet} learned."
        says = Says(
            voice, Stance.ACCUSES, "agent", agent=accused, certainty="possible" if hedged else "stated"
        )
        return Sentence(text, None, (says,))

    def _denial_of_all(self, outlet: str) -> Sentence:
        voice = Voice("The governor", SpeakerKind.OFFICIAL, False)
        text = f"{voice.words} told the {outlet} that no attack had taken place in {self.h.town.name}."
        return Sentence(text, None, (Says(voice, Stance.DENIES, "happened"),))

    def _other_means(self, outlet: str) -> Sentence:
        voice = Voice("A baker", SpeakerKind.WITNESS, False)
        other = "gunfire" if self.h.means in (Means.DRONE, Means.ROCKET) else "three rockets"
        text = f"{voice.words} in {self.h.town.name} told the {outlet} that it had been {other}."
        return Sentence(text, None, (Says(voice, Stance.ASSERTS, "means", other),))

    def _recall(self, outlet: str) -> Sentence:
        """An earlier happening, as background."""
        before = self.world.happenings[self.random.randrange(max(0, self.h.number - 200), self.h.number)]
        day = before.day
        text = f"On {day:%d} {day:%B} the {before.target} in {before.town.name} was attacked, the {outlet} recalls."
        when = Moment(day.isoformat(), f"On {day:%d} {day:%B}")
        tells = Tells(before.number, None, before.target, when, before.town, before.town.province, True)
        return Sentence(text, tells)

    def _correction(self, original: Story) -> Story:
        """The first outlet again, days later, with the count as it is."""
        day = original.day + 3 * _DAY
        text = (
            f"The {original.outlet} corrects its report on the attack on the {self.h.target} in {self.h.town.name} on "
            f"{self.h.day:%A}."
        )
        when = Moment(self.h.day.isoformat(), f"on {self.h.day:%A}")
        tells = Tells(self.h.number, self.h.means, self.h.target, when, self.h.town, self.h.town.province)
        voice = Voice("A hospital spokesman", SpeakerKind.MEDICAL, False)
        dead = f"{self.h.killed} people"
        count = Says(voice, Stance.ASSERTS, "killed", count=(dead, self.h.killed, self.h.killed))
        said = Sentence(
            f"{voice.words} now puts it at {dead} dead, it adds on {day:%d} {day:%B}.", None, (count,)
        )
        headline = f"Correction: {self.h.town.name}, {day:%d} {day:%B}"
        return Story(original.outlet, day, headline, (Sentence(text, tells), said))

    def _copy(self, original: Story) -> Story:
        """The same sentences under another headline: some cut, some changed by a word, with or without credit."""
        outlet = self.random.choice([name for name in self.world.outlets if name != original.outlet])
        kept: Sequence[Sentence] = original.sentences
        if self._chance(0.3) and len(kept) > 3:
            kept = kept[:-1]
        if self._chance(0.4):
            kept = [self._reworded(sentence) for sentence in kept]
        credit = original.outlet if self._chance(0.5) else ""
        headline = f"{outlet}: what is known of {self.h.town.name}"
        day = original.day + self.random.choice((0, 0, 1, 2)) * _DAY
        return Story(outlet, day, headline, tuple(kept), credit, original)

    def _reworded(self, sentence: Sentence) -> Sentence:
        """One word replaced that no entry rests on."""
        for word, others in words()["synonyms"].items():
            held = [s.count[0] for s in sentence.says if s.count] + [s.voice.words for s in sentence.says]
            if f" {word} " in sentence.text and not any(word in part for part in held):
                other = self.random.choice(others)
                return replace(sentence, text=sentence.text.replace(f" {word} ", f" {other} ", 1))
        return sentence
