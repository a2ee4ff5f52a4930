"""What is remembered of names, and forgotten again."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

REMEMBERED = 16_384
"""Answers that a function remembers, at most."""
T = TypeVar("T")
_caches: list[functools._lru_cache_wrapper[Any]] = []


def remembered(function: Callable[..., T]) -> functools._lru_cache_wrapper[T]:
    """The function, with its last answers remembered until ``forget``."""
    cache = functools.lru_cache(maxsize=REMEMBERED)(function)
    _caches.append(cache)
    return cache


def forget(*, beyond: int) -> None:
    """Forgets the answers of each function that remembers more than so many: where ever other names come, memory would
    fill with what is not asked again."""
    for cache in _caches:
        if cache.cache_info().currsize > beyond:
            cache.cache_clear()
