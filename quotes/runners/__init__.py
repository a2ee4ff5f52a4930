"""Ways to run ``extract`` over very many documents: in several processes, or on Ray. The result is the same."""
