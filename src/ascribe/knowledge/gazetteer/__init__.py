"""Names of places in, entries out, offline: GeoNames (see NOTICE.md) and the pack of places that it lacks."""

from ascribe.knowledge.gazetteer.lookup import Gazetteer
from ascribe.knowledge.gazetteer.table import Entry

__all__ = ["Entry", "Gazetteer"]
