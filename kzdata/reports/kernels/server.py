"""The fork server: a process with one thread that turns a fork of itself into a kernel for whoever asks.

It listens in a private folder on a socket that its owner has made. Who wants a kernel keeps the connection:
on it goes the request, with the kernel's standard streams and a lifeline, then come the kernel's number and,
one day, its exit code. A connection that ends takes its kernel along; the owner's end is the server's.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import shutil
import signal
import socket
import sys
from dataclasses import dataclass, field

from kzdata.reports.kernels.child import become_kernel
from kzdata.reports.kernels.warmth import warm

IDLE_SECONDS = 60
"""How long a server waits for someone to want a kernel."""

SOON = 5
"""Seconds in which a request that has begun must be complete."""

LENGTH = 8
"""Bytes at the start of a request that tell how many follow."""

DESCRIPTORS = 3


@dataclass(slots=True)
class Server:
    """Who is connected, and which kernels run for them.

    Attributes
    ----------
    listener : socket
        Where connections come in.
    lifeline : int
        A pipe that ends with the owner.
    ended, wake : int
        A pipe that tells when a kernel has ended.
    connections : set of socket
        Open connections.
    kernels : dict of int to socket
        Whom to tell about the end of a kernel, by its number.
    """

    listener: socket.socket
    lifeline: int
    ended: int
    wake: int
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    connections: set[socket.socket] = field(default_factory=set)
    kernels: dict[int, socket.socket] = field(default_factory=dict)


def main() -> None:
    """Warm up, serve, and leave nothing behind."""
    listening, lifeline, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    ended, wake = os.pipe()
    server = Server(socket.socket(fileno=listening), lifeline, ended, wake)
    try:
        warm()
        gc.collect()
        # what is here stays: the collectors of the kernels need not look at it, and so do not copy it
        gc.freeze()
        serve(server)
    finally:
        for pid in server.kernels:
            _kill(pid)
        shutil.rmtree(folder, ignore_errors=True)


def serve(server: Server) -> None:
    """Answer until the owner is gone, or nobody has wanted anything for long."""
    os.set_blocking(server.wake, False)
    os.set_blocking(server.ended, False)
    signal.set_wakeup_fd(server.wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server.selector.register(server.listener, selectors.EVENT_READ)
    for pipe in (server.lifeline, server.ended):
        server.selector.register(pipe, selectors.EVENT_READ)
    while True:
        ready = [key.fileobj for key, _ in server.selector.select(IDLE_SECONDS)]
        if server.lifeline in ready or not (ready or server.connections):
            return
        if server.ended in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(server.ended, 4096)
            _reap(server)
        for one in ready:
            if one is server.listener:
                _accept(server)
            elif isinstance(one, socket.socket) and one in server.connections:
                _answer(server, one)


def _accept(server: Server) -> None:
    connection, _ = server.listener.accept()
    server.connections.add(connection)
    server.selector.register(connection, selectors.EVENT_READ)


def _answer(server: Server, connection: socket.socket) -> None:
    """Fork a kernel for a request; a connection without one has ended."""
    descriptors: list[int] = []
    try:
        connection.settimeout(SOON)
        head, descriptors, _, _ = socket.recv_fds(connection, LENGTH, DESCRIPTORS)
        if not head:
            _drop(server, connection)
            return
        request = json.loads(_receive(connection, int.from_bytes(head, "big")))
        out, err, lifeline = descriptors
        pid = os.fork()
        if pid == 0:
            try:
                _forget(server)
            finally:
                become_kernel(request, (out, err, lifeline))
        server.kernels[pid] = connection
        _tell(connection, {"pid": pid})
    except (OSError, ValueError):
        # whoever asked sees the connection end, and helps himself
        _drop(server, connection)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _receive(connection: socket.socket, length: int) -> bytes:
    received = bytearray()
    while len(received) < length:
        part = connection.recv(length - len(received))
        if not part:
            raise ValueError("the request is cut off")
        received += part
    return bytes(received)


def _forget(server: Server) -> None:
    """Close in a fork what is the server's, so that others see its end."""
    signal.set_wakeup_fd(-1)
    server.selector.close()
    for one in (server.listener, *server.connections):
        one.close()
    for descriptor in (server.lifeline, server.ended, server.wake):
        os.close(descriptor)


def _reap(server: Server) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        connection = server.kernels.pop(pid, None)
        # what the notebook has started in the kernel's session goes with it
        _kill(pid)
        if connection is not None:
            _tell(connection, {"exit": os.waitstatus_to_exitcode(status)})


def _tell(connection: socket.socket, said: dict[str, int]) -> None:
    with contextlib.suppress(OSError):
        connection.sendall(json.dumps(said).encode() + b"\n")


def _drop(server: Server, connection: socket.socket) -> None:
    server.selector.unregister(connection)
    server.connections.discard(connection)
    connection.close()
    for pid in [pid for pid, whose in server.kernels.items() if whose is connection]:
        del server.kernels[pid]
        _kill(pid)


def _kill(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
