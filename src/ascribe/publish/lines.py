"""One object as one line of JSON: keys as they come, no spaces, letters of all scripts as they are."""

import json
from typing import Any


def line(value: dict[str, Any]) -> str:
    """The line, without its line break; what breaks a line elsewhere (U+2028) is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
