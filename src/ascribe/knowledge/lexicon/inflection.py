"""Regular forms of English verbs."""

import re


def inflected(verb: str) -> list[str]:
    """The regular forms of an English verb: "shell" shells, shelled, shelling; "raid", "riot" do not lose a letter."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    doubled = stem + stem[-1] if re.fullmatch(r".*[^aeiou][aeiou][bdgmnprt]", stem) and stem == verb else stem
    plural = verb + ("es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
    return [plural, *(base + ending for base in {stem, doubled} for ending in ("ed", "ing"))]
