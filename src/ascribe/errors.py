"""Everything that Ascribe raises on purpose.

AscribeError
├── InputError          a report that cannot be read: what, where, what to do
│   └── LeftOutError    parts of a source that are left out on purpose: counted, no failure
├── SpanError           words that are not where an entry says they are
├── KnowledgeError      a lexicon, pack or gazetteer file that does not hold what it must
├── LedgerError         a ledger file that is missing, locked, foreign or tampered with
└── NotFoundError       an id that the ledger does not have
"""


class AscribeError(Exception):
    """Base of all; its message is one line for the user."""


class InputError(AscribeError):
    """A source that cannot be read; `source` is the path or URL as given, `reason` the rest of the line."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source, self.reason = source, reason


class LeftOutError(InputError):
    """What a container holds and nobody wants read: the pictures of a web archive, messages without words."""


class SpanError(AscribeError):
    """A span whose quote is not the slice of its report's text."""


class KnowledgeError(AscribeError):
    """A knowledge file that cannot be used."""


class LedgerError(AscribeError):
    """A ledger that cannot be opened, written or trusted."""


class NotFoundError(AscribeError):
    """No entry of that id."""
