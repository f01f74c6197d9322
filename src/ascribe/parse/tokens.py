"""Text to words, as the treebanks cut them.

spaCy's English rules, adapted to Universal Dependencies English and to news text: runs of one mark stay together,
"F-16" and "COVID-19" are three words, ranks and months keep their full stop.
"""

import re
from typing import Any

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

#: Abbreviations of news text that spaCy's list lacks and that take no sentence end with them.
ABBREVIATIONS = (
    "Gen. Lt. Col. Maj. Sgt. Cpl. Brig. Cmdr. Adm. Capt. Pvt. Cdr. Rep. Reps. Sen. Sens. Gov. Rev. Hon. Pres. Prof. "
    "Dr. Mr. Mrs. Ms. St. Jr. Sr. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. No. Nos. Ave. Blvd. "
    "U.S. U.K. U.N. E.U. U.A.E. D.C. Ph.D. a.m. p.m. A.M. P.M. vs. etc. al. approx. est. km. "
    "Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Calif. Tex. Fla. Pa. Conn. Mass."
).split()
_UNSPLIT = ("e-mail", "E-mail", "e-mails", "al-Qa'ida", "b/c", "w/o")
_RUNS = r"([=*_?!<>~#$+^-])\1+|[?!]{2,}"
_LETTER_DIGIT = r"(?<=[^\W\d_])[-–](?=\d)|(?<=\d)[-–](?=\d)|(?<=[^\W\d_])/(?=[^\W\d_])"


def tokenizer(nlp: Language) -> Any:
    """The tokenizer of `nlp` with the rules above added."""
    defaults = nlp.Defaults
    made: Any = nlp.tokenizer
    made.prefix_search = compile_prefix_regex([_RUNS, *(defaults.prefixes or ())]).search
    made.suffix_search = compile_suffix_regex([_RUNS, *(defaults.suffixes or ())]).search
    made.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), _LETTER_DIGIT]).finditer
    for word in (*ABBREVIATIONS, *_UNSPLIT):
        made.add_special_case(word, [{ORTH: word}])
    made.token_match = re.compile(r"\+?\d{1,4}(?:-\d{2,4}){2,3}|\d{1,2}:\d{2}(?::\d{2})?").fullmatch
    return made
