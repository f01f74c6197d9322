"""The entity adaptor's own steps; its figures need annotated documents."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ascribe.parse.decode import best_path
from benchmarks.entity_arms import arms
from benchmarks.entity_words import Describer, plain
from benchmarks.tagger import chunks

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def describer() -> Describer:
    return Describer()


def test_runs_end_where_another_begins_and_at_the_end() -> None:
    labels = ["B-Person", "I-Person", "B-Person", "O", "I-Person", "B-Weapon"]
    assert list(chunks(labels)) == [(0, 2, "Person"), (2, 3, "Person"), (5, 6, "Weapon")]


def test_the_best_path_weighs_what_follows_what() -> None:
    scores = np.array([[0.0, 1.0], [1.0, 0.9]], dtype=np.float32)
    apart = np.array([[0.0, 0.0], [-5.0, 0.0]], dtype=np.float32)
    assert best_path(scores, apart, np.zeros(2, dtype=np.float32)) == [1, 1]


def test_footnote_marks_hide_no_word_and_move_none() -> None:
    assert plain("in Teska.[12] The") == "in Teska.     The"


def test_every_word_has_what_it_shows_and_a_vector(describer: Describer) -> None:
    text = "The Varn Front fired two mortars\n\nat Camp Ostrel on Friday."
    words = describer.words(text)
    assert [text[a:b] for a, b in words.offsets[:3]] == ["The", "Varn", "Front"]
    assert len(words.shown) == len(words.vectors) == len(words.offsets)
    assert [end for _, end in words.sentences][-1] == len(words.offsets)


def test_weapons_and_ships_are_found_beside_what_is_taken(describer: Describer) -> None:
    text = "Rebels used chemical weapons near the USS Tern. The police seized 40 rifles."
    words = describer.words(text)
    found = [
        (text[words.offsets[a][0] : words.offsets[b - 1][1]], kind)
        for a, b, kind in arms(text, words, [(0, 1, "Organisation")])
    ]
    assert found == [("chemical weapons", "Weapon"), ("USS Tern", "MilitaryPlatform"), ("rifles", "Weapon")]


def test_the_adaptor_writes_a_line_for_each_document_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    text = "Gen. Anna Veld visited Varnia on 4 May."
    path.write_text(json.dumps({"id": "a", "text": text}) + '\n{"id": "b"}\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.entities", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = map(json.loads, done.stdout.splitlines())
    assert {text[e["start"] : e["end"]] for e in line["entities"]} & {"Anna Veld", "Gen. Anna Veld"}
    assert "line 2" in done.stderr
