"""Keys that certain variants of a name share."""

import pytest

from quotes.names import key, slug


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (
            ("Hua Chunying", "HUA Chunying", "Chunying Hua", "spokesman Hua Chunying", "Hua Chunying’s"),
            "hua-chunying",
        ),
        (("Zeng Peiyan", "Ceng Peiyan"), "zeng-peiyan"),
        (("Moon Jae-in", "Moon Jae In", "MOON Jae-in", "Jae-in Moon"), "moon-jaein"),
        (("António Guterres", "Antonio Guterres"), "antonio-guterres"),
        (("Donald Trump Jr.", "Donald Trump, Jr"), "donald-trump-jr"),
        (("Mr. Luo", "Luo"), "luo"),
        (("J.D. Vance", "JD Vance", "J. D. Vance"), "jd-vance"),
    ],
)
def test_variants_share_a_key(forms: tuple[str, ...], expected: str) -> None:
    assert {key(form) for form in forms} == {expected}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Li Wei", "Wei Li"), ("Donald Trump", "Donald Trump Jr."), ("Tan Xuguang", "Qin Xuguang"), ("Ceng", "Zeng")],
)
def test_what_is_not_certain_keeps_its_own(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("text", ["", "…", "the ministry", "新华社"])
def test_a_key_is_never_empty(text: str) -> None:
    assert key(text)
    assert slug(text)
