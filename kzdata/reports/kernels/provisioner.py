"""For ``jupyter_client``: a provisioner that forks kernels of this Python, and starts all others as usual.

To use it for a kernel of your own, name it in the kernel's ``kernel.json``::

    "metadata": {"kernel_provisioner": {"provisioner_name": "kzdata-forked"}}
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from kzdata.reports.kernels import servers

LAUNCHERS = ("ipykernel_launcher", "ipykernel")


class ForkedProvisioner(LocalProvisioner):
    """Gets kernels from a fork server; from the system where there is none."""

    _address: servers.Address | None = None

    async def pre_launch(self, **options: Any) -> dict[str, Any]:
        """Choose a server, and sockets in its private folder instead of ports that others may take."""
        environment = {**options.get("env", os.environ), **self.kernel_spec.env}
        self._address = _server(self.kernel_spec.argv, environment)
        manager = self.parent
        if self._address is not None and manager is not None and not manager.has_kernel:
            _use_sockets(manager, self._address.folder / str(self.kernel_id)[:8])
        return await super().pre_launch(**options)

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start it with its command."""
        if self._address is None:
            return await super().launch_kernel(cmd, **options)
        streams = _streams(options)
        folder = Path(options.get("cwd") or Path.cwd())
        try:
            if streams is None:
                raise servers.ServerGone("its output is to go into a pipe")
            kernel = servers.fork(self._address, cmd, options["env"], folder, streams)
        except servers.ServerGone as reason:
            servers.say_once(str(reason))
            return await super().launch_kernel(cmd, **options)
        self.process = kernel  # type: ignore[assignment]
        self.pid, self.pgid, self.cwd = kernel.pid, kernel.pid, folder
        return self.connection_info


def _server(command: Sequence[str], environment: Mapping[str, str]) -> servers.Address | None:
    options = _python_options(command)
    if options is None:
        servers.say_once(f"not of this Python: {' '.join(command[:3])}")
        return None
    return servers.server_for(options, environment)


def _python_options(command: Sequence[str]) -> list[str] | None:
    """Python's own options in a command that starts an IPython kernel of this Python; None for another one.

    Examples
    --------
    >>> _python_options(["python3", "-Xutf8", "-m", "ipykernel_launcher", "-f", "{connection_file}"])
    ['-Xutf8']
    >>> _python_options(["R", "--slave", "-e", "IRkernel::main()"])
    """
    if "-m" not in command:
        return None
    at = list(command).index("-m")
    if command[at + 1] not in LAUNCHERS or not _is_this_python(command[0]):
        return None
    return list(command[1:at])


def _is_this_python(program: str) -> bool:
    own = Path(sys.executable)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    # jupyter_client itself reads these names so
    if program in {"python", "python3", f"python{version}"}:
        return True
    given = Path(program)
    return given.parent.resolve() == own.parent.resolve() and given.resolve() == own.resolve()


def _use_sockets(manager: Any, stem: Path) -> None:
    if manager.transport == "tcp" and not manager.shell_port:
        manager.transport = "ipc"
        manager.ip = str(stem)
        if not manager.connection_file:
            manager.connection_file = f"{stem}.json"


def _streams(options: Mapping[str, Any]) -> tuple[int, int] | None:
    """Descriptors of a kernel's standard streams; None if one is a pipe."""
    found = []
    for name, own in (("stdout", 1), ("stderr", 2)):
        given = options.get(name)
        if given is None:
            found.append(own)
        elif given == subprocess.STDOUT:
            found.append(found[0])
        elif isinstance(given, int):
            if given < 0:
                return None
            found.append(given)
        else:
            found.append(given.fileno())
    return found[0], found[1]
