"""What a machine's own scheduler needs to make reports every day: a systemd timer, or a line for cron."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NAME = "kzdata-report"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, and whether at weekends too.

    Attributes
    ----------
    hour, minute : int
        The time.
    weekdays : bool
        Whether from Monday to Friday only.

    Examples
    --------
    >>> Time(6, 30, weekdays=True).calendar, Time(6, 30, weekdays=True).cron
    ('Mon..Fri *-*-* 06:30:00', '30 6 * * 1-5')
    """

    hour: int
    minute: int
    weekdays: bool = False

    @property
    def calendar(self) -> str:
        """As systemd writes it."""
        days = "Mon..Fri " if self.weekdays else ""
        return f"{days}*-*-* {self.hour:02}:{self.minute:02}:00"

    @property
    def cron(self) -> str:
        """As cron writes it."""
        return f"{self.minute} {self.hour} * * {'1-5' if self.weekdays else '*'}"


def units(command: Sequence[str], when: Time, *, folder: Path) -> dict[str, str]:
    r"""The files of a systemd user timer that runs a command, by name.

    Parameters
    ----------
    command : sequence of str
        The program, by its full path, and its arguments.
    when : Time
        The time.
    folder : Path
        The folder to run it in.

    Examples
    --------
    >>> made = units(["/usr/bin/kzdata", "report"], Time(6, 0), folder=Path("/srv"))
    >>> print(made["kzdata-report.timer"])
    [Unit]
    Description=Make the reports of kzdata that changed
    <BLANKLINE>
    [Timer]
    OnCalendar=*-*-* 06:00:00
    Persistent=true
    <BLANKLINE>
    [Install]
    WantedBy=timers.target
    <BLANKLINE>
    """
    description = "Description=Make the reports of kzdata that changed"
    service = [
        "[Unit]",
        description,
        "",
        "[Service]",
        "Type=oneshot",
        f"WorkingDirectory={str(folder).replace('%', '%%')}",
        f"ExecStart={' '.join(map(_for_systemd, command))}",
        "# a computer that is worked at stays quick",
        "Nice=10",
    ]
    timer = [
        "[Unit]",
        description,
        "",
        "[Timer]",
        f"OnCalendar={when.calendar}",
        "Persistent=true",  # what a machine that was off missed is made up for
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    files = {f"{NAME}.service": service, f"{NAME}.timer": timer}
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}


def cron_line(command: Sequence[str], when: Time, *, folder: Path) -> str:
    """A line for cron that runs a command; what goes wrong comes by mail, what goes well does not.

    Examples
    --------
    >>> cron_line(["/usr/bin/kzdata", "report"], Time(6, 0), folder=Path("/srv"))
    '0 6 * * * cd /srv && /usr/bin/kzdata report >/dev/null'
    """
    line = f"cd {shlex.quote(str(folder))} && {shlex.join(command)} >/dev/null"
    # cron takes a bare % for the end of the line
    return f"{when.cron} {line.replace('%', chr(92) + '%')}"


def units_folder() -> Path:
    """Where systemd looks for a user's own units."""
    config = os.environ.get("XDG_CONFIG_HOME")
    return (Path(config) if config else Path.home() / ".config") / "systemd" / "user"


def _for_systemd(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if not word or set(word) & set(" \t\"'\\;") else escaped
