"""Feeds give one capture per entry, each of which can be read again alone."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.errors import InputError
from ascribe.model import Capture, FactName, Known, SectionKind
from ascribe.read import Options, read_paths, report_of
from ascribe.read.formats.feed import page, unpack
from ascribe.read.opened import Opened
from ascribe.read.report import stated

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Post</title><link>https://harbourpost.example/</link><language>en-GB</language>
<item><title>Guards killed &amp; depot burnt in Port Emmer</title><link>https://harbourpost.example/a</link>
<guid isPermaLink="false">hp-1</guid><pubDate>Tue, 13 May 2031 12:38:04 +0300</pubDate>
<dc:creator><![CDATA[Jane Roe]]></dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>Two guards were killed on Tuesday when a drone hit a fuel\u00a0depot, police said.</p>
<blockquote>We had no part.</blockquote><p>The brigade denies it.</p><script>alert(1)</script>
<!-- </item> -->]]></content:encoded></item>
<item><title>Only a summary</title><link>https://harbourpost.example/b</link>
<description>&lt;p&gt;A man was held in Kell &amp;amp; released.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Kell News</title>
<entry><title type="html">Raid &lt;b&gt;kills&lt;/b&gt; five</title><id>tag:kell,2031:1</id>
<link rel="edit" href="https://kell.example/edit"/><link rel="alternate" href="https://kell.example/1"/>
<published>2031-06-01T05:00:00+03:00</published><updated>2031-06-02T05:00:00+03:00</updated>
<author><name>Ann Vale</name></author><author><name>Tom Reed</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Five were killed.</p><p>The army denies it.</p>
</div></content></entry>
<entry><title>Two</title><id>tag:kell,2031:2</id><updated>2031-06-02T05:00:00Z</updated>
<summary>Fewer &lt; 5</summary></entry>
</feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Old Post</title>
<items><rdf:Seq><rdf:li resource="a"/></rdf:Seq></items></channel><item rdf:about="https://o.example/1">
<title>Bomb in Soven</title>
<link>https://o.example/1</link><description>One man died.</description>
<dc:date>2005-11-21T10:00:00+01:00</dc:date></item></rdf:RDF>"""
OLD = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Old&nbsp;Post</title>
<item><title>The &eacute;t&eacute; attacks</title><link>http://o.example/2</link>
<description>Two & three</description></item></channel></rss>"""


def entries(text: str | bytes, limits: Options = Options()) -> list[Capture | Opened | InputError]:  # noqa: B008
    data = text.encode() if isinstance(text, str) else text
    return list(
        unpack(
            Opened("feed.xml", "https://feeds.example/all", io.BytesIO(data), captured="2031-07-01"), limits
        )
    )


def captured(text: str) -> list[Capture]:
    found = entries(text)
    assert all(isinstance(one, Capture) for one in found)
    return [one for one in found if isinstance(one, Capture)]


def test_rss_entries_hold_what_they_state() -> None:
    first, second = captured(RSS)
    facts = {fact.name: fact for fact in first.facts}
    assert facts[FactName.PUBLISHED].value == "Tue, 13 May 2031 12:38:04 +0300"
    assert facts[FactName.PUBLISHED].where == "feed pubDate"
    assert facts[FactName.AUTHOR].value == "Jane Roe"
    assert facts[FactName.PUBLISHER].value == "Harbour Post"
    assert facts[FactName.RECORD].value == "hp-1"
    assert facts[FactName.LANGUAGE].value == "en-GB"
    assert (first.address, first.source) == ("https://harbourpost.example/a", "feed.xml!/1")
    assert (second.address, second.captured) == ("https://harbourpost.example/b", "2031-07-01")
    assert stated(second.facts, FactName.PUBLISHED) is None


def test_the_text_is_title_and_content_else_summary() -> None:
    first, second = map(page, captured(RSS))
    title = "Guards killed & depot burnt in Port Emmer"
    lead = "Two guards were killed on Tuesday when a drone hit a fuel\u00a0depot, police said."
    assert first.text == f"{title}\n\n{lead}\n\nWe had no part.\n\nThe brigade denies it."
    marked = {(mark.kind, first.text[mark.start : mark.end]) for mark in first.marks}
    assert marked == {(SectionKind.HEADLINE, title), (SectionKind.QUOTATION, "We had no part.")}
    assert second.text == "Only a summary\n\nA man was held in Kell & released."


def test_atom_and_rss_1() -> None:
    first, second = captured(ATOM)
    assert page(first).text == "Raid kills five\n\nFive were killed.\n\nThe army denies it."
    assert first.address == "https://kell.example/1"
    assert [f.value for f in first.facts if f.name is FactName.AUTHOR] == ["Ann Vale", "Tom Reed"]
    assert stated(first.facts, FactName.PUBLISHED) == "2031-06-01T05:00:00+03:00"
    assert stated(first.facts, FactName.UPDATED) == "2031-06-02T05:00:00+03:00"
    assert stated(second.facts, FactName.PUBLISHED) is None
    assert page(second).text == "Two\n\nFewer < 5"
    assert second.address == "https://feeds.example/all#tag:kell,2031:2"
    [old] = captured(RDF)
    assert stated(old.facts, FactName.PUBLISHED) == "2005-11-21T10:00:00+01:00"
    assert page(old).text == "Bomb in Soven\n\nOne man died."


def test_an_entry_is_read_again_from_its_bytes_alone() -> None:
    for capture in (*captured(RSS), *captured(ATOM), *captured(RDF)):
        alone = Capture("again", capture.data, capture.media_type, "again")
        assert page(alone) == page(capture)
        report = report_of(capture)
        assert report.title and report.text.startswith(report.title)
        assert report.published.known is not Known.UNKNOWN or not stated(capture.facts, FactName.PUBLISHED)


def test_an_entry_stays_the_same_while_the_feed_around_it_changes() -> None:
    later = RSS.replace("<channel>", "<channel><lastBuildDate>now</lastBuildDate>").replace(
        "<item><title>Guards", "<item><title>New</title></item><item><title>Guards"
    )
    assert {capture.data for capture in captured(RSS)} < {capture.data for capture in captured(later)}


def test_old_feeds_with_entities_of_html_are_read_and_nothing_is_fetched() -> None:
    [entry] = captured(OLD)
    assert page(entry).text == "The été attacks\n\nTwo & three"


@pytest.mark.parametrize(
    ("prolog", "words"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', "entities of its own"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "entities of its own"),
        ('<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>', "entities of its own"),
        ('<!DOCTYPE rss [<!-- ] --><!ENTITY a "]">]>', "attacks"),
    ],
)
def test_feeds_that_declare_entities_are_refused(prolog: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        entries(
            f'<?xml version="1.0"?>{prolog}<rss><channel><item><title>&a;&x;</title></item></channel></rss>'
        )
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_of_a_broken_feed_what_is_whole_is_read() -> None:
    cut = RSS[: RSS.index("Only a summary")]
    first, error = entries(cut)
    assert isinstance(first, Capture)
    assert isinstance(error, InputError)
    assert "breaks off in entry 2" in str(error)
    [one] = entries("<rss><channel><item><title>A & B <b>c</title><link>https://x.example/1</link></item>")
    assert isinstance(one, Capture)
    assert "A & B" in page(one).text


@pytest.mark.parametrize(
    "text", ["<rss></rss>", '<feed xmlns="http://www.w3.org/2005/Atom"/>', "<rss><channel>"]
)
def test_a_feed_without_entries_says_so(text: str) -> None:
    with pytest.raises(InputError, match="holds no entry"):
        entries(text)


def test_an_entry_without_words_says_so() -> None:
    [entry] = captured("<rss><channel><item><link>https://x.example/1</link></item></channel></rss>")
    with pytest.raises(InputError, match="without title and text"):
        page(entry)


def test_feeds_are_files_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS, encoding="utf-8")
    (tmp_path / "latin.rss").write_bytes(
        RSS.replace("UTF-8", "ISO-8859-1").replace("Only", "Été").encode("latin-1")
    )
    titles = [report.title for report in read_paths([str(tmp_path)]) if not isinstance(report, InputError)]
    assert len(titles) == 4
    assert titles[3] == "Été a summary"


PIECES = st.sampled_from(
    [*"<>/![]&;ab\"' ", "<item>", "</item>", "<![CDATA[", "]]>", "<title>", "&#xD800;", "&#9999999;"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_entry_gives_text_or_an_input_error(inner: str) -> None:
    try:
        for entry in entries(f"<rss><channel><item><title>{inner}</title></item></channel></rss>"):
            if isinstance(entry, Capture):
                page(entry)
    except InputError as error:
        assert "\n" not in str(error)
