"""The YAML of Arabic words in, `Arabic` out: every form that is known, with what it may be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ascribe.errors import KnowledgeError
from ascribe.knowledge.arabic.entries import Adjective, Noun, NounForm, Verb, VerbForm, noun, verb
from ascribe.knowledge.arabic.forms import Form, adjective_forms, noun_forms, verb_forms
from ascribe.knowledge.arabic.letters import plain
from ascribe.knowledge.mappings import read_mapping
from ascribe.model import Means, Stance

_FOLDER = Path(__file__).parent
_ROLES = {"events": "event", "people": "people", "bodies": "body", "things": "thing"}


@dataclass(frozen=True, slots=True, eq=False)
class Arabic:
    """Forms in plain spelling and what they may be; `words` are lists of words by name, `means` in their order."""

    verbs: Mapping[str, tuple[VerbForm, ...]]
    participles: Mapping[str, Stance | None]
    nouns: Mapping[str, tuple[NounForm, ...]]
    adjectives: Mapping[str, Adjective]
    phrases: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    means: Mapping[Means, frozenset[str]]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    open: Mapping[str, int]
    hedges: Mapping[str, tuple[str, ...]]
    certainties: Mapping[str, frozenset[str]]
    places: Mapping[str, str]
    places_after: Mapping[str, str]
    place_nouns: Mapping[str, str]


@cache
def load_arabic() -> Arabic:
    """The tables, read once; raises KnowledgeError naming the file."""
    verbs, nouns, words, places = (
        read_mapping(_FOLDER / f"{name}.yaml") for name in ("verbs", "nouns", "words", "places")
    )
    try:
        return _joined(verbs, nouns, words, places)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(f"{_FOLDER.name}: a list of Arabic words cannot be read: {error!r}") from error


def _joined(
    verbs: dict[str, Any], nouns: dict[str, Any], words: dict[str, Any], places: dict[str, Any]
) -> Arabic:
    numbers = words["numbers"]
    lists = {name: row for name, row in words.items() if isinstance(row, list)} | nouns["words"]
    return Arabic(
        verbs=_verb_table(verbs),
        participles=_participles(verbs["participles"]),
        nouns=_noun_table(nouns, words),
        adjectives={
            form: Adjective(plain(one), str(english))
            for one, english in words["adjectives"].items()
            for form in adjective_forms(plain(one))
        },
        phrases={_bare(words_): str(english) for words_, english in nouns["phrases"].items()},
        words={name: _plain(row) for name, row in lists.items()},
        means={Means(name): _plain(row) for name, row in nouns["means"].items()},
        numbers=_numbers(numbers["units"]),
        scales={plain(word): value for word, value in numbers["scales"].items()},
        open={plain(word): value for word, value in numbers["open"].items()},
        hedges={name: tuple(map(plain, numbers[name])) for name in ("above", "least", "around")},
        certainties={name: _plain(row) for name, row in words["hedges"].items()},
        places={_bare(name): str(english) for name, english in places["places"].items()},
        places_after={_bare(name): str(english) for name, english in places["after"].items()},
        place_nouns={plain(word): str(kind) for word, kind in words["place-nouns"].items()},
    )


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(str(word)) for word in words)


def _bare(phrase: str) -> str:
    """A phrase word for word without articles: how its words are compared with those of a text."""
    return " ".join(bare(word) for word in plain(phrase).split())


def bare(word: str) -> str:
    """A plain word without its article, and without "for the" before it."""
    if word.startswith("لل") and len(word) > 4:
        return word[2:]
    return word[2:] if word.startswith("ال") and len(word) > 4 and word != "الله" else word


def _numbers(units: dict[str, int]) -> dict[str, int]:
    """The number words, with the hundreds that are written as one word with their count."""
    found = {plain(word): value for word, value in units.items()}
    joined = {
        word + hundred: value * 100
        for word, value in found.items()
        if 3 <= value <= 9
        for hundred in ("مئه", "مائه")
    }
    return found | joined


def _participles(raw: dict[str, list[str]]) -> dict[str, Stance | None]:
    """Forms of the participles with their stance; None for those that hold somebody responsible."""
    return {
        plain(one) + ending: Stance(stance) if stance != "blames" else None
        for stance, row in raw.items()
        for one in row
        for ending in ("ا", "ه")
    }


def _verb_table(raw: dict[str, Any]) -> dict[str, tuple[VerbForm, ...]]:
    found: dict[str, list[VerbForm]] = {}
    for sense, row in _verb_rows(raw):
        for form in _forms(row):
            found.setdefault(form.text, []).append(VerbForm(sense, form.plural, form.imperfect, form.passive))
    return {form: tuple(senses) for form, senses in found.items()}


def _verb_rows(raw: dict[str, Any]) -> Iterator[tuple[Verb, dict[str, Any]]]:
    for stance, rows in raw["speech"].items():
        yield from ((verb(row, "speech", stance=Stance(stance)), row) for row in rows)
    for act, rows in raw["acts"].items():
        yield from ((verb(row, "act", act=act), row) for row in rows)
    yield from ((verb(row, "event"), row) for row in raw["events"])
    yield from ((verb(row, "result"), row) for row in raw["results"])
    imperfects = raw["imperfects"]
    for one in raw["others"]:
        row = {"verb": one, **({"imperfect": imperfects[one]} if one in imperfects else {})}
        yield verb(row, "other"), row


def _forms(row: dict[str, Any]) -> Iterator[Form]:
    given = (plain(str(row.get(name, ""))) for name in ("imperfect", "short", "passive"))
    return verb_forms(plain(row["verb"]), *given)


def _noun_table(raw: dict[str, Any], words: dict[str, Any]) -> dict[str, tuple[NounForm, ...]]:
    found: dict[str, list[NounForm]] = {}
    happenings = raw["happenings"]
    for section, role in _ROLES.items():
        for row in raw[section]:
            sense = noun(row, role, happenings.get(row["noun"], ""))
            for form, number in noun_forms(sense.lemma, plain(str(row.get("plural", "")))):
                closed = form.endswith(("ون", "ين", "ان")) and form != sense.lemma and number > 1
                found.setdefault(form, []).append(NounForm(sense, number, closed or _nunated(form, sense)))
    others = [one for row in raw["words"].values() for one in row] + words["common"]
    for role, lemmas in (("place", words["place-nouns"]), ("word", others)):
        for one in lemmas:
            sense = Noun(plain(one), role)
            for form, number in noun_forms(sense.lemma):
                if not any(f.noun.role != "word" for f in found.get(form, ())):
                    found.setdefault(form, []).append(NounForm(sense, number, _nunated(form, sense)))
    return {form: tuple(senses) for form, senses in found.items()}


def _nunated(form: str, sense: Noun) -> bool:
    """Whether a form has the ending of an indefinite object."""
    return form.endswith("ا") and form[:-1] == sense.lemma
