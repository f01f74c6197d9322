"""The bytes of a report as they came in, as a file."""

from pathlib import Path

from ascribe.errors import InputError


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes to a file, whole or not at all. Raises InputError where that cannot be done."""
    partial = path.with_name(path.name + ".part")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(str(path), f"cannot be written: {reason}") from error
