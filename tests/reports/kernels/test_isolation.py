"""What a notebook changes is gone with its kernel."""

from pathlib import Path

import pytest

from kzdata.reports.engine import run
from kzdata.reports.errors import NotebookFailed
from kzdata.reports.plan import plan

IMPORTS = (
    "import os, random, sys, time, warnings, locale, decimal, logging, kzdata, matplotlib, numpy, pandas\n"
)
LOOKS = {
    "rcParams": "matplotlib.rcParams['lines.linewidth']",
    "backend": "matplotlib.get_backend()",
    "options of pandas": "pandas.get_option('display.max_rows')",
    "environment": "os.environ.get('LEAK')",
    "folder": "os.getcwd()",
    "attribute of a module": "hasattr(kzdata, 'leak')",
    "attribute of a class": "hasattr(pandas.DataFrame, 'leak')",
    "new module": "'leak' in sys.modules",
    "path of modules": "sys.path",
    "arguments": "[a for a in sys.argv if 'json' not in a]",
    "warnings": "len(warnings.filters)",
    "decimals": "decimal.getcontext().prec",
    "log": "logging.getLogger('kzdata').level",
    "umask": "os.umask(0)",
    "time zone": "time.tzname",
    "error handling of numpy": "numpy.geterr()",
}
CHANGES = """
matplotlib.rcParams['lines.linewidth'] = 99
matplotlib.use('agg')
pandas.set_option('display.max_rows', 3)
os.environ['LEAK'] = '1'
os.chdir('/')
kzdata.leak = pandas.DataFrame.leak = 1
sys.modules['leak'] = sys
sys.path.insert(0, '/leak')
sys.argv.append('leak')
warnings.simplefilter('error')
decimal.getcontext().prec = 3
logging.getLogger('kzdata').setLevel(7)
os.umask(0o77)
os.environ['TZ'] = 'Asia/Almaty'; time.tzset()
numpy.seterr(all='raise')
"""
CRASHES = {
    "segmentation fault": ("import ctypes\nctypes.string_at(0)", "kernel died.*Segmentation fault"),
    "kill": ("import os\nos.kill(os.getpid(), 9)", "kernel died"),
    "exit": ("import os\nos._exit(3)", "kernel died"),
    "time-out": ("import time\ntime.sleep(60)", "took too long"),
}
LIMIT = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (2**32, resource.RLIM_INFINITY))
bytearray(2**33)
"""


@pytest.fixture(scope="module")
def looks(asking, tmp_path_factory):
    """What a notebook sees before another changes everything, and what one sees after it."""
    folder = tmp_path_factory.mktemp("folder")
    look = f"{IMPORTS}{{{', '.join(f'{name!r}: {expression}' for name, expression in LOOKS.items())}}}"
    before = asking(look, folder=folder)
    changed = asking(IMPORTS + CHANGES, look.removeprefix(IMPORTS), folder=folder)
    return before, changed, asking(look, folder=folder)


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_leaks_into_the_next_kernel(looks, name):
    before, changed, after = looks
    assert (before[name] == after[name], before[name] == changed[name]) == (True, False)


@pytest.mark.parametrize(
    "draw", ["random.random()", "numpy.random.rand()", "numpy.random.default_rng().random()"]
)
def test_each_kernel_draws_random_numbers_of_its_own(asking, draw):
    assert asking(IMPORTS + draw) != asking(IMPORTS + draw)


@pytest.mark.parametrize("crash", CRASHES)
def test_a_kernel_that_crashes_takes_no_other_along(running, asking, crash):
    source, said = CRASHES[crash]
    with pytest.raises(NotebookFailed, match=said):
        running(source, timeout=2 if crash == "time-out" else None)
    assert asking("1 + 1") == 2


def test_a_limit_on_memory_holds_in_one_kernel_only(running, asking):
    with pytest.raises(NotebookFailed, match="MemoryError"):
        running(LIMIT)
    assert asking("import resource\nresource.getrlimit(resource.RLIMIT_AS)[0]") == -1


def test_kernels_are_forks_of_one_server(asking, server):
    first, second = (asking("import os\nos.getppid()") for _ in range(2))
    assert first == second
    assert str(server).encode() in Path(f"/proc/{first}/cmdline").read_bytes()


def test_outputs_are_those_of_a_stock_kernel(request):
    job = plan("partner", {"partner": "CHN"})
    forked = run(job.notebook, job.values, report="partner")
    request.getfixturevalue("no_server")
    stock = run(job.notebook, job.values, report="partner")
    assert [c.get("outputs") for c in forked.cells] == [c.get("outputs") for c in stock.cells]
