"""Keeps what tests and doctests read and run out of the user's own folders, and clocks out of laws."""

import os
import tempfile

import pytest
from hypothesis import settings

# how long one example takes says more of what else a machine does than of the code
settings.register_profile("kzdata", deadline=None)
settings.load_profile("kzdata")


@pytest.fixture(scope="session", autouse=True)
def _own_folders():
    with tempfile.TemporaryDirectory() as folder:
        own = {f"KZDATA_{name}_DIR": os.path.join(folder, name) for name in ("CACHE", "STATE")}  # noqa: PTH118
        os.environ |= own
        yield
        for name in own:
            del os.environ[name]
