"""Ids for what a reading names: actors from packs, places from the gazetteer, times from the anchor."""
