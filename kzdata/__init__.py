"""Figures on Kazakhstan's trade and investment: from what officials say to tables, charts and reports."""
