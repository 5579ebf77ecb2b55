"""How a report looks in a notebook: links to its files, and its page."""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kzdata.charts.words import words

if TYPE_CHECKING:
    from kzdata.reports.render import Report

HEIGHT = "32em"
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


def report_html(report: Report, *, language: str = "en") -> str:
    """A report as a notebook shows it: its name, links to its files, and its page in a frame.

    The page stands in the output itself, so that it is there when the notebook is opened elsewhere; it is
    shut off from the notebook, and no script runs in it.

    Parameters
    ----------
    report : Report
        The report.
    language : str
        ISO 639-1 code of the reader's language.
    """
    says = words(language)
    files = {
        says.say("report.html"): report.html,
        says.say("report.pdf"): report.pdf,
        says.say("report.figures"): report.figures_csv,
        says.say("report.manifest"): report.manifest,
    }
    links = "".join(
        f'<li style="margin:0 1.2em 0 0">'
        f'<a href="{escape(_address(path))}" target="_blank">{escape(name)}</a></li>'
        for name, path in files.items()
        if path
    )
    parts = [
        f'<p style="font-weight:600;margin:0">{escape(report.slug)}</p>',
        f'<ul style="display:flex;flex-wrap:wrap;list-style:none;margin:0.2em 0;padding:0">{links}</ul>',
    ]
    parts += [f"<p>{escape(reason)}</p>" for reason in report.skipped]
    if report.html:
        # what a report's script adds, such as copying, is for the page itself
        page = escape(SCRIPT.sub("", report.html.read_text(encoding="utf-8")))
        title = escape(says.say("report.preview", name=report.slug))
        parts.append(
            f'<iframe sandbox srcdoc="{page}" title="{title}" loading="lazy"'
            f' style="width:100%;height:{HEIGHT};border:1px solid #8886;background:#fff">'
            "</iframe>"
        )
    return f'<div class="kz-report">{"".join(parts)}</div>'


def _address(path: Path) -> str:
    """The file's address from the folder that the notebook runs in: JupyterLab opens such links itself."""
    try:
        return Path(os.path.relpath(path.resolve(), Path.cwd())).as_posix()
    except ValueError:
        # on another drive
        return path.resolve().as_uri()
