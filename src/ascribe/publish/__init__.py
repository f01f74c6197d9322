"""A ledger as files that other people use, each with its lineage: the words that a cell rests on."""
