"""Count lemma exceptions, suffix rules and the usual roleset of each predicate from the treebanks."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from ascribe.parse.lemmas import LONGEST_ENDING, Lemmatizer
from training.treebanks import Sentence


def script(form: str, lemma: str) -> tuple[int, str]:
    """Letters to cut from the end of the form, letters to add."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def tables(sentences: Iterable[Sentence]) -> dict[str, Any]:
    """{"exceptions", "rules", "rolesets"} as `lemmas.json` holds them."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    senses: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for form, lemma, upos in zip(sentence.words, sentence.lemmas, sentence.upos, strict=True):
            if upos not in ("PROPN", "_", "X") and lemma != "_":
                seen[form.lower(), upos][lemma.lower()] += 1
        for frame in sentence.frames or ():
            senses[sentence.lemmas[frame.predicate].lower()][frame.roleset] += 1
    best = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}
    rules = _rules(best)
    plain = Lemmatizer({}, rules)
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    for (form, upos), lemma in sorted(best.items()):
        if plain(form, upos) != lemma:
            exceptions[upos][form] = lemma
    rolesets = {lemma: counts.most_common(1)[0][0] for lemma, counts in sorted(senses.items())}
    return {"exceptions": exceptions, "rules": rules, "rolesets": rolesets}


def _rules(best: dict[tuple[str, str], str]) -> dict[str, dict[str, tuple[int, str]]]:
    counts: dict[str, dict[str, Counter[tuple[int, str]]]] = defaultdict(lambda: defaultdict(Counter))
    for (form, upos), lemma in best.items():
        for size in range(1, min(LONGEST_ENDING, len(form) - 1) + 1):
            counts[upos][form[-size:]][script(form, lemma)] += 1
    rules: dict[str, dict[str, tuple[int, str]]] = {}
    for upos, endings in sorted(counts.items()):
        kept: dict[str, tuple[int, str]] = {}
        for ending, scripts in sorted(endings.items(), key=lambda item: (len(item[0]), item[0])):
            rule, count = scripts.most_common(1)[0]
            shorter = next(
                (kept[ending[-n:]] for n in range(len(ending) - 1, 0, -1) if ending[-n:] in kept), None
            )
            if rule != shorter and (count >= 2 or len(ending) == 1):
                kept[ending] = rule
        rules[upos] = kept
    return rules
