"""Figures to DataFrames."""
