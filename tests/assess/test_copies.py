"""Copies among reports: what kind, how much, which paragraphs, and who had the text first."""

import random

import builders as build
import pytest

from ascribe.assess.copies import Copy, CopyIndex, CopyKind
from ascribe.model import Fact, FactName, Report, Section, SectionKind

STORY = (
    "Masked men stormed the Halvard silo before dawn on Tuesday and held two guards for an hour, three workers said.",
    "The regional governor, Ansa Tirol, said that nobody was hurt and that the men left with four sacks of seed.",
    "It was the second raid on a silo of the Velna Grain Board since the river froze in January.",
    "Farmers of the lower valley have asked the board for months to put lamps along the northern fence.",
)
OWN = (
    "A correspondent who went to the silo found its gates open and a single burned truck by the canal.",
    "Children played on the empty sacks while a policeman wrote down the names of whoever walked past.",
    "The baker opposite, who has sold bread there since the war, had boarded up both of his windows.",
)
FORM = (
    "The ministry said on {day} that its gunners had shot down {count} balloons over {place}.\n\n"
    "According to the ministry, the balloons were let go by {group} near {other}, and pieces that fell damaged "
    "{more} roofs. Nobody was hurt.\n\n"
    "The ministry said that its gunners would go on guarding the sky above every town of the country by night."
)


def add(*reports: Report) -> tuple[Copy, ...]:
    """The copies of the last report among those before it."""
    index = CopyIndex()
    for report in reports[:-1]:
        index.add(report)
    return index.add(reports[-1])


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def test_line_ends_and_white_space_make_no_difference() -> None:
    a = build.report(text(*STORY))
    b = build.report("\r\n".join(f"  {p} " for p in STORY), source="b.txt")
    (copy,) = add(a, b)
    assert (copy.kind, copy.of, copy.share, copy.share_of) == (CopyKind.EXACT, a.id, 1.0, 1.0)
    assert len(copy.paragraphs) == len(STORY)


def test_boilerplate_of_the_page_makes_no_difference() -> None:
    page = f"{text(*STORY)}\n\nShare this story"
    menu = Section(SectionKind.BOILERPLATE, len(page) - 16, len(page))
    (copy,) = add(build.report(text(*STORY)), build.report(page, sections=(menu,)))
    assert copy.kind is CopyKind.EXACT


def test_adding_a_report_twice_adds_nothing() -> None:
    index = CopyIndex()
    index.add(build.report(STORY[0]))
    assert index.add(build.report(STORY[0])) == ()
    assert len(index) == 1 and index.paragraphs == 1


def test_an_embedded_text_is_contained_down_to_the_paragraph() -> None:
    agency = build.report(text(*STORY[:3]))
    carrier = build.report(text(OWN[0], *STORY[:3], *OWN[1:]), source="b.txt")
    (copy,) = add(agency, carrier)
    assert copy.kind is CopyKind.CONTAINED and copy.share_of == 1.0 and copy.share < 0.8
    assert [agency.text[p.of : p.of + 6] for p in copy.paragraphs] == [p[:6] for p in STORY[:3]]
    assert [carrier.text[p.start : p.start + 6] for p in copy.paragraphs] == [p[:6] for p in STORY[:3]]


def test_a_truncated_copy_is_contained_in_the_whole_one() -> None:
    (copy,) = add(build.report(text(*STORY)), build.report(STORY[0][:70] + ".", source="b.txt"))
    assert copy.kind is CopyKind.CONTAINED and copy.share == 1.0 and copy.share_of < 0.3


def test_light_edits_and_another_headline_leave_a_near_copy() -> None:
    headline = "Raid on silo leaves board red-faced"
    edited = text(headline, *STORY).replace("before dawn", "in the dark").replace("for months", "again")
    b = build.report(edited, sections=(Section(SectionKind.HEADLINE, 0, len(headline)),))
    (copy,) = add(build.report(text(*STORY)), b)
    assert copy.kind is CopyKind.NEAR and copy.share == copy.share_of == pytest.approx(1.0, abs=0.02)


def test_other_figures_make_it_an_update_of_the_story() -> None:
    later = text(*STORY).replace("two guards", "five guards").replace("four sacks", "eleven sacks")
    first = build.report(text(*STORY), published="2031-05-04")
    (copy,) = add(first, build.report(later, published="2031-05-05"))
    assert copy.kind is CopyKind.UPDATE and copy.first == first.id and "2031-05-04" in copy.reason


def test_a_story_that_the_outlet_tells_again_with_more_is_an_update() -> None:
    first = build.report(text(*STORY), publisher="Velna Post", published="2031-05-04")
    later = build.report(text(*STORY, *OWN), publisher="Velna Post", published="2031-05-04")
    assert [copy.kind for copy in add(first, later)] == [CopyKind.UPDATE]


def test_one_common_paragraph_of_many_is_no_copy_but_is_told() -> None:
    a = build.report(
        text(*STORY[:3], "The board met on Friday in the town hall and chose nobody to lead it.")
    )
    b = build.report(text(STORY[1], *OWN), source="b.txt")
    (copy,) = add(a, b)
    assert copy.kind is CopyKind.NONE and len(copy.paragraphs) == 1


def test_independent_reports_of_one_happening_share_nothing() -> None:
    a = build.report(text(*STORY))
    b = build.report(
        "Two guards of the Halvard silo were held on Tuesday by men in masks, according to governor Ansa Tirol. "
        "Four sacks of seed are missing from the store of the Velna Grain Board, which was raided in January too."
    )
    assert add(a, b) == ()


def test_forms_filled_twice_are_no_copies() -> None:
    slots = ("day", "count", "place", "group", "other", "more")
    fills = (
        ("May 3", "12", "Velna", "the Free Marsh Company", "Ostrel", "4"),
        ("June 21", "31", "Tarok", "Lode Hunters", "Mirdan", "9"),
        ("July 8", "5", "Halvorn", "Teska Riders", "Selmere", "17"),
    )
    index = CopyIndex()
    found = [index.add(build.report(FORM.format(**dict(zip(slots, fill, strict=True))))) for fill in fills]
    assert found == [(), (), ()]


def test_a_paragraph_that_unlike_reports_share_becomes_a_formula() -> None:
    notice = (
        "Whoever has seen anything of this is asked to write to the desk of the constable at Velna harbor."
    )
    dice, index, told = random.Random(2), CopyIndex(), []
    words = [
        f"{a}{b}" for a in ("bar", "tel", "mos", "rin", "kav") for b in ("do", "lim", "sta", "gor", "une")
    ]
    for day in range(1, 20, 3):
        lines = [" ".join(dice.choices(words, k=30)) for _ in range(5)]
        told.append(len(index.add(build.report(text(*lines, notice), published=f"2031-05-{day:02}"))))
    assert told[1] == 1 and told[-1] == 0


@pytest.mark.parametrize("rate", [0.1, 0.2])
def test_edited_and_shuffled_paragraphs_are_found(rate: float) -> None:
    dice = random.Random(4)
    kept = [" ".join(w if dice.random() >= rate else "marble" for w in p.split()) for p in (*STORY, *OWN)]
    dice.shuffle(kept)
    (copy,) = add(build.report(text(*STORY, *OWN)), build.report(text(*kept), source="b.txt"))
    assert len(copy.paragraphs) >= 6


def test_many_carriers_of_one_text_are_all_told() -> None:
    index = CopyIndex()
    reports = [build.report(text(*STORY), source=f"{n}.txt") for n in range(8)]
    assert [len(index.add(report)) for report in reports] == list(range(8))


def test_who_had_it_first_by_credit_time_and_containment() -> None:
    agency = build.report(text(*STORY), publisher="ONS", published="2031-05-05")
    credited = Fact(FactName.CREDIT, "O.N.S.", "credit")
    carrier = build.report(text(*STORY, OWN[0]), publisher="Post", published="2031-05-04", facts=(credited,))
    (copy,) = add(carrier, agency)
    assert copy.first == carrier.id  # "O.N.S." is folded to other words than "ONS": times decide
    facts = (Fact(FactName.CREDIT, "ONS", "credit"),)
    carrier = build.report(text(*STORY, OWN[0]), publisher="Post", published="2031-05-04", facts=facts)
    (copy,) = add(carrier, agency)
    assert (copy.first, copy.reason) == (agency.id, "the other credits it")
    short, long = build.report(text(*STORY)), build.report(text(*STORY, *OWN), source="b.txt")
    (copy,) = add(long, short)
    assert copy.first == short.id
    (copy,) = add(short, build.report(text(*STORY), source="c.txt"))
    assert copy.first is None and copy.reason


def test_two_carriers_that_credit_one_agency_copied_from_neither() -> None:
    facts = (Fact(FactName.CREDIT, "ONS", "credit"),)
    a = build.report(text(*STORY), source="a.txt", publisher="Post", published="2031-05-04", facts=facts)
    b = build.report(text(*STORY), publisher="Courier", published="2031-05-05", facts=facts)
    (copy,) = add(a, b)
    assert copy.first is None and "ons" in copy.reason


def test_arabic_text_is_compared_as_any_other() -> None:
    story = (
        "أعلنت الشرطة في مدينة فيلنا أن رجالا ملثمين هاجموا مخزن الحبوب قبل الفجر واحتجزوا حارسين مدة ساعة."
    )
    other = (
        "وقال حاكم الإقليم إن أحدا لم يصب بأذى وإن المهاجمين غادروا المكان قبل وصول الدورية إلى الجسر القديم."
    )
    (copy,) = add(build.report(text(story, other)), build.report(story, source="b.txt"))
    assert copy.kind is CopyKind.CONTAINED and len(copy.paragraphs) == 1


def test_the_credit_of_a_picture_says_nothing_of_the_text() -> None:
    caption = "The silo on Tuesday. Photo: ONS"
    whole = text(*STORY, caption)
    sections = (
        Section(SectionKind.BODY, 0, len(whole) - len(caption)),
        Section(SectionKind.CAPTION, len(whole) - len(caption), len(whole), "ONS"),
    )
    agency = build.report(text(*STORY), publisher="ONS", published="2031-05-06")
    outlet = build.report(whole, publisher="Post", published="2031-05-04", sections=sections)
    (copy,) = add(agency, outlet)
    assert copy.first == outlet.id and "published first" in copy.reason
