"""What pages state of themselves: verbatim, best first, of this article and no other."""

import json

import pytest

from ascribe.model import Capture, FactName
from ascribe.read.formats.html import page

STORY = (
    "<h1>Guards killed in Port Emmer</h1>"
    + "<p>Two guards were killed when a drone hit a depot in the port.</p>" * 3
)
HERE = "https://www.harbourpost.example/2031/guards"


def facts(head: str, body: str = STORY, address: str = HERE) -> dict[FactName, list[tuple[str, str]]]:
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    found: dict[FactName, list[tuple[str, str]]] = {}
    for fact in page(Capture("p", markup.encode(), "text/html", address)).facts:
        found.setdefault(fact.name, []).append((fact.value, fact.where))
    return found


def script(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Guards killed in Port Emmer",
    "datePublished": "2031-05-13T12:38:04+0300",
}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Mayor resigns",
    "url": "https://www.harbourpost.example/mayor",
    "datePublished": "2020-01-01",
}
STAMP = ("2031-05-13T12:38:04+0300", "JSON-LD datePublished")


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [ARTICLE],
        [OTHER, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "Organization"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {
            "@type": ["Thing", "https://schema.org/NewsArticle"],
            **{k: v for k, v in ARTICLE.items() if k != "@type"},
        },
        {**ARTICLE, "liveBlogUpdate": [OTHER], "hasPart": OTHER, "comment": [OTHER]},
        [{"@type": "ItemList", "itemListElement": [OTHER, OTHER]}, ARTICLE],
        json.dumps(ARTICLE)[:-1] + ",}",
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"// <![CDATA[\n{json.dumps(ARTICLE)}\n// ]]>",
        json.dumps(ARTICLE) + ";" + json.dumps({"@type": "BreadcrumbList"}),
        json.dumps(ARTICLE)[:-1] + ', "description": "He said "no" to it"}',
        json.dumps(ARTICLE).replace("Guards killed", "Guards\tkilled"),
    ],
)
def test_data_of_the_article_in_every_form(data: object) -> None:
    assert facts(script(data))[FactName.PUBLISHED] == [STAMP]


@pytest.mark.parametrize(
    "data",
    [
        OTHER | {"@type": "ItemList"},
        [OTHER, OTHER | {"headline": "Third"}],
        "{{{",
        "[" * 100_000,
        "null",
        '"x"',
    ],
)
def test_data_of_other_things_is_left_out(data: object) -> None:
    assert FactName.PUBLISHED not in facts(script(data))


def test_half_characters_become_whole_ones() -> None:
    found = facts(script('{"@type": "NewsArticle", "author": "Jane \\ud800 Roe"}'))
    assert found[FactName.AUTHOR] == [("Jane ? Roe", "JSON-LD author")]


def test_people_and_publishers_are_looked_up() -> None:
    people = [{"@type": "Person", "name": "Jane Roe"}, "Ali Sand", {"@id": "#tom"}]
    graph = [
        {
            **ARTICLE,
            "author": people,
            "publisher": {"@id": "#post"},
            "inLanguage": "en-GB",
            "creditText": "Tamar News",
        },
        {"@type": "Person", "@id": "#tom", "name": "Tom Reed"},
        {"@type": "NewsMediaOrganization", "@id": "#post", "name": "Harbour Post", "logo": {"url": "x"}},
    ]
    found = facts(script({"@graph": graph}))
    assert [value for value, _ in found[FactName.AUTHOR]] == ["Jane Roe", "Ali Sand", "Tom Reed"]
    assert found[FactName.PUBLISHER] == [("Harbour Post", "JSON-LD publisher")]
    assert found[FactName.LANGUAGE][0] == ("en-GB", "JSON-LD inLanguage")
    assert found[FactName.CREDIT] == [("Tamar News", "JSON-LD creditText")]


@pytest.mark.parametrize(
    ("tag", "name", "where"),
    [
        (
            '<meta property="article:published_time" content="V">',
            FactName.PUBLISHED,
            "meta article:published_time",
        ),
        ('<meta name="parsely-pub-date" content="V">', FactName.PUBLISHED, "meta parsely-pub-date"),
        ('<meta name="DC.date.issued" content="V">', FactName.PUBLISHED, "meta dc.date.issued"),
        ('<meta name="sailthru.date" content="V">', FactName.PUBLISHED, "meta sailthru.date"),
        ('<meta itemprop="datePublished" content="V">', FactName.PUBLISHED, "meta datepublished"),
        (
            '<meta property="article:modified_time" content="V">',
            FactName.UPDATED,
            "meta article:modified_time",
        ),
        ('<meta property="og:site_name" content="V">', FactName.PUBLISHER, "meta og:site_name"),
        ('<meta name="author" content="V">', FactName.AUTHOR, "meta author"),
        ('<meta name="copyright" content="V">', FactName.COPYRIGHT, "meta copyright"),
        ('<meta property="og:locale" content="V">', FactName.LANGUAGE, "meta og:locale"),
    ],
)
def test_meta_tags(tag: str, name: FactName, where: str) -> None:
    assert facts(tag)[name] == [("V", where)]


def test_the_best_comes_first() -> None:
    meta = '<meta name="pubdate" content="c"><meta property="article:published_time" content="b">'
    found = facts(meta + script(ARTICLE), STORY.replace("</h1>", "</h1><time datetime=d>13 May</time>"))
    assert [value for value, _ in found[FactName.PUBLISHED]] == [STAMP[0], "b", "c", "d"]


def test_times_of_the_story_and_not_of_what_is_around() -> None:
    head = "<time datetime=2031-05-13>13 May</time> <span>Updated: <time datetime=2031-05-14>14 May</time></span>"
    rest = "<aside><time datetime=2030-01-01>1 January</time></aside>"
    rest += "<p>On <time datetime=1999-01-01>that day</time>.</p>"
    found = facts("", STORY.replace("</h1>", f"</h1><div>{head}</div>") + rest)
    assert found[FactName.PUBLISHED] == [("2031-05-13", "time[datetime]")]
    assert found[FactName.UPDATED] == [("2031-05-14", "time[datetime]")]


def test_microdata_of_the_article_and_not_of_its_comments() -> None:
    body = (
        f"<div itemscope itemtype='https://schema.org/NewsArticle'>{STORY}"
        "<meta itemprop=datePublished content=2031-05-13>"
        "<span itemprop=author itemscope itemtype='https://schema.org/Person'>By <b itemprop=name>Jane Roe</b></span>"
        "<div itemprop=comment itemscope itemtype='https://schema.org/Comment'><i itemprop=author>troll</i></div></div>"
    )
    found = facts("", body)
    assert ("2031-05-13", "itemprop datePublished") in found[FactName.PUBLISHED]
    assert found[FactName.AUTHOR] == [("Jane Roe", "itemprop author")]


@pytest.mark.parametrize(
    ("canonical", "address", "name"),
    [
        (HERE, HERE + "?utm_source=x", FactName.ADDRESS),
        ("/2031/guards#top", HERE + "?x", FactName.ADDRESS),
        (HERE, "page.html", FactName.ADDRESS),
        (HERE, "https://web.archive.org/web/2031/" + HERE, FactName.ADDRESS),
        (HERE, "https://m.harbourpost.example/x", FactName.ADDRESS),
        (HERE, "https://portal.example/copied", FactName.CREDIT),
    ],
)
def test_canonical_addresses(canonical: str, address: str, name: FactName) -> None:
    found = facts(f'<link rel="canonical" href="{canonical}">', address=address)
    assert found[name] == [(HERE, "link[rel=canonical]")]


@pytest.mark.parametrize(
    "canonical", ["https://www.harbourpost.example/", "/", "", "javascript:1", "http://[x", "mailto:a@b"]
)
def test_addresses_that_name_no_document(canonical: str) -> None:
    assert FactName.ADDRESS not in facts(f'<link rel="canonical" href="{canonical}">')


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Guards killed | Harbour Post</title>", STORY, "Guards killed in Port Emmer"),
        (
            "<title>Two guards are killed | Harbour Post</title>",
            "<p>Two guards died in the port.</p>",
            "Two guards are killed",
        ),
        (
            "<title>Guards killed - Harbour Post of Tamar City</title>"
            '<meta property="og:site_name" content="Harbour Post of Tamar City">',
            "<p>Two guards died in the port.</p>",
            "Guards killed",
        ),
        (
            "<title>Kell Radio - Two guards killed in blast</title>",
            "<p>Two guards died.</p>",
            "Two guards killed in blast",
        ),
        (
            "<title>Guards killed - and buried</title>",
            "<p>Two guards died.</p>",
            "Guards killed - and buried",
        ),
    ],
)
def test_titles(head: str, body: str, title: str) -> None:
    assert facts(head, body)[FactName.TITLE][0][0] == title


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ("entry-date published updated", FactName.PUBLISHED),
        ("entry-date published", FactName.PUBLISHED),
        ("updated", FactName.UPDATED),
    ],
)
def test_a_time_of_both_classes_is_that_of_publication(names: str, name: FactName) -> None:
    time = f'<time class="{names}" datetime="2031-05-13T22:15:10Z">May 13, 2031</time>'
    time = f'<div class="entry-meta"><span class="posted-on">Posted on {time}</span></div>'
    found = facts("", STORY.replace("</h1>", f"</h1>{time}"))
    assert found[name] == [("2031-05-13T22:15:10Z", "time[datetime]")]


def test_a_line_that_begins_with_the_name_of_the_site_is_no_headline() -> None:
    lines = "<b>Bomb on the Orvin road kills two</b><br><i>Wednesday, March 5, 2031</i><br>Harbour Post staff"
    body = f"<table><tr><td>{lines}{'<p>Two guards were killed when a drone hit a depot in the port.' * 3}</table>"
    found = facts("<title>Harbour Post - News</title>", body)
    assert all(value != "Harbour Post staff" for value, _ in found.get(FactName.TITLE, ()))
