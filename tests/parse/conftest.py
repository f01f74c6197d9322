"""The reader, loaded once for all tests of parsing."""

from typing import TYPE_CHECKING

import pytest

from ascribe.parse import load

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> "Language":
    return load()
