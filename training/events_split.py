"""Which documents the events branch learns from, and which are kept to tune and to judge it."""

#: Parts of the DEV messages; a run for each that leaves it out gives clean scores of all of them.
PARTS = 4


def held_out(name: str) -> bool:
    """Every ninth DEV message of MUC-4."""
    number = name.rsplit("-", 1)[-1]
    return name.startswith("DEV-") and int(number) % 9 == 4


def in_part(name: str, part: int | None) -> bool:
    """Whether a message is in a part of DEV; with None, whether it is one of every ninth."""
    if part is None:
        return held_out(name)
    return name.startswith("DEV-") and int(name.rsplit("-", 1)[-1]) % PARTS == part
