"""Keeps what tests and doctests read and run out of the user's own folders."""

import os
import tempfile

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_folders():
    with tempfile.TemporaryDirectory() as folder:
        own = {f"KZDATA_{name}_DIR": os.path.join(folder, name) for name in ("CACHE", "STATE")}  # noqa: PTH118
        os.environ |= own
        yield
        for name in own:
            del os.environ[name]
