"""Every setting: its variable in the environment, its default, what it means. Nothing else is read."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: environment variable, default (as text) and help."""

    variable: str
    default: str
    help: str


LEDGER = Setting(
    "ASCRIBE_LEDGER", "ascribe.db", "The ledger: a path (SQLite) or postgresql://USER@HOST/NAME."
)
PACKS = Setting("ASCRIBE_PACKS", "", f"Further knowledge packs, paths joined by {os.pathsep!r}.")
THREADS = Setting("ASCRIBE_THREADS", "1", "Cores that the reader's network may use.")
ANALYST = Setting("ASCRIBE_ANALYST", "", "Who decides; your login name where nothing is given.")

SETTINGS = (LEDGER, PACKS, THREADS, ANALYST)


def value_of(setting: Setting, environment: Mapping[str, str]) -> str:
    """What the environment says, or the default; an empty value counts as none."""
    return environment.get(setting.variable) or setting.default
