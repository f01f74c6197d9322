"""Find the speech acts of a report: who says, with which word, and which words are said.

Clauses under verbs of saying, "according to", quotations that a cue stands before, after or inside, and
quotations that go on in the next sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract.citations import Citation
from ascribe.extract.context import Context
from ascribe.extract.grammar import antecedent, by_agents, children, is_passive, preposition, subject
from ascribe.extract.speakers import outlet, speaker, via
from ascribe.extract.speaking import is_a_person, speaking
from ascribe.extract.status import is_negated
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import SectionKind, Span, Speaker, SpeakerKind, Stance

_PRONOUNS = frozenset("he she they it who we i".split())
#: Words that may stand behind a verb of saying that ends its sentence ("a source revealed on Tuesday.").
_TAIL = 4
_QUOTE = re.compile(r"[\"“”«»]")


@dataclass(slots=True)
class Act:
    """One speech act; `content` are the word indices of what is said."""

    cue: Token
    speaker: Speaker
    stance: Stance
    content: frozenset[int]
    sentence: int
    hedge: Span | None = None
    negated: bool = False


def acts(context: Context) -> list[Act]:
    """All speech acts in text order; pronouns stand for the last speaker that they can mean."""
    found: list[Act] = []
    author = context.author
    for number, sentence in enumerate(context.sentences):
        headed = _headline_act(context, number, sentence)
        if headed is not None:
            found.append(headed)
            continue
        own = list(_sentence_acts(context, number, sentence, found))
        if not own and author is not None:
            content = frozenset(t.i for t in sentence)
            own = [Act(sentence.root, author, Stance.ASSERTS, content, number)]
        if not own:
            carried = _carried(context, number, sentence, found)
            own = [carried] if carried else []
        found += own
    _same_person(found)
    return found


def _same_person(found: list[Act]) -> None:
    """A name told again without its title ("Hoffman said") keeps what the fuller mention said of it."""
    for number, act in enumerate(found):
        if not act.speaker.named or act.speaker.is_outlet:
            continue
        last = act.speaker.name.split()[-1]
        fuller = next(
            (a.speaker for a in found[:number] if a.speaker.named and last in a.speaker.name.split()), None
        )
        if fuller is not None and fuller.span is not None and len(fuller.span.quote) > len(act.speaker.name):
            act.speaker = replace(
                act.speaker,
                kind=fuller.kind,
                affiliation=fuller.affiliation,
                actor=act.speaker.actor or fuller.actor,
            )


def innermost(acts: list[Act], token: Token) -> Act | None:
    """The speech act closest around a word: of several, the one with the fewest words."""
    around = [a for a in acts if token.i in a.content and a.cue.i != token.i]
    return min(around, key=lambda a: len(a.content), default=None)


def voice(acts: list[Act], token: Token) -> Speaker | None:
    """Who says a word, with whom it is heard through ("the investigation, according to the sources")."""
    inner = innermost(acts, token)
    if inner is None:
        return None
    around = [
        a for a in acts if a is not inner and token.i in a.content and a.speaker.name != inner.speaker.name
    ]
    outer = min(around, key=lambda a: len(a.content), default=None)
    return via(inner.speaker, outer.speaker) if outer else inner.speaker


def _sentence_acts(context: Context, number: int, sentence: Words, before: list[Act]) -> Iterator[Act]:
    here: list[Act] = []
    for token in sentence:
        act = _verb_act(context, number, token, before + here) or _according(context, number, token)
        if act is not None:
            here.append(act)
    for act in here:
        yield _with_quotes(sentence, act, here)


def _verb_act(context: Context, number: int, token: Token, before: list[Act]) -> Act | None:
    lemma = context.lexicon.lemma(token.lower_, token.lemma_.lower())
    stance = context.lexicon.saying.get(lemma)
    if stance is None or not token.tag_.startswith("VB"):
        return None
    cited = context.cited.get(token.i)
    who = _who(context, token) or (cited.who if cited is not None else None)
    content = _content(token) or _cited_here(token, cited)
    if who is None or (not content and not _quoted(token.sent)):
        return None
    if who.lower_ in _PRONOUNS or who.tag_ in ("PRP", "WP"):
        spoken = [act.speaker for act in before]
        found = _topic(context, who, number) or speaking(context, who, content, spoken)
        if found is None and who.lower_ in ("he", "she", "they"):
            # Somebody says it, and not the outlet: the pronoun stands for itself.
            found = Speaker(who.text, SpeakerKind.UNKNOWN, named=False, span=context.word(who))
        if found is None:
            return None
    else:
        found = speaker(context, issuer_of(context, who))
        quoting = _quoted(token.sent) and who.pos_ == "NOUN" and found.count == 1
        if not _can_speak(who, found) and not quoting:
            return None
        found = _with_others(context, who, token, found)
    if stance is Stance.ASSERTS and _says_untrue(context, token):
        stance = Stance.DENIES
    return Act(token, found, stance, frozenset(content), number, negated=is_negated(token))


def _cited_here(cue: Token, cited: Citation | None) -> set[int]:
    """What a citation gives of its cue's own sentence."""
    here = cue.sent
    return {i for i in cited.content if here.start <= i < here.end} if cited is not None else set()


def _with_others(context: Context, who: Token, verb: Token, found: Speaker) -> Speaker:
    """Unnamed speakers with those that the parse hung elsewhere (", officials and sources close to them said")."""
    words = context.doc[who.left_edge.i : verb.i]
    apart = who.dep_ == "appos" and any(t.lower_ == "and" and t.i > who.i for t in words)
    if found.named or not apart or any(t.is_punct or t.pos_ == "VERB" for t in words):
        return found
    span = context.span(words.start, words.end)
    return replace(found, name=span.quote, span=span)


def _says_untrue(context: Context, token: Token) -> bool:
    """Whether what is said is that something is not so ("said the reports were not true")."""
    speech = context.lexicon.speech
    said = [c for c in token.children if c.dep_ in ("ccomp", "parataxis")]
    said += [token.head] if token.dep_ == "parataxis" else []
    if any(_nothing_to_do(c) for c in said):
        return True
    return any(
        c.lemma_.lower() in speech["untrue"] or (c.lemma_.lower() in speech["sound"] and is_negated(c))
        for c in said
    )


def _nothing_to_do(clause: Token) -> bool:
    """ "had nothing to do with"."""
    return clause.lemma_.lower() == "have" and any(c.lower_ == "nothing" for c in clause.children)


def _who(context: Context, token: Token) -> Token | None:
    if is_passive(token):
        by = children(token, "obl:agent") or [c for c in children(token, "obl") if preposition(c) == "by"]
        if by:
            return by[0]
        if token.lemma_.lower() == "quote" or token.lemma_.lower() == "cite":
            return subject(token)
        return None
    own = [c for c in token.children if c.dep_ == "nsubj"]
    if own:
        head = own[0]
        commas = [t.i for t in context.doc[head.i : token.i] if t.text in (",", ":")]
        nearer = _just_before(context, token) if commas and head.i < commas[-1] else None
        if nearer is not None and not head.left_edge.i <= nearer.i <= head.right_edge.i:
            return nearer
        relative = head.tag_ in ("WDT", "WP") and token.dep_ == "acl:relcl"
        return antecedent(token, head) if relative else head
    if token.dep_ == "acl" and token.head.dep_ == "obj" and token.head.head.lemma_.lower() in ("have", "see"):
        return subject(token.head.head)  # "has reason to believe"
    if token.dep_ in ("advcl", "conj", "xcomp", "acl") and token.head.pos_ in (
        "VERB",
        "AUX",
        "NOUN",
        "PROPN",
    ):
        return subject(token)
    return _just_before(context, token) if token.tag_ in ("VBD", "VBZ", "VBP") else None


def _just_before(context: Context, verb: Token) -> Token | None:
    """The first speaker's noun between the last comma (or the sentence's start) and a finite verb of saying: what a
    parse that lost the subject of ", two officials close to the army said" still shows."""
    start = verb.i
    while start > verb.sent.start and context.doc[start - 1].text not in (",", ";", ":", "”", '"'):
        start -= 1
    for token in context.doc[start : verb.i]:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod:poss"):
            if _can_speak(token, speaker(context, token)):
                return token
            if token.dep_ not in ("obl", "nmod"):
                return None
    return None


def _content(token: Token) -> set[int]:
    """What is said: the verb's clause, its parataxis host, or the noun that a report or denial is about."""
    found: set[int] = set()
    for child in token.children:
        if (
            child.dep_ in ("ccomp", "xcomp")
            or (child.dep_ in ("obj", "advcl") and _sayable(token, child))
            or (child.dep_ == "parataxis" and child.pos_ in ("VERB", "AUX", "NOUN", "ADJ"))
            or (child.dep_ == "obl" and preposition(child) in ("of", "about"))
        ):
            found |= {t.i for t in child.subtree}
        found |= {t.i for clause in _under_noun(child) for t in clause.subtree}
    if token.dep_ == "parataxis":
        own = {t.i for t in token.subtree}
        found |= {t.i for t in token.head.subtree} - own
    rest = token.doc[token.i + 1 : token.sent.end]
    ends = token.dep_ not in ("xcomp", "advcl") and len(rest) <= _TAIL
    if not found and ends and not any(t.pos_ in ("VERB", "AUX") or t.is_quote for t in rest):
        found = {t.i for t in token.sent if t.i < token.i}
    return found


def _under_noun(child: Token) -> list[Token]:
    """A clause with "that" which hangs on how it is said ("assess with high confidence that ...")."""
    if child.dep_ not in ("obl", "obj", "xcomp"):
        return []
    return [
        c for c in children(child, "acl", "ccomp") if any(m.lower_ == "that" for m in children(c, "mark"))
    ]


def _sayable(token: Token, child: Token) -> bool:
    return (
        child.dep_ == "obj"
        and child.pos_ in ("NOUN", "PROPN")
        and token.lemma_.lower() not in load_lexicon().speech["addressed"]
    )


def _can_speak(who: Token, found: Speaker) -> bool:
    """People, bodies, documents speak; a weapon or a happening that "shows" something does not."""
    if any(c.lower_ in ("no", "neither", "any") for c in who.children if c.dep_ == "det"):
        return False
    if who.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET"):
        return False
    if found.named or found.kind is not SpeakerKind.UNKNOWN:
        return True
    return who.lemma_.lower() in load_lexicon().speech["somebody"]


def _according(context: Context, number: int, token: Token) -> Act | None:
    """ "according to X": what it stands in is what X says."""
    if token.lower_ != "according" and not (
        token.lemma_.lower() in ("cite", "quote") and token.tag_ == "VBG"
    ):
        return None
    if token.lower_ == "according":
        who = (
            token.head
            if token.dep_ in ("case", "mark", "fixed")
            else next((p for c in children(token, "obl", "obj") for p in [c]), None)
        )
    else:
        who = next(iter(children(token, "obj")), None)
    if who is None or who.pos_ not in ("NOUN", "PROPN"):
        return None
    top = token if token.dep_ in ("advcl", "acl") else who
    if top.head.i == top.i:
        return None
    host = top.head
    while (
        host.dep_ not in ("root", "ROOT", "ccomp", "parataxis", "acl:relcl", "advcl", "conj")
        and host.head.i != host.i
    ):
        host = host.head
    own = {t.i for t in top.subtree}
    content = frozenset({t.i for t in host.subtree} - own)
    return Act(token, speaker(context, issuer_of(context, who)), Stance.ASSERTS, content, number)


def issuer_of(context: Context, who: Token) -> Token:
    """Who speaks by a document: "a statement from the army", "a video by the group"; the document itself otherwise."""
    if who.lemma_.lower() not in context.lexicon.speech["issued"]:
        return who
    by = [
        c for c in who.children if c.dep_ == "nmod" and preposition(c) in context.lexicon.speech["issued-by"]
    ]
    by += [g for c in who.children if c.dep_ == "acl" for g in by_agents(c)]
    by += [g for c in by if c.lower_ == "name" for g in children(c, "nmod")]
    by += [g for c in who.children if c.lower_ == "name" for g in children(c, "nmod")]
    issues = who.dep_ == "obj" and who.head.lemma_.lower() in context.lexicon.speech["issuing"]
    issuer = subject(who.head) if issues and not by else None
    if issuer is not None and issuer.pos_ in ("NOUN", "PROPN"):
        by.append(issuer)
    return next((c for c in by if _can_speak(c, speaker(context, c))), who)


def _topic(context: Context, pronoun: Token, number: int) -> Speaker | None:
    """The body that the sentence before is about, which "it" takes up at the head of the next one."""
    if pronoun.lower_ != "it" or number == 0 or pronoun.i - pronoun.sent.start > 3:
        return None
    previous = context.sentences[number - 1]
    if "\n\n" in context.report.text[previous.end_char - 1 : pronoun.idx]:
        return None
    own = subject(previous.root)
    if own is None or own.tag_ not in ("NN", "NNP") or own.ent_type_ == "PER":
        return None
    found = speaker(context, own)
    named_or_group = found.kind is not SpeakerKind.UNKNOWN and _can_speak(own, found)
    return found if named_or_group and not is_a_person(context, found) else None


def _quoted(sentence: Words) -> bool:
    return len(_QUOTE.findall(sentence.text)) >= 1


def _headline_act(context: Context, number: int, sentence: Words) -> Act | None:
    """A headline with its speaker after the last colon ("Militia behind attack: officials")."""
    if context.section(sentence.start_char) is not SectionKind.HEADLINE or ":" not in sentence.text:
        return None
    colon = max(t.i for t in sentence if t.text == ":") if any(t.text == ":" for t in sentence) else None
    after = [t for t in context.doc[colon + 1 : sentence.end] if not t.is_space] if colon is not None else []
    if colon is None or not 0 < len(after) <= 5:
        return None
    heads = [t for t in after if t.pos_ in ("NOUN", "PROPN") and t.head not in after] or [
        t for t in after if t.pos_ in ("NOUN", "PROPN")
    ]
    if not heads:
        return None
    who = speaker(context, heads[-1])
    if who.kind is SpeakerKind.UNKNOWN and heads[-1].lemma_.lower() != "source":
        return None
    return Act(context.doc[colon], who, Stance.ASSERTS, frozenset(range(sentence.start, colon)), number)


def _with_quotes(sentence: Words, act: Act, here: list[Act]) -> Act:
    """Quoted words of a sentence with one speaker are that speaker's, even where the parse does not tie them."""
    if len({a.speaker.name for a in here}) == 1 and not act.content and _quoted(sentence):
        act.content = frozenset(t.i for t in sentence if t.i != act.cue.i)
    return act


def _carried(context: Context, number: int, sentence: Words, before: list[Act]) -> Act | None:
    """A sentence inside a quotation that began before it belongs to the speaker of the quotation."""
    text = context.report.text
    begin = max(text.rfind("\n\n", 0, sentence.start_char), 0)
    opened = text.count("“", begin, sentence.start_char) - text.count("”", begin, sentence.start_char)
    straight = text.count('"', begin, sentence.start_char) % 2
    starts_quoted = sentence.text.lstrip()[:1] in ('"', "“", "«")
    if not (opened > 0 or straight or starts_quoted):
        return None
    following = _next_cue(context, number, sentence)
    if following is not None:
        who = speaker(context, following)
        return Act(following, who, Stance.ASSERTS, frozenset(t.i for t in sentence), number)
    last = next((a for a in reversed(before) if a.sentence >= number - 2), None)
    if last is None:
        return None
    return Act(last.cue, last.speaker, Stance.ASSERTS, frozenset(t.i for t in sentence), number)


def _next_cue(context: Context, number: int, sentence: Words) -> Token | None:
    """The subject of a verb of saying in the next sentence of the same paragraph, where no other comes first."""
    if number + 1 >= len(context.sentences):
        return None
    later = context.sentences[number + 1]
    if "\n\n" in context.report.text[sentence.end_char - 1 : later.start_char + 1]:
        return None
    for token in later:
        if token.lemma_.lower() in context.lexicon.saying and token.pos_ == "VERB":
            who = _who(context, token)
            if who is not None and _can_speak(who, speaker(context, who)):
                return who
    return None


__all__ = ["Act", "acts", "innermost", "is_a_person", "outlet", "voice"]
