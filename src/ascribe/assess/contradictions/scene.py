"""What contradictions are looked for in: an incident with everything said of it, and how versions are worded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ascribe.assess.ties import Ties
from ascribe.assess.voices import AGENT, HAPPENED, Voice, Voices
from ascribe.model import Contradiction, Incident, NearContradiction, Proposition, Stance

Found = Contradiction | NearContradiction

#: Stances of those who say that it is so.
VOUCHES = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.CLAIMS, Stance.ACCUSES})
#: Characters of the words that stand for a version that has no value of its own.
_LONGEST = 120
#: Characters shown on either side of the words that matter.
_AROUND = 30
#: Quotation marks at the ends of words that are put into quotation marks.
_MARKS = ' “”"«»'
_VERBS = {
    Stance.CLAIMS: "claimed",
    Stance.ACCUSES: "accused",
    Stance.ASSERTS: "accused",
    Stance.CONFIRMS: "accused",
    Stance.DENIES: "denied",
    Stance.CANNOT_CONFIRM: "cannot confirm",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """An incident, its voices and its propositions by id.

    `content` has the words of every passage about each proposition; `ties` say who acts for whom, so that naming
    both is no contradiction; `beside` are the voices on series of the same scope.
    """

    incident: Incident
    voices: Voices
    propositions: Mapping[str, Proposition]
    content: Mapping[str, str] = field(default_factory=dict)
    ties: Ties = field(default_factory=Ties)
    beside: tuple[Voice, ...] = ()

    def label(self, voice: Voice) -> str:
        """How the speaker of a voice is called; one of a series beside goes by the words of its report."""
        return self.voices.names.get(voice.row, voice.speaker.name)


def vouching(said: Iterable[Voice]) -> list[Voice]:
    """The voices that say it is so."""
    return [voice for voice in said if voice.stance in VOUCHES]


def versions(said: Iterable[Voice], scene: Scene, *, verbs: bool = False) -> tuple[str, ...]:
    """Each version once with all who give it: "19 (an army official)"; with `verbs` what each of them does."""
    givers: dict[str, list[str]] = defaultdict(list)
    for voice in said:
        text = _VERBS.get(voice.stance, voice.stance.value) if verbs else _version(voice)
        label = scene.label(voice)
        if label not in givers[text]:
            givers[text].append(label)
    return tuple(f"{version} ({', '.join(who)})" for version, who in givers.items())


def _version(voice: Voice) -> str:
    if voice.value:
        return voice.value
    if voice.facet not in (AGENT, HAPPENED):
        return f"“{shortened(voice.evidence.quote)}”"
    return {Stance.DENIES: "denied", Stance.ASSERTS: "says so"}.get(voice.stance, voice.stance.value)


def shortened(words: str) -> str:
    """Words in one line, cut where they are long."""
    line = " ".join(words.split()).strip(_MARKS)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def around(words: str, start: int, end: int) -> str:
    """A part of a passage in quotation marks, with a few of the words around it."""
    first = words.rfind(" ", 0, max(start - _AROUND, 0)) + 1 if start > _AROUND else 0
    last = words.find(" ", end + _AROUND)
    cut = words[first : last if last >= 0 else len(words)]
    before, after = "…" if first else "", "…" if last >= 0 else ""
    return f"“{before}{' '.join(cut.split()).strip(_MARKS)}{after}”"


def entries(said: Iterable[Voice]) -> tuple[str, ...]:
    """The ids of the statements and propositions that voices rest on, each once."""
    return tuple(dict.fromkeys(voice.entry for voice in said))
