"""Sections tell the story from the page around it, whatever the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.model import Fact, FactName, SectionKind
from ascribe.read import sections
from ascribe.read.page import Mark
from benchmarks.sections import Score, judge, pages

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
        ("(Additional reporting by Lena Farrow; Editing by Colm Hasek)", SectionKind.BYLINE),
        ("This text was translated from the original Arabic.", SectionKind.TRANSLATION),
        ("Lena Farrow and VNA contributed to this report.", SectionKind.BYLINE),
        ("Correction: an earlier version gave the wrong name of the depot.", SectionKind.NOTE),
        ("Smoke over Port Emmer on Tuesday [Jonas Wick/AP Photo]", SectionKind.CAPTION),
        ("Sign up for our daily newsletter to get the news in your inbox.", SectionKind.BOILERPLATE),
        ("Follow the Courier's coverage of the port at https://example.org/hub", SectionKind.BOILERPLATE),
        ("Also Read | Harbor fees to rise in April", SectionKind.BOILERPLATE),
        ("Translated from Arabic by Omar Lind.", SectionKind.TRANSLATION),
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
    assert _of(text, SectionKind.BYLINE) == ["Sincerely,", "ILSE VARGA"]


@pytest.mark.parametrize(
    "line",
    [
        "Heavy rain contributed to the collapse of the quay on Tuesday, the harbor master said.",
        "Reporting from the port, Lena Farrow said people had heard three explosions before dawn.",
        "Correction officers at the harbor prison said that two inmates had fled during the fire.",
        "Copies of the letter were sent to our channel, and you could read them on its website, he said.",
        "“You will hear from us on every channel,” the group said in its newsletter on Tuesday.",
        "Watch houses along the quay were burned down in the night, the harbor master said on Tuesday.",
        "The source of the fire: a drone that had carried four kilograms of explosives, police said.",
    ],
)
def test_paragraphs_that_begin_like_the_page_are_story(line: str) -> None:
    text = f"{TITLE}\n\n{STORY}\n\n{line}\n\n{MORE}\n"
    assert line in [w for kind, w in _kinds(text) if kind in ("body", "background")]


def test_names_that_a_colon_announces_are_no_menu() -> None:
    dead = ["Marta Lindqvist", "Jonas Wick", "Ilse Varga"]
    text = f"{TITLE}\n\n{STORY}\n\nThe dead were named as:\n" + "\n".join(dead) + "\n"
    assert not set(dead) & set(_of(text, SectionKind.BOILERPLATE))


def test_readers_comments_are_the_page() -> None:
    comments = [
        "Comments (2)", "harbor_rat", "2 hours ago", "I saw the fire from my window and it was awful to see.", "Reply",
        "Anna", "1 hour ago", "They should have guarded that depot years ago, everybody in town knew it.", "Reply",
    ]  # fmt: skip
    text = f"{TITLE}\n\n{STORY}\n\n{MORE}\n\n" + "\n".join(comments)
    assert _of(text, SectionKind.BOILERPLATE) == comments


def test_background_under_its_heading_and_at_the_end() -> None:
    old = "The group took up arms in 2024 over the sale of grazing land to mining companies."
    news = "The mayor of Port Emmer said on Wednesday that the depot would be moved out of the city."
    text = f"{TITLE}\n\n{STORY}\n\n{MORE}\n\n{news}\n\n{news}\n\n{old}\n"
    assert _of(text, SectionKind.BACKGROUND) == [old]
    text = f"{TITLE}\n\n{STORY}\n\nBackground\n\n{old}\n\n{old[:-1]} too.\n"
    assert _of(text, SectionKind.BACKGROUND) == [old, f"{old[:-1]} too."]


def test_a_statement_set_as_a_paragraph() -> None:
    said = "This was a reckless act, and I wish our wounded colleagues a swift recovery."
    text = f"{TITLE}\n\n{STORY}\n\nThe defence secretary, Ilse Varga, said:\n\n{said}\n\n{MORE}\n"
    assert _of(text, SectionKind.QUOTATION) == [said]


AGENCY = "Rebels have launched dozens of attacks on depots along the coast, officials said."


def test_an_agencys_text_inside_the_page() -> None:
    text = (
        f"{TITLE}\n\nHarbour Post/ {STORY}\n\n{MORE}\n\nSOVEN, Karelia (AP) — {AGENCY}\n\n{AGENCY}\n\n"
        f"Associated Press writer Jonas Wick in Soven contributed.\n\n{MORE[:-1]} too.\n"
    )
    found = {text[s.start : s.end]: (s.kind, s.origin) for s in sections(text)}
    assert found[MORE] == (SectionKind.BODY, "Harbour Post")
    assert found[AGENCY] == (SectionKind.WIRE, "Associated Press")
    assert found[f"{MORE[:-1]} too."] == (SectionKind.BODY, "Harbour Post")


@pytest.mark.parametrize(
    ("credit", "origin"),
    [("(AFP)", "Agence France-Presse"), ("Source: Reuters", "Reuters"), ("With files from Reuters", None)],
)
def test_a_credit_names_the_origin_where_the_whole_text_is_one_agencys(
    credit: str, origin: str | None
) -> None:
    text = f"{TITLE}\n\n{STORY}\n\n{MORE}\n\n{credit}\n"
    assert {s.origin for s in sections(text) if s.kind is SectionKind.BODY} == {origin}
    assert _of(text, SectionKind.BYLINE) == [credit]


def test_a_credit_of_the_metadata_names_the_origin() -> None:
    facts = (Fact(FactName.CREDIT, "AFP", "JSON-LD creditText"),)
    found = sections(f"{TITLE}\n\n{STORY}\n", (), facts)
    assert found[-1].origin == "Agence France-Presse"


def test_a_mark_wins_over_the_rules_and_covers_many_lines() -> None:
    text = f"{TITLE}\n\n{STORY}\n\nMenu words\n\n{MORE}\n\nADVERTISEMENT\n\n{STORY}\n"
    at = text.index(MORE)
    marks = (
        Mark(text.index("Menu"), at + len(MORE), SectionKind.BOILERPLATE),
        Mark(text.index("ADV"), text.index("ADV") + 13, SectionKind.BODY),
    )
    found = [(s.kind, text[s.start : s.end]) for s in sections(text, marks)]
    assert (SectionKind.BOILERPLATE, MORE) in found
    assert (SectionKind.BOILERPLATE, "Menu words") in found
    assert (SectionKind.BODY, "ADVERTISEMENT") in found


def test_the_inner_mark_wins_and_a_mark_of_a_few_words_does_not() -> None:
    text = f"{TITLE}\n\n{STORY}\n\n{MORE}\n"
    inner, few = text.index(MORE), text.index("Tuesday")
    marks = (
        Mark(inner, inner + len(MORE), SectionKind.CAPTION),
        Mark(0, len(text), SectionKind.BODY),
        Mark(few, few + 7, SectionKind.DATELINE),
    )
    assert [s.kind for s in sections(text, marks)] == [
        SectionKind.BODY,
        SectionKind.BODY,
        SectionKind.CAPTION,
    ]


def test_a_marked_headline_is_the_title() -> None:
    text = f"Harbor fees to rise in April this year\n\n{TITLE}\n\n{STORY}\n"
    at = text.index(TITLE)
    assert [s.kind for s in sections(text, (Mark(at, at + len(TITLE), SectionKind.HEADLINE),))][:2] == [
        SectionKind.BOILERPLATE,
        SectionKind.HEADLINE,
    ]


def test_a_paragraph_of_another_language_says_so() -> None:
    arabic = "قال أحد الضباط إن القرار السياسي يمنعه من الكلام عن منفذي الهجمات على المستودع."
    text = f"{TITLE}\n\n{STORY}\n\n{arabic}\n\n{MORE}\n"
    assert [s.language for s in sections(text)] == [None, None, "ar", None]


def test_running_headers_of_pages_are_no_story() -> None:
    text = "\n".join(["Mission in Karelia", TITLE, STORY, "Mission in Karelia", "Page 2 of 3", MORE,
                      "Mission in Karelia", "Page 3 of 3"])  # fmt: skip
    assert set(_of(text, SectionKind.BOILERPLATE)) == {"Mission in Karelia", "Page 2 of 3", "Page 3 of 3"}
    assert _of(text, SectionKind.BODY) == [STORY, MORE]


def test_the_made_up_pages_stay_told_from_their_chrome() -> None:
    """The floor of `benchmarks.sections`: content must not be lost, and menus must not be read."""
    score, content = Score(), 0
    for report, gold in pages():
        judge(report, gold, Score(), score, Score(), Score())
        content += 1
    assert content >= 18
    assert score.row("boilerplate")[2] >= 0.95
    assert score.row("content")[1] >= 0.97


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
