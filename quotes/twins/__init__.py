"""What is alike: texts under keys of which near copies share some, and the comparison of two texts that share keys.

No text is compared with all others: the keys are a sample of its words that does not depend on any other text.
"""

from quotes.twins.comparing import same_article, same_words
from quotes.twins.keys import FEWEST, article_keys, quote_keys
from quotes.twins.words import article_mark, mark, quote_mark, words

__all__ = [
    "FEWEST", "article_keys", "article_mark", "mark", "quote_keys", "quote_mark", "same_article", "same_words", "words",
]  # fmt: skip
