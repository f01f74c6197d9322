"""Treebank files to sentences: what is taken, what is left out, what is silence."""

from pathlib import Path

import pytest

from training.treebanks import (
    add_entities,
    add_gum_names,
    add_roles,
    argument_head,
    kept_relation,
    read_conllu,
    scored_relation,
)


def test_words_are_read_without_joined_and_empty_lines(conllu: Path) -> None:
    first = read_conllu(conllu)[0]
    assert first.words == ["Reith", "did", "n't", "attack", "Old", "Ferry", "."]
    assert first.heads == [4, 4, 4, 0, 6, 4, 4]
    assert first.upos[:2] == ["PROPN", "AUX"]
    assert first.lemmas[2] == "not"
    assert first.text == "Reith didn't attack Old Ferry."


def test_sentences_know_their_document_and_paragraph(conllu: Path) -> None:
    found = [(s.sent_id, s.document, s.new_paragraph) for s in read_conllu(conllu)]
    assert found == [
        ("orvania-1-1", "orvania-1", True),
        ("orvania-1-2", "orvania-1", False),
        ("orvania-2-1", "orvania-2", True),
    ]


def test_silence_is_not_an_annotation_of_nothing(conllu: Path, roles: Path) -> None:
    sentences = read_conllu(conllu)
    add_roles(sentences, roles)
    assert sentences[1].frames is None
    assert sentences[2].frames == []


def test_roles_come_by_sentence_id(conllu: Path, roles: Path) -> None:
    sentences = read_conllu(conllu)
    add_roles(sentences, roles)
    (frame,) = sentences[0].frames or []
    assert (frame.predicate, frame.roleset) == (3, "attack.01")
    assert frame.arguments == ((0, 1, "ARG0"), (2, 3, "ARGM-NEG"), (4, 6, "ARG1"))


def test_entities_of_other_types_become_none_and_misaligned_ones_stay_silent(
    conllu: Path, entities: Path
) -> None:
    sentences = read_conllu(conllu)
    add_entities(sentences, entities)
    assert sentences[0].entities == ["B-PER", "O", "O", "O", "B-LOC", "I-LOC", "O"]
    assert sentences[1].entities is None
    assert sentences[2].entities == ["O", "O", "O"]


def test_names_are_the_proper_nouns_of_mentions(conllu: Path) -> None:
    """Three mentions end with "Orm": the outermost name is kept, and no pronoun or common noun is a name."""
    sentences = read_conllu(conllu)
    add_gum_names(sentences, conllu)
    assert sentences[0].names == ["B-PER", "O", "O", "O", "B-LOC", "I-LOC", "O"]
    named = [(w, t) for w, t in zip(sentences[1].words, sentences[1].names or [], strict=True) if t != "O"]
    assert named == [("University", "B-ORG"), ("of", "I-ORG"), ("Orm", "I-ORG")]


@pytest.mark.parametrize(
    ("relation", "kept", "scored"),
    [
        ("nsubj", "nsubj", "nsubj"),
        ("nsubj:pass", "nsubj:pass", "nsubj:pass"),
        ("acl:relcl", "acl:relcl", "acl"),
        ("obl:tmod", "obl", "obl"),
        ("obl:agent", "obl:agent", "obl:agent"),
        ("compound:prt", "compound:prt", "compound"),
    ],
)
def test_subtypes_that_are_told_apart(relation: str, kept: str, scored: str) -> None:
    assert (kept_relation(relation), scored_relation(relation)) == (kept, scored)


@pytest.mark.parametrize(
    ("span", "head"), [((4, 6), 5), ((0, 1), 0), ((0, 7), 3), ((6, 20), 6), ((7, 9), None)]
)
def test_an_argument_is_carried_by_the_word_whose_head_is_outside(
    span: tuple[int, int], head: int | None
) -> None:
    assert argument_head([4, 4, 4, 0, 6, 4, 4], *span) == head
