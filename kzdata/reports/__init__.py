"""Notebooks to HTML and PDF reports."""
