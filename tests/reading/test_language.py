"""Only English is read; a mixed document is kept."""

import json

import pytest

from quotes import reading
from quotes.errors import ReadingError
from quotes.reading.language import is_english

ENGLISH = "The council will meet again on Tuesday, said the mayor, and nobody knows what it will decide then. "
FRENCH = "Le conseil se réunira de nouveau mardi, a dit le maire, et personne ne sait ce qu'il va décider alors. "
GERMAN = "Der Rat wird am Dienstag wieder tagen, sagte die Bürgermeisterin, und niemand weiß, was er beschließt. "
NORWEGIAN = "Rådet møtes igjen på tirsdag, sa ordføreren, og ingen vet hva det vil bestemme seg for da i salen. "
INDONESIAN = "Dewan akan bertemu lagi pada hari Selasa, kata wali kota, dan tidak ada yang tahu apa keputusannya. "
CHINESE = "市长说，委员会将于星期二再次开会，没有人知道届时会作出什么决定。"
RUSSIAN = "Совет снова соберётся во вторник, сказал мэр, и никто не знает, что он тогда решит в зале. "


@pytest.mark.parametrize("other", [FRENCH, GERMAN, NORWEGIAN, INDONESIAN, CHINESE, RUSSIAN])
def test_other_languages_are_told_from_english(other):
    assert not is_english(other * 5)
    assert is_english(f"{ENGLISH * 5}\n\n{other * 5}")
    assert not is_english(f"{ENGLISH}\n\n{other * 20}")


@pytest.mark.parametrize("text", ["Go.", "OSLO", "Bergen, Oslo, Tromsø, Bodø", "1 2 3", "", "Ja, sa han."])
def test_what_is_too_short_to_tell_is_read(text):
    assert is_english(text)


def test_one_message_for_a_file_and_one_for_all_records(write):
    path = write("a.txt", (FRENCH * 10).encode())
    with pytest.raises(ReadingError, match=r"a\.txt: not in English\. Only English is read"):
        list(reading.read(path))
    lines = [json.dumps({"text": text * 5}) for text in (ENGLISH, GERMAN)]
    documents = reading.read(write("a.jsonl", "\n".join(lines).encode()))
    assert next(documents).text == ENGLISH * 5
    with pytest.raises(ReadingError, match=r"1 of 2 records left out \(record 2: not in English\)"):
        next(documents)
