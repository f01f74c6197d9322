"""Counting lemma rules: what is regular becomes a rule, the rest an exception, and no seen form is wrong."""

from hypothesis import given
from hypothesis import strategies as st

from ascribe.parse.lemmas import Lemmatizer
from training.lemmas import script, tables
from training.treebanks import Frame, Sentence


def sentence(forms: list[tuple[str, str, str]], frames: list[Frame] | None = None) -> Sentence:
    """Of (form, lemma, part of speech)."""
    found = Sentence("s", "d", "", False, frames=frames)
    found.words, found.lemmas, found.upos = (list(column) for column in zip(*forms, strict=True))
    return found


VERBS = [
    ("attacked", "attack"),
    ("killed", "kill"),
    ("denied", "deny"),
    ("carried", "carry"),
    ("fled", "flee"),
]


def test_a_script_cuts_and_adds_at_the_end() -> None:
    assert script("denied", "deny") == (3, "y")
    assert script("fled", "flee") == (1, "e")
    assert script("was", "be") == (3, "be")
    assert script("guard", "guard") == (0, "")


def test_what_recurs_is_a_rule_and_what_does_not_an_exception() -> None:
    found = tables([sentence([(form, lemma, "VERB") for form, lemma in VERBS])])
    lemmatizer = Lemmatizer(found["exceptions"], found["rules"])
    assert [lemmatizer(form, "VERB") for form, _ in VERBS] == [lemma for _, lemma in VERBS]
    assert found["exceptions"]["VERB"] == {"fled": "flee"}
    assert lemmatizer("shelled", "VERB") == "shell"
    assert lemmatizer("married", "VERB") == "marry"


def test_names_and_words_without_a_lemma_teach_nothing() -> None:
    found = tables([sentence([("Guards", "Guards", "PROPN"), ("lols", "lol", "X"), ("goes", "_", "VERB")])])
    assert found["rules"] == {}
    assert found["exceptions"] == {}


def test_of_two_lemmas_the_more_frequent_wins() -> None:
    twice = [("saw", "see", "VERB")] * 2
    found = tables([sentence([*twice, ("saw", "saw", "VERB")])])
    assert Lemmatizer(found["exceptions"], found["rules"])("saw", "VERB") == "see"


def test_the_usual_roleset_of_a_lemma_is_its_most_frequent() -> None:
    frames = [Frame(0, "fire", roleset, ()) for roleset in ("fire.02", "fire.01", "fire.02")]
    found = tables([sentence([("fired", "fire", "VERB")], frames)])
    assert found["rolesets"] == {"fire": "fire.02"}


words = st.text(alphabet="abdeinsy", min_size=1, max_size=8)


@given(st.dictionaries(words, words, min_size=1, max_size=20))
def test_every_form_that_was_counted_has_its_lemma(seen: dict[str, str]) -> None:
    found = tables([sentence([(form, lemma, "NOUN") for form, lemma in seen.items()])])
    lemmatizer = Lemmatizer(found["exceptions"], found["rules"])
    assert {form: lemmatizer(form, "NOUN") for form in seen} == seen
