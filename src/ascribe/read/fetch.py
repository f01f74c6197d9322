"""One address of the web to an open file: `fetch` gives what stands there, or the `InputError` that says why not.

Redirects are followed one by one; each hop's host is looked up once, all that it may be is checked, and the
connection goes to what was checked, so that a name cannot mean another machine a moment later. Size and time
are limited while the bytes come in, packed and unpacked. No cookie is kept, no proxy of the environment is used.
"""

import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

from ascribe import __version__
from ascribe.errors import InputError
from ascribe.model import Fact, FactName
from ascribe.read.addresses import parsed, reachable, shown
from ascribe.read.opened import Opened
from ascribe.read.options import Options

HEADERS = {
    "User-Agent": f"ascribe/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_TODO = {
    401: "it asks for a password: save the page in a browser and read the file",
    403: "it refuses programs: save the page in a browser and read the file",
    404: "check the address",
    410: "it is gone: try a web archive",
    429: "too many requests: try again later",
    451: "withheld for legal reasons",
}


@contextmanager
def fetch(url: str, options: Options) -> Iterator[Opened]:
    """What stands at an address, open for reading; raises InputError where it cannot be had within the limits.

    The final address, the charset and the language stated, and the time of the file's last change (which is
    not when a story was published) are its facts.
    """
    source = shown(url)
    deadline = time.monotonic() + options.limits.seconds
    with _client(source, options, deadline) as client:
        answer = _followed(client, source, url, options)
        try:
            data = _body(answer, source, options)
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.TimeoutException) as error:
            raise InputError(source, _why(error, options)) from error
        finally:
            answer.close()
    final = shown(str(answer.url))
    stated = answer.headers.get("content-type", "").partition(";")[0].strip().lower() or None
    yield Opened(source, final, BytesIO(data), stated, options.captured, tuple(_facts(answer, final)))


def _client(source: str, options: Options, deadline: float) -> httpx.Client:
    transport = _Transport(_Network(source, options, deadline))
    return httpx.Client(transport=transport, trust_env=False, follow_redirects=False, headers=HEADERS)


def _followed(client: httpx.Client, source: str, url: str, options: Options) -> httpx.Response:
    """The last answer of a chain of redirects, its body not read yet."""
    here = parsed(source, url)
    seen = [here]
    while True:
        client.cookies.clear()
        try:
            answer = client.send(client.build_request("GET", here), stream=True)
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.TimeoutException, OSError) as error:
            raise InputError(source, _why(error, options)) from error
        except (
            httpx.InvalidURL
        ) as error:  # The client looks at where a redirect leads, though it does not go.
            raise InputError(source, "redirects to no page: only http and https are fetched") from error
        target = answer.headers.get("location")
        if answer.status_code not in _REDIRECTS or not target:
            _check_status(answer, source)
            return answer
        answer.close()
        here = _next(source, here, target)
        if here in seen:
            raise InputError(source, f"redirects in a circle: {shown(str(here))} comes again")
        seen.append(here)
        if len(seen) > options.limits.redirects + 1:
            raise InputError(source, f"redirects more than {options.limits.redirects} times")


def _next(source: str, here: httpx.URL, target: str) -> httpx.URL:
    """The address that a redirect leads to, without user name and password; raises InputError as `parsed`."""
    try:
        joined = here.join(target)
    except (httpx.InvalidURL, ValueError) as error:
        raise InputError(source, f"redirects to no address of the web: {error}") from error
    try:
        found = parsed(source, str(joined))
    except InputError as error:
        raise InputError(source, f"redirects to {shown(str(joined))[:200]}, which {error.reason}") from error
    same = (found.scheme, found.host, found.port) == (here.scheme, here.host, here.port)
    return found if same else found.copy_with(userinfo=b"")


def _check_status(answer: httpx.Response, source: str) -> None:
    code = answer.status_code
    if code == 200:
        return
    answer.close()
    later = "the server has a problem: try again later" if code >= 500 else "there is nothing to read"
    words = f"{code} {answer.reason_phrase}".strip()
    raise InputError(source, f"answered {words}: {_TODO.get(code, later)}")


def _body(answer: httpx.Response, source: str, options: Options) -> bytes:
    """The bytes of an answer, unpacked; raises InputError where there are more than a report may have."""
    most = options.limits.report
    too_long = InputError(source, f"has more than {most:,} bytes: save it and read the file")
    stated = answer.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most:
        raise too_long
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise InputError(source, f"came packed as {coding[:40]!r}, which was not asked for")
    packed = answer.iter_raw()
    data = bytearray()
    for block in packed if coding in ("identity", "") else _inflated(packed, most, source):
        data += block
        if len(data) > most:
            raise too_long
    return bytes(data)


def _inflated(packed: Iterable[bytes], most: int, source: str) -> Iterator[bytes]:
    """Packed blocks unpacked, never more than `most` bytes at once."""
    inflater, first = zlib.decompressobj(zlib.MAX_WBITS | 32), True
    try:
        for block in packed:
            try:
                yield inflater.decompress(block, most + 1)
            except zlib.error:
                if not first:
                    raise
                inflater = zlib.decompressobj(
                    -zlib.MAX_WBITS
                )  # "deflate" without its header, as some send it
                yield inflater.decompress(block, most + 1)
            first = False
            while inflater.eof and inflater.unused_data:
                rest, inflater = inflater.unused_data, zlib.decompressobj(zlib.MAX_WBITS | 32)
                yield inflater.decompress(rest, most + 1)
    except zlib.error as error:
        raise InputError(source, f"came packed and is damaged ({error}): fetch it again") from error
    if not inflater.eof:
        raise InputError(source, "broke off before its end: fetch it again")


def _facts(answer: httpx.Response, final: str) -> Iterator[Fact]:
    yield Fact(FactName.ADDRESS, final, "HTTP")
    if charset := answer.charset_encoding:
        yield Fact(FactName.CHARSET, charset, "HTTP Content-Type")
    if language := answer.headers.get("content-language"):
        yield Fact(FactName.LANGUAGE, language, "HTTP Content-Language")
    if changed := answer.headers.get("last-modified"):
        yield Fact(FactName.UPDATED, changed, "HTTP Last-Modified")


def _why(error: Exception, options: Options) -> str:
    """What went wrong, in the user's words."""
    words = " ".join(str(error).split())[:200]
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        return f"took longer than {options.limits.seconds:g} seconds: try again later"
    if isinstance(error, httpx.RemoteProtocolError) and "complete" in words:
        return "broke off before its end: fetch it again"
    if isinstance(error, httpx.ProtocolError):
        return f"answered in no form of HTTP that is understood ({words})"
    return f"cannot be fetched: {words or type(error).__name__}"


class _Network(httpcore.NetworkBackend):
    """Connections to what was checked, with one deadline for all that is sent and received."""

    def __init__(self, source: str, options: Options, deadline: float) -> None:
        self.source, self.options, self.deadline = source, options, deadline
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of a host that takes one."""
        addresses = reachable(self.source, host, port, allow_private=self.options.allow_private)
        failed: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in addresses:
            try:
                stream = self.plain.connect_tcp(address, port, _left(self.deadline), None, socket_options)
                return _Stream(stream, self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


class _Stream(httpcore.NetworkStream):
    """A connection on which no wait goes beyond the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self.inner, self.deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, _left(self.deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, _left(self.deadline))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self.inner.start_tls(ssl_context, server_hostname, _left(self.deadline))
        return _Stream(secured, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left


class _Transport(httpx.BaseTransport):
    """httpx over connections of ours: it has no public place to put them in."""

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        self.pool = httpcore.ConnectionPool(ssl_context=context, network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore.Request(request.method, target, headers=request.headers.raw)
        try:
            answer = self.pool.handle_request(asked)
        except (httpcore.ProtocolError, httpcore.TimeoutException, httpcore.NetworkError) as error:
            raise _as_httpx(error) from error
        stream = _Body(answer)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=stream, extensions=answer.extensions
        )

    def close(self) -> None:
        self.pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.answer.iter_stream()
        except (httpcore.ProtocolError, httpcore.TimeoutException, httpcore.NetworkError) as error:
            raise _as_httpx(error) from error

    def close(self) -> None:
        self.answer.close()


def _as_httpx(error: Exception) -> httpx.HTTPError:
    """httpcore's errors as those of httpx that they stand for."""
    if isinstance(error, httpcore.TimeoutException):
        return httpx.TimeoutException(str(error))
    if isinstance(error, httpcore.ProtocolError):
        return httpx.RemoteProtocolError(str(error))
    return httpx.NetworkError(str(error))
