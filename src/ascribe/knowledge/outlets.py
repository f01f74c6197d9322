"""Where an outlet is at home, by the host of its pages: host in, `Seat` out, or None."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ascribe.errors import KnowledgeError

FILE = Path(__file__).parent / "outlets.yaml"
#: Top-level domains of countries whose letters are not the country's ISO 3166 code, or that anybody uses.
_OTHER = {
    "uk": "GB",
    "su": "RU",
    "tv": "",
    "io": "",
    "co": "",
    "me": "",
    "ai": "",
    "cc": "",
    "fm": "",
    "eu": "",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """Country (ISO 3166), and for an outlet of a town its admin1 code in GeoNames and its name."""

    country: str
    admin1: str = ""
    town: str = ""


def seat_of(host: str) -> Seat | None:
    """The seat of the outlet whose pages are at this host: as listed, else the country of its top-level domain."""
    parts = host.casefold().split(".")
    for start in range(len(parts) - 1):
        if seat := _listed().get(".".join(parts[start:])):
            return seat
    code = _OTHER.get(parts[-1], parts[-1].upper())
    return Seat(code) if len(parts) > 1 and len(code) == 2 and len(parts[-1]) == 2 else None


@cache
def _listed() -> dict[str, Seat]:
    try:
        written = yaml.load(
            FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        towns = {
            host: Seat(row["country"], row["admin1"], row["town"])
            for row in written["towns"]
            for host in row["hosts"]
        }
        return towns | {host: Seat(code) for code, hosts in written["countries"].items() for host in hosts}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{FILE}: no list of outlets: {error!r}") from error
