"""A JupyterLab started by ``kzdata lab``, with a home of its own, for tests in a real browser."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from PIL import Image

TOKEN = "secret"  # noqa: S105
START = 120
"""Seconds that JupyterLab may take to start."""


@pytest.fixture(scope="session")
def jupyterlab(browser, tmp_path_factory):  # noqa: ARG001  (without a browser there is nobody to look)
    """A running JupyterLab: its address, its folder, and `api` to ask its server."""
    pytest.importorskip("jupyter_scheduler", reason="kzdata[lab] is not installed")
    home = tmp_path_factory.mktemp("home")
    folder = home / "workspace"
    log = (home / "log").open("wb")
    own = {"HOME": home, "IPYTHONDIR": home / "ipython", "JUPYTER_CONFIG_DIR": home / "config"}
    own |= {"JUPYTER_DATA_DIR": home / "data", "JUPYTER_RUNTIME_DIR": home / "runtime"}
    own |= {"JUPYTERLAB_WORKSPACES_DIR": home / "workspaces", "JUPYTERLAB_SETTINGS_DIR": home / "settings"}
    # what runs there is the kzdata that is tested
    own |= {
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]),
        "PYTHONWARNINGS": "default",
    }
    options = ["--no-browser", "--port=0", "--allow-root", f"--IdentityProvider.token={TOKEN}"]
    options += ["--ReportRunner.poll_interval=1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "kzdata", "lab", str(folder), *options],
        env={**os.environ, **{name: str(value) for name, value in own.items()}},
        stdout=log,
        stderr=subprocess.STDOUT,
        cwd=home,
    )
    try:
        address = _address(process, home)
        yield SimpleNamespace(
            address=address, folder=folder, home=home, api=lambda *asked: _api(address, *asked)
        )
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def _address(process, home):
    """The address that the server says it listens on, as soon as it answers."""
    until = time.monotonic() + START
    while time.monotonic() < until:
        assert process.poll() is None, (home / "log").read_text()
        for told in (home / "runtime").glob("jpserver-*.json"):
            try:
                address = json.loads(told.read_text())["url"]
                _api(address, "api/status")
            except (ValueError, URLError):
                continue
            return address
        time.sleep(0.1)
    pytest.fail((home / "log").read_text())


def _api(address, path, body=None, method=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"token {TOKEN}"}
    asked = Request(address + path, data=data, headers=headers, method=method)  # noqa: S310
    with urlopen(asked, timeout=20) as answer:  # noqa: S310
        return json.loads(answer.read() or "null")


@pytest.fixture(scope="session")
def windows(browser):
    """Windows that share what they have loaded: JupyterLab's scripts are large."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def lab(jupyterlab, windows):
    """A window of JupyterLab; `lab.wrong` is what went wrong in it."""
    page, wrong = windows.new_page(), []
    page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: _is_outside(asked.url, jupyterlab) and wrong.append(asked.url))
    page.set_default_timeout(60_000)
    yield SimpleNamespace(
        page=page,
        wrong=wrong,
        folder=jupyterlab.folder,
        open=lambda name, then="": page.goto(
            f"{jupyterlab.address}lab/workspaces/{name}{then}?token={TOKEN}"
        ),
        picture=lambda name: _keep(page, name),
        sessions=lambda name: [
            each for each in jupyterlab.api("api/sessions") if each["name"].startswith(name)
        ],
    )
    page.close()
    for each in jupyterlab.api("api/sessions"):
        jupyterlab.api(f"api/sessions/{each['id']}", None, "DELETE")


def _keep(page, name):
    """Write a small picture of the window to the folder that KZDATA_PICTURES names, if it names one."""
    if folder := os.environ.get("KZDATA_PICTURES"):
        shot = Image.open(io.BytesIO(page.screenshot()))
        shot.quantize(128, dither=Image.Dither.NONE).save(Path(folder) / f"{name}.png", optimize=True)


def _is_outside(address, jupyterlab):
    return not address.startswith((jupyterlab.address, "data:", "blob:", "ws:"))
