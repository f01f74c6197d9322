"""Versions: one address and a text that goes on being the same story; and what changed between two."""

from collections.abc import Sequence

from ascribe.assess.changes import Kind, changes
from ascribe.assess.versions import story, versions
from ascribe.model import Fact, FactName, Report, Section, SectionKind

DEPOT = (
    "Two guards were killed on Tuesday when a drone hit a fuel depot in Port Emmer, police said.",
    "A spokesman for the Marsh Brigade denied that the group had fired rockets at the depot.",
    "Repairs will take three weeks, the harbour office said, and two ships were sent on to Selmere.",
)
HERRING = (
    "Fishermen expect the best herring season in twenty years, the chamber of trade said on Monday.",
    "The boats leave Halvorn in the first week of March and are back before the spring tides.",
)


def report(
    name: str,
    paragraphs: Sequence[str],
    *,
    address: str = "/desk/latest.txt",
    captured: str | None = None,
    menu: str = "",
    facts: tuple[Fact, ...] = (),
) -> Report:
    text = "\n\n".join([*([menu] if menu else []), *paragraphs])
    cut = (Section(SectionKind.BOILERPLATE, 0, len(menu)),) if menu else ()
    return Report(
        f"rep-{name}", name, name, text, captured=captured, sections=cut, address=address, facts=facts
    )


def test_an_edited_text_is_a_version_and_another_story_is_not() -> None:
    edited = (DEPOT[0].replace("Two", "Three"), *DEPOT[1:])
    found = versions([report("a", DEPOT), report("b", HERRING), report("c", edited)])
    assert found == [("rep-a", "rep-c")]


def test_the_same_text_at_another_address_is_no_version() -> None:
    assert versions([report("a", DEPOT), report("b", DEPOT, address="/desk/other.txt")]) == []
    assert versions([report("a", DEPOT, address=""), report("b", DEPOT, address="")]) == []


def test_further_addresses_join_versions() -> None:
    reports = [report("a", DEPOT), report("b", DEPOT[:2], address="/desk/other.txt")]
    assert versions(reports, {"rep-a": ["/desk/other.txt"]}) == [("rep-a", "rep-b")]


def test_a_text_that_grows_keeps_its_versions_together() -> None:
    states = [report(str(n), DEPOT[: n + 1]) for n in range(3)]
    assert versions(states) == [("rep-0", "rep-1", "rep-2")]


def test_the_order_is_that_of_capture() -> None:
    late, early = (
        report("late", DEPOT, captured="2031-03-06"),
        report("early", DEPOT[:2], captured="2031-03-04"),
    )
    assert versions([late, early]) == [("rep-early", "rep-late")]


def test_a_message_is_itself_however_it_is_edited() -> None:
    number = (Fact(FactName.MESSAGE, "7", "Telegram message id"),)
    one = report("a", ("Blast heard in Selmere",), facts=number)
    two = report("b", ("Correction: it was thunder, says the fire brigade",), facts=number)
    assert versions([one, two]) == [("rep-a", "rep-b")]
    assert versions([one, report("c", HERRING)]) == []


def test_the_story_is_what_is_not_boilerplate_white_space_apart() -> None:
    plain, framed = report("a", DEPOT), report("b", DEPOT, menu="Home | World | Sport")
    assert story(plain) == story(framed) == " ".join(DEPOT)
    assert story(report("c", (), menu="Nothing but a menu")) == "Nothing but a menu"


def test_changes_are_told_to_the_word_with_their_spans() -> None:
    old = report("a", DEPOT, menu="Home | World")
    new = report("b", (HERRING[0], DEPOT[0].replace("Two", "Three"), DEPOT[1]), menu="Home | World | Sport")
    added, changed, removed = changes(old, new)
    assert (added.kind, added.new and added.new.quote, added.old) == (Kind.ADDED, HERRING[0], None)
    assert (removed.kind, removed.old and removed.old.quote, removed.new) == (Kind.REMOVED, DEPOT[2], None)
    assert changed.words[:2] == ((Kind.REMOVED, "Two"), (Kind.ADDED, "Three"))
    for change in (added, changed, removed):
        for of, span in ((old, change.old), (new, change.new)):
            if span:
                of.check(span)


def test_a_paragraph_that_is_told_anew_went_and_came() -> None:
    kinds = [change.kind for change in changes(report("a", DEPOT), report("b", (*DEPOT[:2], HERRING[1])))]
    assert kinds == [Kind.REMOVED, Kind.ADDED]


def test_white_space_and_menus_are_no_change() -> None:
    old = report("a", DEPOT, menu="Home | World")
    new = report("b", [paragraph.replace(" ", "  ") for paragraph in DEPOT], menu="Home")
    assert changes(old, new) == ()
