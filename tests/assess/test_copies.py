"""Copies among reports: what kind, how much, which paragraphs, and who had the text first."""

import builders as build

from ascribe.assess.copies import CopyIndex, CopyKind

STORY = (
    "Masked men stormed the Halvard silo before dawn on Tuesday and held two guards for an hour, three workers said.",
    "The regional governor, Ansa Tirol, said that nobody was hurt and that the men left with four sacks of seed.",
    "It was the second raid on a silo of the Velna Grain Board since the river froze in January.",
)
OWN = "A correspondent who went to the silo found its gates open and a single burned truck by the canal."


def test_line_ends_and_white_space_make_no_difference() -> None:
    a = build.report("\n\n".join(STORY))
    b = build.report("\r\n".join(f"  {p} " for p in STORY), source="b.txt")
    index = CopyIndex()
    assert index.add(a) == ()
    (copy,) = index.add(b)
    assert (copy.kind, copy.of, copy.share, copy.share_of) == (CopyKind.EXACT, a.id, 1.0, 1.0)
    assert len(copy.paragraphs) == 3


def test_adding_a_report_twice_adds_nothing() -> None:
    index = CopyIndex()
    index.add(build.report(STORY[0]))
    assert index.add(build.report(STORY[0])) == () and len(index) == 1


def test_an_embedded_text_is_contained_down_to_the_paragraph() -> None:
    agency = build.report("\n\n".join(STORY))
    carrier = build.report("\n\n".join([OWN, *STORY, OWN.replace("silo", "mill")]), source="b.txt")
    index = CopyIndex()
    index.add(agency)
    (copy,) = index.add(carrier)
    assert copy.kind is CopyKind.CONTAINED and copy.share_of == 1.0 and copy.share < 0.8
    assert [agency.text[p.of : p.of + 6] for p in copy.paragraphs] == [p[:6] for p in STORY]
