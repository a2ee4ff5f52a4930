"""An ``extract`` whose process is killed at one document, the first time that it gets there."""

from __future__ import annotations

import dataclasses
import os
import signal

from marked import extract_marked


@dataclasses.dataclass(frozen=True)
class Dying:
    """Dies at the document of the id ``at``, and leaves its process's number in the file ``trace``; after that, and
    elsewhere, it finds what ``extract_marked`` finds. At the id ``fails`` it raises."""

    at: str
    trace: str
    fails: str = "none"

    def __call__(self, document):
        if document.id == self.at and not os.path.exists(self.trace):
            with open(self.trace, "w") as file:
                file.write(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGKILL)
        if document.id == self.fails:
            raise ZeroDivisionError("a fault")
        return extract_marked(document)
