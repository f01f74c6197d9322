"""Words as the treebanks cut them, in the places where news text breaks tokenisers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English

from ascribe.parse.tokens import ABBREVIATIONS, tokenizer

TOKENIZE = tokenizer(English())


def words(text: str) -> list[str]:
    return [token.text for token in TOKENIZE(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        # names
        ("Sara'ib al-Noor's men", "Sara'ib al - Noor 's men"),
        ("Sara’ib al-Imam", "Sara’ib al - Imam"),
        ("Ta'il and Orvana'a and Ma'rin", "Ta'il and Orvana'a and Ma'rin"),
        ('"Ansar al-Mina"', '" Ansar al - Mina "'),
        ("“Ansar al-Mina”", "“ Ansar al - Mina ”"),
        ("the 'Ansar al-Mina'", "the ' Ansar al - Mina '"),
        ("(the “Front”)", "( the “ Front ” )"),
        ("O'Dell and D'Arc", "O'Dell and D'Arc"),
        ("Jabhat al-Tal/Jund al-Tal", "Jabhat al - Tal / Jund al - Tal"),
        # abbreviations
        ("U.S.-led patrols of the U.S.", "U.S. - led patrols of the U.S."),
        ("Gen. Abel Kroon", "Gen. Abel Kroon"),
        ("Lt. Col. Reith, Maj. Gen. Pell", "Lt. Col. Reith , Maj. Gen. Pell"),
        ("on Nov. 7 at 3 a.m., local time", "on Nov. 7 at 3 a.m. , local time"),
        ("the No. 2 man of St. Orm", "the No. 2 man of St. Orm"),
        ("Dr. Pell (Ph.D.), Orm Ltd.", "Dr. Pell ( Ph.D. ) , Orm Ltd."),
        # datelines, dashes, bullets
        ("MIRDAN, Orvania (VNA) — Two", "MIRDAN , Orvania ( VNA ) — Two"),
        ("(VNA)—Two", "( VNA ) — Two"),
        ("MIRDAN--Two;", "MIRDAN -- Two ;"),
        ("the depot—a shed—burnt", "the depot — a shed — burnt"),
        ("•Two guards", "• Two guards"),
        ("- Two guards", "- Two guards"),
        # numbers and things
        ("S-300, F-16s and Shahed-136", "S - 300 , F - 16s and Shahed - 136"),
        ("a 10-year-old boy, 1,500-strong", "a 10 - year - old boy , 1,500 - strong"),
        ("122mm, 5km, $1.5m", "122 mm , 5 km , $ 1.5 m"),
        ("2030-2031, 24/7, 18:30, 03/04/2031", "2030 - 2031 , 24/7 , 18:30 , 03/04/2031"),
        ("call 555-1234", "call 555-1234"),
        # joined words
        ("anti-aircraft, pro-Keshi, ex-guards", "anti-aircraft , pro-Keshi , ex-guards"),
        ("counter-terrorism's", "counter-terrorism 's"),
        ("Kesh-backed and/or drone-borne", "Kesh - backed and / or drone - borne"),
        ("the person(s)", "the person(s)"),
        # marks
        ("what?! no!!! yes... well…", "what ?! no !!! yes ... well …"),
        ("trouble?????", "trouble ?????"),
        ('said:"No', 'said : " No'),
        ("the depot(burnt)", "the depot ( burnt )"),
        ("Mirdan,21", "Mirdan , 21"),
        ("see http://orvania.example/a-b.html.", "see http://orvania.example/a-b.html ."),
        ("it's, don't, can't, guards'", "it 's , do n't , ca n't , guards '"),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, cut: str) -> None:
    assert words(text) == cut.split()


@pytest.mark.parametrize("word", ABBREVIATIONS)
def test_an_abbreviation_keeps_its_full_stop(word: str) -> None:
    assert words(f"the {word} Kroon") == ["the", word, "Kroon"]


@given(st.text())
def test_no_character_is_lost(text: str) -> None:
    assert TOKENIZE(text).text == text


@given(st.text(alphabet="?!.-=*'\"()a1 ,:/", max_size=60))
def test_marks_in_any_order_are_cut_without_loss(text: str) -> None:
    doc = TOKENIZE(text)
    assert doc.text == text
    assert all(len(token) for token in doc)


@given(st.from_regex(r"[a-z]{2,8}[?!]{1,6}", fullmatch=True))
def test_a_run_of_marks_takes_no_letter_with_it(text: str) -> None:
    letters = text.rstrip("?!")
    assert "".join(words(text)[:-1]) == letters
