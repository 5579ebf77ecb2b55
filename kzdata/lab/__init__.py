"""What a person is shown of a statement: its text with the figures marked, in JupyterLab and as a page."""
