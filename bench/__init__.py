"""How fast `extract` is, beside a peer and a bare loop over the same texts: ``python -m bench``."""
