"""Web pages as news sites write them, around the paragraphs of a text: for measuring how fast they are read.

Each holds a story of about 500 words, its data for machines, and the usual page around it: menus, a cookie
notice, share bars, related stories, comments, styles and scripts; 60 to 120 KB in all.
"""

import json
import random
from collections.abc import Iterator, Sequence

#: Words of a story, and the least and most bytes of a page.
STORY_WORDS = 500
SIZES = (60_000, 120_000)


def web_pages(paragraphs: Sequence[str], count: int, seed: int = 1) -> Iterator[bytes]:
    """`count` pages; paragraphs are in another order in each."""
    rng = random.Random(seed)
    for number in range(count):
        yield _page(rng, paragraphs, number).encode()


def _page(rng: random.Random, paragraphs: Sequence[str], number: int) -> str:
    story: list[str] = []
    while sum(len(paragraph.split()) for paragraph in story) < STORY_WORDS:
        story.append(" ".join(rng.choice(paragraphs).split()))
    title = f"Story {number} of the day: what is known so far"
    head, body = _head(title, number), _body(rng, title, story)
    # Half of what a page weighs beyond its words is script, the other half links and markup.
    missing = rng.randint(*SIZES) - len(head) - len(body)
    script = (
        "window.state={" + ",".join(f'"k{i}":"<div>{i * 7919}</div>"' for i in range(missing // 60)) + "}"
    )
    extra = "".join(_card(rng, i) for i in range(max(0, missing // 2) // 330))
    return f"{head}<body>{body}<div class='more-stories'>{extra}</div><script>{script}</script></body></html>"


def _head(title: str, number: int) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"2024-05-{number % 28 + 1:02}T06:00:00Z",
        "author": [{"@type": "Person", "name": "Jane Roe"}],
        "publisher": {"@type": "Organization", "name": "Harbour Post"},
    }
    address = f"https://harbourpost.example/{number}"
    style = "".join(f".c{i}{{margin:{i}px;padding:{i}px}}" for i in range(200))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - Harbour Post</title>'
        f'<link rel="canonical" href="{address}"><meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="Harbour Post"><style>{style}</style>'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
    )


def _body(rng: random.Random, title: str, story: Sequence[str]) -> str:
    menu = "".join(f'<li class="menu-item c{i}"><a href="/s/{i}">Section {i}</a></li>' for i in range(60))
    text = "".join(
        f'<div class="paragraph c{i}"><p>{paragraph}</p></div>' for i, paragraph in enumerate(story)
    )
    comments = "".join(f'<div class="comment"><p>{rng.choice(story)}</p></div>' for _ in range(10))
    return (
        '<div class="cookie-banner"><p>We use cookies to make this site work.</p><button>Accept</button></div>'
        f'<header class="site-header"><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>'
        '<div class="meta"><span class="byline">By Jane Roe</span><time datetime="2024-05-01">1 May 2024</time>'
        '</div><div class="share-bar"><a href="#">Share</a></div><figure><img src="a.jpg"><figcaption>The port.'
        f' Photo: Jane Roe</figcaption></figure><div class="article-body">{text}</div></article></main>'
        f'<section class="comments">{comments}</section><footer>© 2024 Harbour Post</footer>'
    )


def _card(rng: random.Random, number: int) -> str:
    words = " ".join(
        rng.choice("port market army council river bridge school harvest".split()) for _ in range(8)
    )
    return (
        f'<div class="card card-{number} grid__item" data-id="{rng.randint(0, 10**9)}"><a class="card__link" '
        f'href="/2024/05/{number}/{words.replace(" ", "-")}"><img class="card__img" src="/i/{number}.jpg" '
        f'alt="{words}"><span class="card__title">{words.capitalize()}</span></a><span class="card__time">'
        f"{number} hours ago</span></div>"
    )
