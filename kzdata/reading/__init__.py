"""Text to figures. Knows no pandas.

The names stand in ``__init__.pyi``; each is imported when it is first used, so that whoever only looks for
files, or at a table that was kept, does not wait for the words of a language.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
