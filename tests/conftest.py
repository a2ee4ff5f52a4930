"""What several test modules share."""

from __future__ import annotations

import pytest
from marked import extract_marked


@pytest.fixture
def extract():
    """``extract_marked``, counting the documents that it was given in ``extract.read``."""

    def counting(document):
        counting.read.append(document.id)
        return extract_marked(document)

    counting.read = []
    return counting
