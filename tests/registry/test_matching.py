"""A speaker asked for by any form of the name, and merges suggested."""

import pytest
from making import local

from quotes.registry import match, resolve, suggest

KNOWN = [
    ("hua-chunying", "Hua Chunying"),
    ("hua-chunying", "Hua Chunyu"),
    ("zeng-peiyan", "Zeng Peiyan"),
    ("zelensky", "Volodymyr Zelensky"),
    ("wang-yi", "Wang Yi"),
    ("wang-yu", "Wang Yu"),
    ("erdogan", "Recep Tayyip Erdoğan"),
    ("who", "WHO"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Hua Chunying", ["hua-chunying"]),
        ("chunying hua", ["hua-chunying"]),
        ("Ceng Peiyan", ["zeng-peiyan"]),
        ("Volodymyr Zelenskyy", ["zelensky"]),
        ("Recep Erdogan", ["erdogan"]),
        ("erdogan", ["erdogan"]),
        ("Wang", ["wang-yi", "wang-yu"]),
        ("Wang Yi", ["wang-yi"]),
        ("wang-yu", ["wang-yu"]),
        ("who", ["who"]),
        ("Nobody", []),
        ("'; DROP TABLE speakers --", []),
        ("", []),
    ],
)
def test_match(query: str, found: list[str]) -> None:
    assert [identity for identity, _, _ in match(query, KNOWN)] == found


def test_the_form_that_fits_best_is_named() -> None:
    (best, *_) = match("Hua Chunyu", KNOWN)
    assert (best.form, best.verdict.relation) == ("Hua Chunyu", "same")


def test_what_is_likely_is_suggested() -> None:
    speakers = resolve(
        [
            local("d1", "Robert Kerry", "Senator"),
            local("d2", "Robert Kerrey", "Senator"),
            local("d3", "Tan Xuguang"),
            local("d4", "Qin Xuguang"),
            local("d5", "Angela Merkel"),
        ]
    )
    assert [(one.id, other.id, reason) for one, other, reason in suggest(speakers)] == [
        ("qin-xuguang", "tan-xuguang", "polyphone"),
    ]
