"""What Ascribe knows before it reads: actors (packs), places (gazetteer), names, the lexicon; all is data."""
