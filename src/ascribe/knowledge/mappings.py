"""A YAML file in, the mapping that it holds out: how tables of knowledge are read."""

from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError


def read_mapping(path: Path) -> dict[str, Any]:
    """What a file maps to what; raises KnowledgeError where it cannot be read or holds something else."""
    try:
        written = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}") from error
    if not isinstance(written, dict):
        raise KnowledgeError(f"{path}: is not a mapping")
    return written
