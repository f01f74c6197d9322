"""What a browser saves beside a page: a folder of its pictures, scripts, frames and advertisements.

Comes in: a folder and what lies beside it. Goes out: whether it belongs to a page there; nothing in it is a report
of its own then.
"""

from collections.abc import Collection
from functools import cache

from ascribe.read.phrases import load

_PAGES = (".html", ".htm", ".xhtml")


@cache
def _endings() -> tuple[str, ...]:
    return load("saved.yaml", lambda raw: tuple(str(ending) for ending in raw["folders"]))


def is_of_page(folder: str, files: Collection[str]) -> bool:
    """Whether a browser made a folder for one of these files; names or paths, all of one kind."""
    if not folder.endswith(_endings()):
        return False
    stems = (folder.removesuffix(ending) for ending in _endings() if folder.endswith(ending))
    return any(f"{stem}{page}" in files for stem in stems for page in _PAGES)
