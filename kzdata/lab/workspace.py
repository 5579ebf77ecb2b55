"""What JupyterLab is told before it starts: cards, templates, settings, who runs scheduled notebooks.

All of it stands in one folder that lives as long as JupyterLab does: a user's own settings stay as they are.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from kzdata.reports.notebooks import SUFFIX, Source, reports, slug

EXTENSIONS = MappingProxyType({
    "jupyter_app_launcher": "cards that open the notebooks",
    "jupyterlab_templates": "the list of templates",
    "jupyter_scheduler": "reports on a schedule",
})  # fmt: skip
"""The extensions that a full workspace has, by module, and what is missing without each."""

CATEGORY = "kzdata"
"""The launcher's section and the templates' group."""


def notebooks() -> list[Source]:
    """The notebooks that the workspace offers: the explorer, then every report.

    Examples
    --------
    >>> notebooks()[0].name
    'explore'
    """
    own = Path(str(files("kzdata.lab"))) / "notebooks"
    explorer = [Source(path.stem, path, bundled=True) for path in sorted(own.glob(f"*{SUFFIX}"))]
    return explorer + reports()


def title(name: str) -> str:
    """A notebook's name as its card and its copy bear it.

    Examples
    --------
    >>> title("trade-balance")
    'Trade balance'
    """
    return name.replace("-", " ").replace("_", " ").capitalize()


def missing() -> dict[str, str]:
    """The extensions that are not installed, and what the workspace lacks without each."""
    return {module: what for module, what in EXTENSIONS.items() if find_spec(module) is None}


@contextmanager
def workspace(folder: Path) -> Iterator[list[str]]:
    """Prepare JupyterLab for `folder`.

    Parameters
    ----------
    folder : pathlib.Path
        Where copies of notebooks and scheduled reports are written.

    Yields
    ------
    list of str
        The arguments to start JupyterLab with.
    """
    with TemporaryDirectory(prefix="kzdata-lab-") as temporary:
        config, data = Path(temporary) / "config", Path(temporary) / "data"
        _write(config / "jupyter_server_config.json", _server())
        _write(config / "labconfig" / "default_setting_overrides.json", _settings())
        _write(data / "jupyter_app_launcher" / "jp_app_launcher_kzdata.yaml", _cards())
        _copy_templates(data / "notebook_templates" / CATEGORY)
        with _first_in_path(JUPYTER_CONFIG_PATH=config, JUPYTER_PATH=data):
            yield [
                f"--ServerApp.root_dir={folder}",
                # a layout of its own: the user's usual one comes back with `jupyter lab`
                f"--LabApp.default_url=/lab/workspaces/{slug(f'kzdata-{folder.name}')}",
            ]


def _server() -> dict[str, Any]:
    scheduling = "kzdata.lab.scheduling"
    return {
        "JupyterLabTemplates": {
            "include_default": False,
            "include_core_paths": True,
            "template_label": "Template",
        },
        "SchedulerApp": {
            "scheduler_class": f"{scheduling}.ReportScheduler",
            "environment_manager_class": f"{scheduling}.ThisPython",
        },
    }


def _settings() -> Any:
    return json.loads((files("kzdata.lab") / "jupyter" / "settings.json").read_text(encoding="utf-8"))


def _cards() -> list[dict[str, Any]]:
    """The launcher's cards; JSON is YAML, too."""
    icon = str(files("kzdata.lab") / "jupyter" / "card.svg")
    return [
        {
            "title": title(source.name),
            "description": f"Open a copy of kzdata's notebook {source.name}",
            "source": str(source.path),
            "type": "notebook",
            "catalog": CATEGORY,
            "icon": icon,
        }
        for source in notebooks()
    ]


def _copy_templates(folder: Path) -> None:
    folder.mkdir(parents=True)
    for source in notebooks():
        shutil.copyfile(source.path, folder / f"{title(source.name)}{SUFFIX}")


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(content, indent=2), encoding="utf-8")


@contextmanager
def _first_in_path(**folders: Path) -> Iterator[None]:
    """Put a folder before those that a variable of the environment names."""
    before: Mapping[str, str | None] = {name: os.environ.get(name) for name in folders}
    for name, folder in folders.items():
        os.environ[name] = os.pathsep.join(filter(None, (str(folder), before[name])))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
