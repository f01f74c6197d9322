"""The Arabic word lists: the forms that they make, and their plain spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.knowledge.arabic import load_arabic, plain
from ascribe.knowledge.arabic.forms import adjective_forms, noun_forms, verb_forms
from ascribe.knowledge.arabic.letters import letters_before


@pytest.mark.parametrize(
    ("written", "spelling"),
    [("مسؤوليّة", "مسؤوليه"), ("الأُولى", "الاولي"), ("إطـــلاق", "اطلاق"), ("٢٠٣١", "2031")],
)
def test_one_spelling_for_all(written: str, spelling: str) -> None:
    assert plain(written) == spelling


def test_verbs_are_inflected() -> None:
    forms = {form.text for form in verb_forms("تبني")}
    assert {"تبني", "تبنت", "تبنوا", "يتبني", "تتبني", "يتبنون", "تتبن", "سيتبني"} <= forms
    assert {"قال", "قالت", "قالوا", "يقول", "تقول", "يقولون"} <= {
        f.text for f in verb_forms("قال", "قول", "قل")
    }


def test_only_the_passive_of_its_own_writing_is_sure() -> None:
    voices = {form.text: form.passive for form in verb_forms("اصاب", "صيب", passive="اصيب")}
    assert (voices["اصيب"], voices["اصاب"]) == (True, False)
    assert {form.passive for form in verb_forms("قتل")} == {None}


def test_nouns_have_a_number() -> None:
    assert dict(noun_forms("هجوم", "هجمات")) == {"هجوم": 1, "هجوما": 1, "هجومان": 2, "هجومين": 2, "هجمات": 3}
    assert ("شرطيون", 3) in noun_forms("شرطي", "ون")
    assert "عسكريتين" in adjective_forms("عسكري")


def test_the_lists_can_be_read_and_mean_what_they_should() -> None:
    arabic = load_arabic()
    assert {form.verb.act for form in arabic.verbs["تبنت"]} >= {"claim"}
    assert arabic.places["انبار"] == "Anbar"
    assert arabic.numbers["ثلاثمئه"] == 300
    assert arabic.phrases["قوات امن"] == "security forces"


@given(st.text(alphabet="ابتقلويهةأإى\u064e\u0651\u0640", min_size=1, max_size=12), st.integers(0, 6))
def test_letters_are_found_in_the_word_as_it_is_written(word: str, count: int) -> None:
    assert plain(word[: letters_before(word, count)]) == plain(word)[:count]
