"""Text to words, as the treebanks cut them.

spaCy's English rules, adapted to Universal Dependencies English and to news text: runs of one mark stay
together, "F-16" and "COVID-19" are three words and "anti-aircraft" is one, dashes, brackets and quotes stand
alone wherever they are, ranks and months keep their full stop.
"""

import re
from typing import Any

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

#: Abbreviations of news text that spaCy's list lacks and that take no sentence end with them.
ABBREVIATIONS = (
    *(
        "Gen.",
        "Lt.",
        "Col.",
        "Maj.",
        "Sgt.",
        "Cpl.",
        "Brig.",
        "Cmdr.",
        "Adm.",
        "Capt.",
        "Pvt.",
        "Pfc.",
        "Spc.",
    ),
    *("Brig.-Gen.", "Maj.-Gen.", "Lt.-Gen.", "Lt.-Col.", "Cdr."),
    *(
        "Rep.",
        "Reps.",
        "Sen.",
        "Sens.",
        "Gov.",
        "Rev.",
        "Hon.",
        "Pres.",
        "Prof.",
        "Dr.",
        "Mr.",
        "Mrs.",
        "Ms.",
    ),
    *("Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec."),
    *("Mon.", "Tue.", "Tues.", "Wed.", "Thu.", "Thur.", "Thurs.", "Fri."),
    *("St.", "Ft.", "Ave.", "Blvd.", "Calif.", "Tex.", "Fla.", "Pa.", "Conn.", "Mass."),
    *("U.S.", "U.K.", "U.N.", "E.U.", "U.A.E.", "D.C.", "Ph.D.", "Jr.", "Sr.", "No.", "Nos."),
    *("a.m.", "p.m.", "A.M.", "P.M.", "vs.", "etc.", "al.", "approx.", "est.", "km."),
)
_UNSPLIT = ("e-mail", "E-mail", "e-mails", "al-Qa'ida", "b/c", "w/o")
#: spaCy keeps it whole, the treebanks cut it.
_CUT = ("and/or",)
#: What the treebanks leave joined by a hyphen to the word that follows.
_PREFIXES = (
    "anti|co|counter|cross|ex|inter|intra|mid|mini|multi|non|over|post|pre|pro|psycho|re|semi|socio|sub|un"
)
_WHOLE = (
    rf"(?i:{_PREFIXES})-[^\W\d_]+"  # anti-aircraft
    r"|\+?\d{1,4}(?:-\d{2,4}){2,3}|\+\d+-\d{4,}|\d{1,3}-\d{4}"  # telephone numbers
    r"|\d{1,2}:\d{2}(?::\d{2})?"  # times of day
    r"|[^\W\d_]+\(e?s\)"  # person(s)
)
_RUNS = r"(?:([=*_?!<>~#$+^-])\1+|[?!]{2,})"
_BULLETS = r"[•●▪◦‣■►]"
_INFIXES = (
    r"(?<=[^\W\d_])[-–](?=\d)",  # F-16
    r"(?<=\d)[-–](?=\d)",  # 2003-2004
    r"(?<=[^\W\d_])/(?=[^\W\d_])",
    r"(?<=[^\W\d_]\.)[-–](?=[^\W\d_])",  # U.S.-led
    r"—|--+",
    r"[()\[\]{}<>“”«»\"]",
    r"(?<=[)\]”\"])(?:[-–,;:]|\.(?=\w))",  # (AP)-Two
    r"(?<=[^\W\d_]),(?=\d)",
    r"(?<=[^\W\d_]):(?=[\"“‘'])",
)


def tokenizer(nlp: Language) -> Any:
    """The tokenizer of `nlp` with the rules above added."""
    defaults = nlp.Defaults
    made: Any = nlp.tokenizer
    made.prefix_search = compile_prefix_regex([_RUNS, _BULLETS, *(defaults.prefixes or ())]).search
    made.suffix_search = compile_suffix_regex([_RUNS, *(defaults.suffixes or ())]).search
    made.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), *_INFIXES]).finditer
    made.rules = {text: rule for text, rule in made.rules.items() if text not in _CUT}
    for word in (*ABBREVIATIONS, *_UNSPLIT):
        made.add_special_case(word, [{ORTH: word}])
    made.token_match = re.compile(_WHOLE).fullmatch
    return made
