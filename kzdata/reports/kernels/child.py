"""How a fork of the server becomes a kernel: its own session, environment, folder, and no way back."""

from __future__ import annotations

import atexit
import faulthandler
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from typing import NoReturn, TypedDict

LAUNCHER = "ipykernel_launcher"
NOT_POLLED = "--IPKernelApp.parent_handle=1"
"""A kernel asks once a second whether its parent lives; a fork knows at once, by its lifeline."""


class Request(TypedDict):
    """What a kernel is asked for with: what would start a stock one.

    Attributes
    ----------
    command : list of str
        Its command.
    environment : dict of str to str
        Its environment.
    folder : str
        Its working folder.
    """

    command: list[str]
    environment: dict[str, str]
    folder: str


def become_kernel(request: Request, descriptors: tuple[int, int, int]) -> NoReturn:
    """Run a kernel in this process, and end.

    Parameters
    ----------
    request : Request
        What was asked for.
    descriptors : tuple of int
        Standard output, standard error, and the lifeline: a pipe that ends when its owner does.
    """
    code = 1
    try:
        _leave_server(descriptors)
        os.environ.clear()
        os.environ.update(request["environment"])
        time.tzset()
        os.chdir(request["folder"])
        _reseed()
        code = _run(request["command"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001
        # the same as Python does at its outermost level, where this fork must never get
        traceback.print_exc(file=sys.__stderr__)
    finally:
        _end(code)


def _leave_server(descriptors: tuple[int, int, int]) -> None:
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python itself starts
    signal.signal(signal.SIGINT, signal.default_int_handler)
    out, err, lifeline = descriptors
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(out)
    os.close(err)
    os.set_inheritable(lifeline, False)
    # a crash is told past ipykernel, which takes over standard error and would die with the message
    faulthandler.enable(os.dup(2), all_threads=False)
    threading.Thread(target=_die_with_owner, args=(lifeline,), daemon=True).start()


def _die_with_owner(lifeline: int) -> None:
    """Wait for the lifeline to end, then take everything down that the notebook has started."""
    os.read(lifeline, 1)
    os.killpg(0, signal.SIGKILL)


def _reseed() -> None:
    # Python's own generator has seeded itself anew after the fork
    if (numpy := sys.modules.get("numpy.random")) is not None:
        numpy.seed()


def _run(command: Sequence[str]) -> int:
    from ipykernel.kernelapp import IPKernelApp

    arguments = list(command[command.index("-m") + 2 :])
    sys.argv = [_launcher(), *arguments]
    sys.orig_argv = list(command)
    IPKernelApp.launch_instance([*arguments, NOT_POLLED])
    return 0


def _launcher() -> str:
    from importlib.util import find_spec

    spec = find_spec(LAUNCHER)
    return spec.origin if spec and spec.origin else LAUNCHER


def _end(code: int) -> NoReturn:
    """End as Python does, but leave the memory to the system: to free it is to copy it first."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                stream.flush()
    finally:
        os._exit(code)
