"""What holds the repository together: commands, pins, hooks, and what a wheel carries."""

import ast
import json
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sys.executable).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
DEPENDENCIES = [*PROJECT["dependencies"], *EXTRAS["dev"], *EXTRAS["lab"], *EXTRAS["bench"]]
PIN_LINES = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
PINS = {canonicalize_name(name): version for name, version in (line.split("==") for line in PIN_LINES)}
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def files_in_git() -> dict[str, str]:
    """What git tracks, by name; fonts and pictures left out."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = [name for name in run("git", "ls-files", "-z").split("\0") if (ROOT / name).is_file()]
    contents = {name: (ROOT / name).read_bytes() for name in names}
    return {name: content.decode() for name, content in contents.items() if b"\0" not in content}


def matches(pattern: str, files: dict[str, str]) -> dict[str, str]:
    """The first match of `pattern` in each of the files that has one."""
    return {name: found[0] for name, text in files.items() if (found := re.search(pattern, text))}


def pulled_in_by(dependencies: list[str], machine: dict[str, str]) -> set[str]:
    """The names of `dependencies` and of all that they need on `machine`, as far as installed here."""
    seen: dict[str, set[str]] = {}
    waiting = [Requirement(text) for text in dependencies]
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), {"", *requirement.extras}
        if extras <= seen.get(name, set()):
            continue
        seen[name] = seen.get(name, set()) | extras
        try:
            needs = [Requirement(text) for text in requires(name) or []]
        except PackageNotFoundError:
            continue
        waiting += [
            need
            for need in needs
            if not need.marker or any(need.marker.evaluate(machine | {"extra": extra}) for extra in extras)
        ]
    return set(seen)


def imported_by(folder: Path) -> set[str]:
    """The distributions from which the code in `folder` imports, inside functions too."""
    trees = [ast.parse(path.read_text()) for path in folder.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    distributions = packages_distributions()
    names = {name for module in modules for name in distributions.get(module.partition(".")[0], [])}
    return {canonicalize_name(name) for name in names} - {"kzdata"}


def test_make_lists_every_target():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert re.findall(r"^ +make (\w+) +\S", run("make", "--no-print-directory"), re.MULTILINE) == targets


def test_the_package_depends_on_what_it_imports_and_on_nothing_else():
    run_not_imported = {"ipykernel", "lxml-html-clean", "seaborn"}
    run_not_imported |= {"jupyter-app-launcher", "jupyterlab-templates"}
    needed = [*PROJECT["dependencies"], *EXTRAS["lab"]]
    declared = {canonicalize_name(Requirement(text).name) for text in needed}
    assert imported_by(ROOT / "kzdata") | run_not_imported == declared


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_a_dependency_is_pinned_within_its_bounds(dependency):
    requirement = Requirement(dependency)
    assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("system", ["Linux", "Darwin"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_all_that_dependencies_pull_in_is_pinned(python, system):
    machine = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_system": system,
        "sys_platform": system.lower(),
    }
    assert pulled_in_by(DEPENDENCIES, machine) - PINS.keys() == set()


def test_pins_are_sorted_names_and_versions_alone():
    assert [line for line in PIN_LINES if not re.fullmatch(r"[a-z0-9.-]+==[0-9][a-z0-9.]*", line)] == []
    assert sorted(PIN_LINES) == PIN_LINES


def test_no_file_names_a_machine_path():
    assert matches(r"(?<![\w.])/(root|home|work|Users)/(?=\w)", files_in_git()) == {}


def test_no_file_names_a_package_registry():
    assert matches(r"\b(pypi|npmjs|pythonhosted|anaconda|debian)\.(org|com)\b", files_in_git()) == {}


def test_code_holds_no_cyrillic():
    code = {name: text for name, text in files_in_git().items() if name.endswith(".py")}
    assert matches(r"[\u0400-\u052f]+", code) == {}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    cells = json.loads(path.read_text())["cells"]
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_one_cell_of_parameters(path):
    tags = [tag for cell in json.loads(path.read_text())["cells"] for tag in cell["metadata"].get("tags", [])]
    assert tags.count("parameters") == 1


def test_the_commit_hook_strips_outputs_and_keeps_tags(tmp_path):
    cell = {
        "cell_type": "code",
        "id": "parameters",
        "metadata": {"tags": ["parameters"]},
        "source": ["year: int = 2017"],
        "execution_count": 3,
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "2017"}],
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = tmp_path / "ran.ipynb"
    path.write_text(json.dumps(notebook))

    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    program, *options = next(shlex.split(hook["entry"]) for hook in hooks if hook["id"] == "nbstripout")
    run(SCRIPTS / Path(program).name, *options, path)

    assert json.loads(path.read_text())["cells"] == [cell | {"execution_count": None, "outputs": []}]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> dict[str, bytes]:
    """The files of a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    run(SCRIPTS / "hatchling", "build", "--target", "wheel", "--directory", folder)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ["data", "notebooks"])
def test_a_wheel_carries_what_stands_beside_the_package(wheel, name):
    tracked = [path for path in files_in_git() if path.startswith(f"{name}/")]
    assert [path for path in tracked if f"kzdata/bundled/{path}" not in wheel] == []


def test_a_wheel_carries_every_file_of_the_package(wheel):
    assert [path for path in files_in_git() if path.startswith("kzdata/") and path not in wheel] == []


def test_a_wheel_carries_the_licences_of_code_data_and_fonts(wheel):
    licences = {name.partition("/licenses/")[2] for name in wheel if "/licenses/" in name}
    outlines = "kzdata/charts/natural_earth/LICENSE"
    assert licences == {"LICENSE", "data/LICENSE", "kzdata/fonts/OFL.txt", outlines}
