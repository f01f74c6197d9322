"""Words in sentences: each kind of happening, each shape of phrase, and the same words meaning other things."""

from collections.abc import Callable
from functools import cache

import pytest

from ascribe.extract import find, readable
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.model import Kind, Means
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

Found = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def words(pipeline: Pipeline) -> Found:
    """(word, kind) of each mention in a sentence, in text order, before anything is joined or weighed."""

    @cache
    def read(sentence: str) -> list[tuple[str, str]]:
        text = f"Notes of the day from the coast\n\nMarch 5, 2031\n\n{sentence} The police came later.\n"
        report = read_bytes("x.txt", text.encode())
        found = find(report, pipeline._nlp(readable(report)), load_packs(), load_lexicon())
        return [(m.token.text, m.kind.value) for m in found.mentions]

    return read


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Rebels attacked the town of Darrow.", "attacked", Kind.ATTACK),
        ("Two men threw a grenade at the house of a judge.", "threw", Kind.ATTACK),
        ("A grenade was rolled under the gate.", "rolled", Kind.ATTACK),
        ("A rocket landed near the market.", "landed", Kind.ATTACK),
        ("Soldiers fired tear gas at the crowd.", "fired", Kind.ATTACK),
        ("Gunmen opened fire on a bus.", "opened", Kind.ATTACK),
        ("Somebody had planted a bomb under the bridge.", "planted", Kind.ATTACK),
        ("Militants blew up a pipeline.", "blew", Kind.ATTACK),
        ("The house was set on fire by a mob.", "set", Kind.ATTACK),
        ("A student was beaten to death by soldiers.", "beaten", Kind.ATTACK),
        ("The counter-attack by the rebels began at dawn.", "counter-attack", Kind.ATTACK),
        ("The bomb claimed 12 lives.", "claimed", Kind.ATTACK),
        ("A roadside charge damaged an army lorry.", "damaged", Kind.ATTACK),
        ("Soldiers defused a bomb near the school.", "defused", Kind.ATTACK),
        ("The army shot down a drone over the port.", "shot", Kind.ATTACK),
        ("The troops returned fire.", "returned", Kind.CLASH),
        ("Two guards were wounded in an exchange of fire.", "exchange", Kind.CLASH),
        ("Armed men carried off six sailors.", "carried", Kind.ABDUCTION),
        ("Three nurses were taken from their clinic by gunmen.", "taken", Kind.ABDUCTION),
        ("Rebels held 22 soldiers for three days.", "held", Kind.ABDUCTION),
        ("Gunmen seized two police officers at the gate.", "seized", Kind.ABDUCTION),
        ("Gunmen seized rifles and police vehicles at the gate.", "seized", Kind.SEIZURE),
        ("Police picked up two suspects at the port.", "picked", Kind.ARREST),
        ("Police took two students away.", "took", Kind.ARREST),
        ("Soldiers captured a rebel leader.", "captured", Kind.ARREST),
        ("The kidnappers let go of the hostages.", "let", Kind.RELEASE),
        ("Four prisoners walked free from the jail.", "walked", Kind.RELEASE),
        ("The hostages were set free on Monday.", "set", Kind.RELEASE),
        ("The suspects were handed over to the army.", "handed", Kind.TRANSFER),
        ("Soldiers stormed a rebel camp.", "stormed", Kind.RAID),
        ("Police sealed off the university after the attack.", "sealed", Kind.RAID),
        ("The troops pulled out of the valley.", "pulled", Kind.WITHDRAWAL),
        ("Tanks had crossed the demarcation line.", "crossed", Kind.DEPLOYMENT),
        ("The government sent troops to the border.", "sent", Kind.DEPLOYMENT),
        ("The robbers made off with a machine gun and two cars.", "made", Kind.SEIZURE),
        ("Rebels took control of the town.", "took", Kind.SEIZURE),
        ("Police recovered twelve rifles.", "recovered", Kind.SEIZURE),
        ("The gang smuggled rifles over the border.", "smuggled", Kind.SMUGGLING),
        ("The rebels threatened to kill the mayor.", "threatened", Kind.THREAT),
        ("The group warned that it would attack the port.", "warned", Kind.THREAT),
        ("The rebels gave the soldiers ten minutes to leave.", "gave", Kind.THREAT),
        ("The president ordered the army to stop the march.", "ordered", Kind.ORDER),
        ("The mayor imposed a curfew.", "curfew", Kind.ORDER),
        ("The two factions have united under one front.", "united", Kind.FORMATION),
        ("The cease-fire held for three weeks.", "fire", Kind.TRUCE),
        ("Both sides signed a peace accord.", "accord", Kind.TRUCE),
        ("Thousands of students marched on the ministry.", "marched", Kind.PROTEST),
        ("The demonstration outside the ministry ended at noon.", "demonstration", Kind.PROTEST),
        ("Protesters blocked the road to the airport.", "blocked", Kind.PROTEST),
    ],
)  # fmt: skip
def test_words_are_found_with_their_kind(words: Found, sentence: str, word: str, kind: Kind) -> None:
    assert (word, kind.value) in words(sentence)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The road was closed in order to protect the troops.", "order"),
        ("The attack on March 4 killed a guard.", "March"),
        ("The soldiers seized the opportunity to leave.", "seized"),
        ("The minister launched a verbal attack on the rebels.", "attack"),
        ("A soldier died of a heart attack.", "attack"),
        ("Dockers on strike over pay met the police.", "strike"),
        ("The general withdrew his statement about the troops.", "withdrew"),
        ("The recollections of the soldiers clash.", "clash"),
        ("The guns fell silent on 9 July.", "fell"),
        ("The army shot down the proposal.", "shot"),
        ("Wolves killed forty sheep near the army base.", "killed"),
        ("Villagers search the ruins of the army base.", "search"),
        ("The group released a statement about the hostages.", "released"),
        ("In the film, soldiers kidnap an ambassador.", "kidnap"),
        ("A museum about the siege of 1712 was opened by the army.", "siege"),
        ("He took a photo of two soldiers.", "took"),
        ("The army held a meeting with two journalists.", "held"),
    ],
)  # fmt: skip
def test_the_same_words_with_another_meaning_are_not(words: Found, sentence: str, word: str) -> None:
    assert word not in [found for found, _ in words(sentence)]


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.OTHER}))
def test_every_kind_has_several_words(kind: Kind) -> None:
    lexicon = load_lexicon()
    entries = [e for part in (lexicon.verbs, lexicon.nouns) for group in part.values() for e in group]
    assert len({e.words for e in entries if e.kind is kind}) >= 5


def test_every_means_that_a_word_can_say_stands_at_some_predicate() -> None:
    lexicon = load_lexicon()
    entries = [e for part in (lexicon.verbs, lexicon.nouns) for group in part.values() for e in group]
    said = {e.means for e in entries} | set(lexicon.means)
    assert set(Means) - {Means.UNSPECIFIED} <= said
