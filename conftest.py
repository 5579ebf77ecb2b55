"""Keeps what tests and doctests read out of the user's cache."""

import os
import tempfile

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_cache():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KZDATA_CACHE_DIR"] = folder
        yield
        del os.environ["KZDATA_CACHE_DIR"]
