"""A forked kernel, with what of `subprocess.Popen` those who start kernels ask for."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time

STEP = 0.01
"""Seconds between two looks at a kernel that is waited for."""

UNKNOWN = 1
"""The exit code of a kernel whose server has died before it."""


class ForkedKernel:
    """A kernel that the fork server has made.

    Parameters
    ----------
    connection : socket
        On which the server will tell its exit code.
    pid : int
        The number of its process.
    lifeline : int
        The end of a pipe: when it is closed, also by our death, the kernel ends.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int, lifeline: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        connection.setblocking(False)
        self._connection: socket.socket | None = connection
        self._lifeline = lifeline
        # outlives the server, and cannot mean another process
        self._handle = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else None

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        if self.returncode is None:
            self.returncode = self._asked(self._connection) if self._connection else self._looked()
            if self.returncode is not None:
                self.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end, and give its exit code.

        Raises
        ------
        TimeoutError
            If it takes longer than `timeout` seconds.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise TimeoutError(f"kernel {self.pid} has not ended in {timeout} seconds")
            time.sleep(STEP)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it runs."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Let go of it: if it still runs, that ends it."""
        if self._connection:
            self._connection.close()
            self._connection = None
        for descriptor in (self._lifeline, self._handle):
            if descriptor is not None:
                os.close(descriptor)
        self._lifeline, self._handle = -1, None

    def _asked(self, connection: socket.socket) -> int | None:
        """What the server tells."""
        try:
            said = connection.recv(64)
        except BlockingIOError:
            return None
        except OSError:
            said = b""
        if said:
            return int(json.loads(said)["exit"])
        connection.close()
        self._connection = None
        return self._looked()

    def _looked(self) -> int | None:
        """What can be seen of it without a server."""
        if self._handle is not None:
            poll = select.poll()
            poll.register(self._handle, select.POLLIN)
            return UNKNOWN if poll.poll(0) else None
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return UNKNOWN
        return None
