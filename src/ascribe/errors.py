"""Everything that Ascribe raises on purpose.

AscribeError
├── InputError          a report that cannot be read: what, where, what to do
│   └── LeftOutError    parts of a source that are left out on purpose: counted, no failure
├── SpanError           words that are not where an entry says they are
├── KnowledgeError      a lexicon, pack or gazetteer file that does not hold what it must
├── LedgerError         a ledger file that is missing, locked, foreign or tampered with
└── NotFoundError       an id that the ledger does not have
"""


def printable(words: str) -> str:
    """Words as messages and addresses show them: in one line, what does not print escaped."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in words)


def _cut(words: str, most: int) -> str:
    """Words without their middle, where they are longer than anybody reads."""
    return words if len(words) <= most else f"{words[: most // 2]} ... {words[-most // 3 :]}"


class AscribeError(Exception):
    """Base of all; its message is one line for the user."""


class InputError(AscribeError):
    """A source that cannot be read; `source` is the path or URL as given, `reason` the rest of the line.

    Both may quote what the source holds: what does not print (and could steer a terminal) is escaped, and what
    would fill the screen is cut.
    """

    def __init__(self, source: str, reason: str) -> None:
        self.source = _cut(printable(source), 400)
        self.reason = _cut(printable(" ".join(reason.split())), 800)
        super().__init__(f"{self.source}: {self.reason}")


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
