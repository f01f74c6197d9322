"""English text in, its time expressions out: where they stand and what they mean, not yet on the calendar.

`find` is a grammar: small patterns (`pieces`) make rules (`rules`), a rule's builder (`builders`) makes a value, and
`around` adds the words that belong to it. The vocabulary is `words.yaml`, the feasts `festivals.yaml`. Putting a value
on the calendar needs an anchor and is left to `resolve.times`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ascribe.parse.timevalue import Between, TimeExpression, Value
from ascribe.parse.timex.around import extend
from ascribe.parse.timex.pieces import starts
from ascribe.parse.timex.rules import RULES

__all__ = ["find", "find_all"]

_NAMED_GROUP = re.compile(r"\?P<\w+>")
_WORD = re.compile(r"(?<![\w$€£])[^\W_]+")
_ANY = re.compile("|".join(f"({_NAMED_GROUP.sub('?:', rule)})(?!\\w)" for rule, _ in RULES))
_EACH = tuple(re.compile(rf"(?:{rule})(?!\w)") for rule, _ in RULES)
_STARTS = starts()


def find(text: str) -> list[TimeExpression]:
    """The expressions of an English text that say when; in its order, offsets in code points, none overlap."""
    return [expression for expression in find_all(text) if expression.dates]


# A report is asked for its times by more than one stage.
@lru_cache(maxsize=4)
def find_all(text: str) -> tuple[TimeExpression, ...]:
    """As `find`, with those that say how long or how often."""
    found: list[TimeExpression] = []
    for match, value in _values(text):
        floor = found[-1].end if found else 0
        if match.start() < floor:
            continue
        expression = extend(text, match.start(), match.end(), value, floor)
        if isinstance(value, Between):
            expression = replace(expression, ends=(match.span("first"), match.span("last")))
        found.append(expression)
    return tuple(found)


def _values(text: str) -> Iterator[tuple[re.Match[str], Value]]:
    """Each place where a rule fits and says something; the first rule that does is taken."""
    at = 0
    for word in _WORD.finditer(text):
        if word.start() < at or not (word[0].lower() in _STARTS or word[0][0].isdigit()):
            continue
        match = _ANY.match(text, word.start())
        for rule in range((match.lastindex or 1) - 1, len(RULES)) if match else ():
            own = _EACH[rule].match(text, word.start())
            value = RULES[rule][1](_said(own)) if own else None
            if own and value is not None:
                yield own, value
                at = own.end()
                break


def _said(match: re.Match[str]) -> dict[str, str]:
    return {name: words for name, words in match.groupdict().items() if words}
