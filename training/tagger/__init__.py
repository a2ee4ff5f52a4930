"""Trains the tagger that quotes/finding/tagger.py runs: ``python -m training.tagger --help``."""
