"""Origins: copies and shared quotations are one origin, down to the paragraph."""

from typing import Any

import builders as build

from ascribe.assess.origins import origin_of, origins, paragraph_start, paragraphs
from ascribe.model import Report, Section, SectionKind

AGENCY = (
    "Masked men stormed the Halvard silo before dawn and held two guards for an hour, three workers said."
)
OWN = "A correspondent who went to the silo found its gates open and a single burned truck by the canal."
QUOTE = "“We will find those who did this and those who paid for it”"


def test_a_report_that_shares_nothing_is_its_own_origin() -> None:
    a, b = build.report(AGENCY), build.report(OWN)
    assert origins([a, b]) == {(a.id, 0): origin_of(a.id), (b.id, 0): origin_of(b.id)}


def test_an_embedded_agency_paragraph_is_the_agencys_and_the_rest_is_not() -> None:
    agency = build.report(AGENCY, published="2031-05-04")
    outlet = build.report(f"{OWN}\n\n{AGENCY}", published="2031-05-05")
    found = origins([outlet, agency])
    assert found[outlet.id, paragraph_start(outlet, len(OWN) + 10)] == origin_of(agency.id)
    assert found[outlet.id, 0] == origin_of(outlet.id)


def test_a_truncated_copy_and_a_longer_one_are_one_text_in_both_directions() -> None:
    short = build.report(
        "Masked men stormed the Halvard silo before dawn and held two guards.", published="2031-05-05"
    )
    long = build.report(AGENCY, published="2031-05-04")
    assert set(origins([short, long]).values()) == {origin_of(long.id)}


def test_a_shared_quotation_is_one_origin_and_a_phrase_is_not() -> None:
    a = build.report(f"The minister spoke at noon. {QUOTE}, he told the chamber.", published="2031-05-04")
    b = build.report(f"Later that day came a promise: {QUOTE}.", published="2031-05-05")
    assert set(origins([a, b]).values()) == {origin_of(a.id)}
    c, d = (
        build.report("He said “never again” to the crowd at the gate."),
        build.report("Never? “Never again”, she wrote."),
    )
    assert len(set(origins([c, d]).values())) == 2


def test_boilerplate_makes_nobody_a_copy() -> None:
    notice = (
        "This material may not be published, broadcast, rewritten or passed on without leave of its owner."
    )
    reports = []
    for text in (AGENCY, OWN):
        whole = f"{text}\n{notice}"
        reports.append(
            build.report(whole, sections=(Section(SectionKind.BOILERPLATE, len(text) + 1, len(whole)),))
        )
    assert len(set(origins(reports).values())) == 2


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [
        build.report(AGENCY),
        build.report(f"{OWN}\n{AGENCY}"),
        build.report(f"{AGENCY}\nMore to follow."),
    ]
    assert origins(reports) == origins(reports[::-1])


def test_paragraphs_are_lines_or_blocks_of_wrapped_lines() -> None:
    assert paragraphs(build.report("One.\nTwo.\n\nThree.")) == ((0, 9), (11, 17))
    assert len(paragraphs(build.report(f"{AGENCY}\n{OWN}\n\n{AGENCY}"))) == 3


HEADLINE = "Raid on silo shakes Halvard"


def carried(*, publisher: str, agency: str | None, text: str = AGENCY, **fields: Any) -> Report:
    """A page with its own headline over a paragraph that is credited to an agency."""
    whole = f"{HEADLINE} again\n\n{text}"
    at = len(HEADLINE) + 8
    sections = (
        Section(SectionKind.HEADLINE, 0, at - 2),
        Section(SectionKind.BODY, at, len(whole), agency),
    )
    return build.report(whole, publisher=publisher, sections=sections, **fields)


def test_a_headline_over_copied_text_is_no_origin_of_its_own() -> None:
    agency = build.report(AGENCY, publisher="ONS", published="2031-05-04")
    outlet = carried(publisher="Post", agency=None, published="2031-05-05")
    assert set(origins([agency, outlet]).values()) == {origin_of(agency.id)}


def test_a_headline_over_own_text_is_the_reports() -> None:
    outlet = carried(publisher="Post", agency=None)
    assert set(origins([outlet]).values()) == {origin_of(outlet.id)}


def test_a_credited_text_is_the_agencys_though_its_own_report_is_not_known() -> None:
    outlet = carried(publisher="Post", agency="ONS")
    (origin,) = set(origins([outlet]).values())
    assert origin != origin_of(outlet.id)


def test_two_carriers_that_credit_one_agency_share_its_story() -> None:
    post = carried(publisher="Post", agency="ONS", text=f"{AGENCY}\n\n{OWN}")
    courier = carried(publisher="Courier", agency="ONS")
    assert len(set(origins([post, courier]).values())) == 1


def test_another_story_of_the_agency_has_another_origin() -> None:
    post, courier = (
        carried(publisher="Post", agency="ONS"),
        carried(publisher="Courier", agency="ONS", text=OWN),
    )
    assert len(set(origins([post, courier]).values())) == 2


def test_a_credited_text_is_that_of_the_agencys_own_report() -> None:
    agency = build.report(AGENCY, publisher="ONS", published="2031-05-06")
    outlet = carried(publisher="Post", agency="ONS", published="2031-05-04")
    assert set(origins([agency, outlet]).values()) == {origin_of(agency.id)}


def test_what_is_told_to_the_outlet_by_name_is_its_own_whatever_the_dateline_says() -> None:
    own = "A doctor told the Post that one of the guards had a broken arm.\n\nHe showed the plaster he had used."
    outlet = carried(publisher="The Post", agency="ONS", text=f"{AGENCY}\n\n{own}")
    agency = build.report(AGENCY, publisher="ONS")
    found = origins([outlet, agency])
    assert found[outlet.id, outlet.text.index("A doctor")] == origin_of(outlet.id)
    assert found[outlet.id, outlet.text.index("He showed")] == origin_of(outlet.id)
    assert found[outlet.id, outlet.text.index("Masked")] == origin_of(agency.id)
