"""Figures on Kazakhstan's trade and investment: from what officials say to tables, charts and reports.

The public names stand in ``__init__.pyi``; each is imported when it is first used, so that importing kzdata
costs nothing.

>>> import kzdata as kz
>>> [figure.quote for figure in kz.extract("Trade with Asia grew 23%, to $13.3bn.")]
['23%', '$13.3bn']
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
