"""For papermill: ``papermill --engine kzdata in.ipynb out.ipynb``.

papermill loads every engine that is installed whenever it starts, so this module imports nothing. The engine
does not derive from papermill's either: papermill may be half loaded when it asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode


class ForkedKernelEngine:
    """papermill's own engine, with kernels from a fork server."""

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **options: Any) -> NotebookNode:
        """Run a notebook as papermill's own engine does."""
        from papermill.engines import NBClientEngine

        from kzdata.reports.kernels.manager import ForkingKernelManager

        executed: NotebookNode = NBClientEngine.execute_notebook(
            nb, kernel_name, **{"kernel_manager_class": ForkingKernelManager, **options}
        )
        return executed

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """The kernel that a notebook asks for."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """The language that a notebook is written in."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))
