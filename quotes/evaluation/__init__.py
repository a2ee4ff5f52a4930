"""How good an extraction is, measured against a user's own gold: brat standoff or JSONL.

    quotes evaluate GOLD [EXPORT]

``read_gold`` and ``read_predictions`` give documents of attributions, ``count`` compares them document by document,
``figures`` sums the counts up, ``intervals`` says how far each figure may be off. The figures are defined in
``figures``. Names are compared here by rules of their own, apart from those that resolved them, so that an error of
the tool cannot hide in its own measure.
"""

from quotes.evaluation.counting import Counts, Fault, count
from quotes.evaluation.figures import FIGURES, Bin, Figure, figures, intervals, reliability
from quotes.evaluation.reading import Attributed, EvaluationError, Said, Who, read_gold, read_predictions

__all__ = [
    "FIGURES",
    "Attributed",
    "Bin",
    "Counts",
    "EvaluationError",
    "Fault",
    "Figure",
    "Said",
    "Who",
    "count",
    "figures",
    "intervals",
    "read_gold",
    "read_predictions",
    "reliability",
]
