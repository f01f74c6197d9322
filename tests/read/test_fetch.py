"""Addresses are fetched within limits, and nothing that a link should not reach is reached."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ascribe import __version__
from ascribe.errors import InputError
from ascribe.model import FactName, Report
from ascribe.read import Limits, Options, captures, find_sources, read_paths, report_of
from ascribe.read.addresses import is_open, shown
from ascribe.read.fetch import fetch
from ascribe.read.opened import Opened
from ascribe.read.source import Source

PAGE = (
    b"<html><head><title>Guards killed - Post</title></head><body><h1>Guards killed in Port Emmer</h1>"
    b"<p>Two guards were killed on Tuesday when a drone hit a depot in Port Emmer, police in the city said.</p>"
)
Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(code: int, body: bytes = b"", **headers: str) -> Answer:
    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        stated = {"Content-Length": str(len(body)), "Content-Type": "text/html; charset=utf-8"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in (stated | named).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return send


@contextmanager
def served(pages: dict[str, Answer]) -> Iterator[str]:
    """The address of a server of this machine that gives these answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append({name.lower(): value for name, value in self.headers.items()})
            with suppress(OSError):
                pages.get(self.path, answer(404))(self)

        def log_message(self, *_: object) -> None:
            pass

    asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


asked: list[dict[str, str]] = []


def options(**limits: float) -> Options:
    return Options(captured="2031-05-14T00:00:00Z", allow_private=True, limits=Limits(**limits))  # type: ignore[arg-type]


def opened(url: str, how: Options) -> Opened:
    with fetch(url, how) as found:
        return found


def refused(url: str, how: Options) -> str:
    with pytest.raises(InputError) as caught, fetch(url, how):
        pass
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_page_is_fetched_with_what_the_server_states() -> None:
    stated = answer(200, PAGE, Last_Modified="Wed, 14 May 2031 08:00:00 GMT", Content_Language="en-GB")
    with served({"/story": answer(301, Location="/final#top"), "/final": stated}) as url:
        found = opened(f"{url}/story", options())
        assert found.file.read() == PAGE
        assert (found.source, found.address) == (f"{url}/story", f"{url}/final")
        assert (found.stated_type, found.captured) == ("text/html", "2031-05-14T00:00:00Z")
    facts = {fact.name: fact.value for fact in found.facts}
    assert facts[FactName.CHARSET] == "utf-8"
    assert facts[FactName.LANGUAGE] == "en-GB"
    assert facts[FactName.UPDATED] == "Wed, 14 May 2031 08:00:00 GMT"
    assert FactName.PUBLISHED not in facts
    assert asked[-1]["user-agent"] == f"ascribe/{__version__}"


def test_an_address_is_a_source_like_any_other() -> None:
    with served({"/story": answer(200, PAGE)}) as url:
        [source] = find_sources([f"{url}/story"])
        assert isinstance(source, Source)
        [capture] = captures(source, options())
        assert not isinstance(capture, InputError)
        report = report_of(capture)
    assert report.title == "Guards killed in Port Emmer"
    assert (report.address, report.media_type) == (f"{url}/story", "text/html")


def test_the_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with served({"/": answer(200, PAGE)}) as url:
        assert opened(url, options()).file.read() == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "two members"])
def test_packed_answers_are_unpacked(coding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    body = {
        "gzip": gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE),
        "raw deflate": raw.compress(PAGE) + raw.flush(),
        "two members": gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:]),
    }[coding]
    name = "deflate" if "deflate" in coding else "gzip"
    with served({"/": answer(200, body, Content_Encoding=name)}) as url:
        assert opened(url, options()).file.read() == PAGE


def test_limits_hold_for_packed_and_unpacked_bytes() -> None:
    bomb = gzip.compress(bytes(50_000_000))

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        request.wfile.write(b"x" * 200_000)

    pages = {"/bomb": answer(200, bomb, Content_Encoding="gzip"), "/long": endless}
    pages["/lies"] = answer(200, b"x", Content_Length="5000000")
    with served(pages) as url:
        for path in pages:
            assert "more than 100,000 bytes" in refused(url + path, options(report=100_000))


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({"Content_Length": "5000"}, PAGE, "broke off before its end"),
        ({"Content_Encoding": "gzip"}, gzip.compress(PAGE)[:-20], "broke off before its end"),
        ({"Content_Encoding": "gzip"}, b"\x1f\x8bnonsense and more", "is damaged"),
        ({"Content_Encoding": "br"}, b"....", "packed as 'br'"),
        ({"Content_Encoding": "gzip, gzip"}, b"....", "packed as 'gzip, gzip'"),
    ],
)
def test_answers_that_are_not_whole(headers: dict[str, str], body: bytes, words: str) -> None:
    with served({"/": answer(200, body, **headers)}) as url:
        assert words in refused(url, options())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (404, "404 Not Found: check the address"),
        (403, "save the page in a browser"),
        (500, "try again later"),
    ],
)
def test_answers_without_a_page(code: int, words: str) -> None:
    with served({"/": answer(code, PAGE)}) as url:
        assert words in refused(url, options())


def test_redirects_end() -> None:
    pages = {f"/{n}": answer(302, Location=f"/{n + 1}") for n in range(20)}
    pages |= {"/a": answer(302, Location="/b"), "/b": answer(307, Location="/a")}
    with served(pages) as url:
        assert "redirects more than 5 times" in refused(f"{url}/0", options())
        assert refused(f"{url}/a", options()).endswith(f"redirects in a circle: {url}/a comes again")


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://example.org/x", "gopher://127.0.0.1/", "data:text/html,x", "javascript:1"],
)
def test_redirects_lead_to_pages_of_the_web_only(target: str) -> None:
    with served({"/": answer(302, Location=target)}) as url:
        message = refused(url, options())
    assert "redirects to" in message
    assert "only http and https" in message


def test_a_slow_server_is_left_when_the_time_is_up() -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            request.wfile.write(b"X-Slow: 1\r\n")
            request.wfile.flush()
            time.sleep(0.05)

    def trickle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(100):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.05)

    with served({"/drip": drip, "/trickle": trickle}) as url:
        for path in ("/drip", "/trickle"):
            begun = time.monotonic()
            assert "took longer than 0.4 seconds" in refused(url + path, options(seconds=0.4))
            assert time.monotonic() - begun < 2


def test_what_is_no_http_at_all() -> None:
    def nonsense(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"\x00\x01nonsense\r\n\r\n")

    with served({"/": nonsense}) as url:
        assert "no form of HTTP" in refused(url, options())


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200
    168.63.129.16 192.0.0.192 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 198.18.0.1 ::1 :: fe80::1
    fe80::1%eth0 fc00::1 fd00:ec2::254 fec0::1 ff02::1 ff0e::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::808:808 2002:7f00:1:: 2001:0:808:808:: ::127.0.0.1
    2001:db8::1""".split(),
)
def test_machines_of_this_network_are_closed(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_other_machines_are_open(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize(
    "url",
    """http://127.0.0.1:1/ http://localhost:1/ http://[::1]:1/ http://169.254.169.254/latest/meta-data/
    http://2130706433/ http://0x7f000001/ http://0177.0.0.1/ http://127.1/ http://0/ http://[::ffff:127.0.0.1]/
    http://134744072/ http://localhost.:1/ http://127.0.0.1.:1/""".split(),
)
def test_private_addresses_are_refused_in_every_spelling(url: str) -> None:
    message = refused(url, Options())
    assert any(
        words in message for words in ("is not fetched", "no machine is called", "no address of the web")
    )


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that the whole world can reach sends the reader on to this machine."""
    with served({"/": answer(302, Location="http://inside.example/secret")}) as url:
        port = int(url.rpartition(":")[2])
        monkeypatch.setattr("ascribe.read.addresses.is_open", lambda address: address == "127.0.0.1")
        lookup = socket.getaddrinfo

        def named(host: str, *args: object, **more: object) -> object:
            numeric = {"outside.example": "127.0.0.1", "inside.example": "127.0.0.2"}.get(host, host)
            return lookup(numeric, *args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", named)
        message = refused(f"http://outside.example:{port}/", Options())
    assert "inside.example (127.0.0.2)" in message


def test_a_name_with_one_closed_address_among_open_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert "mixed.example (10.0.0.1)" in refused("http://mixed.example/", Options())


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means another machine at its second look-up is looked up once."""
    looked_up = []
    with served({"/": answer(200, PAGE)}) as url:
        port = int(url.rpartition(":")[2])
        lookup = socket.getaddrinfo

        def rebinding(host: str, *args: object, **more: object) -> object:
            if host == "rebind.example":
                looked_up.append(host)
                host = "127.0.0.1" if len(looked_up) == 1 else "127.0.0.2"
            return lookup(host, *args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        assert opened(f"http://rebind.example:{port}/", options()).file.read() == PAGE
    assert looked_up == ["rebind.example"]
    assert asked[0]["host"] == f"rebind.example:{port}"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/x", "data:text/html,<p>x", "about:blank"]
)
def test_other_schemes_are_refused(url: str) -> None:
    [error] = read_paths([url])
    assert isinstance(error, InputError)
    assert "only http and https" in str(error)


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "https://exa mple.org/", "http://:80/", "http://x:99999/"]
)
def test_what_is_no_address(url: str) -> None:
    [error] = read_paths([url])
    assert isinstance(error, InputError)
    assert "\n" not in str(error)


def test_passwords_are_used_and_never_shown() -> None:
    assert shown("https://me:se@cret@example.org/a@b") == "https://example.org/a@b"
    with served({"/": answer(200, PAGE), "/gone": answer(302, Location="http://a:b@127.0.0.1:1/x")}) as url:
        secret = url.replace("//", "//me:secret@")
        [source] = find_sources([secret + "/"])
        assert isinstance(source, Source)
        [report] = [report_of(c) for c in captures(source, options()) if not isinstance(c, InputError)]
        assert isinstance(report, Report)
        assert "secret" not in f"{report.source} {report.address} {report.facts}"
        assert asked[0]["authorization"].startswith("Basic ")
        assert "secret" not in refused(secret + "/none", options())
        assert "b@" not in refused(secret + "/gone", options())
