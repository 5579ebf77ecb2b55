"""DataFrames to charts."""
