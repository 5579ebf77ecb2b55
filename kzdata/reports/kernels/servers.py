"""Starting fork servers and asking them for kernels.

A process owns the servers that it starts: they end with it. What Python and the libraries read once, at their
start, no fork can change: for other such settings there is another server.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import kzdata
from kzdata.reports.kernels.process import ForkedKernel

SETTLED = (
    "PYTHON",
    "LD_",
    "LC_",
    "LANG",
    "OMP_",
    "OPENBLAS_",
    "MKL_",
    "NUMEXPR_",
    "ARROW_",
    "MPL",
    "MATPLOTLIB",
)
"""Variables that are read at the start; what their names begin with."""

LONGEST_PATH = 90
"""A socket's path may be 103 bytes long on some systems, and kernels append to it."""

START = 60
"""Seconds that a server has for becoming warm."""
SOON = 5
"""Seconds that a server has to end."""

BOOT = (
    "import sys; sys.path[0] = sys.argv.pop(1); import kzdata; del sys.path[0]; "
    "from kzdata.reports.kernels.server import main; main()"
)
GONE = "the fork server has gone"
LOG = logging.getLogger("kzdata.kernels")


class ServerGone(Exception):
    """A fork server that cannot be started, or does not answer."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a fork server listens, and what it is for.

    Attributes
    ----------
    folder : Path
        Its private folder, for sockets.
    settings : tuple
        Python's options and the settled variables.
    """

    folder: Path
    settings: tuple[object, ...]

    @property
    def socket(self) -> Path:
        """Its socket."""
        return self.folder / "server"


@dataclass(slots=True)
class _Owned:
    address: Address
    process: subprocess.Popen[bytes]
    lifeline: int
    owner: int


_owned: dict[tuple[object, ...], _Owned] = {}
_dead: list[_Owned] = []
_borrowed: dict[tuple[object, ...], Address] = {}
_said: set[str] = set()


def possible() -> bool:
    """Whether kernels can be forked on this platform.

    On macOS its own libraries cannot be used after a fork; Windows has none.

    Examples
    --------
    >>> possible() == (sys.platform == "linux")
    True
    """
    return sys.platform == "linux" and hasattr(os, "fork")


def server_for(options: Sequence[str], environment: Mapping[str, str]) -> Address | None:
    """The fork server for kernels of these settings, as `start` gives it; None where that cannot be.

    Then a line in the log tells why.
    """
    if not possible():
        say_once(f"not possible on {sys.platform}")
        return None
    try:
        return start(options, environment)
    except ServerGone as reason:
        say_once(str(reason))
        return None


def start(options: Sequence[str], environment: Mapping[str, str]) -> Address:
    """The fork server for kernels of these settings; one is started if there is none, but not waited for.

    Parameters
    ----------
    options : sequence of str
        Options of Python itself, such as ``-Xfrozen_modules=off``.
    environment : mapping of str to str
        The kernel's environment.

    Raises
    ------
    ServerGone
        If none can be started.
    """
    settings = _settings(options, environment)
    if settings in _borrowed:
        return _borrowed[settings]
    owned = _owned.get(settings)
    if owned is not None and owned.owner == os.getpid():
        code = owned.process.poll()
        if code is None:
            return owned.address
        # its folder stays as long as we do: somebody may still use it
        _dead.append(_owned.pop(settings))
        if code != 0:
            raise ServerGone(GONE)
        # it has ended because nobody wanted anything of it for long
    try:
        owned = _owned[settings] = _start(options, environment, settings)
    except OSError as error:
        raise ServerGone(f"no fork server can be started: {error}") from error
    return owned.address


def borrow(address: Address) -> None:
    """Use a server that another process owns."""
    _borrowed[address.settings] = address


@contextmanager
def held(address: Address | None) -> Iterator[None]:
    """Keep a server from ending because nobody wants anything of it."""
    with socket.socket(socket.AF_UNIX) as connection:
        if address is not None:
            with suppress(OSError):
                connection.connect(str(address.socket))
        yield


def fork(
    address: Address,
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    streams: tuple[int, int],
) -> ForkedKernel:
    """Ask a server for a kernel.

    Parameters
    ----------
    address : Address
        The server.
    command : sequence of str
        What would start a stock kernel.
    environment : mapping of str to str
        The kernel's environment.
    folder : Path
        Its working folder.
    streams : tuple of int
        Descriptors for its standard output and error.

    Raises
    ------
    ServerGone
        If the server does not answer.
    """
    request = {"command": list(command), "environment": dict(environment), "folder": str(folder)}
    body = json.dumps(request).encode()
    ours, lifeline = None, os.pipe()
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(START)
        connection.connect(str(address.socket))
        socket.send_fds(connection, [len(body).to_bytes(8, "big")], [*streams, lifeline[0]])
        connection.sendall(body)
        answer = connection.recv(64)
        if not answer:
            raise ServerGone(GONE)
        ours = lifeline[1]
        return ForkedKernel(connection, int(json.loads(answer)["pid"]), ours)
    except OSError as error:
        raise ServerGone(GONE) from error
    finally:
        os.close(lifeline[0])
        if ours is None:
            os.close(lifeline[1])
            connection.close()


def say_once(reason: str) -> None:
    """Tell in the log why kernels are not forked, once in a process."""
    if reason not in _said:
        _said.add(reason)
        LOG.warning("kernels start without a fork server, more slowly: %s", reason)


def end_all() -> None:
    """End the servers of this process, with all their kernels."""
    for owned in (*_owned.values(), *_dead):
        _end(owned)
    _owned.clear()
    _dead.clear()


def _settings(options: Sequence[str], environment: Mapping[str, str]) -> tuple[object, ...]:
    settled = sorted((name, value) for name, value in environment.items() if name.startswith(SETTLED))
    return (*options, *settled)


def _start(options: Sequence[str], environment: Mapping[str, str], settings: tuple[object, ...]) -> _Owned:
    folder = Path(tempfile.mkdtemp(prefix="kzdata-kernels-"))  # for its owner alone
    try:
        if len(os.fsencode(folder)) > LONGEST_PATH:
            raise OSError(f"the path of the folder for temporary files is too long: {folder.parent}")
        address = Address(folder, settings)
        reading, writing = os.pipe()
        with socket.socket(socket.AF_UNIX) as listener, (folder / "log").open("wb") as log:
            listener.bind(str(address.socket))
            listener.listen(128)
            kept = (listener.fileno(), reading)
            root = Path(kzdata.__file__).parents[1]
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, *options, "-c", BOOT, str(root), *map(str, kept), str(folder)],
                env=dict(environment),
                pass_fds=kept,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        os.close(reading)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if not _owned:
        atexit.register(end_all)
    return _Owned(address, process, writing, os.getpid())


def _end(owned: _Owned) -> None:
    if owned.owner != os.getpid():
        return
    os.close(owned.lifeline)
    try:
        owned.process.wait(SOON)
    except subprocess.TimeoutExpired:
        owned.process.kill()
        owned.process.wait()
    shutil.rmtree(owned.address.folder, ignore_errors=True)
