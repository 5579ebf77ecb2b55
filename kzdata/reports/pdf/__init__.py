"""A document as PDF: its tree becomes Typst markup, and Typst sets it."""
