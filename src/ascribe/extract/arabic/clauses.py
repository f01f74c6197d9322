"""Subjects and objects of Arabic verbs without a tree: verb first, or the subject right before it."""

from ascribe.extract.arabic.context import Context, opens_clause, verb_at
from ascribe.extract.arabic.counts import read_count
from ascribe.extract.arabic.groups import Group, group_at, groups_after
from ascribe.extract.arabic.words import Sentence, Word

#: How far after a verb its subject may begin, past times and short phrases with a preposition.
_REACH = 14


def subject(context: Context, sentence: Sentence, i: int) -> list[Group]:
    """The groups that a verb at a word has for its subject, those joined by "and" one by one; [] where none is said."""
    verb = sentence.words[i]
    relative = sentence.at(i - 1)
    if (
        relative is not None
        and relative.stem in context.arabic.words["relatives"]
        and not verb_has_object(verb)
    ):
        antecedent = ending_at(context, sentence, i - 1)
        return [antecedent] if antecedent else []
    before = ending_at(context, sentence, i)
    if verb.plural or not opens_clause(sentence, i) or _after_past(sentence, i):
        if before is not None and not before.prep and (not verb.plural or _many(before)):
            return [before]
        several = _several_before(context, sentence, i) if verb.plural else None
        if several is not None:
            return [several]
        if verb.plural:
            return []
    after = _first_after(context, sentence, i + 1)
    return list(groups_after(sentence, after, context.arabic)) if after is not None else []


def _many(group: Group) -> bool:
    """Whether a group is people, or a body of them, for a verb in the plural."""
    first = group.first
    return (
        first.name is not None
        or first.noun("people") is not None
        or first.noun("body") is not None
        or not first.nouns
    )


def _several_before(context: Context, sentence: Sentence, i: int) -> Group | None:
    """The first group of people in the clause of a verb in the plural, past what describes them."""
    for j in range(clause_start(context, sentence, i), i):
        group = group_at(sentence, j, context.arabic)
        if group is not None and group.first.noun("people") is not None and not group.prep:
            return group
    return None


def _after_past(sentence: Sentence, i: int) -> bool:
    """ "had X already ...": the subject stands between "was" and "already"."""
    before, further = sentence.at(i - 1), sentence.at(i - 2)
    if before is not None and before.plain == "قد" and further is not None and not further.is_mark:
        return True
    was = next(
        (w for w in reversed(sentence.words[max(0, i - 6) : i]) if w.particle or w.is_mark or w.conj), None
    )
    return was is not None and was.stem in ("كان", "كانت", "كانوا") and was.i < i - 1


def verb_has_object(word: Word) -> bool:
    """Whether a pronoun is written onto a verb ("which gunmen carried it out")."""
    return word.stem.endswith(("ه", "ها", "هم")) and len(word.stem) > 3


def ending_at(context: Context, sentence: Sentence, end: int) -> Group | None:
    """The group whose last word stands right before a word, past a mark or an insertion between commas."""
    stop = _before_insertion(sentence, end)
    while stop > 0 and (
        sentence.words[stop - 1].is_mark or sentence.words[stop - 1].plain in ("قد", "كانت", "كان")
    ):
        stop -= 1
    best = None
    for start in range(max(0, stop - 9), stop):
        if start and sentence.words[start - 1].name is not None and sentence.words[start].inside:
            continue
        group = group_at(sentence, start, context.arabic)
        if group is not None and group.end == stop:
            best = group
            break
    return best


def _before_insertion(sentence: Sentence, end: int) -> int:
    """The index of the mark that opens an insertion which a like mark closes right before a word."""
    mark = sentence.at(end - 1)
    if mark is None or mark.text not in "-–—":
        return end
    opened = [w.i for w in sentence.words[max(0, end - 9) : end - 1] if w.text == mark.text]
    return opened[-1] if opened else end


def _first_after(context: Context, sentence: Sentence, i: int) -> int | None:
    """Where the first group after a verb begins: past times and insertions, and phrases with a preposition."""
    limit = min(len(sentence.words), i + _REACH)
    inserted = False
    while i < limit:
        word = sentence.words[i]
        if word.is_mark:
            if word.text in ':؛"“«' or (word.text in '«“"' and not inserted):
                return (
                    i
                    if word.text in '"“«' and group_at(sentence, i, context.arabic) and not inserted
                    else None
                )
            i += 1
            continue
        if word.time:
            i += 1
            continue
        if word.stem in context.arabic.words["that"] or verb_at(sentence, i):
            return None
        if word.particle and read_count(sentence, i, context.arabic)[0] is not None:
            return i
        if word.prep in ("ب", "ل", "ك") or word.particle:
            if word.particle and word.stem not in context.arabic.words["prepositions"] | {"قد", "كل", "ايضا"}:
                return None
            whole = word.stem in ("كل",)
            i = _past_phrase(context, sentence, i)
            if whole and i < limit and sentence.words[i].plain == "من":
                i += 1
            inserted = True
            continue
        return i if group_at(sentence, i, context.arabic) is not None else None
    return None


def _past_phrase(context: Context, sentence: Sentence, i: int) -> int:
    """The index after a phrase with a preposition."""
    word = sentence.words[i]
    if word.stem == "كل":
        return i + 1
    at = i + 1 if word.particle else i
    group = group_at(sentence, at, context.arabic)
    return group.end if group is not None else i + 1


def after_subject(context: Context, sentence: Sentence, i: int, subjects: list[Group]) -> int:
    """Where what a verb says of its subject begins: after the subject, or after the verb."""
    ends = [group.end for group in subjects if group.start > i]
    return max(ends) if ends else i + 1


def accuser(context: Context, sentence: Sentence, i: int) -> tuple[list[Group], list[Group]]:
    """The subject of a verb that has an object of its own kind, and that object; a verb that goes on with "and" and has
    one group alone has that for its object."""
    groups = subject(context, sentence, i)
    found = objects(context, sentence, after_subject(context, sentence, i, groups)) if groups else []
    if groups and not found and sentence.words[i].conj and groups[0].start > i:
        return [], groups
    return groups, found


def objects(context: Context, sentence: Sentence, start: int) -> list[Group]:
    """The groups that stand as an object from a word on, past times, insertions and single phrases."""
    i = start
    limit = min(len(sentence.words), start + _REACH)
    while i < limit:
        word = sentence.words[i]
        if word.time or (word.is_mark and word.text in ",،"):
            i += 1
            continue
        if word.is_mark and word.text in '"“«':
            i += 1
            continue
        if word.is_mark:
            return []
        if word.stem in context.arabic.words["that"] or verb_at(sentence, i):
            return []
        counted = word.particle and read_count(sentence, i, context.arabic)[0] is not None
        if (word.particle or word.prep) and not counted:
            if word.particle and word.stem not in context.arabic.words["prepositions"]:
                return []
            i = _past_phrase(context, sentence, i)
            continue
        if word.conj and i > start:
            return []
        return list(groups_after(sentence, i, context.arabic))
    return []


def governed_by(
    context: Context, sentence: Sentence, start: int, preps: tuple[str, ...], end: int
) -> list[Group]:
    """The groups after the first of these prepositions, as a word or written onto the noun, before `end`."""
    for i in range(start, min(end, len(sentence.words))):
        word = sentence.words[i]
        if word.particle and word.stem in preps:
            return list(groups_after(sentence, i + 1, context.arabic))
        if word.prep in preps and not word.particle:
            return list(groups_after(sentence, i, context.arabic))
        if verb_at(sentence, i) and i > start:
            return []
    return []


def clause_end(context: Context, sentence: Sentence, i: int) -> int:
    """The index at which the clause of a word ends: before "and" with another verb, a break, or the sentence's end."""
    quoted = False
    for j in range(i + 1, len(sentence.words)):
        word = sentence.words[j]
        if word.is_mark:
            if word.text in ".؛!؟?" and j + 1 == len(sentence.words):
                return j
            if word.text == "؛":
                return j
            quoted ^= word.text in '"”»'
            continue
        if word.conj and verb_at(sentence, j):
            return j
        if word.stem in context.arabic.words["breaks"] and word.particle:
            return j
    return len(sentence.words)


def clause_start(context: Context, sentence: Sentence, i: int) -> int:
    """The index at which the clause of a word begins: after "that", a colon or a break, or with "and" and a verb."""
    for j in range(i, -1, -1):
        word = sentence.words[j]
        if j < i and ((word.stem in context.arabic.words["that"] and word.particle) or word.text in ":؛"):
            return j + 1
        if word.conj and verb_at(sentence, j):
            return j
        if j < i and word.particle and word.stem in context.arabic.words["breaks"]:
            return j + 1
    return 0
