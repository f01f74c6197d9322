"""The small patterns that the rules of time expressions are made of; all take text as it is written."""

import re

from ascribe.parse.timex.festivals import feasts
from ascribe.parse.timex.words import any_of, words

_WORDS = words()

# --- Numbers ------------------------------------------------------------------------------------------------
#: A number is no day or year where it counts something.
NO_COUNT = rf"(?!\s*(?i:{any_of(_WORDS.counted)})\b)"
#: In letters or figures; "a" and "an" count too.
NUMBER = (
    rf"(?:(?i:{any_of(_WORDS.tens)}(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?"
    rf"|{any_of(_WORDS.numbers)})(?:[-\s]+and[-\s]+a[-\s]+half)?(?!\w)"
    r"|(?<![\d.,])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?!\d)|(?<![\d.,])\d{4}(?!\d))"
)
FEW = rf"(?i:{any_of(_WORDS.few)})"
ORDINAL = rf"(?:(?i:{any_of(_WORDS.ordinals)})|\d{{1,2}}(?:st|nd|rd|th))"
ROUGH = rf"(?:(?i:{any_of(_WORDS.rough)})\s+){{1,3}}"
#: One unit of time, without the "s" of several.
UNIT = rf"(?i:{any_of(u for u in _WORDS.units)})"
#: What may stand between a number and its unit without changing it.
SOLE = r"(?i:(?:more|straight|full|whole|trading|working|consecutive|long|calendar|business)\s+)?"

# --- Days, months, years ------------------------------------------------------------------------------------
YEAR = (
    rf"(?:19|20)\d\d(?![\d%]|[,.:]\d|(?:st|nd|rd|th)\b|-(?:strong|member|meter|mile))(?<!\$\d{{4}}){NO_COUNT}"
)
DAY = (
    r"(?<!\$)(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    rf"(?![\d%]|[,.:/]\d|\s*[ap]\.?m\b|-(?:year|day|hour|point)){NO_COUNT}"
)
# Only months that are no common words (may, march, august) are taken in small letters.
SURE_MONTH = r"(?i:january|february|july|september|october|november|december)"
_SHORT = "(?:" + "|".join(month.capitalize() for month in _WORDS.month_abbreviations) + ")"
_MONTH_NAME = rf"(?:{SURE_MONTH}|(?i:april|june)|March|MARCH|May|MAY|August|AUGUST"
#: A month that no number stands beside.
MONTH_ALONE = rf"{_MONTH_NAME}|{_SHORT}\.)"
MONTH = rf"{_MONTH_NAME}|{_SHORT}\b\.?)"
WEEKDAY = (
    rf"(?:(?i:{any_of(_WORDS.weekdays)})(?!\w)|(?:Tues?|Wed|Thurs?|Fri)\."
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?(?=,?\s+(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
)
SEASON = rf"(?i:{any_of(_WORDS.seasons)})"
DAYPART = r"(?i:morning|afternoon|evening|night|dawn|midday|noon|midnight)"
WHICH = rf"(?i:{any_of(_WORDS.which)})"
MD = rf"{MONTH}\s+{DAY}(?:,?\s+{YEAR})?"
DM = rf"(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?"
ISO = r"\d{4}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
SLASHED = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])"
DATE = rf"(?:{ISO}|{MD}|{DM}|{SLASHED})"
MY = rf"{MONTH},?\s+(?:of\s+)?{YEAR}"
END = rf"(?:{DATE}|{MY}|{YEAR}|{MONTH}|{WEEKDAY}|{DAY})"

# --- Times of the day ---------------------------------------------------------------------------------------
_ZONE = r"(?:\s+(?:E[SD]?T|GMT|UTC|local time|[A-Z]\w+ time)|\s+\((?:GMT|UTC)[^)]{0,8}\))?"
_AM_PM = r"(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s*[ap]\.?m\b\.?"
_SHIP_TIME = r"[0-2]\d:?[0-5]\d\s*(?:GMT|UTC|Z\b|hrs|hours|h\b)"
CLOCK = rf"(?:(?i:{_AM_PM}){_ZONE}|{_SHIP_TIME}|(?:[01]?\d|2[0-3]):[0-5]\d(?!\d){_ZONE})"
LONE_CLOCK = rf"(?i:{_AM_PM}){_ZONE}|{_SHIP_TIME}"
HOUR = (
    r"(?i:(?:just |shortly )?(?:before|after|at|around)"
    r" (?:dawn|daybreak|dusk|midnight|noon|midday|nightfall|sunset|sunrise))\b"
)

# --- What stands around -------------------------------------------------------------------------------------
NO_DAY = rf"(?!,?\s+(?:on\s+)?(?:{WEEKDAY}|{MONTH}\s+\d|\d{{1,2}}\s+{MONTH}|(?i:today|yesterday|tomorrow)))"
_CUES = (
    *("in", "since", "of", "from", "until", "till", "by", "before", "after", "during", "early", "late"),
    *("through", "the", "and", "mid"),
)
#: What must stand before a year, or before a month whose name is also a word, for it to be one.
CUE = "(?i:" + "|".join(rf"(?<=\b{word}\s)" for word in _CUES) + r"|(?<=\bmid-))"
_FEAST_CUES = (*_CUES, "on", "at", "this", "last", "next", "throughout", "ahead", "month")
_FEAST_CUE = "(?i:" + "|".join(rf"(?<=\b{word}\s)" for word in _FEAST_CUES) + ")"
#: Dates that are part of a name ("March 14 Alliance").
NO_NAME = rf"(?!\s+{any_of(_WORDS.named_after)}\b)"
_PERSONS = [name for feast in feasts().values() if feast.also_persons for name in feast.names]
_SURE_FEASTS = [name for feast in feasts().values() if not feast.also_persons for name in feast.names]
FEAST = rf"(?:{any_of(_SURE_FEASTS)}(?!\s+Island)|{_FEAST_CUE}{any_of(_PERSONS)}(?!\s+[A-Z]))"

_OTHER_STARTS = (
    *(
        "the",
        "between",
        "from",
        "mid",
        "early",
        "late",
        "final",
        "q1",
        "q2",
        "q3",
        "q4",
        "fiscal",
        "financial",
    ),
    *(
        "every",
        "each",
        "once",
        "twice",
        "shortly",
        "soon",
        "moments",
        "over",
        "through",
        "at",
        "around",
        "before",
    ),
    *("after", "just", "nineteen"),
)
#: An age is no length of time that anything took ("a 20-year-old", "41 years of age").
AGE = r"(?![-\s]olds?\b|\s+of\s+age\b)"


def starts() -> frozenset[str]:
    """The words, in small letters, that an expression may begin with where it begins with no figure.

    A rule that begins with another word is never tried: the others are the few words that rules write out.
    """
    lists = (
        *(_WORDS.months, _WORDS.month_abbreviations, _WORDS.weekdays, _WORDS.seasons, _WORDS.numbers),
        *(_WORDS.tens, _WORDS.ordinals, _WORDS.few, _WORDS.units, _WORDS.which, _WORDS.days, _WORDS.senses),
        *(_WORDS.past, _WORDS.present, _WORDS.future, _WORDS.repeats, _WORDS.rough, _PERSONS, _SURE_FEASTS),
    )
    first = {re.findall(r"[^\W_]+", words)[0].lower() for found in lists for words in found}
    shortened = {name[:length] for name in _WORDS.weekdays for length in (3, 4, 5)}
    plural = {f"{name}s" for name in (*_WORDS.weekdays, *_WORDS.units)}
    return frozenset(first | shortened | plural | set(_OTHER_STARTS))


def is_weekday(written: str) -> bool:
    """Whether the words are a weekday and nothing else."""
    return (
        re.fullmatch(rf"(?:{WEEKDAY})", written.strip()) is not None
        or written.strip().lower() in _WORDS.weekdays
    )
