"""Groups of nouns in a sentence: where one begins and ends, how many it counts, and what it is governed by.

There is no tree: a group ends at small words, verbs, marks, times, and where definiteness says that the next noun is
another one ("the forces | positions", "gunmen | a convoy").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ascribe.extract.arabic.counts import Count, read_count
from ascribe.extract.arabic.words import Sentence, Word
from ascribe.knowledge.arabic import Arabic, NounForm

#: Words that may follow one another in a name that no list knows.
_LONGEST_NAME = 5
#: Endings of adjectives made of names ("Malian").
_NISBA = ("يا", "ي", "يه", "يين", "يون", "يتين", "يات")
_QUOTES = "\"“”«»'"


@dataclass(frozen=True, slots=True)
class Group:
    """Words [start, end) of a sentence; `head` is the index of the noun that it is about (after a number)."""

    sentence: Sentence
    start: int
    end: int
    head: int
    count: Count | None = None
    prep: str = ""

    @property
    def words(self) -> list[Word]:
        return self.sentence.words[self.start : self.end]

    @property
    def first(self) -> Word:
        return self.sentence.words[self.head]

    @property
    def noun(self) -> NounForm | None:
        return (
            self.first.noun("people")
            or self.first.noun("body")
            or self.first.noun("thing")
            or self.first.noun()
        )

    @property
    def begin(self) -> int:
        """Where its first word begins, without what is written onto it."""
        word = self.sentence.words[self.start]
        return word.begin if self.start == self.head or not word.prep else word.start

    @property
    def close(self) -> int:
        return self.sentence.words[self.end - 1].end

    def has(self, flag: str) -> bool:
        return self.first.has(flag)


def group_at(sentence: Sentence, i: int, arabic: Arabic) -> Group | None:
    """The group that begins at a word, None where none can."""
    word = sentence.at(i)
    if word is None:
        return None
    start = i
    before = sentence.at(i - 1)
    if word.plain in arabic.participles and word.plain[-1] in "اه" and before is not None and before.is_mark:
        return None
    count, after = read_count(sentence, i, arabic)
    if count is not None:
        following = sentence.at(after)
        if following is not None and following.plain == "من":  # "three of the attackers"
            following, after = sentence.at(after + 1), after + 1
        if following is None or not _can_begin(following) or following.conj or following.prep:
            return Group(sentence, start, count.end, count.end - 1, count, word.prep)
        head = after
    else:
        if not _can_begin(word):
            return None
        head = i
    end = _end(sentence, head, arabic)
    own = count or _own_count(sentence.words[head], head) or _two(sentence.words[head:end], head)
    return Group(sentence, start, end, head, own, sentence.words[start].prep)


def _own_count(word: Word, i: int) -> Count | None:
    """The count that a noun's own form says: one person, two soldiers."""
    form = next((f for f in word.nouns if "counts" in f.noun.flags), None)
    if form is None or word.article or word.suffix or form.number > 2:
        return None
    if form.number == 2 and any(f.number == 3 for f in word.nouns) and word.stem.endswith("ين"):
        return None  # two or many, the writing does not say
    return Count(form.number, form.number, i, i + 1)


def _two(words: list[Word], head: int) -> Count | None:
    """ "two policemen", where the word for two says that they are no more."""
    if len(words) > 1 and words[0].has("counts") and words[-1].number == 2 and not words[-1].article:
        return Count(2, 2, head, head + len(words))
    return None


def _can_begin(word: Word) -> bool:
    if word.is_mark:
        return word.text in _QUOTES
    if word.name is not None:
        return True
    if word.particle or word.inside or word.time:
        return False
    if word.adjective is not None and not (word.nouns or word.article):
        return False
    if word.verbs and not word.nouns and not word.article:
        return False
    return not (word.number is not None and not word.article)


def _end(sentence: Sentence, head: int, arabic: Arabic) -> int:
    """The index after the last word of the group."""
    words = sentence.words
    i = head
    if words[i].is_mark:
        return _quoted(sentence, i) or head + 1
    i = words[i].name_end if words[i].name is not None else i + 1
    titled = words[head].has("title") or words[head].has("group")
    unknown = 0
    while i < len(words):
        word, before = words[i], words[i - 1]
        if word.is_mark:
            closing = _quoted(sentence, i) if word.text in _QUOTES and not before.is_mark else None
            if closing is None or not _holds_name(words, head, i):
                break
            i = closing
            continue
        step = _goes_on(words, head, i, titled, arabic)
        if not step or unknown > _LONGEST_NAME:
            break
        unknown += not (word.nouns or word.adjective or word.name)
        titled = titled or word.has("title")
        i = word.name_end if word.name is not None else i + 1
    return i


def _holds_name(words: list[Word], head: int, i: int) -> bool:
    """Whether a quotation is the name of the body before it: right after its noun, or as a name or with an article."""
    if words[i - 1].noun("body") or words[i - 1].has("group"):
        return words[i + 1].article or words[i + 1].name is not None or not words[i + 1].nouns
    return words[head].noun("body") is not None and (words[i + 1].article or words[i + 1].name is not None)


def _quoted(sentence: Sentence, i: int) -> int | None:
    """The index after the mark that closes a short quotation of a name."""
    for j in range(i + 1, min(i + 7, len(sentence.words))):
        if sentence.words[j].is_mark:
            return j + 1 if sentence.words[j].text in _QUOTES and j > i + 1 else None
    return None


def _goes_on(words: list[Word], head: int, i: int, titled: bool, arabic: Arabic) -> bool:
    """Whether a word belongs to the group whose last word stands before it."""
    word, before = words[i], words[i - 1]
    if word.conj or word.time or (word.particle and word.stem != "باسم"):
        return False
    if word.stem in arabic.words["stops"] and (word.article or before.article):
        return False
    if word.plain == "باسم" or before.plain == "باسم":
        return titled
    if word.prep:
        return word.prep == "ل" and _is_tail(words[head], word, titled, arabic)
    if word.number is not None:
        return word.article or (word.number == 2 and bool(before.nouns) and before.nouns[0].number == 2)
    if word.verbs and not word.nouns and not word.article and word.adjective is None:
        return False
    if word.adjective is not None and (not word.noun("people") or word.article == before.article):
        return (
            word.article == before.article or _is_name(before) or before.name is not None or not word.article
        )
    if titled and word.article and word.has("rank"):
        return True
    if before.article or before.suffix:
        return _after_article(word, before, titled)
    return _after_indefinite(word, before, words[head], titled)


def _is_tail(head: Word, word: Word, titled: bool, arabic: Arabic) -> bool:
    """ "the observatory for human rights", "a convoy of the army"; not the outlet that somebody talks to."""
    if word.stem in arabic.words["tails"]:
        return True
    media = any(f.noun.speaker is not None and f.noun.speaker.value == "media" for f in word.nouns)
    return word.article and not media and (head.noun("thing") is not None or (titled and bool(word.nouns)))


def _after_article(word: Word, before: Word, titled: bool) -> bool:
    if word.name is not None:
        return titled and word.person
    if word.article:
        if word.nouns and word.adjective is None:
            return word.has("title") and (titled or before.adjective is not None)
        return True
    return titled and not word.nouns


def _after_indefinite(word: Word, before: Word, head: Word, titled: bool) -> bool:
    closed = bool(before.nouns) and before.nouns[0].closed
    if word.name is not None:
        return not closed and (titled or bool(before.nouns))
    if closed:
        return not word.nouns and not word.article and word.stem.endswith(_NISBA)
    if not word.nouns:
        return bool(before.nouns) or titled or not before.article
    if word.article:
        return bool(before.nouns)
    if word.nouns[0].closed and word.stem.endswith("ا"):
        return False
    people = before.has("counts") and not (before.has("of") or before.has("title"))
    return bool(before.nouns) and not people


def _is_name(word: Word) -> bool:
    return not (word.nouns or word.adjective or word.article)


def groups_after(sentence: Sentence, i: int, arabic: Arabic) -> Iterator[Group]:
    """Groups that follow one another from a word on: the first, and those joined to it by "and"."""
    group = group_at(sentence, i, arabic)
    while group is not None:
        yield group
        following = sentence.at(group.end)
        if following is None or following.is_mark or not following.conj or following.particle:
            return
        if following.verbs and not following.nouns and not following.article and following.name is None:
            return
        group = group_at(sentence, group.end, arabic)
