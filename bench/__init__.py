"""How fast texts are read, how soon tables are there, how fast reports are made: ``python -m bench``."""
