"""Answers about names are remembered, and forgotten where there are too many."""

from __future__ import annotations

from quotes.names.remembered import forget, remembered


def test_answers_are_forgotten_beyond_a_number() -> None:
    asked = []

    @remembered
    def length(name: str) -> int:
        asked.append(name)
        return len(name)

    def ask(*names: str) -> list[str]:
        asked.clear()
        assert [length(name) for name in names] == [len(name) for name in names]
        return list(asked)

    assert ask("Ada", "Ada", "Grace") == ["Ada", "Grace"]
    forget(beyond=2)
    assert ask("Ada", "Grace") == []
    assert ask("Joan") == ["Joan"]
    forget(beyond=2)
    assert ask("Ada", "Joan") == ["Ada", "Joan"]
