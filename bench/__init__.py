"""How fast `extract` is, beside a peer and a loop, and how soon `figures` is there: ``python -m bench``."""
