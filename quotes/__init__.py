"""Find everything that named officials said, and keep it in a database that can be asked."""
