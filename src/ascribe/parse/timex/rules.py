"""The grammar: patterns with what builds a value from each. The first that fits at a place is taken."""

from collections.abc import Callable

from ascribe.parse.timevalue import Calendar, Offset, Vague, Value, Weekday, Window
from ascribe.parse.timex import builders as build
from ascribe.parse.timex.builders import Groups
from ascribe.parse.timex.pieces import (
    AGE,
    CUE,
    DATE,
    DAY,
    DAYPART,
    DM,
    END,
    FEAST,
    FEW,
    HOUR,
    LONE_CLOCK,
    MD,
    MONTH,
    MONTH_ALONE,
    MY,
    NO_DAY,
    NO_NAME,
    NUMBER,
    ORDINAL,
    ROUGH,
    SEASON,
    SOLE,
    SURE_MONTH,
    UNIT,
    WEEKDAY,
    WHICH,
    YEAR,
)
from ascribe.parse.timex.words import any_of, words

_WORDS = words()
_COUNT = rf"(?P<count>{FEW}|{NUMBER})"
_UNITS = rf"{SOLE}(?P<unit>{UNIT})s?"
_ROUGH_COUNT = rf"(?:{ROUGH})?{_COUNT}[-\s]+{_UNITS}"
_LATER = r"(?i:earlier|later|afterwards?|thereafter|beforehand)"
_FISCAL = r"(?P<fiscal>(?i:(?:fiscal|financial)\s+))"
_OF_YEAR = rf"(?:\s+(?:of\s+)?(?:{_FISCAL})?(?P<year>{YEAR})|\s+(?:of\s+)?(?P<which>(?i:this|last|next))\s+(?i:year))?"
_TELLS = rf"(?=\s+(?!(?:on\s+|the\s+)?(?:{DATE}|{MONTH}|{WEEKDAY}|{YEAR}))[\w“\"'])"
_NTH = rf"(?i:(?P<nth>{ORDINAL}|final)[-\s]+(?:(?:fiscal|financial)\s+)?(?P<unit>quarter|half))"
_PLURAL_UNIT = r"(?i:decades|centuries|years|months|weeks|days|hours|minutes)"

Rule = tuple[str, Callable[[Groups], Value | None]]

RANGES: tuple[Rule, ...] = (
    (rf"(?i:between|from)\s+(?P<first>{END})\s+(?i:and|to|until|till|through)\s+(?P<last>{END})", build.between),
    (
        rf"(?P<first>{MD}|{DM})\s*(?:-|–|—|to|through)\s*(?P<last>{MD}|{DM}|{DAY}(?:,?\s+{YEAR})?)",
        build.between,
    ),
    (rf"(?P<first>{DAY})\s*(?:-|–|to)\s*(?P<last>{DM})", build.days),
    (rf"{CUE}(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:(?:19|20)\d\d|\d\d))(?!\d)", build.years),
)  # fmt: skip

DATES: tuple[Rule, ...] = (
    (rf"(?:{WEEKDAY}(?:,\s+|[^\S\n]+))?(?:(?i:last|this|next)\s+)?(?P<date>{DATE}){NO_NAME}", build.date_of),
    (rf"(?P<date>{MY})", build.date_of),
    (rf"(?P<name>{MONTH_ALONE})\s+(?:of\s+)?(?P<which>(?i:this|last|next))\s+year", build.month_of_year),
    (rf"(?i:the\s+)?(?P<name>{SEASON})\s+(?:of\s+)?(?P<year>{YEAR})", build.season),
    (r"(?i:the\s+)?(?P<decade>(?:1[89]|20)\d0)[’']?s\b", build.decade),
    (r"(?i:the\s+|mid[- ]|early[- ]|late[- ])[’'‘`]?(?P<decade>[2-9]0)[’']?s\b", build.decade),
    (r"(?<=\band\s)[’'‘`]?(?P<decade>[2-9]0)[’']?s\b", build.decade),
    (r"(?i:the\s+)(?:nineteen[- ])?(?P<decade>(?i:(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies))",
     build.decade),
    (rf"(?i:the\s+)?(?P<nth>{ORDINAL})[-\s]+(?i:century)", build.century),
    (rf"(?i:the\s+)?{_NTH}{_OF_YEAR}", build.year_part),
    (rf"(?P<which>(?i:this|last|next))\s+year[’']s\s+{_NTH}", build.year_part),
    (rf"(?P<nth>Q[1-4])(?P<unit>)\s*(?P<year>{YEAR})?", lambda g: build.year_part(g | {"unit": "quarter"})),
    (rf"(?i:the\s+)?(?i:fiscal|financial)(?:\s+(?i:year))?\s+(?P<year>{YEAR})", build.fiscal_year),
    (r"(?i:the\s+)?(?P<which>(?i:this|last|current|next|previous))\s+(?i:fiscal|financial)\s+(?i:year)",
     build.fiscal_year),
    (r"(?i:the\s+(?:fiscal|financial)\s+year)", build.fiscal_year),
    (rf"(?:(?P<which>(?i:last|this|next))\s+(?:year[’']s\s+)?)?(?P<feast>{FEAST})(?:,?\s+(?P<year>{YEAR}))?",
     build.festival),
    (rf"(?i:the\s+)?(?P<which>(?i:last|past|previous|this|next|coming))\s+(?P<name>{WEEKDAY}|{MONTH})(?!\w)",
     build.named),
    (rf"(?i:a\s+week\s+from|a\s+week\s+on)\s+(?P<name>{WEEKDAY})", build.weeks_on),
)  # fmt: skip

COUNTED: tuple[Rule, ...] = (
    (rf"(?P<day>(?i:{any_of(_WORDS.days)}))(?:\s+{DAYPART})?", build.day_word),
    (rf"(?i:the\s+)?(?P<which>(?i:last|past|previous|next|coming))\s+{_COUNT}[-\s]+{_UNITS}\b", build.window),
    (r"(?i:the\s+same\s+(?P<unit>period|quarter|month|time|week))\s+(?i:(?:of\s+)?(?:the\s+)?last\s+year"
     r"|a\s+year\s+(?:earlier|ago|before)|the\s+(?:previous|year)\s+(?:year|before))", build.same_period),
    (r"(?i:the\s+(?P<sense>same|next|following|previous|prior|preceding)\s+"
     r"(?P<unit>day|night|week|weekend|month|quarter|year|decade))\b", build.anaphor),
    (rf"(?i:(?P<sense>that|same|following|previous)\s+(?P<unit>day|night|week|weekend|month|year|{DAYPART}))\b",
     build.anaphor),
    (rf"(?i:the\s+(?P<which>last|past|coming|next)\s+(?P<unit>(?!minute\b|hour\b|quarter\b)(?:{UNIT})s?))\b(?!\s+of\b)",
     build.window),
    (rf"(?i:the\s+)?(?P<which>{WHICH})\s+(?P<unit>(?i:week(?:end)?|month|quarter|year|decade|century)"
     rf"|{DAYPART}|{SEASON})\b(?!\s+of\b)", build.relative),
    (r"(?i:(?<=\bover\s)|(?<=\bat\s)|(?<=\bon\s)|(?<=\bduring\s))(?i:the\s+weekend)\b(?!\s+of\b)",
     lambda _: Offset("weekend", -1)),
    (rf"(?i:(?:the\s+)?recent\s+(?P<unit>{UNIT})s)\b", lambda g: Window(build.unit_of(g["unit"]), None)),
    (rf"{_ROUGH_COUNT}(?:\s+or\s+(?:so|more))?\s+(?i:ago)\b", build.ago),
    (rf"{_ROUGH_COUNT}\s+(?i:from\s+(?:now|today))\b", build.ahead),
    (rf"(?:{ROUGH})?{_COUNT}[-\s]+{_UNITS}\s+(?P<sense>(?:{_LATER}|(?i:before|after)(?!\s+[\w“\"'])))\b",
     build.anaphor),
    (r"(?i:the\s+(?P<unit>day|night|week|month|year)\s+(?P<sense>before|after|earlier)(?!\s+\w))\b", build.anaphor),
    (rf"(?:{ROUGH})?{_COUNT}\s+{_UNITS}\s+(?P<sense>(?i:before|after)){_TELLS}", build.apart),
    (rf"(?P<unit>{_PLURAL_UNIT})\s+(?P<sense>(?i:before|after)){_TELLS}",
     build.apart),
    (rf"(?i:the\s+(?P<unit>day|night|week|month|year)\s+(?P<sense>before|after)){_TELLS}",
     lambda g: build.apart(g | {"count": "one"})),
    (rf"(?i:shortly|soon|moments|{_PLURAL_UNIT})\s+(?P<sense>{_LATER}|(?i:after)(?!\s+\w))\b", build.some_later),
)  # fmt: skip

OFTEN: tuple[Rule, ...] = (
    (rf"(?i:every|each)\s+(?:other\s+)?(?:(?P<count>{NUMBER})\s+)?(?P<unit>{UNIT})s?\b", build.repeat),
    (rf"(?i:every|each)\s+(?P<name>{WEEKDAY})s?(?:\s+{DAYPART})?", build.repeat),
    (r"(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s\b", build.repeat),
    (rf"(?i:(?:once|twice|(?P<times>{NUMBER})\s+times)\s+(?:a|an|per|each|every)\s+(?P<unit>{UNIT}))\b",
     lambda g: build.repeat({"unit": g["unit"]})),
    (rf"(?P<often>(?i:{any_of(_WORDS.repeats)}))(?![-\w])", build.repeat),
)  # fmt: skip

LENGTHS: tuple[Rule, ...] = (
    (rf"(?P<count>{NUMBER})(?=\s*(?:to|or|and|-|–)\s*{NUMBER}[-\s]+(?P<unit>(?!quarter){UNIT})s?\b)", build.length),
    (rf"(?:{ROUGH})?{_COUNT}\s+(?i:consecutive|straight)\s+(?P<unit>(?i:quarter))s", build.length),
    (rf"(?:{ROUGH})?{_COUNT}\s*-\s*(?P<unit>(?!quarter){UNIT})(?!s\b){AGE}(?=[-\s])", build.length),
    (rf"(?:{ROUGH})(?P<count>(?i:an?|half\s+an?))\s+(?P<unit>(?!quarter){UNIT})\b{AGE}", build.length),
    (rf"(?:(?<=\bfor\s)|(?<=\bhin\s)|(?<=\bin\s))(?P<count>(?i:an?))\s+(?P<unit>(?!quarter){UNIT})\b{AGE}",
     build.length),
    (rf"(?:{ROUGH})?(?!(?i:an?)\s){_COUNT}\s+(?!{SOLE}quarter){_UNITS}\b{AGE}", build.length),
    (rf"(?i:over|through)\s+the\s+(?P<unit>{_PLURAL_UNIT})\b(?!\s+(?:before|after))", build.length),
    (rf"(?:(?<=\bfor\s)|(?<=\bin\s)|(?<=\bthin\s)|(?<=\btook\s))(?P<unit>{_PLURAL_UNIT})\b"
     r"(?!\s+(?:before|after))", build.length),
    (r"(?i:an?\s+(?:\w+\s+)?(?:unspecified|undetermined|indefinite|long|short|brief)\s+(?P<unit>period)(?:\s+of\s+time)?)",
     lambda g: build.length({"unit": "day"})),
)  # fmt: skip

BARE: tuple[Rule, ...] = (
    (rf"(?P<name>{WEEKDAY})", lambda g: Weekday(build.weekday_of(g["name"]))),
    (
        rf"(?P<name>{CUE}(?:{MONTH_ALONE})(?!\s+(?:of|for|on|\d+)\b)|{SURE_MONTH}\b)",
        lambda g: Calendar(month=build.month_of(g["name"])),
    ),
    (rf"{CUE}(?P<year>{YEAR})", lambda g: Calendar(int(g["year"]))),
    (rf"(?:(?<=[A-Za-z]\s)|(?<=\())(?<!olution\s)(?<!\bNo\s)(?P<year>{YEAR})(?=[\s.,;:)’'])(?!\s+[a-z]+s\b)(?!\s+-)",
     lambda g: Calendar(int(g["year"]))),
    (rf"{CUE}(?i:the\s+)?(?P<name>{SEASON})\b(?![-\s]+(?:of|into|through|up|out|down|back|to|for|from|by|in)\b)",
     build.season),
    (r"(?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bend\s)|(?<=finish\s))(?i:the\s+(?P<unit>day))\b"
     r"(?!\s+(?:of|when|that|after|before|he|she|they|it|the|in)\b)", lambda g: build.anaphor(g | {"sense": "same"})),
    (r"(?i:(?<=of\s)the\s+(?P<unit>year|month|week))\b", lambda g: Offset(g["unit"].lower(), 0)),
    (rf"(?>{HOUR}|{LONE_CLOCK}){NO_DAY}", lambda _: Vague("day")),
    (rf"(?i:{any_of(_WORDS.past)})\b(?!-|\s+(?:{NUMBER}|{FEW})?\s*{UNIT})", lambda _: Vague("past")),
    (rf"(?i:{any_of(_WORDS.present)})\b(?!-)", lambda _: Vague("present")),
    (rf"(?i:{any_of(_WORDS.future)})\b(?!\s+after)(?!-)", lambda _: Vague("future")),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*RANGES, *DATES, *COUNTED, *OFTEN, *LENGTHS, *BARE)
