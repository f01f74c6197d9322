"""Which addresses of the web may be fetched, and what the machines behind them may be.

Comes in: a URL, or the name of a host. Goes out: the URL as it will be asked for, the numeric addresses that may
be connected to, or an `InputError`. Whoever writes a link decides where a reader connects to, so machines of
this network and the services that cloud machines trust are out of reach unless that is asked for.
"""

import ipaddress
import re
import socket
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING

from ascribe.errors import InputError

if TYPE_CHECKING:
    import httpx

Address = IPv4Address | IPv6Address

_SCHEMES = ("http", "https")
#: Networks that `ipaddress` calls global and that nevertheless are services of the machine's own host.
_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "fec0::/10")
)
#: IPv6 networks whose last 32 bits are an IPv4 address that is connected to in the end.
_CARRIES_IPV4 = tuple(ipaddress.ip_network(network) for network in ("64:ff9b::/96", "::/96"))
#: IPv6 networks that carry traffic to IPv4 addresses of their own choice.
_TUNNELS = tuple(
    ipaddress.ip_network(network) for network in ("2002::/16", "2001::/32", "64:ff9b:1::/48", "3fff::/20")
)
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.I)
_SECRET = re.compile(r"://[^/?#\s]*@")


def shown(url: str) -> str:
    """A URL as messages and the ledger may show it: without user name and password."""
    return _SECRET.sub("://", url)


def parsed(source: str, url: str) -> "httpx.URL":
    """The URL of a page; raises InputError for what is none or is of another scheme."""
    import httpx  # A tenth of a second that files do not need.

    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise InputError(source, f"is no address of the web: {error}") from error
    if found.scheme not in _SCHEMES:
        raise InputError(source, f"is not fetched: only http and https are, not {found.scheme or 'nothing'}:")
    if not found.host:
        raise InputError(source, "is no address of the web: it names no host")
    return found.copy_with(fragment=None)


def reachable(source: str, host: str, port: int, *, allow_private: bool) -> list[str]:
    """The numeric addresses of a host; raises InputError where one of them may not be connected to."""
    spelled = host.strip("[]")
    if not allow_private and _NUMERIC.fullmatch(spelled) and not _is_plain(spelled):
        raise InputError(source, f"is not fetched: {host} is an address in an odd spelling")
    try:
        found = socket.getaddrinfo(spelled, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(source, f"cannot be fetched: no machine is called {host}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    closed = [address for address in addresses if not is_open(address)]
    if closed and not allow_private:
        where = host if host == closed[0] else f"{host} ({closed[0]})"
        reason = "of this machine or its network; read it with --allow-private all the same"
        raise InputError(source, f"is not fetched: {where} is {reason}")
    return addresses


def is_open(address: str) -> bool:
    """Whether a numeric address is of a machine that anyone can reach."""
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped
        if inner is None and any(found in network for network in _CARRIES_IPV4):
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            found = inner
        elif any(found in network for network in _TUNNELS):
            return False
    if any(found.version == network.version and found in network for network in _CLOSED):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _is_plain(host: str) -> bool:
    try:
        return str(IPv4Address(host)) == host
    except ValueError:
        return False
