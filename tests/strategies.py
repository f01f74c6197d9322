"""Hypothesis strategies for the nouns: any value of each that can be built."""

import datetime
from typing import Any

from hypothesis import strategies as st

from ascribe.model import NOUNS, Incident, Link, Moment, Place, Proposition, Quantity, Span

DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


@st.composite
def span(draw: st.DrawFn) -> Span:
    """Words at any place of a report that nobody looks up."""
    quote = draw(st.text(min_size=1, max_size=30))
    start = draw(st.integers(0, 10**6))
    return Span(draw(st.text(max_size=10)), start, start + len(quote), quote)


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """A day, month, year or time of day, or an interval of days that may be open at one end."""
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    forms = (
        f"{first.year:04}",
        f"{first.year:04}-{first.month:02}",
        first.isoformat(),
        f"{first.isoformat()}T03:30",
        f"{first.isoformat()}/{last.isoformat()}",
        f"{first.isoformat()}/..",
        f"../{last.isoformat()}",
    )
    return draw(st.sampled_from(forms))


@st.composite
def quantity(draw: st.DrawFn) -> Quantity:
    """A count with bounds, perhaps open above."""
    low = draw(st.integers(0, 10**6))
    high = draw(st.none() | st.integers(low, 2 * 10**6))
    return Quantity(draw(span()), draw(st.text(max_size=10)), low, high, draw(st.text(max_size=10)))


def place() -> st.SearchStrategy[Place]:
    """A place with coordinates on the globe, or with none."""
    return st.builds(
        Place, latitude=st.none() | st.floats(-90, 90), longitude=st.none() | st.floats(-180, 180)
    )


def moment() -> st.SearchStrategy[Moment]:
    """A moment, resolved or not."""
    return st.builds(Moment, edtf=st.none() | edtf())


def incident() -> st.SearchStrategy[Incident]:
    """An incident of at least one proposition, as linking makes them."""
    ids = st.text(alphabet="0123456789abcdef", min_size=1, max_size=16).map("prop-{}".format)
    return st.builds(Incident, propositions=st.lists(ids, min_size=1, max_size=4, unique=True).map(tuple))


for _type, _strategy in ((Span, span()), (Quantity, quantity()), (Moment, moment()), (Place, place())):
    st.register_type_strategy(_type, _strategy)
st.register_type_strategy(Proposition, st.builds(Proposition, confidence=st.floats(0, 1)))
st.register_type_strategy(Incident, incident())
st.register_type_strategy(Link, st.builds(Link, weight=st.floats(-100, 100)))


def noun(name: str) -> st.SearchStrategy[Any]:
    """Values of the noun that goes by this name in files."""
    return st.from_type(NOUNS[name])
