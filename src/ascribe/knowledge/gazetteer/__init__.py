"""Names of places in, entries out, offline: GeoNames (see NOTICE.md) and the pack of places that it lacks."""

from ascribe.knowledge.gazetteer.lookup import Gazetteer, Reading, demonyms, kilometres
from ascribe.knowledge.gazetteer.table import KINDS, Candidates, Entry

__all__ = ["KINDS", "Candidates", "Entry", "Gazetteer", "Reading", "demonyms", "kilometres"]
