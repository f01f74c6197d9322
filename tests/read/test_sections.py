"""Sections tell the story from the page around it, whatever the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.model import SectionKind
from ascribe.read import sections

TITLE = "Two guards killed in Port Emmer"
STORY = (
    "Two guards were killed when a drone hit a fuel depot in Port Emmer on Tuesday, police in the city said."
)
MORE = "The group denied that it had fired anything, and said that its men had been at home all night."


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(s.kind.value, text[s.start : s.end]) for s in sections(text)]


def _of(text: str, kind: SectionKind) -> list[str]:
    return [words for found, words in _kinds(text) if found == kind]


def test_headline_and_paragraphs() -> None:
    text = f"{TITLE}\n\n{STORY}\n\n{MORE}\n"
    assert _kinds(text) == [("headline", "Two guards killed in Port Emmer"), ("body", STORY), ("body", MORE)]


def test_a_text_without_headline_is_all_body() -> None:
    assert _kinds(f"{STORY}\n{MORE}") == [("body", STORY), ("body", MORE)]


def test_what_stands_above_the_headline_is_the_page() -> None:
    page = ["12 C", "Saturday, June 21, 2031", "HomeNationTwo guards killed in Port Emmer"]
    text = "\n".join([*page, "", "Two guards killed in Port Emmer", "", STORY])
    assert _of(text, SectionKind.BOILERPLATE) == page
    assert _of(text, SectionKind.HEADLINE) == ["Two guards killed in Port Emmer"]


def test_a_repeated_headline_is_read_once() -> None:
    text = f"News\n\nGuards killed in Port Emmer\n\nGuards killed in Port Emmer\n\n{STORY}\n"
    assert _of(text, SectionKind.HEADLINE) == ["Guards killed in Port Emmer"]
    assert _of(text, SectionKind.BOILERPLATE) == ["News", "Guards killed in Port Emmer"]


@pytest.mark.parametrize(
    ("opening", "dateline", "origin"),
    [
        ("SOVEN, Karelia (VNA) — ", "SOVEN, Karelia (VNA) —", "VNA"),
        ("SOVEN (AP) - ", "SOVEN (AP) -", "Associated Press"),
        ("SOVEN, March 3 (Reuters) - ", "SOVEN, March 3 (Reuters) -", "Reuters"),
        ("SOVEN -- ", "SOVEN --", None),
        ("SOVEN (KARELIA), 3 MAY 31 (VNA) -- [TEXT] ", "SOVEN (KARELIA), 3 MAY 31 (VNA) -- [TEXT]", "VNA"),
        ("NEW SOVEN ", "NEW SOVEN", None),
        ("(CNN) ", "(CNN)", "CNN"),
        ("Soven (CNN) — ", "Soven (CNN) —", "CNN"),
        ("Tamar News/ ", "Tamar News/", "Tamar News"),
        ("Soven – ", "Soven –", None),
    ],
)
def test_datelines_are_cut_off_the_first_paragraph(opening: str, dateline: str, origin: str | None) -> None:
    text = f"{TITLE}\n\n{opening}{STORY}\n\n{MORE}\n"
    assert _of(text, SectionKind.DATELINE) == [dateline]
    assert _of(text, SectionKind.BODY) == [STORY, MORE]
    assert {s.origin for s in sections(text) if s.kind is SectionKind.BODY} == {origin}


@pytest.mark.parametrize(
    "opening",
    [
        "NATO Secretary General Ilse Varga said on Tuesday that two guards were killed there.",
        "US forces struck a depot in Port Emmer on Tuesday and killed two guards, police in the city said.",
        "Two guards (one of them a woman) were killed in Port Emmer on Tuesday, police in the city said.",
        "A drone - the third this week - hit a depot in Port Emmer on Tuesday and killed two guards.",
    ],
)
def test_what_only_looks_like_a_dateline_is_body(opening: str) -> None:
    text = f"{TITLE}\n\n{opening}\n"
    assert _of(text, SectionKind.DATELINE) == []
    assert _of(text, SectionKind.BODY) == [opening]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Lena Farrow", SectionKind.BYLINE),
        ("By Orvanian News Service", SectionKind.BYLINE),
        ("AP", SectionKind.BYLINE),
        ("March 4, 2031, 6:42 p.m.", SectionKind.DATELINE),
        ("Published: 4 March 2031 18:42 GMT", SectionKind.DATELINE),
        ("2031-03-04T18:42:00+00:00", SectionKind.DATELINE),
        ("5 min read", SectionKind.BOILERPLATE),
        ("Share", SectionKind.BOILERPLATE),
    ],
)
def test_lines_between_headline_and_story(line: str, kind: SectionKind) -> None:
    text = f"{TITLE}\n\n{line}\n\n{STORY}\n"
    assert _of(text, kind) == [line]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Smoke over the depot in Port Emmer. (Photo: Jonas Wick / Harbour Post)", SectionKind.CAPTION),
        ("Smoke over the depot in Port Emmer on March 4, 2031. REUTERS/Jonas Wick", SectionKind.CAPTION),
        ("FILE PHOTO: Guards at the depot in Port Emmer", SectionKind.CAPTION),
        ("This story has been updated with a statement of the police.", SectionKind.NOTE),
        ("(Additional reporting by Lena Farrow; Editing by Colm Hasek)", SectionKind.NOTE),
        ("The article is a translation of the original Arabic.", SectionKind.NOTE),
        ("Lena Farrow and VNA contributed to this report.", SectionKind.NOTE),
        ("ADVERTISEMENT", SectionKind.BOILERPLATE),
        ("- Advertisment -", SectionKind.BOILERPLATE),
        ("CLICK HERE TO GET THE CHANNEL NINE APP", SectionKind.BOILERPLATE),
        ("HARBOR POLICE BLAME UNKNOWN DRONE FOR THIRD FIRE THIS YEAR", SectionKind.BOILERPLATE),
        ("© 2031 Harbour Post. All rights reserved.", SectionKind.BOILERPLATE),
        ("Read or Share this story: http://example.org/x", SectionKind.BOILERPLATE),
        ("'A NIGHT OF FIRE'", SectionKind.HEADLINE),
        ("Months of tension", None),
        ("“The water was burning,” he said.", SectionKind.BODY),
        ("“It was a bomb.” — Marta Lindqvist (@mlindqvist) March 4, 2031", SectionKind.QUOTATION),
    ],
)
def test_lines_between_paragraphs(line: str, kind: SectionKind | None) -> None:
    text = f"{TITLE}\n\n{STORY}\n\n{line}\n\n{MORE}\n"
    found = {words: found for found, words in _kinds(text)}
    assert found[line] == (kind or SectionKind.HEADLINE)
    assert found[STORY] == found[MORE] == SectionKind.BODY


def test_the_page_after_the_story() -> None:
    tail = [
        "Related Posts",
        "Harbor fees to rise in April",
        "Leave a Reply",
        "Your email address is safe with us.",
    ]
    text = f"{TITLE}\n\n{STORY}\n\n" + "\n".join(tail)
    assert _of(text, SectionKind.BOILERPLATE) == tail


def test_a_story_that_goes_on_after_related_posts() -> None:
    text = f"{TITLE}\n\n{STORY}\n\nRelated Stories\nHarbor fees to rise\n\n{MORE}\n\n{MORE[:-1]} too.\n"
    assert _of(text, SectionKind.BOILERPLATE) == ["Related Stories", "Harbor fees to rise"]
    assert len(_of(text, SectionKind.BODY)) == 3


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Two guards killed in Port Emmer\n\nTwo guards were killed when a drone hit a fuel depot in Port\n"
        "Emmer on Tuesday, police in the city said, and five other people\nwere wounded.\n\n"
        "The group denied that it had fired anything, and said that its\nmen had been at home all night.\n"
    )
    body = _of(text, SectionKind.BODY)
    assert len(body) == 2
    assert body[1].endswith("all night.")


def test_a_text_in_capitals_is_not_taken_for_cross_links() -> None:
    text = f"GUARDS KILLED\n\n{STORY.upper()}\n\n{MORE.upper()}\n"
    assert _of(text, SectionKind.BODY) == [STORY.upper(), MORE.upper()]


def test_the_name_under_a_letter() -> None:
    text = f"Letter to the Speaker of the House\n\n{STORY}\n\nSincerely,\n\nILSE VARGA\n"
    assert _of(text, SectionKind.BYLINE) == ["ILSE VARGA"]


_PIECES = st.sampled_from(
    [STORY, MORE, "ADVERTISEMENT", "Related Posts", "By Lena Farrow", "March 4, 2031", "SOVEN (AP) — ", "\n",
     "\n\n", " ", "\t", "Leave a Reply", "###", "(CNN)", "هجوم على ميناء", "Sincerely,", "—", "FILE PHOTO:",
     "\u2028"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=400), st.lists(_PIECES, max_size=25).map("".join)))
def test_sections_are_ordered_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for section in sections(text):
        assert end <= section.start < section.end <= len(text)
        assert text[section.start : section.end].strip() == text[section.start : section.end]
        end = section.end


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_no_word_is_lost(text: str) -> None:
    covered = "".join(text[s.start : s.end] for s in sections(text))
    assert "".join(covered.split()) == "".join(text.split())
