"""Identity from content: the same parts always give the same id, two different lists never do."""

import hashlib
import json

#: Hex digits kept: 64 bits, so that a ledger of ten million entries meets a collision with p < 1e-5.
ID_DIGITS = 16


def content_id(kind: str, *parts: object) -> str:
    """`kind-` and the head of the SHA-256 of the parts as a JSON list (strings, numbers, None, lists)."""
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{kind}-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_DIGITS]}"
