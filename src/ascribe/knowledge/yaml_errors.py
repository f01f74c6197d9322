"""What a YAML parser found wrong in, one line out that a person can act on."""

import yaml


def what_is_wrong(error: yaml.YAMLError) -> str:
    """What is wrong, with the line and column of the file where the parser says them."""
    problem, mark = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return where + (problem or " ".join(str(error).split()))
