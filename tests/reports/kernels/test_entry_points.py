"""What papermill and jupyter_client find of kzdata's kernels."""

import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[3]
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
ENTRIES = [
    (group, name, value)
    for group in ("papermill.engine", "jupyter_client.kernel_provisioners")
    for name, value in GROUPS[group].items()
]
LOAD = """
import sys
from importlib.metadata import EntryPoint
import {before}
known = set(sys.modules)
EntryPoint(*{entry}).load()
new = {{name.partition(".")[0] for name in set(sys.modules) - known}}
print(*sorted(new - sys.stdlib_module_names))
"""

ENGINE = """
import {first}
from papermill.engines import papermill_engines
print(papermill_engines.get_engine("kzdata").__name__)
"""
KERNEL = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="mine")
print(type(manager.provisioner.process).__name__, manager.is_alive())
client.stop_channels()
manager.shutdown_kernel()
print(manager.is_alive())
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Python finds the entry points as they stand in pyproject.toml, whatever is installed."""
    folder = tmp_path / "entries" / "kzdata-999.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: kzdata\nVersion: 999\n")
    lines = [
        line
        for group, entries in GROUPS.items()
        for line in (f"[{group}]", *map(" = ".join, entries.items()))
    ]
    (folder / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.setenv("PYTHONPATH", f"{folder.parent}:{ROOT}")


def python(*arguments):
    """Runs a program in a new Python; gives what it wrote."""
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


@pytest.mark.parametrize(
    ("entry", "before"),
    [(ENTRIES[0], "sys"), (ENTRIES[1], "jupyter_client.manager")],
    ids=["engine", "kernels"],
)
def test_loading_an_entry_point_costs_nothing(entry, before):
    group, name, value = entry
    loaded = python("-c", LOAD.format(before=before, entry=(name, value, group)))
    assert set(loaded.split()) <= {"kzdata", "lazy_loader"}


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("first", ["papermill", "kzdata.reports.kernels.engine", "kzdata.reports.render"])
def test_papermill_has_the_engine_whoever_is_imported_first(first):
    shown = python("-c", ENGINE.format(first=first))
    assert shown == "ForkedKernelEngine\n"


@pytest.mark.usefixtures("installed")
def test_papermill_runs_any_notebook_in_a_forked_kernel(tmp_path):
    cells = [
        new_code_cell("who = 'nobody'", metadata={"tags": ["parameters"]}),
        new_code_cell("import os, pathlib\npathlib.Path(f'/proc/{os.getppid()}/cmdline').read_text(), who"),
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=metadata), tmp_path / "in.ipynb")
    python(
        "-m",
        "papermill",
        "--engine",
        "kzdata",
        "-p",
        "who",
        "me",
        tmp_path / "in.ipynb",
        tmp_path / "out.ipynb",
    )
    ran = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert "kzdata-kernels-" in (said := ran.cells[-1].outputs[0].data["text/plain"])
    assert said.endswith("'me')")


@pytest.mark.usefixtures("installed")
def test_a_kernel_can_name_the_provisioner(tmp_path, monkeypatch):
    kernel = tmp_path / "jupyter" / "kernels" / "mine"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(
        '{"argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "Mine",'
        ' "metadata": {"kernel_provisioner": {"provisioner_name": "kzdata-forked"}}}'
    )
    monkeypatch.setenv("JUPYTER_PATH", str(kernel.parents[1]))
    shown = python("-c", KERNEL)
    assert shown == "ForkedKernel True\nFalse\n"
