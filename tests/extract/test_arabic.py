"""Arabic news prose: what a sentence tells, who says so, and what is left unsaid because no pattern fits."""

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Told

from ascribe.model import Kind, Means, SpeakerKind, Stance, Status
from ascribe.model.walk import spans
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

#: A headline that tells of nothing, and a date: 5 March 2031 is a Wednesday.
_HEAD = "أخبار الساحل اليوم\n\n5 مارس 2031\n\n"


@pytest.fixture(scope="module")
def tells(pipeline: Pipeline) -> Callable[[str], Told]:
    """Reads an Arabic text below `_HEAD`; a text is read once."""

    @cache
    def read(text: str) -> Told:
        report = read_bytes("x.txt", (_HEAD + text + "\n").encode(), None)
        assert report.language == "ar"
        return Told(report, pipeline.reading(report))

    return read


Tells = Callable[[str], Told]


def _counts(told: Told) -> dict[str, tuple[int, int | None]]:
    return {q.role: (q.low, q.high) for q in told.happening.harm}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("قتل سبعة جنود وأصيب 12 آخرون في هجوم قرب بلدة تارين.", {"killed": (7, 7), "wounded": (12, 12)}),
        (
            "أسفر الهجوم على مدينة تارين عن مقتل ١٤ شخصا، على الأقل، وجرح أكثر من ثلاثين.",
            {"killed": (14, None), "wounded": (31, None)},
        ),
        ("أدى تفجير سيارة مفخخة في مدينة تارين إلى مقتل شخصين وإصابة ثالث.", {"killed": (2, 2), "wounded": (1, 1)}),
        ("استهدف قصف صاروخي مدينة تارين دون خسائر بشرية.", {"killed": (0, 0), "wounded": (0, 0)}),
        ("خلف هجوم مسلح في مدينة تارين خمسة قتلى وعشرة جرحى.", {"killed": (5, 5), "wounded": (10, 10)}),
    ],
)  # fmt: skip
def test_people_are_counted_in_words_digits_and_duals(
    tells: Tells, text: str, counts: dict[str, tuple[int, int | None]]
) -> None:
    assert _counts(tells(text)) == counts


@pytest.mark.parametrize(
    ("text", "kind", "means"),
    [
        ("فجر انتحاري حزاما ناسفا وسط سوق في مدينة تارين.", Kind.ATTACK, Means.SUICIDE_BOMB),
        ("أطلق مسلحون النار على حافلة في مدينة تارين.", Kind.ATTACK, Means.SHOOTING),
        ("سقطت ثلاثة صواريخ قرب مطار تارين.", Kind.ATTACK, Means.ROCKET),
        ("شنت طائرات حربية غارات جوية على مواقع للجبهة في ريف تارين.", Kind.ATTACK, Means.AIRSTRIKE),
        ("استهدفت طائرة مسيرة قاعدة عسكرية في مدينة تارين.", Kind.ATTACK, Means.DRONE),
        ("أضرم محتجون النار في مقر حكومي وسط مدينة تارين.", Kind.DESTRUCTION, Means.ARSON),
        ("اندلعت اشتباكات بين الجيش ومسلحين في بلدة تارين.", Kind.CLASH, Means.UNSPECIFIED),
        ("اختطف مسلحون ناشطا في مدينة تارين.", Kind.ABDUCTION, Means.UNSPECIFIED),
        ("اعتقلت الشرطة أربعة أشخاص في مدينة تارين.", Kind.ARREST, None),
    ],
)
def test_what_happened_and_with_what(tells: Tells, text: str, kind: Kind, means: Means | None) -> None:
    found = tells(text).happening
    assert (found.kind, found.means) == (kind, means)
    assert found.confidence <= 0.75


def test_a_day_of_the_week_counts_from_the_date_of_the_report(tells: Tells) -> None:
    when = tells("قتل جنديان في هجوم على حاجز قرب مدينة تارين مساء الاثنين.").happening.when
    assert when is not None
    assert (when.edtf, when.words) == ("2031-03-03", "مساء الاثنين")


def test_known_places_and_forces_have_their_english_names(tells: Tells) -> None:
    found = tells("قتلت القوات الأمنية ثلاثة من المهاجمين في مدينة البصرة.").happening
    assert [place.name for place in found.places] == ["Basra"]
    assert [agent.name for agent in found.agents] == ["security forces"]
    assert [target.name for target in found.targets] == ["three attackers"]
    assert found.kind is Kind.CLASH


_STORY = "قتل سبعة جنود في هجوم على حاجز قرب مدينة تارين.\n\n"


@pytest.mark.parametrize(
    ("text", "stance", "actor", "speaker"),
    [
        ("وأعلنت جبهة فارن، وهي جماعة مسلحة، مسؤوليتها عن الهجوم.", Stance.CLAIMS, "جبهة فارن", "جبهة فارن"),
        ("وتبنت جبهة فارن الهجوم في بيان على تيليغرام.", Stance.CLAIMS, "جبهة فارن", "جبهة فارن"),
        (
            "واتهم وزير الدفاع سالم دروان جبهة فارن بالوقوف وراء الهجوم.",
            Stance.ACCUSES, "جبهة فارن", "وزير الدفاع سالم دروان",
        ),
        ("وحملت وزارة الداخلية جبهة فارن مسؤولية الهجوم.", Stance.ACCUSES, "جبهة فارن", "وزارة الداخلية"),
        ("وقالت وزارة الداخلية إن جبهة فارن تقف وراء الهجوم.", Stance.ACCUSES, "جبهة فارن", "وزارة الداخلية"),
        ("وقالت وزارة الداخلية إن النظام الأجنبي سلح المهاجمين.", Stance.ACCUSES, "foreign regime", "وزارة الداخلية"),
        ("ونفت جبهة فارن أي علاقة لها بالهجوم.", Stance.DENIES, "جبهة فارن", "جبهة فارن"),
        ("ونفت جبهة فارن ضلوعها في الهجوم.", Stance.DENIES, "جبهة فارن", "جبهة فارن"),
        ("ولم تعلن أي جهة مسؤوليتها عن الهجوم.", Stance.NO_CLAIM, None, "the outlet"),
    ],
)  # fmt: skip
def test_who_claims_blames_and_denies(
    tells: Tells, text: str, stance: Stance, actor: str | None, speaker: str
) -> None:
    found = tells(_STORY + text).only(stance, "agent")
    assert (found.actor and found.actor.name, found.speaker.name) == (actor, speaker)
    assert found.proposition == tells(_STORY + text).happening.id


def test_the_denial_of_an_accusation_tells_of_the_accusation(tells: Tells) -> None:
    told = tells(_STORY + "ونفت الإمارات اتهامات إيرانية بالمسؤولية عن الهجوم.")
    denied, accused = told.only(Stance.DENIES, "agent"), told.only(Stance.ACCUSES, "agent")
    assert denied.actor is not None and accused.actor is not None
    assert (denied.actor.actor, accused.actor.actor) == ("united-arab-emirates",) * 2
    assert accused.speaker.actor == "iran"


def test_who_is_accused_of_something_else_is_not_accused_of_the_attack(tells: Tells) -> None:
    told = tells(_STORY + "وسبق أن اتهمت الحكومة جبهة فارن بدعم نشاطات انفصالية.")
    assert not told.said(Stance.ACCUSES)


def test_the_denial_of_a_deed_is_of_ones_own_part(tells: Tells) -> None:
    told = tells(_STORY + "ونفت جبهة فارن استهداف الحاجز، واتهمت الجيش الأورفاني بتنفيذ الهجوم.")
    denied, accused = told.only(Stance.DENIES, "agent"), told.only(Stance.ACCUSES, "agent")
    assert denied.actor is not None and accused.actor is not None
    assert (denied.actor.name, denied.speaker.name) == ("جبهة فارن", "جبهة فارن")
    assert (accused.actor.name, accused.speaker.name) == ("الجيش الأورفاني", "جبهة فارن")


def test_two_sites_are_two_attacks(tells: Tells) -> None:
    told = tells("استهدف قصف مدفعي سوقا في مدينة تارين.\n\nواستهدف هجوم مسلح مدرسة في مدينة تارين.")
    assert len(told.propositions) == 2


def test_a_call_for_a_ceasefire_is_no_shooting(tells: Tells) -> None:
    assert not tells("ودعت الحكومة طرفي النزاع إلى وقف فوري لإطلاق النار.").propositions


def test_a_refusal_to_comment(tells: Tells) -> None:
    found = tells(_STORY + "ورفضت وزارة الداخلية التعليق على الهجوم.").only(Stance.DECLINED)
    assert (found.speaker.name, found.speaker.kind) == ("وزارة الداخلية", SpeakerKind.OFFICIAL)


def test_a_source_is_unnamed_and_keeps_its_words(tells: Tells) -> None:
    told = tells(
        "أفاد مصدر أمني بمقتل شخصين في هجوم مسلح على محل في مدينة تارين.\n\nوقال المصدر إن المهاجمين فروا."
    )
    first, second = told.reading.statements
    assert (first.speaker.name, first.speaker.named, first.value) == ("مصدر أمني", False, "2")
    assert (second.speaker.name, second.facet) == ("مصدر أمني", "detail")


def test_the_words_of_a_statement_are_its_authors(tells: Tells) -> None:
    report = (
        "بيان صادر عن ألوية السهل\n\n5 مارس 2031\n\n"
        "استهدف مجاهدونا فجر اليوم قاعدة العدو في مدينة كسترا بطائرة مسيرة.\n"
    )
    reading = Pipeline().reading(read_bytes("x.txt", report.encode(), None))
    (found,) = [s for s in reading.statements if s.stance is Stance.CLAIMS]
    assert (found.speaker.name, found.actor and found.actor.name) == ("ألوية السهل", "ألوية السهل")


@pytest.mark.parametrize(
    "text",
    [
        "شن المنتخب الوطني هجوما مكثفا طوال الشوط الثاني من المباراة.",
        "تعرضت شركة الكهرباء لهجوم سيبراني عطل موقعها.",
        "شن النائب هجوما حادا على وزير المالية.",
        "انفجر أنبوب مياه في الحي القديم بسبب الصقيع.",
        "تستهدف الحملة المناطق التي ضربها الجفاف العام الماضي.",
        "أطلقت وزارة الزراعة حملة لتشجير ضفاف النهر.",
    ],
)
def test_what_is_no_violence_is_not_told(tells: Tells, text: str) -> None:
    assert not tells(text).propositions


def test_what_is_only_possible_has_not_happened(tells: Tells) -> None:
    told = tells("وإذا هاجمت جبهة فارن مدينة تارين فسترد الحكومة.")
    assert all(p.status is Status.HYPOTHETICAL for p in told.propositions)


def test_a_count_over_time_is_a_tally(tells: Tells) -> None:
    told = tells("ووثق المرصد السوري لحقوق الإنسان 45 هجوما في المنطقة منذ بداية العام.")
    assert not told.propositions
    assert (told.tally.what, told.tally.quantity.low, told.tally.since and told.tally.since.edtf) == (
        "attacks", 45, "2031/..",
    )  # fmt: skip


def test_a_group_backed_by_a_state(tells: Tells) -> None:
    told = tells("هاجمت جبهة فارن المدعومة من إيران مدينة تارين.")
    assert ("جبهة فارن", "backed-by", "Iran") in told.relations


_WORDS = (
    "قال وقالت أعلن وأضاف إن أن هجوم الهجوم مقتل وإصابة شخصا 29 جنود مسلحون النار على في بمدينة "
    "البصرة مسؤوليتها عن اتهم "
    'ونفت إيران جبهة فارن ، . " : بحسب مصدر أمني التي الذي لم أي جهة تتبن رفض التعليق منذ أكثر من قتل المهاجمين ليسوا'
).split(" ")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=8, max_size=60))
def test_every_span_is_the_exact_slice_whatever_the_words(pipeline: Pipeline, words: list[str]) -> None:
    report = read_bytes("x.txt", (_HEAD + " ".join(words) + "\n").encode(), None)
    for _, span in spans(pipeline.reading(report)):
        report.check(span)
