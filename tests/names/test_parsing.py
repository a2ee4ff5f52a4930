"""Names taken apart: titles, name, suffix, order."""

import pytest

from quotes.names import display, parse


@pytest.mark.parametrize(
    ("text", "titles", "name"),
    [
        ("Chinese Ambassador to Belgium Cao Zhongming", ("Chinese Ambassador to Belgium",), "Cao Zhongming"),
        ("Ambassador to the United States Cui Tiankai", ("Ambassador to the United States",), "Cui Tiankai"),
        ("Minister of Foreign Affairs Wang Yi", ("Minister of Foreign Affairs",), "Wang Yi"),
        ("the Foreign Ministry spokesperson Hua Chunying", ("Foreign Ministry spokesperson",), "Hua Chunying"),
        ("MS. PSAKI", ("MS.",), "PSAKI"),
        ("SURGEON GENERAL MURTHY", ("SURGEON GENERAL",), "MURTHY"),
        ("Prime Minister Lord Salisbury", ("Prime Minister", "Lord"), "Salisbury"),
        ("Crown Prince Mohammed bin Salman", ("Crown Prince",), "Mohammed bin Salman"),
        (
            "President of the European Commission Ursula von der Leyen",
            ("President of the European Commission",),
            "Ursula von der Leyen",
        ),
        ("Rep. Chris Collins, R-N.Y.", ("Rep.",), "Chris Collins"),
        ("Cao Zhongming, Chinese ambassador to Belgium", (), "Cao Zhongming"),
        ("Zelenskyy's", (), "Zelenskyy"),
        ("Sanders’", (), "Sanders"),
        ("Robert (Bob) Menendez", (), "Robert Menendez"),
        ("Clinton, Hillary", (), "Hillary Clinton"),
        ("hua chunying", (), "hua chunying"),
        ("H.E. Dr. Karim Rashid", ("H.E.", "Dr."), "Karim Rashid"),
        ("H.E. Bates", (), "H.E. Bates"),
        ("His Excellency Paul Biya", ("Excellency",), "Paul Biya"),
        ("Maj. Gen. Zaw Min Tun", ("Maj. Gen.",), "Zaw Min Tun"),
        ("Dr. Sultan Al Jaber", ("Dr.",), "Sultan Al Jaber"),
        ("Sultan Qaboos bin Said", ("Sultan",), "Qaboos bin Said"),
        ("An Chul-soo", (), "An Chul-soo"),
        ("President Park Geun-hye", ("President",), "Park Geun-hye"),
        ("Bandar bin Sultan", (), "Bandar bin Sultan"),
        ("Jack Ma", (), "Jack Ma"),
        ("Jane Roe MA", (), "Jane Roe"),
        ("an Anti-war activist", ("Anti-war activist",), ""),
    ],
)
def test_titles_stand_before_the_name(text: str, titles: tuple[str, ...], name: str) -> None:
    parsed = parse(text)
    assert (parsed.titles, parsed.text) == (titles, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sen. Angus King", "Angus King"),
        ("Sen. King", "King"),
        ("King Charles III", "Charles III"),
        ("Julie Bishop", "Julie Bishop"),
        ("Dean Acheson", "Dean Acheson"),
        ("Dean", "Dean"),
        ("Gov. Earl Ray Blumenauer", "Earl Ray Blumenauer"),
        ("Park Geun-hye", "Park Geun-hye"),
        ("Kim Jong Un", "Kim Jong Un"),
        ("KIM JONG UN", "KIM JONG UN"),
        ("Choe Son-hui", "Choe Son-hui"),
        ("Jordan Peterson", "Jordan Peterson"),
        ("Georgia Governor Brian Kemp", "Brian Kemp"),
        ("Bashar al-Assad", "Bashar al-Assad"),
        ("Izzat Ibrahim ad-Duri", "Izzat Ibrahim ad-Duri"),
        ("Sun Yat Sen", "Sun Yat Sen"),
        ("Amartya Sen", "Amartya Sen"),
        ("Ohio Sen. Rob Portman", "Rob Portman"),
    ],
)
def test_names_made_of_words_of_titles_and_places(text: str, name: str) -> None:
    assert parse(text).text == name


@pytest.mark.parametrize(
    "text", ["the Foreign Minister", "THE PRESIDENT", "the White House", "some experts", "the ambassador", "", " ,;—"]
)
def test_a_phrase_without_a_name_has_no_name(text: str) -> None:
    assert (parse(text).text, parse(text).tokens) == ("", ())


@pytest.mark.parametrize(
    ("text", "given", "middle", "family", "suffix"),
    [
        ("Hua Chunying", ("Chunying",), (), ("Hua",), None),
        ("Chunying Hua", ("Chunying",), (), ("Hua",), None),
        ("Moon Jae-in", ("Jae-in",), (), ("Moon",), None),
        ("Leung Chun-ying", ("Chun-ying",), (), ("Leung",), None),
        ("Mao Tse-tung", ("Tse-tung",), (), ("Mao",), None),
        ("Nguyen Phu Trong", ("Phu", "Trong"), (), ("Nguyen",), None),
        ("Emmanuel MACRON", ("Emmanuel",), (), ("MACRON",), None),
        ("ORBÁN Viktor", ("Viktor",), (), ("ORBÁN",), None),
        ("George H. W. Bush", ("George",), ("H.", "W."), ("Bush",), None),
        ("Charles de Gaulle", ("Charles",), (), ("de", "Gaulle"), None),
        ("Abdel Fattah el-Sisi", ("Abdel", "Fattah"), (), ("el-Sisi",), None),
        ("Martin Luther King, Jr.", ("Martin",), ("Luther",), ("King",), "Jr."),
        ("Brent Bozell III", ("Brent",), (), ("Bozell",), "III"),
        ("Jinping Xi", ("Jinping",), (), ("Xi",), None),
        ("John Smith, MD", ("John",), (), ("Smith",), None),
        ("Kasich", (), (), ("Kasich",), None),
    ],
)
def test_the_parts_of_a_name(
    text: str, given: tuple[str, ...], middle: tuple[str, ...], family: tuple[str, ...], suffix: str | None
) -> None:
    name = parse(text)
    assert (name.given, name.middle, name.family, name.suffix) == (given, middle, family, suffix)


@pytest.mark.parametrize(
    "text", ["\x00 · , W.", "’s", "\ud800", "(((", "\u200b", "😀 Xi", "新华社", "-", "III", "Jr.", "of the", "'" * 5000]
)
def test_odd_text_is_data(text: str) -> None:
    name = parse(text)
    assert all(name.tokens)
    assert bool(name.tokens) == bool(name.text)


def test_tokens_are_folded() -> None:
    assert parse("Recep Tayyip Erdoğan").tokens == ("recep", "tayyip", "erdogan")
    assert parse("J.D. O’Brien").tokens == ("jd", "obrien")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("PSAKI", "Psaki"),
        ("JEAN-PIERRE", "Jean-Pierre"),
        ("HUA Chunying", "Hua Chunying"),
        ("MITCH McCONNELL", "Mitch McConnell"),
        ("J.D. VANCE", "J.D. Vance"),
        ("O'ROURKE", "O'Rourke"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Elizabeth II", "Elizabeth II"),
    ],
)
def test_display_reads_well(name: str, shown: str) -> None:
    assert display(name) == shown


@pytest.mark.parametrize(
    ("text", "nickname", "name"),
    [
        ('Robert "Beto" O\'Rourke', "Beto", "Robert O'Rourke"),
        ("Thomas P. “Tip” O'Neill", "Tip", "Thomas P. O'Neill"),
        ("Ferdinand 'Bongbong' Marcos Jr.", "Bongbong", "Ferdinand Marcos Jr."),
        ("Robert O'Rourke", None, "Robert O'Rourke"),
        ("Robert O'Rourke (Texas)", None, "Robert O'Rourke"),
    ],
)
def test_a_nickname_between_the_names(text: str, nickname: str | None, name: str) -> None:
    assert (parse(text).nickname, parse(text).text) == (nickname, name)
