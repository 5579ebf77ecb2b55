"""Reports made side by side."""

import pickle

import pytest

from kzdata.reports.batch import make_all
from kzdata.reports.errors import NotebookFailed
from kzdata.reports.plan import plan
from kzdata.reports.render import Report


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_fails_is_told_beside_those_that_are_made(workers, fixtures, tmp_path):
    jobs = [plan(str(fixtures / f"{name}.ipynb"), {}) for name in ("brief", "failing", "features")]
    made = {job.slug: outcome for job, outcome in make_all(jobs, out=tmp_path, workers=workers)}
    kinds = {slug: type(outcome) for slug, outcome in made.items()}
    assert kinds == {"brief-CHN": Report, "failing": NotebookFailed, "features": Report}
    assert made["brief-CHN"].pdf.is_file()
    assert (made["failing"].cell, made["failing"].error) == (4, "ValueError")


def test_an_error_comes_whole_out_of_another_process():
    error = pickle.loads(pickle.dumps(NotebookFailed("r", 4, "ValueError", "nothing")))  # noqa: S301
    assert (str(error), error.cell) == ("cell 4 of the notebook raised ValueError: nothing", 4)
