"""The events branch: what it says of words in capitals and in mixed case, and what it keeps quiet about."""

from dataclasses import replace

import numpy as np
import pytest

from ascribe.parse import events
from ascribe.parse.events import ROLES, TYPES, EventScores, passages
from ascribe.parse.events_fillers import Mention, Words, fillers, head, mentions, same

KIDNAPPING = (
    "Three gunmen of the Red Valley Front kidnapped Ivo Marek, the mayor of Ostrel, on Monday morning. "
    "They forced him into a car and drove off towards the mountains."
)
FOOTBALL = (
    "The visitors bombarded the goal all evening, and Marek fired home the winner in the last minute. "
    "His coach said that the attack had been explosive and that the defence had been murdered."
)


def scores_of(role: dict[int, tuple[str, bool]], words: int) -> EventScores:
    """Scores that are sure of the given words: (role, whether a mention begins)."""
    own = np.zeros((words, len(ROLES), 3), dtype=np.float32)
    own[:, :, 0] = 1
    for word, (name, begins) in role.items():
        own[word, ROLES.index(name)] = (0.1, 0.8, 0.1) if begins else (0.1, 0.1, 0.8)
    return EventScores(
        np.arange(words), own, np.zeros((words, len(TYPES)), np.float32), np.ones((words, 5), np.float32),
        np.ones((words, 6), np.float32), 1.0, np.ones((1, len(TYPES), 3)),
    )  # fmt: skip


def words_of(text: str) -> Words:
    parts, at, starts = text.split(), 0, []
    for part in parts:
        starts.append(text.index(part, at))
        at = starts[-1] + len(part)
    ends = tuple(start + len(part) for start, part in zip(starts, parts, strict=True))
    return Words(text, tuple(starts), ends, (1,) * len(parts))


def mention(text: str, role: str = "victim", chance: float = 0.9) -> Mention:
    empty = np.zeros(1, np.float32)
    return Mention(role, 0, len(text.split()), 0, len(text), text, chance, empty, empty, empty)


def test_a_mention_ends_before_a_verb_cut_off_and_names_something() -> None:
    words = words_of("two men riding arrived with two")
    parts = ("NUM", "NOUN", "VERB", "VERB", "ADP", "NUM")
    roles = {
        0: ("individual", True),
        1: ("individual", False),
        2: ("individual", False),
        5: ("instrument", True),
    }
    told = scores_of(roles, 6)
    assert [m.text for m in mentions(told, words, 0.5)] == ["two men riding", "two"]
    assert [m.text for m in mentions(told, replace(words, parts=parts), 0.5)] == ["two men"]


@pytest.mark.parametrize(
    ("role", "marked", "expected"),
    [
        ("target", (0, 3), "office of Ana Reyes"),
        ("target", (3, 4), "Ana Reyes"),
        ("victim", (0, 3), "office of Ana"),
        ("individual", (5, 6), "armed men"),
        ("target", (9, 10), "Los Altos bridge"),
    ],
)
def test_a_mention_takes_the_words_that_its_ends_cannot_do_without(role, marked, expected) -> None:
    words = replace(
        words_of("office of Ana Reyes , armed men left Los Altos bridge"),
        parts=("NOUN", "ADP", "PROPN", "PROPN", "PUNCT", "ADJ", "NOUN", "VERB", "X", "PROPN", "NOUN"),
    )
    first, last = marked
    roles = {n: (role, n == first) for n in range(first, last)}
    if expected.endswith("bridge"):
        roles[10] = (role, False)
    assert [m.text for m in mentions(scores_of(roles, 11), words, 0.5)] == [expected]


def test_passages_hold_every_window_once_and_keep_the_limit() -> None:
    lengths = [150, 180, 120, 190, 60, 175, 30]
    found = passages(lengths, 400)
    assert [n for p in found for n in p.ordinals] == list(range(7))
    assert all(p.pieces <= 400 for p in found)
    assert [p.pieces for p in found] == [sum(lengths[n] for n in p.ordinals) for p in found]


def test_a_window_over_the_limit_is_a_passage_of_its_own() -> None:
    assert [p.ordinals for p in passages([900, 20], 400)] == [(0,), (1,)]


def test_mentions_part_where_a_new_one_begins() -> None:
    words = words_of("soldiers shot Ana Reth Ivo Marek yesterday")
    roles = {
        2: ("victim-name", True),
        3: ("victim-name", False),
        4: ("victim-name", True),
        5: ("victim-name", False),
    }
    found = mentions(scores_of(roles, 7), words, 0.5)
    assert [m.text for m in found] == ["Ana Reth", "Ivo Marek"]
    assert all(words.text[m.start : m.end] == m.text for m in found)


def test_one_thing_is_one_filler_the_surest_mention_first() -> None:
    found = fillers([mention("Marek", "victim-name", 0.6), mention("Ivo Marek", "victim-name", 0.9)])
    assert [[m.text for m in f.mentions] for f in found] == [["Ivo Marek", "Marek"]]
    assert found[0].chance == 0.9


@pytest.mark.parametrize(
    ("one", "two", "is_same"),
    [
        ("the two peasants", "peasants", True),
        ("armed men in uniform", "armed men", True),
        ("army patrol", "patrol car", False),
        ("mayor of Ostrel", "Ostrel", False),
        ("THE BRIDGE", "the bridge", True),
    ],
)
def test_mentions_are_one_thing_by_their_words(one: str, two: str, is_same: bool) -> None:
    assert same(mention(one), mention(two)) is is_same


def test_an_abbreviation_in_brackets_is_the_organisation_before_it() -> None:
    words = words_of("the Red Front [ RF ] struck")
    roles = {1: ("organization", True), 2: ("organization", False), 4: ("organization", True)}
    found = fillers(mentions(scores_of(roles, 7), words, 0.5))
    assert [[m.text for m in f.mentions] for f in found] == [["Red Front", "RF"]]


def test_head_of_a_noun_phrase() -> None:
    assert head("the heavily armed men in civilian clothes") == "men"
    assert head("Bank of Teska") == "bank"


@pytest.mark.parametrize("casing", [str, str.upper])
def test_a_kidnapping_is_read_in_either_casing(nlp, casing) -> None:
    doc = nlp(casing(KIDNAPPING))
    scores = doc._.events
    text = [doc[int(i)].text.lower() for i in scores.tokens]
    assert scores.inside("victim-name")[text.index("marek")] > 0.5
    assert scores.inside("individual")[text.index("gunmen")] > 0.5
    assert scores.relevant > 0.5
    kinds = scores.event[: text.index(".")].mean(0)
    assert TYPES[int(kinds.argmax())] == "kidnapping"


def test_football_is_no_incident(nlp) -> None:
    doc = nlp(FOOTBALL)
    assert doc._.events.relevant < 0.2
    assert all(doc._.events.reports(s.start, s.end) < 0.2 for s in doc.sents)
    assert max(float(doc._.events.inside(role).max()) for role in ROLES) < 0.3


def test_scores_are_per_word_and_are_chances(nlp) -> None:
    doc = nlp("A bomb exploded.\n\nNobody was hurt.  ")
    scores = doc._.events
    assert [doc[int(i)].text for i in scores.tokens] == [t.text for t in doc if not t.is_space]
    assert scores.role.shape == (len(scores.tokens), len(ROLES), 3)
    assert np.allclose(scores.role.sum(-1), 1, atol=1e-5)
    assert ((scores.event >= 0) & (scores.event <= 1)).all()


def test_the_branch_runs_only_when_asked_and_once(nlp, monkeypatch) -> None:
    calls = []
    whole = events.Branch.__call__
    monkeypatch.setattr(events.Branch, "__call__", lambda *args: calls.append(1) or whole(*args))
    doc = nlp(KIDNAPPING)
    assert not calls
    assert doc._.events is doc._.events
    assert len(calls) == 1


def test_text_without_words_has_no_events(nlp) -> None:
    assert nlp(" \n ")._.events is None
