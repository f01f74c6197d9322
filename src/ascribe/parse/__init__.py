"""Text to an annotated spaCy `Doc`: one small encoder, one pass over windows of text.

`load()` gives a spaCy `Language`; any other spaCy pipeline with UD relations may stand in its place, as long
as it sets `doc._.frames`.
"""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

#: onnxruntime (seen in 1.31.1) writes down what machine it runs on and sends that to its makers, from its import
#: on, unless this is set before; `disable_telemetry_events` comes too late for the first of it.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


def load(threads: int = 1) -> "Language":
    """The English reader; `threads` bounds the cores that its network uses."""
    from spacy.lang.en import English

    from ascribe.parse.reader import Reader  # noqa: F401  (registers the component)
    from ascribe.parse.tokens import tokenizer

    nlp = English()
    nlp.tokenizer = tokenizer(nlp)
    nlp.add_pipe("ascribe_reader", config={"threads": threads})
    return nlp
