"""nbconvert's way to HTML and PDF through kzdata, for any notebook.

nbconvert loads every exporter that is installed whenever it starts, so this module imports nothing that
nbconvert has not loaded itself; what the work needs is imported when there is work.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import Bool, Unicode, default
from traitlets.config import Config

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from kzdata.reports.document import Document
    from kzdata.reports.screen import Screen

HIDING = {"remove_cell_tags": {"remove-cell"}, "remove_all_outputs_tags": {"remove-output"}}
"""Cells and outputs with these tags are left out, unless a user's configuration says otherwise."""


class _Report(Exporter):
    """What both exporters have in common."""

    show_code = Bool(False, help="Whether the sources of code cells are shown.").tag(config=True)
    language = Unicode("en", help="The report's language, where the notebook does not tell it.").tag(
        config=True
    )
    # one check of the notebook after all preprocessors instead of one after each
    optimistic_validation = Bool(True).tag(config=True)

    @property
    def default_config(self) -> Config:
        """The settings that a user's configuration is merged into."""
        config = Config({"TagRemovePreprocessor": {"enabled": True, **HIDING}})
        config.merge(super().default_config)
        return config

    def _read(self, notebook: NotebookNode, resources: Any) -> Document:
        from kzdata.reports.document import read_document

        known = resources.get("metadata", {})
        # handed on with the resources, so that who called can ask what was exported
        resources["document"] = document = read_document(
            notebook,
            name=str(known.get("name") or "Notebook"),
            folder=Path(known["path"]) if "path" in known else None,
            language=self.language,
            show_code=self.show_code,
        )
        return document


class HTMLReportExporter(_Report, TemplateExporter):
    """Exports a notebook as a report in one HTML file, without a request to the network."""

    export_from_notebook = "Report (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "kzdata-html"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(files("kzdata.reports") / "templates"), str(Path.cwd())]

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """The filters of nbconvert's templates, and of ours: ``document`` reads the notebook."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "document", self._read
        yield "for_screen", _for_screen
        yield "script_hash", _script_hash
        yield "tight", _tight
        yield "said_date", _said_date
        yield "font_faces", _font_faces


def _for_screen(document: Document) -> Screen:
    from kzdata.reports.screen import for_screen

    return for_screen(document)


def _tight(text: str) -> str:
    from kzdata.reports.screen import tight

    return tight(text)


def _script_hash(script: str) -> str:
    from kzdata.reports.screen import script_hash

    return script_hash(script)


def _font_faces(style: str) -> str:
    from kzdata.reports.screen import font_faces, tight

    return font_faces() + tight(style)


def _said_date(text: str, language: str) -> str:
    from kzdata.reports.cover import said_date

    return said_date(text, language)


class PDFReportExporter(_Report):
    """Exports a notebook as a report in PDF, set by Typst: tagged, with bookmarks, on A4."""

    export_from_notebook = "Report (PDF)"
    output_mimetype = "application/pdf"

    paper = Unicode(
        "",
        help="What to print on, a4 or letter; where not set, as kzdata.paper in the metadata says.",
    ).tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Export a notebook; the files in `resources` under "attachments", by name, go inside the PDF.

        They may be a function, which is given the document and gives them.

        Raises
        ------
        RenderError
            If it cannot be set.
        """
        from kzdata.reports.pdf.typeset import typeset

        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        document = self._read(notebook, resources)
        attachments = resources.get("attachments", {})
        # a report's manifest tells what the document is, and can only be written now
        files = attachments(document) if callable(attachments) else attachments
        paper = str(self.paper or notebook.metadata.get("kzdata", {}).get("paper") or "a4").lower()
        return typeset(document, files, paper=paper), resources
