"""Who is spoken of as "he" or "the senator" between two sources is meant by the next one."""

from __future__ import annotations

import pytest

from quotes.attribution.references import Reference, References


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Senator Amy Klobuchar of Minnesota greeted Governor Kristi Noem at the fair. The senator shook hands for "
            "an hour. «She» said ⟦the harvest was good⟧.",
            "Amy Klobuchar",
        ),
        (
            "Boris Tadić met Olaf Scholz in Berlin. Scholz left early. The president of Serbia, Boris Tadić, stayed "
            "for dinner. The president was tired. «He» said ⟦the talks would go on⟧.",
            "Boris Tadić",
        ),
        (
            "President Kersti Kaljulaid hosted Prime Minister Sauli Niinistö on Friday. “⟦It was a good "
            "day⟧,” «Niinistö» said.\n\nThis week, «the president» said ⟦the talks were private⟧.",
            "Kersti Kaljulaid",
        ),
    ],
)
def test_a_description_goes_on_with_its_person(resolve, text, speaker):
    quote = resolve(text)[-1]
    assert (quote.speaker_type, quote.speaker) == ("person", speaker)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Boris Johnson came with Carrie Johnson and Priti Patel. «Johnson’s wife» said ⟦she was proud⟧.",
            "Boris Johnson",
        ),
        ("Olaf Scholz met Christine Lagarde. «Lagarde’s lawyer» said ⟦the charge was false⟧.", "Olaf Scholz"),
    ],
)
def test_who_serves_or_is_kin_is_not_the_nearest_other(resolve, text, wrong):
    assert resolve(text)[-1].speaker != wrong


def test_references_come_latest_first_and_none_from_behind():
    references = References(parsed=None, quoted=(), sources=())
    for position in (30, 10, 20):
        references.add(Reference(position, 0, 0, True, True, None, 1.0))
    assert [each.position for each in references.last(25)] == [20, 10]
