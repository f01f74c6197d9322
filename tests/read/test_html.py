"""Pages of the web: what a reader sees, verbatim; and what each line of it is."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.errors import InputError
from ascribe.model import Capture, SectionKind
from ascribe.read import report_of
from ascribe.read.formats.html import page
from ascribe.read.page import Page

LEAD = (
    "Two guards were killed on Tuesday when a drone hit a fuel depot in Port Emmer, police in the city said."
)
MORE = "Army spokesman Col. Dan Marek accused the River Brigade of the attack, which the brigade denies having made."
B, K = SectionKind.BOILERPLATE, SectionKind


def read(markup: str | bytes) -> Page:
    data = markup.encode() if isinstance(markup, str) else markup
    return page(Capture("page.html", data, "text/html", "page.html"))


def lines(markup: str | bytes) -> list[tuple[str, SectionKind | None]]:
    """Each line with what it is marked as."""
    found = read(markup)
    kinds = {mark.start: mark.kind for mark in found.marks}
    at, out = 0, []
    for line in found.text.split("\n"):
        if line.strip():
            out.append((line, kinds.get(at + len(line) - len(line.lstrip()))))
        at += len(line) + 1
    return out


def kind_of(markup: str, words: str) -> SectionKind | None:
    [kind] = [kind for line, kind in lines(markup) if words in line]
    return kind


def story(inside: str = "", before: str = "", after: str = "") -> str:
    return (
        f"<html><body>{before}<article><h1>Guards killed in Port Emmer</h1><p>{LEAD}</p>{inside}<p>{MORE}</p>"
        f"</article>{after}</body></html>"
    )


def test_text_is_verbatim_and_only_what_browsers_collapse_is_collapsed() -> None:
    marks = "\u200f\u0644\u0648\u0627\u0621 \u062d\u0632\u0628\u200c\u0627\u0644\u0644\u0647\u200e"
    odd = f"evi\u00ad\u200bdence\u00a0\u00a0of {marks} e\u0301 \ufb01 \u2028x"
    assert read(f"<p>  {odd} \n\t and <b>bo</b><i>ld</i>  </p>").text == f"{odd} and bold"
    assert read("<p>a&nbsp;b &amp; c&shy;d &lt;e&gt;</p>").text == "a\u00a0b & c\u00add <e>"


def test_one_block_a_line() -> None:
    text = read("<div>One<p>Two<br>three<br><br>four</p>five<ul><li>six<li>seven</ul></div>").text
    assert text == "One\n\nTwo\nthree\n\nfour\n\nfive\n\nsix\n\nseven"
    assert read("<pre>a\n  b\n\nc</pre>").text == "a\n  b\n\nc"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no()</script>",
        "<style>no{}</style>",
        "<noscript>no</noscript>",
        "<template>no</template>",
        "<div style='display: none'>no</div>",
        "<span hidden>no</span>",
        "<i aria-hidden='true'>no</i>",
        "<dialog>no</dialog>",
        "<svg><text>no</text></svg>",
        "<!-- no -->",
        "<iframe>no</iframe>",
        "<div style='color:red;visibility:hidden'><p>no</p></div>",
    ],
)
def test_what_is_hidden_is_left_out(hidden: str) -> None:
    assert read(f"<p>seen{hidden} too</p>").text.split() == ["seen", "too"]


def test_tables_of_figures_are_read_by_row_and_those_of_layout_by_cell() -> None:
    figures = "<table><tr><th>Day<th>Killed<tr><td>2 May<td>1<tr><td>13 May<td>2</table>"
    assert read(f"<p>{LEAD}</p>{figures}").text.split("\n\n")[1] == "Day\tKilled\n2 May\t1\n13 May\t2"
    menu = "<td><a href=1>Home</a><br><a href=2>World</a></td>"
    layout = f"<table><tr>{menu}<td><p>{LEAD}</p><p>{MORE}</p></td></tr></table>"
    assert read(layout).text == f"Home\nWorld\n\n{LEAD}\n\n{MORE}"


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("<nav><a href=1>Here it is</a></nav>", B),
        ("<div role=navigation>Here it is</div>", B),
        ("<div class='article-shareTools'>Here it is</div>", B),
        (
            "<div id=cookie_notice><p>Here it is: we use cookies for what you would not want to know at all.</p></div>",
            B,
        ),
        ("<aside>Here it is</aside>", B),
        ("<button>Here it is</button>", B),
        ("<p><a href=/other>Here it is: another story of the day</a></p>", B),
        ("<figure><figcaption>Here it is, at night</figcaption></figure>", K.CAPTION),
        ("<p class=wp-caption-text>Here it is, at night</p>", K.CAPTION),
        ("<blockquote>Here it is, we had no part in it.</blockquote>", K.QUOTATION),
        ("<div class=twitter-tweet><p>Here it is</p></div>", K.QUOTATION),
        ("<p class=correction>Here it is: a name was misspelled.</p>", K.NOTE),
        ("<p><em class='editors-note'>Here it is: a name was misspelled.</em></p>", K.NOTE),
        ("<h2>Here it is again</h2>", K.HEADLINE),
        ("<p>Here it is: the <a href=x>River Brigade</a> denies any part.</p>", None),
        ("<p>Here it is.</p>", None),
    ],
)
def test_lines_are_what_the_format_says(part: str, kind: SectionKind | None) -> None:
    assert kind_of(story(part), "Here it is") is kind


def test_head_of_a_story() -> None:
    head = (
        "<div class=top><a href=/>The Post</a></div><div class=date>Wednesday, 9 July 2031</div>"
        "<article><header><h1>Guards killed in Port Emmer</h1><div class=meta>"
        "<span class=author-name>By Jane Roe</span>"
        "<time datetime=2031-05-13>13 May 2031</time><time class=updated>14 May 2031</time></div></header>"
    )
    found = dict(lines(f"<html><body>{head}<p>{LEAD}</p><p>{MORE}</p></article></body></html>"))
    assert found["The Post"] is B
    assert found["Guards killed in Port Emmer"] is K.HEADLINE
    assert found["By Jane Roe"] is K.BYLINE
    assert found["13 May 2031"] is K.DATELINE
    assert found["14 May 2031"] is K.DATELINE
    assert found[LEAD] is None


def test_the_title_is_the_storys_and_not_the_sites() -> None:
    site = "<header><h1><a href=/>Valley Watch</a></h1></header>"
    markup = (
        story(before=site)
        .replace("<h1>Guards", "<h2 class=entry-title>Guards")
        .replace("Emmer</h1>", "Emmer</h2>")
    )
    found = dict(lines(markup))
    assert (found["Valley Watch"], found["Guards killed in Port Emmer"]) == (B, K.HEADLINE)
    assert report_of(Capture("p", markup.encode(), "text/html", "p")).title == "Guards killed in Port Emmer"


@pytest.mark.parametrize(
    "wrapped",
    [
        "<form action=x>{}</form>",
        "<div class='banner-layout'><div class=widget>{}</div></div>",
        "<blockquote>{}</blockquote>",
        "<aside>{}</aside>",
        "<body class='has-sidebar comments-open no-share'>{}</body>",
        "<article class='post category-comments tag-share'>{}</article>",
        "<div class=caption>{}</div>",
        "<div class=byline>{}</div>",
        "<header>{}</header>",
    ],
)
def test_names_that_would_mark_the_story_away_are_not_believed(wrapped: str) -> None:
    found = dict(lines(wrapped.format(f"<h1>Guards killed in Port Emmer</h1><p>{LEAD}</p><p>{MORE}</p>")))
    assert found[LEAD] is None
    assert found[MORE] is None
    assert found["Guards killed in Port Emmer"] is K.HEADLINE


def test_comments_and_sidebars_are_none_of_a_short_story() -> None:
    long = (
        "<p>They have always said so and they will always say so, and nobody in this town believes a word of it.</p>"
        * 9
    )
    for around in (
        f"<section id=comments>{long}</section>",
        f"<aside class=sidebar><h3>Blog</h3>{long}</aside>",
    ):
        markup = f"<html><body><article><h1>One dead in Daro</h1><p>One man was killed in Daro.</p></article>{around}"
        found = lines(markup)
        assert found[1] == ("One man was killed in Daro.", None)
        assert {kind for _, kind in found[2:]} == {B}


def test_an_old_page_without_any_name() -> None:
    markup = (
        "<HTML><HEAD><TITLE>Tamar News :: Bomb kills three in Soven</TITLE></HEAD><BODY><TABLE>"
        "<TR><TD>Tuesday, 22 May 2031"
        "<TR><TD><A HREF=1>Home</A><BR><A HREF=2>World</A><TD><FONT SIZE=5><B>Bomb kills three in Soven</B></FONT><BR>"
        f"Posted: 21 May 2031<BR><BR>{LEAD}<BR><BR>{MORE}<BR><BR><A HREF=p>Print</A></TD><TD><B>Most read</B><BR>"
        "<A HREF=9>Herring catch sets a record</A></TABLE>"
    )
    found = dict(lines(markup))
    assert found["Bomb kills three in Soven"] is K.HEADLINE
    assert (found[LEAD], found[MORE], found["Posted: 21 May 2031"]) == (None, None, None)
    others = ["Tuesday, 22 May 2031", "Home", "World", "Print", "Most read", "Herring catch sets a record"]
    assert [found[line] for line in others] == [B] * 6


def test_marks_are_of_the_text() -> None:
    found = read(story("<nav>Menu words</nav>"))
    assert all(found.text[mark.start : mark.end].strip() for mark in found.marks)
    starts = [mark.start for mark in found.marks]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<html><body></body></html>", "a page without any text"),
        (
            "<html><body><div id=root></div><noscript>Enable it</noscript><script>1</script>",
            "until its scripts run",
        ),
        ("<div>" * 600_000, "600,000 tags, more than"),
        ("<p>x</p>" * 60_000, "more than 25,000 paragraphs"),
    ],
)
def test_pages_without_a_report_say_so_in_one_line(markup: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(markup)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "lead",
    [
        "<div>" * 10_000,
        "<b>" * 10_000,
        "<table><tr><td>" * 10_000,
        "<blockquote class=quote>" * 10_000,
        "<p>" + "".join(f"<font color={n}>" for n in range(1000)) + "<p>x" * 8000 + "<p>",
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
        "<p x='>' " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
        "<span>" * 50_000 + "</div>" * 50_000,
        "<" * 500_000,
        "<a ='\"" * 100_000 + ">",
        "<img src='data:image/png;base64," + "A" * 5_000_000 + "'>",
    ],
    ids="deep bold tables quotes reopened crowded disguised unmatched brackets broken picture".split(),
)
def test_markup_that_hurts_parsers_costs_no_more_than_its_length(lead: str) -> None:
    begun = time.monotonic()
    assert read(f"{lead}<p>{LEAD}</p>").text.endswith(LEAD)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("where", range(0, 700, 37))
def test_a_page_cut_off_anywhere_is_read_as_far_as_it_goes(where: int) -> None:
    markup = story(
        "<nav>x</nav><blockquote class='a b'>said so — \u0644\u0648\u0627\u0621</blockquote>"
    ).encode()[:where]
    try:
        assert read(markup).text
    except InputError as error:
        assert "\n" not in str(error)


def test_wrong_and_missing_charsets() -> None:
    text = "قتل حارسان في هجوم بطائرة مسيرة على مستودع للوقود يوم الثلاثاء، وقالت الشرطة إن التحقيق مستمر."
    for stated, real in (
        ("utf-8", "windows-1256"),
        ("iso-8859-1", "utf-8"),
        ("windows-1256", "windows-1256"),
    ):
        assert read(f"<meta charset={stated}><p>{text}".encode(real)).text == text
    assert read(f"<p>{text}".encode("utf-16")).text == text


def test_control_characters_and_nul_bytes_are_not_seen() -> None:
    assert read(b"<p>Two\0 gua\x0brds\x7f</p>").text == "Two guards"


TAGS = """<p> </p> <div class=nav> </div> <table> <tr> <td> </table> <a href=x> </a> <br> <h1> </h1> <time> <pre> </pre>
<blockquote> <b> </b> <!-- --> <script> </script> <time\tdatetime=2031-01-01> </time> <svg> <form> <li> &nbsp; &#1;
< <style <title> </title>"""
PIECES = st.sampled_from([*TAGS.split(), " ", "\n", LEAD, "word", "<p style='display:none'>", "\u200f"])


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_markup_gives_a_report_or_an_input_error(markup: str) -> None:
    try:
        report = report_of(Capture("p.html", markup.encode(), "text/html", "p.html"))
    except InputError as error:
        assert "\n" not in str(error)
        return
    for section in report.sections:
        assert report.text[section.start : section.end].strip()


def test_noise_never_hangs() -> None:
    noise = random.Random(7)
    good = story("<table><tr><td>1<td>2</table><nav><ul><li>x</ul></nav>").encode()
    for _ in range(300):
        data = bytearray(good)
        for _ in range(noise.randint(1, 40)):
            data[noise.randrange(len(data))] = noise.choice(b"<>\"'/= \0&;aZ\xff\xd8")
        try:
            read(bytes(data))
        except InputError as error:
            assert "\n" not in str(error)
