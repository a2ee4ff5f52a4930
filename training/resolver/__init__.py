"""Trains the weights that quotes/attribution/choice.py reads: ``python -m training.resolver.train --help``."""
