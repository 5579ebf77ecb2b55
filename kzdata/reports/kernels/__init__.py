"""Kernels that are forked from a warm process, for anyone who runs notebooks.

A stock kernel imports pandas and matplotlib anew for every notebook. Here one process has done so: it draws a
figure, never runs a notebook's code, has one thread, and forks itself whenever a kernel is asked for. What a
notebook changes is gone with its kernel.

=================  ======================================================================================
``warmth``         what the fork server does before it serves
``server``         the fork server itself, a process of its own
``child``          how a fork of it becomes a kernel
``servers``        starting a fork server and asking it: the side of those who want kernels
``process``        a forked kernel as they see it
``provisioner``    for ``jupyter_client``: an entry point, to be named in a ``kernel.json``
``manager``        a kernel manager that uses that provisioner, whatever the ``kernel.json`` says
``engine``         for papermill: an entry point, ``papermill --engine kzdata``
=================  ======================================================================================

Where nothing can be forked a stock kernel is started, and a line in the log says so.
"""
